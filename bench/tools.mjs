/**
 * What is measured, as rows: each tool's package, and for an encoding the
 * source of an entry that loads it and the files that it fetches beside.
 *
 * An entry exports `load(ready)`, which resolves to count, encode, decode and,
 * where the tool has it, segments. Text that spells a special token is text.
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);

/**
 * @typedef {object} Entry
 * @property {string} source of the module that is bundled
 * @property {{ from: string, path: string }[]} assets fetched at run time, beside the bundle
 *
 * @typedef {object} Tool
 * @property {string} name
 * @property {boolean} [ours]
 * @property {boolean} [slow] takes part in fewer rounds
 * @property {boolean} [heads] is given the first 100 kB of each text
 * @property {(encoding: string, site: string) => Promise<Entry>} entry
 */

/** @type {Record<string, Tool>} */
export const TOOLS = {
  tokenmeter: {
    name: "tokenmeter",
    ours: true,
    async entry(encoding, site) {
      const module = join(site, "tokenmeter");
      const assets = await import(pathToFileURL(join(module, "assets.js")).href);
      const paths = [assets.tokensWasm.path, assets.vocabularies[encoding].path];
      return {
        source: `
          import { Tokenizer } from ${JSON.stringify(join(module, "tokens.js"))};
          export async function load(ready) {
            const tokenizer = await Tokenizer.load("${encoding}", { ready });
            return {
              count: (text) => tokenizer.count(text),
              encode: (text) => tokenizer.encode(text),
              decode: (ids) => tokenizer.decode(ids),
              segments: (text) => tokenizer.segments(text),
            };
          }`,
        assets: paths.map((path) => ({ from: join(module, path), path })),
      };
    },
  },
  "gpt-tokenizer": {
    name: `gpt-tokenizer ${version("gpt-tokenizer")}`,
    entry: async (encoding) => ({
      source: `
        import { countTokens, decode, encode } from "gpt-tokenizer/encoding/${encoding}";
        export const load = async () => ({ count: (text) => countTokens(text), encode, decode });`,
      assets: [],
    }),
  },
  "ai-tokenizer": {
    name: `ai-tokenizer ${version("ai-tokenizer")}`,
    slow: true,
    entry: async (encoding) => ({
      source: `
        import Tokenizer from "ai-tokenizer";
        import * as ranks from "ai-tokenizer/encoding/${encoding}";
        export async function load() {
          const tokenizer = new Tokenizer(ranks);
          return {
            count: (text) => tokenizer.count(text),
            encode: (text) => tokenizer.encode(text),
            decode: (ids) => tokenizer.decode(ids),
          };
        }`,
      assets: [],
    }),
  },
  tiktoken: {
    name: `tiktoken ${version("tiktoken")} (npm, lite)`,
    entry: async (encoding) => ({
      source: `
        import { Tiktoken, init } from "tiktoken/lite/init";
        import ranks from "tiktoken/encoders/${encoding}.json";
        async function wasm() {
          const url = new URL("./tiktoken_bg.wasm", import.meta.url);
          if (url.protocol !== "file:") return (await fetch(url)).arrayBuffer();
          const disk = "node:fs/promises";
          return (await import(disk)).readFile(url);
        }
        export async function load() {
          const bytes = await wasm();
          await init((imports) => WebAssembly.instantiate(bytes, imports));
          const tokenizer = new Tiktoken(ranks.bpe_ranks, ranks.special_tokens, ranks.pat_str);
          const utf8 = new TextDecoder();
          return {
            count: (text) => tokenizer.encode_ordinary(text).length,
            encode: (text) => tokenizer.encode_ordinary(text),
            decode: (ids) => utf8.decode(tokenizer.decode(ids)),
          };
        }`,
      assets: [
        { from: require.resolve("tiktoken/lite/tiktoken_bg.wasm"), path: "tiktoken_bg.wasm" },
      ],
    }),
  },
  "js-tiktoken": {
    name: `js-tiktoken ${version("js-tiktoken")} (lite)`,
    slow: true,
    heads: true,
    entry: async (encoding) => ({
      source: `
        import { Tiktoken } from "js-tiktoken/lite";
        import ranks from "js-tiktoken/ranks/${encoding}";
        export async function load() {
          const tokenizer = new Tiktoken(ranks);
          return {
            count: (text) => tokenizer.encode(text, [], []).length,
            encode: (text) => tokenizer.encode(text, [], []),
            decode: (ids) => tokenizer.decode(ids),
          };
        }`,
      assets: [],
    }),
  },
};

/** The version that is installed. */
function version(name) {
  const manifest = new URL(`node_modules/${name}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(manifest, "utf8")).version;
}
