/**
 * The encodings that npm's `gpt-tokenizer` 4.0.0 has, as rows (checked
 * 2026-11-25). Its special tokens are not all tiktoken's: `o200k_base` has ids
 * for those of chats, which OpenAI has not published.
 */

import * as token from "./constants.js";

/** @typedef {"gpt2" | "r50k_base" | "p50k_base" | "p50k_edit" | "cl100k_base" | "o200k_base" | "o200k_harmony"} EncodingName */

/**
 * @typedef {object} EncodingRow
 * @property {import("../codec.js").VocabularyName} vocabulary
 * @property {readonly (readonly [string, number])[]} specials
 * @property {"chatml" | "harmony"} chat how a chat is written
 */

/** Special tokens whose ids follow each other. @param {number} first @param {readonly string[]} texts @returns {[string, number][]} */
const from = (first, texts) => texts.map((text, at) => [text, first + at]);

/** @param {number} id */
const reserved = (id) => `<|reserved_${id}|>`;

const MIDDLE = [token.FimPrefix, token.FimMiddle, token.FimSuffix];
const CHAT = [token.ImStart, token.ImEnd, token.ImSep];

const HARMONY = /** @type {const} */ ([
  [token.HarmonyStartOfText, 199_998],
  [token.EndOfText, 199_999],
  [token.HarmonyReturn, 200_002],
  [token.HarmonyConstrain, 200_003],
  [token.HarmonyChannel, 200_005],
  [token.HarmonyStart, 200_006],
  [token.HarmonyEnd, 200_007],
  [token.HarmonyMessage, 200_008],
  [token.HarmonyCall, 200_012],
]);
/** As tiktoken has it, the same id has two texts: this one is met first. */
const HARMONY_PROMPT_END = 200_018;
const HARMONY_END = 201_088;

/** @returns {[string, number][]} */
function harmony() {
  /** @type {Map<number, string>} */
  const named = new Map(HARMONY.map(([text, id]) => [id, text]));
  const ids = Array.from({ length: HARMONY_END - 199_998 }, (_, at) => 199_998 + at);
  return [...ids.map((id) => /** @type {[string, number]} */ ([named.get(id) ?? reserved(id), id])), [token.EndOfPrompt, HARMONY_PROMPT_END]];
}

/** @type {Record<EncodingName, EncodingRow>} */
export const ENCODINGS = {
  gpt2: { vocabulary: "r50k_base", specials: [[token.EndOfText, 50_256]], chat: "chatml" },
  r50k_base: { vocabulary: "r50k_base", specials: [[token.EndOfText, 50_256]], chat: "chatml" },
  p50k_base: { vocabulary: "p50k_base", specials: [[token.EndOfText, 50_256]], chat: "chatml" },
  p50k_edit: { vocabulary: "p50k_base", specials: [[token.EndOfText, 50_256], ...from(50_281, MIDDLE)], chat: "chatml" },
  cl100k_base: {
    vocabulary: "cl100k_base",
    specials: [...from(100_257, [token.EndOfText, ...MIDDLE]), ...from(100_264, CHAT), [token.EndOfPrompt, 100_276]],
    chat: "chatml",
  },
  o200k_base: {
    vocabulary: "o200k_base",
    specials: from(199_999, [token.EndOfText, ...MIDDLE, ...CHAT, token.EndOfPrompt]),
    chat: "chatml",
  },
  o200k_harmony: { vocabulary: "o200k_base", specials: harmony(), chat: "harmony" },
};
