// Honest numbers, of every model there is: an estimate has a range, what is unknown is unknown and not 0, and a model that
// has been shut down says so with its day.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Meter, at } from "./module.js";

test("every model: a range where it is an estimate, unknown where nothing is known, and the day of a shutdown", async (t) => {
  // Counted once an encoding; the models differ in what they make of it.
  const meter = await Meter.load();
  const models = meter.models({ limit: 100_000 });
  assert(models.length > 2000, `${models.length} models`);
  const seen = { estimates: 0, unknown: 0, shut: 0, free: 0, tiny: 0 };
  for (const model of models) {
    const estimate = await meter.estimate({ model: model.id, input: "The quick brown fox jumps over the lazy dog.", outputTokens: 7, at });
    const { count, cost, costLow, costHigh, totalForRequests, fit } = estimate;
    if (count.basis === "estimate") {
      seen.estimates += 1;
      assert(count.low < count.tokens && count.tokens < count.high, `${model.id}: ${JSON.stringify(count)}`);
    } else {
      assert.deepEqual([count.low, count.high], [count.tokens, count.tokens], model.id);
    }
    if (cost === null) {
      seen.unknown += 1;
      assert.deepEqual([costLow, costHigh, totalForRequests], [null, null, null], model.id);
    } else {
      const rates = [model.inputUsdPerMtok, model.outputUsdPerMtok];
      // Nothing is free by rounding.
      if (cost.total === 0) seen.free += 1;
      if (rates.some((usd) => usd !== null && usd > 0) && rates.every((usd) => usd !== null)) assert(cost.total > 0, `${model.id}: ${rates}`);
      if (cost.total > 0 && cost.total < 1e-5) seen.tiny += 1;
      assert(costLow !== null && costHigh !== null && costLow <= cost.total && cost.total <= costHigh, model.id);
    }
    if (fit.window === null && fit.maxOutput === null) assert.equal(fit.ok, null, `${model.id}: nobody knows whether it fits`);
    if (model.shutdown !== null) {
      assert.match(model.shutdown, /^\d{4}-\d\d-\d\d$/, model.id);
      if (Date.parse(model.shutdown) <= at.getTime()) {
        seen.shut += 1;
        assert(estimate.notes.some((note) => note.includes(/** @type {string} */ (model.shutdown))), `${model.id}: ${estimate.notes.join(" ")}`);
      }
    }
  }
  t.diagnostic(`${models.length} models: ${JSON.stringify(seen)}`);
  for (const [what, number] of Object.entries(seen)) assert(number > 0, `no model is ${what}`);
  meter.close();
});

