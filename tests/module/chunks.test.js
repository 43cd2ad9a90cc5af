// A long text in chunks: exact, within the limit, whole, and priced.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, test } from "node:test";
import { Meter, Tokenizer, at, fails, fetchFrom, textOf, vectors } from "./module.js";

const meter = await Meter.load();
after(() => meter.close());
const tokenizer = await Tokenizer.load("o200k_base", { chunks: true });

/** @type {{ chunks: ({ name: string, text: string, parts: string[] } & import("../../www/tokenmeter/chunks.js").ChunkOptions)[] }} */
const file = JSON.parse(await readFile(new URL("../vectors/chunks.json", import.meta.url), "utf8"));

test("texts are cut where a reader would cut them, as wasm", () => {
  assert(file.chunks.length > 10);
  for (const { name, text, parts, ...options } of file.chunks) {
    const chunks = tokenizer.chunks(text, options);
    assert.deepEqual(chunks.map(({ start, end }) => text.slice(start, end)), parts, name);
  }
});

test("chunks of any text are exact, keep the limit, lose nothing and tear no character", () => {
  const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
  for (const vector of vectors) {
    const text = textOf(vector).slice(0, 3000);
    const ends = new Set([...graphemes.segment(text)].map(({ index, segment }) => index + segment.length));
    for (const boundary of /** @type {const} */ (["token", "sentence", "paragraph"])) {
      for (const [limitTokens, overlapTokens] of /** @type {[number, number][]} */ ([[1, 0], [5, 2], [40, 10]])) {
        let end = 0;
        for (const chunk of tokenizer.chunks(text, { limitTokens, overlapTokens, boundary })) {
          const part = text.slice(chunk.start, chunk.end);
          assert.equal(chunk.tokens, tokenizer.count(part), vector.name);
          assert(chunk.tokens <= limitTokens || [...graphemes.segment(part)].length === 1, vector.name);
          assert(ends.has(chunk.end), `${vector.name}: ${JSON.stringify(part)}`);
          assert(chunk.start <= end && chunk.end > end, vector.name);
          assert(tokenizer.count(text.slice(chunk.start, end)) <= overlapTokens, vector.name);
          end = chunk.end;
        }
        assert.equal(end, text.length, vector.name);
      }
    }
  }
});

test("of a chunk no more is cached than it has", async () => {
  const input = "Some words to cut into parts. ".repeat(31);
  const plan = { model: "gpt-4o", input, limitTokens: 100, cachedTokens: 60, cacheWriteTokens: 30, at };
  const chunks = await meter.chunks(plan);
  assert((chunks.at(-1)?.count.tokens ?? Infinity) < 60, "the last chunk is shorter than what is cached");
  for (const { count, usd } of chunks) {
    // Cached input is $1.25, all other $2.50.
    const cached = Math.min(60, count.tokens);
    assert(Math.abs((usd ?? NaN) - (cached * 1.25 + (count.tokens - cached) * 2.5) / 1e6) < 1e-12);
  }
});

test("chunks of a model are counted and priced as requests of their own", async () => {
  const input = "A sentence of some words. ".repeat(400);
  const whole = await meter.count(input, "gpt-4o");
  const chunks = await meter.chunks({ model: "gpt-4o", input, limitTokens: 100, boundary: "sentence", outputTokens: 10, at });
  assert(chunks.length >= whole.tokens / 100);
  for (const { start, end, count, usd } of chunks) {
    assert.equal(count.tokens, tokenizer.count(input.slice(start, end)));
    assert.equal(count.basis, "exact");
    assert(Math.abs((usd ?? 0) - (count.tokens * 2.5 + 10 * 10) / 1e6) < 1e-12);
  }
});

test("where the count is an estimate, its upper bound keeps the limit", async () => {
  const input = "One, two. Three!\n\n".repeat(200);
  const chunks = await meter.chunks({ model: "claude-opus-5-5", input, limitTokens: 50, overlapTokens: 10, boundary: "paragraph", at });
  assert(chunks.length > 10);
  for (const { count } of chunks) {
    assert.equal(count.basis, "estimate");
    assert(count.high <= 50, String(count.high));
  }
  assert.equal(chunks.at(-1)?.end, input.length);
});

test("a limit that no chunk could have is refused, and says which", async () => {
  for (const [options, word] of /** @type {[any, string][]} */ ([
    [{}, "limitTokens"],
    [{ limitTokens: 0 }, "limitTokens"],
    [{ limitTokens: 1.5 }, "limitTokens"],
    [{ limitTokens: "5" }, "limitTokens"],
    [{ limitTokens: 5, overlapTokens: 5 }, "overlapTokens"],
    [{ limitTokens: 5, overlapTokens: -1 }, "overlapTokens"],
    [{ limitTokens: 5, boundary: "word" }, "boundary"],
  ])) {
    const error = await fails("invalid-argument", () => tokenizer.chunks("text", options));
    assert(error.message.includes(word), error.message);
    await fails("invalid-argument", () => meter.chunks({ model: "gpt-4o", input: "text", ...options }));
  }
  await fails("invalid-argument", () => tokenizer.chunks(/** @type {any} */ (5), { limitTokens: 5 }));
  await fails("invalid-argument", () => meter.chunks({ model: "gpt-4o", input: { tokens: 5 }, limitTokens: 5 }));
});

test("what cuts texts is not loaded where only counting is asked for", async () => {
  const { fetch, asked } = fetchFrom();
  const counting = await Tokenizer.load("r50k_base", { fetch });
  assert.equal(counting.count("hello world"), 2);
  assert(!asked.some((path) => /chunks_bg/.test(path)), "it was loaded all the same");
});
