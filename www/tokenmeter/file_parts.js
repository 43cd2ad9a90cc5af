/**
 * A file of text, of any size, counted in parts by as many threads as there are processors.
 */

import { firstCutInBytes } from "./cuts.js";
import { TokenmeterError, throwIfAborted } from "./errors.js";

/** A part has at least so many bytes, and a shorter file is one. */
const PART_BYTES = 16 * 2 ** 20;
/** Where a part might end, so many bytes are looked through for a cut. */
const SEARCH_BYTES = 2 ** 18;
/** More threads read no faster, and each has a vocabulary of its own in memory. */
const MOST_THREADS = 8;
const MOST_TOKENS = 2 ** 32 - 1;

/**
 * The tokens of a file of text, by class if they are an estimate. Nothing but what the threads have at hand is in
 * memory; a file in which no cut is found is counted by one of them.
 *
 * @param {Blob} blob in UTF-8
 * @param {string} name of a model or tokenizer
 * @param {import("./threads.js").Thread} thread
 * @param {import("./engine.js").FileJobOptions} options
 * @returns {Promise<Uint32Array>}
 * @throws `aborted`, `input-too-large`, and what the threads throw
 */
export async function countParts(blob, name, thread, { signal, onProgress }) {
  const parts = await divide(blob, signal);
  const read = new Float64Array(parts.length);
  /** @type {number[]} */
  const total = [];
  const failed = new AbortController();
  /** Those that nobody has begun. */
  const left = [...parts.keys()].reverse();

  /** @param {import("./threads.js").Thread} by */
  async function work(by) {
    for (let at; (at = left.pop()) !== undefined; ) {
      try {
        /** @type {Uint32Array} */
        const counted = await by.ask("countPart", { blob: parts[at], name }, { signal: failed.signal, onProgress: (told) => tell(Number(at), told) });
        counted.forEach((tokens, place) => (total[place] = (total[place] ?? 0) + tokens));
      } catch (error) {
        left.push(at);
        throw error;
      }
    }
  }

  /** @param {number} at @param {any} told */
  function tell(at, told) {
    if (told.stage === "reading") {
      read[at] = told.loaded;
      onProgress?.({ stage: "reading", loaded: read.reduce((sum, bytes) => sum + bytes, 0), total: blob.size });
    } else if (at === 0) {
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
  const threads = Math.min(parts.length, globalThis.navigator?.hardwareConcurrency ?? 1, MOST_THREADS);
  try {
    throwIfAborted(signal);
    await Promise.all([work(thread), ...Array.from({ length: threads - 1 }, help)]);
    await work(thread);
  } catch (error) {
    // The others are not waited for.
    failed.abort();
    throw error;
  } finally {
    signal?.removeEventListener("abort", abort);
  }
  if (total.some((tokens) => tokens > MOST_TOKENS)) throw new TokenmeterError("input-too-large", "The file has more than 4,294,967,295 tokens of a kind; split it first.");
  return Uint32Array.from(total);
}

/**
 * The file in parts between which it may be cut.
 *
 * @param {Blob} blob
 * @param {AbortSignal | undefined} signal
 */
async function divide(blob, signal) {
  const parts = [];
  let start = 0;
  for (let at = PART_BYTES; at + PART_BYTES <= blob.size; at += PART_BYTES) {
    throwIfAborted(signal);
    const cut = firstCutInBytes(new Uint8Array(await blob.slice(at, at + SEARCH_BYTES).arrayBuffer()));
    if (cut < 0) continue;
    parts.push(blob.slice(start, at + cut));
    start = at + cut;
  }
  return [...parts, blob.slice(start)];
}
