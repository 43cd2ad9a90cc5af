// The packed package in every tool and runtime: built, run and compared.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { ENVIRONMENTS, table } from "./environments.js";
import { EXPECTED, PACKAGE, PROJECTS, closeBrowser, npmRun, open, openExtension, openServed } from "./projects.js";

after(closeBrowser);

for (const { project, what, kind, counts, root = "" } of ENVIRONMENTS) {
  test(`${what} counts and prices`, async (t) => {
    const expected = { ...EXPECTED, countsIn: counts };
    if (kind === "program") {
      const printed = await npmRun(project, "start");
      assert.deepEqual(JSON.parse(printed.match(/^\{.*\}$/m)?.[0] ?? ""), expected);
      return;
    }
    if (kind === "server") {
      const { result } = await openServed(t, project);
      assert.deepEqual(result, expected);
      return;
    }
    await npmRun(project, "build");
    const page = kind === "page" ? await open(t, `${project}/${root}`) : await openExtension(t, project);
    assert.deepEqual(page.result, expected);
    assert.deepEqual(page.complaints, []);
  });
}

test("the table of environments is what these tests show", async () => {
  for (const readme of [fileURLToPath(new URL("../../README.md", import.meta.url)), path.join(PACKAGE, "README.md")]) {
    assert.ok((await readFile(readme, "utf8")).includes(`\n${table()}\n`), readme);
  }
});

test("the commands that the package's README gives are those of these projects", async () => {
  const readme = await readFile(path.join(PACKAGE, "README.md"), "utf8");
  for (const [project, script] of [["esbuild", "build"], ["esbuild-inline", "build"], ["deno", "start"]]) {
    const manifest = JSON.parse(await readFile(path.join(PROJECTS, String(project), "package.json"), "utf8"));
    assert.ok(readme.includes(`\n${manifest.scripts[String(script)].replaceAll("../node_modules/", "node_modules/")}\n`), project);
  }
});
