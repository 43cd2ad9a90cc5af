/** Units looked at in one go; a turn of this length stays well under a frame or two. */
const STEP = 2_000_000;

/**
 * Code points, UTF-8 bytes and lines of a text. A lone surrogate is one code point and, as U+FFFD, three bytes.
 * @typedef {{ characters: number, bytes: number, lines: number }} TextFacts
 */

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {TextFacts} facts added to
 */
function addFacts(text, start, end, facts) {
  for (let at = start; at < end; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) {
      facts.bytes += 1;
      if (unit === 10) facts.lines += 1;
    } else if (unit < 0x800) {
      facts.bytes += 2;
    } else if (unit >= 0xdc00 && unit <= 0xdfff && at > 0 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800) {
      // The second half of a pair: the first was taken for three bytes and a character of its own.
      facts.bytes += 1;
      continue;
    } else {
      facts.bytes += 3;
    }
    facts.characters += 1;
  }
}

/**
 * The facts of a text of a few megabytes at most.
 * @param {string} text
 * @returns {TextFacts}
 */
export function textFacts(text) {
  const facts = { characters: 0, bytes: 0, lines: text === "" ? 0 : 1 };
  addFacts(text, 0, text.length, facts);
  return facts;
}

/**
 * The same in steps that let the page breathe, for texts of any length.
 * @param {string} text
 * @param {(facts: TextFacts) => void} done called at once for a short text, never for one that `stale` gave up
 * @param {() => boolean} stale
 */
export async function textFactsInSteps(text, done, stale) {
  const facts = { characters: 0, bytes: 0, lines: text === "" ? 0 : 1 };
  for (let start = 0; start < text.length; start += STEP) {
    if (start > 0) await new Promise((resume) => setTimeout(resume));
    if (stale()) return;
    addFacts(text, start, Math.min(start + STEP, text.length), facts);
  }
  done(facts);
}
