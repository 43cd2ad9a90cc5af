// A vocabulary that does not come as it was built: a clear error, and the
// next attempt works.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Meter, Tokenizer, fails, fetchFrom } from "./module.js";

/** @param {string} path */
const isVocabulary = (path) => path.endsWith(".tmvocab");

/**
 * @param {string} code
 * @param {(file: Uint8Array<ArrayBuffer>) => Response | Promise<Response>} answer
 */
async function failsOnce(code, answer) {
  const bad = fetchFrom((path, file) => (isVocabulary(path) ? answer(file) : undefined));
  const error = await fails(code, () => Tokenizer.load("r50k_base", { fetch: bad.fetch }));
  assert(bad.asked.some(isVocabulary), "the vocabulary was asked for");
  const t = await Tokenizer.load("r50k_base", { fetch: fetchFrom().fetch });
  assert.equal(t.count("hello world"), 2);
  return error;
}

test("cut off", async () => {
  for (const part of [0, 0.01, 0.5, 0.999]) {
    await failsOnce("invalid-vocabulary", (file) => {
      return new Response(file.subarray(0, Math.floor(file.length * part)));
    });
  }
});

test("altered", async () => {
  for (const part of [0, 0.0001, 0.001, 0.3, 0.9, 1]) {
    await failsOnce("invalid-vocabulary", (file) => {
      const at = Math.floor((file.length - 1) * part);
      file[at] = (file[at] ?? 0) ^ 4;
      return new Response(file);
    });
  }
});

test("longer than it should be", async () => {
  await failsOnce("invalid-vocabulary", (file) => new Response(new Blob([file, "\n"])));
});

test("a page instead, as hosts send it for any path", async () => {
  await failsOnce("invalid-vocabulary", () => new Response("<!doctype html><title>Home</title>"));
});

test("of another encoding", async () => {
  /** @type {Uint8Array<ArrayBuffer> | undefined} */
  let other;
  const { fetch } = fetchFrom((path, file) => {
    if (isVocabulary(path)) other = file;
    return undefined;
  });
  await Tokenizer.load("cl100k_base", { fetch });
  await failsOnce("invalid-vocabulary", () => new Response(other));
});

test("not there", async () => {
  const error = await failsOnce("network", () => new Response("", { status: 404 }));
  assert.match(error.message, /404/);
  assert.match(error.message, /tmvocab/);
});

test("the connection breaks", async () => {
  await failsOnce("network", () => {
    throw new TypeError("fetch failed");
  });
  await failsOnce("network", (file) => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(file.subarray(0, 1000));
        controller.error(new TypeError("network error"));
      },
    });
    return new Response(body);
  });
});

test("progress ends at the whole file", async () => {
  /** @type {import("../../www/tokenmeter/files.js").Progress[]} */
  const seen = [];
  const { fetch } = fetchFrom();
  await Tokenizer.load("r50k_base", { fetch, onProgress: (progress) => seen.push(progress) });
  const last = seen.at(-1) ?? assert.fail("no progress");
  assert.equal(last.loaded, last.total);
  assert(last.total > 50_000, `${last.total} bytes`);
});

test("every count that waits for it hears how far it has come", async () => {
  const { fetch } = fetchFrom(async (path, file) => {
    if (isVocabulary(path)) await new Promise((resolve) => setTimeout(resolve, 100));
    return new Response(file);
  });
  const meter = await Meter.load({ fetch });
  const controller = new AbortController();
  /** @type {string[]} */
  const heard = [];
  const counts = ["first", "second", "third"].map((name) =>
    meter.count("hello world", "davinci", {
      onProgress: ({ stage }) => heard.push(`${name} ${stage}`),
      ...(name === "first" && { signal: controller.signal }),
    }),
  );
  controller.abort();
  await fails("aborted", () => counts[0]);
  for (const { tokens } of await Promise.all(counts.slice(1))) assert.equal(tokens, 2);
  assert.deepEqual([...new Set(heard)], ["second loading", "third loading"]);
  meter.close();
});

test("aborted before and while it loads", async () => {
  const reason = new Error("no longer wanted");
  const before = AbortSignal.abort(reason);
  const { cause } = await fails("aborted", () => Tokenizer.load("o200k_base", { signal: before }));
  assert.equal(cause, reason);

  const controller = new AbortController();
  const { fetch } = fetchFrom((path) => {
    if (isVocabulary(path)) controller.abort();
    return undefined;
  });
  await fails("aborted", () => Tokenizer.load("o200k_base", { fetch, signal: controller.signal }));
  assert.equal((await Tokenizer.load("o200k_base")).count("hello world"), 2);
});
