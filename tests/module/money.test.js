// What many requests cost: caches, months, caps, for every model that has a price of them.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Meter, at, fails } from "./module.js";

const meter = await Meter.load();
after(() => meter.close());

/** Equal to the last bits of a floating-point number. @param {number | null | undefined} got @param {number} expected */
function near(got, expected) {
  assert(typeof got === "number" && Math.abs(got - expected) <= Math.abs(expected) * 1e-9, `${got}, not ${expected}`);
}

test("cached input is charged once on every model, in every way to send it", async () => {
  let priced = 0;
  const input = { tokens: 10_000 };
  const cache = { cachedTokens: 6000, cacheWriteTokens: 3000 };
  for (const way of /** @type {const} */ ([{}, { processing: "batch" }, { tier: "flex" }, { tier: "priority" }])) {
    const options = { outputTokens: 100, at, ...way };
    /** What is the cheapest offer may change with the cache. @param {object} plan */
    const offers = async (plan) => new Map((await meter.compare(input, { ...options, ...plan })).flatMap((row) => row.offers.map((offer) => [offer.model.id, offer])));
    const [plain, cached, written] = await Promise.all([offers({}), offers(cache), offers({ ...cache, cacheWrite1hTokens: 1000 })]);
    assert(plain.size > 2000);
    for (const [id, row] of plain) {
      if (!row.cost) continue;
      const [some, hour] = [cached.get(id)?.cost, written.get(id)?.cost];
      assert(some && hour, row.model.id);
      // The thousand tokens that are neither read nor written are charged as they were.
      near(some.input, row.cost.input / 10);
      assert.equal(some.output, row.cost.output, row.model.id);
      near(some.total, some.input + some.cachedInput + some.cacheWrite + some.output + some.request);
      assert(hour.cacheWrite >= some.cacheWrite * (1 - 1e-9), `${row.model.id}: an hour is no cheaper`);
      priced += 1;
    }
  }
  assert(priced > 8000, `only ${priced} were priced`);
});

test("Claude's cache for minutes and for an hour, as Anthropic lists it", async () => {
  const cost = async (/** @type {object} */ plan) =>
    (await meter.estimate({ model: "claude-opus-5-5", input: { tokens: 10_000 }, at, ...plan })).cost;
  near((await cost({ cacheWriteTokens: 10_000 }))?.total, 0.05);
  near((await cost({ cacheWriteTokens: 10_000, cacheWrite1hTokens: 10_000 }))?.total, 0.08);
  near((await cost({ cachedTokens: 10_000 }))?.total, 0.002);
  near((await cost({ webSearches: 3 }))?.searches, 0.03);
  await fails("invalid-argument", () => cost({ cacheWriteTokens: 5, cacheWrite1hTokens: 6 }));
});

test("a month of requests, and the day on which a cap binds", async () => {
  const base = { model: "gpt-4o", input: { tokens: 1000 }, outputTokens: 100, at };
  const none = await meter.estimate(base);
  assert.deepEqual([none.month, none.cap], [null, null]);
  const { month, cap } = await meter.estimate({ ...base, requestsPerDay: 1000, daysPerMonth: 22, capUsd: 50 });
  assert.equal(month?.requests, 22_000);
  near(month?.total, 77);
  assert.deepEqual(cap, { usd: 50, requests: 14_285, day: 15 });
  const enough = await meter.estimate({ ...base, requestsPerDay: 10, capUsd: 1000 });
  assert.equal(enough.month?.requests, 300);
  assert.deepEqual([enough.cap?.requests, enough.cap?.day], [285_714, null]);
  const free = await meter.estimate({ ...base, model: "ollama/llama3.2", requestsPerDay: 10, capUsd: 1 });
  assert.deepEqual([free.month?.total, free.cap?.requests, free.cap?.day], [0, null, null]);
  const unknown = await meter.estimate({ ...base, model: "github-copilot/gpt-4o", requestsPerDay: 10, capUsd: 1 });
  assert.deepEqual([unknown.month?.total, unknown.cap], [null, null]);
  const about = await meter.estimate({ model: "claude-opus-5-5", input: "Some words. ".repeat(50), requestsPerDay: 7, at });
  near(about.month?.low, (about.costLow ?? NaN) * 210);
  near(about.month?.high, (about.costHigh ?? NaN) * 210);
  assert((about.month?.low ?? 0) < (about.month?.high ?? 0));
});

test("plans that cannot be are refused by their name", async () => {
  const base = { model: "gpt-4o", input: { tokens: 10 } };
  for (const [plan, word] of /** @type {[any, string][]} */ ([
    [{ requestsPerDay: -1 }, "requestsPerDay"],
    [{ requestsPerDay: 0.5 }, "requestsPerDay"],
    [{ requestsPerDay: 1, daysPerMonth: 40 }, "daysPerMonth"],
    [{ capUsd: -1 }, "capUsd"],
    [{ capUsd: "10" }, "capUsd"],
    [{ capUsd: NaN }, "capUsd"],
  ])) {
    const error = await fails("invalid-argument", () => meter.estimate({ ...base, ...plan }));
    assert(error.message.includes(word), error.message);
  }
});

test("an input that is too short to be cached is said", async () => {
  const { notes } = await meter.estimate({ model: "gpt-4o", input: { tokens: 800 }, cachedTokens: 500, at });
  assert.match(notes.join(" "), /An input is cached from 1.024 tokens on: one of 800 is not/);
});
