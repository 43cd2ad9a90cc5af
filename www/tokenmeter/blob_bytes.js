/**
 * The bytes of a file, as they come.
 */

import { TokenmeterError, throwIfAborted } from "./errors.js";

/**
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
    const reader = (at === 0 ? blob : blob.slice(at)).stream().getReader();
    try {
      for (;;) {
        const { done, value } = await read(reader);
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

/** @param {ReadableStreamDefaultReader<Uint8Array>} reader */
async function read(reader) {
  try {
    return await reader.read();
  } catch (cause) {
    throw new Unreadable("", { cause });
  }
}

/** @param {Unreadable} error */
const unreadable = ({ cause }) => new TokenmeterError("network", "The file could not be read. Check that it is still there and has not been changed, then open it again.", { cause });
