/**
 * A response as it is given, as the text that the prices module reads: only
 * that can say where a text is no JSON.
 */

import { TokenmeterError } from "./errors.js";

/**
 * @param {unknown} response
 * @returns {string}
 * @throws `invalid-argument`
 */
export function readResponse(response) {
  if (typeof response === "string") return response;
  if (typeof response === "object" && response !== null) {
    try {
      return JSON.stringify(response);
    } catch {
      // A cycle, or a BigInt.
    }
  }
  throw new TokenmeterError("invalid-argument", "The response must be its JSON, as a text or as an object.");
}
