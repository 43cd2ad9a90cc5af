/**
 * What callers give beside the text, checked before wasm reads it: a message
 * can still say which option it is and what was written there.
 */

import { TokenmeterError } from "./errors.js";

const NUMBERS = ["outputTokens", "cachedTokens", "cacheWriteTokens", "cacheWrite1hTokens", "webSearches", "requests", "requestsPerDay", "daysPerMonth", "limit", "overlapTokens", "epochs"];
const DOLLARS = ["capUsd", "trainingUsdPerMtok"];
const TEXTS = ["model", "provider", "search"];
/** @type {Readonly<Record<string, readonly string[]>>} */
const WORDS = {
  processing: ["batch"],
  tier: ["flex", "priority"],
  boundary: ["token", "sentence", "paragraph"],
  sort: ["name", "tokens", "input", "total", "window"],
  load: ["needed", "loaded"],
  kind: ["text", "batch", "finetune"],
};

/**
 * Whether each option has the right type; one that is `null` is not given.
 * How large a number may be is the catalogue's to say.
 *
 * @param {object} options
 * @throws `invalid-argument`
 */
export function checkOptions(options) {
  if (typeof options !== "object" || options === null) {
    throw new TokenmeterError("invalid-argument", `The options must be an object; they are ${shown(options)}.`);
  }
  for (const [name, value] of Object.entries(options)) {
    const expected = value === undefined || value === null ? undefined : missing(name, value);
    if (expected) {
      throw new TokenmeterError("invalid-argument", `${name} must be ${expected}; it is ${shown(value)}.`);
    }
  }
}

/**
 * What the value of an option should be, if it is not that.
 *
 * @param {string} name
 * @param {unknown} value
 */
function missing(name, value) {
  if (NUMBERS.includes(name)) return Number.isFinite(value) ? undefined : "a whole number, 0 or more";
  if (DOLLARS.includes(name)) return Number.isFinite(value) && Number(value) >= 0 ? undefined : "US dollars, 0 or more";
  if (TEXTS.includes(name)) return typeof value === "string" ? undefined : "a string";
  if (name === "models") {
    const areNames = Array.isArray(value) && value.every((model) => typeof model === "string");
    return areNames ? undefined : "an array of names";
  }
  const words = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
  if (!words || words.some((word) => word === value)) return undefined;
  return words.map((word) => `"${word}"`).join(" or ");
}

/** @param {unknown} value */
function shown(value) {
  if (typeof value === "string") return `"${value.slice(0, 60)}"`;
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "an array" : "an object";
  return typeof value === "function" ? "a function" : String(value);
}

/**
 * @param {unknown} text
 * @throws `invalid-argument`
 */
export function checkText(text) {
  if (typeof text === "string") return;
  const kind = text === null ? "null" : typeof text;
  throw new TokenmeterError("invalid-argument", `The text must be a string, not ${kind}.`);
}

/**
 * A time as milliseconds since 1970; now, if none is given.
 *
 * @param {Date | number | null | undefined} at
 * @throws `invalid-argument`
 */
export function milliseconds(at) {
  const time = at instanceof Date ? at.getTime() : at ?? Date.now();
  if (typeof time === "number" && Number.isFinite(time)) return time;
  throw new TokenmeterError("invalid-argument", "The time must be a Date or milliseconds since 1970.");
}
