// The engine stops in the middle of its work, by no fault of the text. One
// instance serves a whole process: it is of no use to any other test.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Meter, Tokenizer, fails, tokensMemory } from "./module.js";

test("an engine that stopped says so at every later call, and nothing hangs", async () => {
  const meter = await Meter.load();
  const tokenizer = await Tokenizer.load("r50k_base");
  assert.equal(tokenizer.count("hello world"), 2);
  const memory = await tokensMemory();
  new Uint8Array(memory.buffer).fill(0xff);

  const error = await fails("wasm-unavailable", () => tokenizer.count("hello world"));
  assert(error.cause instanceof WebAssembly.RuntimeError, `${error.cause}`);
  assert.match(error.message, /Reload/);
  const before = new Uint8Array(memory.buffer).slice();
  for (const action of [
    () => tokenizer.count("a"),
    () => tokenizer.encode("a"),
    () => tokenizer.decode([0]),
    () => tokenizer.segments("a"),
    () => tokenizer.counter(),
    () => Tokenizer.load("r50k_base"),
    () => meter.count("a", "gpt-4o"),
  ]) {
    const { message } = await fails("wasm-unavailable", action);
    assert.equal(message, error.message);
  }
  assert.deepEqual(new Uint8Array(memory.buffer), before, "the stopped engine is left alone");
  meter.close();
});
