/**
 * A file line by line, whatever its size: one line is in memory at a time.
 */

import { bytesOf } from "./blob_bytes.js";

/** A longer line is told, but not read: no request is that long. */
const LONGEST_LINE_BYTES = 256 * 2 ** 20;
const NEW_LINE = 0x0a;

/**
 * @typedef {object} Line
 * @property {number} number from 1; empty lines count, as an editor numbers them
 * @property {string | null} text without its end and white space around; null: too long, or not UTF-8
 * @property {number} bytes with its end
 */

/**
 * The lines of a file, in order, those that hold nothing too.
 *
 * @param {Blob} blob
 * @param {AbortSignal} [signal]
 * @returns {AsyncGenerator<Line>}
 * @throws `aborted`, `network` if the file cannot be read
 */
export async function* linesOf(blob, signal) {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  /** @type {Uint8Array[]} the beginning of a line whose end has not come */
  let begun = [];
  let bytes = 0;
  let number = 1;

  /** @param {Uint8Array} rest */
  function take(rest) {
    bytes += rest.length;
    if (bytes <= LONGEST_LINE_BYTES) begun.push(rest);
    else begun = [];
  }

  /** @returns {Line} what has come of the line, and begins the next one */
  function end() {
    const text = bytes <= LONGEST_LINE_BYTES ? decode(decoder, begun, bytes) : null;
    const line = { number, text, bytes };
    [begun, bytes, number] = [[], 0, number + 1];
    return line;
  }

  for await (const part of bytesOf(blob, signal)) {
    let start = 0;
    for (let at; (at = part.indexOf(NEW_LINE, start)) >= 0; start = at + 1) {
      take(part.subarray(start, at + 1));
      yield end();
    }
    // The part's memory is soon another's.
    if (start < part.length) take(part.slice(start));
  }
  if (bytes > 0) yield end();
}

/**
 * @param {TextDecoder} decoder drops a byte order mark
 * @param {readonly Uint8Array[]} parts
 * @param {number} length of all parts
 */
function decode(decoder, parts, length) {
  const [only] = parts;
  let whole = only;
  if (parts.length !== 1 || !whole) {
    whole = new Uint8Array(length);
    let at = 0;
    for (const one of parts) {
      whole.set(one, at);
      at += one.length;
    }
  }
  try {
    return decoder.decode(whole).trim();
  } catch {
    return null;
  }
}
