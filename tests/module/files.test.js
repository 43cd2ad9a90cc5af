// Files of requests and of examples, line by line: what each costs, and what is wrong with it.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Meter, fails } from "./module.js";

const meter = await Meter.load();
after(() => meter.close());

/** @param {number} at @param {string} [content] @param {object} [more] */
const request = (at, content = `Question number ${at}?`, more = {}) =>
  JSON.stringify({ custom_id: `r${at}`, method: "POST", url: "/v1/chat/completions", body: { model: "gpt-4o-mini", messages: [{ role: "user", content }], max_tokens: 100, ...more } });
/** @param {string} question */
const example = (question) => JSON.stringify({ messages: [{ role: "user", content: question }, { role: "assistant", content: "Yes." }] });
const near = (/** @type {number | null} */ one, /** @type {number} */ other) => assert(Math.abs((one ?? NaN) - other) < 1e-12 + 1e-9 * other, `${one} is not ${other}`);

test("a batch costs what its lines cost one by one, at the price of a batch", async () => {
  const lines = Array.from({ length: 1200 }, (_, at) => request(at, `é ${"word ".repeat(at % 50)}`));
  // Windows' line ends, a byte order mark, and no end of the last line.
  const file = new Blob([`\ufeff${lines.join("\r\n")}`]);
  /** @type {object[]} */
  const seen = [];
  const report = await meter.countFile(file, { kind: "batch", onProgress: (told) => seen.push(told) });
  assert.equal(report.model, "gpt-4o-mini");
  assert.equal(report.lines, 1200);
  assert.equal(report.problemCount, 0);
  assert.equal(report.outputTokens, 120_000);
  assert.deepEqual(seen.at(-1), { stage: "reading", loaded: file.size, total: file.size });
  let [tokens, usd] = [0, 0];
  for (const [at, line] of lines.slice(0, 60).entries()) {
    const one = await meter.estimate({ model: "gpt-4o-mini", input: { request: line }, outputTokens: 100, processing: "batch" });
    assert.equal(report.perLine.tokens[at], one.count.tokens);
    near(report.perLine.usd[at] ?? NaN, one.cost?.total ?? NaN);
  }
  report.perLine.tokens.forEach((count, at) => {
    tokens += count;
    usd += report.perLine.usd[at] ?? NaN;
  });
  assert.equal(report.count.tokens, tokens);
  near(report.usd, usd);
  assert.equal(report.batch?.limits?.requests, 50_000);
  assert.equal(report.batch?.tooManyRequests, false);
});

test("what is wrong with a line is told by its number, and the others are counted", async () => {
  const file = new Blob([[
    request(1),
    "",
    "{\"custom_id\": \"r2\", \"body\": {",
    request(1),
    "{\"body\": {\"messages\": []}}",
    request(4, "Hi", { model: "gpt-4o" }),
    "{\"custom_id\": \"r5\", \"body\": {\"hello\": 1}}",
    request(6),
  ].join("\n")]);
  const report = await meter.countFile(file, { kind: "batch", model: "gpt-4o-mini" });
  assert.deepEqual(report.problems.map(({ line, kind }) => [line, kind]), [[3, "malformed"], [4, "duplicate"], [5, "malformed"], [6, "other-model"], [7, "malformed"]]);
  assert.deepEqual([...report.perLine.line], [1, 4, 6, 8]);
  assert.equal(report.lines, 7);
  const broken = await meter.countFile(new Blob([new Uint8Array([0x7b, 0xff, 0x0a]), request(1)]), { kind: "batch", model: "gpt-4o" });
  assert.equal(broken.problems[0]?.message, "The line is not UTF-8, or longer than 256 MiB.");
});

test("examples are trained on as often as the provider does, and long ones are cut off", async () => {
  const long = "word ".repeat(70_000);
  const file = new Blob([[example("Is it?"), example(long), example("Is it?"), "{}"].join("\n")]);
  const report = await meter.countFile(file, { kind: "finetune", model: "gpt-4o-mini" });
  const [first = NaN, second = NaN] = report.perLine.tokens;
  assert.equal(first, (await meter.count({ request: example("Is it?") }, "gpt-4o-mini")).tokens);
  assert.deepEqual(report.problems.map(({ line, kind }) => [line, kind]), [[2, "too-long"], [3, "duplicate"], [4, "malformed"]]);
  assert(second > 65_536);
  assert.equal(report.training?.epochs, 25);
  assert.equal(report.training?.trainedTokens, 25 * (2 * first + 65_536));
  near(report.usd, (25 * (2 * first + 65_536) * 3) / 1e6);
  near(report.perLine.usd.reduce((sum, usd) => sum + usd, 0), report.usd ?? NaN);
  const own = await meter.countFile(file, { kind: "finetune", model: "gpt-6-astra", epochs: 2, trainingUsdPerMtok: 10 });
  near(own.usd, (2 * (2 * first + second) * 10) / 1e6);
  assert.equal((await meter.countFile(file, { kind: "finetune", model: "gpt-6-astra" })).usd, null);
});

test("a long file stops when it is not wanted, and nonsense is refused", async () => {
  const file = new Blob([`${request(1, "word ".repeat(200))}\n`.repeat(20_000)]);
  const controller = new AbortController();
  const counting = meter.countFile(file, { kind: "batch", signal: controller.signal, onProgress: () => controller.abort() });
  await fails("aborted", () => counting);
  await fails("invalid-argument", () => meter.countFile(/** @type {any} */ ("text"), { kind: "batch" }));
  await fails("invalid-argument", () => meter.countFile(new Blob(["{}"]), { kind: "batch" }));
  await fails("invalid-argument", () => meter.countFile(new Blob(["{}"]), /** @type {any} */ ({ model: "gpt-4o" })));
  await fails("invalid-argument", () => meter.countFile(new Blob(["{}"]), /** @type {any} */ ({ kind: "other", model: "gpt-4o" })));
  await fails("invalid-argument", () => meter.countFile(new Blob([example("Hm?")]), { kind: "finetune", model: "gpt-4o", epochs: 0 }));
  const empty = await meter.countFile(new Blob([]), { kind: "batch", model: "gpt-4o" });
  assert.deepEqual([empty.lines, empty.usd, empty.problemCount], [0, 0, 0]);
});

test("a text of any size is counted part by part", async () => {
  const text = "Grüße, 世界! 😀 ".repeat(100_000);
  const report = await meter.countFile(new Blob([text]), { kind: "text", model: "gpt-4o", outputTokens: 10 });
  const whole = await meter.estimate({ model: "gpt-4o", input: text, outputTokens: 10 });
  assert.equal(report.count.tokens, whole.count.tokens);
  assert.equal(report.usd, whole.cost?.total);
  assert.equal(report.bytes, new Blob([text]).size);
});

test("lines for another model are counted as asked, and that is said", async () => {
  const file = new Blob([request(1)]);
  const report = await meter.countFile(file, { kind: "batch", model: "gpt-4o" });
  assert(report.notes[0]?.startsWith("Lines are for gpt-4o-mini; all are counted and priced as gpt-4o."), report.notes[0]);
  const same = await meter.countFile(new Blob([request(1, "Hi", { model: "gpt-4o-mini-2024-07-18" })]), { kind: "batch", model: "gpt-4o-mini" });
  assert.deepEqual(same.notes, []);
  const own = await meter.countFile(new Blob(["not JSON\n", request(1, "Hi", { max_tokens: 2e12 })]), { kind: "batch" });
  assert.equal(own.model, "gpt-4o-mini");
  assert.equal(own.problems[0]?.message, "Not JSON: column 2: expected ident.");
  assert.equal(own.outputTokens, 0, "more than any model writes is no plan");
});

test("a file is never in memory as a whole", async () => {
  const line = new TextEncoder().encode(`${example("word ".repeat(2000))}\n`);
  const count = 20_000;
  /** A file of 200 MB that is made while it is read. */
  class Made extends Blob {
    /** @override */
    get size() {
      return line.length * count;
    }

    /** @override @returns {any} */
    stream() {
      let left = count;
      return new ReadableStream({ pull: (to) => (left-- > 0 ? to.enqueue(line.slice()) : to.close()) });
    }
  }
  let most = 0;
  const start = process.memoryUsage().rss;
  const onProgress = () => (most = Math.max(most, process.memoryUsage().rss - start));
  const report = await meter.countFile(new Made(), { kind: "finetune", model: "gpt-4o", onProgress });
  assert.equal(report.perLine.tokens.length, count);
  assert.equal(report.problemCount, count - 1, "all are the same example");
  assert(report.bytes > 190e6);
  assert(most < 100e6, `${most} bytes more`);
});
