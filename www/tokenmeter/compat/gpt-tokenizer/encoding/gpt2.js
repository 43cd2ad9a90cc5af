import { GptEncoding } from "../GptEncoding.js";

export * from "../constants.js";

const api = await GptEncoding.load("gpt2");

export default api;
export const { encode, encodeGenerator, countTokens, isWithinTokenLimit } = api;
export const { decode, decodeGenerator, decodeAsyncGenerator } = api;
export const { estimateCost, setMergeCacheSize, clearMergeCache, vocabularySize } = api;
