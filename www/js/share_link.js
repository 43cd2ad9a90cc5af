/** What a link carries, in its fragment, which browsers send to no server. */

/** @typedef {{ model: string, outputTokens: number | null, requests: number, text: string | null }} Shared */

/** A fragment that inflates to more is not one of ours. */
const LARGEST_TEXT_BYTES = 20_000_000;

/**
 * @param {Shared} shared text: null leaves it out
 * @returns {Promise<string>} the fragment, without its "#"
 */
export async function writeFragment({ model, outputTokens, requests, text }) {
  const fields = new URLSearchParams();
  if (model) fields.set("model", model);
  if (outputTokens) fields.set("output", String(outputTokens));
  if (requests > 1) fields.set("requests", String(requests));
  if (text) fields.set("text", base64Url(await through(utf16Bytes(text), new CompressionStream("deflate-raw"))));
  return fields.toString();
}

/**
 * @param {string} fragment with or without its "#"
 * @returns {Promise<Partial<Shared>>} only what it has and what can be used
 */
export async function readFragment(fragment) {
  const fields = new URLSearchParams(fragment.replace(/^#/, ""));
  /** @type {Partial<Shared>} */
  const shared = {};
  const model = fields.get("model");
  if (model) shared.model = model;
  const number = (/** @type {string} */ name) => (/^\d{1,10}$/.test(fields.get(name) ?? "") ? Number(fields.get(name)) : null);
  const [outputTokens, requests, packed] = [number("output"), number("requests"), fields.get("text")];
  if (outputTokens !== null) shared.outputTokens = outputTokens;
  if (requests) shared.requests = requests;
  if (packed) shared.text = text16(await through(bytesOf(packed), new DecompressionStream("deflate-raw"), LARGEST_TEXT_BYTES));
  return shared;
}

/**
 * UTF-16 units as bytes: a text may hold halves of pairs, which UTF-8 has no form for.
 * @param {string} text
 */
function utf16Bytes(text) {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), true);
  return new Uint8Array(view.buffer);
}

/** @param {Uint8Array} bytes */
function text16(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength - (bytes.byteLength % 2));
  let text = "";
  for (let at = 0; at < view.byteLength; at += 2) text += String.fromCharCode(view.getUint16(at, true));
  return text;
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {CompressionStream | DecompressionStream} stream
 * @param {number} [limitBytes]
 */
async function through(bytes, stream, limitBytes = Infinity) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limitBytes) throw new RangeError("The text in the link is too large.");
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** @param {Uint8Array} bytes */
function base64Url(bytes) {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} packed */
const bytesOf = (packed) => Uint8Array.from(atob(packed.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
