/**
 * The rows of a comparison, some at a time: a thousand models take long enough
 * for a person to feel it who types in the same thread.
 */

import { throwIfAborted } from "./errors.js";
import { call } from "./modules.js";
import { othersTurn } from "./turns.js";

/**
 * @typedef {import("./wasm/prices.js").ComparedOffers} ComparedOffers
 * @typedef {import("./wasm/prices.js").CompareQuery} CompareQuery
 */

/** So long a part takes, by what the one before took: how many rows that are is the machine's to say. */
const PART_MS = 5;
const FIRST_ROWS = 20;

/**
 * @param {import("./wasm/prices.js").Catalog} catalog
 * @param {CompareQuery} query
 * @param {import("./wasm/prices.js").Planned} plan
 * @param {AbortSignal | undefined} signal
 * @returns {AsyncGenerator<ComparedOffers[], void, void>}
 */
export async function* compareInParts(catalog, query, plan, signal) {
  const { models, sort, limit } = query;
  // Few take no time, and in an order of its own the last may come first.
  const isAtOnce = models !== undefined || sort !== undefined || limit !== undefined;
  let size = FIRST_ROWS;
  for (let skip = 0; ; await othersTurn()) {
    throwIfAborted(signal);
    const start = performance.now();
    const part = call(() => catalog.compare(isAtOnce ? query : { ...query, skip, limit: size }, plan));
    yield part;
    if (isAtOnce || part.length < size) return;
    skip += part.length;
    // Some clocks stand still meanwhile.
    const fits = (size * PART_MS) / Math.max(performance.now() - start, 1);
    size = Math.round(Math.min(Math.max(fits, FIRST_ROWS), size * 2));
  }
}
