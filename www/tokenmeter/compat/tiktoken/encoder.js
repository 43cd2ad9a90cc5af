/**
 * The encodings that npm's `tiktoken` 1.0.22 has, as rows: their patterns and
 * special tokens (checked 2026-11-25). Their ranks stay in the engine.
 */

import { TokenmeterError } from "../../errors.js";
import { loadVocabulary } from "../codec.js";

/** @typedef {"gpt2" | "r50k_base" | "p50k_base" | "p50k_edit" | "cl100k_base" | "o200k_base"} TiktokenEncoding */

/**
 * @typedef {object} Encoder what a `Tiktoken` is made from
 * @property {string} pat_str
 * @property {Record<string, number>} special_tokens
 * @property {string} bpe_ranks here the name of what the engine has loaded
 */

const END = "<|endoftext|>";
const [PREFIX, MIDDLE, SUFFIX] = ["<|fim_prefix|>", "<|fim_middle|>", "<|fim_suffix|>"];
const PROMPT_END = "<|endofprompt|>";

const R50K = String.raw`'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`;
const CL100K = String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`;
const UPPER = String.raw`[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]`;
const LOWER = String.raw`[\p{Ll}\p{Lm}\p{Lo}\p{M}]`;
const SHORTENED = "(?i:'s|'t|'re|'ve|'m|'ll|'d)?";
const O200K = [
  String.raw`[^\r\n\p{L}\p{N}]?${UPPER}*${LOWER}+${SHORTENED}`,
  String.raw`[^\r\n\p{L}\p{N}]?${UPPER}+${LOWER}*${SHORTENED}`,
  String.raw`\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+`,
].join("|");

/** @type {Record<TiktokenEncoding, { vocabulary: import("../codec.js").VocabularyName, pat_str: string, special_tokens: Record<string, number> }>} */
export const ENCODINGS = {
  gpt2: { vocabulary: "r50k_base", pat_str: R50K, special_tokens: { [END]: 50256 } },
  r50k_base: { vocabulary: "r50k_base", pat_str: R50K, special_tokens: { [END]: 50256 } },
  p50k_base: { vocabulary: "p50k_base", pat_str: R50K, special_tokens: { [END]: 50256 } },
  p50k_edit: {
    vocabulary: "p50k_base",
    pat_str: R50K,
    special_tokens: { [END]: 50256, [PREFIX]: 50281, [MIDDLE]: 50282, [SUFFIX]: 50283 },
  },
  cl100k_base: {
    vocabulary: "cl100k_base",
    pat_str: CL100K,
    special_tokens: { [END]: 100257, [PREFIX]: 100258, [MIDDLE]: 100259, [SUFFIX]: 100260, [PROMPT_END]: 100276 },
  },
  o200k_base: { vocabulary: "o200k_base", pat_str: O200K, special_tokens: { [END]: 199999, [PROMPT_END]: 200018 } },
};

/**
 * What stands in `bpe_ranks`, by vocabulary.
 *
 * @typedef {{ vocabulary: import("../codec.js").VocabularyName, tokenizer: import("../../tokenizer.js").Tokenizer, pat_str: string }} Ranks
 * @type {Map<string, Ranks>}
 */
const loaded = new Map();

/** @param {TiktokenEncoding} name */
const handleOf = (name) => `tokenmeter: the ranks of ${ENCODINGS[name].vocabulary}`;

/**
 * An encoding as `new Tiktoken` takes it, once its vocabulary is there.
 *
 * @param {TiktokenEncoding} name
 * @returns {Promise<Encoder>}
 * @throws as `Tokenizer.load`
 */
export async function loadEncoder(name) {
  const { vocabulary, pat_str } = ENCODINGS[name];
  loaded.set(handleOf(name), { vocabulary, tokenizer: await loadVocabulary(vocabulary), pat_str });
  return encoderOf(name);
}

/** The encoding of a vocabulary that has been loaded. @param {TiktokenEncoding} name @returns {Encoder} */
export function encoderOf(name) {
  const { pat_str, special_tokens } = ENCODINGS[name];
  return { pat_str, special_tokens: { ...special_tokens }, bpe_ranks: handleOf(name) };
}

/**
 * What the engine has for the ranks and the pattern of an encoder.
 *
 * @param {string} bpe_ranks
 * @param {string} pat_str
 * @returns {Ranks}
 * @throws `invalid-argument` for ranks or a pattern of the caller's own
 */
export function ranksOf(bpe_ranks, pat_str) {
  const ranks = loaded.get(bpe_ranks);
  if (ranks?.pat_str === pat_str) return ranks;
  const message =
    "Only OpenAI's own ranks and patterns are read here: import the encoder from tokenmeter/compat/tiktoken/encoders/… " +
    "and give its bpe_ranks and pat_str as they are.";
  throw new TokenmeterError("invalid-argument", message);
}
