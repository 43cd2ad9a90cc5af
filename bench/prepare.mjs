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
 * @param {{ encoding: string, site: string, work: string }} where
 * @returns {Promise<{ origins: Record<string, string>, entries: Record<string, string>,
 *   files: Record<string, ReturnType<typeof weigh>>, failures: object[],
 *   asciiBytes: { bytes: number, total: number } | null }>}
 */
export async function prepare({ encoding, site, work }) {
  const web = join(work, "web");
  writeMeasurePage(web, join(work, "corpora"));
  origins ??= startHosts(web);
  const prepared = { origins: await origins, entries: {}, files: {}, failures: [], asciiBytes: null };
  for (const [id, tool] of Object.entries(TOOLS)) {
    const directory = join(web, id, encoding);
    try {
      const paths = await bundle(await tool.entry(encoding, site), directory);
      writePages(directory, paths);
      prepared.files[id] = weigh(directory, paths, join(work, "compressed"));
      prepared.entries[id] = join(directory, "entry.js");
    } catch (error) {
      prepared.failures.push({ tool: id, where: "bundling", why: String(error) });
    }
  }
  try {
    const script = fileURLToPath(new URL("ascii_bytes.mjs", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [script, site, encoding]);
    prepared.asciiBytes = JSON.parse(stdout);
  } catch (error) {
    prepared.failures.push({ tool: "tokenmeter", where: "bytes until ASCII", why: String(error) });
  }
  return prepared;
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
