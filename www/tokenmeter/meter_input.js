/**
 * What a meter is given: the input of a request, and prices of the caller's own.
 */

import { TokenmeterError } from "./errors.js";
import { bytesOf } from "./given.js";

/**
 * @typedef {string | { text: string } | { request: object | string } | { tokens: number }} Input
 *   a string is always text
 */

/**
 * @param {Input} input
 * @returns {{ text: string } | { request: string } | { tokens: number }}
 */
export function readInput(input) {
  if (typeof input === "string") return { text: input };
  if (typeof input !== "object" || input === null) {
    throw new TokenmeterError("invalid-argument", "The input must be a text, or { text }, { request } or { tokens }.");
  }
  if ("text" in input && typeof input.text === "string") return { text: input.text };
  if ("tokens" in input && Number.isSafeInteger(input.tokens) && input.tokens >= 0) {
    return { tokens: input.tokens };
  }
  if ("request" in input) return { request: requestText(input.request) };
  const message = "The input must be { text: string }, { request } or { tokens: a whole number, 0 or more }.";
  throw new TokenmeterError("invalid-argument", message);
}

/**
 * Prices that the caller gives, as the catalogue reads them.
 *
 * @param {Response | object} data
 * @throws `network` if a response has none, `invalid-argument` if it was read before
 */
export async function readPrices(data) {
  if (typeof Response !== "undefined" && data instanceof Response) return bytesOf("prices", data);
  // The file is an array of rows; anything else is refused where it is read.
  return new TextEncoder().encode(Array.isArray(data) ? data.join("\n") : "");
}

/**
 * A request as text.
 *
 * @param {unknown} request
 * @returns {string}
 * @throws `invalid-request`
 */
function requestText(request) {
  if (typeof request === "string") return request;
  try {
    const text = typeof request === "object" && request !== null ? JSON.stringify(request) : undefined;
    if (text !== undefined) return text;
  } catch (cause) {
    throw new TokenmeterError("invalid-request", "The request cannot be written as JSON: it holds itself, or a BigInt.", { cause });
  }
  throw new TokenmeterError("invalid-request", "A request must be a JSON text or an object.");
}
