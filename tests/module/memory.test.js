// There is no memory left for a text. One instance serves a whole process: it
// is of no use to any other test.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Tokenizer, fails, moduleUrl, tokensMemory } from "./module.js";

/** All that the platform gives. @param {WebAssembly.Memory} memory */
function fill(memory) {
  for (let pages = 32_768; pages >= 1; pages /= 2) {
    try {
      for (;;) memory.grow(pages);
    } catch (error) {
      assert(error instanceof RangeError, `${error}`);
    }
  }
}

test("a text that finds no memory is too large; the engine is not used after that", async () => {
  const tokenizer = await Tokenizer.load("r50k_base");
  fill(await tokensMemory());
  assert.equal(tokenizer.count("hello world"), 2);
  const { message } = await fails("input-too-large", () => tokenizer.count("word ".repeat(4_000_000)));
  assert.match(message, /memory/);
  await fails("wasm-unavailable", () => tokenizer.count("hello world"));
});

test("a stack that overflows is no lack of memory for the text, a list that finds no room is", async () => {
  const { asTokenmeterError } = await import(new URL("errors.js", moduleUrl).href);
  /** @returns {number} */
  const overflow = () => overflow() + 1;
  for (const [action, code] of /** @type {const} */ ([
    [overflow, "wasm-unavailable"],
    [() => new ArrayBuffer(Number.MAX_SAFE_INTEGER), "input-too-large"],
    [() => "a".repeat(2 ** 30), "input-too-large"],
  ])) {
    await fails(code, () => {
      try {
        action();
      } catch (error) {
        throw asTokenmeterError(error);
      }
    });
  }
});
