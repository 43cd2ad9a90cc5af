// What comes in parts: a vocabulary of which only ASCII is ready, and a text.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Tokenizer, fails, textOf, vectors } from "./module.js";

const MIXED = "naïve \u{1f642} \u{1f468}\u200d\u{1f469}\u200d\u{1f467} 日本語, and so on; ".repeat(4000);

test("text in ASCII is counted before the rest of the vocabulary is decoded", async () => {
  const t = await Tokenizer.load("o200k_base", { ready: "ascii" });
  assert.equal(t.ready, "ascii", "the file comes at once, and still the count goes first");
  assert.equal(t.count("Hello, world!"), 4);
  await fails("not-ready", () => t.count("naïve"));
  await fails("not-ready", () => t.prepare());
  await t.whenReady;
  assert.equal(t.ready, "all");
  assert.equal(t.count("naïve"), (await Tokenizer.load("o200k_base")).count("naïve"));
});

test("preparing for longer texts changes no count", async () => {
  const t = await Tokenizer.load("o200k_base");
  const before = vectors.map((vector) => t.count(textOf(vector)));
  t.prepare();
  assert.deepEqual(vectors.map((vector) => t.count(textOf(vector))), before);
});

test("a text in parts has the tokens of the whole, wherever it is cut", async () => {
  const t = await Tokenizer.load("o200k_base");
  const whole = t.count(MIXED);
  for (const size of [1, 2, 3, 7, 1001, 70_000]) {
    const text = t.counter();
    for (let at = 0; at < MIXED.length; at += size) text.push(MIXED.slice(at, at + size));
    assert.equal(text.finish(), whole, `text in parts of ${size}`);
    const bytes = new TextEncoder().encode(MIXED);
    const counter = t.counter();
    for (let at = 0; at < bytes.length; at += size) counter.push(bytes.subarray(at, at + size));
    assert.equal(counter.finish(), whole, `bytes in parts of ${size}`);
  }
});

test("half a character that never ends is U+FFFD, and a counter ends once", async () => {
  const t = await Tokenizer.load("o200k_base");
  const counter = t.counter();
  counter.push("a\ud83d");
  counter.push(new TextEncoder().encode("b"));
  counter.push("\ud83d");
  assert.equal(counter.finish(), t.count("a\ufffdb\ufffd"));
  await fails("invalid-argument", () => counter.push("more"));
  await fails("invalid-argument", () => counter.finish());
});

test("a part that comes too early can be pushed again, and nothing is lost", async () => {
  const t = await Tokenizer.load("o200k_base", { ready: "ascii" });
  const counter = t.counter();
  counter.push("a\ud83d");
  await fails("not-ready", () => counter.push("\ude42 é"));
  await t.whenReady;
  counter.push("\ude42 é");
  assert.equal(counter.finish(), t.count("a\u{1f642} é"));
});
