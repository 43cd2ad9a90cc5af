/**
 * What npm's `gpt-tokenizer` 4.x has: its functions for `o200k_base`. Importing
 * it waits until the vocabulary is there.
 */

export { default } from "./gpt-tokenizer/encoding/o200k_base.js";
export * from "./gpt-tokenizer/encoding/o200k_base.js";
