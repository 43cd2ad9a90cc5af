// An empty project in which the packed package was installed.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** @param {string} name */
function setting(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run \`cargo xtask test package\`.`);
  return value;
}

/** The project's directory. */
export const CONSUMER = setting("TOKENMETER_CONSUMER_DIR");
/** The package as it was installed there. */
export const PACKAGE = path.join(CONSUMER, "node_modules/tokenmeter");
/** The browser's program. */
export const CHROMIUM = setting("TOKENMETER_CHROMIUM");

/**
 * A new directory in the project, gone when the test ends.
 *
 * @param {import("node:test").TestContext} t
 */
export async function directory(t) {
  const made = await mkdtemp(path.join(CONSUMER, "test-"));
  t.after(() => rm(made, { recursive: true }));
  return made;
}

/** The package's own README. */
export const PACKAGE_README = path.join(PACKAGE, "README.md");

/**
 * The code of a README below a heading.
 *
 * @param {string} heading
 * @param {string} [file]
 */
export async function example(heading, file = fileURLToPath(new URL("../../README.md", import.meta.url))) {
  const readme = await readFile(file, "utf8");
  const section = readme.split(/^###? /m).find((text) => text.startsWith(`${heading}\n`));
  const code = section?.match(/^```\w+\n(.*?)^```$/ms)?.[1];
  if (!code) throw new Error(`The README has no example "${heading}".`);
  return code;
}
