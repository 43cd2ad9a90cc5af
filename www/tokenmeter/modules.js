/**
 * The wasm modules, each instantiated once, whoever asks and how often. A
 * failed attempt is forgotten, so that the next one tries again.
 */

import { tokensWasm } from "./assets.js";
import { checksum } from "./checksum.js";
import {
  TokenmeterError,
  asTokenmeterError,
  isTrap,
  stopped,
  throwIfAborted,
  tooLarge,
  unlessAborted,
} from "./errors.js";
import { readAsset } from "./files.js";
import { givenModule } from "./given.js";
import initTokens, * as tokens from "./wasm/tokens.js";

/** @typedef {(module: WebAssembly.Module) => Promise<{ memory: WebAssembly.Memory }>} Init */

/** Those of the modules that have started. @type {WebAssembly.Memory[]} */
const memories = [];

/** What stopped a module. @type {unknown} */
let trap;

/**
 * What loads a wasm module.
 *
 * @template T
 * @param {import("./files.js").Asset} asset
 * @param {Init} init
 * @param {T} exports
 */
export function once(asset, init, exports) {
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
 * @param {Init} init
 * @param {import("./files.js").FileOptions} options
 */
async function instantiate(asset, init, options) {
  if (typeof WebAssembly === "undefined") {
    throw new TokenmeterError("wasm-unavailable", "This browser has no WebAssembly; use a newer one.");
  }
  const compiled = await givenModule(asset, options.files);
  const bytes = compiled ? undefined : await readAsset(asset, { ...options, onProgress: undefined });
  try {
    // Another build's file might start, and then fail at every call.
    if (bytes && bytes.length !== asset.bytes) {
      throw new Error(`it has ${bytes.length} bytes instead of ${asset.bytes}`);
    }
    if (bytes && checksum(bytes) !== asset.checksum) throw new Error("it has been altered on its way");
    const module = bytes ? await WebAssembly.compile(bytes) : compiled;
    const { memory } = await init(/** @type {WebAssembly.Module} */ (module));
    memories.push(memory);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message =
      `${asset.path} could not be started (${reason}). Check that the host sends the file ` +
      "unaltered and that its Content-Security-Policy has 'wasm-unsafe-eval', then try again.";
    throw new TokenmeterError("wasm-unavailable", message, { cause: error });
  }
}

/** The encodings. */
export const loadTokens = /* @__PURE__ */ once(tokensWasm, initTokens, tokens);

/**
 * A call into wasm or the platform whose failure is one of ours. After a trap
 * there are no more calls: one might find a lock that nobody gives back.
 *
 * @template T
 * @param {() => T} action
 * @returns {T}
 */
export function call(action) {
  if (trap) throw stopped(trap);
  try {
    return action();
  } catch (error) {
    if (!isTrap(error)) throw asTokenmeterError(error);
    trap = error;
    throw memories.some(isFull) ? tooLarge(error) : stopped(error);
  }
}

const PAGE_BYTES = 65_536;

/**
 * Whether the memory cannot double, as a growing list asks it to: a trap does
 * not say that memory was lacking.
 *
 * @param {WebAssembly.Memory} memory of a module that stopped
 */
function isFull(memory) {
  try {
    memory.grow(memory.buffer.byteLength / PAGE_BYTES);
    return false;
  } catch {
    return true;
  }
}
