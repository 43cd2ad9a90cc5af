import { wholeInput } from "./extras.js";
import { FLAGSHIP_PLACE } from "./flagships.js";
import { matches } from "./search_models.js";

/** @typedef {import("./types.js").Estimate} Estimate */
/** @typedef {"model" | "provider" | "tokens" | "input" | "total" | "fit"} Column */
/** @typedef {{ column: Column, descending: boolean } | null} Order null: flagships first, then as the catalogue has them, those with an end last */
/** @typedef {{ search: string, provider: string, exactOnly: boolean, fitsOnly: boolean }} Filter provider: "" is all of them */

/**
 * What each column is sorted by; null is unknown and always stands last.
 * @type {Record<Column, (row: Estimate) => string | number | null>}
 */
const KEYS = {
  model: ({ model }) => model.id,
  provider: ({ model }) => model.provider,
  tokens: ({ count }) => count.tokens,
  input: ({ cost, model }) => (cost === null ? null : wholeInput(cost) || (model.inputUsdPerMtok ?? 0) / 1e12),
  total: ({ cost, model }) => (cost === null ? null : cost.total || (model.inputUsdPerMtok ?? 0) / 1e12),
  fit: ({ fit }) => (fit.window === null ? null : fit.window - fit.used),
};

const names = new Intl.Collator(undefined, { numeric: true });

/**
 * @param {readonly Estimate[]} rows
 * @param {Order} order
 */
export function sortRows(rows, order) {
  if (order === null) {
    /** @param {Estimate} row */
    const place = ({ model }) => FLAGSHIP_PLACE.get(model.id) ?? FLAGSHIP_PLACE.size + Number(model.shutdown !== null);
    return [...rows].sort((a, b) => place(a) - place(b));
  }
  const key = KEYS[order.column];
  const sign = order.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    if (typeof left === "string" || typeof right === "string") return sign * names.compare(String(left), String(right));
    return sign * (left - right);
  });
}

/**
 * @param {readonly Estimate[]} rows
 * @param {Filter} filter
 */
export function filterRows(rows, { search, provider, exactOnly, fitsOnly }) {
  return rows.filter((row) => (provider === "" || row.model.provider === provider) && (!exactOnly || row.count.basis === "exact") && (!fitsOnly || row.fit.ok === true) && matches(row.model, search));
}

/**
 * Pinned models stand above all others, whatever is searched for, in the order they were pinned.
 * @param {readonly Estimate[]} rows
 * @param {readonly Estimate[]} found those that the filters leave, sorted
 * @param {ReadonlySet<string>} pinned ids
 */
export function pinnedFirst(rows, found, pinned) {
  const top = [...pinned].flatMap((id) => rows.find(({ model }) => model.id === id) ?? []);
  return [...top, ...found.filter(({ model }) => !pinned.has(model.id))];
}
