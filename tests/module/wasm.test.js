// The wasm module does not start: a clear error, and the next attempt works.
// One instance serves a whole process, so the attempts stand in one test.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { Meter, Tokenizer, fails, fetchFrom } from "./module.js";

/** @param {string} path */
const isWasm = (path) => path.endsWith(".wasm");

/** @param {() => Response} answer @param {string} file only instead of this one */
const instead = (answer, file = ".wasm") => fetchFrom((path) => (path.endsWith(file) ? answer() : undefined)).fetch;

/** @type {[string, string, () => Response][]} */
const FAILURES = [
  ["not there", "network", () => new Response("", { status: 404 })],
  ["a page instead", "wasm-unavailable", () => new Response("<!doctype html>")],
  ["nothing", "wasm-unavailable", () => new Response("")],
  ["another program", "wasm-unavailable", () => new Response(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))],
];

/**
 * A vocabulary that never ends, and whether anyone still wants it.
 *
 * @param {number} delayMs until the answer comes
 */
function endless(delayMs) {
  let wanted = false;
  const { fetch, asked } = fetchFrom(async (path) => {
    if (isWasm(path)) return new Response("", { status: 404 });
    wanted = true;
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    const start = (/** @type {ReadableStreamDefaultController} */ its) => its.enqueue(new Uint8Array(1000));
    return new Response(new ReadableStream({ start, cancel: () => void (wanted = false) }));
  });
  return { fetch, asked, isWanted: () => wanted };
}

test("tokens: without the wasm module its vocabulary is not downloaded to the end", async () => {
  for (const delayMs of [0, 50]) {
    const { fetch, asked, isWanted } = endless(delayMs);
    await fails("network", () => Tokenizer.load("r50k_base", { fetch }));
    assert(asked.some((path) => path.endsWith(".tmvocab")), "it was asked for along with the module");
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert(!isWanted(), `the download goes on, answered after ${delayMs} ms`);
  }
});

test("tokens: each failure has its code, and is forgotten", async () => {
  for (const [name, code, answer] of FAILURES) {
    const error = await fails(code, () => Tokenizer.load("r50k_base", { fetch: instead(answer) }));
    assert.match(error.message, /tokens_bg\.wasm/, name);
  }
  const { WebAssembly } = globalThis;
  Reflect.deleteProperty(globalThis, "WebAssembly");
  try {
    await fails("wasm-unavailable", () => Tokenizer.load("r50k_base"));
  } finally {
    globalThis.WebAssembly = WebAssembly;
  }
  await fails("aborted", () => Tokenizer.load("r50k_base", { signal: AbortSignal.abort() }));
  const cutOff = fetchFrom((path, file) => (isWasm(path) ? new Response(file.subarray(0, 5000)) : undefined));
  await fails("wasm-unavailable", () => Tokenizer.load("r50k_base", { fetch: cutOff.fetch }));

  assert.equal((await Tokenizer.load("r50k_base")).count("hello world"), 2);
});

test("keys: each failure has its code, and is forgotten", async () => {
  for (const [name, code, answer] of FAILURES) {
    const meter = await Meter.load({ fetch: instead(answer, "keys_bg.wasm"), waitForPrices: false });
    const error = await fails(code, () => meter.loadKeys());
    assert.match(error.message, /keys_bg\.wasm/, name);
    await fails("not-ready", () => meter.findKeys("text"));
    meter.close();
  }
});

test("prices: each failure has its code, and is forgotten", async () => {
  for (const [name, code, answer] of FAILURES) {
    const error = await fails(code, () => Meter.load({ fetch: instead(answer, "prices_bg.wasm") }));
    assert.match(error.message, /prices_bg\.wasm/, name);
  }

  // Prices of one's own, a response that is read only once, serve the next attempt.
  let missing = true;
  const { fetch } = fetchFrom((path) => (missing && isWasm(path) ? new Response("", { status: 404 }) : undefined));
  const data = await readFile(new URL("../../data/prices.json", import.meta.url));
  const own = await Meter.load({ fetch, prices: new Response(data), waitForPrices: false });
  await fails("network", () => own.loadPrices());
  missing = false;
  await own.loadPrices();
  assert.equal(own.model("gpt-4o").id, "gpt-4o");
  own.close();

  const meter = await Meter.load();
  assert.equal(meter.model("gpt-4o").id, "gpt-4o");
  assert.deepEqual(meter.findKeys("text"), []);
  meter.close();
});
