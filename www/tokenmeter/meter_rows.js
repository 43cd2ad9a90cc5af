/**
 * The rows of a comparison, some at a time: a thousand models take long enough
 * for a person to feel it who types in the same thread.
 */

import { throwIfAborted } from "./errors.js";
import { call } from "./modules.js";

/**
 * @typedef {import("./wasm/prices.js").ComparedOffers} ComparedOffers
 * @typedef {import("./wasm/prices.js").CompareQuery} CompareQuery
 */

const ROWS_AT_ONCE = 150;

/**
 * @param {import("./wasm/prices.js").Catalog} catalog
 * @param {CompareQuery} query
 * @param {import("./wasm/prices.js").Planned} plan
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<ComparedOffers[]>}
 */
export async function compareInParts(catalog, query, plan, signal) {
  const { models, sort, limit } = query;
  // Few take no time, and in an order of its own the last may come first.
  const isAtOnce = models !== undefined || sort !== undefined || limit !== undefined;
  /** @type {ComparedOffers[]} */
  const rows = [];
  for (;;) {
    throwIfAborted(signal);
    const part = call(() => catalog.compare(isAtOnce ? query : { ...query, skip: rows.length, limit: ROWS_AT_ONCE }, plan));
    rows.push(...part);
    if (isAtOnce || part.length < ROWS_AT_ONCE) return rows;
    await othersTurn();
  }
}

/** Lets events be heard and the page be drawn. In a tab that is not seen a timer takes a second; older workerds have nothing else. */
function othersTurn() {
  if (typeof MessageChannel === "undefined") return new Promise((resume) => setTimeout(resume));
  const { port1, port2 } = new MessageChannel();
  return new Promise((resume) => {
    port1.onmessage = () => {
      port1.close();
      resume(undefined);
    };
    port2.postMessage(null);
  });
}
