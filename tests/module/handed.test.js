// Files that the page hands to the worker.
import assert from "node:assert/strict";
import { test } from "node:test";
import { moduleUrl } from "./module.js";

/** @type {typeof import("../../www/tokenmeter/handed.js")} */
const { receive } = await import(new URL("handed.js", moduleUrl).href);

const url = "https://example.org/file";

test("what is handed over is what a fetch of it answers", async () => {
  const { take, fetch } = receive([url]);
  const response = fetch(url);
  for (const text of ["a", "bc"]) take({ url, chunk: new TextEncoder().encode(text) });
  take({ url, end: "done" });
  assert.equal(await (await response).text(), "abc");
});

test("a file that is no longer wanted does not stop the worker", async () => {
  for (const end of /** @type {const} */ (["done", "failed"])) {
    const { take, fetch } = receive([url]);
    take({ url, chunk: Uint8Array.of(1) });
    await (await fetch(url)).body?.cancel();
    take({ url, chunk: Uint8Array.of(2) });
    take({ url, end });
  }
});
