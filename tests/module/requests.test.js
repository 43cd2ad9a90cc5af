// A request as it is sent: every message, tool and image counted, for each provider by its own rules.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, test } from "node:test";
import { Meter, fails } from "./module.js";

const meter = await Meter.load();
after(() => meter.close());

/** @type {{ cases: any[], broken: { text: string, says: string }[] }} */
const vectors = JSON.parse(await readFile(new URL("../vectors/requests.json", import.meta.url), "utf8"));
const chat = vectors.cases[0].body;

test("requests have the tokens that their providers bill, as wasm", async () => {
  assert(vectors.cases.length > 10);
  for (const { name, body, text, counts, parts, dialect, max_output_tokens, note } of vectors.cases) {
    for (const { model, tokens, basis } of counts) {
      const count = await meter.count({ request: text ?? body }, model);
      if (tokens !== null) assert.equal(count.tokens, tokens, name);
      assert.equal(count.basis, basis, name);
      assert.equal(count.api, dialect, name);
      assert.equal(count.requestedOutputTokens, max_output_tokens ?? null, name);
      if (parts) assert.deepEqual(count.parts.map(({ label }) => label), parts, name);
      assert.equal(count.parts.reduce((sum, part) => sum + part.tokens, 0), count.tokens, name);
      if (note) assert(count.notes.some((told) => told.includes(note)), name);
      // A text that is a request is the same one.
      const again = await meter.count({ request: text ?? JSON.stringify(body) }, model);
      assert.deepEqual(again, count, name);
    }
  }
});

test("what is no request says where and what to do, and a string stays text", async () => {
  for (const { text, says } of vectors.broken) {
    const error = await fails("invalid-request", () => meter.count({ request: text }, "gpt-4o"));
    assert(error.message.includes(says), error.message);
  }
  /** @type {any} */
  const ring = {};
  ring.ring = ring;
  for (const request of [ring, { size: 1n }, null, undefined, 7, () => {}]) {
    await fails("invalid-request", () => meter.count(/** @type {any} */ ({ request }), "gpt-4o"));
  }
  await fails("unknown-model", () => meter.count({ request: chat }, "gpt-99"));
  assert.equal((await meter.count(JSON.stringify(chat), "gpt-4o")).parts[0]?.kind, "text");
});

test("a request is priced by what it is, and the estimate keeps its parts", async () => {
  const estimate = await meter.estimate({ model: "gpt-4o", input: { request: chat }, outputTokens: 100 });
  assert.equal(estimate.count.tokens, 124);
  assert.equal(estimate.count.parts.length, 7);
  assert.equal(estimate.cost?.total, (124 * 2.5 + 100 * 10) / 1e6);
});

test("each model of a table has its own count of a request", async () => {
  const image = vectors.cases.find(({ name }) => name.includes("Responses")).body;
  for (const request of [chat, image]) {
    const models = ["gpt-4o", "gpt-4o-mini", "gpt-4", "claude-opus-4-6", "gemini-3.8-flash", "deepseek-chat", "mistral-small-latest"];
    const rows = await meter.compare({ request }, { models });
    assert.equal(rows.length, models.length);
    for (const [at, model] of models.entries()) {
      const { count } = await meter.estimate({ model, input: { request } });
      assert.deepEqual(rows[at]?.count, count, model);
    }
  }
  const all = await meter.compare({ request: chat });
  const offers = all.flatMap((row) => row.offers);
  assert(offers.length > 2000);
  assert(offers.every(({ count }) => count.tokens > 0 && count.low <= count.tokens && count.tokens <= count.high));
});

test("a table of what is loaded has estimates for the rest", async () => {
  const fresh = await Meter.load();
  const [known, other] = await fresh.compare({ request: chat }, { models: ["gpt-4o", "qwen3-32b"], load: "loaded" });
  assert.equal(known?.count.tokens, 124);
  assert.equal(other?.count.basis, "estimate");
  assert((other?.count.low ?? 0) < (other?.count.high ?? 0));
  fresh.close();
});
