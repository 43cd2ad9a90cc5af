// Nothing has to be freed: what nobody holds any more goes by itself.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { promisify } from "node:util";
import { moduleUrl } from "./module.js";

const ROUNDS = 10;
const LOADS = 20;

test("loading, counting and dropping a tokenizer again and again takes no more memory", async () => {
  const code = `
    const url = ${JSON.stringify(moduleUrl)};
    const { Tokenizer } = await import(url);
    const { default: init } = await import(new URL("wasm/tokens.js", url));
    const sizes = [];
    for (let round = 0; round < ${ROUNDS}; round += 1) {
      for (let load = 0; load < ${LOADS}; load += 1) (await Tokenizer.load("r50k_base")).count("hello world");
      gc();
      // What the collector found is given back by tasks of its own.
      await new Promise((resolve) => setTimeout(resolve, 10));
      sizes.push((await init()).memory.buffer.byteLength);
    }
    console.log(JSON.stringify(sizes));`;
  const { stdout } = await promisify(execFile)("node", ["--expose-gc", "--input-type=module", "--eval", code]);
  /** @type {number[]} */
  const sizes = JSON.parse(stdout);
  assert.equal(sizes.length, ROUNDS);
  assert.equal(sizes.at(-1), sizes[ROUNDS / 2], `bytes after each ${LOADS} loads: ${sizes}`);
});
