/**
 * A long text in chunks that fit a limit, each counted by itself.
 */

import { chunksWasm } from "./assets.js";
import { TokenmeterError } from "./errors.js";
import { call, once } from "./modules.js";
import { checkOptions } from "./options.js";
import initChunks, * as chunks from "./wasm/chunks.js";

/**
 * @typedef {object} ChunkOptions
 * @property {number} limitTokens the most tokens of a chunk
 * @property {number} [overlapTokens] so many tokens of a chunk, or fewer, begin the next one; none by default
 * @property {"token" | "sentence" | "paragraph"} [boundary] where to cut: after any token (the default),
 *   sentence or paragraph; what is too long for a chunk is cut finer
 *
 * @typedef {object} Chunk
 * @property {number} start UTF-16 units
 * @property {number} end
 * @property {number} tokens of this part of the text by itself
 */

const loadChunks = /* @__PURE__ */ once(chunksWasm, initChunks, chunks);

/** @type {typeof import("./wasm/chunks.js") | undefined} */
let module;

/**
 * Loads what cuts texts; once, unless it failed.
 *
 * @param {import("./files.js").FileOptions} options
 * @throws `network`, `wasm-unavailable`, `aborted`
 */
export async function openChunks(options) {
  module ??= await loadChunks(options);
}

/**
 * What is asked for, with what is not said filled in.
 *
 * @param {ChunkOptions} options
 * @returns {Required<ChunkOptions>}
 * @throws `invalid-argument`
 */
export function readChunkOptions(options) {
  checkOptions(options);
  return {
    limitTokens: wholeNumber("limitTokens", options.limitTokens),
    overlapTokens: wholeNumber("overlapTokens", options.overlapTokens ?? 0),
    boundary: options.boundary ?? "token",
  };
}

/**
 * @param {import("./tokenizer.js").Tokenizer} tokenizer
 * @param {string} text
 * @param {ChunkOptions} options
 * @returns {import("./wasm/chunks.js").Chunks}
 */
export function chunksOf(tokenizer, text, options) {
  const { limitTokens, overlapTokens, boundary } = readChunkOptions(options);
  if (!module) {
    throw new TokenmeterError("not-ready", "What cuts texts is not loaded; give Tokenizer.load the option chunks: true.");
  }
  const { chunksOf: cut } = module;
  const tokens = {
    /** @param {string} part */
    count: (part) => tokenizer.count(part),
    /** @param {string} part @param {number} most */
    prefix: (part, most) => {
      const { ends } = tokenizer.segments(part, { limitTokens: most });
      return ends.length > most ? ends[most - 1] : undefined;
    },
  };
  return call(() => cut(text, tokens, limitTokens, overlapTokens, boundary));
}

/**
 * @param {string} name
 * @param {unknown} value
 */
function wholeNumber(name, value) {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return Math.min(value, 0xffff_ffff);
  throw new TokenmeterError("invalid-argument", `${name} must be a whole number, 0 or more; it is ${String(value)}.`);
}
