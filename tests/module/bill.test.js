// What a finished call has cost: the samples that the crate's own tests compare with genai-prices.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, test } from "node:test";
import { Meter, at, fails } from "./module.js";

const meter = await Meter.load();
after(() => meter.close());

/**
 * @typedef {{ name: string, provider: string, model: string, askedModel?: string, response?: object, text?: string,
 *   counts: { input: number, output: number, cached: number, cacheWrite: number, cacheWrite1h: number,
 *     reasoning: number | null, searches: number },
 *   service?: { tier?: "flex" | "priority", batch?: boolean }, chargedUsd?: number }} Sample
 * @type {{ responses: Sample[], refused: { name: string, text: string, message: string }[] }}
 */
const vectors = JSON.parse(await readFile(new URL("../vectors/usage.json", import.meta.url), "utf8"));
assert(vectors.responses.length > 20 && vectors.refused.length > 10, "vectors are missing");

const byName = (/** @type {string} */ name) =>
  vectors.responses.find((sample) => sample.name === name) ?? assert.fail(`no sample is called ${name}`);
const bodyOf = (/** @type {Sample} */ { response, text }) => response ?? text ?? assert.fail("no response");

for (const sample of vectors.responses) {
  test(`${sample.name}: counted, recognised and priced once`, async () => {
    const asked = sample.askedModel === undefined ? {} : { model: sample.askedModel };
    const { model, count, cost, outputTokens, bill } = await meter.priceResponse(bodyOf(sample), asked);
    const { counts } = sample;
    assert.equal(model.id, sample.model);
    assert.equal(bill.provider, sample.provider);
    assert.deepEqual([count.tokens, count.low, count.high, count.basis], [counts.input, counts.input, counts.input, "exact"]);
    assert.equal(count.parts.reduce((sum, part) => sum + part.tokens, 0), counts.input);
    assert.equal(outputTokens, counts.output);
    assert.deepEqual(
      [bill.inputTokens, bill.outputTokens, bill.cachedTokens, bill.cacheWriteTokens, bill.cacheWrite1hTokens],
      [counts.input, counts.output, counts.cached, counts.cacheWrite, counts.cacheWrite1h],
    );
    assert.deepEqual([bill.reasoningTokens, bill.webSearches], [counts.reasoning, counts.searches]);
    assert.deepEqual([bill.tier, bill.processing], [sample.service?.tier ?? null, sample.service?.batch ? "batch" : null]);
    assert.equal(bill.chargedUsd, sample.chargedUsd ?? null);
    const { input, cachedInput, cacheWrite, output, request, searches, total } = cost ?? assert.fail("no price");
    const sum = input + cachedInput + cacheWrite + output + request + searches;
    assert(Math.abs(sum - total) <= 1e-12, `${sum}, not ${total}`);
    if (typeof sample.response !== "object") return;
    const asText = await meter.priceResponse(JSON.stringify(sample.response, null, 2), asked);
    assert.deepEqual(asText.cost, cost, "as text and as an object");
  });
}

test("how and when it was made can be said", async () => {
  const sample = bodyOf(byName("OpenAI chat, cached and reasoning"));
  const told = await meter.priceResponse(sample);
  assert.equal(told.bill.atMs, Date.UTC(2026, 10, 2, 12));
  const flex = await meter.priceResponse(sample, { tier: "flex", at });
  assert.deepEqual([flex.bill.tier, flex.bill.atMs], ["flex", at.getTime()]);
  assert.equal(flex.cost?.total, (told.cost?.total ?? NaN) / 2);
  const batch = await meter.priceResponse(sample, { processing: "batch" });
  assert.equal(batch.bill.processing, "batch");
  const elsewhere = await meter.priceResponse(sample, { provider: "azure", model: "gpt-4o" });
  assert.equal(elsewhere.bill.provider, "azure");
  assert.match(elsewhere.notes.join(" "), /Microsoft Azure lists no price for gpt-4o: this is the price of OpenAI/);
  const estimate = await meter.estimate({
    model: told.model.id, input: { tokens: told.count.tokens }, cachedTokens: told.bill.cachedTokens,
    outputTokens: told.outputTokens, at: told.bill.atMs,
  });
  assert.deepEqual(estimate.cost, told.cost, "the plan that came true");
});

for (const { name, text, message } of vectors.refused) {
  test(`no bill, but ${name}: said with what is missing`, async () => {
    const error = await fails("invalid-usage", () => meter.priceResponse(text));
    assert(error.message.includes(message), error.message);
  });
}

test("what cannot be a response is refused with its code", async () => {
  const sample = bodyOf(byName("OpenAI chat, cached and reasoning"));
  /** @type {any} */
  const cyclic = {};
  cyclic.self = cyclic;
  for (const response of /** @type {any[]} */ ([undefined, null, 7, () => {}, cyclic, { usage: 1n }])) {
    await fails("invalid-argument", () => meter.priceResponse(response));
  }
  await fails("invalid-argument", () => meter.priceResponse(sample, { provider: "openay" }));
  await fails("unknown-model", () => meter.priceResponse(sample, { model: "gpt-99" }));
  await fails("invalid-argument", () => meter.priceResponse(sample, /** @type {any} */ ({ tier: "fast" })));
  const early = await Meter.load({ waitForPrices: false });
  await fails("not-ready", () => early.priceResponse(sample));
  early.close();
});

test("what a gateway, a host or a program sends is priced at who sold it", async () => {
  const usage = { prompt_tokens: 900, completion_tokens: 10, prompt_tokens_details: { cached_tokens: 700 } };
  const flex = await meter.priceResponse({ model: "o3-2025-04-16", service_tier: "flex", usage });
  assert.deepEqual([flex.model.id, flex.bill.provider, flex.bill.tier], ["o3", "openai", "flex"]);
  const gateway = { ...usage, cache_creation_input_tokens: 100, cache_read_input_tokens: 700, cost: 0.1 + 0.2 };
  const { bill, model } = await meter.priceResponse({ model: "claude-sonnet-5-5", usage: gateway });
  assert.deepEqual([model.id, bill.cachedTokens, bill.cacheWriteTokens, bill.chargedUsd], ["claude-sonnet-5-5", 700, 100, 0.3]);
  const hosted = await fails("invalid-usage", () => meter.priceResponse({ model: "qwen3", usage }));
  assert.match(hosted.message, /say who sent it \(provider\)/);
  const own = await meter.priceResponse({ model: "qwen3", usage }, { provider: "ollama" });
  assert.deepEqual([own.model.id, own.cost?.total], ["ollama/qwen3", 0]);
  const bedrock = await meter.priceResponse({ usage: { inputTokens: 9, outputTokens: 1 } }, { model: "us.anthropic.claude-haiku-4-5-20251001-v1:0" });
  assert.equal(bedrock.model.id, "regional.anthropic.claude-haiku-4-5-20251001-v1:0");
});
