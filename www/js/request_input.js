/** Whether a text is a request body or a response, and what of it is counted. */

/** @typedef {import("./types.js").State} State */

/** A field that every request has one of, near its beginning or not. */
const FIELD = /"(?:messages|contents|input)"\s*:/;
/** So much is looked at for that: a request whose first field is a picture may be longer. */
const LOOKED_AT = 1_000_000;
/** A longer text is counted as one: taking it apart needs several times its size. */
const LONGEST = 50_000_000;

/**
 * Whether it begins like a request body. Ordinary text is told by its first character.
 * @param {string} text
 */
export function looksLikeRequest(text) {
  return /^\s*\{/.test(text.slice(0, 1000)) && text.length <= LONGEST && FIELD.test(text.slice(0, LOOKED_AT));
}

/** What a response says of its tokens; a stream says it at its end. */
const USAGE = /"(?:usage|usageMetadata|prompt_eval_count)"\s*:/;

/**
 * Whether it begins like the response of a finished call, or like a stream of its events.
 * @param {string} text
 */
export function looksLikeResponse(text) {
  return /^\s*(?:\{|data:|event:)/.test(text.slice(0, 1000)) && !looksLikeRequest(text) && (USAGE.test(text.slice(0, LOOKED_AT)) || USAGE.test(text.slice(-LOOKED_AT)));
}

/**
 * What is counted of the text: the request that it is, unless it is broken or the person wants it as text.
 * @param {Pick<State, "text" | "asText" | "requestProblem">} state
 * @returns {string | { request: string }}
 */
export function inputOf({ text, asText, requestProblem }) {
  return asText || requestProblem !== "" || !looksLikeRequest(text) ? text : { request: text };
}
