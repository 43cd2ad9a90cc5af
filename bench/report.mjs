/** Writes PERFORMANCE.md from recorded results. */

import { download, outcomes, untilAscii } from "./goals.mjs";
import { onBrotliHost, onGzipHost } from "./hosts.mjs";

const MEASURES = {
  cold: "Cold count: the text's first pass",
  warm: "Warm count: the same text again",
  encode: "Encode",
  decode: "Decode",
};

/**
 * @param {object} results as run.mjs records them
 * @param {object} [long] as long.mjs records it
 * @returns {string} Markdown
 */
export function report(results, long) {
  const parts = [head(results)];
  for (const [encoding, of] of Object.entries(results.encodings)) {
    parts.push(`## ${encoding}\n`, goals(encoding, of), exactness(results, of));
    for (const [runtime, name] of [["chromium", "Chromium"], ["node", "Node"]]) {
      for (const [measure, about] of Object.entries(MEASURES)) {
        parts.push(speeds(results, of, { runtime, name, measure, about }));
      }
    }
    parts.push(segments(results, of), unbroken(results, of), starts(results, of));
    parts.push(downloads(results, of), failures(results, of));
  }
  if (long) parts.push(longTexts(long));
  parts.push(method(results));
  return `${parts.filter(Boolean).join("\n")}`;
}

function head({ date, command, machine, seconds, encodings }) {
  const { rounds } = Object.values(encodings)[0];
  return `# Performance

Written by \`${command}\`, which reproduces it; no figure in it is written by hand.

${date}, ${seconds} s, ${rounds} rounds. ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.system}; Node ${machine.node}, Chromium ${machine.chromium}. Load average before and after: ${machine.loadBefore} and ${machine.loadAfter}.

A cell has the median and, in brackets, the least and the most of its samples. **wrong** marks a tool whose tokens are not those of OpenAI's tiktoken on that text.
`;
}

function goals(encoding, of) {
  const shown = (value, unit) => (value === null ? "–" : `${number(value)} ${unit}`);
  const rows = outcomes(encoding, of).map(({ what, goal, measured, best, unit, verdict }) => [
    what,
    goal,
    shown(measured, unit),
    shown(best, unit),
    verdict === "met" ? verdict : `**${verdict}**`,
  ]);
  return `### Goals\n\n${table(["what", "goal", "medians", "best samples", "by the medians"], rows)}`;
}

/** What long.mjs has measured. */
function longTexts({ date, machine, edits, files, bytes, tokens }) {
  const ms = (value) => `${number(value)} ms`;
  const range = ({ median, min, max }, unit) => `${number(median)} ${unit} (${number(min)}–${number(max)})`;
  const edited = Object.entries(edits).map(([text, { whole, edit, edit99 }]) => [text, ms(edit.median), ms(edit99), ms(whole.median)]);
  const { [1]: one, ...more } = files;
  const counted = Object.entries(files).map(([workers, { speed, memory }]) => [workers, range(speed, "MB/s"), range(memory, "MB")]);
  const ratios = Object.entries(more).map(([workers, { speed }]) => `${workers} workers are ${number(speed.median / one.speed.median)} times as fast as one`);
  return `## Long texts

Written by \`node bench/long.mjs --site target/site --work target/bench\`, ${date}, in Chromium ${machine.chromium}; load average before and after: ${machine.loadBefore} and ${machine.loadAfter}.

### An edit in a text of a megabyte

A letter, a word or a deletion somewhere in it, from the page's call of \`meter.count\` to its answer, the way to the worker and back included; beside it the same call with a text that is new as a whole.

${table(["text", "edit, median", "edit, 99th percentile", "new text, median"], edited)}
### A file of ${number(bytes / 1e6)} MB

English, ${number(tokens / 1e6)} million tokens, by \`meter.countFile\`. Memory is what the page's process grows by, its workers and their vocabularies included. ${ratios.join("; ")}.

${table(["workers", "speed", "memory"], counted)}`;
}

function exactness(results, of) {
  const names = Object.keys(Object.values(of.edges)[0] ?? {});
  const rows = Object.entries(results.tools).map(([id, tool]) => {
    const corpora = of.wrong[id] ? `**wrong**: ${of.wrong[id].join(", ")}` : "right";
    const found = names.map((name) => {
      const verdict = of.edges[id]?.[name] ?? "–";
      return verdict === "wrong" ? "**wrong**" : verdict;
    });
    return [tool.name, corpora, ...found];
  });
  return `### Exactness

The token ids of the texts below, and of short ones on which tokenizers are known to differ; each tool as it is by default.

${table(["", "texts", ...names], rows)}`;
}

function speeds(results, of, { runtime, name, measure, about }) {
  const texts = results.corpora.filter(({ unbroken }) => !unbroken).map((corpus) => corpus.name);
  const rows = Object.entries(results.tools).map(([id, tool]) => [
    tool.heads ? `${tool.name}, 100 kB` : tool.name,
    ...texts.map((text) => cell(of, { runtime, id, measure, text })),
  ]);
  return `### ${name}: ${about}, MB/s\n\n${table(["", ...texts], rows)}`;
}

function segments(results, of) {
  const texts = results.corpora.map((corpus) => corpus.name);
  const rows = ["chromium", "node"].flatMap((runtime) =>
    ours(results).map(([id, tool]) => [
      `${tool.name}, ${runtime}`,
      ...texts.map((text) => cell(of, { runtime, id, measure: "segments", text })),
    ]),
  );
  return `### Segments, MB/s

Token ids together with where each ends in the text; no other tool says that.

${table(["", ...texts], rows)}`;
}

function unbroken(results, of) {
  const texts = results.corpora.filter((corpus) => corpus.unbroken).map(({ name }) => name);
  const rows = Object.entries(results.tools).flatMap(([id, tool]) =>
    (tool.ours ? ["chromium", "node"] : ["node"]).map((runtime) => [
      `${tool.name}, ${runtime}, ${tool.ours ? "1 MB" : "100 kB"}`,
      ...texts.map((text) => {
        const failed = of.failures.find(
          ({ tool, where }) => tool === id && where === `node, 100 kB of ${text}`,
        );
        return failed ? failed.why : cell(of, { runtime, id, measure: "cold", text });
      }),
    ]),
  );
  return `### Cold count without a split point, MB/s\n\n${table(["", ...texts], rows)}`;
}

function starts(results, of) {
  const columns = {
    "first count, English, Chromium": ["chromium", "first/english", milliseconds],
    "first count, CJK, Chromium": ["chromium", "first/cjk", milliseconds],
    "10 Mbit/s, gzip": ["chromium", "line-gzip/english", milliseconds],
    "10 Mbit/s, brotli": ["chromium", "line-brotli/english", milliseconds],
    "first large text, Chromium": ["chromium", "paste/first", speed],
    "first large text, Node": ["node", "paste/first", speed],
    "first count, English, Node": ["node", "first/english", milliseconds],
    "peak RSS, Node": ["node", "rss/cjk", megabytes],
    "WebAssembly memory": ["node", "wasm/cjk", megabytes],
    "after all texts": ["node", "wasm/all", megabytes],
  };
  const rows = Object.entries(results.tools).map(([id, tool]) => [
    tool.name,
    ...Object.values(columns).map(([runtime, measure, unit]) =>
      spread(of.samples[`${runtime}/${id}/${measure}`], unit),
    ),
  ]);
  const nothing = of.samples["node/node/rss/english"];
  rows.push(["Node alone", ...Object.keys(columns).map((name) => (name.startsWith("peak") ? spread(nothing, megabytes) : ""))]);
  const whole = ["line-gzip", "line-brotli"].map((host) => {
    const of_ = (measure) => spread(of.samples[`chromium/tokenmeter/${host}/${measure}`], milliseconds);
    return `${host.replace("line-", "")} ${of_("cjk")}, of which fetching the same files ${of_("fetch")}`;
  });
  return `### Start, and memory after the first count with the whole vocabulary

In Chromium from the navigation on, in Node from the import on; a page and a process of its own each time. The first large text is whichever came first in a round.

${table(["", ...Object.keys(columns)], rows)}
tokenmeter with the whole vocabulary, from the navigation on at 10 Mbit/s: ${whole.join("; ")}.
`;
}

function downloads(results, of) {
  const rows = Object.entries(results.tools)
    .filter(([id]) => of.files[id])
    .map(([id, tool]) => {
      const sum = (on) => kilobytes(download(of, id, on));
      return [
        tool.name,
        sum(({ raw }) => raw),
        sum(({ gzip }) => gzip),
        sum(({ brotli }) => brotli),
        sum(onGzipHost),
        sum(onBrotliHost),
      ];
    });
  const ascii = [onGzipHost, onBrotliHost].map((on) => untilAscii(of, on));
  if (ascii[0] !== null) {
    rows.splice(1, 0, ["tokenmeter, until ASCII text is counted", "", "", "", ...ascii.map(kilobytes)]);
  }
  const columns = ["", "raw", "gzip −9", "brotli −11", "host that gzips known types", "host that sends brotli"];
  return `### Download of one encoding, kB

Bundled and minified with esbuild as a site would ship it, with the files it fetches.

${table(columns, rows)}`;
}

function failures(results, of) {
  const known = of.failures.filter(({ where }) => !where.startsWith("node, 100 kB of"));
  if (known.length === 0) return "";
  const rows = known.map(({ tool, where, why }) => [results.tools[tool]?.name ?? tool, where, why]);
  return `### What failed\n\n${table(["tool", "where", "why"], rows)}`;
}

function method({ corpora }) {
  const rows = corpora.map(({ name, about, from, bytes, sha256 }) => [
    name,
    about,
    from.map(({ spec, licence }) => `${spec} (${licence})`).join(", ") || "generated",
    String(bytes),
    `\`${sha256}\``,
  ]);
  return `## How it is measured

Tools take turns, in another order each round; ai-tokenizer and js-tiktoken in three rounds at most. Throughput is of a fresh process or page for each tool and round: it loads, counts two short prompts, waits half a second as a page does before the first paste, and takes every text once, beginning with another one each round. What is counted warm, encoded and decoded was counted before. A tool's tokens are compared with OpenAI's tiktoken by number and by SHA-256 of the ids.

The slow line is a proxy that all connections share, workers' too: 10 Mbit/s, 40 ms there and back, one round trip to connect; without TLS, HTTP/2 or slow start, and the same for every tool. Every page hints at the files it will fetch.

${table(["text", "what it is", "made from", "bytes", "SHA-256"], rows)}`;
}

const ours = ({ tools }) => Object.entries(tools).filter(([, tool]) => tool.ours);

function cell(of, { runtime, id, measure, text }) {
  const shown = spread(of.samples[`${runtime}/${id}/${measure}/${text}`], number);
  const wrong = of.wrong[id]?.some((name) => name.replace(".head", "") === text);
  return wrong ? `${shown} **wrong**` : shown;
}

function spread(sample, format) {
  if (!sample) return "–";
  const { median, min, max, samples } = sample;
  return samples > 1 ? `${format(median)} (${format(min)}–${format(max)})` : format(median);
}

/** Three digits that matter. */
function number(value) {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

const speed = (value) => `${number(value)} MB/s`;
const milliseconds = (value) => `${value.toFixed(0)} ms`;
const megabytes = (value) => `${(value / 1e6).toFixed(1)} MB`;
const kilobytes = (value) => (value / 1e3).toFixed(1);

function table(header, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return `${[line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n")}\n`;
}
