// The README's examples, as they stand there.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import { build } from "vite";
import { serve } from "../page/server.js";
import { CHROMIUM, PACKAGE, PACKAGE_README, directory, example } from "./consumer.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Opens a directory's page in Chromium: what it says, and what it asked for.
 *
 * @param {import("node:test").TestContext} t
 * @param {string} root
 * @param {RegExp} expected the text of the finished page
 */
async function open(t, root, expected) {
  const site = await serve({ root, policy: "" });
  t.after(() => site.close());
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  t.after(() => browser.close());
  const page = await browser.newPage();
  /** @type {string[]} */
  const complaints = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(site.url);
  await page.getByText(expected).waitFor();
  assert.deepEqual(complaints, []);
  return { workers: page.workers().length, requests: site.requests };
}

test("in a page: a script of type module", async (t) => {
  const root = await directory(t);
  await cp(PACKAGE, path.join(root, "tokenmeter"), { recursive: true });
  await writeFile(path.join(root, "index.html"), `<!doctype html><link rel="icon" href="data:,">${await example("In a page")}`);
  await open(t, root, /This is 4 tokens for GPT-4o\./);
});

test("with a bundler: Vite's build, with its worker", async (t) => {
  const root = await directory(t);
  await writeFile(path.join(root, "main.js"), await example("With a bundler"));
  await writeFile(
    path.join(root, "index.html"),
    '<!doctype html><link rel="icon" href="data:,"><body><script type="module" src="./main.js"></script>',
  );
  await build({ root, base: "./", logLevel: "error", build: { target: "es2022" }, worker: { format: "es" } });
  const { workers, requests } = await open(t, path.join(root, "dist"), /^4 tokens, \$0\.00501, fits$/);
  assert.equal(workers, 1);
  assert.equal(requests.filter((name) => name.includes("cl100k")).length, 0);
});

/** What the package's README has for programs, and what they print. */
const PROGRAMS = {
  Count: /^4\nUint32Array\(4\) \[ 13225, 11, 2375, 0 \]\n$/,
  Price: /^4 0\.00501 true\n$/,
  "What a call has cost, and what a month will": /^anthropic 2000 1500 0\.0067\d*\n22000 147\.4\d* \{ usd: 100, requests: 14925, day: 15 \}\n$/,
  "Count a request": /^11 exact\nmessage user message 1 5\nframing around the messages 6\ngpt-4o 300\n$/,
  "Cut, find keys, plan": /^3 49 0\.0001225\n0\n247\.9\d* 241\.758 tokensPerMinute\n$/,
  "Files of your own": /^4\n$/,
  "Instead of tiktoken or gpt-tokenizer": /^Uint32Array\(4\) \[ 13225, 11, 2375, 0 \]\n$/,
};

for (const [heading, expected] of Object.entries(PROGRAMS)) {
  test(`the package's README: ${heading}`, async (t) => {
    const root = await directory(t);
    const file = path.join(root, "example.js");
    await writeFile(file, await example(heading, PACKAGE_README));
    const { stdout } = await promisify(execFile)("node", [file], { cwd: root });
    assert.match(stdout, expected);
  });
}

test("the package's README: Cloudflare Workers", async (t) => {
  const root = await directory(t);
  const file = path.join(root, "example.js");
  await writeFile(file, await example("Cloudflare Workers", PACKAGE_README));
  const code = `import worker from "./example.js"; const request = new Request("https://example.org", { method: "POST", body: "Hello, world!" });
    console.log(await (await worker.fetch(request)).text());`;
  const { stdout } = await promisify(execFile)("node", ["--input-type=module", "--eval", code], { cwd: root });
  assert.equal(stdout, '{"tokens":4}\n');
});

/** What the package's README has for pages, and what they show. */
const PAGES = {
  "In a page, without a bundler": /This is 4 tokens for GPT-4o\./,
  "The element": /^4 tokens$/,
};

for (const [heading, expected] of Object.entries(PAGES)) {
  test(`the package's README: ${heading}`, async (t) => {
    const root = await directory(t);
    await cp(PACKAGE, path.join(root, "tokenmeter"), { recursive: true });
    const code = await example(heading, PACKAGE_README);
    await writeFile(path.join(root, "index.html"), `<!doctype html><link rel="icon" href="data:,">${code}`);
    await open(t, root, expected);
  });
}

test("the examples of both READMEs hold under strict types", async (t) => {
  const root = await directory(t);
  const readmes = await Promise.all([PACKAGE_README, path.join(ROOT, "README.md")].map((file) => readFile(file, "utf8")));
  const examples = readmes.flatMap((readme) => [...readme.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code]) => String(code)));
  assert.equal(examples.length, 11);
  assert.deepEqual(examples.filter((code) => /\bfree\b/.test(code)), [], "nothing has to be freed");
  const files = examples.map((_, at) => path.join(root, `example-${at}.js`));
  await Promise.all(examples.map((code, at) => writeFile(String(files[at]), code)));
  const options = ["--noEmit", "--strict", "--allowJs", "--checkJs", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom,esnext.disposable"];
  const tsc = path.join(ROOT, "node_modules/typescript/bin/tsc");
  const types = ["--types", "node", "--typeRoots", path.join(ROOT, "node_modules/@types"), "--skipLibCheck"];
  await promisify(execFile)("node", [tsc, "--ignoreConfig", ...options, ...types, ...files], { cwd: root }).catch((error) => assert.fail(error.stdout));
});

test("in Node", async (t) => {
  const root = await directory(t);
  const file = path.join(root, "example.js");
  await writeFile(file, await example("In Node"));
  const { stdout, stderr } = await promisify(execFile)("node", [file], { cwd: root });
  assert.equal(stderr, "");
  assert.match(stdout, /^4\nUint32Array\(4\) \[ 13225, 11, 2375, 0 \]\n$/);
});
