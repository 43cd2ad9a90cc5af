/** @typedef {import("./types.js").Problem} Problem */

/**
 * What a person can do about each kind of failure. `cause` is used where it says more than the error itself.
 * @type {Record<string, { cause?: string, remedy: string, retry?: boolean }>}
 */
const REMEDIES = {
  network: { remedy: "Check the connection, then try again. Until then the number is an estimate.", retry: true },
  "invalid-vocabulary": { remedy: "Its bytes were not used. Try again; until then the number is an estimate.", retry: true },
  "wasm-unavailable": { remedy: "Update the browser, or allow WebAssembly for this page, then try again. Until then the number is an estimate.", retry: true },
  "input-too-large": { remedy: "Count a part of it." },
  "unknown-model": { remedy: "Choose one from the list, or check the spelling." },
};

const PRICES_REMEDY = "Tokens are still counted; costs and windows stay unknown until it loads.";

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
  const { remedy, retry } = REMEDIES[code] ?? { remedy: "Try again.", retry: true };
  return { id: "count", cause: message, remedy, retry: retry ?? false, suggestions };
}

/**
 * The failure to load the catalogue of models and prices.
 * @param {unknown} error
 * @returns {Problem}
 */
export function pricesProblem(error) {
  return { id: "prices", cause: `Prices could not be loaded: ${readError(error).message}`, remedy: PRICES_REMEDY, retry: true };
}
