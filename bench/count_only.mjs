/**
 * The table "How large it is" of the README: the same program, which only
 * counts, built for production by two bundlers, with all that it fetches.
 *
 *     cargo xtask build && node bench/count_only.mjs
 */

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build as viteBuild, version as viteVersion } from "vite";
import { version as esbuildVersion } from "esbuild";
import { bundle } from "./bundle.mjs";
import { TOOLS } from "./tools.mjs";

const ENCODING = "o200k_base";
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SITE = join(ROOT, "target/site");
const OUT = join(ROOT, "target/bench/count-only");
/** Where bare names of the peers lead somewhere. */
const SOURCES = join(ROOT, "bench/.count-only");

/** What a program that counts is, for each tool. @type {Record<string, (module: string) => string>} */
const COUNTS = {
  tokenmeter: () => `import { Tokenizer } from ${JSON.stringify(join(SITE, "tokenmeter/tokens.js"))};
    Tokenizer.load("${ENCODING}").then((tokenizer) => console.log(tokenizer.count("Hello, world!")));`,
  "gpt-tokenizer": () => `import { countTokens } from "gpt-tokenizer/encoding/${ENCODING}";
    console.log(countTokens("Hello, world!"));`,
  tiktoken: (source) => `${source}
    load().then(({ count }) => console.log(count("Hello, world!")));`,
};

/** As hosts send it: only vocabularies stay as they are. @param {string} file */
const weigh = (file) => {
  const bytes = readFileSync(file);
  return file.endsWith(".tmvocab") ? bytes.length : gzipSync(bytes, { level: 9 }).length;
};

/** @param {string[]} files */
const kilobytes = (files) => Math.round(files.reduce((sum, file) => sum + weigh(file), 0) / 1000).toLocaleString("en");

/** @param {string} directory */
const scripts = (directory) => readdirSync(directory, { recursive: true }).map(String).filter((name) => name.endsWith(".js")).map((name) => join(directory, name));

mkdirSync(SOURCES, { recursive: true });
process.stdout.write(`| | esbuild ${esbuildVersion} | Vite ${viteVersion} |\n|---|---|---|\n`);
for (const [name, program] of Object.entries(COUNTS)) {
  const { source, assets } = await TOOLS[name].entry(ENCODING, SITE);
  const entry = { source: program(source), assets };
  const fetched = assets.map(({ from }) => from);
  const byEsbuild = join(OUT, "esbuild", name);
  await bundle(entry, byEsbuild);
  const file = join(SOURCES, `${name}.js`);
  writeFileSync(file, entry.source);
  const byVite = join(OUT, "vite", name);
  await viteBuild({ root: SOURCES, logLevel: "silent", build: { outDir: byVite, emptyOutDir: true, assetsInlineLimit: 0, rollupOptions: { input: file } } });
  const scriptsOf = [scripts(byEsbuild), scripts(byVite)];
  process.stdout.write(`| ${TOOLS[name].name} | ${scriptsOf.map((built) => kilobytes([...built, ...fetched])).join(" | ")} |\n`);
}
rmSync(SOURCES, { recursive: true });
