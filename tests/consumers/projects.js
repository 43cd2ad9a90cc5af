// The projects as `cargo xtask test consumers` has laid them out, with the
// packed package and the tools installed.
import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import { serve } from "../page/server.js";

/** @param {string} name */
function setting(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run \`cargo xtask test consumers\`.`);
  return value;
}

/** The directory of all projects. */
export const PROJECTS = setting("TOKENMETER_CONSUMERS_DIR");
/** The package as it was installed there. */
export const PACKAGE = path.join(PROJECTS, "node_modules/tokenmeter");
const CHROMIUM = setting("TOKENMETER_CHROMIUM");
const CHROMIUM_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];

/** The text that every consumer counts, and what Python's tiktoken counts of it. */
export const { TEXT, EXPECTED } = await expected();

async function expected() {
  const vectors = JSON.parse(await readFile(new URL("../vectors/golden.json", import.meta.url), "utf8"));
  const { text, ids } = vectors.texts.find((/** @type {{ name: string }} */ { name }) => name === "japanese");
  await writeFile(path.join(PROJECTS, "text.js"), `export const TEXT = ${JSON.stringify(text)};\n`);
  const counts = { o200k_base: ids.o200k_base.length, cl100k_base: ids.cl100k_base.length };
  return { TEXT: String(text), EXPECTED: { ...counts, isPriced: true, failures: "network,wasm-unavailable,aborted" } };
}

/**
 * Runs a script of the project's manifest, and returns what it prints.
 *
 * @param {string} project
 * @param {string} script
 */
export async function npmRun(project, script) {
  const cwd = path.join(PROJECTS, project);
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { stdout } = await promisify(execFile)(npm, ["run", "--silent", script], { cwd }).catch((error) => {
    throw new Error(`${script} of ${project} failed:\n${error.stdout}\n${error.stderr}`);
  });
  return stdout;
}

/** @type {Promise<import("playwright-core").Browser> | undefined} */
let browser;

/** Ends the browser, if one was started. */
export async function closeBrowser() {
  await (await browser)?.close();
}

/**
 * Opens the page of a project: what it shows, and what it complained about.
 *
 * @param {import("node:test").TestContext} t
 * @param {string} project
 * @param {Parameters<typeof serve>[0]} [options]
 * @param {string} [query] of the page's address
 */
export async function open(t, project, options = {}, query = "") {
  const { page, complaints } = await openPage(t, project, options, query);
  return { result: await resultOf(page, complaints), complaints };
}

/**
 * Opens a page of a project, and says what it complains about.
 *
 * @param {import("node:test").TestContext} t
 * @param {string} project
 * @param {Parameters<typeof serve>[0]} [options]
 * @param {string} [name] of the page and its query
 * @param {import("playwright-core").BrowserContextOptions} [settings]
 */
export async function openPage(t, project, options = {}, name = "", settings = {}) {
  const site = await serve({ root: path.join(PROJECTS, project), policy: "", ...options });
  t.after(() => site.close());
  const page = await newPage(t, settings);
  return { page, site, complaints: await visit(page, site.url + name) };
}

/**
 * @param {import("node:test").TestContext} t
 * @param {import("playwright-core").BrowserContextOptions} [settings]
 */
async function newPage(t, settings) {
  browser ??= chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGUMENTS });
  const context = await (await browser).newContext(settings);
  t.after(() => context.close());
  return context.newPage();
}

/**
 * Starts the development server of a project, and opens what it serves.
 *
 * @param {import("node:test").TestContext} t
 * @param {string} project
 */
export async function openServed(t, project) {
  const server = spawn("npm", ["run", "--silent", "dev"], { cwd: path.join(PROJECTS, project), detached: true });
  t.after(() => process.kill(-Number(server.pid)));
  const page = await newPage(t);
  const complaints = await visit(page, await addressIn(server));
  return { result: await resultOf(page, complaints) };
}

/**
 * The address that a server says it has.
 *
 * @param {import("node:child_process").ChildProcessWithoutNullStreams} server
 */
async function addressIn(server) {
  let printed = "";
  for await (const part of server.stdout.setEncoding("utf8")) {
    printed += part;
    // Without what colours it.
    // eslint-disable-next-line no-control-regex
    const address = printed.replace(/\x1b\[\d+m/g, "").match(/http:\/\/\S+:\d+\//);
    if (address) return address[0];
  }
  throw new Error(`The server ended: ${printed}`);
}

/**
 * Opens the page of a project that is an extension, as {@link open}.
 *
 * @param {import("node:test").TestContext} t
 * @param {string} project
 */
export async function openExtension(t, project) {
  const directory = path.join(PROJECTS, project);
  const profile = await mkdtemp(path.join(tmpdir(), "tokenmeter-"));
  t.after(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    // Without an own switch the old headless mode would start, which has no extensions.
    args: [...CHROMIUM_ARGUMENTS, "--headless=new", `--disable-extensions-except=${directory}`, `--load-extension=${directory}`],
    ignoreDefaultArgs: ["--headless", "--headless=old", "--disable-extensions"],
  });
  t.after(() => context.close());
  const page = await context.newPage();
  const complaints = await visit(page, `chrome-extension://${extensionId(directory)}/index.html`);
  return { result: await resultOf(page, complaints), complaints };
}

/** The id that Chromium makes of an extension's path. @param {string} directory */
function extensionId(directory) {
  const hash = createHash("sha256").update(directory).digest("hex");
  return hash.slice(0, 32).replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string} url
 * @returns {Promise<string[]>} what the page complains about from now on
 */
async function visit(page, url) {
  /** @type {string[]} */
  const complaints = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.setDefaultTimeout(20_000);
  await page.goto(url);
  return complaints;
}

/**
 * What the page shows.
 *
 * @param {import("playwright-core").Page} page
 * @param {readonly string[]} complaints
 */
async function resultOf(page, complaints) {
  const output = page.locator("output:not(:empty)");
  await output.waitFor().catch(() => {
    throw new Error(`The page shows no result: ${complaints.join("\n") || "and says nothing"}`);
  });
  return JSON.parse(await output.innerText());
}
