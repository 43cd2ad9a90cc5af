/**
 * Files that need not be fetched: the caller has them, or the script has them
 * inside.
 */

import { TokenmeterError } from "./errors.js";

/**
 * @typedef {Response | ArrayBuffer | ArrayBufferView<ArrayBuffer>} Content a response can be read once
 * @typedef {object} WasmFiles
 * @property {Given<Content | WebAssembly.Module>} [tokensWasm] `wasm/tokens_bg.wasm`
 * @property {Given<Content | WebAssembly.Module>} [chunksWasm] `wasm/chunks_bg.wasm`
 * @property {Given<Content | WebAssembly.Module>} [pricesWasm] `wasm/prices_bg.wasm`
 * @property {Given<Content>} [prices] `data/prices.txt`
 * @property {Given<Content | WebAssembly.Module>} [keysWasm] `wasm/keys_bg.wasm`
 * @property {Given<Content | WebAssembly.Module>} [requestsWasm] `wasm/requests_bg.wasm`
 * @typedef {WasmFiles & Partial<Record<Vocabulary, Given<Content>>>} Files by name
 * @typedef {import("./assets.js").Vocabulary} Vocabulary
 * @typedef {import("./assets.js").Asset} Asset
 */

/**
 * @template T
 * @typedef {T | PromiseLike<T>} Given
 */

/**
 * A file as it was given, or nothing if it has to be fetched.
 *
 * @param {Asset} asset
 * @param {Files} [files]
 * @returns {Given<Content | WebAssembly.Module> | undefined}
 */
export function given(asset, files) {
  // One that fails before its turn is told when that comes.
  for (const file of Object.values(files ?? {})) Promise.resolve(file).catch(() => {});
  return files?.[/** @type {keyof Files} */ (asset.name)] ?? asset.inside?.();
}

/**
 * The compiled module that was given, or nothing. What fails here fails again
 * where the content is read.
 *
 * @param {Asset} asset
 * @param {Files} [files]
 */
export async function givenModule(asset, files) {
  const file = await Promise.resolve(given(asset, files)).catch(() => undefined);
  return file instanceof WebAssembly.Module ? file : undefined;
}

/**
 * The content of a file that was given, or nothing.
 *
 * @param {Asset} asset
 * @param {Files} [files]
 * @returns {Promise<Response | Uint8Array<ArrayBuffer> | undefined>}
 * @throws `invalid-argument` if it is none, or a response that was read before
 */
export async function givenContent(asset, files) {
  const file = await given(asset, files);
  if (file === undefined || file === null) return undefined;
  if (file instanceof Response) return unread(optionOf(asset.name), file);
  // As it is now, whatever the caller does with it later.
  if (ArrayBuffer.isView(file)) return new Uint8Array(file.buffer, file.byteOffset, file.byteLength).slice();
  if (file instanceof ArrayBuffer) return new Uint8Array(file).slice();
  throw refused(optionOf(asset.name), KINDS);
}

/** As the caller wrote it. @param {string} name */
const optionOf = (name) => `files.${name}`;

/** What a given file may be. */
const KINDS = "must be a Response, an ArrayBuffer or bytes; of a wasm file also a WebAssembly.Module";

/** @param {unknown} file @returns {file is ArrayBuffer | ArrayBufferView<ArrayBuffer>} */
function isBytes(file) {
  return file instanceof ArrayBuffer || ArrayBuffer.isView(file);
}

/**
 * The files with responses read to their end, as another thread can have them.
 *
 * @param {Files} files
 * @returns {Promise<Files>}
 * @throws `invalid-argument` for a response that was read before, `network`
 */
export async function sendable(files) {
  const read = async (/** @type {[string, unknown]} */ [name, file]) => {
    const content = await Promise.resolve(file).catch((cause) => {
      throw unreachable(optionOf(name), cause);
    });
    if (content instanceof Response) return [name, await bytesOf(optionOf(name), content)];
    if (content === undefined || content === null || isBytes(content)) return [name, content];
    if (content instanceof WebAssembly.Module) return [name, content];
    throw refused(optionOf(name), KINDS);
  };
  return Object.fromEntries(await Promise.all(Object.entries(files).map(read)));
}

/** @param {string} what @param {unknown} cause */
function unreachable(what, cause) {
  if (cause instanceof TokenmeterError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new TokenmeterError("network", `${what} could not be loaded (${reason}). Check its address and try again.`, { cause });
}

/**
 * A response to its end.
 *
 * @param {string} what it was given as
 * @param {Response} response
 * @throws `network` if it has nothing, `invalid-argument` if it was read before
 */
export async function bytesOf(what, response) {
  const fresh = unread(what, response);
  try {
    if (!fresh.ok) throw new Error(`the server answered ${fresh.status}`);
    return new Uint8Array(await fresh.arrayBuffer());
  } catch (cause) {
    throw unreachable(what, cause);
  }
}

/** @param {string} what @param {Response} response */
function unread(what, response) {
  if (!response.bodyUsed && !response.body?.locked) return response;
  throw refused(what, "has been read before, and a response can be read only once: give a clone() of it");
}

/** @param {string} what @param {string} reason */
function refused(what, reason) {
  return new TokenmeterError("invalid-argument", `${what} ${reason}.`);
}
