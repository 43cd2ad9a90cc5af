/**
 * How fast requests may be sent. What it asks is a part of the prices module,
 * which has to be loaded.
 */

import { TokenmeterError } from "./errors.js";
import { call } from "./modules.js";
import * as prices from "./wasm/prices.js";

/** In the order in which wasm takes them. */
const LIMITS = /** @type {const} */ (["requestsPerMinute", "requestsPerDay", "tokensPerMinute", "tokensPerDay", "batchQueueTokens"]);

/**
 * @param {string} id of a model
 * @param {{ tier?: string, limits?: import("./wasm/prices.js").RateLimits }} account
 * @param {{ inputTokens: number, outputTokens: number, requests: number }} plan
 * @returns {import("./wasm/prices.js").RatePlan}
 */
export function ratePlan(id, { tier, limits }, { inputTokens, outputTokens, requests }) {
  if (tier !== undefined && typeof tier !== "string") {
    throw new TokenmeterError("invalid-argument", "tier must be a string, such as \"tier-1\"; or give limits.");
  }
  const unknown = Object.keys(Object(limits ?? {})).find((name) => !LIMITS.some((limit) => limit === name));
  if (unknown !== undefined) {
    throw new TokenmeterError("invalid-argument", `limits has ${LIMITS.join(", ")}; not "${unknown}".`);
  }
  if (typeof requests !== "number") {
    throw new TokenmeterError("invalid-argument", "requests must be a whole number, 1 or more.");
  }
  const values = Float64Array.from(LIMITS, (name) => limitOf(limits, name));
  return call(() => prices.ratePlan(id, tier, values, inputTokens, outputTokens, requests));
}

/** @param {string} id of a model */
export const tiersOf = (id) => call(() => prices.tiersOf(id));

/**
 * @param {import("./wasm/prices.js").RateLimits | undefined} limits
 * @param {typeof LIMITS[number]} name
 */
function limitOf(limits, name) {
  const value = limits?.[name] ?? null;
  if (value === null) return NaN;
  if (Number.isFinite(value)) return value;
  throw new TokenmeterError("invalid-argument", `${name} must be a whole number, 1 or more; it is ${String(value)}.`);
}
