// Where the package is tried, as rows: a project below this directory each, and
// where in it a meter counts.

/**
 * @typedef {object} Environment
 * @property {string} project
 * @property {string} what
 * @property {string} [tool] the package of the tool or runtime, pinned in package.json
 * @property {"page" | "extension" | "program"} kind a page to open once it is built, that of
 *   an extension, or a program to start
 * @property {string} [root] the directory that is served, below the project's
 * @property {number} [workers] that the page starts, its own included
 */

/** @type {Environment[]} */
export const ENVIRONMENTS = [
  { project: "script", what: "a script of type module", kind: "page", workers: 1 },
  { project: "worker", what: "a dedicated worker", kind: "page", workers: 2 },
  { project: "service-worker", what: "a service worker", kind: "page", workers: 0 },
  { project: "extension", what: "a page of an extension (manifest 3)", kind: "extension", workers: 1 },
  { project: "vite", what: "Vite", tool: "vite", kind: "page", root: "dist", workers: 1 },
  { project: "webpack", what: "webpack", tool: "webpack", kind: "page", workers: 1 },
  { project: "parcel", what: "Parcel", tool: "parcel", kind: "page", root: "dist", workers: 1 },
  { project: "rollup", what: "Rollup, files copied", tool: "rollup", kind: "page", workers: 1 },
  { project: "esbuild", what: "esbuild, files copied", tool: "esbuild", kind: "page", workers: 1 },
  { project: "esbuild-inline", what: "esbuild, `tokenmeter/inline`", tool: "esbuild", kind: "page", workers: 0 },
  { project: "node", what: "Node.js", kind: "program" },
  { project: "bun", what: "Bun", tool: "bun", kind: "program" },
  { project: "deno", what: "Deno", tool: "deno", kind: "program" },
  { project: "workerd", what: "Cloudflare's workerd", tool: "workerd", kind: "program" },
];
