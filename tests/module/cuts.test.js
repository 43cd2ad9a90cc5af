// Where texts are cut to be counted in parts, and edits of long texts: a wrong place would be a wrong count.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { firstCut, firstCutInBytes, isCut } from "../../www/tokenmeter/cuts.js";
import { Recounter } from "../../www/tokenmeter/recount.js";
import { Tokenizer, moduleUrl, textOf, textOfBytes, vectors, wellFormed } from "./module.js";

/** @type {typeof import("../../www/tokenmeter/engine.js")} */
const { counterOf } = await import(new URL("engine.js", moduleUrl).href);

/** Each encoding with a pattern or a vocabulary of its own. */
const ENCODINGS = ["o200k_base", "cl100k_base", "p50k_base", "r50k_base", "tekken", "mistral_v1", "mistral_v3", "mistral_v7", "deepseek", "qwen", "gemma3", "gemma4"];

/** What patterns of tokenizers treat apart, beside anything else. */
const WORDS = ["\n", "\n", "\r\n", "\n\n", " ", "  ", "\t", "/", "//", "'s", "'LL", "a", "Word", " the", "9", "12345", ".", "!?", "{", "<table>", "</", "> </", "<|endoftext|>", "é", "e\u0301", "\u0301", "ı", "ſ", "漢", "かな", "。", "　", "\u00a0", "\u2028", "\u0085", "\u1680", "\u180e", "\ufeff", "\u200b", "\u200d", "가", "각", "\u11a8", "\ud83d\ude00", "\ud83d", "\u0600", "ˈ", "▁", "\u001f", "   ", "[REFERENCE_DOC_1]", "[REF]"];
const text = fc.array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...WORDS) }, { weight: 1, arbitrary: fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit)) }), { maxLength: 12 }).map((words) => words.join(""));

for (const encoding of ENCODINGS) {
  const tokenizer = await Tokenizer.load(encoding);
  const ids = (/** @type {string} */ given) => [...tokenizer.encode(given, { special: "text" })];
  // Mistral's first tokenizers put a space before a text. Behind it, a line feed is a token by itself.
  const idsOfRest = (/** @type {string} */ given) => (encoding.startsWith("mistral") ? ids(`\n${given}`).slice(2) : ids(given));

  test(`${encoding}: a text cut anywhere that is a cut has the tokens of the whole`, () => {
    let cuts = 0;
    fc.assert(fc.property(text, text, (one, other) => {
      const whole = one + other;
      for (let at = firstCut(whole, 1, whole.length); at > 0; at = firstCut(whole, at + 1, whole.length)) {
        assert.deepEqual([...ids(whole.slice(0, at)), ...idsOfRest(whole.slice(at))], ids(whole), JSON.stringify([whole, at]));
        cuts += 1;
      }
    }), { numRuns: 3000 });
    assert(cuts > 500, `${cuts} cuts were tried`);
  });

  test(`${encoding}: a text that is edited anywhere has the count of the whole, in parts of a few characters`, () => {
    const recounter = new Recounter(counterOf(tokenizer, false), 12);
    let now = "";
    const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60)), put: fc.oneof(fc.constant(""), text, fc.constant("some words of a line.\n")) });
    fc.assert(fc.property(edit, ({ at, cut, put }) => {
      const start = Math.floor(at * now.length);
      now = (now.slice(0, start) + put + now.slice(start + cut)).slice(-400);
      assert.equal(recounter.count(now)[0] ?? 0, tokenizer.count(now), JSON.stringify(now));
    }), { numRuns: 2000, endOnFailure: true });
  });
}

test("a cut in a part of a file is a cut of the text, also where the part begins inside a character", () => {
  let cuts = 0;
  fc.assert(fc.property(text, fc.nat(), (given, place) => {
    const whole = wellFormed(`${given} ${given}`);
    const bytes = new TextEncoder().encode(whole);
    const from = place % bytes.length;
    const cut = firstCutInBytes(bytes.subarray(from));
    if (cut < 0) return;
    cuts += 1;
    assert(isCut(whole, textOfBytes(bytes.subarray(0, from + cut)).length));
  }), { numRuns: 5000 });
  assert(cuts > 300, `${cuts} cuts were found`);
  assert.equal(firstCutInBytes(Uint8Array.of(0x61, 0xff, 0x20, 0x61, 0x20)), -1);
  assert.equal(firstCutInBytes(new Uint8Array()), -1);
});

test("every kind of text has the same tokens cut at all its cuts", async () => {
  const tokenizer = await Tokenizer.load("o200k_base");
  for (const vector of vectors) {
    const whole = textOf(vector);
    let [tokens, start] = [0, 0];
    for (let at = firstCut(whole, 1, whole.length); at > 0; at = firstCut(whole, at + 1, whole.length)) {
      tokens += tokenizer.count(whole.slice(start, at));
      start = at;
    }
    assert.equal(tokens + tokenizer.count(whole.slice(start)), tokenizer.count(whole), vector.name);
  }
});

test("an edit of a long text: the count is that of the whole, and only what is around it is counted", () => {
  let counted = 0;
  // A count that any part of the text changes, and that does add up.
  const recounter = new Recounter((part) => {
    counted += part.length;
    return Uint32Array.of(part.length, [...part].filter((character) => character === "e").length);
  });
  const expected = (/** @type {string} */ given) => [given.length, given.split("e").length - 1];
  const long = Array.from({ length: 60_000 }, (_, at) => `Line ${at} tells of the sea.\n`).join("");
  let now = long;
  assert.deepEqual([...recounter.count(now)], expected(now));
  const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.oneof(fc.constant(0), fc.nat(20), fc.nat(200_000)), put: fc.oneof(text, fc.constant("e".repeat(100_000)), fc.constant("ee ee\n".repeat(20_000))) });
  fc.assert(fc.property(edit, ({ at, cut, put }) => {
    const start = Math.floor(at * now.length);
    now = now.slice(0, start) + put + now.slice(start + cut);
    if (now.length > 3_000_000) now = now.slice(1_000_000);
    counted = 0;
    assert.deepEqual([...recounter.count(now)], expected(now));
  }), { numRuns: 300 });
  recounter.count(long);
  counted = 0;
  now = `${long.slice(0, 700_000)}x${long.slice(700_000)}`;
  recounter.count(now);
  assert(counted > 0 && counted < 70_000, `${counted} units were counted again for one letter`);
  let calls = 0;
  const typing = new Recounter((part) => {
    calls += 1;
    return Uint32Array.of(part.length);
  });
  for (let typed = 0; typed < 3000; typed += 1) typing.count(`${long.slice(0, 700_000)}${"words ".repeat(1 + (typed % 900))}${long.slice(700_000)}`);
  assert(calls < 3 * 3000, `${calls} parts for 3,000 edits in one place`);
  counted = 0;
  recounter.count(now);
  assert(counted < 70_000, `${counted} units were counted again for no edit`);
});
