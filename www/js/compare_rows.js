import { wholeInput } from "./extras.js";
import { FLAGSHIP_PLACE } from "./flagships.js";
import { matches } from "./search_models.js";

/** @typedef {import("./types.js").Estimate} Estimate */
/** @typedef {import("./types.js").ComparedEstimate} ComparedEstimate */
/** @typedef {"model" | "provider" | "tokens" | "input" | "total" | "fit"} Column */
/** @typedef {{ column: Column, descending: boolean } | null} Order null: flagships first, then as the catalogue has them, those with an end last */
/**
 * @typedef {object} Filter
 * @property {string} search
 * @property {string} provider "" is all of them
 * @property {"" | "open" | "closed"} weights "" is all models; those of which it is not known are neither
 * @property {number | null} maxUsdPerMtok of input; null is any price
 * @property {boolean} exactOnly
 * @property {boolean} fitsOnly
 * @property {boolean} hideShutDown
 *
 * @typedef {{ now: number, rates: boolean }} As milliseconds since 1970; rates: there is no text, so that rates decide what is cheapest
 *
 * @typedef {object} Row a model in the table
 * @property {string} entry the id that stands for it, whichever offers are left
 * @property {import("./types.js").ModelInfo | null} ended what is known of it at its maker, if every offer has ended
 * @property {string} name the same, or that of the offer shown, where the filters leave none of who stands for the model
 * @property {Estimate[]} offers those that the filters leave, the cheapest first
 * @property {Estimate} shown the one whose figures are the row's: its maker's, or the cheapest where no maker asks a price
 * @property {{ offer: Estimate, usd: number, outputUsd: number | null } | null} cheaper the cheapest, if that is not the one shown:
 *   what a request costs there, or a million tokens in and out while there is no text
 * @property {boolean} hasMaker its maker sells it, though the filters may leave only others
 */

/**
 * What each column is sorted by; null is unknown and always stands last.
 * @type {Record<Column, (offer: Estimate, name: string) => string | number | null>}
 */
const KEYS = {
  model: (_, name) => name,
  provider: ({ model }) => model.providerName,
  tokens: ({ count }) => count.tokens,
  input: ({ cost, model }) => (cost === null ? null : wholeInput(cost) || (model.inputUsdPerMtok ?? 0) / 1e12),
  total: ({ cost, model }) => (cost === null ? null : cost.total || (model.inputUsdPerMtok ?? 0) / 1e12),
  fit: ({ fit }) => (fit.window === null ? null : fit.window - fit.used),
};

const names = new Intl.Collator(undefined, { numeric: true });

/**
 * Whether nobody gets an answer from it.
 * @param {import("./types.js").ModelInfo} offer
 * @param {number} now milliseconds since 1970
 */
export const hasEnded = ({ ends }, now) => ends !== null && new Date(ends).getTime() <= now;

/**
 * @param {readonly Row[]} rows
 * @param {Order} order
 */
export function sortRows(rows, order) {
  if (order === null) {
    /** @param {Row} row */
    const place = (row) => FLAGSHIP_PLACE.get(row.entry) ?? FLAGSHIP_PLACE.size + Number(row.shown.model.ends !== null);
    return [...rows].sort((a, b) => place(a) - place(b));
  }
  const key = KEYS[order.column];
  const sign = order.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [key(a.shown, a.name), key(b.shown, b.name)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    if (typeof left === "string" || typeof right === "string") return sign * names.compare(String(left), String(right));
    return sign * (left - right);
  });
}

/**
 * The models of which the filters leave an offer, with what they leave.
 * @param {readonly ComparedEstimate[]} compared
 * @param {Filter} filter
 * @param {As} as
 * @returns {Row[]}
 */
export function filterRows(compared, filter, as) {
  return compared.flatMap((row) => {
    // Who finds the model itself is shown all its offers; who adds a provider's name, that one's.
    const all = matches(row.model, filter.search);
    const offers = row.offers.filter((offer) => passes(offer, filter) && !(filter.hideShutDown && hasEnded(offer.model, as.now)) && (all || matches(offer.model, filter.search)));
    return offers.length > 0 ? [rowOf(row, offers, as)] : [];
  });
}

/**
 * @param {Estimate} offer
 * @param {Filter} filter
 */
function passes({ model, count, fit }, { provider, weights, maxUsdPerMtok, exactOnly, fitsOnly }) {
  return (provider === "" || model.provider === provider)
    && (weights === "" || model.openWeights === (weights === "open"))
    && (maxUsdPerMtok === null || (model.inputUsdPerMtok !== null && model.inputUsdPerMtok <= maxUsdPerMtok))
    && (!exactOnly || count.basis === "exact")
    && (!fitsOnly || fit.ok === true);
}

/**
 * @param {ComparedEstimate} compared
 * @param {Estimate[]} offers
 * @param {As} as
 * @returns {Row}
 */
function rowOf({ model }, offers, { now, rates }) {
  const place = new Map(model.offers.map(({ id }, at) => [id, at]));
  /** @param {Estimate} offer */
  const at = (offer) => place.get(offer.model.id) ?? 0;
  const ordered = rates ? [...offers].sort((a, b) => at(a) - at(b)) : offers;
  const [cheapest] = /** @type {[Estimate, ...Estimate[]]} */ (ordered);
  /** @param {Estimate} offer */
  const isMakers = (offer) => offer.model.firstParty && offer.cost !== null && !hasEnded(offer.model, now);
  const shown = ordered.find((offer) => offer.model.id === model.id && isMakers(offer)) ?? ordered.find(isMakers) ?? cheapest;
  return {
    entry: model.id,
    name: offers.some((offer) => offer.model.id === model.id) ? model.id : shown.model.id,
    ended: offers.every((offer) => hasEnded(offer.model, now)) ? model : null,
    offers: ordered,
    shown,
    cheaper: cheaper(cheapest, shown, rates),
    hasMaker: model.firstParty,
  };
}

/**
 * @param {Estimate} offer
 * @param {Estimate} shown
 * @param {boolean} rates
 */
function cheaper(offer, shown, rates) {
  /** @param {Estimate} of */
  const price = ({ model, cost }) => (rates ? { usd: model.inputUsdPerMtok, outputUsd: model.outputUsdPerMtok } : { usd: cost?.total ?? null, outputUsd: null });
  const [least, own] = [price(offer), price(shown)];
  if (least.usd === null || own.usd === null || least.usd + (least.outputUsd ?? 0) >= own.usd + (own.outputUsd ?? 0)) return null;
  return { offer, usd: least.usd, outputUsd: least.outputUsd };
}

/**
 * Pinned models stand above all others, whatever is searched for, in the order they were pinned.
 * @param {readonly ComparedEstimate[]} compared
 * @param {readonly Row[]} found what the filters leave, sorted
 * @param {ReadonlySet<string>} pinned the entries
 * @param {As} as
 */
export function pinnedFirst(compared, found, pinned, as) {
  const top = [...pinned].flatMap((id) => {
    const row = compared.find(({ model }) => model.id === id);
    return found.find(({ entry }) => entry === id) ?? (row ? rowOf(row, row.offers, as) : []);
  });
  return [...top, ...found.filter(({ entry }) => !pinned.has(entry))];
}
