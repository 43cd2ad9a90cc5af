/**
 * What is drawn as one piece: a token, or the tokens that share a character as people see it
 * (an emoji of several parts, a letter with its marks) and so cannot be drawn apart.
 * @typedef {{ start: number, end: number, first: number, count: number }} TokenGroup
 *   start and end in UTF-16 units; `count` tokens from token number `first`
 */

/** Units looked at beyond the last token, to finish the character it ends in. */
export const LOOK_AHEAD = 64;

/**
 * @param {string} text
 * @param {Uint32Array} ends where each token ends, in UTF-16 units; a token inside a code point ends where that ends
 * @returns {TokenGroup[]}
 */
export function groupTokens(text, ends) {
  const last = ends.at(-1) ?? 0;
  const { breaks, close } = characterBreaks(text.slice(0, last + LOOK_AHEAD), last);
  /** @type {TokenGroup[]} */
  const groups = [];
  let start = 0;
  let first = 0;
  ends.forEach((end, token) => {
    const final = token === ends.length - 1;
    // A token stands alone when it ends between characters and the next one takes the text further.
    if (!final && (!breaks.has(end) || ends[token + 1] === end)) return;
    groups.push({ start, end: final ? close : end, first, count: token + 1 - first });
    start = end;
    first = token + 1;
  });
  return groups;
}

/**
 * The places where one character ends and the next begins, and the first of them at or after `last`.
 * @param {string} text
 * @param {number} last
 */
function characterBreaks(text, last) {
  /** @type {Set<number>} */
  const breaks = new Set();
  for (const { index } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)) {
    breaks.add(index);
    if (index >= last) return { breaks, close: index };
  }
  return { breaks, close: text.length };
}

/** White space that can be made visible, and the sign for it. */
const SIGNS = new Map([[" ", "·"], ["\t", "→"], ["\n", "↵"], ["\r", "␍"], ["\u00a0", "⍽"], ["\u3000", "□"]]);

/**
 * Cuts a text into runs with and without a visible sign.
 * @param {string} text
 * @returns {{ text: string, sign: string | null }[]}
 */
export function whiteSpaceRuns(text) {
  return (text.match(/[ \t\n\r\u00a0\u3000]|[^ \t\n\r\u00a0\u3000]+/g) ?? []).map((run) => ({ text: run, sign: SIGNS.get(run) ?? null }));
}

const NAMES = new Map([[" ", "space"], ["\n", "new line"], ["\t", "tab"], ["\r", "carriage return"], ["\u00a0", "no-break space"], ["\ufeff", "byte order mark"], ["\0", "NUL"]]);

/**
 * A text as it is read out: invisible characters by name, runs of them counted, others by their code.
 * @param {string} text
 */
export function readOut(text) {
  const read = text.replace(/([ \n\t\r\u00a0\ufeff\0])\1*/g, (run, one) => {
    const name = NAMES.get(one) ?? one;
    return run.length === 1 ? ` ${name} ` : ` ${run.length} × ${name} `;
  }).trim();
  return read === "" ? Array.from(text, (one) => `U+${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`).join(" ") : read;
}
