/**
 * Bundles every tool as a site would ship it, minified, with one encoding, and
 * weighs what a browser fetches of it.
 */

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** Extensions of what common static hosts compress by themselves. */
const COMPRESSED_BY_HOSTS = [".html", ".js", ".mjs", ".css", ".json", ".svg", ".txt", ".wasm"];

/** @param {Buffer} bytes */
const gzip = (bytes) => gzipSync(bytes, { level: 9 });

/** @param {Buffer} bytes */
const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });

/**
 * Writes `entry.js` and what it fetches into `directory`.
 *
 * @param {import("./tools.mjs").Entry} entry
 * @param {string} directory
 * @returns {Promise<string[]>} the names of the files, `entry.js` first
 */
export async function bundle(entry, directory) {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const { outputFiles } = await build({
    stdin: { contents: entry.source, resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    legalComments: "none",
    charset: "utf8",
    write: false,
    logLevel: "silent",
  });
  writeFileSync(join(directory, "entry.js"), outputFiles[0].contents);
  for (const { from, path } of entry.assets) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    copyFileSync(from, join(directory, path));
  }
  return ["entry.js", ...entry.assets.map(({ path }) => path)];
}

/**
 * The compressed bytes, which are kept: the best compression takes seconds.
 *
 * @param {Buffer} bytes
 * @param {".gz" | ".br"} extension
 * @param {string} cache a directory
 */
function compressed(bytes, extension, cache) {
  const name = createHash("sha256").update(bytes).digest("hex");
  const path = join(cache, name + extension);
  if (existsSync(path)) return readFileSync(path);
  const result = extension === ".gz" ? gzip(bytes) : brotli(bytes);
  mkdirSync(cache, { recursive: true });
  writeFileSync(path, result);
  return result;
}

/**
 * Weighs the files and leaves them beside themselves as hosts send them: `.gz`
 * where hosts know the type, `.br` where it is smaller.
 *
 * @param {string} directory
 * @param {string[]} files
 * @param {string} cache a directory for what is compressed
 * @returns {import("./hosts.mjs").File[]}
 */
export function weigh(directory, files, cache) {
  return files.map((path) => {
    const file = join(directory, path);
    const bytes = readFileSync(file);
    const gzipped = compressed(bytes, ".gz", cache);
    const brotlied = compressed(bytes, ".br", cache);
    const known = COMPRESSED_BY_HOSTS.some((extension) => path.endsWith(extension));
    if (known && gzipped.length < bytes.length) writeFileSync(`${file}.gz`, gzipped);
    if (brotlied.length < bytes.length) writeFileSync(`${file}.br`, brotlied);
    return { path, raw: bytes.length, gzip: gzipped.length, brotli: brotlied.length, known };
  });
}
