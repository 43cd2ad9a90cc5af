/**
 * Counting alone, without models and prices: what `index.js` has of it.
 */

export { TokenmeterError } from "./errors.js";
export { roughCount } from "./rough.js";
export { Tokenizer } from "./tokenizer.js";
