/**
 * The two wasm modules, each instantiated once, whoever asks and how often.
 * A failed attempt is forgotten, so that the next one tries again.
 */

import { pricesWasm, tokensWasm } from "./assets.js";
import { TokenmeterError, asTokenmeterError, throwIfAborted, unlessAborted } from "./errors.js";
import { readAsset } from "./files.js";
import initPrices, * as prices from "./wasm/prices.js";
import initTokens, * as tokens from "./wasm/tokens.js";

/**
 * @template T
 * @param {import("./files.js").Asset} asset
 * @param {(input: { module_or_path: WebAssembly.Module }) => Promise<unknown>} init
 * @param {T} exports
 */
function once(asset, init, exports) {
  /** @type {Promise<T> | undefined} */
  let loading;
  /** @param {import("./files.js").FileOptions} options */
  return (options) => {
    const { signal, ...rest } = options;
    throwIfAborted(signal);
    loading ??= instantiate(asset, init, rest)
      .then(() => exports)
      .catch((error) => {
        loading = undefined;
        throw error;
      });
    return unlessAborted(loading, signal);
  };
}

/**
 * @param {import("./files.js").Asset} asset
 * @param {(input: { module_or_path: WebAssembly.Module }) => Promise<unknown>} init
 * @param {import("./files.js").FileOptions} options
 */
async function instantiate(asset, init, options) {
  if (typeof WebAssembly === "undefined") {
    throw new TokenmeterError("wasm-unavailable", "This browser has no WebAssembly; use a newer one.");
  }
  const bytes = await readAsset(asset, { ...options, onProgress: undefined });
  try {
    // Another build's file might start, and then fail at every call.
    if (bytes.length !== asset.bytes) {
      throw new Error(`it has ${bytes.length} bytes instead of ${asset.bytes}`);
    }
    await init({ module_or_path: await WebAssembly.compile(bytes) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message =
      `${asset.path} could not be started (${reason}). Check that the host sends the file ` +
      "unaltered and that its Content-Security-Policy has 'wasm-unsafe-eval', then try again.";
    throw new TokenmeterError("wasm-unavailable", message, { cause: error });
  }
}

/** The encodings. */
export const loadTokens = once(tokensWasm, initTokens, tokens);

/** Models, prices and context windows. */
export const loadPrices = once(pricesWasm, initPrices, prices);

/**
 * A call into wasm or the platform whose failure is one of ours.
 *
 * @template T
 * @param {() => T} action
 * @returns {T}
 */
export function call(action) {
  try {
    return action();
  } catch (error) {
    throw asTokenmeterError(error);
  }
}
