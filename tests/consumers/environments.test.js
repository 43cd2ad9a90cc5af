// The packed package in every tool and runtime: built, run and compared.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ENVIRONMENTS } from "./environments.js";
import { EXPECTED, closeBrowser, npmRun, open, openExtension } from "./projects.js";

after(closeBrowser);

for (const { project, what, kind, workers, root = "" } of ENVIRONMENTS) {
  test(`${what} counts and prices`, async (t) => {
    if (kind === "program") {
      const printed = await npmRun(project, "start");
      assert.deepEqual(JSON.parse(printed.match(/^\{.*\}$/m)?.[0] ?? ""), EXPECTED);
      return;
    }
    await npmRun(project, "build");
    const page = kind === "page" ? await open(t, `${project}/${root}`) : await openExtension(t, project);
    assert.deepEqual(page.result, EXPECTED);
    assert.deepEqual(page.complaints, []);
    assert.equal(page.workers, workers);
  });
}
