import { make } from "./dom.js";

/**
 * Gives the person a file.
 * @param {string} name
 * @param {string} type
 * @param {BlobPart[]} content
 */
export function saveFile(name, type, content) {
  const href = URL.createObjectURL(new Blob(content, { type }));
  make("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
