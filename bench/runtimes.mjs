/** Takes samples: in fresh Node processes and in fresh contexts of Chromium. */

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

const run = promisify(execFile);
const IN_NODE = fileURLToPath(new URL("in_node.mjs", import.meta.url));

/** A sample that takes longer is none. */
const LIMIT_MS = 60_000;

/**
 * @param {object} job see in_node.mjs
 * @param {number} [limitMs]
 */
export async function inNode(job, limitMs = LIMIT_MS) {
  try {
    const { stdout } = await run(process.execPath, [IN_NODE, JSON.stringify(job)], {
      timeout: limitMs,
      killSignal: "SIGKILL",
      maxBuffer: 1 << 26,
    });
    return JSON.parse(stdout.trimEnd().split("\n").at(-1));
  } catch (error) {
    if (error.killed) throw new Error(`more than ${limitMs / 1000} s`, { cause: error });
    throw new Error(firstLine(error.stderr || error.message), { cause: error });
  }
}

/** The Chromium that `TOKENMETER_CHROMIUM` names; started anew should it crash. */
export class Browser {
  /** @type {import("playwright-core").Browser | undefined} */
  #running;

  async running() {
    if (!this.#running?.isConnected()) {
      this.#running = await chromium.launch({
        executablePath: process.env.TOKENMETER_CHROMIUM,
        args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
      });
    }
    return this.#running;
  }

  async version() {
    return (await this.running()).version();
  }

  async close() {
    await this.#running?.close();
  }
}

/**
 * What a page leaves in `outcome`, in a context whose cache is empty.
 *
 * @param {Browser} browser
 * @param {string} url
 */
export function visit(browser, url) {
  return inFreshPage(browser, async (page) => {
    await page.goto(url, { waitUntil: "commit" });
    const handle = await page.waitForFunction("globalThis.outcome", undefined, {
      timeout: LIMIT_MS,
    });
    const outcome = await handle.jsonValue();
    if (outcome.error) throw new Error(firstLine(outcome.error));
    return outcome;
  });
}

/**
 * @param {Browser} browser
 * @param {string} origin
 * @param {{ entry: string, texts: { name: string, path: string }[] }} job paths from the origin
 */
export function throughputInChromium(browser, origin, job) {
  return inFreshPage(browser, async (page) => {
    await page.goto(`${origin}/measure.html`);
    return page.evaluate(async ({ entry, texts }) => {
      const { throughput } = await import(new URL("/measure.mjs", location.href).href);
      const read = async ({ name, path }) => {
        const bytes = await (await fetch(path)).arrayBuffer();
        return { name, text: new TextDecoder().decode(bytes), bytes: bytes.byteLength };
      };
      const loaded = await Promise.all(texts.map(read));
      return throughput(await import(new URL(entry, location.href).href), loaded);
    }, job);
  });
}

/**
 * @template T
 * @param {Browser} browser
 * @param {(page: import("playwright-core").Page) => Promise<T>} action
 * @returns {Promise<T>}
 */
async function inFreshPage(browser, action) {
  const context = await (await browser.running()).newContext();
  let timer;
  const limit = new Promise((_, reject) => {
    const late = () => reject(new Error(`more than ${LIMIT_MS / 1000} s`));
    timer = setTimeout(late, LIMIT_MS);
  });
  try {
    const page = await context.newPage();
    return await Promise.race([action(page), limit]);
  } finally {
    clearTimeout(timer);
    // A page that hangs or crashed must not hold up the others.
    await context.close().catch(() => {});
  }
}

/** @param {string} text */
const firstLine = (text) =>
  text.split("\n").find((line) => /\w*Error\b/.test(line))?.trim() ?? text.split("\n")[0].trim();
