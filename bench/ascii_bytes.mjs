/**
 * How many bytes of the vocabulary must have come until text of ASCII alone is
 * counted: `node ascii_bytes.mjs SITE ENCODING`. Serves more and less of the
 * file, and then nothing, until the shortest is found that answers.
 */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PROMPTS } from "./prompts.mjs";

/** Longer than any loading takes. */
const SILENCE_MS = 1000;
const PRECISION_BYTES = 512;

const [site, encoding] = process.argv.slice(2);
const module = join(site, "tokenmeter");
const { Tokenizer } = await import(pathToFileURL(join(module, "index.js")).href);
const { vocabularies } = await import(pathToFileURL(join(module, "assets.js")).href);
const { path, bytes: total } = vocabularies[encoding];

/** @param {number} length */
function fetchUpTo(length) {
  return async (url) => {
    const content = await readFile(url);
    if (!String(url).endsWith(path) || length >= total) return new Response(content);
    const stalled = new ReadableStream({
      start: (controller) => controller.enqueue(new Uint8Array(content.subarray(0, length))),
    });
    return new Response(stalled);
  };
}

/** @param {number} length */
async function answers(length) {
  const count = Tokenizer.load(encoding, { ready: "ascii", fetch: fetchUpTo(length) })
    .then((tokenizer) => tokenizer.count(PROMPTS.english.text) > 0)
    .catch(() => false);
  const silence = new Promise((resolve) => setTimeout(resolve, SILENCE_MS, false));
  return Promise.race([count, silence]);
}

let [short, long] = [0, total];
while (long - short > PRECISION_BYTES) {
  const middle = (short + long) >> 1;
  if (await answers(middle)) long = middle;
  else short = middle;
}
process.stdout.write(`${JSON.stringify({ bytes: long, total })}\n`);
process.exit();
