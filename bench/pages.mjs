/** The pages that are measured in Chromium, written beside each tool's bundle. */

import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROMPTS } from "./prompts.mjs";

/**
 * @param {string} directory of one tool and encoding
 * @param {string[]} files `entry.js` and what it fetches
 */
export function writePages(directory, files) {
  const [entry, ...assets] = files;
  const preloads = [
    `<link rel="modulepreload" href="./${entry}">`,
    ...assets.map((path) => `<link rel="preload" as="fetch" crossorigin href="./${path}">`),
  ];
  // Loads, counts one prompt and says how long that took from the navigation on.
  const first = `
    import { load } from "./${entry}";
    const prompts = ${JSON.stringify(PROMPTS)};
    const { text, ready } = prompts[new URLSearchParams(location.search).get("prompt")];
    try {
      const tool = await load(ready);
      const tokens = tool.count(text);
      globalThis.outcome = { ms: performance.now(), tokens };
    } catch (error) {
      globalThis.outcome = { error: String(error) };
    }`;
  writeFileSync(join(directory, "first.html"), page(preloads, first));
  // Only fetches the same files.
  const fetches = `
    const files = ${JSON.stringify(files)};
    await Promise.all(files.map(async (path) => (await fetch("./" + path)).arrayBuffer()));
    globalThis.outcome = { ms: performance.now() };`;
  writeFileSync(join(directory, "fetch.html"), page([], fetches));
}

/**
 * @param {string} web
 * @param {string} corpora
 */
export function writeMeasurePage(web, corpora) {
  mkdirSync(join(web, "corpora"), { recursive: true });
  for (const name of readdirSync(corpora)) copyFileSync(join(corpora, name), join(web, "corpora", name));
  for (const name of ["measure.mjs", "prompts.mjs"]) {
    copyFileSync(new URL(name, import.meta.url), join(web, name));
  }
  writeFileSync(join(web, "measure.html"), page([], ""));
}

/**
 * @param {string[]} links
 * @param {string} script
 */
const page = (links, script) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Measurement</title>
<link rel="icon" href="data:,">
${links.join("\n")}
<script type="module">${script}</script>
</head><body></body></html>
`;
