/**
 * Request bodies: taken apart by a module of their own, which is loaded with
 * the first of them, and counted by a tokenizer.
 */

import { requestsWasm } from "./meter_assets.js";
import { call, once } from "./modules.js";
import initRequests, * as requests from "./wasm/requests.js";

/** @typedef {import("./wasm/requests.js").RequestCount} RequestCount */
/** @typedef {(texts: readonly string[], encoding: string, byClass: boolean) => Promise<Uint32Array | null>} CountTexts
 *   the tokens of each, one number or one of each class; null: the encoding is not to be loaded */

/** How many numbers a count by class has. */
export const CLASSES = 7;

/** What takes requests apart. */
export const loadRequests = /* @__PURE__ */ once(requestsWasm, initRequests, requests);

/**
 * The tokens of a request for a model.
 *
 * @param {typeof import("./wasm/requests.js")} module
 * @param {{ request: string, model: string, name: string }} job `name` is the tokenizer's
 * @param {CountTexts} countTexts
 * @returns {Promise<RequestCount>}
 * @throws `invalid-request`, `unknown-model`, and what counting throws
 */
export async function countRequest(module, { request, model, name }, countTexts) {
  const read = call(() => new module.Request(request, model, name));
  try {
    const texts = call(() => read.texts());
    const byClass = call(() => read.isEstimate());
    const counts = await countTexts(texts, call(() => read.encoding()), byClass);
    if (counts) return call(() => read.count(counts, false, byClass));
    const o200k = await countTexts(texts, "o200k_base", true);
    return call(() => read.count(o200k ?? new Uint32Array(), true, true));
  } finally {
    read.free();
  }
}

/**
 * The same for many models: those with the same rules and the same tokenizer
 * are counted once, and no text twice in one encoding.
 *
 * @param {typeof import("./wasm/requests.js")} module
 * @param {{ request: string, models: readonly { id: string, name: string }[] }} job
 * @param {CountTexts} countTexts
 * @returns {Promise<RequestCount[]>} in the order of the models
 */
export async function countRequestEach(module, { request, models }, countTexts) {
  const countOnce = remembering(countTexts);
  /** @type {Map<string, Promise<RequestCount>>} */
  const known = new Map();
  const counts = [];
  for (const { id, name } of models) {
    const kind = `${name}|${call(() => module.rulesOf(id))}`;
    const counting = known.get(kind) ?? countRequest(module, { request, model: id, name }, countOnce);
    known.set(kind, counting);
    counts.push(await counting);
  }
  return counts;
}

/**
 * Counts no text twice in an encoding.
 *
 * @param {CountTexts} countTexts
 * @returns {CountTexts}
 */
function remembering(countTexts) {
  /** @type {Map<string, Map<string, Uint32Array>>} by class for estimates, which one count serves */
  const known = new Map();
  return async (texts, encoding, byClass) => {
    const sorted = encoding === "o200k_base";
    const counts = known.get(encoding) ?? new Map();
    known.set(encoding, counts);
    const missing = [...new Set(texts)].filter((text) => !counts.has(text));
    const found = await countTexts(missing, encoding, sorted);
    if (!found) return null;
    const each = sorted ? CLASSES : 1;
    missing.forEach((text, at) => counts.set(text, found.subarray(each * at, each * (at + 1))));
    const numbers = texts.map((text) => /** @type {Uint32Array} */ (counts.get(text)));
    return Uint32Array.from(byClass ? numbers.flatMap((one) => [...one]) : numbers.map((one) => one.reduce((sum, tokens) => sum + tokens, 0)));
  };
}
