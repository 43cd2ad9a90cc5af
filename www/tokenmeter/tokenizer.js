/**
 * Exact tokens of one encoding, in this thread.
 */

import { vocabularies } from "./assets.js";
import { chunksOf, openChunks } from "./chunks.js";
import { TokenmeterError } from "./errors.js";
import { streamAsset } from "./files.js";
import { call, loadTokens } from "./modules.js";
import { checkOptions, checkText } from "./options.js";
import { VocabularyFile } from "./vocabulary.js";
import { Counter as EngineCounter } from "./wasm/tokens.js";

/**
 * @typedef {import("./files.js").FileOptions & { ready?: import("./vocabulary.js").Part, chunks?: boolean }} LoadOptions
 *   `chunks: true` brings along what {@link Tokenizer.chunks} needs, 30 kB
 * @typedef {{ special?: "text" | "allow" | "reject" }} SpecialOptions
 *   what text that spells a special token becomes: ordinary text (the
 *   default), the special token, or an error
 * @typedef {import("./wasm/tokens.js").Segments} Segments
 */

/** More than any text has; the largest number that fits the engine's. */
const MAX_LIMIT_TOKENS = 0xffff_ffff;

export class Tokenizer {
  #engine;

  /**
   * @param {import("./wasm/tokens.js").Encoding} engine
   * @param {import("./vocabulary.js").Part} ready
   */
  constructor(engine, ready) {
    this.#engine = engine;
    /** The encoding's name, such as `o200k_base`. */
    this.encoding = engine.name;
    /** One more than the largest token id. */
    this.vocabularySize = engine.vocabularySize;
    /** Which text can be counted: all of it, or what is in ASCII. */
    this.ready = ready;
    /**
     * Resolves when {@link Tokenizer.ready} is `all`; rejects with a
     * `TokenmeterError` if the rest cannot be loaded, and ASCII text is
     * counted all the same.
     *
     * @type {Promise<void>}
     */
    this.whenReady = Promise.resolve();
  }

  /**
   * Loads the tokens module and the vocabulary of an encoding, or of the
   * encoding of a model; with `ready: "ascii"` only until text in ASCII can be
   * counted. Other text then throws `not-ready` until
   * {@link Tokenizer.whenReady}.
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
    checkOptions(options);
    const ready = options.ready ?? "all";
    if (ready !== "all" && ready !== "ascii") {
      throw new TokenmeterError("invalid-argument", 'ready must be "all" or "ascii".');
    }
    // A vocabulary that the name says by itself comes along with the module.
    const early = vocabularies[name] && streamAsset(vocabularies[name], options);
    const starting = Promise.all([start(name, options), options.chunks && openChunks(options)]);
    // Without an engine nobody takes it.
    starting.catch(() => early?.return());
    const [{ engine, vocabulary }] = await starting;
    const file = new VocabularyFile(engine, early ?? streamAsset(vocabulary, options));
    const tokenizer = new Tokenizer(engine, await file.until(ready));
    if (tokenizer.ready !== "all") {
      tokenizer.whenReady = tokenizer.#complete(file);
      // It need not be waited for.
      tokenizer.whenReady.catch(() => {});
    }
    return tokenizer;
  }

  /** @param {VocabularyFile} file */
  async #complete(file) {
    // What was waited for comes first: the first count.
    await new Promise((resolve) => setTimeout(resolve));
    this.ready = await file.until("all");
  }

  /**
   * The number of tokens of `text` alone, without a message's framing.
   *
   * @param {string} text
   * @param {SpecialOptions} [options]
   * @returns {number}
   * @throws `disallowed-special`, `invalid-argument`, `input-too-large`, `not-ready`
   */
  count(text, options) {
    checkText(text);
    return call(() => this.#engine.count(text, options?.special));
  }

  /**
   * Builds what makes longer texts fast, a tenth of a second of work or less
   * that the first long text would wait for: for a moment in which nobody does.
   *
   * @throws `not-ready`
   */
  prepare() {
    call(() => this.#engine.prepare());
  }

  /**
   * The tokens of `text` by what they spell: Latin letters, punctuation, digits,
   * white space, Chinese, Japanese and Korean, other scripts, and the rest.
   * Together as many as {@link Tokenizer.count} says.
   *
   * @param {string} text
   * @returns {Uint32Array}
   * @throws `invalid-argument`, `input-too-large`, `not-ready`
   */
  classes(text) {
    checkText(text);
    return call(() => this.#engine.classes(text));
  }

  /**
   * A counter of a text that comes in parts, such as a file's.
   *
   * @param {{ byClass?: boolean, isRest?: boolean }} [options] `byClass`: for
   *   {@link Counter.finishClasses}; `isRest`: the text's beginning is counted
   *   apart, so what an encoding puts before a text does not count again
   * @returns {Counter}
   */
  counter({ byClass = false, isRest = false } = {}) {
    return new Counter(this.#engine, call(() => new EngineCounter(byClass, isRest)));
  }

  /**
   * The number of tokens of `text`, or `null` if it is more than the limit;
   * stops as soon as that is certain.
   *
   * @param {string} text
   * @param {number} limitTokens
   * @returns {number | null}
   * @throws `invalid-argument`, `input-too-large`, `not-ready`
   */
  countUpTo(text, limitTokens) {
    checkText(text);
    const limit = checkLimit(limitTokens);
    return call(() => this.#engine.countUpTo(text, limit)) ?? null;
  }

  /**
   * A long text in chunks that each fit a limit: together they have all of it,
   * and none ends inside what a reader takes for one character. Only such a
   * character that has more tokens than the limit is a chunk above it.
   *
   * @param {string} text
   * @param {import("./chunks.js").ChunkOptions} options
   * @returns {import("./chunks.js").Chunk[]}
   * @throws `invalid-argument`, `input-too-large`, `not-ready`
   */
  chunks(text, options) {
    checkText(text);
    const { starts, ends, tokens } = chunksOf(this, text, options);
    return Array.from(starts, (start, at) => ({ start, end: ends[at] ?? 0, tokens: tokens[at] ?? 0 }));
  }

  /**
   * The token ids of `text`.
   *
   * @param {string} text
   * @param {SpecialOptions} [options]
   * @returns {Uint32Array}
   * @throws `disallowed-special`, `invalid-argument`, `input-too-large`, `not-ready`
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
   * @throws `unknown-token`, `invalid-argument`, `not-ready`
   */
  decode(ids) {
    const bytes = this.decodeBytes(ids);
    return call(() => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  }

  /**
   * The bytes of `ids`.
   *
   * @param {Uint32Array | readonly number[]} ids
   * @returns {Uint8Array}
   * @throws `unknown-token`, `invalid-argument`, `not-ready`
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
   * @throws `invalid-argument`, `input-too-large`, `not-ready`
   */
  segments(text, options = {}) {
    checkText(text);
    checkOptions(options);
    const limit = checkLimit(options.limitTokens ?? MAX_LIMIT_TOKENS);
    return call(() => this.#engine.segments(text, limit));
  }
}

/**
 * The engine of an encoding, or of the encoding of a model, and the file of its
 * vocabulary.
 *
 * @param {string} name
 * @param {LoadOptions} options
 */
async function start(name, options) {
  const tokens = await loadTokens(options);
  const { basis, encoding } = call(() => tokens.resolveTokenizer(name));
  if (basis === "estimate") {
    const message =
      `${name} has no tokenizer that is exact here. Meter.count gives an estimate with a range.`;
    throw new TokenmeterError("unknown-encoding", message);
  }
  const engine = call(() => new tokens.Encoding(encoding));
  const vocabulary = vocabularies[call(() => tokens.vocabularyOf(encoding))];
  return { engine, vocabulary: /** @type {import("./files.js").Asset} */ (vocabulary) };
}

/**
 * Counts a text that comes in parts, cut anywhere, in memory that does not
 * grow with it: some 64 kB beside the unbroken piece of text at hand.
 */
class Counter {
  #engine;
  /** @type {EngineCounter | undefined} */
  #counter;
  /** The first half of a character whose second half may come. */
  #half = "";

  /**
   * @param {import("./wasm/tokens.js").Encoding} engine
   * @param {EngineCounter} counter
   */
  constructor(engine, counter) {
    this.#engine = engine;
    this.#counter = counter;
  }

  /**
   * The next part: text, or bytes of UTF-8, in which what is broken counts as
   * U+FFFD.
   *
   * @param {string | Uint8Array} part
   * @throws `invalid-argument`, `input-too-large`
   */
  push(part) {
    const counter = this.#used();
    if (part instanceof Uint8Array) {
      this.#flush(counter);
      return call(() => counter.pushBytes(this.#engine, part));
    }
    checkText(part);
    const text = this.#half + part;
    const cut = /[\uD800-\uDBFF]$/.test(text) ? text.length - 1 : text.length;
    this.#pushText(counter, text.slice(0, cut));
    this.#half = text.slice(cut);
  }

  /**
   * The number of tokens of all parts together. Ends the counter.
   *
   * @returns {number}
   * @throws `invalid-argument` if it has ended before
   */
  finish() {
    return this.finishClasses().reduce((sum, tokens) => sum + tokens, 0);
  }

  /**
   * The same number by class, as {@link Tokenizer.classes} has it, if the
   * counter was asked for that; else alone. Ends the counter.
   *
   * @returns {Uint32Array}
   * @throws `invalid-argument` if it has ended before
   */
  finishClasses() {
    const counter = this.#used();
    this.#flush(counter);
    this.#counter = undefined;
    return call(() => counter.finish(this.#engine));
  }

  /** @param {EngineCounter} counter */
  #flush(counter) {
    if (this.#half) this.#pushText(counter, this.#half);
    this.#half = "";
  }

  /**
   * @param {EngineCounter} counter
   * @param {string} text
   */
  #pushText(counter, text) {
    return call(() => counter.pushBytes(this.#engine, new TextEncoder().encode(text)));
  }

  #used() {
    if (this.#counter) return this.#counter;
    throw new TokenmeterError("invalid-argument", "The counter has finished; make another one.");
  }
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
