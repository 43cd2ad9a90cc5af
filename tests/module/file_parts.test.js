// A large text is counted by several threads: whatever one of them does, the sum is that of the file.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fails, moduleUrl } from "./module.js";

/** @type {typeof import("../../www/tokenmeter/file_parts.js")} */
const { countParts } = await import(new URL("file_parts.js", moduleUrl).href);

Object.defineProperty(globalThis, "navigator", { value: { hardwareConcurrency: 4 }, configurable: true });

const LINES = new Blob(Array.from({ length: 100 }, () => new Blob(["a line of text\n".repeat(50_000)])));
/** @typedef {import("../../www/tokenmeter/threads.js").Thread} Thread */

/**
 * A thread whose tokens are bytes, and two others that it can start.
 * @param {{ ask?: Thread["ask"], anotherAsk?: Thread["ask"] }} [instead]
 */
function threads({ ask, anotherAsk } = {}) {
  const seen = { own: 0, others: 0, started: 0, closed: 0 };
  /** @param {"own" | "others"} who @returns {Thread["ask"]} */
  const counting = (who) => async (_, job, options) => {
    const { blob } = /** @type {{ blob: Blob }} */ (job);
    seen[who] += 1;
    options?.onProgress?.(/** @type {any} */ ({ stage: "reading", loaded: blob.size, total: blob.size }));
    return Uint32Array.of(blob.size, 1);
  };
  /** @type {Thread} */
  const thread = {
    ask: ask ?? counting("own"),
    close: () => {},
    another: async () => {
      seen.started += 1;
      return { ask: anotherAsk ?? counting("others"), close: () => (seen.closed += 1) };
    },
  };
  return { thread, seen };
}

test("every byte is counted once, by four threads, and the others end with the file", async () => {
  const { thread, seen } = threads();
  /** @type {any[]} */
  const told = [];
  const [bytes, parts] = await countParts(LINES, "gpt-4o", thread, { onProgress: (progress) => told.push(progress) });
  assert.equal(bytes, LINES.size);
  assert.equal(parts, seen.own + seen.others);
  assert(seen.own > 0 && seen.others > 0);
  assert.deepEqual([seen.started, seen.closed], [3, 3]);
  assert.deepEqual(told.at(-1), { stage: "reading", loaded: LINES.size, total: LINES.size });
});

test("what another thread cannot count, the first one does", async () => {
  const { thread, seen } = threads({ anotherAsk: async () => { throw new Error("no network"); } });
  const [bytes] = await countParts(LINES, "gpt-4o", thread, {});
  assert.equal(bytes, LINES.size);
  assert.equal(seen.closed, 3);
  const alone = threads();
  alone.thread.another = async () => undefined;
  assert.equal((await countParts(LINES, "gpt-4o", alone.thread, {}))[0], LINES.size);
});

test("what no thread can count is said, and who gives up need not wait", async () => {
  const { thread } = threads({ ask: async () => { throw new Error("not readable"); } });
  thread.another = undefined;
  await assert.rejects(countParts(LINES, "gpt-4o", thread, {}), /not readable/);
  const abort = new AbortController();
  const slow = threads();
  const ask = slow.thread.ask;
  slow.thread.ask = async (...given) => {
    abort.abort();
    given[2]?.signal?.throwIfAborted();
    return ask(...given);
  };
  await assert.rejects(countParts(LINES, "gpt-4o", slow.thread, { signal: abort.signal }), { name: "AbortError" });
  await fails("aborted", () => countParts(LINES, "gpt-4o", slow.thread, { signal: abort.signal }));
});

test("a file without a place to cut is one part, and more tokens than a number holds are refused", async () => {
  const { thread, seen } = threads();
  const [bytes, parts] = await countParts(new Blob(Array.from({ length: 50 }, () => "漢".repeat(400_000))), "gpt-4o", thread, {});
  assert.deepEqual([bytes, parts, seen.started], [60_000_000, 1, 0]);
  const many = threads({ ask: async () => Uint32Array.of(4_000_000_000) });
  many.thread.another = undefined;
  await fails("input-too-large", () => countParts(LINES, "gpt-4o", many.thread, {}));
});
