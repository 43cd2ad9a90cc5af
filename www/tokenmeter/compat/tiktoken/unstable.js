/**
 * The last tokens of a text may be others once more text follows: what stays,
 * and what the rest may become. Bytes are written as in `Codec.idsByBytes`.
 */

import { spelled } from "../codec.js";

/** @typedef {import("../codec.js").Codec} Codec */

/** Tokens of these alone belong to the white space after them. */
const SPACE = /^[ \n\t]+$/;

/**
 * @param {Codec} codec
 * @param {string} text
 * @param {Iterable<string>} allowed
 * @returns {[number[], number[][]]} the tokens that stay, and every beginning of
 *   tokens that covers the rest, in no order
 */
export function withCompletions(codec, text, allowed) {
  const ids = [...codec.encode(text, allowed)];
  const last = [...codec.cut(text, allowed)].at(-1);
  // A special token changes no more.
  if (typeof last !== "string") return [ids, []];
  const bytes = ids.map((id) => spelled(codec.bytesOf(id) ?? new Uint8Array()));
  const stable = stableTokens(bytes, [...codec.pieces(last)].at(-1)?.length ?? 0);
  return [ids.slice(0, stable), completions(codec, bytes.slice(stable).join(""))];
}

/**
 * How many tokens stay: all but those of the last piece, and of the white
 * space before it, if it is white space.
 *
 * @param {readonly string[]} bytes of each token
 * @param {number} lastPiece its tokens
 */
function stableTokens(bytes, lastPiece) {
  let stable = bytes.length - lastPiece;
  if (!SPACE.test(bytes[stable] ?? "")) return stable;
  while (stable > 0 && SPACE.test(bytes[stable - 1] ?? "")) stable -= 1;
  return stable;
}

/** @param {Codec} codec @param {string} rest */
function completions(codec, rest) {
  /** @type {Map<string, number[]>} */
  const found = new Map();
  const add = (/** @type {number[]} */ ids) => found.set(ids.join(), ids);
  for (const token of startingWith(codec.sortedTokens, rest)) add(merged(codec, token));
  // A token may begin inside the rest and end beyond it.
  for (let cut = 1; cut < rest.length; cut += 1) {
    for (const token of startingWith(codec.sortedTokens, rest.slice(cut))) {
      add(covering(codec, encoded(codec, rest.slice(0, cut) + token), rest.length));
    }
  }
  // White space at the end may become the beginning of a word.
  const start = lastCharacter(rest);
  if (start > 0 && /^\s/.test(textOf(rest.slice(start)) ?? "")) {
    add([...merged(codec, rest.slice(0, start)), ...merged(codec, rest.slice(start))]);
  }
  return [...found.values()];
}

/**
 * The first tokens that have so many bytes together.
 *
 * @param {Codec} codec
 * @param {readonly number[]} ids
 * @param {number} length
 */
function covering(codec, ids, length) {
  let covered = 0;
  const enough = ids.findIndex((id) => (covered += codec.bytesOf(id)?.length ?? 0) >= length);
  return ids.slice(0, enough + 1);
}

/** @param {Codec} codec @param {string} bytes @returns {number[]} */
function encoded(codec, bytes) {
  const text = textOf(bytes);
  return text === undefined ? merged(codec, bytes) : [...codec.encode(text)];
}

/**
 * The tokens of bytes that no pattern cuts: the neighbours that make the
 * earliest token become it, as long as there are such. Bytes here are few.
 *
 * @param {Codec} codec
 * @param {string} bytes
 * @returns {number[]}
 */
function merged({ idsByBytes }, bytes) {
  const whole = idsByBytes.get(bytes);
  if (whole !== undefined) return [whole];
  const parts = [...bytes];
  for (;;) {
    let [first, lowest] = [-1, Infinity];
    for (let at = 0; at + 1 < parts.length; at += 1) {
      const id = idsByBytes.get(`${parts[at]}${parts[at + 1]}`) ?? Infinity;
      if (id < lowest) [first, lowest] = [at, id];
    }
    if (first < 0) return parts.map((part) => Number(idsByBytes.get(part)));
    parts.splice(first, 2, `${parts[first]}${parts[first + 1]}`);
  }
}

/**
 * @param {readonly string[]} sorted
 * @param {string} start
 * @returns {Generator<string, void, void>}
 */
function* startingWith(sorted, start) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (String(sorted[middle]) < start) low = middle + 1;
    else high = middle;
  }
  for (; sorted[low]?.startsWith(start); low += 1) yield String(sorted[low]);
}

/** Where the last character of some UTF-8 begins. @param {string} bytes */
function lastCharacter(bytes) {
  let start = bytes.length - 1;
  while (start > 0 && /[\x80-\xBF]/.test(String(bytes[start]))) start -= 1;
  return start;
}

/** The text of bytes, if they are one. @param {string} bytes */
function textOf(bytes) {
  try {
    const raw = Uint8Array.from(bytes, (byte) => byte.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    return undefined;
  }
}
