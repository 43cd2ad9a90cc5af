/**
 * Reads the module's own files: by `fetch` in a browser, from disk in Node.
 */

import { TokenmeterError, aborted } from "./errors.js";

/**
 * @typedef {object} FileOptions
 * @property {string | URL} [baseUrl] the directory that holds `wasm/`, `vocab/` and `data/`;
 *   by default the one this module was loaded from
 * @property {typeof fetch} [fetch] used instead of the global one
 * @property {AbortSignal} [signal]
 * @property {(progress: Progress) => void} [onProgress]
 *
 * @typedef {{ loaded: number, total: number }} Progress bytes
 * @typedef {import("./assets.js").Asset} Asset
 */

/**
 * The content of one of the module's files.
 *
 * @param {Asset} asset
 * @param {FileOptions} [options]
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 * @throws `network` if it cannot be had, `aborted`
 */
export async function readAsset(asset, options = {}) {
  const { fetch = globalThis.fetch, signal } = options;
  const url = assetUrl(asset, options.baseUrl);
  if (signal?.aborted) throw aborted(signal);
  try {
    if (url.protocol === "file:" && !options.fetch) return await readFromDisk(url);
    const response = await fetch(url, { signal, credentials: "same-origin" });
    if (!response.ok) throw unreachable(asset, `the server answered ${response.status}`);
    return await readBody(response, asset.bytes, options.onProgress);
  } catch (error) {
    if (signal?.aborted) throw aborted(signal);
    if (error instanceof TokenmeterError) throw error;
    throw unreachable(asset, error instanceof Error ? error.message : String(error), error);
  }
}

/**
 * @param {Asset} asset
 * @param {string | URL} [baseUrl]
 */
export function assetUrl(asset, baseUrl) {
  return baseUrl ? new URL(asset.path, absolute(baseUrl)) : asset.url();
}

/** @param {string | URL} base */
function absolute(base) {
  const url = new URL(base, globalThis.location?.href);
  // A directory, with or without its slash.
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}

/**
 * @param {Asset} asset
 * @param {string} reason
 * @param {unknown} [cause]
 */
function unreachable(asset, reason, cause) {
  const message =
    `${asset.path} could not be loaded (${reason}). Check the connection and that the ` +
    "file stands beside the module, then try again.";
  return new TokenmeterError("network", message, { cause });
}

/**
 * @param {Response} response
 * @param {number} total expected bytes
 * @param {((progress: Progress) => void)} [onProgress]
 */
async function readBody(response, total, onProgress) {
  if (!onProgress || !response.body) return new Uint8Array(await response.arrayBuffer());
  const chunks = [];
  let loaded = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    loaded += value.length;
    onProgress({ loaded, total: Math.max(total, loaded) });
  }
  const bytes = new Uint8Array(loaded);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** @param {URL} url */
async function readFromDisk(url) {
  // The name stands in a variable so that bundlers for browsers leave it alone.
  const name = "node:fs/promises";
  const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ name);
  return new Uint8Array(await readFile(url));
}

/**
 * Raw deflate, inflated by the platform; empty if it is broken.
 *
 * @param {Uint8Array<ArrayBuffer>} deflated
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function inflate(deflated) {
  try {
    const stream = new Blob([deflated]).stream();
    const inflated = stream.pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(inflated).arrayBuffer());
  } catch {
    return new Uint8Array();
  }
}
