// Where the package is tried, as rows: a project below this directory each, and
// where in it a meter counts.
import { readFileSync } from "node:fs";

/**
 * @typedef {object} Environment
 * @property {string} project
 * @property {string} what
 * @property {string} [tool] the package of the tool or runtime, pinned in package.json
 * @property {"page" | "server" | "extension" | "program"} kind a page to open once it is built, or
 *   from the server of its tool, or that of an extension; or a program to start
 * @property {string} [root] the directory that is served, below the project's
 * @property {string} counts where a meter does
 */

const IN_WORKER = "a worker";
const IN_THREAD = "its thread";

/** @type {Environment[]} */
export const ENVIRONMENTS = [
  { project: "script", what: "`<script type=\"module\">`", kind: "page", counts: IN_WORKER },
  { project: "worker", what: "dedicated worker", kind: "page", counts: IN_WORKER },
  { project: "service-worker", what: "service worker", kind: "page", counts: IN_THREAD },
  { project: "extension", what: "page of an extension, manifest 3", kind: "extension", counts: IN_WORKER },
  { project: "vite", what: "Vite", tool: "vite", kind: "page", root: "dist", counts: IN_WORKER },
  { project: "vite", what: "Vite's development server", tool: "vite", kind: "server", counts: IN_WORKER },
  { project: "webpack", what: "webpack", tool: "webpack", kind: "page", counts: IN_WORKER },
  { project: "parcel", what: "Parcel", tool: "parcel", kind: "page", root: "dist", counts: IN_WORKER },
  { project: "rollup", what: "Rollup, files copied", tool: "rollup", kind: "page", counts: IN_WORKER },
  { project: "esbuild", what: "esbuild, files copied", tool: "esbuild", kind: "page", counts: IN_WORKER },
  { project: "esbuild-inline", what: "esbuild, files inside", tool: "esbuild", kind: "page", counts: IN_THREAD },
  { project: "esbuild-node", what: "esbuild for Node.js, CommonJS, files inside", tool: "esbuild", kind: "program", counts: IN_THREAD },
  { project: "node", what: "Node.js", kind: "program", counts: IN_THREAD },
  { project: "bun", what: "Bun", tool: "bun", kind: "program", counts: IN_WORKER },
  { project: "deno", what: "Deno", tool: "deno", kind: "program", counts: IN_WORKER },
  { project: "workerd", what: "Cloudflare's workerd", tool: "workerd", kind: "program", counts: IN_THREAD },
];

/** The version that is pinned, or which one takes part. @param {Environment} environment */
function version({ tool, kind }) {
  const manifest = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));
  if (tool) return manifest.devDependencies[tool];
  return kind === "program" ? "20.19 or newer" : "Chromium";
}

/** The rows as the READMEs have them. */
export function table() {
  const rows = ENVIRONMENTS.map((row) => `| ${row.what} | ${version(row)} | ✓ | ✓ | ${row.counts} |`);
  return ["| environment | version | counts | prices | a meter counts in |", "|---|---|---|---|---|", ...rows].join("\n");
}
