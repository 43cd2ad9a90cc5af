/** Fewer numbers are more likely to be numbers. */
const LEAST_IDS = 3;
const LONGEST_UNITS = 5_000_000;
/** Without spaces around it: next to one another, those would be tried in every division. */
const IDS = /^\d{1,7}(?:(?:\s*,\s*|\s+)\d{1,7})*$/;

/**
 * The ids in a text that is nothing but a list of token ids: in brackets or not, between commas or spaces.
 * @param {string} text
 * @returns {number[] | null} null: it is another text
 */
export function readIds(text) {
  // Ordinary text is told by its first characters.
  if (!/^[\s\d[]/.test(text.slice(0, 1)) || text.length > LONGEST_UNITS) return null;
  let list = text.trim();
  if (list.startsWith("[")) list = list.slice(1).trimStart();
  if (list.endsWith("]")) list = list.slice(0, -1).trimEnd();
  if (list.endsWith(",")) list = list.slice(0, -1).trimEnd();
  if (!IDS.test(list)) return null;
  const ids = (list.match(/\d+/g) ?? []).map(Number);
  return ids.length < LEAST_IDS ? null : ids;
}
