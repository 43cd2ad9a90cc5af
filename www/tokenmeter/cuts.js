/**
 * Where a text may be cut so that the tokens of its two sides are those of the whole, in every encoding and whatever
 * stands further off:
 *
 * - behind a letter or digit of ASCII and before a space or a line's end: no token of any pattern has both, and none
 *   looks back;
 * - behind a line feed, if what stands before it and what follows is no white space, nor a slash what follows: patterns
 *   take line feeds together, with the white space around them, and slashes after them.
 *
 * `tests/module/cuts.test.js` holds every encoding to it.
 */

/** So many UTF-16 units before a cut, and one behind it, decide that it is one. */
export const REACH_UNITS = 2;

const SPACE = 0x20;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SLASH = 0x2f;

/**
 * Whether the text may be cut before UTF-16 unit `at`.
 *
 * @param {string} text
 * @param {number} at
 */
export function isCut(text, at) {
  const before = text.charCodeAt(at - 1);
  const unit = text.charCodeAt(at);
  if (unit === SPACE || unit === LINE_FEED || unit === CARRIAGE_RETURN) return isWord(before);
  return before === LINE_FEED && unit !== SLASH && isInk(text, at) && isInk(text, at - 2);
}

/**
 * The first such place from `at` on, before `end`; -1: none.
 *
 * @param {string} text
 * @param {number} at
 * @param {number} end
 */
export function firstCut(text, at, end) {
  for (let place = at; place < end; place += 1) if (isCut(text, place)) return place;
  return -1;
}

/**
 * The first such place in a part of a file, in bytes; -1: none, or the part is not UTF-8.
 *
 * @param {Uint8Array} bytes from anywhere, also inside a character
 */
export function firstCutInBytes(bytes) {
  const start = bytes.findIndex((byte) => (byte & 0xc0) !== 0x80);
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes.subarray(Math.max(start, 0)), { stream: true });
    const cut = firstCut(text, 1, text.length);
    return cut < 0 ? -1 : start + new TextEncoder().encode(text.slice(0, cut)).length;
  } catch {
    return -1;
  }
}

/** @param {number} unit */
const isWord = (unit) => (unit >= 0x30 && unit <= 0x39) || ((unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a);

/**
 * Whether there is a unit that no pattern takes for white space.
 *
 * @param {string} text
 * @param {number} at
 */
const isInk = (text, at) => /[^\s\0-\x20\x7f-\xa0]/.test(text.charAt(at));
