/**
 * Measures what long texts ask of a page: edits in a megabyte, and a file of a gigabyte with one worker and with as
 * many as there are processors. `node bench/long.mjs --site DIRECTORY --work DIRECTORY [--quick]` after
 * `cargo xtask bench`, which prepares both; `TOKENMETER_CHROMIUM` names the browser. Records `results/long.json`.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { machine } from "./machine.mjs";
import { serve } from "./server.mjs";
import { summary } from "./statistics.mjs";

const { values } = parseArgs({ options: { site: { type: "string" }, work: { type: "string" }, quick: { type: "boolean", default: false } } });
const [site, work] = [values.site, values.work].map((directory) => resolve(directory));
const EDITS = values.quick ? 100 : 600;
const FILE_BYTES = values.quick ? 100_000_000 : 1_000_000_000;
const ROUNDS = values.quick ? 1 : 3;
/** How often the memory is looked at while a file is counted. */
const LOOK_MS = 50;

await cp(site, join(work, "site"), { recursive: true });
const origin = `http://127.0.0.1:${await serve(work, "plain")}`;
const browser = await chromium.launch({ executablePath: process.env.TOKENMETER_CHROMIUM, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
const devtools = await browser.newBrowserCDPSession();
const page = await (await browser.newContext()).newPage();
await page.goto(`${origin}/site/index.html`);

/** Memory of the processes in which pages and their workers run, in MB. */
async function megabytes() {
  const { processInfo } = await devtools.send("SystemInfo.getProcessInfo");
  const pages = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1]);
  return pages.reduce((sum, kilobytes) => sum + Number(kilobytes), 0) / 1000;
}

await page.evaluate(async () => {
  const { Meter } = await import(new URL("tokenmeter/index.js", location.href).href);
  globalThis.meter = await Meter.load();
});

/** Each edit as a person makes it, from the page and back, beside the count of a text that is new as a whole. */
const edits = (name) => page.evaluate(async ({ path, count }) => {
  let text = await (await fetch(path)).text();
  const whole = [];
  for (let round = 0; round < 7; round += 1) {
    // Another half comes first, so that nothing of it is as it was.
    const turned = text.slice(text.length >> 1) + round + text.slice(0, text.length >> 1);
    const started = performance.now();
    await globalThis.meter.count(turned, "gpt-4o");
    whole.push(performance.now() - started);
    text = turned;
  }
  const edits = [];
  for (let at = 0; at < count; at += 1) {
    const place = Math.floor((at * 0.618 % 1) * text.length);
    text = text.slice(0, place) + (at % 3 === 0 ? "" : at % 3 === 1 ? "x" : " word") + text.slice(place + (at % 3 === 0 ? 3 : 0));
    const started = performance.now();
    const { tokens } = await globalThis.meter.count(text, "gpt-4o");
    edits.push(performance.now() - started);
    globalThis.last = tokens;
  }
  // Counted whole, by an engine that has seen nothing of it.
  const { Tokenizer } = await import(new URL("tokenmeter/index.js", location.href).href);
  if ((await Tokenizer.load("o200k_base")).count(text) !== globalThis.last) throw new Error("an edit was counted wrong");
  return { whole, edits };
}, { path: `${origin}/corpora/${name}.txt`, count: EDITS });

/** A file of lines of English, with so many workers. */
async function file(workers) {
  const before = await megabytes();
  let most = before;
  const looking = setInterval(async () => (most = Math.max(most, await megabytes().catch(() => 0))), LOOK_MS);
  const { ms, bytes, tokens } = await page.evaluate(async ({ path, size, processors }) => {
    Object.defineProperty(navigator, "hardwareConcurrency", { value: processors, configurable: true });
    const english = await (await fetch(path)).blob();
    const whole = new File(Array.from({ length: Math.round(size / english.size) }, () => english), "english.txt");
    const started = performance.now();
    const { count } = await globalThis.meter.countFile(whole, { kind: "text", model: "gpt-4o" });
    return { ms: performance.now() - started, bytes: whole.size, tokens: count.tokens };
  }, { path: `${origin}/corpora/english.txt`, size: FILE_BYTES, processors: workers });
  clearInterval(looking);
  return { megabytesPerSecond: bytes / ms / 1000, memoryMb: most - before, bytes, tokens };
}

const results = { date: new Date().toISOString().slice(0, 10), machine: machine(browser.version()), edits: {}, files: {} };
for (const name of ["english", "code", "cjk"]) {
  const { whole, edits: times } = await edits(name);
  const sorted = [...times].sort((one, other) => one - other);
  results.edits[name] = { whole: summary(whole), edit: summary(times), edit99: sorted[Math.floor(sorted.length * 0.99)] };
}
/** As many as a page starts at most. */
const workers = [1, Math.min(results.machine.cores, 8)];
const samples = workers.map(() => []);
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [at, count] of workers.entries()) samples[at].push(await file(count));
}
const [{ bytes, tokens }] = samples[0];
if (samples.flat().some((sample) => sample.tokens !== tokens)) throw new Error("the workers count otherwise");
workers.forEach((count, at) => {
  results.files[count] = { speed: summary(samples[at].map(({ megabytesPerSecond }) => megabytesPerSecond)), memory: summary(samples[at].map(({ memoryMb }) => memoryMb)) };
});
Object.assign(results, { bytes, tokens });
results.machine.loadAfter = machine("").loadBefore;
await browser.close();
if (values.quick) process.stdout.write(`${JSON.stringify(results, null, 1)}\n`);
else {
  writeFileSync(fileURLToPath(new URL("results/long.json", import.meta.url)), `${JSON.stringify(results, null, 1)}\n`);
  await import("./write_report.mjs");
}
process.exit();
