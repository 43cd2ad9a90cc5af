// How fast requests go under the limits of an account.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Meter, fails } from "./module.js";

const meter = await Meter.load();
after(() => meter.close());

test("a tier's limits: how fast, how long, which decides", async () => {
  assert.deepEqual(meter.tiers("gpt-4o"), ["tier-1", "tier-2", "tier-3", "tier-4", "tier-5"]);
  const plan = await meter.ratePlan({ model: "gpt-4o", input: { tokens: 500 }, outputTokens: 100, requests: 101, tier: "tier-1" });
  assert.equal(plan.binding, "tokensPerMinute");
  assert.equal(plan.requestsPerMinute, 50);
  assert.equal(plan.totalSeconds, 120);
  assert.equal(plan.batchRequests, 180);
  assert.equal(plan.limits.requestsPerMinute, 500);
  assert.equal(plan.limits.requestsPerDay, null);
  assert.deepEqual(plan.backoff.slice(0, 3).map(({ leastSeconds, mostSeconds }) => [leastSeconds, mostSeconds]), [[1, 2], [2, 4], [4, 8]]);
  assert.match(String(plan.source), /https:/);
  assert.match(String(plan.checked), /^\d{4}-\d\d-\d\d$/);
});

test("limits of one's own, for any model; an estimate is planned by its upper bound", async () => {
  const input = "Some words to send again and again. ".repeat(20);
  const { high } = await meter.count(input, "claude-opus-5-5");
  const plan = await meter.ratePlan({ model: "claude-opus-5-5", input, requests: 10, limits: { requestsPerMinute: 5, tokensPerMinute: null } });
  assert.equal(plan.tokensPerRequest, high);
  assert.equal(plan.binding, "requestsPerMinute");
  assert.equal(plan.totalSeconds, 108);
  assert.equal(plan.source, null);
  const free = await meter.ratePlan({ model: "gpt-4o", input: "text", requests: 1_000_000 });
  assert.deepEqual([free.binding, free.requestsPerMinute, free.totalSeconds, free.batchRequests], [null, null, 0, null]);
  const never = await meter.ratePlan({ model: "gpt-4o", input: { tokens: 100 }, requests: 1, limits: { tokensPerMinute: 50 } });
  assert.deepEqual([never.binding, never.requestsPerMinute, never.totalSeconds], ["tokensPerMinute", 0, null]);
});

test("what is no plan is refused, and says what", async () => {
  const one = { model: "gpt-4o", input: "text", requests: 1 };
  for (const [options, word] of /** @type {[any, string][]} */ ([
    [{ tier: "tier-9" }, "tier-9"],
    [{ tier: 1 }, "tier"],
    [{ limits: { requestsPerMinute: "5" } }, "requestsPerMinute"],
    [{ limits: { requestsPerDay: -1 } }, "requestsPerDay"],
    [{ limits: { tokensPerDay: 1.5 } }, "tokensPerDay"],
    [{ limits: { tokensPerMinute: 0 } }, "limit"],
    [{ limits: { rpm: 3 } }, "rpm"],
    [{ limits: "fast" }, "requestsPerMinute"],
    [{ requests: 0 }, "request"],
    [{ requests: undefined }, "requests"],
    [{ outputTokens: "5" }, "outputTokens"],
  ])) {
    const { message } = await fails("invalid-argument", () => meter.ratePlan({ ...one, ...options }));
    assert(message.includes(word), message);
  }
  await fails("invalid-argument", () => meter.ratePlan(/** @type {any} */ (null)));
  await fails("unknown-model", () => meter.ratePlan({ ...one, model: "no-such-model" }));
  assert.deepEqual(meter.tiers("claude-opus-5-5"), []);
});
