/**
 * The bytes of a file, as they come.
 */

import { TokenmeterError, throwIfAborted } from "./errors.js";

/** Read in one go. */
const PART_BYTES = 2 ** 18;

/**
 * Each part holds until the next one is asked for, which is read into the same memory: a file of a gigabyte would
 * leave as much behind, faster than a browser clears it away.
 *
 * Where reading breaks off it is begun again from there: a browser that is short of memory may fail once. If it fails
 * at the same place again, the file is not to be had.
 *
 * @param {Blob} blob
 * @param {AbortSignal} [signal]
 * @returns {AsyncGenerator<Uint8Array>}
 * @throws `aborted`, `network` if the file cannot be read
 */
export async function* bytesOf(blob, signal) {
  let at = 0;
  let failedAt = -1;
  for (;;) {
    const reader = readerOf(at === 0 ? blob : blob.slice(at));
    try {
      for (;;) {
        const { done, value } = await reader.read();
        throwIfAborted(signal);
        if (done) return;
        yield value;
        at += value.length;
      }
    } catch (error) {
      if (!(error instanceof Unreadable) || failedAt === at) throw error instanceof Unreadable ? unreadable(error) : error;
      failedAt = at;
    } finally {
      // Also when nobody wants the rest.
      await reader.cancel().catch(() => {});
    }
  }
}

class Unreadable extends Error {}

/**
 * @typedef {object} Reader
 * @property {() => Promise<ReadableStreamReadResult<Uint8Array<ArrayBuffer>>>} read
 * @property {() => Promise<void>} cancel
 */

/**
 * @param {Blob} blob
 * @returns {Reader} whose `read` throws {@link Unreadable}
 */
function readerOf(blob) {
  const stream = blob.stream();
  const { read, cancel } = intoSameMemory(stream, blob.size) ?? asItComes(stream);
  return {
    read: () => read().catch((cause) => {
      throw new Unreadable("", { cause });
    }),
    cancel,
  };
}

/**
 * Nothing, where the browser does not fill the memory of others.
 *
 * @param {ReadableStream} stream
 * @param {number} size in bytes
 * @returns {Reader | undefined}
 */
function intoSameMemory(stream, size) {
  /** @type {ReadableStreamBYOBReader} */
  let reader;
  try {
    reader = stream.getReader({ mode: "byob" });
  } catch {
    return undefined;
  }
  /** It is the reader's as long as it reads. */
  let memory = new ArrayBuffer(Math.max(1, Math.min(PART_BYTES, size)));
  return {
    async read() {
      const result = await reader.read(new Uint8Array(memory));
      if (result.value) memory = result.value.buffer;
      return /** @type {ReadableStreamReadResult<Uint8Array<ArrayBuffer>>} */ (result);
    },
    cancel: () => reader.cancel(),
  };
}

/**
 * @param {ReadableStream} stream
 * @returns {Reader}
 */
function asItComes(stream) {
  const reader = stream.getReader();
  return { read: () => reader.read(), cancel: () => reader.cancel() };
}

/** @param {Unreadable} error */
const unreadable = ({ cause }) => new TokenmeterError("network", "The file could not be read. Check that it is still there and has not been changed, then open it again.", { cause });
