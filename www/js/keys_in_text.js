/** The API keys in a text, looked for in steps that let the page breathe, and what is put in their place. */

/** @typedef {import("./types.js").Key} Key */

/** Units looked at in one go. */
const STEP = 1_000_000;
/** A step also sees what stands around it: more than the longest key, and the name that makes it one. */
const AROUND = 1000;

/**
 * The keys in a text of any length.
 * @param {import("./types.js").Meter} meter
 * @param {string} text
 * @param {() => boolean} [stale] whether nobody wants them any more
 * @returns {Promise<Key[]>} those found until then
 */
export async function keysInText(meter, text, stale = () => false) {
  await meter.loadKeys();
  /** @type {Key[]} */
  const keys = [];
  for (let start = 0; start < text.length && !stale(); start += STEP) {
    if (start > 0) await new Promise((resume) => setTimeout(resume));
    const from = Math.max(0, start - AROUND);
    for (const key of meter.findKeys(text.slice(from, start + STEP + AROUND))) {
      const at = from + key.start;
      // Each belongs to the step that it begins in.
      if (at >= start && at < start + STEP) keys.push({ ...key, start: at, end: from + key.end });
    }
  }
  return keys;
}

/**
 * The text with a mask in the place of each key.
 * @param {string} text
 * @param {readonly Key[]} keys in order
 */
export function maskKeys(text, keys) {
  let masked = "";
  let done = 0;
  for (const key of keys) {
    masked += text.slice(done, key.start) + key.masked;
    done = key.end;
  }
  return masked + text.slice(done);
}
