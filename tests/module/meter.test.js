// Meter: tokens, cost and fit, for the models that people ask for first.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, test } from "node:test";
import { Meter, Tokenizer, at, fails, fetchFrom, moduleUrl, textOf, textOfBytes, vectors, wellFormed } from "./module.js";

const meter = await Meter.load();
after(() => meter.close());

/** OpenAI's price list and model pages, checked 2026-11-24. */
const MODELS = /** @type {const} */ ([
  { id: "gpt-4o", tokenizer: "o200k_base", input: 2.5, output: 10, window: 128_000, maxOutput: 16_384 },
  { id: "gpt-4o-mini", tokenizer: "o200k_base", input: 0.15, output: 0.6, window: 128_000, maxOutput: 16_384 },
  { id: "gpt-3.5-turbo", tokenizer: "cl100k_base", input: 0.5, output: 1.5, window: 16_385, maxOutput: 4_096 },
]);

/** Equal to the last bits of a floating-point number. @param {number | undefined} got @param {number} expected */
function near(got, expected) {
  assert(got !== undefined && Math.abs(got - expected) <= expected * 1e-12, `${got}, not ${expected}`);
}

for (const row of MODELS) {
  test(`${row.id}: what is known of it`, () => {
    const model = meter.model(row.id, at);
    const { id, tokenizer, basis, provider, window, maxOutput } = model;
    assert.deepEqual(
      { id, tokenizer, basis, provider, window, maxOutput },
      {
        id: row.id,
        tokenizer: row.tokenizer,
        basis: "exact",
        provider: "openai",
        window: row.window,
        maxOutput: row.maxOutput,
      },
    );
    assert.equal(model.inputUsdPerMtok, row.input);
    assert.equal(model.outputUsdPerMtok, row.output);
    assert.match(model.pricesChecked, /^\d{4}-\d\d-\d\d$/);
    assert.match(String(model.pricingUrl), /^https:\/\/.*openai\.com\//);
  });

  test(`${row.id}: tokens, cost and fit`, async () => {
    for (const vector of vectors) {
      const tokens = vector.ids[row.tokenizer]?.length ?? assert.fail(vector.name);
      const input = textOf(vector);
      const estimate = await meter.estimate({ model: row.id, input, outputTokens: 1000, requests: 12, at });
      assert.equal(estimate.count.tokens, tokens, vector.name);
      assert.equal(estimate.count.basis, "exact");
      const cost = estimate.cost ?? assert.fail("no price");
      near(cost.input, (tokens * row.input) / 1e6);
      near(cost.output, (1000 * row.output) / 1e6);
      near(cost.total, cost.input + cost.output);
      near(estimate.totalForRequests ?? undefined, cost.total * 12);
      assert.equal(cost.currency, "USD");
      assert.equal(estimate.fit.used, tokens + 1000);
      assert.equal(estimate.fit.remaining, row.window - tokens - 1000);
      assert.equal(estimate.fit.ok, true);
    }
  });

  test(`${row.id}: what does not fit is said, with the reason`, async () => {
    const input = { tokens: row.window };
    const full = await meter.estimate({ model: row.id, input, at });
    assert.deepEqual([full.fit.ok, full.fit.remaining, full.fit.reason], [true, 0, null]);
    const over = await meter.estimate({ model: row.id, input, outputTokens: 1, at });
    assert.deepEqual([over.fit.ok, over.fit.remaining], [false, -1]);
    assert(over.fit.reason);
    const output = await meter.estimate({ model: row.id, input: "a", outputTokens: row.maxOutput + 1, at });
    assert.equal(output.fit.ok, false);
    assert.match(String(output.fit.reason), /output/);
  });
}

test("a model that was shut down has its last price, the day and its successor", async () => {
  const model = meter.model("gpt-3.5-turbo", at);
  assert.match(String(model.shutdown), /^2026-\d\d-\d\d$/);
  const successor = model.successor ?? assert.fail("no successor");
  assert.equal(meter.model(successor, at).shutdown, null);
  const { notes } = await meter.estimate({ model: "gpt-3.5-turbo", input: "a", at });
  assert(notes.some((note) => note.includes(successor)), notes.join("\n"));
});

test("an encoding's name counts, before the prices are there and after", async () => {
  const early = await Meter.load({ waitForPrices: false });
  for (const encoding of ["o200k_base", "cl100k_base"]) {
    const count = await early.count("hello world", encoding);
    assert.deepEqual([count.tokens, count.basis, count.tokenizer], [2, "exact", encoding]);
    assert.deepEqual(await meter.count("hello world", encoding), count);
    assert.equal((await meter.segments("hello world", encoding)).encoding, encoding);
    assert.equal((await meter.count({ tokens: 3 }, encoding)).tokenizer, encoding);
  }
  early.close();
});

test("meters that read their prices at the same time all get them, and one is given up alone", async () => {
  const controller = new AbortController();
  const givenUp = Meter.load({ signal: controller.signal });
  const others = [Meter.load(), Meter.load()];
  controller.abort();
  await fails("aborted", () => givenUp);
  for (const other of await Promise.all(others)) {
    assert.deepEqual(other.model("gpt-4o", at), meter.model("gpt-4o", at));
    other.close();
  }
});

test("empty text costs nothing", async () => {
  const { count, cost, fit } = await meter.estimate({ model: "gpt-4o", input: "", at });
  assert.equal(count.tokens, 0);
  assert.equal(cost?.total, 0);
  assert.equal(fit.ok, true);
  const estimate = await meter.count("", "claude-sonnet-4-5");
  assert.deepEqual([estimate.low, estimate.tokens, estimate.high], [0, 0, 0]);
});

test("a count that nobody can know is a range, and says so", async () => {
  const { tokens, low, high, basis, notes } = await meter.count("hello world", "claude-sonnet-4-5");
  assert.equal(basis, "estimate");
  assert(low < tokens && tokens < high);
  assert(notes.length > 0);
});

test("a tokenizer that is only assumed is never called exact", async () => {
  assert.equal(meter.model("gpt-6-astra", at).basis, "assumed");
  const count = await meter.count("hello world", "gpt-6-astra");
  assert.deepEqual([count.basis, count.tokenizer, count.tokens], ["assumed", "o200k_base", 2]);
  assert.match(count.notes.join(" "), /assumed/);
  assert.equal((await meter.segments("hello world", "gpt-6-astra")).encoding, "o200k_base");
});

test("every kind of count is the same in the table as alone", async () => {
  const models = ["gpt-4o", "gpt-6-astra", "claude-opus-5-5", "ollama/llama3", "ft:gpt-4o-mini-2024-07-18:org::id"];
  for (const input of ["The keeper lit the lamp.", { tokens: 158 }]) {
    const rows = await meter.compare(input, { models, at });
    const alone = await Promise.all(models.map((model) => meter.estimate({ model, input, at })));
    assert.deepEqual(rows.map(({ offers, ...row }) => row), alone);
    assert.deepEqual(rows.map(({ offers }) => offers), alone.map((estimate) => [estimate]), "models that are named are rows by themselves");
  }
});

test("the table has the values of each model alone, in order", async () => {
  const input = "The keeper lit the lamp.";
  const models = MODELS.map(({ id }) => id);
  const rows = await meter.compare(input, { models, sort: "total", outputTokens: 500, at });
  assert.deepEqual(
    rows.map(({ model }) => model.id),
    ["gpt-4o-mini", "gpt-3.5-turbo", "gpt-4o"],
  );
  for (const row of rows) {
    const alone = await meter.estimate({ model: row.model.id, input, outputTokens: 500, at });
    assert.deepEqual(row.cost, alone.cost);
    assert.deepEqual(row.fit, alone.fit);
    assert.equal(row.count.tokens, alone.count.tokens);
  }
  assert.equal((await meter.compare(input, { models, limit: 2, at })).length, 2);
  await fails("unknown-model", () => meter.compare(input, { models: ["gpt4o"], at }));
});

test("in the table of all models each is one row, with what every provider asks, the cheapest first", async () => {
  const rows = await meter.compare("The keeper lit the lamp.", { outputTokens: 500, at });
  const ids = rows.flatMap(({ offers }) => offers.map(({ model }) => model.id));
  assert.equal(new Set(ids).size, ids.length, "no offer is in two rows");
  assert.deepEqual([...ids].sort(), meter.models({}, at).map(({ id }) => id).sort(), "and none is in no row");
  const row = rows.find(({ model }) => model.id === "gpt-oss-120b");
  assert(row && row.offers.length > 10);
  const totals = row.offers.map(({ cost }) => cost?.total ?? Infinity);
  assert.deepEqual(totals, [...totals].sort((a, b) => a - b));
  const [cheapest] = row.offers;
  assert.deepEqual(cheapest, await meter.estimate({ model: cheapest?.model.id ?? "", input: "The keeper lit the lamp.", outputTokens: 500, at }));
  const { offers, ...own } = row;
  assert.deepEqual(offers.find(({ model }) => model.id === own.model.id), own);
});

test("while all models are compared others have their turn, and may call it off", async () => {
  const stop = new AbortController();
  const comparing = meter.compare({ tokens: 158 }, { at, signal: stop.signal });
  setImmediate(() => stop.abort());
  await fails("aborted", () => comparing);
});

test("all models are compared where nothing but a timer gives others their turn", async () => {
  const whole = await meter.compare({ tokens: 158 }, { at, limit: 5000 });
  const { MessageChannel } = globalThis;
  Reflect.deleteProperty(globalThis, "MessageChannel");
  try {
    assert.deepEqual(await meter.compare({ tokens: 158 }, { at }), whole);
  } finally {
    globalThis.MessageChannel = MessageChannel;
  }
});

test("a model says who sells it and for how much on the day that is asked for", () => {
  const { offers } = meter.model("gpt-oss-120b", at);
  assert(offers.length > 10);
  for (const { id, provider, inputUsdPerMtok, outputUsdPerMtok } of offers) {
    const sold = meter.model(id, at);
    assert.deepEqual([sold.provider, sold.inputUsdPerMtok, sold.outputUsdPerMtok], [provider, inputUsdPerMtok, outputUsdPerMtok]);
    assert.deepEqual(sold.offers, offers);
  }
  const both = offers.map(({ inputUsdPerMtok, outputUsdPerMtok }) => (inputUsdPerMtok === null ? Infinity : inputUsdPerMtok + (outputUsdPerMtok ?? 0)));
  assert.deepEqual(both, [...both].sort((a, b) => a - b));
});

test("models are listed by provider, by search and at most so many", () => {
  const found = meter.models({ search: "gpt-4o", limit: 3 }, at);
  assert.equal(found.length, 3);
  assert.equal(found[0]?.id, "gpt-4o");
  const local = meter.models({ provider: "ollama" }, at);
  assert(local.length > 0 && local.every(({ provider }) => provider === "ollama"));
  assert(local.every(({ inputUsdPerMtok }) => inputUsdPerMtok === 0), "a local model costs nothing");
  assert(meter.models({}, at).length > 1000);
  assert.match(meter.prices.release, /^\d+\.\d+/);
});

test("an unknown model is told with the names that may have been meant", async () => {
  const error = await fails("unknown-model", () => meter.model("gpt4o", at));
  assert.equal(error.suggestions[0], "gpt-4o");
  for (const model of ["__proto__", "constructor", "toString", "", "no such model at all"]) {
    await fails("unknown-model", () => meter.model(model, at));
    await fails("unknown-model", () => meter.count("a", model));
    await fails("unknown-model", () => meter.estimate({ model, input: "a", at }));
  }
});

test("numbers that are none of tokens or requests are refused", async () => {
  for (const number of [-1, 1.5, NaN, Infinity, -Infinity, 1e18, 2 ** 53, Number.MAX_VALUE]) {
    const base = { model: "gpt-4o", input: "a", at };
    for (const name of ["outputTokens", "cachedTokens", "requests"]) {
      const error = await fails("invalid-argument", () => meter.estimate({ ...base, [name]: number }));
      assert(error.message.includes(name), error.message);
    }
    await fails("invalid-argument", () => meter.count({ tokens: number }, "gpt-4o"));
  }
  const huge = await meter.estimate({ model: "gpt-4o", input: "a", outputTokens: 1e12, at });
  assert.equal(huge.fit.ok, false);
  near(huge.cost?.output, 1e7);
});

test("an option of another kind is named, with what was given", async () => {
  const base = { model: "gpt-4o", input: "a", at };
  for (const [options, message] of /** @type {const} */ ([
    [{ outputTokens: "3" }, 'outputTokens must be a whole number, 0 or more; it is "3".'],
    [{ requests: Infinity }, "requests must be a whole number, 0 or more; it is Infinity."],
    [{ cachedTokens: [1] }, "cachedTokens must be a whole number, 0 or more; it is an array."],
    [{ tier: "fast" }, 'tier must be "flex" or "priority"; it is "fast".'],
    [{ processing: true }, 'processing must be "batch"; it is true.'],
    [{ model: 4 }, "model must be a string; it is 4."],
    [undefined, "The options must be an object; they are undefined."],
  ])) {
    const given = /** @type {any} */ (options && { ...base, ...options });
    assert.equal((await fails("invalid-argument", () => meter.estimate(given))).message, message);
  }
  for (const options of [{ sort: "price" }, { limit: "3" }, { models: "gpt-4o" }, { models: [3] }, { load: true }, null]) {
    const { message } = await fails("invalid-argument", () => meter.compare("a", /** @type {any} */ (options)));
    assert.doesNotMatch(message, /deserialize|f64|dto|variant/);
  }
  await fails("invalid-argument", () => meter.models(/** @type {any} */ ({ search: 5 }), at));
  const none = { outputTokens: null, requests: null, tier: null, at: null };
  assert.equal((await meter.estimate(/** @type {any} */ ({ ...base, ...none }))).requests, 1);
});

test("options that are none are refused by whatever takes them", async () => {
  const none = /** @type {any} */ (null);
  const tokenizer = await Tokenizer.load("r50k_base");
  for (const action of [
    () => Meter.load(none),
    () => meter.count("a", "gpt-4o", none),
    () => meter.estimate(none),
    () => meter.compare("a", none),
    () => meter.segments("a", "gpt-4o", none),
    () => meter.decodeBytes([0], "gpt-4o", none),
    () => meter.models(none, at),
    () => Tokenizer.load("r50k_base", none),
    () => tokenizer.segments("a", none),
  ]) {
    const { message } = await fails("invalid-argument", action);
    assert.equal(message, "The options must be an object; they are null.");
  }
});

test("an option that is null is one that was not given", async () => {
  const any = (/** @type {object} */ options) => /** @type {any} */ (options);
  const options = any({ baseUrl: null, fetch: null, signal: null, worker: null, preload: null, waitForPrices: null, files: null });
  const loaded = await Meter.load(options);
  assert.deepEqual(
    await loaded.compare("a", any({ models: ["gpt-3.5-turbo"], load: null, sort: null, limit: null, at })),
    await meter.compare("a", { models: ["gpt-3.5-turbo"], at }),
  );
  assert.equal((await loaded.segments("a b", "gpt-4o", any({ limitTokens: null }))).total, 2);
  loaded.close();
  const tokenizer = await Tokenizer.load("r50k_base", any({ ready: null }));
  assert.equal(tokenizer.segments("a b", any({ limitTokens: null })).ids.length, 2);
});

test("what is no input is refused", async () => {
  for (const input of [undefined, null, 3, {}, { text: 3 }, { tokens: "3" }, []]) {
    await fails("invalid-argument", () => meter.count(/** @type {any} */ (input), "gpt-4o"));
  }
  for (const when of [NaN, new Date(NaN), "2026-11-24", "", true, []]) {
    await fails("invalid-argument", () => meter.estimate({ model: "gpt-4o", input: "a", at: /** @type {any} */ (when) }));
  }
});

test("segments and bytes of a model's tokens", async () => {
  for (const vector of vectors) {
    const text = textOf(vector);
    const { ids, ends, total, truncated, encoding } = await meter.segments(text, "gpt-4o");
    assert.equal(encoding, "o200k_base");
    assert.deepEqual([...ids], vector.ids["o200k_base"], vector.name);
    assert.deepEqual([ends.at(-1) ?? 0, total, truncated], [text.length, ids.length, false], vector.name);
    const bytes = await meter.decodeBytes(ids, "gpt-4o");
    assert.equal(textOfBytes(bytes), wellFormed(text), vector.name);
  }
  const part = await meter.segments("word ".repeat(1000), "gpt-4o", { limitTokens: 10 });
  assert(part.truncated && part.ids.length < 100);
  assert.equal(part.total, await meter.count("word ".repeat(1000), "gpt-4o").then(({ tokens }) => tokens));
  await fails("unknown-token", () => meter.decodeBytes([0xffff_ffff], "gpt-4o"));
});

test("the files may stand elsewhere, at an address that is one", async () => {
  const { fetch, asked } = fetchFrom();
  const directory = new URL(".", moduleUrl);
  for (const baseUrl of [directory, directory.href, directory.href.slice(0, -1)]) {
    const elsewhere = await Meter.load({ baseUrl, fetch });
    assert.equal(elsewhere.model("gpt-4o", at).id, "gpt-4o");
    elsewhere.close();
  }
  assert(asked.length >= 3, "the files were asked for there");
  for (const baseUrl of ["http://[bad", "./files"]) {
    const { message } = await fails("invalid-argument", () => Meter.load({ baseUrl }));
    assert(message.includes(baseUrl), message);
    await fails("invalid-argument", () => Tokenizer.load("p50k_base", { baseUrl }));
  }
});

test("a job that is aborted says so, and the next one runs", async () => {
  await fails("aborted", () => meter.count("a", "gpt-4o", { signal: AbortSignal.abort() }));
  await fails("aborted", () => Meter.load({ signal: AbortSignal.abort() }));
  assert.equal((await meter.count("hello world", "gpt-4o")).tokens, 2);
});

test("prices that are none are refused; without prices there are still tokens", async () => {
  await fails("invalid-catalog", () => Meter.load({ prices: { not: "prices" } }));
  await fails("invalid-catalog", () => Meter.load({ prices: new Response("<!doctype html>") }));
  /** @type {unknown[]} */
  const circular = [];
  circular.push({ circular });
  for (const prices of [{ circular }, circular, "", /** @type {any} */ (null)]) {
    await fails("invalid-catalog", () => Meter.load({ prices }));
  }
  const missing = await fails("network", () => Meter.load({ prices: new Response("", { status: 404 }) }));
  assert.match(missing.message, /404/);
  const read = new Response("read before");
  await read.text();
  assert.match((await fails("invalid-argument", () => Meter.load({ prices: read }))).message, /clone\(\)/);
  const { fetch } = fetchFrom((path) =>
    path.endsWith("prices.txt") ? new Response("", { status: 404 }) : undefined,
  );
  await fails("network", () => Meter.load({ fetch }));
  const early = await Meter.load({ fetch, waitForPrices: false });
  assert.equal((await early.count("hello world", "gpt-4o")).tokens, 2);
  await fails("not-ready", () => early.models());
  await fails("not-ready", () => early.estimate({ model: "gpt-4o", input: "a" }));
  await fails("not-ready", () => early.count({ tokens: 3 }, "gpt-4o"));
  await fails("network", () => early.loadPrices());
  early.close();
});

test("prices of one's own are read from a response and from its rows", async () => {
  const data = await readFile(new URL("../../data/prices.json", import.meta.url), "utf8");
  for (const prices of [new Response(data), JSON.parse(data)]) {
    const own = await Meter.load({ prices });
    assert.deepEqual(own.model("gpt-4o", at), meter.model("gpt-4o", at));
    own.close();
  }
});

test("it closes itself at the end of its use", async () => {
  const used = await Meter.load();
  used[Symbol.dispose]();
  await fails("aborted", () => used.count("a", "gpt-4o"));
});

test("after closing nothing is counted, and nothing hangs", async () => {
  const closing = await Meter.load();
  closing.close();
  closing.close();
  await fails("aborted", () => closing.count("a", "gpt-4o"));
});
