// A minute, or TOKENMETER_SOAK_SECONDS, of texts of every kind: every count is that of its text, and the memory does not
// grow with them. `cargo xtask soak` sets the time.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Meter, Tokenizer, at, textOf, vectors } from "./module.js";

const TEXTS = vectors.map(textOf);
/** @param {number} place */
const text = (place) => TEXTS[place % TEXTS.length] ?? "";

const SECONDS = Number(process.env["TOKENMETER_SOAK_SECONDS"] ?? 60);
/** What a collector of garbage may leave for later. */
const SLACK_BYTES = 60e6;

test(`${SECONDS} seconds of counting: no count is another text's, and the memory stays flat`, async (t) => {
  const meter = await Meter.load();
  const tokenizer = await Tokenizer.load("o200k_base");
  const started = performance.now();
  const passed = () => (performance.now() - started) / 1000;
  let [counts, characters, settled] = [0, 0, 0];
  for (let round = 0; passed() < SECONDS; round += 1) {
    // Several at once, as a person who types makes them; the earlier are given up.
    const texts = [0, 1, 2].map((shift) => text(round + shift).repeat(1 + (round % 40)));
    const expected = texts.map((given) => tokenizer.encode(given).length);
    const giveUp = new AbortController();
    const asked = texts.map((input, place) => meter.estimate({ model: "gpt-4o", input, outputTokens: 10, at, signal: place === 0 ? giveUp.signal : undefined }));
    if (round % 3 === 0) giveUp.abort();
    const answers = await Promise.allSettled(asked);
    answers.forEach((answer, place) => {
      if (answer.status === "fulfilled") assert.equal(answer.value.count.tokens, expected[place], `round ${round}`);
      else assert.equal(answer.reason.code, "aborted");
    });
    counts += texts.length;
    characters += texts.reduce((sum, { length }) => sum + length, 0);
    if (settled === 0 && passed() > SECONDS / 4) settled = process.memoryUsage().rss;
  }
  meter.close();
  const grown = process.memoryUsage().rss - settled;
  t.diagnostic(`${counts} counts of ${characters} characters in ${SECONDS} s; ${Math.round(grown / 1e6)} MB more at the end than after a quarter`);
  assert(counts > 10);
  assert(grown < SLACK_BYTES, `${grown} bytes more than after a quarter of the time`);
});
