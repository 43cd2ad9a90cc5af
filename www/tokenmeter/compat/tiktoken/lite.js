/**
 * What `tiktoken/lite` has: an encoding made from an encoder, of which a
 * program imports those alone that it needs.
 */

import { TokenmeterError, asTokenmeterError } from "../../errors.js";
import { checkText } from "../../options.js";
import { Codec, oneOf, spelled } from "../codec.js";
import { ranksOf } from "./encoder.js";
import { withCompletions } from "./unstable.js";

/** Those that `get_encoding` made have a name. @type {WeakMap<Tiktoken, string>} */
const names = new WeakMap();

export class Tiktoken {
  #codec;

  /**
   * @param {string} tiktoken_bfe `bpe_ranks` of an encoder
   * @param {Record<string, number>} special_tokens
   * @param {string} pat_str of the same encoder
   */
  constructor(tiktoken_bfe, special_tokens, pat_str) {
    const { tokenizer, vocabulary } = ranksOf(tiktoken_bfe, pat_str);
    this.#codec = new Codec(tokenizer, vocabulary, new Map(Object.entries(special_tokens)));
  }

  /** @returns {string | undefined} */
  get name() {
    return names.get(this);
  }

  /**
   * @param {string} text
   * @param {"all" | string[]} [allowed_special] none by default
   * @param {"all" | string[]} [disallowed_special] by default all that are not allowed
   * @returns {Uint32Array}
   * @throws `disallowed-special`, `invalid-argument`
   */
  encode(text, allowed_special, disallowed_special) {
    return this.#codec.encode(text, this.#allowed(text, allowed_special, disallowed_special));
  }

  /**
   * @param {string} text in which special tokens are ordinary text
   * @returns {Uint32Array}
   */
  encode_ordinary(text) {
    checkText(text);
    return this.#codec.encode(text);
  }

  /**
   * The tokens that no longer change when text follows, and what the rest may
   * become.
   *
   * @param {string} text
   * @param {"all" | string[]} [allowed_special]
   * @param {"all" | string[]} [disallowed_special]
   * @returns {any} `[number[], number[][]]`
   */
  encode_with_unstable(text, allowed_special, disallowed_special) {
    return withCompletions(this.#codec, text, this.#allowed(text, allowed_special, disallowed_special));
  }

  /**
   * @param {Uint8Array} bytes
   * @returns {number}
   * @throws `unknown-token`, `invalid-argument`
   */
  encode_single_token(bytes) {
    const all = taken(Uint8Array, bytes);
    const id = this.#codec.idsByBytes.get(spelled(all)) ?? this.#codec.specials.get(new TextDecoder().decode(all));
    if (id !== undefined) return id;
    throw new TokenmeterError("unknown-token", "No token of this encoding has these bytes.");
  }

  /**
   * @param {Uint32Array} tokens
   * @returns {Uint8Array}
   * @throws `unknown-token`, `invalid-argument`
   */
  decode(tokens) {
    return this.#codec.decode(taken(Uint32Array, tokens), unknown);
  }

  /**
   * @param {number} token
   * @returns {Uint8Array}
   * @throws `unknown-token`, `invalid-argument`
   */
  decode_single_token_bytes(token) {
    return this.decode(/** @type {any} */ ([token]));
  }

  /**
   * The bytes of every token that is no special one, in their order.
   *
   * @returns {Array<Array<number>>}
   */
  token_byte_values() {
    return this.#codec.sortedTokens.map((bytes) => Array.from(bytes, (byte) => byte.charCodeAt(0)));
  }

  /** Does nothing: nothing has to be freed. */
  free() {}

  /**
   * The special tokens that become tokens, once none stands in the text that
   * must not.
   *
   * @param {string} text
   * @param {unknown} allowed
   * @param {unknown} disallowed
   */
  #allowed(text, allowed, disallowed) {
    checkText(text);
    const all = [...this.#codec.specials.keys()];
    const accepted = chosen(allowed, "allowed_special") ?? [];
    const wanted = accepted === "all" ? all : accepted;
    const refused = chosen(disallowed, "disallowed_special") ?? "all";
    const found = oneOf(refused === "all" ? all.filter((special) => !wanted.includes(special)) : refused)?.exec(text)?.[0];
    if (found === undefined) return wanted;
    throw new TokenmeterError("disallowed-special", `The text contains a special token that is not allowed: ${found}`);
  }
}

/**
 * @param {Tiktoken} encoding
 * @param {string} name
 */
export function named(encoding, name) {
  names.set(encoding, name);
  return encoding;
}

/**
 * What an argument says: all, some, or, whatever else it is, nothing.
 *
 * @param {unknown} value
 * @param {string} name
 * @returns {"all" | string[] | undefined}
 */
function chosen(value, name) {
  if (value === "all") return value;
  if (typeof value === "string") throw new TokenmeterError("invalid-argument", `Invalid value for ${name}`);
  return Array.isArray(value) && value.every((special) => typeof special === "string") ? value : undefined;
}

/**
 * An argument as numbers of a kind, whatever it holds: others become them as
 * they do in an array of that kind.
 *
 * @template {Uint8Array | Uint32Array} T
 * @param {new (length: number) => T} kind
 * @param {ArrayLike<number>} given
 * @returns {T}
 */
function taken(kind, given) {
  try {
    const numbers = new kind(given.length);
    numbers.set(given);
    return numbers;
  } catch (error) {
    throw asTokenmeterError(error);
  }
}

/** @param {number} token */
function unknown(token) {
  return new TokenmeterError("unknown-token", `This encoding has no token ${token}.`);
}
