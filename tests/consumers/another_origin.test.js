// The module comes from another origin than the page, as from a CDN.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { serve } from "../page/server.js";
import { EXPECTED, PACKAGE, closeBrowser, npmRun, open } from "./projects.js";

before(() => npmRun("another-origin", "build"));
after(closeBrowser);

/**
 * The project's page, whose module another server has.
 *
 * @param {import("node:test").TestContext} t
 * @param {(origin: string) => string} [policy] the page's, by the origin of the module
 */
async function openFar(t, policy = () => "") {
  const far = await serve({ root: PACKAGE, policy: "", crossOrigin: true });
  t.after(() => far.close());
  const { origin } = far;
  return open(t, "another-origin", { policy: policy(origin) }, `?port=${new URL(origin).port}`);
}

test("from another origin it counts in a worker all the same", async (t) => {
  const { result, complaints } = await openFar(t);
  assert.deepEqual(result, { ...EXPECTED, countsIn: "a worker" });
  assert.deepEqual(complaints, []);
});

test("from another origin it counts without a worker where the policy allows none", async (t) => {
  const { result } = await openFar(
    t,
    (origin) => `default-src 'none'; script-src 'self' ${origin} 'wasm-unsafe-eval'; connect-src ${origin}; worker-src 'self'`,
  );
  assert.deepEqual(result, { ...EXPECTED, countsIn: "its thread" });
});
