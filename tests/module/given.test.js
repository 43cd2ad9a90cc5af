// Files that the caller has already: none of them is fetched again.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { promisify } from "node:util";
import { Meter, Tokenizer, fails, moduleUrl } from "./module.js";

const { vocabularies } = await import(new URL("assets.js", moduleUrl).href);

/** @param {{ path: string }} asset @returns {Promise<Uint8Array<ArrayBuffer>>} */
const read = async ({ path }) => new Uint8Array(await readFile(new URL(path, moduleUrl)));

/**
 * What a new process prints, in which no wasm module has started yet.
 *
 * @param {string} code that has `Tokenizer`, `Meter`, `read`, the assets and a `fetch` that fails
 */
async function printed(code) {
  const head = `
    import { readFile } from "node:fs/promises";
    const url = ${JSON.stringify(moduleUrl)};
    const { Meter, Tokenizer } = await import(url);
    const { tokensWasm, vocabularies } = await import(new URL("assets.js", url));
    const { keysWasm, prices, pricesWasm } = await import(new URL("meter_assets.js", url));
    const read = ({ path }) => readFile(new URL(path, url));
    const fetch = async (url) => { throw new Error("fetched " + url); };`;
  const { stdout } = await promisify(execFile)("node", ["--input-type=module", "--eval", head + code]);
  return stdout.trim();
}

test("a compiled module and bytes are taken as they are", async () => {
  const code = `
    const files = { tokensWasm: await WebAssembly.compile(await read(tokensWasm)), r50k_base: await read(vocabularies.r50k_base) };
    console.log((await Tokenizer.load("r50k_base", { fetch, files })).count("hello world"));`;
  assert.equal(await printed(code), "2");
});

test("a meter takes all of its files, as responses that are still on their way", async () => {
  const code = `
    const answer = async (asset) => new Response(await read(asset));
    const files = { tokensWasm: answer(tokensWasm), pricesWasm: answer(pricesWasm), prices: answer(prices), keysWasm: answer(keysWasm), o200k_base: answer(vocabularies.o200k_base) };
    const meter = await Meter.load({ fetch, files });
    const { count, cost } = await meter.estimate({ model: "gpt-4o", input: "Hello, world!" });
    console.log(count.tokens, cost.total > 0);`;
  assert.equal(await printed(code), "4 true");
});

test("a tokenizer that cannot cut says how it can, and cuts by a file that was given", async () => {
  const code = `
    const { chunksWasm } = await import(new URL("assets.js", url));
    const files = { tokensWasm: await read(tokensWasm), r50k_base: await read(vocabularies.r50k_base), chunksWasm: await read(chunksWasm) };
    const cut = (tokenizer) => tokenizer.chunks("one two three", { limitTokens: 2 }).map(({ end }) => end);
    const counting = await Tokenizer.load("r50k_base", { fetch, files });
    try { cut(counting); } catch ({ code, message }) { console.log(code, message); }
    console.log(...cut(await Tokenizer.load("r50k_base", { fetch, files, chunks: true })));`;
  assert.match(await printed(code), /^not-ready .* chunks: true\.\n7 13$/);
});

test("what is given and not right is refused, and the next attempt works", async () => {
  const bytes = await read(vocabularies.r50k_base);
  /** @type {[string, () => unknown][]} */
  const wrong = [
    ["invalid-argument", () => "vocab/r50k_base.tmvocab"],
    ["invalid-vocabulary", () => bytes.subarray(0, 1000)],
    ["network", () => new Response("", { status: 404 })],
    ["network", () => Promise.reject(new TypeError("offline"))],
  ];
  for (const [code, file] of wrong) {
    const files = /** @type {any} */ ({ r50k_base: file() });
    await fails(code, () => Tokenizer.load("r50k_base", { files }));
  }
  const once = new Response(bytes);
  await Tokenizer.load("r50k_base", { files: { r50k_base: once } });
  const error = await fails("invalid-argument", () => Tokenizer.load("r50k_base", { files: { r50k_base: once } }));
  assert.match(error.message, /files\.r50k_base .* clone\(\)/);
  assert.equal((await Tokenizer.load("r50k_base", { files: { r50k_base: bytes } })).count("hello world"), 2);
});

test("a file whose request fails before its turn is told then, and stops no program", async () => {
  const files = { r50k_base: Promise.reject(new TypeError("offline")) };
  await fails("network", () => Tokenizer.load("davinci", { files }));
});

test("what is no worker is refused", async () => {
  await fails("invalid-argument", () => Meter.load({ worker: /** @type {any} */ ("worker.js") }));
});

test("files are read for the worker, and a bad one ends the attempt there", async () => {
  const used = new Response("x");
  await used.text();
  await fails("invalid-argument", () => Meter.load({ files: { o200k_base: used } }));
  await fails("network", () => Meter.load({ files: { o200k_base: new Response("", { status: 500 }) } }));
  await fails("network", () => Meter.load({ files: { prices: Promise.reject(new TypeError("offline")) } }));
  await fails("invalid-argument", () => Meter.load({ files: { o200k_base: /** @type {any} */ (() => {}) } }));
});
