// What stands in for tiktoken and gpt-tokenizer waits for its vocabularies by
// top-level `await`: where that works.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { EXPECTED, PROJECTS, closeBrowser, npmRun, open } from "./projects.js";

const { o200k_base, cl100k_base } = EXPECTED;

before(() => npmRun("compat", "build"));
after(closeBrowser);

for (const runtime of ["node", "bun", "deno", "workerd"]) {
  test(`${runtime} has it when the import is done`, async () => {
    const printed = await npmRun("compat", runtime);
    assert.deepEqual(JSON.parse(printed.match(/^\{.*\}$/m)?.[0] ?? ""), { o200k_base, cl100k_base });
  });
}

for (const tool of ["vite", "esbuild", "webpack", "rollup"]) {
  test(`a bundle of ${tool} has it when the import is done`, async (t) => {
    const page = path.join(PROJECTS, "compat/dist", tool, "index.html");
    const script = '<!doctype html><link rel="icon" href="data:,"><output></output><script type="module" src="./main.js"></script>';
    // Vite writes a page of its own.
    if (tool !== "vite") await writeFile(page, script);
    const { result, complaints } = await open(t, `compat/dist/${tool}`);
    assert.deepEqual(result, { o200k_base, cl100k_base });
    assert.deepEqual(complaints, []);
  });
}
