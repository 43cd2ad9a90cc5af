// A worker of the caller's that says nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Meter, TokenmeterError, fails, fetchFrom } from "./module.js";

class SilentWorker extends EventTarget {
  ended = 0;
  postMessage() {}
  terminate() {
    this.ended += 1;
  }
}

/** @returns {any} */
const silent = () => new SilentWorker();

test("a worker that failed before it was given is not waited for; this thread counts", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const worker = silent();
  const loading = Meter.load({ worker, waitForPrices: false });
  await Promise.resolve();
  t.mock.timers.tick(20_000);
  const meter = await loading;
  t.mock.timers.reset();
  assert.equal(worker.ended, 1);
  assert.equal((await meter.count("hello world", "gpt-4")).tokens, 2);
});

test("who aborts meanwhile need not wait either, and the worker is ended", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const worker = silent();
  const abort = new AbortController();
  const loading = Meter.load({ worker, signal: abort.signal });
  abort.abort();
  await fails("aborted", () => loading);
  t.mock.timers.tick(20_000);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(worker.ended, 1);
});

test("without the shapes of keys a meter counts and prices, and says why it finds none", async () => {
  const without = fetchFrom((path) => (path.includes("keys_bg") ? new Response(null, { status: 404 }) : undefined));
  const meter = await Meter.load({ fetch: without.fetch });
  const { count, cost } = await meter.estimate({ model: "gpt-4", input: "hello world" });
  assert.equal(count.tokens, 2);
  assert(cost && cost.total > 0);
  const { message, cause } = await fails("not-ready", () => meter.findKeys("no key"));
  assert.match(message, /keys_bg\.wasm/);
  assert(cause instanceof TokenmeterError && cause.code === "network");
});
