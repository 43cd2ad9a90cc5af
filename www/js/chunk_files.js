/** The chunks of a text as files. */

/** @typedef {import("./types.js").PricedChunk} PricedChunk */

/**
 * One JSON object a line, with what a program needs to find the place again.
 * @param {string} text
 * @param {string} model
 * @param {readonly PricedChunk[]} chunks
 */
export function toJsonLines(text, model, chunks) {
  const lines = chunks.map(({ start, end, count: { tokens, basis }, usd }, at) =>
    JSON.stringify({ index: at + 1, start, end, model, tokens, basis, input_usd: usd, text: text.slice(start, end) }));
  return lines.map((line) => `${line}\n`);
}

/**
 * A text file for each chunk, named so that they sort in their order.
 * @param {string} text
 * @param {readonly PricedChunk[]} chunks
 * @returns {import("./zip.js").Entry[]}
 */
export function toTextFiles(text, chunks) {
  const digits = String(chunks.length).length;
  const encoder = new TextEncoder();
  return chunks.map(({ start, end }, at) => ({
    name: `part-${String(at + 1).padStart(digits, "0")}.txt`,
    bytes: encoder.encode(text.slice(start, end)),
  }));
}
