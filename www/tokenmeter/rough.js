/**
 * A first idea of a text's tokens, from its characters alone: what can be
 * shown before any tokenizer has been loaded.
 */

/** Characters that are looked at; a longer text is judged by samples. */
const SAMPLE_UTF16 = 65_536;

/** Tokens a UTF-16 unit, by kind: no more than a first idea. */
const PER_ASCII = 0.25;
const PER_WIDE = 0.7;

/**
 * @param {string} text
 * @returns {{ tokens: number, low: number, high: number }} all 0 for an empty text,
 *   else `low < tokens < high`
 */
export function roughCount(text) {
  if (text === "") return { tokens: 0, low: 0, high: 0 };
  const step = Math.max(1, Math.floor(text.length / SAMPLE_UTF16));
  let ascii = 0;
  let seen = 0;
  for (let at = 0; at < text.length; at += step) {
    if (text.charCodeAt(at) < 0x80) ascii += 1;
    seen += 1;
  }
  const perUnit = (ascii * PER_ASCII + (seen - ascii) * PER_WIDE) / seen;
  const tokens = Math.max(1, Math.round(text.length * perUnit));
  return { tokens, low: Math.floor(tokens / 2), high: tokens * 3 };
}
