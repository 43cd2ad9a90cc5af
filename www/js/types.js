/**
 * The shapes that the counting module gives the page, and the page's own state.
 *
 * @typedef {"exact" | "assumed" | "estimate"} Basis
 *
 * @typedef {object} Count
 * @property {number} tokens
 * @property {number} low
 * @property {number} high
 * @property {Basis} basis
 * @property {string} tokenizer
 * @property {string[]} notes
 *
 * @typedef {object} ModelInfo
 * @property {string} id
 * @property {string} name
 * @property {string} provider
 * @property {string[]} offers
 * @property {string} tokenizer
 * @property {Basis} basis
 * @property {number | null} window
 * @property {number | null} maxOutput
 * @property {number | null} inputUsdPerMtok
 * @property {number | null} outputUsdPerMtok
 * @property {string} pricesChecked
 * @property {string | null} pricingUrl
 * @property {string | null} shutdown
 * @property {string | null} successor
 *
 * @typedef {object} Estimate
 * @property {ModelInfo} model
 * @property {Count} count
 * @property {number} outputTokens
 * @property {{ input: number, output: number, total: number } | null} cost
 * @property {number | null} costLow
 * @property {number | null} costHigh
 * @property {{ window: number | null, maxOutput: number | null, used: number, remaining: number | null, ok: boolean | null, reason: string | null }} fit
 * @property {number} requests
 * @property {number | null} totalForRequests
 * @property {string[]} notes
 *
 * @typedef {{ stage: "loading" | "counting", loaded: number, total: number }} Progress
 * @typedef {{ tokens: number, low: number, high: number }} Rough
 * @typedef {{ ids: Uint32Array, ends: Uint32Array, total: number, truncated: boolean }} Segments
 * @typedef {{ signal?: AbortSignal, onProgress?: (progress: Progress) => void }} JobOptions
 *
 * @typedef {object} Meter
 * @property {(input: string, model: string, options?: JobOptions) => Promise<Count>} count
 * @property {(question: { model: string, input: string | { tokens: number }, outputTokens?: number, requests?: number } & JobOptions) => Promise<Estimate>} estimate
 * @property {(input: string, options: { outputTokens?: number, requests?: number, load: "needed" | "loaded" } & JobOptions) => Promise<Estimate[]>} compare
 * @property {(ids: number[], model: string) => Promise<Uint8Array>} decodeBytes
 * @property {(text: string, model: string, options: { limitTokens: number, signal?: AbortSignal }) => Promise<Segments>} segments
 * @property {() => Promise<void>} loadPrices what follows is not ready before
 * @property {(filter?: { search?: string, limit?: number }) => ModelInfo[]} models
 * @property {(name: string) => ModelInfo} model
 * @property {{ release: string, checked: string, source: string } | null} prices
 * @property {() => void} close
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
 * @typedef {object} State
 * @property {string} text exactly as it was given
 * @property {string | null} attached the name of the document the text came from, when it is shown as one
 * @property {string} model the name as the person typed it
 * @property {number | null} outputTokens null: none planned; NaN: not a usable number
 * @property {number} requests NaN: not a usable number
 * @property {Answer} answer
 * @property {Estimate | null} priced
 * @property {boolean} catalog the list of models and prices can be asked
 * @property {Problem[]} problems
 * @property {Estimate[] | null} rows every model, for this text
 * @property {boolean} rowsLoad count every row with its own tokenizer, whatever must be downloaded
 * @property {Segments | null} segments
 * @property {number} segmentLimit
 */

export {};
