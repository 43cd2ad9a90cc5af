// Where the package is tried, as rows: a project below this directory each, and
// where in it a meter counts.

/**
 * @typedef {object} Environment
 * @property {string} project
 * @property {string} what
 * @property {string} [tool] the package of the tool or runtime, pinned in package.json
 * @property {"page" | "program"} kind a page to open once it is built, or a program to start
 * @property {string} [root] the directory that is served, below the project's
 * @property {number} [workers] that the page starts
 */

/** @type {Environment[]} */
export const ENVIRONMENTS = [
  { project: "vite", what: "Vite", tool: "vite", kind: "page", root: "dist", workers: 1 },
  { project: "esbuild", what: "esbuild, files copied", tool: "esbuild", kind: "page", workers: 1 },
  { project: "esbuild-inline", what: "esbuild, `tokenmeter/inline`", tool: "esbuild", kind: "page", workers: 0 },
  { project: "node", what: "Node.js", kind: "program" },
];
