// A large text is counted by several threads: whatever one of them does, the sum is that of the file.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fails, moduleUrl } from "./module.js";

const { TokenmeterError } = await import(moduleUrl);
/** @type {typeof import("../../www/tokenmeter/blob_bytes.js")} */
const { bytesOf } = await import(new URL("blob_bytes.js", moduleUrl).href);
/** @type {typeof import("../../www/tokenmeter/file_count.js")} */
const { countLines } = await import(new URL("file_count.js", moduleUrl).href);
/** @type {typeof import("../../www/tokenmeter/file_join.js")} */
const { joinParts } = await import(new URL("file_join.js", moduleUrl).href);
/** @type {typeof import("../../www/tokenmeter/file_parts.js")} */
const { betweenLines, betweenTokens, inParts } = await import(new URL("file_parts.js", moduleUrl).href);

Object.defineProperty(globalThis, "navigator", { value: { hardwareConcurrency: 4 }, configurable: true });

const LINES = new Blob(Array.from({ length: 100 }, () => new Blob(["a line of text\n".repeat(50_000)])));
/** @typedef {import("../../www/tokenmeter/threads.js").Thread} Thread */

/** Until what was left behind has ended. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 50));

/**
 * The sums of what the threads say of each part.
 * @param {Blob} blob
 * @param {Thread} thread
 * @param {object} [options]
 * @param {typeof betweenLines} [findCut]
 */
async function sums(blob, thread, options = {}, findCut = betweenTokens) {
  const parts = await inParts(blob, { action: "count", job: {}, findCut }, thread, options);
  return [0, 1].map((at) => parts.reduce((sum, part) => sum + part[at], 0));
}

/**
 * A thread whose tokens are bytes, and others that it can start.
 * @param {{ ask?: Thread["ask"], anotherAsk?: Thread["ask"] }} [instead]
 */
function threads({ ask, anotherAsk } = {}) {
  const seen = { own: 0, others: 0, beginnings: 0, started: 0, closed: 0 };
  /** @param {"own" | "others"} who @returns {Thread["ask"]} */
  const counting = (who) => async (_, job, options) => {
    const { blob, isRest } = /** @type {{ blob: Blob, isRest: boolean }} */ (job);
    seen[who] += 1;
    if (!isRest) seen.beginnings += 1;
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
  /** @type {number[]} */
  const told = [];
  const [bytes] = await sums(LINES, thread, { onProgress: (/** @type {any} */ progress) => told.push(progress.loaded) });
  assert.equal(bytes, LINES.size);
  assert(seen.own > 0 && seen.others > 0);
  assert.equal(seen.beginnings, 1, "parts that the file is said to begin with");
  await settled();
  assert.equal(seen.started, 3);
  assert(seen.closed >= 3);
  assert.equal(told.at(-1), LINES.size);
  assert.deepEqual(told, told.toSorted((one, other) => one - other));
});

test("what another thread cannot count, never answers or cannot start for, the first one does", async () => {
  const hangs = () => new Promise(() => {});
  for (const anotherAsk of [async () => { throw new Error("no network"); }, hangs]) {
    const { thread, seen } = threads({ anotherAsk });
    assert.equal((await sums(LINES, thread))[0], LINES.size);
    await settled();
    assert(seen.closed >= 3);
  }
  for (const another of [async () => undefined, async () => { throw new Error("cannot start"); }, hangs]) {
    const { thread } = threads();
    thread.another = /** @type {any} */ (another);
    assert.equal((await sums(LINES, thread))[0], LINES.size);
  }
});

test("what no thread can count is said, and who gives up need not wait", async () => {
  const { thread } = threads({ ask: async () => { throw new Error("not readable"); } });
  thread.another = undefined;
  await assert.rejects(sums(LINES, thread), /not readable/);
  const abort = new AbortController();
  /** @type {Thread["ask"]} */
  const untilAborted = (_, __, options) => new Promise((_resolve, reject) => {
    options?.signal?.addEventListener("abort", () => reject(new Error("ended")));
    abort.abort();
  });
  const slow = threads({ ask: untilAborted, anotherAsk: untilAborted });
  await assert.rejects(sums(LINES, slow.thread, { signal: abort.signal }), /ended/);
  await fails("aborted", () => sums(LINES, slow.thread, { signal: abort.signal }));
  // Given up while the file is being divided.
  const late = new AbortController();
  const { thread: idle, seen } = threads();
  await fails("aborted", () => sums(LINES, idle, { signal: late.signal }, () => {
    late.abort();
    return -1;
  }));
  assert.equal(seen.own + seen.started, 0);
});

test("a file without a place to cut is one part", async () => {
  const { thread, seen } = threads();
  const [bytes, parts] = await sums(new Blob(Array.from({ length: 50 }, () => "漢".repeat(400_000))), thread);
  assert.deepEqual([bytes, parts, seen.started], [60_000_000, 1, 0]);
  assert.equal(betweenLines(new Uint8Array(9)), -1);
  assert.equal(betweenLines(new TextEncoder().encode("{}\n\n{}")), 3);
});

/** A line's tokens are its length; only a model and a limit of output are read of it. @type {Parameters<typeof countLines>[1]} */
const readLine = async (line) => {
  const { model = null, most = null } = JSON.parse(line.startsWith("{") ? line : "{}");
  if (!line.startsWith("{")) throw new TokenmeterError("invalid-request", "The request is not JSON: line 1, column 1.");
  return { tokens: line.length, low: line.length - 1, high: 2 * line.length, basis: model === "c" ? "estimate" : "exact", tokenizer: "o200k_base", requestedModel: model, requestedOutputTokens: most, notes: model === "b" ? ["b"] : [] };
};

test("the lines of a file in parts are those of the whole: their numbers, what is wrong with them, and what they repeat", async () => {
  const line = fc.record({ custom_id: fc.constantFrom("1", "2", "3", "4", ""), model: fc.constantFrom("a", "b", "c") , most: fc.nat() }, { requiredKeys: [] });
  const lines = fc.array(fc.oneof({ weight: 4, arbitrary: line.map((one) => JSON.stringify(one)) }, { weight: 1, arbitrary: fc.constantFrom("", " ", "not JSON", "\r") }), { maxLength: 30 });
  const cuts = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 4 });
  await fc.assert(fc.asyncProperty(lines, cuts, fc.constantFrom("batch", "finetune"), fc.boolean(), async (all, places, kind, ends) => {
    const text = all.join("\n") + (ends ? "\n" : "");
    const starts = [0, ...[...new Set(places)].sort((one, other) => one - other).map((at) => all.slice(0, at).join("\n").length + 1), text.length].filter((start) => start <= text.length);
    const bytes = new TextEncoder().encode(text).length;
    /** @param {string} part */
    const count = (part) => countLines({ blob: new Blob([part]), kind }, readLine, {});
    const parts = await Promise.all(starts.slice(1).map((end, at) => count(text.slice(starts[at], end))));
    assert.deepEqual(await joinParts(parts, { bytes, kind }), await joinParts([await count(text)], { bytes, kind }));
  }), { numRuns: 400 });
});

/** A file that cannot be read beyond some bytes, so often. */
class Breaking extends Blob {
  /** @param {Uint8Array<ArrayBuffer>} whole @param {number} breaksAt @param {{ left: number }} failures */
  constructor(whole, breaksAt, failures) {
    super([whole]);
    Object.assign(this, { whole, breaksAt, failures });
  }

  /** @override @param {number} start @returns {Blob} */
  slice(start) {
    const { whole, breaksAt, failures } = /** @type {any} */ (this);
    return new Breaking(whole.subarray(start), breaksAt - start, failures);
  }

  /** @override @returns {ReadableStream<Uint8Array<ArrayBuffer>>} */
  stream() {
    const { whole, breaksAt, failures } = /** @type {any} */ (this);
    let at = 0;
    return new ReadableStream({
      pull(controller) {
        if (at >= whole.length) return controller.close();
        if (at >= breaksAt && failures.left > 0) return controller.error(new Error(`read failed, ${(failures.left -= 1)} left`));
        controller.enqueue(whole.subarray(at, (at += 2)));
      },
    });
  }
}

test("a file that breaks off once is read on from there; twice at the same place, that is said", async () => {
  const whole = Uint8Array.from({ length: 9 }, (_, at) => at);
  /** @param {number} breaksAt @param {number} left */
  const readAll = async (breaksAt, left) => {
    const read = [];
    for await (const part of bytesOf(new Breaking(whole, breaksAt, { left }))) read.push(...part);
    return read;
  };
  for (const breaksAt of [0, 4, 8]) {
    assert.deepEqual(await readAll(breaksAt, 1), [...whole]);
    assert.match((await fails("network", () => readAll(breaksAt, 2))).message, /open it again/);
  }
});

test("lines that are being compared stop when they are not wanted", async () => {
  const part = await countLines({ blob: new Blob([`${JSON.stringify({ custom_id: "1" })}\n`.repeat(5000)]), kind: "batch" }, readLine, {});
  const abort = new AbortController();
  const joining = joinParts([part], { bytes: 1, kind: "batch" }, abort.signal);
  abort.abort();
  await fails("aborted", () => joining);
});
