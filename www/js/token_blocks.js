/**
 * A run of tokens that is drawn together; a long text is drawn block by block, as it comes into view.
 * @typedef {{ first: number, count: number, start: number, end: number }} Block
 *   `count` tokens from token number `first`; start and end in UTF-16 units
 */

/** A block ends behind a line from so many tokens on, */
const LEAST_TOKENS = 300;
/** from so many between any two characters, */
const ENOUGH_TOKENS = 600;
/** and from so many within one, if it has that many. */
const MOST_TOKENS = 3000;
/** Units on both sides of a place that show whether a character ends there. */
const AROUND = 32;

const characters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * @param {string} text
 * @param {Uint32Array} ends where each token ends, in UTF-16 units
 * @returns {Block[]} at least one, if there are tokens; looks at each token once
 */
export function cutBlocks(text, ends) {
  /** @type {Block[]} */
  const blocks = [];
  let first = 0;
  let start = 0;
  for (let token = 0; token < ends.length; token += 1) {
    const end = ends[token] ?? 0;
    const count = token + 1 - first;
    const last = token === ends.length - 1;
    if (!last && (count < LEAST_TOKENS || ends[token + 1] === end || !mayEnd(text, end, count))) continue;
    blocks.push({ first, count, start, end });
    first = token + 1;
    start = end;
  }
  return blocks;
}

/**
 * The block of a token.
 * @param {readonly Block[]} blocks
 * @param {number} token
 */
export function blockOf(blocks, token) {
  let [low, high] = [0, blocks.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.first ?? 0) <= token) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * @param {string} text
 * @param {number} at
 * @param {number} count tokens before it
 */
function mayEnd(text, at, count) {
  if (text[at - 1] === "\n" || count >= MOST_TOKENS) return true;
  return count >= ENOUGH_TOKENS && isBreak(text, at);
}

/**
 * Whether a character ends at a place, as people see characters.
 * @param {string} text
 * @param {number} at
 */
function isBreak(text, at) {
  const start = Math.max(0, at - AROUND);
  return characters.segment(text.slice(start, at + AROUND)).containing(at - start)?.index === at - start;
}
