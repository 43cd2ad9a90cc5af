/**
 * What the page takes from the counting module, and the page's own state.
 *
 * @typedef {import("../tokenmeter/index.js").Meter} Meter
 * @typedef {import("../tokenmeter/engine.js").Count} Count
 * @typedef {Count["basis"]} Basis
 * @typedef {import("../tokenmeter/engine.js").CountProgress} Progress
 * @typedef {import("../tokenmeter/engine.js").JobOptions} JobOptions
 * @typedef {Omit<import("../tokenmeter/engine.js").ModelSegments, "encoding">} Segments
 * @typedef {import("../tokenmeter/meter.js").Estimate} Estimate
 * @typedef {import("../tokenmeter/meter.js").ComparedEstimate} ComparedEstimate
 * @typedef {import("../tokenmeter/meter.js").BilledEstimate} BilledEstimate
 * @typedef {import("../tokenmeter/meter.js").Key} Key
 * @typedef {import("../tokenmeter/meter.js").PricedChunk} PricedChunk
 * @typedef {import("../tokenmeter/meter.js").RateLimits} RateLimits
 * @typedef {import("../tokenmeter/meter.js").RatePlan} RatePlan
 * @typedef {import("../tokenmeter/file_report.js").FileReport} FileReport
 * @typedef {import("../tokenmeter/meter.js").ModelInfo} ModelInfo
 * @typedef {ReturnType<typeof import("../tokenmeter/index.js").roughCount>} Rough
 *
 * @typedef {object} Problem
 * @property {string} id what it is about, so that it can be taken back
 * @property {string} cause
 * @property {string} remedy
 * @property {string[]} [suggestions] model names to offer
 * @property {boolean} [retry]
 *
 * @typedef {object} Answer what is known of the text's tokens
 * @property {"pristine" | "rough" | "counted" | "unknown"} kind
 * @property {Count | null} count
 * @property {Rough | null} rough
 * @property {Progress | null} progress
 * @property {boolean} working a job is under way
 *
 * @typedef {object} Extras what is planned beside the output and the number of requests
 * @property {number} cachedTokens
 * @property {number} cacheWriteTokens
 * @property {boolean} forAnHour the cache keeps it so long
 * @property {"standard" | "batch" | "flex" | "priority"} way it is sent
 * @property {number | null} requestsPerDay null: not planned
 * @property {number} daysPerMonth
 * @property {number | null} capUsd null: none
 *
 * @typedef {object} State
 * @property {string} text exactly as it was given
 * @property {string | null} attached the name of the document the text came from, when it is shown as one
 * @property {File | null} lines the file of requests, one a line
 * @property {boolean} asText the person wants a request counted as plain text
 * @property {string} requestProblem why what looks like a request is counted as plain text; empty: nothing is wrong
 * @property {readonly Key[]} keys in the text, as far as it was looked at
 * @property {string} model the name as the person typed it
 * @property {"auto" | "light" | "dark"} theme
 * @property {number | null} outputTokens null: none planned; NaN: not a usable number
 * @property {number} requests NaN: not a usable number
 * @property {Extras} extras
 * @property {{ code: string, perUsd: number } | null} rate of a second currency
 * @property {Answer} answer
 * @property {Estimate | null} priced
 * @property {boolean} catalog the list of models and prices can be asked
 * @property {Problem[]} problems
 * @property {ComparedEstimate[] | null} rows every model, for this text, with its offers
 * @property {boolean} rowsLoad count every row with its own tokenizer, whatever must be downloaded
 * @property {Segments | null} segments
 * @property {number} segmentLimit
 */

export {};
