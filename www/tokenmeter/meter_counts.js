/**
 * The tokens of one input for many models, as the catalogue compares them.
 */

import { call } from "./modules.js";

/** @typedef {import("./engine.js").Count} Count */

/** As the catalogue numbers them. */
const SURENESS = /** @type {const} */ (["exact", "assumed", "estimate"]);

/**
 * A text's tokens by encoding, a request's by model.
 *
 * @param {ReturnType<typeof import("./meter_input.js").readInput>} known
 * @param {{ catalog: import("./wasm/prices.js").Catalog, thread: import("./threads.js").Thread }} by
 * @param {{ models: string[] | undefined, load: "needed" | "loaded" } & import("./engine.js").JobOptions} options
 * @returns {Promise<{ given?: number, counts?: Record<string, number>, classes?: number[], each?: string[], eachCounts?: number[],
 *   byId?: Map<string, Count | undefined> }>} `byId` beside what the catalogue takes
 */
export async function countEach(known, { catalog, thread }, { models, load, signal, onProgress }) {
  const needed = load === "needed";
  const options = { signal, onProgress };
  if ("tokens" in known) return { given: known.tokens };
  if ("text" in known) {
    const encodings = call(() => catalog.encodings(models));
    return thread.ask("countEach", { text: known.text, encodings, load: needed }, options);
  }
  const tokenizers = call(() => catalog.tokenizers(models));
  const asked = tokenizers.flatMap((id, at) => (at % 2 === 0 ? [{ id, name: tokenizers[at + 1] ?? "" }] : []));
  asked.sort((one, other) => (one.id < other.id ? -1 : Number(one.id > other.id)));
  /** @type {Count[]} */
  const counts = await thread.ask("countRequestEach", { request: known.request, models: asked, load: needed }, options);
  const each = asked.map(({ id }) => id);
  const eachCounts = counts.flatMap(({ tokens, low, high, basis }) => [tokens, low, high, SURENESS.indexOf(basis)]);
  return { each, eachCounts, byId: new Map(each.map((id, at) => [id, counts[at]])) };
}
