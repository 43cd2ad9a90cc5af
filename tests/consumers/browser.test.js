// What a page of Chromium gives the module, and what it keeps from it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { EXPECTED, PACKAGE, TEXT, closeBrowser, npmRun, openPage } from "./projects.js";

before(() => npmRun("script", "build"));
after(closeBrowser);

const MODULE = "dist/tokenmeter/index.js";

/** @typedef {typeof import("../../www/tokenmeter/index.js")} Module */

/**
 * The page of the project once it has loaded, with the module's address.
 *
 * @param {import("node:test").TestContext} t
 * @param {Parameters<typeof openPage>[2]} [options]
 */
async function open(t, options) {
  const { page, site } = await openPage(t, "script", options, "package.json");
  return { page, site, url: site.url + MODULE };
}

/**
 * How a load of a tokenizer in the page fails.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} url
 */
const failure = (page, url) =>
  page.evaluate(async (url) => {
    const { Tokenizer, TokenmeterError } = /** @type {Module} */ (await import(url));
    try {
      return String((await Tokenizer.load("o200k_base")).count("Hello, world!"));
    } catch (error) {
      return error instanceof TokenmeterError && error instanceof Error ? `${error.code}: ${error.message}` : String(error);
    }
  }, url);

test("a meter counts in a worker of the caller's that has long started, and ends it", async (t) => {
  const { page, url } = await open(t);
  const tokens = await page.evaluate(
    async ([url, text]) => {
      const { Meter } = /** @type {Module} */ (await import(url));
      const worker = new Worker(url.replace("index.js", "worker.js"), { type: "module" });
      await new Promise((resolve) => setTimeout(resolve, 500));
      const meter = await Meter.load({ worker });
      return (await meter.count(text, "gpt-4o")).tokens;
    },
    /** @type {const} */ ([url, TEXT]),
  );
  assert.equal(tokens, EXPECTED.o200k_base);
  assert.equal(page.workers().length, 1);
});

test("files in hand reach the worker, which fetches none of them", async (t) => {
  const { page, site, url } = await open(t);
  const tokens = await page.evaluate(
    async ([url, text]) => {
      const { Meter } = /** @type {Module} */ (await import(url));
      const { tokensWasm, vocabularies } = await import(url.replace("index.js", "assets.js"));
      const files = {
        tokensWasm: await WebAssembly.compileStreaming(fetch(tokensWasm.url())),
        o200k_base: fetch(vocabularies.o200k_base.url()),
      };
      const meter = await Meter.load({ files, preload: "o200k_base" });
      return (await meter.count(text, "gpt-4o")).tokens;
    },
    /** @type {const} */ ([url, TEXT]),
  );
  assert.equal(tokens, EXPECTED.o200k_base);
  assert.equal(page.workers().length, 1);
  for (const file of [/tokens_bg\.wasm$/, /\.tmvocab$/]) {
    assert.equal(site.requests.filter((name) => file.test(name)).length, 1, String(file));
  }
});

test("a page that lists the package's hashes loads it, and refuses a file that is another", async (t) => {
  const { page, site, url } = await open(t);
  /** @type {Record<string, string>} */
  const hashes = JSON.parse(await readFile(path.join(PACKAGE, "integrity.json"), "utf8"));
  const scripts = Object.entries(hashes).filter(([name]) => name.endsWith(".js"));
  const integrity = Object.fromEntries(scripts.map(([name, hash]) => [url.replace("index.js", name), hash]));
  const map = JSON.stringify({ integrity });
  site.inject(/listed\.html$/, { body: `<!doctype html><title>Listed</title><script type="importmap">${map}</script>` });
  await page.goto(`${site.url}listed.html`);
  assert.equal(await failure(page, url), "4");
  site.inject(/rough\.js$/, { body: "export const roughCount = () => 0;" });
  await page.goto(`${site.url}listed.html`);
  await assert.rejects(failure(page, url), /dynamically imported module/);
});

test("wasm that the policy blocks says which policy it needs", async (t) => {
  const { page, url } = await open(t, { policy: "default-src 'self'" });
  assert.match(await failure(page, url), /^wasm-unavailable: .*'wasm-unsafe-eval'/);
});

test("a file that is missing or another one says which, and the next attempt counts", async (t) => {
  const { page, site, url } = await open(t);
  site.inject(/tokens_bg\.wasm$/, { status: 404 });
  assert.match(await failure(page, url), /^network: wasm\/tokens_bg\.wasm .*404/);
  site.heal();
  site.inject(/tokens_bg\.wasm$/, { html: true });
  assert.match(await failure(page, url), /^wasm-unavailable: wasm\/tokens_bg\.wasm .*unaltered/);
  site.heal();
  site.inject(/\.tmvocab$/, { html: true });
  assert.match(await failure(page, url), /^invalid-vocabulary: /);
  site.heal();
  assert.equal(await failure(page, url), "4");
});
