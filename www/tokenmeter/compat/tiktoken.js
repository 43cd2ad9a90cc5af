/**
 * What npm's `tiktoken` 1.x has, with its names, arguments, results and
 * errors. Importing it waits until the vocabularies of all its encodings are
 * there; `tiktoken/lite.js` takes them one by one.
 */

import { TokenmeterError } from "../errors.js";
import { call } from "../modules.js";
import { resolveTokenizer } from "../wasm/tokens.js";
import { ENCODINGS, encoderOf, loadEncoder } from "./tiktoken/encoder.js";
import { Tiktoken, named } from "./tiktoken/lite.js";

export { Tiktoken };

/**
 * @typedef {import("./tiktoken/encoder.js").TiktokenEncoding} TiktokenEncoding
 * @typedef {string} TiktokenModel whose encoding is one of these
 */

await Promise.all(/** @type {TiktokenEncoding[]} */ (Object.keys(ENCODINGS)).map(loadEncoder));

/**
 * @param {TiktokenEncoding} encoding
 * @param {Record<string, number>} [extend_special_tokens] beside those that the encoding has
 * @returns {Tiktoken}
 * @throws `unknown-encoding`
 */
export function get_encoding(encoding, extend_special_tokens) {
  if (!Object.hasOwn(ENCODINGS, encoding)) throw new TokenmeterError("unknown-encoding", "Invalid encoding");
  const { bpe_ranks, special_tokens, pat_str } = encoderOf(encoding);
  return named(new Tiktoken(bpe_ranks, { ...special_tokens, ...extend_special_tokens }, pat_str), encoding);
}

/**
 * @param {TiktokenModel} model
 * @param {Record<string, number>} [extend_special_tokens]
 * @returns {Tiktoken}
 * @throws `unknown-model`
 */
export function encoding_for_model(model, extend_special_tokens) {
  return get_encoding(get_encoding_name_for_model(model), extend_special_tokens);
}

/**
 * @param {TiktokenModel} model
 * @returns {TiktokenEncoding}
 * @throws `unknown-model`
 */
export function get_encoding_name_for_model(model) {
  const encoding = encodingOf(String(model));
  if (encoding) return encoding;
  throw new TokenmeterError("unknown-model", `Invalid model: ${model}`);
}

/** @param {string} model @returns {TiktokenEncoding | undefined} */
function encodingOf(model) {
  // A name of both.
  if (model === "gpt2") return model;
  if (Object.hasOwn(ENCODINGS, model)) return undefined;
  try {
    const { basis, encoding } = call(() => resolveTokenizer(model));
    const isKnown = basis !== "estimate" && Object.hasOwn(ENCODINGS, encoding);
    return isKnown ? /** @type {TiktokenEncoding} */ (encoding) : undefined;
  } catch (error) {
    if (error instanceof TokenmeterError && error.code === "unknown-model") return undefined;
    throw error;
  }
}
