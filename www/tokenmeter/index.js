/**
 * Counts tokens, prices them and checks the context window, without a key and
 * without sending anything anywhere. Importing touches no DOM and fetches
 * nothing.
 */

export { TokenmeterError } from "./errors.js";
export { Meter } from "./meter.js";
export { roughCount } from "./rough.js";
export { Tokenizer } from "./tokenizer.js";
