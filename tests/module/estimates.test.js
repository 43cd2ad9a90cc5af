// An estimate is made by what the tokens spell, by whichever way a count is asked for.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Meter, Tokenizer, at } from "./module.js";

const meter = await Meter.load();
after(() => meter.close());

const MODEL = "claude-haiku-4-5";
const ENGLISH = "The keeper lit the lamp at dusk, and nobody came. ".repeat(40);
const ARABIC = "مرحبا بالعالم، هذا نص قصير للعد. ".repeat(40);
const EMOJI = "👩‍🚀🚀🇯🇵👍🏽".repeat(40);

const t = await Tokenizer.load("o200k_base");
/** Tokens of the model for one of the encoding. @param {string} text */
const ratio = async (text) => (await meter.count(text, MODEL)).tokens / t.count(text);

test("text in another script has more tokens of Claude than English has", async () => {
  const [english, arabic, emoji] = [await ratio(ENGLISH), await ratio(ARABIC), await ratio(EMOJI)];
  assert(english > 1 && english < 1.2, String(english));
  assert(arabic > 1.8 && arabic < 2.2, String(arabic));
  assert(emoji > 1.6 && emoji < 2, String(emoji));
});

test("the classes of a text's tokens are together all of them", () => {
  for (const text of ["", "a", ENGLISH, ARABIC, EMOJI, "1 + 1 = 2\n\t語"]) {
    const classes = t.classes(text);
    assert.equal(classes.length, 7);
    assert.equal(classes.reduce((sum, tokens) => sum + tokens, 0), t.count(text));
  }
  assert.deepEqual([...t.classes("word, 12 大 ж😀")], [1, 1, 1, 1, 1, 1, t.count("😀")]);
});

for (const [name, text] of Object.entries({ ENGLISH, ARABIC, EMOJI })) {
  test(`${name}: count, table, file and request have the same range`, async () => {
    const count = await meter.count(text, MODEL);
    assert.equal(count.basis, "estimate");
    assert(count.low < count.tokens && count.tokens < count.high);
    const others = ["gpt-4o", MODEL, "grok-4.7", "claude-opus-5-5"];
    const row = (await meter.compare(text, { models: others, at }))[1];
    assert.deepEqual(row?.count, count);
    const file = await meter.countFile(new Blob([text]), { kind: "text", model: MODEL });
    const { parts, notes, ...numbers } = count;
    assert.deepEqual(file.count, numbers);
    // In a request it is the text and what stands around it.
    const request = { model: MODEL, max_tokens: 10, messages: [{ role: "user", content: text }] };
    const asked = await meter.count({ request }, MODEL);
    const part = asked.parts.find(({ kind }) => kind === "message");
    assert(Math.abs((part?.tokens ?? 0) - count.tokens) < 20, `${part?.tokens}, not ${count.tokens}`);
    assert.deepEqual((await meter.compare({ request }, { models: others, at }))[1]?.count, asked);
  });
}

test("where no class is looked at the count says that its range is a wide one", async () => {
  const wide = /range is a wide one/;
  const [chunk] = await meter.chunks({ model: MODEL, input: ENGLISH, limitTokens: 10_000 });
  assert(chunk?.count.notes.some((note) => wide.test(note)));
  const { low, high, notes } = await meter.count(ENGLISH, MODEL);
  assert(!notes.some((note) => wide.test(note)), notes.join("\n"));
  assert(high - low < (chunk?.count.high ?? 0) - (chunk?.count.low ?? 0));
});
