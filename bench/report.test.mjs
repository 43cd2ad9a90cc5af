import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { outcomes } from "./goals.mjs";
import { report } from "./report.mjs";
import { summary } from "./statistics.mjs";

const read = (name) => readFileSync(new URL(name, import.meta.url), "utf8");

/** One sample of everything that a goal looks at, by name. */
function made(samples, wrong = {}) {
  const file = (path, bytes, known) => ({ path, raw: bytes, gzip: bytes / 2, brotli: bytes / 4, known });
  return {
    rounds: 1,
    files: {
      tokenmeter: [file("entry.js", 8, true), file("vocab/o.tmvocab", 92, false)],
      "gpt-tokenizer": [file("entry.js", 400, true)],
      tiktoken: [file("entry.js", 800, true)],
    },
    asciiBytes: { bytes: 46, total: 92 },
    samples: Object.fromEntries(
      Object.entries(samples).map(([name, value]) => [name, summary([value])]),
    ),
    wrong,
    failures: [],
  };
}

const verdictOf = (results, start) =>
  outcomes("o200k_base", results).find(({ what }) => what.startsWith(start));

test("PERFORMANCE.md is what the recorded results say", () => {
  const recorded = JSON.parse(read("results/results.json"));
  const long = JSON.parse(read("results/long.json"));
  assert.equal(read("../PERFORMANCE.md"), report(recorded, long));
});

test("a goal is met from its limit on", () => {
  const speeds = (ours) =>
    made({ "chromium/tokenmeter/cold/english": ours, "chromium/gpt-tokenizer/cold/english": 2 });
  assert.equal(verdictOf(speeds(40), "cold count of english").verdict, "met");
  assert.equal(verdictOf(speeds(39), "cold count of english").verdict, "not met");
});

test("what was not measured is neither met nor missed", () => {
  assert.equal(verdictOf(made({}), "cold count of english").verdict, "not measured");
});

test("a tool that counts a text wrong is not the one to beat there", () => {
  const samples = {
    "chromium/tokenmeter/cold/cjk": 30,
    "chromium/gpt-tokenizer/cold/cjk": 2,
    "chromium/tiktoken/cold/cjk": 10,
  };
  assert.equal(verdictOf(made(samples), "cold count of cjk").measured, 3);
  const wrong = { tiktoken: ["cjk"] };
  assert.equal(verdictOf(made(samples, wrong), "cold count of cjk").measured, 15);
});

test("a host that gzips known types sends a vocabulary as it is", () => {
  // 4 of the bundle and all 92 of the vocabulary, over 200.
  assert.equal(verdictOf(made({}), "whole download, a host that gzips").measured, 0.48);
  // Half of the vocabulary.
  assert.equal(verdictOf(made({}), "download until ASCII text is counted, a host that gzips").measured, 0.25);
});

test("the middle of the samples and the furthest of them", () => {
  assert.deepEqual(summary([5, 1, 4]), { median: 4, min: 1, max: 5, samples: 3 });
  assert.deepEqual(summary([4, 1]), { median: 2.5, min: 1, max: 4, samples: 2 });
});
