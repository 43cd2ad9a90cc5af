import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { report } from "./report.mjs";

const read = (name) => readFileSync(new URL(name, import.meta.url), "utf8");

test("docs/page.md is what the recorded results say", () => {
  assert.equal(read("../../docs/page.md"), report(JSON.parse(read("results.json"))));
});
