/** Fewer numbers are more likely to be numbers. */
const LEAST_IDS = 3;
const LONGEST_UNITS = 5_000_000;
const IDS = /^\s*\[?\s*\d{1,7}(?:(?:\s*,\s*|\s+)\d{1,7})*\s*,?\s*\]?\s*$/;

/**
 * The ids in a text that is nothing but a list of token ids: in brackets or not, between commas or spaces.
 * @param {string} text
 * @returns {number[] | null} null: it is another text
 */
export function readIds(text) {
  // Ordinary text is told by its first characters.
  if (!/^[\s\d[]/.test(text) || text.length > LONGEST_UNITS || !IDS.test(text)) return null;
  const ids = (text.match(/\d+/g) ?? []).map(Number);
  return ids.length < LEAST_IDS ? null : ids;
}
