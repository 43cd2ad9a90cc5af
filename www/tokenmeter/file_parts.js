/**
 * A file of any size in parts, by as many threads as there are processors, up to eight.
 */

import { bytesOf } from "./blob_bytes.js";
import { firstCutInBytes } from "./cuts.js";
import { throwIfAborted } from "./errors.js";

/** A part has at least so many bytes, and a shorter file is one. */
const PART_BYTES = 16 * 2 ** 20;
/** Where a part might end, so many bytes are looked through for a cut. */
const SEARCH_BYTES = 2 ** 18;
/** Each has a vocabulary of its own in memory. */
const MOST_THREADS = 8;
const LINE_FEED = 0x0a;

/**
 * Where a part of a file may end first, in bytes; less than 0: nowhere.
 *
 * @typedef {(bytes: Uint8Array) => number} FindCut
 */

/** Where the tokens of both sides are those of the whole. @type {FindCut} */
export const betweenTokens = firstCutInBytes;
/** @type {FindCut} */
export const betweenLines = (bytes) => bytes.indexOf(LINE_FEED) + 1 || -1;

/**
 * What an action says of each part of a file, in order; `isRest` in its job tells it that a part is not the first.
 * Nothing but what the threads have at hand is in memory; a file that cannot be cut is one part.
 *
 * @param {Blob} blob
 * @param {{ action: string, job: object, findCut: FindCut }} what the action is given the job with the part as `blob`
 * @param {import("./threads.js").Thread} thread
 * @param {import("./engine.js").FileJobOptions} options
 * @returns {Promise<any[]>}
 * @throws `aborted`, and what the thread throws
 */
export async function inParts(blob, { action, job, findCut }, thread, { signal, onProgress }) {
  throwIfAborted(signal);
  const processors = thread.another ? globalThis.navigator?.hardwareConcurrency ?? 1 : 1;
  const parts = processors === 1 ? [blob] : await divide(blob, findCut, signal);
  throwIfAborted(signal);
  const read = new Float64Array(parts.length);
  /** @type {any[]} */
  const results = parts.map(() => undefined);
  /** What ends the work on each part. */
  const ends = parts.map(() => new AbortController());
  /** Parts that nobody has begun. */
  const left = [...parts.keys()].reverse();
  /** @type {Set<import("./threads.js").Thread>} */
  const others = new Set();
  let isOver = false;

  /** @param {import("./threads.js").Thread} by @param {number} place */
  async function count(by, place) {
    const onTold = (/** @type {any} */ told) => tell(place, told);
    const result = await by.ask(action, { ...job, blob: parts[place], isRest: place > 0 }, { signal: ends[place]?.signal, onProgress: onTold });
    results[place] ??= result;
    ends[place]?.abort();
  }

  /** @param {number} place @param {any} told */
  function tell(place, told) {
    if (told.stage === "reading") {
      read[place] = Math.max(read[place] ?? 0, told.loaded);
      onProgress?.({ stage: "reading", loaded: read.reduce((sum, bytes) => sum + bytes, 0), total: blob.size });
    } else if (place === 0) {
      onProgress?.(told);
    }
  }

  /** Another thread, for as long as there are parts. What it cannot do, for want of a network for instance, it leaves. */
  async function help() {
    const other = await thread.another?.().catch(() => undefined);
    if (!other) return;
    if (!isOver) others.add(other);
    for (let place; !isOver && (place = left.pop()) !== undefined; ) {
      const mine = place;
      const failed = await count(other, mine).then(() => false, () => true);
      if (failed && results[mine] === undefined) {
        left.push(mine);
        break;
      }
    }
    others.delete(other);
    other.close();
  }

  const abort = () => ends.forEach((end) => end.abort(signal?.reason));
  signal?.addEventListener("abort", abort);
  try {
    for (let more = Math.min(parts.length, processors, MOST_THREADS) - 1; more > 0; more -= 1) help();
    for (;;) {
      // At last it begins, too, what another one has not ended: that may hang.
      const place = left.pop() ?? results.indexOf(undefined);
      if (place < 0) return results;
      await count(thread, place).catch((error) => {
        if (results[place] === undefined) throw error;
      });
    }
  } finally {
    isOver = true;
    abort();
    others.forEach((other) => other.close());
    signal?.removeEventListener("abort", abort);
  }
}

/**
 * @param {Blob} blob
 * @param {FindCut} findCut
 * @param {AbortSignal | undefined} signal
 */
async function divide(blob, findCut, signal) {
  const parts = [];
  let start = 0;
  for (let at = PART_BYTES; at + PART_BYTES <= blob.size; at += PART_BYTES) {
    const cut = findCut(await allBytes(blob.slice(at, at + SEARCH_BYTES), signal));
    if (cut < 0) continue;
    parts.push(blob.slice(start, at + cut));
    start = at + cut;
  }
  return [...parts, blob.slice(start)];
}

/**
 * @param {Blob} blob
 * @param {AbortSignal | undefined} signal
 */
async function allBytes(blob, signal) {
  const bytes = new Uint8Array(blob.size);
  let at = 0;
  for await (const part of bytesOf(blob, signal)) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes.subarray(0, at);
}
