/**
 * Reads the module's own files: by `fetch` in a browser, from disk in Node.
 */

import { TokenmeterError, aborted } from "./errors.js";
import { givenContent } from "./given.js";

/**
 * @typedef {object} FileOptions
 * @property {string | URL} [baseUrl] the directory that holds `wasm/`, `vocab/` and `data/`;
 *   by default the one this module was loaded from
 * @property {typeof fetch} [fetch] used instead of the global one
 * @property {import("./given.js").Files} [files] used instead of fetching them, by name:
 *   `tokensWasm`, `chunksWasm`, `pricesWasm`, `prices`, `keysWasm`, `requestsWasm` or a vocabulary, such as `o200k_base`
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
  const parts = [];
  let length = 0;
  for await (const part of streamAsset(asset, options)) {
    parts.push(part);
    length += part.length;
  }
  const content = new Uint8Array(length);
  for (const part of parts.reverse()) content.set(part, (length -= part.length));
  return content;
}

/**
 * The content of one of the module's files, in parts as they come. Reading
 * begins at once and does not wait for the parts to be taken; `return()` ends
 * it, even before the first part.
 *
 * @param {Asset} asset
 * @param {FileOptions} [options]
 * @returns {AsyncGenerator<Uint8Array<ArrayBuffer>, void, void>} which throws `network`
 *   if the file cannot be had, `aborted`
 */
export function streamAsset(asset, options = {}) {
  const opened = open(asset, options);
  // Whoever takes the parts is told.
  opened.catch(() => {});
  const parts = take(opened, asset, options.signal);
  // A generator that has not begun would not know of its end.
  parts.next();
  return parts;
}

/**
 * @param {Promise<ReadableStream<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer>>} opened
 * @param {Asset} asset
 * @param {AbortSignal} [signal]
 * @returns {AsyncGenerator<Uint8Array<ArrayBuffer>, void, void>}
 */
async function* take(opened, asset, signal) {
  /** @type {ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | undefined} */
  let reader;
  try {
    yield new Uint8Array();
    const content = await opened;
    if (content instanceof Uint8Array) {
      if (signal?.aborted) throw aborted(signal);
      yield content;
      return;
    }
    reader = content.getReader();
    for (;;) {
      const { done, value } = await unlessSilent(reader.read());
      if (signal?.aborted) throw aborted(signal);
      if (done) return;
      yield value;
    }
  } catch (error) {
    if (signal?.aborted) throw aborted(signal);
    if (error instanceof TokenmeterError) throw error;
    throw unreachable(asset, error instanceof Error ? error.message : String(error), error);
  } finally {
    // Not to the end: nobody wants the rest.
    opened.then((content) => (content instanceof Uint8Array ? undefined : (reader ?? content).cancel())).catch(() => {});
  }
}

/** Names have hashes: after an update of the site the old ones are gone. */
const GONE = new Set([404, 410]);
const REPLACED = "; if the site was updated since this page was opened, keep your text and reload the page";

/** A connection on which nothing comes for so long has died, and nobody says so. */
const SILENCE_MS = 20_000;

/**
 * What comes next, or an error after a silence. However long a slow download
 * takes, it is never silent for that long.
 *
 * @template T
 * @param {Promise<T>} next
 * @returns {Promise<T>}
 */
async function unlessSilent(next) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const silence = new Promise((_, reject) => {
    const error = new Error(`nothing has come for ${SILENCE_MS / 1000} seconds`);
    timer = setTimeout(() => reject(error), SILENCE_MS);
  });
  try {
    return /** @type {T} */ (await Promise.race([next, silence]));
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {Asset} asset
 * @param {string | URL} [baseUrl]
 */
export function assetUrl(asset, baseUrl) {
  return baseUrl ? new URL(asset.path, directoryUrl(baseUrl)) : asset.url();
}

/**
 * @param {Asset} asset
 * @param {FileOptions} options
 * @returns {Promise<ReadableStream<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer>>} what is there
 *   already as it is: Cloudflare's runtime has no streams while it loads a script
 */
async function open(asset, { baseUrl, fetch, files, signal, onProgress }) {
  if (signal?.aborted) throw aborted(signal);
  const content = await givenContent(asset, files);
  if (content instanceof Uint8Array) {
    onProgress?.({ loaded: content.length, total: Math.max(asset.bytes, content.length) });
    return content;
  }
  const response = content ?? (await unlessSilent(request(assetUrl(asset, baseUrl), fetch, signal)));
  if (!response.ok) throw unreachable(asset, `the server answered ${response.status}${GONE.has(response.status) ? REPLACED : ""}`);
  const body = response.body ?? new Blob().stream();
  let loaded = 0;
  return body.pipeThrough(
    new TransformStream(
      {
        transform(part, controller) {
          loaded += part.length;
          onProgress?.({ loaded, total: Math.max(asset.bytes, loaded) });
          controller.enqueue(part);
        },
      },
      undefined,
      // Room for all of it. Cloudflare's runtime knows no infinite number.
      { highWaterMark: Number.MAX_SAFE_INTEGER },
    ),
  );
}

/**
 * @param {URL} url
 * @param {typeof globalThis.fetch} [fetch]
 * @param {AbortSignal} [signal]
 * @returns {Promise<Response>}
 */
async function request(url, fetch, signal) {
  if (url.protocol === "file:" && !fetch) return new Response(new Blob([await readFromDisk(url)]));
  return (fetch ?? globalThis.fetch)(url, { signal, credentials: "same-origin" });
}

/**
 * The address of a directory, given with or without its slash, as a page or a
 * program may write it.
 *
 * @param {string | URL} base
 * @throws `invalid-argument`
 */
export function directoryUrl(base) {
  const page = globalThis.location?.href;
  if (!URL.canParse(base, page)) {
    const message = `baseUrl must be the address of a directory; "${base}" is none here.`;
    throw new TokenmeterError("invalid-argument", message);
  }
  const url = new URL(base, page);
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
    "file stands beside the module or below baseUrl, then try again. Where it cannot be " +
    "served, import tokenmeter/inline.";
  return new TokenmeterError("network", message, { cause });
}

/** @param {URL} url */
async function readFromDisk(url) {
  // An import would be followed by bundlers for browsers, whatever its name hides behind.
  const { readFile } = globalThis.process.getBuiltinModule("node:fs/promises");
  return new Uint8Array(await readFile(url));
}
