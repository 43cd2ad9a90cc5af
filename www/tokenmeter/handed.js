/**
 * Files that the page's thread fetches and hands to the worker while they come
 * in: only there can a page's preload hints serve, and there the download
 * starts before the worker has.
 */

import { tokensWasm, vocabularies } from "./assets.js";
import { assetUrl } from "./files.js";
import { given } from "./given.js";

/** @typedef {{ url: string, chunk?: Uint8Array, end?: "done" | "failed" }} Handed */

/**
 * The files to fetch from the start, those apart that need not be fetched.
 *
 * @param {string | undefined} encoding
 * @param {import("./files.js").FileOptions} files
 */
export function early(encoding, { baseUrl, files }) {
  const vocabulary = vocabularies[encoding ?? ""];
  const assets = vocabulary ? [tokensWasm, vocabulary] : [];
  return assets.filter((asset) => !given(asset, files)).map((asset) => assetUrl(asset, baseUrl));
}

/**
 * Fetches the files and posts each part as it arrives.
 *
 * @param {(message: { handed: Handed }, transfer: Transferable[]) => void} post
 * @param {readonly URL[]} urls
 */
export function handOver(post, urls) {
  for (const { href: url } of urls) {
    /** @param {Omit<Handed, "url">} what */
    const send = (what) => post({ handed: { url, ...what } }, what.chunk ? [what.chunk.buffer] : []);
    readParts(url, (chunk) => send({ chunk })).then(
      () => send({ end: "done" }),
      () => send({ end: "failed" }),
    );
  }
}

/**
 * @param {string} url
 * @param {(chunk: Uint8Array) => void} take
 */
async function readParts(url, take) {
  const response = await fetch(url, { credentials: "same-origin" });
  if (!response.ok || !response.body) throw new Error(String(response.status));
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    take(value);
  }
}

/**
 * The worker's side: a `fetch` that answers with what is handed over. Each
 * file is handed once; what fails, and what is asked for again, is fetched.
 *
 * @param {readonly string[]} urls those that will be handed over
 */
export function receive(urls) {
  const files = new Map(urls.map((url) => [url, incoming()]));
  return {
    /** @param {Handed} handed */
    take: ({ url, ...part }) => files.get(url)?.take(part),
    /** @type {typeof fetch} */
    fetch: async (input, init) => {
      const file = files.get(String(input));
      return (await file?.response()) ?? fetch(input, init);
    },
  };
}

/** One file on its way. */
function incoming() {
  let asked = false;
  let wanted = true;
  /** @type {(came: boolean) => void} */
  let begin = () => {};
  const begun = new Promise((/** @type {(came: boolean) => void} */ resolve) => (begin = resolve));
  /** @type {ReadableStreamDefaultController<Uint8Array>} */
  let controller;
  const stream = new ReadableStream({
    start: (its) => void (controller = its),
    cancel: () => void (wanted = false),
  });
  return {
    /** @param {Omit<Handed, "url">} part */
    take({ chunk, end }) {
      begin(end !== "failed");
      if (!wanted) return;
      if (chunk) controller.enqueue(chunk);
      if (end === "done") controller.close();
      if (end === "failed") controller.error(new TypeError("the connection broke"));
    },
    async response() {
      if (asked) return undefined;
      asked = true;
      return (await begun) ? new Response(stream) : undefined;
    },
  };
}
