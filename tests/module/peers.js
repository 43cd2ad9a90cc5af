// The libraries whose names `compat/` has, beside what stands there.
import assert from "node:assert/strict";
import { TokenmeterError, moduleUrl, textOf, vectors } from "./module.js";

/** @param {string} script below `compat/` */
export const ours = (script) => import(new URL(`compat/${script}.js`, moduleUrl).href);

/**
 * Numbers below 1, the same for the same seed.
 *
 * @param {number} seed
 */
function* numbers(seed) {
  for (let state = seed >>> 0; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** What random texts are made of. */
const PARTS = [
  ..."abeinorstXZ '’.,;:!?/\\-_()[]{}<>|=+*&%$#@\"`~0123456789\n\r\t",
  ...["  ", "\r\n", "'s", "'LL", "n't", "the", " the", "tion", "http://", "ſ", "é", "e\u0301", "ß", "ñ", "Ж", "д", "ع", "ש"],
  ...["日", "本語", "한", "글", "ก", "ा", "👋", "👩🏽‍💻", "🇩🇪", "\u00a0", "\u2003", "\u200d", "\ufeff", "\u0085", "½", "Ⅷ", "一二三"],
];

/**
 * Random texts of many scripts.
 *
 * @param {number} count
 * @param {number} seed
 */
export function randomTexts(count, seed) {
  const source = numbers(seed);
  const next = (/** @type {number} */ below) => Math.floor(Number(source.next().value) * below);
  return Array.from({ length: count }, () => Array.from({ length: 1 + next(40) }, () => PARTS[next(PARTS.length)]).join(""));
}

/** The texts that are compared: those with vectors, and random ones. */
export const TEXTS = [...vectors.map(textOf), ...randomTexts(2000, 1)];

/**
 * What a call comes to: its result, or the message that it fails with.
 *
 * @param {() => unknown} action
 */
export function outcome(action) {
  try {
    const result = action();
    return { result: isIterator(result) ? [...result] : result };
  } catch (error) {
    assert(error instanceof Error, `not an Error: ${error}`);
    return { message: error.message };
  }
}

/** @param {unknown} value @returns {value is Iterable<unknown>} */
function isIterator(value) {
  return typeof value === "object" && value !== null && "next" in value;
}

/**
 * Both do the same; where they fail, ours with a code.
 *
 * @template T
 * @param {T} own
 * @param {T} peer
 * @param {(library: T) => unknown} action
 */
export function same(own, peer, action) {
  assert.deepEqual(outcome(() => action(own)), outcome(() => action(peer)), action.toString());
  const failure = failureOf(() => action(own));
  if (failure) assert(failure instanceof TokenmeterError && failure.code, `${failure}`);
}

/** @param {() => unknown} action */
export function failureOf(action) {
  try {
    const result = action();
    if (isIterator(result)) for (const _ of result);
    return undefined;
  } catch (error) {
    return error;
  }
}
