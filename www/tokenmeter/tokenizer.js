/**
 * Exact tokens of one encoding, in this thread.
 */

import { vocabularies } from "./assets.js";
import { TokenmeterError, unlessAborted } from "./errors.js";
import { inflate, readAsset } from "./files.js";
import { call, loadTokens } from "./modules.js";

/**
 * @typedef {import("./files.js").FileOptions & { ready?: "all" | "ascii" }} LoadOptions
 * @typedef {{ special?: "text" | "allow" | "reject" }} SpecialOptions
 *   what text that spells a special token becomes: ordinary text (the
 *   default), the special token, or an error
 * @typedef {import("./wasm/tokens.js").Segments} Segments
 */

/** More than any text has; the largest number that fits the engine's. */
const MAX_LIMIT_TOKENS = 0xffff_ffff;

export class Tokenizer {
  #engine;

  /** @param {import("./wasm/tokens.js").Encoding} engine */
  constructor(engine) {
    this.#engine = engine;
    /** The encoding's name, such as `o200k_base`. */
    this.encoding = engine.name;
    /** One more than the largest token id. */
    this.vocabularySize = engine.vocabularySize;
    /** Which text can be counted: all of it. */
    this.ready = /** @type {"ascii" | "all"} */ ("all");
    /** Resolves when {@link Tokenizer.ready} is `all`. */
    this.whenReady = Promise.resolve();
  }

  /**
   * Loads the tokens module and the vocabulary of an encoding, or of the
   * encoding of a model.
   *
   * @param {string} name such as `o200k_base` or `gpt-4o`
   * @param {LoadOptions} [options]
   * @returns {Promise<Tokenizer>}
   * @throws `unknown-model`, `unknown-encoding` (a model whose tokenizer is
   *   not public), `invalid-vocabulary`, `network`, `wasm-unavailable`, `aborted`
   */
  static async load(name, options = {}) {
    if (typeof name !== "string") {
      throw new TokenmeterError("invalid-argument", "Give the name of an encoding or a model.");
    }
    // A vocabulary that the name says by itself comes along with the module.
    const early = vocabularies[name] && readAsset(vocabularies[name], options);
    early?.catch(() => {});
    const tokens = await loadTokens(options);
    const { basis, encoding } = call(() => tokens.resolveTokenizer(name));
    if (basis === "estimate") {
      const message =
        `${name} has no tokenizer that is exact here. Meter.count gives an estimate with a range.`;
      throw new TokenmeterError("unknown-encoding", message);
    }
    const vocabulary = call(() => tokens.vocabularyOf(encoding));
    const asset = /** @type {import("./files.js").Asset} */ (vocabularies[vocabulary]);
    const file = await (early ?? readAsset(asset, options));
    const deflated = file.subarray(tokens.vocabularyHeaderBytes());
    const inflated = await unlessAborted(inflate(deflated), options.signal);
    return new Tokenizer(call(() => new tokens.Encoding(encoding, file, inflated)));
  }

  /**
   * The number of tokens of `text` alone, without a message's framing.
   *
   * @param {string} text
   * @param {SpecialOptions} [options]
   * @returns {number}
   * @throws `disallowed-special`, `invalid-argument`, `input-too-large`
   */
  count(text, options) {
    checkText(text);
    return call(() => this.#engine.count(text, options?.special));
  }

  /**
   * The number of tokens of `text`, or `null` if it is more than the limit;
   * stops as soon as that is certain.
   *
   * @param {string} text
   * @param {number} limitTokens
   * @returns {number | null}
   * @throws `invalid-argument`, `input-too-large`
   */
  countUpTo(text, limitTokens) {
    checkText(text);
    const limit = checkLimit(limitTokens);
    return call(() => this.#engine.countUpTo(text, limit)) ?? null;
  }

  /**
   * The token ids of `text`.
   *
   * @param {string} text
   * @param {SpecialOptions} [options]
   * @returns {Uint32Array}
   * @throws `disallowed-special`, `invalid-argument`, `input-too-large`
   */
  encode(text, options) {
    checkText(text);
    return call(() => this.#engine.encode(text, options?.special));
  }

  /**
   * The text of `ids`, with U+FFFD where their bytes are not UTF-8.
   *
   * @param {Uint32Array | readonly number[]} ids
   * @returns {string}
   * @throws `unknown-token`, `invalid-argument`
   */
  decode(ids) {
    const checked = checkIds(ids);
    return call(() => this.#engine.decode(checked));
  }

  /**
   * The bytes of `ids`.
   *
   * @param {Uint32Array | readonly number[]} ids
   * @returns {Uint8Array}
   * @throws `unknown-token`, `invalid-argument`
   */
  decodeBytes(ids) {
    const checked = checkIds(ids);
    return call(() => this.#engine.decodeBytes(checked));
  }

  /**
   * The tokens of `text` and where each ends in it, in UTF-16 units. A token
   * that ends inside a character has that character's end.
   *
   * @param {string} text
   * @param {{ limitTokens?: number }} [options] stop at the piece of text that
   *   reaches this many tokens
   * @returns {Segments}
   * @throws `invalid-argument`, `input-too-large`
   */
  segments(text, { limitTokens = MAX_LIMIT_TOKENS } = {}) {
    checkText(text);
    const limit = checkLimit(limitTokens);
    return call(() => this.#engine.segments(text, limit));
  }
}

/** @param {unknown} text */
function checkText(text) {
  if (typeof text === "string") return;
  const kind = text === null ? "null" : typeof text;
  throw new TokenmeterError("invalid-argument", `The text must be a string, not ${kind}.`);
}

/** @param {unknown} limit */
function checkLimit(limit) {
  if (typeof limit === "number" && limit >= 0 && (Number.isInteger(limit) || limit === Infinity)) {
    return Math.min(limit, MAX_LIMIT_TOKENS);
  }
  throw new TokenmeterError("invalid-argument", "The limit must be a whole number of tokens, 0 or more.");
}

/** @param {Uint32Array | readonly number[]} ids */
function checkIds(ids) {
  if (ids instanceof Uint32Array) return ids;
  const isId = (/** @type {unknown} */ id) => Number.isInteger(id) && Number(id) >= 0;
  if (Array.isArray(ids) && ids.every(isId)) {
    // An id that 32 bits cannot hold is an unknown one, not another one.
    return Uint32Array.from(ids, (id) => Math.min(id, MAX_LIMIT_TOKENS));
  }
  throw new TokenmeterError("invalid-argument", "Token ids must be whole numbers, 0 or more.");
}
