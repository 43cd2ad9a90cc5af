// Nothing has to be freed: what nobody holds any more goes by itself.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { promisify } from "node:util";
import { moduleUrl } from "./module.js";

/** More of them take minutes: `TOKENMETER_LOADS=10000`. */
const ALL_LOADS = Number(process.env["TOKENMETER_LOADS"] ?? 1000);
const ROUNDS = 10;
const LOADS = ALL_LOADS / ROUNDS;
/** After so many the collector looks what nobody holds. */
const HELD = 20;

test(`loading, counting and dropping a tokenizer ${ALL_LOADS} times takes no more memory than the documentation says`, async () => {
  const code = `
    import { readFile } from "node:fs/promises";
    const url = ${JSON.stringify(moduleUrl)};
    const { Tokenizer } = await import(url);
    const { default: init } = await import(new URL("wasm/tokens.js", url));
    const { vocabularies } = await import(new URL("assets.js", url));
    const files = { r50k_base: new Uint8Array(await readFile(vocabularies.r50k_base.url())) };
    const sizes = [];
    for (let load = 1; load <= ${ROUNDS * LOADS}; load += 1) {
      const tokenizer = await Tokenizer.load("r50k_base", { files });
      if (tokenizer.count("hello world") !== 2) throw new Error("a wrong count");
      if (load % ${HELD} === 0) {
        gc();
        // What the collector found is given back by tasks of its own.
        await new Promise((resolve) => setTimeout(resolve));
      }
      if (load % ${LOADS} === 0) sizes.push((await init()).memory.buffer.byteLength);
    }
    console.log(JSON.stringify(sizes));`;
  const { stdout } = await promisify(execFile)("node", ["--expose-gc", "--input-type=module", "--eval", code]);
  /** @type {number[]} */
  const sizes = JSON.parse(stdout);
  assert.equal(sizes.length, ROUNDS);
  // When the collector runs differs by a few tokenizers' worth; what leaks adds up.
  assert(Number(sizes.at(-1)) - Number(sizes[ROUNDS / 2]) < 1e6, `bytes after each ${LOADS} loads: ${sizes}`);
  const readme = await readFile(new URL("../../docs/package.md", import.meta.url), "utf8");
  const stated = Number(readme.match(/10,000 times[^.]* (\d+) MB/)?.[1]);
  assert(Number(sizes.at(-1)) <= stated * 1e6, `${sizes.at(-1)} bytes, not ${stated} MB`);
});
