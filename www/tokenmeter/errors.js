/**
 * Failures: real `Error`s with a stable `code`, on both sides of a worker.
 */

/**
 * @typedef {"unknown-encoding" | "unknown-model" | "disallowed-special" | "unknown-token"
 *   | "invalid-vocabulary" | "invalid-catalog" | "invalid-request" | "invalid-usage"
 *   | "invalid-argument" | "input-too-large" | "not-ready" | "wasm-unavailable" | "network"
 *   | "aborted"} ErrorCode
 */

/** An error with its code and, for misspelt names, the names that may have been meant. */
export class TokenmeterError extends Error {
  /**
   * @param {ErrorCode} code
   * @param {string} message what happened and what to do
   * @param {{ cause?: unknown, suggestions?: readonly string[] }} [options]
   */
  constructor(code, message, { cause, suggestions = [] } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "TokenmeterError";
    this.code = code;
    this.suggestions = suggestions;
  }
}

/**
 * Any failure as a `TokenmeterError`: those of the wasm modules have their
 * code already, and those of Node codes of its own, in capitals.
 *
 * @param {unknown} error
 * @returns {TokenmeterError}
 */
export function asTokenmeterError(error) {
  if (error instanceof TokenmeterError) return error;
  if (isTrap(error)) return stopped(error);
  if (error instanceof RangeError) return tooLarge(error);
  if (error instanceof Error && "code" in error && /^[a-z-]+$/.test(String(error.code))) {
    const suggestions =
      "suggestions" in error ? /** @type {string[]} */ (error.suggestions) : undefined;
    const code = /** @type {ErrorCode} */ (error.code);
    return new TokenmeterError(code, error.message, { suggestions });
  }
  return new TokenmeterError("invalid-argument", String(error), { cause: error });
}

/**
 * Whether wasm was left in the middle of its work: what it holds may be half
 * done from then on.
 *
 * @param {unknown} error
 */
export function isTrap(error) {
  if (!(error instanceof Error)) return false;
  return error.name === "RuntimeError" || /call stack|too much recursion/.test(error.message);
}

/** @param {unknown} cause */
export function stopped(cause) {
  const message =
    "The engine stopped in the middle of its work and is not used any more. Reload the page " +
    "or start the program again; if the same text stops it again, split the text.";
  return new TokenmeterError("wasm-unavailable", message, { cause });
}

/** @param {unknown} cause */
export function tooLarge(cause) {
  const message = "The text is too large for the memory that is left; split it and try again.";
  return new TokenmeterError("input-too-large", message, { cause });
}

/** @typedef {{ code: ErrorCode, message: string, suggestions: readonly string[] }} PlainError */

/**
 * What of an error crosses to another thread.
 *
 * @param {unknown} error
 * @returns {PlainError}
 */
export function toPlain(error) {
  const { code, message, suggestions } = asTokenmeterError(error);
  return { code, message, suggestions };
}

/** @param {PlainError} plain */
export function fromPlain({ code, message, suggestions }) {
  return new TokenmeterError(code, message, { suggestions });
}

/**
 * Throws if the signal has been aborted.
 *
 * @param {AbortSignal | undefined} signal
 */
export function throwIfAborted(signal) {
  if (signal?.aborted) throw aborted(signal);
}

/** @param {AbortSignal} [signal] */
export function aborted(signal) {
  return new TokenmeterError("aborted", "The work was cancelled.", { cause: signal?.reason });
}

/**
 * The promise's result, or `aborted` as soon as the signal says so. The work
 * behind the promise goes on for whoever else waits for it.
 *
 * @template T
 * @param {Promise<T>} promise
 * @param {AbortSignal} [signal]
 * @returns {Promise<T>}
 */
export async function unlessAborted(promise, signal) {
  if (!signal) return promise;
  throwIfAborted(signal);
  /** @type {() => void} */
  let stop = () => {};
  const abort = new Promise((_, reject) => {
    stop = () => reject(aborted(signal));
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return /** @type {T} */ (await Promise.race([promise, abort]));
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
