/** @typedef {import("./types.js").Extras} Extras */
/** @typedef {import("../tokenmeter/meter.js").UsageOptions} UsageOptions */

/** @type {Readonly<Extras>} Nothing is planned beside the output and the number of requests. */
export const NO_EXTRAS = Object.freeze({
  cachedTokens: 0,
  cacheWriteTokens: 0,
  forAnHour: false,
  way: "standard",
  requestsPerDay: null,
  daysPerMonth: 30,
  capUsd: null,
});

/** Whether a part of the input is planned to come from the cache or to go there. @param {Extras} extras */
export const usesCache = ({ cachedTokens, cacheWriteTokens }) => cachedTokens > 0 || cacheWriteTokens > 0;

/**
 * The extras as a meter takes them, for an input of so many tokens: no more of it is cached than it has.
 *
 * @param {Extras} extras
 * @param {number} [tokens]
 * @returns {UsageOptions}
 */
export function planOf({ cachedTokens, cacheWriteTokens, forAnHour, way, requestsPerDay, daysPerMonth, capUsd }, tokens = Infinity) {
  const read = Math.min(cachedTokens, tokens);
  const written = Math.min(cacheWriteTokens, tokens - read);
  /** @type {UsageOptions} */
  const plan = { cachedTokens: read, cacheWriteTokens: written, cacheWrite1hTokens: forAnHour ? written : 0, daysPerMonth };
  if (way === "batch") plan.processing = way;
  if (way === "flex" || way === "priority") plan.tier = way;
  if (requestsPerDay !== null) plan.requestsPerDay = requestsPerDay;
  if (capUsd !== null) plan.capUsd = capUsd;
  return plan;
}

/**
 * What all of the input costs, also what comes from the cache and goes there.
 *
 * @param {import("./types.js").Estimate["cost"]} cost
 */
export const wholeInput = (cost) => (cost ? cost.input + cost.cachedInput + cost.cacheWrite : null);
