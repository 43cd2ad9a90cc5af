/**
 * A file of any size in parts, by as many threads as there are processors.
 */

import { firstCutInBytes } from "./cuts.js";
import { throwIfAborted } from "./errors.js";

/** A part has at least so many bytes, and a shorter file is one. */
const PART_BYTES = 16 * 2 ** 20;
/** Where a part might end, so many bytes are looked through for a cut. */
const SEARCH_BYTES = 2 ** 18;
/** More threads read no faster, and each has a vocabulary of its own in memory. */
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
 * What an action says of each part of a file, in order. Nothing but what the threads have at hand is in memory; a file
 * that cannot be cut is one part.
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
  const read = new Float64Array(parts.length);
  /** @type {any[]} */
  const results = parts.map(() => undefined);
  const failed = new AbortController();
  /** Those that nobody has begun. */
  const left = [...parts.keys()].reverse();

  /** @param {import("./threads.js").Thread} by */
  async function work(by) {
    for (let at; (at = left.pop()) !== undefined; ) {
      const place = at;
      try {
        results[place] = await by.ask(action, { ...job, blob: parts[place] }, { signal: failed.signal, onProgress: (told) => tell(place, told) });
      } catch (error) {
        left.push(place);
        throw error;
      }
    }
  }

  /** @param {number} place @param {any} told */
  function tell(place, told) {
    if (told.stage === "reading") {
      read[place] = told.loaded;
      onProgress?.({ stage: "reading", loaded: read.reduce((sum, bytes) => sum + bytes, 0), total: blob.size });
    } else if (place === 0) {
      onProgress?.(told);
    }
  }

  /** Another thread, for as long as there is work. What it cannot do, for want of a network for instance, is left. */
  async function help() {
    const another = await thread.another?.();
    if (another) await work(another).catch(() => {});
    another?.close();
  }

  const abort = () => failed.abort(signal?.reason);
  signal?.addEventListener("abort", abort);
  const threads = Math.min(parts.length, processors, MOST_THREADS);
  try {
    await Promise.all([work(thread), ...Array.from({ length: threads - 1 }, help)]);
    await work(thread);
    return results;
  } catch (error) {
    // The others are not waited for.
    failed.abort();
    throw error;
  } finally {
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
    throwIfAborted(signal);
    const cut = findCut(new Uint8Array(await blob.slice(at, at + SEARCH_BYTES).arrayBuffer()));
    if (cut < 0) continue;
    parts.push(blob.slice(start, at + cut));
    start = at + cut;
  }
  return [...parts, blob.slice(start)];
}
