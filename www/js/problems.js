/** @typedef {import("./types.js").Problem} Problem */

const ESTIMATE = "Until then the number is an estimate from the characters.";

/**
 * Each kind of failure in a few words, and what follows from it; the error itself says what helps.
 * @type {Record<string, { title: string, consequence: string, retry: boolean }>}
 */
const FAILURES = {
  network: { title: "The exact tokenizer did not arrive.", consequence: ESTIMATE, retry: true },
  "invalid-vocabulary": { title: "The tokenizer’s file is damaged.", consequence: ESTIMATE, retry: true },
  "wasm-unavailable": { title: "The counter is not running.", consequence: ESTIMATE, retry: true },
  "input-too-large": { title: "The text is too large.", consequence: "It is still here, as it was.", retry: false },
};

const WITHOUT_PRICES = "Tokens are still counted; costs and windows stay unknown until then.";

/**
 * @param {unknown} error
 * @returns {{ code: string, message: string, suggestions: string[] }}
 */
export function readError(error) {
  const { code, message, suggestions } = /** @type {{ code?: unknown, message?: unknown, suggestions?: unknown }} */ (error ?? {});
  return {
    code: typeof code === "string" ? code : "unexpected",
    message: typeof message === "string" && message !== "" ? message : "Something failed that should not.",
    suggestions: Array.isArray(suggestions) ? suggestions.map(String) : [],
  };
}

/**
 * The failure of a count, told so that the person knows what to do next.
 * @param {unknown} error
 * @returns {Problem}
 */
export function countProblem(error) {
  const { code, message, suggestions } = readError(error);
  if (code === "unknown-model") return { id: "count", cause: sentence(message.replace(/ Did you mean .*$/, "")), remedy: "", suggestions };
  const { title, consequence, retry } = FAILURES[code] ?? { title: "The text could not be counted.", consequence: ESTIMATE, retry: true };
  return { id: "count", cause: title, remedy: `${remedy(message)} ${consequence}`, retry };
}

/**
 * Whether the count itself failed: what fails beside it fails for the same reason, which is told already.
 * @param {readonly Problem[]} problems
 */
export const countFailed = (problems) => problems.some(({ id, retry }) => id === "count" && retry === true);

/**
 * The failure to load the catalogue of models and prices.
 * @param {unknown} error
 * @returns {Problem}
 */
export function pricesProblem(error) {
  return { id: "prices", cause: "The prices did not arrive.", remedy: `${remedy(readError(error).message)} ${WITHOUT_PRICES}`, retry: true };
}

/**
 * The failure to look for API keys.
 * @param {unknown} error
 * @returns {Problem}
 */
export function keysProblem(error) {
  return { id: "keys", cause: "The text was not searched for API keys.", remedy: `${remedy(readError(error).message)} Tokens are still counted.`, retry: true };
}

/**
 * An error's message without what it says to those who build a page of their own.
 * @param {string} message
 */
const remedy = (message) => sentence(message.replace(/ and that the file stands .*? baseUrl/, "").replace(/ Where it cannot be served, .*$/, ""));

/**
 * An error's message as a sentence of its own.
 * @param {string} message
 */
export function sentence(message) {
  // The name of a file is not a word to begin with a capital letter.
  const isName = /^\S*[/._]/.test(message);
  const whole = isName ? message : message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}
