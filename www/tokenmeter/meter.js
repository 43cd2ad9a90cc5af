/**
 * Tokens, cost and fit for any model, and the API keys in a text: counts in a
 * worker where there is one, prices and keys in this thread.
 */

import { TokenmeterError, throwIfAborted, unlessAborted } from "./errors.js";
import { directoryUrl, readAsset } from "./files.js";
import { sendable } from "./given.js";
import { early } from "./handed.js";
import { loadKeys } from "./keys.js";
import { prices as pricesAsset } from "./meter_assets.js";
import { countEach } from "./meter_counts.js";
import { countFile } from "./meter_files.js";
import { readInput, readPrices } from "./meter_input.js";
import { compareInParts } from "./meter_rows.js";
import { call } from "./modules.js";
import { readResponse } from "./response.js";
import { checkOptions, checkText, milliseconds } from "./options.js";
import { loadPrices } from "./prices.js";
import { ratePlan, tiersOf } from "./rate_plan.js";
import { closed, here, inWorker } from "./threads.js";
import { othersTurn } from "./turns.js";

/**
 * @typedef {import("./meter_input.js").Input} Input
 * @typedef {import("./engine.js").Count} Count
 * @typedef {import("./engine.js").JobOptions} JobOptions
 * @typedef {import("./engine.js").ModelSegments} ModelSegments
 * @typedef {import("./wasm/keys.js").Key} Key
 * @typedef {import("./wasm/prices.js").Estimate} Estimate
 * @typedef {import("./wasm/prices.js").RateLimits} RateLimits
 * @typedef {import("./wasm/prices.js").RatePlan} RatePlan
 * @typedef {import("./wasm/prices.js").ModelInfo} ModelInfo
 * @typedef {import("./file_report.js").FileReport} FileReport
 * @typedef {import("./wasm/prices.js").BilledEstimate} BilledEstimate
 * @typedef {import("./meter_options.js").UsageOptions} UsageOptions
 * @typedef {import("./meter_options.js").EstimateOptions} EstimateOptions
 * @typedef {import("./meter_options.js").CompareOptions} CompareOptions
 * @typedef {import("./meter_options.js").ComparedEstimate} ComparedEstimate
 * @typedef {import("./meter_options.js").RatePlanOptions} RatePlanOptions
 * @typedef {import("./meter_options.js").ChunksOptions} ChunksOptions
 * @typedef {import("./meter_options.js").PricedChunk} PricedChunk
 * @typedef {import("./meter_options.js").FileOptions} FileOptions
 * @typedef {import("./meter_options.js").ResponseOptions} ResponseOptions
 * @typedef {import("./meter_options.js").MeterOptions} MeterOptions
 */

/**
 * What `using` calls: where the platform does not know it yet, the symbol that
 * bundlers write in its place.
 *
 * @type {typeof Symbol.dispose}
 */
const dispose = Symbol.dispose ?? Symbol.for("Symbol.dispose");

export class Meter {
  #thread;
  #files;
  #ownPrices;
  /** @type {Promise<Uint8Array> | undefined} */
  #ownData;
  /** @type {import("./wasm/prices.js").Catalog | undefined} */
  #catalog;
  /** @type {Promise<void> | undefined} */
  #pricesLoading;
  /** @type {typeof import("./wasm/keys.js") | undefined} */
  #keys;
  /** Why they could not be loaded. @type {unknown} */
  #keysFailure;

  /**
   * @param {import("./threads.js").Thread} thread
   * @param {import("./files.js").FileOptions} files
   * @param {Response | object} [ownPrices]
   */
  constructor(thread, files, ownPrices) {
    this.#thread = thread;
    this.#files = files;
    this.#ownPrices = ownPrices;
  }

  /**
   * @param {MeterOptions} [options]
   * @returns {Promise<Meter>}
   * @throws `invalid-argument`, `network`, `wasm-unavailable`, `invalid-catalog`, `aborted`
   */
  static async load(options = {}) {
    checkOptions(options);
    const { fetch, signal, prices } = options;
    const worker = options.worker ?? true;
    throwIfAborted(signal);
    const baseUrl = options.baseUrl && String(directoryUrl(options.baseUrl));
    if (typeof worker !== "boolean" && typeof worker?.postMessage !== "function") {
      throw new TokenmeterError("invalid-argument", "worker must be true, false or a Worker that runs tokenmeter/worker.");
    }
    // A function cannot be sent to a worker.
    const elsewhere = worker && !fetch;
    const inHand = options.files && (elsewhere ? await unlessAborted(sendable(options.files), signal) : options.files);
    const files = { ...(baseUrl && { baseUrl }), ...(inHand && { files: inHand }) };
    const starting = elsewhere
      ? inWorker(worker, files, early(options.preload, files))
      : Promise.resolve(undefined);
    const started = await unlessAborted(starting, signal).catch((error) => {
      // Nobody else could end it once it has started after all.
      starting.then((late) => late?.close(), () => {});
      throw error;
    });
    const own = { ...files, fetch };
    const meter = new Meter(started ?? here(own), own, prices);
    try {
      if (options.waitForPrices ?? true) {
        // Who never looks for keys need not have their shapes.
        const keys = meter.loadKeys().catch(() => {});
        await unlessAborted(Promise.all([meter.loadPrices(), keys]), signal);
      }
    } catch (error) {
      // Nobody else could end the worker.
      meter.close();
      throw error;
    }
    return meter;
  }

  /**
   * Loads models and prices; once, however often it is called, unless it
   * failed.
   *
   * @returns {Promise<void>}
   * @throws `network`, `wasm-unavailable`, `invalid-catalog`
   */
  loadPrices() {
    this.#pricesLoading ??= this.#openCatalog().catch((error) => {
      this.#pricesLoading = undefined;
      throw error;
    });
    return this.#pricesLoading;
  }

  async #openCatalog() {
    // A response can be read only once, and this may be another attempt.
    if (this.#ownPrices !== undefined) this.#ownData ??= readPrices(this.#ownPrices);
    const [module, data] = await Promise.all([
      loadPrices(this.#files),
      this.#ownData ?? readAsset(pricesAsset, this.#files),
    ]);
    const reading = call(() => new module.CatalogReading(data));
    while (!this.#catalog) {
      await othersTurn();
      this.#catalog = call(() => reading.step());
    }
  }

  get #prices() {
    if (this.#catalog) return this.#catalog;
    throw new TokenmeterError("not-ready", "The prices are not loaded yet; await meter.loadPrices() first.");
  }

  /**
   * Loads the shapes of API keys, a few kB; once, unless it failed.
   *
   * @returns {Promise<void>}
   * @throws `network`, `wasm-unavailable`
   */
  async loadKeys() {
    try {
      this.#keys ??= await loadKeys(this.#files);
    } catch (error) {
      this.#keysFailure = error;
      throw error;
    }
  }

  /**
   * The API keys in a text, in order, each masked: what a key says is in
   * nothing that this returns. In time linear in the text.
   *
   * @param {string} text
   * @returns {Key[]}
   * @throws `not-ready`, with what kept their shapes from being loaded as its
   *   cause, `invalid-argument`, `input-too-large`
   */
  findKeys(text) {
    checkText(text);
    const keys = this.#keys;
    if (keys) return call(() => keys.findKeys(text));
    const cause = this.#keysFailure;
    const why = cause instanceof Error ? `could not be loaded: ${cause.message}` : "are not loaded yet.";
    throw new TokenmeterError("not-ready", `The shapes of keys ${why} Await meter.loadKeys() first.`, { cause });
  }

  /** Which prices these are: release and date of the data, and where it comes from. */
  get prices() {
    return call(() => this.#prices.about());
  }

  /**
   * The tokens of `input` for `model`.
   *
   * @param {Input} input
   * @param {string} model
   * @param {JobOptions} [options]
   * @returns {Promise<Count>}
   * @throws `unknown-model`, `invalid-argument`, `invalid-request`, `network`,
   *   `invalid-vocabulary`, `wasm-unavailable`, `input-too-large`, `aborted`;
   *   for a given number of tokens also `not-ready`
   */
  async count(input, model, options = {}) {
    checkOptions(options);
    const known = readInput(input);
    if ("tokens" in known) return call(() => this.#prices.givenCount(String(model), known.tokens));
    const name = this.#tokenizerOf(model);
    if ("text" in known) return this.#thread.ask("count", { text: known.text, name }, options);
    return this.#thread.ask("countRequest", { request: known.request, model: String(model), name }, options);
  }

  /**
   * Tokens, cost and fit of one request.
   *
   * @param {EstimateOptions} options
   * @returns {Promise<Estimate>}
   * @throws as {@link Meter.count}, and `not-ready`
   */
  async estimate(options) {
    checkOptions(options);
    const { model, input, signal, onProgress, at, ...usage } = options;
    const catalog = this.#prices;
    const count = await this.count(input, model, { signal, onProgress });
    const estimate = call(() => catalog.estimate({ model, count }, { ...usage, atMs: milliseconds(at) }));
    // The catalogue keeps only what it reckons with.
    return { ...estimate, count };
  }

  /**
   * The same request on many models, each once: as its maker sells it, or the
   * first host, with `offers` of all. Models that are named are each a row.
   *
   * @param {Input} input
   * @param {CompareOptions} [options]
   * @returns {Promise<ComparedEstimate[]>}
   * @throws as {@link Meter.count}, and `not-ready`
   */
  async compare(input, options = {}) {
    checkOptions(options);
    const { signal, onProgress, at, load, models: names, sort, limit, ...usage } = options;
    const catalog = this.#prices;
    const known = readInput(input);
    const models = names && [...names];
    const counted = await countEach(known, { catalog, thread: this.#thread }, { models, load: load ?? "needed", signal, onProgress });
    const plan = { ...usage, atMs: milliseconds(at) };
    const { byId, ...numbers } = counted;
    /** @type {ComparedEstimate[]} */
    const rows = [];
    for await (const part of compareInParts(catalog, { ...numbers, models, sort, limit }, plan, signal)) {
      for (const { offers, sellers, own } of part) {
        for (const offer of offers) {
          offer.model.offers = sellers.map((seller) => ({ ...seller }));
          offer.count = byId?.get(offer.model.id) ?? offer.count;
        }
        rows.push({ .../** @type {Estimate} */ (offers[own]), offers });
      }
    }
    return rows;
  }

  /**
   * What a file of requests or of examples comes to, of any size: it is read
   * line by line, and what is wrong with a line is told.
   *
   * @param {Blob} blob
   * @param {FileOptions} options
   * @returns {Promise<FileReport>}
   * @throws as {@link Meter.count}, and `not-ready`
   */
  async countFile(blob, options) {
    checkOptions(options);
    const catalog = this.#prices;
    return countFile(blob, options, { catalog, thread: this.#thread });
  }

  /**
   * What a finished call has cost, from its response: the body, the events of
   * a stream as text, a line of a batch's results, or the usage alone. The
   * provider has counted it, so the count is exact; `bill` has what it says.
   *
   * @param {object | string} response
   * @param {ResponseOptions} [options]
   * @returns {Promise<BilledEstimate>}
   * @throws `invalid-usage` with what is missing, or where it is no JSON;
   *   `unknown-model`, `invalid-argument`, `not-ready`
   */
  async priceResponse(response, options = {}) {
    checkOptions(options);
    const { provider, model, processing, tier, at } = options;
    const text = readResponse(response);
    const modes = [processing, tier].filter((mode) => typeof mode === "string");
    const atMs = at === undefined || at === null ? undefined : milliseconds(at);
    return call(() => this.#prices.priceResponse(text, provider, model, modes, atMs, Date.now()));
  }

  /**
   * The tokens of `text` for `model` and where each ends, at most
   * `limitTokens` or a few more; with the number of all of them.
   *
   * @param {string} text
   * @param {string} model
   * @param {{ limitTokens?: number } & JobOptions} [options]
   * @returns {Promise<ModelSegments>}
   * @throws as {@link Meter.count}
   */
  async segments(text, model, options = {}) {
    checkOptions(options);
    const { signal, onProgress } = options;
    const limitTokens = options.limitTokens ?? Infinity;
    const name = this.#tokenizerOf(model);
    return this.#thread.ask("segments", { text, name, limitTokens }, { signal, onProgress });
  }

  /**
   * A long text in chunks that fit a limit, each counted and priced as a
   * request of its own, of which no more can be cached than it has. Where the
   * count is an estimate, its upper bound keeps the limit.
   *
   * @param {ChunksOptions} options
   * @returns {Promise<PricedChunk[]>}
   * @throws as {@link Meter.count}
   */
  async chunks(options) {
    checkOptions(options);
    const { model, input, limitTokens, overlapTokens, boundary, signal, onProgress, at, ...usage } = options;
    const known = readInput(input);
    if (!("text" in known)) throw new TokenmeterError("invalid-argument", "Only a text can be cut into chunks.");
    const job = { text: known.text, name: this.#tokenizerOf(model), limitTokens, overlapTokens, boundary };
    /** @type {import("./engine.js").ModelChunks} */
    const { starts, ends, counts } = await this.#thread.ask("chunks", job, { signal, onProgress });
    const plan = { ...usage, atMs: milliseconds(at) };
    const catalog = this.#catalog;
    /** Many have the same. @type {Map<number, number | null>} */
    const prices = new Map();
    /** @param {Count} count */
    const price = (count) => {
      if (catalog && !prices.has(count.tokens)) {
        prices.set(count.tokens, call(() => catalog.estimate({ model, count }, cachedWithin(count.tokens, plan))).cost?.total ?? null);
      }
      return prices.get(count.tokens) ?? null;
    };
    return counts.map((count, at) => ({ start: starts[at] ?? 0, end: ends[at] ?? 0, count, usd: price(count) }));
  }

  /**
   * How fast requests go, how long all of them take, and which limit decides.
   * A range of tokens is planned by its upper bound.
   *
   * @param {RatePlanOptions} options
   * @returns {Promise<RatePlan>}
   * @throws as {@link Meter.count}, and `not-ready`
   */
  async ratePlan(options) {
    const { tier, limits, ...asked } = options ?? {};
    checkOptions(options && asked);
    const { model, input, requests, outputTokens, signal, onProgress } = options;
    const { id } = this.model(model);
    const { high } = await this.count(input, model, { signal, onProgress });
    return ratePlan(id, { tier, limits }, { inputTokens: high, outputTokens: outputTokens ?? 0, requests });
  }

  /**
   * The usage tiers whose rate limits are known for a model, the lowest first.
   *
   * @param {string} model
   * @returns {string[]}
   * @throws `unknown-model`, `not-ready`
   */
  tiers(model) {
    return tiersOf(this.model(model).id);
  }

  /**
   * The bytes of token ids, as the encoding that counts for `model` has them.
   *
   * @param {Uint32Array | readonly number[]} ids
   * @param {string} model
   * @param {JobOptions} [options]
   * @returns {Promise<Uint8Array>}
   * @throws `unknown-token`, `unknown-model`, `invalid-argument`
   */
  async decodeBytes(ids, model, options = {}) {
    checkOptions(options);
    return this.#thread.ask("decodeBytes", { ids, name: this.#tokenizerOf(model) }, options);
  }

  /**
   * Models of the catalogue, best matches first.
   *
   * @param {{ provider?: string, search?: string, limit?: number }} [query]
   * @param {Date | number} [at] when their prices hold; now by default
   * @returns {ModelInfo[]}
   * @throws `invalid-argument`, `not-ready`
   */
  models(query = {}, at = undefined) {
    checkOptions(query);
    return call(() => this.#prices.models(query, milliseconds(at)));
  }

  /**
   * The model of a name: id, alias, snapshot, fine-tuned or with a
   * provider's prefix.
   *
   * @param {string} name
   * @param {Date | number} [at] when its prices hold; now by default
   * @returns {ModelInfo}
   * @throws `unknown-model` with suggestions, `not-ready`
   */
  model(name, at = undefined) {
    return call(() => this.#prices.model(String(name), milliseconds(at)));
  }

  /** Ends the worker; nothing can be counted after that. */
  close() {
    this.#thread.close();
    this.#thread = closed;
  }

  [dispose]() {
    this.close();
  }

  /**
   * The name that the engine counts by: the catalogue knows models that the
   * engine does not, and whether a tokenizer is only assumed.
   *
   * @param {string} model
   */
  #tokenizerOf(model) {
    const catalog = this.#catalog;
    return catalog ? call(() => catalog.tokenizerOf(String(model))) : String(model);
  }
}

/**
 * The plan for an input of so many tokens: no more of it is cached than it has.
 *
 * @template {UsageOptions} Plan
 * @param {number} tokens
 * @param {Plan} plan
 * @returns {Plan}
 */
function cachedWithin(tokens, plan) {
  const cachedTokens = Math.min(plan.cachedTokens ?? 0, tokens);
  const cacheWriteTokens = Math.min(plan.cacheWriteTokens ?? 0, tokens - cachedTokens);
  const cacheWrite1hTokens = Math.min(plan.cacheWrite1hTokens ?? 0, cacheWriteTokens);
  return { ...plan, cachedTokens, cacheWriteTokens, cacheWrite1hTokens };
}
