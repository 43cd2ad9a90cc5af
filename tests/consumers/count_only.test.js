// Who only counts ships nothing about prices, whichever of the two names is imported.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { before, test } from "node:test";
import { PROJECTS, npmRun } from "./projects.js";

/** What stays of the prices module and its files in a bundle, however it is minified. */
const PRICES = /givenCount|prices_bg|prices\.txt|keys_bg/;

/** Without comments, which Rollup keeps. @param {string} directory */
async function scriptsIn(directory) {
  const root = path.join(PROJECTS, directory);
  const names = (await readdir(root, { recursive: true })).filter((name) => name.endsWith(".js"));
  assert.ok(names.length > 0, directory);
  const scripts = await Promise.all(names.map((name) => readFile(path.join(root, name), "utf8")));
  return scripts.map((code) => code.replace(/\/\*.*?\*\//gs, ""));
}

before(() => npmRun("count-only", "build"));

test("a bundle that prices is known by what it has", async () => {
  await npmRun("count-only", "prices");
  assert.ok((await scriptsIn("count-only/dist/prices")).some((code) => PRICES.test(code)));
});

for (const tool of ["esbuild", "vite", "rollup", "webpack"]) {
  test(`${tool} leaves prices out of a program that counts`, async () => {
    const scripts = await scriptsIn(`count-only/dist/${tool}`);
    assert.deepEqual(scripts.flatMap((code) => code.match(PRICES) ?? []), []);
  });
}

test("Vite and webpack copy the wasm that counts and cuts for tokenmeter/tokens, and nothing of prices", async () => {
  for (const directory of ["vite/tokens", "webpack"]) {
    const names = await readdir(path.join(PROJECTS, "count-only/dist", directory), { recursive: true });
    assert.equal(names.filter((name) => name.endsWith(".wasm")).length, 2, directory);
    assert.equal(names.filter((name) => name.endsWith(".txt")).length, 0, directory);
  }
});
