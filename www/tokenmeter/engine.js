/**
 * Counts for any model, in whatever thread this runs in: loads the tokenizers
 * it needs, each once, and turns their counts into what they are for a model.
 */

import { chunksOf, openChunks, readChunkOptions } from "./chunks.js";
import { TokenmeterError, unlessAborted } from "./errors.js";
import { call, loadTokens } from "./modules.js";
import { countLines, countText } from "./file_count.js";
import { CLASSES, countRequest, countRequestEach, loadRequests } from "./requests.js";
import { Recounter } from "./recount.js";
import { Tokenizer } from "./tokenizer.js";

/**
 * @typedef {import("./files.js").Progress} Progress
 * @typedef {{ stage: "loading", loaded: number, total: number }} CountProgress
 *   bytes of the vocabulary while it loads
 * @typedef {{ stage: "reading", loaded: number, total: number }} ReadProgress bytes of a file
 * @typedef {{ signal?: AbortSignal, onProgress?: (progress: CountProgress) => void }} JobOptions
 * @typedef {{ signal?: AbortSignal, onProgress?: (progress: CountProgress | ReadProgress) => void }} FileJobOptions
 *
 * @typedef {object} Count
 * @property {number} tokens
 * @property {number} low
 * @property {number} high
 * @property {"exact" | "assumed" | "estimate"} basis
 * @property {string} tokenizer
 * @property {{ kind: "text" | "message" | "tool" | "image" | "framing", label: string, tokens: number }[]} parts
 * @property {string[]} notes
 * @property {string} [api] of a request: what it is for, for people
 * @property {string | null} [requestedModel] of a request: the model that it names
 * @property {number | null} [requestedOutputTokens] of a request: the most output that it asks for
 *
 * @typedef {object} ModelSegments
 * @property {string} encoding what split the text
 * @property {Uint32Array} ids
 * @property {Uint32Array} ends UTF-16 units
 * @property {number} total tokens of the whole text
 * @property {boolean} truncated whether `ids` stops before the end of the text
 *
 * @typedef {object} ModelChunks
 * @property {Uint32Array} starts UTF-16 units
 * @property {Uint32Array} ends
 * @property {Count[]} counts
 */

export class Engine {
  #files;
  /** @type {Map<string, { loading: Promise<Tokenizer>, watchers: Set<(bytes: Progress) => void> }>} by encoding */
  #tokenizers = new Map();
  /** @type {Map<string, Tokenizer>} those that are loaded, by encoding */
  #loaded = new Map();
  /** @type {WeakMap<Tokenizer, { plain: Recounter, byClass: Recounter }>} what counts a text that is edited */
  #recounters = new WeakMap();

  /** @param {import("./files.js").FileOptions} files */
  constructor(files) {
    this.#files = files;
  }

  /**
   * The tokens of `text` for the model or tokenizer `name`.
   *
   * @param {{ text: string, name: string }} job
   * @param {JobOptions} [options]
   * @returns {Promise<Count>}
   */
  async count({ text, name }, options = {}) {
    const tokens = await loadTokens({ ...this.#files, signal: options.signal });
    const { encoding, basis } = call(() => tokens.resolveTokenizer(name));
    const tokenizer = await this.#tokenizer(encoding, text, options);
    const counted = this.#counted(tokenizer, text, basis === "estimate");
    return call(() => tokens.countFor(name, counted));
  }

  /**
   * The exact tokens of `text` in each of the encodings; in those alone that
   * are loaded, if `load` is not set. `o200k_base` is always among them, and by
   * class, for estimates.
   *
   * @param {{ text: string, encodings: readonly string[], load: boolean }} job
   * @param {JobOptions} [options]
   * @returns {Promise<{ counts: Record<string, number>, classes: number[] }>}
   */
  async countEach({ text, encodings, load }, options = {}) {
    const isLoaded = (/** @type {string} */ name) => {
      const tokenizer = this.#loaded.get(name);
      return tokenizer !== undefined && covers(tokenizer, text);
    };
    const wanted = encodings.filter((name) => load || isLoaded(name));
    const classes = Array.from(this.#counted(await this.#tokenizer("o200k_base", text, options), text, true));
    /** @type {Record<string, number>} */
    const counts = { o200k_base: classes.reduce((sum, tokens) => sum + tokens, 0) };
    for (const name of wanted) {
      const tokenizer = await this.#tokenizer(name, text, options);
      counts[name] ??= this.#total(tokenizer, text);
    }
    return { counts, classes };
  }

  /**
   * The tokens of a request body for a model; `name` is its tokenizer's.
   *
   * @param {{ request: string, model: string, name: string }} job
   * @param {JobOptions} [options]
   * @returns {Promise<import("./requests.js").RequestCount>}
   */
  async countRequest(job, options = {}) {
    const module = await loadRequests({ ...this.#files, signal: options.signal });
    return countRequest(module, job, this.#textCounter(true, options));
  }

  /**
   * The tokens of a request body for each of many models; estimates for those
   * whose encoding is not loaded, if `load` is not set.
   *
   * @param {{ request: string, models: readonly { id: string, name: string }[], load: boolean }} job
   * @param {JobOptions} [options]
   * @returns {Promise<import("./requests.js").RequestCount[]>}
   */
  async countRequestEach({ load, ...job }, options = {}) {
    const module = await loadRequests({ ...this.#files, signal: options.signal });
    return countRequestEach(module, job, this.#textCounter(load, options));
  }

  /**
   * The tokens of a file of requests or examples, or of a part of one, line by line.
   *
   * @param {{ blob: Blob, kind: "batch" | "finetune", model: string, name: string }} job
   * @param {FileJobOptions} [options]
   * @returns {Promise<import("./file_count.js").FilePart>}
   */
  async countFile({ blob, kind, model, name }, options = {}) {
    const module = await loadRequests({ ...this.#files, signal: options.signal });
    const counter = this.#textCounter(true, options);
    return countLines({ blob, kind }, (request) => countRequest(module, { request, model, name }, counter), options);
  }

  /**
   * The tokens of a file of text, or of a part of one, as `countOf` takes them; what is not UTF-8 counts as U+FFFD.
   *
   * @param {{ blob: Blob, name: string, isRest?: boolean }} job `isRest`: not the part that the file begins with
   * @param {FileJobOptions} [options]
   * @returns {Promise<{ counted: Uint32Array, isUtf8: boolean }>}
   */
  async countPart({ blob, name, isRest = false }, options = {}) {
    const [tokens, tokenizer] = await Promise.all([
      loadTokens({ ...this.#files, signal: options.signal }),
      this.#tokenizerOf(name, ANY_TEXT, options),
    ]);
    const byClass = call(() => tokens.resolveTokenizer(name)).basis === "estimate";
    return countText(blob, tokenizer.counter({ byClass, isRest }), options);
  }

  /**
   * What tokens that are counted already are for a model or tokenizer.
   *
   * @param {{ counted: Uint32Array, name: string }} job
   * @param {JobOptions} [options]
   * @returns {Promise<Count>}
   */
  async countOf({ counted, name }, options = {}) {
    const tokens = await loadTokens({ ...this.#files, signal: options.signal });
    return call(() => tokens.countFor(name, counted));
  }

  /**
   * What counts texts in an encoding.
   *
   * @param {boolean} load
   * @param {JobOptions} options
   * @returns {import("./requests.js").CountTexts}
   */
  #textCounter(load, options) {
    return async (texts, encoding, byClass) => {
      const wanted = texts.some((text) => !isAscii(text)) ? ANY_TEXT : "";
      const loaded = this.#loaded.get(encoding);
      const isThere = encoding === "o200k_base" || (loaded !== undefined && covers(loaded, wanted));
      if (!load && !isThere) return null;
      const tokenizer = await this.#tokenizer(encoding, wanted, options);
      if (!byClass) return Uint32Array.from(texts, (text) => tokenizer.count(text));
      const counts = new Uint32Array(CLASSES * texts.length);
      texts.forEach((text, at) => counts.set(tokenizer.classes(text), CLASSES * at));
      return counts;
    };
  }

  /**
   * The tokens of `text` for a model and where each ends, up to a limit.
   *
   * @param {{ text: string, name: string, limitTokens: number }} job
   * @param {JobOptions} [options]
   * @returns {Promise<ModelSegments>}
   */
  async segments({ text, name, limitTokens }, options = {}) {
    const tokenizer = await this.#tokenizerOf(name, text, options);
    const { ids, ends } = tokenizer.segments(text, { limitTokens });
    const truncated = (ends.at(-1) ?? 0) < text.length;
    const total = truncated ? this.#total(tokenizer, text) : ids.length;
    return { encoding: tokenizer.encoding, ids, ends, total, truncated };
  }

  /**
   * The chunks of `text` for a model. Where its tokens are an estimate, the
   * upper bound of each chunk keeps the limit.
   *
   * @param {{ text: string, name: string } & import("./chunks.js").ChunkOptions} job
   * @param {JobOptions} [options]
   * @returns {Promise<ModelChunks>}
   */
  async chunks({ text, name, ...asked }, options = {}) {
    const { limitTokens, overlapTokens, boundary } = readChunkOptions(asked);
    const files = { ...this.#files, signal: options.signal };
    const [tokens, tokenizer] = await Promise.all([
      loadTokens(files),
      this.#tokenizerOf(name, ANY_TEXT, options),
      openChunks(files),
    ]);
    const { high } = call(() => tokens.resolveTokenizer(name));
    const countFor = (/** @type {number} */ count) => call(() => tokens.countFor(name, Uint32Array.of(count)));
    let limit = Math.floor(limitTokens / high);
    // What is rounded up may be one too many.
    if (limit > 0 && countFor(limit).high > limitTokens) limit -= 1;
    const overlap = high === 1 ? overlapTokens : Math.min(Math.floor(overlapTokens / high), limit - 1);
    const cut = chunksOf(tokenizer, text, { limitTokens: limit, overlapTokens: Math.max(overlap, 0), boundary });
    return { starts: cut.starts, ends: cut.ends, counts: Array.from(cut.tokens, countFor) };
  }

  /**
   * The bytes of `ids` in the encoding that counts for a model.
   *
   * @param {{ ids: Uint32Array | readonly number[], name: string }} job
   * @param {JobOptions} [options]
   * @returns {Promise<Uint8Array>}
   */
  async decodeBytes({ ids, name }, options = {}) {
    const tokenizer = await this.#tokenizerOf(name, ANY_TEXT, options);
    return tokenizer.decodeBytes(ids);
  }

  /** Has every tokenizer whose vocabulary is there build what longer texts need. */
  prepare() {
    for (const tokenizer of this.#loaded.values()) {
      if (tokenizer.ready === "all") tokenizer.prepare();
    }
  }

  /** @param {Tokenizer} tokenizer @param {string} text */
  #total(tokenizer, text) {
    return this.#counted(tokenizer, text, false)[0] ?? 0;
  }

  /**
   * The tokens of a text, of which only what has changed since the last one is counted.
   *
   * @param {Tokenizer} tokenizer
   * @param {string} text
   * @param {boolean} byClass
   */
  #counted(tokenizer, text, byClass) {
    let of = this.#recounters.get(tokenizer);
    if (!of) {
      of = { plain: new Recounter(counterOf(tokenizer, false)), byClass: new Recounter(counterOf(tokenizer, true)) };
      this.#recounters.set(tokenizer, of);
    }
    return of[byClass ? "byClass" : "plain"].count(text);
  }

  /**
   * @param {string} name
   * @param {string} text
   * @param {JobOptions} options
   */
  async #tokenizerOf(name, text, options) {
    const tokens = await loadTokens({ ...this.#files, signal: options.signal });
    const { encoding } = call(() => tokens.resolveTokenizer(name));
    return this.#tokenizer(encoding, text, options);
  }

  /**
   * The tokenizer of an encoding, loaded as far as `text` needs it.
   *
   * @param {string} encoding
   * @param {string} text
   * @param {JobOptions} options
   * @returns {Promise<Tokenizer>}
   */
  async #tokenizer(encoding, text, { signal, onProgress }) {
    const loaded = this.#loaded.get(encoding);
    // Also if the rest of its vocabulary could not be had.
    if (loaded && covers(loaded, text)) return loaded;
    const { loading, watchers } = this.#load(encoding);
    // Whoever waits is told, not only who asked first.
    const watch = (/** @type {Progress} */ bytes) => onProgress?.({ stage: "loading", ...bytes });
    watchers.add(watch);
    try {
      const tokenizer = await unlessAborted(loading, signal);
      if (!covers(tokenizer, text)) await unlessAborted(tokenizer.whenReady, signal);
      return tokenizer;
    } finally {
      watchers.delete(watch);
    }
  }

  /**
   * Loads a tokenizer once; a failed attempt is forgotten.
   *
   * @param {string} encoding
   */
  #load(encoding) {
    const known = this.#tokenizers.get(encoding);
    if (known) return known;
    /** @type {Set<(bytes: Progress) => void>} */
    const watchers = new Set();
    const onProgress = (/** @type {Progress} */ bytes) => watchers.forEach((watch) => watch(bytes));
    const loading = Tokenizer.load(encoding, { ...this.#files, ready: "ascii", onProgress });
    const entry = { loading, watchers };
    this.#tokenizers.set(encoding, entry);
    const forget = () => this.#tokenizers.delete(encoding);
    loading.then((tokenizer) => {
      this.#loaded.set(encoding, tokenizer);
      tokenizer.whenReady.catch(forget);
    }, forget);
    return entry;
  }
}

/**
 * What counts a text, or one whose beginning is counted apart.
 *
 * @param {Tokenizer} tokenizer
 * @param {boolean} byClass
 * @returns {ConstructorParameters<typeof Recounter>[0]}
 */
export function counterOf(tokenizer, byClass) {
  return (text, isRest) => {
    if (!isRest) return byClass ? tokenizer.classes(text) : Uint32Array.of(tokenizer.count(text));
    const counter = tokenizer.counter({ byClass, isRest });
    counter.push(text);
    return counter.finishClasses();
  };
}

/** Text that needs the whole vocabulary. */
const ANY_TEXT = "\ufffd";

/**
 * Whether the tokenizer has all tokens that the text can meet.
 *
 * @param {Tokenizer} tokenizer
 * @param {string} text
 */
function covers(tokenizer, text) {
  return tokenizer.ready === "all" || isAscii(text);
}

/** @param {string} text */
const isAscii = (text) => !/[^\p{ASCII}]/u.test(text);

/** What an engine can be asked to do, by name. */
export const ACTIONS = /** @type {const} */ ([
  "count",
  "countEach",
  "countFile",
  "countOf",
  "countPart",
  "countRequest",
  "countRequestEach",
  "segments",
  "chunks",
  "decodeBytes",
]);

/**
 * @param {Engine} engine
 * @param {string} action
 * @param {any} job
 * @param {any} options as the action takes them
 */
export function perform(engine, action, job, options) {
  const known = ACTIONS.find((name) => name === action);
  if (!known) throw new TokenmeterError("invalid-argument", `There is no action "${action}".`);
  return engine[known](job, options);
}
