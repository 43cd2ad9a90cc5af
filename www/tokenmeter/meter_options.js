/**
 * What a meter is asked, and what it is started with: types alone.
 *
 * @typedef {import("./meter_input.js").Input} Input
 * @typedef {import("./engine.js").Count} Count
 * @typedef {import("./engine.js").JobOptions} JobOptions
 * @typedef {import("./wasm/prices.js").RateLimits} RateLimits
 * @typedef {import("./wasm/prices.js").Estimate} Estimate
 *
 * @typedef {object} UsageOptions
 * @property {number} [outputTokens] planned output; none by default
 * @property {number} [cachedTokens] input tokens read from the provider's cache
 * @property {number} [cacheWriteTokens] input tokens written to it
 * @property {number} [cacheWrite1hTokens] those of them that it keeps for an hour
 * @property {number} [webSearches] searches of the web that the provider makes for the answer
 * @property {"batch"} [processing]
 * @property {"flex" | "priority"} [tier]
 * @property {number} [requests] how often the same request is sent; once by default
 * @property {number} [requestsPerDay] how often in a day; `month` then has what a month of them costs
 * @property {number} [daysPerMonth] on how many days; 30 by default
 * @property {number} [capUsd] US dollars that may be spent in a month; `cap` then has when that binds
 * @property {Date | number} [at] when; now by default
 *
 * @typedef {{ model: string, input: Input } & UsageOptions & JobOptions} EstimateOptions
 *
 * @typedef {object} CompareExtras
 * @property {readonly string[]} [models] only these
 * @property {import("./wasm/prices.js").SortKey} [sort] a column: `total`, `input`, `tokens`, `window`, `name`
 * @property {number} [limit] at most so many
 * @property {"needed" | "loaded"} [load] load every vocabulary that is needed (the
 *   default), or none, and estimate the models whose vocabulary is not there
 * @typedef {UsageOptions & JobOptions & CompareExtras} CompareOptions
 * @typedef {object} Offers
 * @property {Estimate[]} offers the model at each provider, this estimate among them: the cheapest for
 *   this request first, unknown costs last, and after them what has been shut down; of a model that was
 *   named, itself alone
 * @typedef {Estimate & Offers} ComparedEstimate
 *
 * @typedef {{ model: string, input: Input, requests: number, outputTokens?: number, limits?: RateLimits,
 *   tier?: string } & JobOptions} RatePlanOptions
 *   the limits of an account, or a usage tier whose limits are known: `tiers` of a meter
 *
 * @typedef {{ model: string, input: Input } & import("./chunks.js").ChunkOptions
 *   & Omit<UsageOptions, "requests" | "requestsPerDay" | "daysPerMonth" | "capUsd"> & JobOptions} ChunksOptions
 * @typedef {object} PricedChunk a part of a text, to be sent by itself
 * @property {number} start UTF-16 units
 * @property {number} end
 * @property {Count} count
 * @property {number | null} usd what it costs; `null`: the price is unknown, or not loaded
 *
 * @typedef {object} FileExtras
 * @property {"text" | "batch" | "finetune"} kind what it holds: a text, or requests or examples, one a line
 * @property {string} [model] the first line of a batch names one
 * @property {number} [epochs] of fine-tuning; the provider's default if left out
 * @property {number} [trainingUsdPerMtok] what training costs; the listed rate if left out
 * @typedef {FileExtras & Omit<UsageOptions, "requests" | "requestsPerDay" | "daysPerMonth" | "capUsd" | "processing"
 *   | "cachedTokens" | "cacheWriteTokens" | "cacheWrite1hTokens" | "webSearches">
 *   & import("./engine.js").FileJobOptions} FileOptions
 *
 * @typedef {object} ResponseOptions
 * @property {string} [provider] the id of who sent it; recognised by what stands in it
 * @property {string} [model] the one that it names
 * @property {"batch"} [processing] as the response says; given here, that is taken
 * @property {"flex" | "priority"} [tier] the same
 * @property {Date | number} [at] when it was made; by default when it says, else now
 *
 * @typedef {object} MeterOptions
 * @property {string | URL} [baseUrl] the directory that holds `wasm/`, `vocab/` and `data/`
 * @property {typeof fetch} [fetch] used instead of the global one; keeps the work in this thread
 * @property {import("./given.js").Files} [files] used instead of fetching them, by name; responses
 *   are read to their end first, unless the work stays in this thread
 * @property {AbortSignal} [signal]
 * @property {boolean | Worker} [worker] `false` keeps the work in this thread; a worker of your own
 *   runs `tokenmeter/worker`, and is ended with the meter, or after 20 s without an answer: then the
 *   work is done in this thread
 * @property {Response | object} [prices] price data to use instead of the module's own
 * @property {string} [preload] an encoding: its vocabulary is fetched from the start, along with
 *   the module, as a page that has `<link rel="preload">` for both would have it
 * @property {boolean} [waitForPrices] `false`: resolve before the prices and the shapes of keys
 *   are loaded; what needs them then throws `not-ready` until `loadPrices` or `loadKeys` has
 *   resolved
 */

export {};
