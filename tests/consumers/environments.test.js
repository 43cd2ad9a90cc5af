// The packed package in every tool and runtime: built, run and compared.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ENVIRONMENTS } from "./environments.js";
import { EXPECTED, closeBrowser, npmRun, open } from "./projects.js";

after(closeBrowser);

for (const { project, what, kind, workers, root = "" } of ENVIRONMENTS) {
  test(`${what} counts and prices`, async (t) => {
    if (kind === "program") {
      assert.deepEqual(JSON.parse(await npmRun(project, "start")), EXPECTED);
      return;
    }
    await npmRun(project, "build");
    const page = await open(t, `${project}/${root}`);
    assert.deepEqual(page.result, EXPECTED);
    assert.deepEqual(page.complaints, []);
    assert.equal(page.workers, workers);
  });
}
