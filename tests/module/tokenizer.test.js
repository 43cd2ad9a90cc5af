// Tokenizer: exact on every text that JavaScript can hold.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Tokenizer, fails, textOf, vectors, wellFormed } from "./module.js";

const ENCODINGS = Object.keys(vectors[0]?.ids ?? {});

for (const encoding of ENCODINGS) {
  test(`${encoding} has its maker's tokens for every vector`, async () => {
    const t = await Tokenizer.load(encoding);
    assert.equal(t.encoding, encoding);
    assert.equal(t.ready, "all");
    for (const vector of vectors) {
      const text = textOf(vector);
      const ids = vector.ids[encoding] ?? assert.fail(`${vector.name} lacks ${encoding}`);
      const allowed = vector.allowed?.[encoding] ?? ids;
      assert.deepEqual([...t.encode(text)], ids, vector.name);
      assert.deepEqual([...t.encode(text, { special: "text" })], ids, vector.name);
      assert.deepEqual([...t.encode(text, { special: "allow" })], allowed, vector.name);
      assert.equal(t.count(text), ids.length, vector.name);
      assert.equal(t.count(text, { special: "allow" }), allowed.length, vector.name);

      assert.equal(t.countUpTo(text, ids.length), ids.length, vector.name);
      assert.equal(t.countUpTo(text, Infinity), ids.length, vector.name);
      if (ids.length > 0) assert.equal(t.countUpTo(text, ids.length - 1), null, vector.name);

      const segments = t.segments(text);
      assert.deepEqual([...segments.ids], ids, vector.name);
      assert.equal(segments.ends.length, ids.length, vector.name);
      assert.equal(segments.ends.at(-1) ?? 0, text.length, vector.name);

      // Qwen's tokens are those of the text in Unicode's normalisation form C; Gemma and Mistral take ▁ for a space.
      const given = (encoding === "qwen" && vector.nfc) || wellFormed(text);
      const decoded = /^(gemma|mistral)/.test(encoding) ? given.replaceAll("▁", " ") : given;
      assert.equal(t.decode(ids), decoded, vector.name);
      assert.equal(t.decode(Uint32Array.from(ids)), decoded, vector.name);
      assert.equal(t.decode(allowed), decoded, vector.name);
      assert.deepEqual(t.decodeBytes(ids), new TextEncoder().encode(decoded), vector.name);
    }
  });
}

test("a model's name loads its encoding", async () => {
  for (const [model, encoding] of [
    ["gpt-4o", "o200k_base"],
    ["openai/gpt-4o-mini", "o200k_base"],
    ["gpt-3.5-turbo", "cl100k_base"],
    ["text-davinci-003", "p50k_base"],
    ["qwen3-32b", "qwen"],
    ["gemini-2.5-pro", "gemma3"],
    ["gemini-3.8-flash", "gemma4"],
    ["deepseek-chat", "deepseek"],
    ["mistral-small-latest", "tekken"],
    ["open-mixtral-8x7b", "mistral_v1"],
    ["mistral-large-2402", "mistral_v2"],
    ["open-mixtral-8x22b", "mistral_v3"],
    ["pixtral-large-2411", "mistral_v7"],
  ]) {
    assert.equal((await Tokenizer.load(String(model))).encoding, encoding);
  }
});

test("empty text has no tokens", async () => {
  const t = await Tokenizer.load("o200k_base");
  assert.equal(t.count(""), 0);
  assert.equal(t.countUpTo("", 0), 0);
  assert.equal(t.encode("").length, 0);
  assert.equal(t.decode([]), "");
  assert.equal(t.decodeBytes([]).length, 0);
  assert.deepEqual(t.segments(""), { ids: new Uint32Array(), ends: new Uint32Array() });
});

test("names of object properties are plain text, and no names of models", async () => {
  const t = await Tokenizer.load("o200k_base");
  for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
    assert.equal(t.decode(t.encode(name)), name);
    await fails("unknown-model", () => Tokenizer.load(name));
  }
});

test("a misspelt model is told with the names that may have been meant", async () => {
  const error = await fails("unknown-model", () => Tokenizer.load("gpt4o"));
  assert.equal(error.suggestions[0], "gpt-4o");
  assert.match(error.message, /gpt-4o/);
});

test("a model without a public tokenizer has no exact one", async () => {
  const error = await fails("unknown-encoding", () => Tokenizer.load("claude-sonnet-4-5"));
  assert.match(error.message, /estimate/);
});

test("a special token is rejected on demand, and named", async () => {
  const t = await Tokenizer.load("cl100k_base");
  const text = "before <|endoftext|> after";
  const error = await fails("disallowed-special", () => t.count(text, { special: "reject" }));
  assert.match(error.message, /<\|endoftext\|>/);
  await fails("disallowed-special", () => t.encode(text, { special: "reject" }));
  assert.equal(t.count("plain", { special: "reject" }), t.count("plain"));
});

test("what is no text, no limit and no id is refused", async () => {
  const t = await Tokenizer.load("r50k_base");
  const any = (/** @type {unknown} */ value) => /** @type {any} */ (value);
  for (const text of [undefined, null, 3, {}, ["a"], new String("a")]) {
    await fails("invalid-argument", () => t.count(any(text)));
    await fails("invalid-argument", () => t.encode(any(text)));
    await fails("invalid-argument", () => t.segments(any(text)));
  }
  for (const limit of [-1, 0.5, NaN, "3", undefined]) {
    await fails("invalid-argument", () => t.countUpTo("a", any(limit)));
  }
  for (const ids of [undefined, "1", [-1], [0.5], [NaN], ["1"], new Uint8Array(1)]) {
    await fails("invalid-argument", () => t.decode(any(ids)));
  }
  for (const id of [t.vocabularySize, 0xffff_ffff, 2 ** 32, 2 ** 32 + 1, Number.MAX_VALUE]) {
    await fails("unknown-token", () => t.decode([id]));
    await fails("unknown-token", () => t.decodeBytes([id]));
  }
  await fails("invalid-argument", () => t.count("a", { special: any("ALLOW") }));
  await fails("invalid-argument", () => Tokenizer.load(any(3)));
});

test("a limit stops segments at the piece that passes it", async () => {
  const t = await Tokenizer.load("o200k_base");
  const text = "word ".repeat(100_000);
  const { ids, ends } = t.segments(text, { limitTokens: 10 });
  assert(ids.length > 10 && ids.length < 100, `${ids.length} tokens`);
  assert.equal(t.decode(ids), text.slice(0, ends.at(-1)));
});

test("a megabyte in one piece is counted", async () => {
  const t = await Tokenizer.load("o200k_base");
  assert.equal(t.count("a".repeat(1_000_000)), 125_000);
  assert.equal(t.count(" ".repeat(1_000_000)), 7_813);
});
