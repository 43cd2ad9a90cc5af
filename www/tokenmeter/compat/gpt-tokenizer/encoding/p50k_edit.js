import { GptEncoding } from "../GptEncoding.js";

export * from "../constants.js";

const api = await GptEncoding.load("p50k_edit");

export default api;
export const { encode, encodeGenerator, encodeChat, encodeChatGenerator, countTokens, isWithinTokenLimit } = api;
export const { decode, decodeGenerator, decodeAsyncGenerator } = api;
export const { estimateCost, setMergeCacheSize, clearMergeCache, vocabularySize } = api;
