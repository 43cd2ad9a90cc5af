/** Bundles and weighs every tool for one encoding, and starts the hosts. */

import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { bundle, weigh } from "./bundle.mjs";
import { writeMeasurePage, writePages } from "./pages.mjs";
import { serve, slowLine } from "./server.mjs";
import { TOOLS } from "./tools.mjs";

/** The line of someone on the move. */
export const LINE = { bitsPerSecond: 10_000_000, roundTripMs: 40 };

/** @type {Promise<Record<string, string>> | undefined} started once, for all encodings */
let origins;

/**
 * @param {{ encoding: string, site: string, work: string, record: import("./record.mjs").Record }} plan
 */
export async function prepare({ encoding, site, work, record }) {
  const web = join(work, "web");
  writeMeasurePage(web, join(work, "corpora"));
  origins ??= startHosts(web);
  /** @type {Record<string, string>} by tool: the path of its bundle */
  const entries = {};
  /** @type {Record<string, import("./hosts.mjs").File[]>} by tool */
  const files = {};
  for (const [id, tool] of Object.entries(TOOLS)) {
    await record.attempt(id, "bundling", async () => {
      const directory = join(web, id, encoding);
      const paths = await bundle(await tool.entry(encoding, site), directory);
      writePages(directory, paths);
      files[id] = weigh(directory, paths, join(work, "compressed"));
      entries[id] = join(directory, "entry.js");
    });
  }
  /** @type {{ bytes: number, total: number } | null} of the vocabulary, until ASCII text is counted */
  let asciiBytes = null;
  await record.attempt("tokenmeter", "bytes until ASCII", async () => {
    const script = fileURLToPath(new URL("ascii_bytes.mjs", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [script, site, encoding]);
    asciiBytes = JSON.parse(stdout);
  });
  return { origins: await origins, entries, files, asciiBytes };
}

/** @param {string} web */
async function startHosts(web) {
  const ports = {
    plain: await serve(web, "plain"),
    gzip: await serve(web, "gzip"),
    brotli: await serve(web, "brotli"),
  };
  const origin = (port) => `http://127.0.0.1:${port}`;
  return {
    plain: origin(ports.plain),
    "line-gzip": origin(await slowLine(ports.gzip, LINE)),
    "line-brotli": origin(await slowLine(ports.brotli, LINE)),
  };
}
