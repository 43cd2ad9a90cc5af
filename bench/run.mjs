/**
 * Measures every tool, interleaved: in each round each tool once, in turn.
 * `node run.mjs --site DIRECTORY --work DIRECTORY [--quick]`; `cargo xtask
 * bench` prepares both. A tool that fails is part of the result.
 */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { corpora } from "./corpora.mjs";
import { machine } from "./machine.mjs";
import { prepare } from "./prepare.mjs";
import { Record } from "./record.mjs";
import { report } from "./report.mjs";
import { rounds } from "./rounds.mjs";
import { Browser } from "./runtimes.mjs";
import { TOOLS } from "./tools.mjs";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

const { values } = parseArgs({
  options: {
    site: { type: "string" },
    work: { type: "string" },
    quick: { type: "boolean", default: false },
    encodings: { type: "string" },
    rounds: { type: "string" },
  },
});
const { quick } = values;
const [site, work] = [values.site, values.work].map((directory) => resolve(directory));
const encodings = (values.encodings ?? (quick ? "o200k_base" : "o200k_base,cl100k_base")).split(",");

/** What was typed: the command of the README, or this program with fewer rounds. */
function command() {
  const { encodings, rounds } = values;
  if (!encodings && !rounds) return `cargo xtask bench${quick ? " --quick" : ""}`;
  const directories = { site: relative("", site), work: relative("", work) };
  const options = Object.entries({ ...directories, encodings, rounds }).filter(([, value]) => value);
  return ["node bench/run.mjs", ...options.map(([name, value]) => `--${name} ${value}`)].join(" ");
}

const started = performance.now();
const progress = (text) => {
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stderr.write(`${String(seconds).padStart(5)} s  ${text}\n`);
};

const browser = new Browser();
const results = {
  date: new Date().toISOString().slice(0, 10),
  command: command(),
  quick,
  machine: machine(await browser.version()),
  tools: Object.fromEntries(
    Object.entries(TOOLS).map(([id, { name, ours = false, heads = false }]) => [
      id,
      { name, ours, heads },
    ]),
  ),
  corpora: corpora(),
  encodings: {},
};

const { texts } = JSON.parse(readFileSync(here("expected.json"), "utf8"));
for (const encoding of encodings) {
  const say = (text) => progress(`${encoding}: ${text}`);
  const expected = Object.fromEntries(
    Object.entries(texts).map(([name, tokens]) => [name, tokens[encoding]]),
  );
  const record = new Record(expected, say);
  say("bundling and weighing");
  const prepared = await prepare({ encoding, site, work, record });
  const count = Number(values.rounds ?? (quick ? 3 : 5));
  await rounds({ encoding, prepared, browser, work, quick, count, record, progress: say });
  const { files, asciiBytes } = prepared;
  results.encodings[encoding] = { rounds: count, files, asciiBytes, ...record.summary() };
}
await browser.close();

results.seconds = Math.round((performance.now() - started) / 1000);
results.machine.loadAfter = machine("").loadBefore;
if (quick) {
  mkdirSync(join(work, "quick"), { recursive: true });
  writeFileSync(join(work, "quick", "results.json"), `${JSON.stringify(results, null, 1)}\n`);
  process.stdout.write(report(results));
} else {
  mkdirSync(here("results"), { recursive: true });
  writeFileSync(here("results/results.json"), `${JSON.stringify(results, null, 1)}\n`);
  await import("./write_report.mjs");
}
progress("done");
process.exit();
