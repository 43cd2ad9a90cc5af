/**
 * What tokenmeter means to reach, as rows over the results of one encoding.
 * Nothing here is written by hand but the limits.
 */

import { onBrotliHost, onGzipHost } from "./hosts.mjs";

const OURS = "tokenmeter";
const PEER = "gpt-tokenizer";

/**
 * @typedef {object} Results of one encoding; see rounds.mjs
 * @property {Record<string, { median: number, min: number, max: number, samples: number }>} samples
 * @property {Record<string, import("./hosts.mjs").File[]>} files
 * @property {{ bytes: number, total: number } | null} asciiBytes
 * @property {Record<string, string[]>} wrong
 *
 * @typedef {object} Goal
 * @property {string} what
 * @property {Partial<Record<string, { atLeast: number } | { atMost: number }>>} limits by encoding
 * @property {string} unit
 * @property {(results: Results) => number | null} value `null`: not measured
 */

const both = (limit) => ({ o200k_base: limit, cl100k_base: limit });

/** @type {Goal[]} */
export const GOALS = [
  ...["english", "code"].map((text) => ({
    what: `cold count of ${text}, Chromium, beside ${PEER}`,
    limits: both({ atLeast: 20 }),
    unit: "×",
    value: (results) => speedRatio(results, `cold/${text}`, [PEER]),
  })),
  ...["multilingual", "cjk"].map((text) => ({
    what: `cold count of ${text}, Chromium, beside the best other`,
    limits: both({ atLeast: 10 }),
    unit: "×",
    value: (results) => speedRatio(results, `cold/${text}`, peers(results, text)),
  })),
  {
    what: "warm count of cjk, Chromium, beside the best other",
    limits: both({ atLeast: 2 }),
    unit: "×",
    value: (results) => speedRatio(results, "warm/cjk", peers(results, "cjk")),
  },
  {
    what: "slowest count of 1 MB without a split point, Chromium, beside English",
    limits: both({ atLeast: 0.25 }),
    unit: "×",
    value(results) {
      const speeds = ["repeat-a", "spaces", "letters"].map((text) =>
        median(results, `chromium/${OURS}/cold/${text}`),
      );
      return ratio(least(speeds), median(results, `chromium/${OURS}/cold/english`));
    },
  },
  {
    what: `first count, local host, Chromium, beside ${PEER}`,
    limits: both({ atMost: 0.4 }),
    unit: "×",
    value: (results) =>
      ratio(
        median(results, `chromium/${OURS}/first/english`),
        median(results, `chromium/${PEER}/first/english`),
      ),
  },
  ...[
    { host: "a host that gzips known types", on: onGzipHost, ascii: 0.45, all: 0.65, cl100k: 0.75 },
    { host: "a host that sends brotli", on: onBrotliHost, ascii: 0.58, all: 0.85, cl100k: 0.92 },
  ].flatMap(({ host, on, ascii, all, cl100k }) => [
    {
      what: `download until ASCII text is counted, ${host}, beside ${PEER}`,
      limits: { o200k_base: { atMost: ascii } },
      unit: "×",
      value: (results) => ratio(untilAscii(results, on), download(results, PEER, on)),
    },
    {
      what: `whole download, ${host}, beside ${PEER}`,
      limits: { o200k_base: { atMost: all }, cl100k_base: { atMost: cl100k } },
      unit: "×",
      value: (results) => ratio(download(results, OURS, on), download(results, PEER, on)),
    },
  ]),
  ...[
    { host: "line-gzip", about: "a host that gzips known types", limit: 0.5 },
    { host: "line-brotli", about: "a host that sends brotli", limit: 0.6 },
  ].flatMap(({ host, about, limit }) => [
    {
      what: `navigation to the count of an ASCII prompt, 10 Mbit/s, ${about}, beside the best other`,
      limits: both({ atMost: limit }),
      unit: "×",
      value(results) {
        const others = peers(results, "prompt-english").map((id) =>
          median(results, `chromium/${id}/${host}/english`),
        );
        return ratio(median(results, `chromium/${OURS}/${host}/english`), least(others));
      },
    },
    {
      what: `navigation to a count that needs the whole vocabulary, 10 Mbit/s, ${about}, beside fetching the same files`,
      limits: both({ atMost: 1.15 }),
      unit: "×",
      value: (results) =>
        ratio(
          median(results, `chromium/${OURS}/${host}/cjk`),
          median(results, `chromium/${OURS}/${host}/fetch`),
        ),
    },
  ]),
  {
    what: "WebAssembly memory after the first count, whole vocabulary loaded",
    limits: both({ atMost: 12 }),
    unit: "MB",
    value: (results) => scaled(median(results, `node/${OURS}/wasm/cjk`), 1e6),
  },
  {
    what: "tokens module, gzip",
    limits: both({ atMost: 45 }),
    unit: "kB",
    value: (results) =>
      scaled(results.files[OURS]?.find(({ path }) => path.endsWith(".wasm"))?.gzip ?? null, 1e3),
  },
  {
    what: "vocabulary as a host sends it that does not compress",
    limits: { o200k_base: { atMost: 760 }, cl100k_base: { atMost: 370 } },
    unit: "kB",
    value: (results) => scaled(vocabulary(results)?.raw ?? null, 1e3),
  },
];

/** @param {Results} results @param {string} name */
function median(results, name) {
  return results.samples[name]?.median ?? null;
}

/** The other tools that count the text right. */
function peers({ files, wrong }, text) {
  const tools = Object.keys(files).filter((id) => id !== OURS);
  return tools.filter((id) => !wrong[id]?.some((name) => name.replace(".head", "") === text));
}

/** Our speed over the best of theirs. */
function speedRatio(results, measure, tools) {
  const theirs = tools.map((id) => median(results, `chromium/${id}/${measure}`));
  const known = theirs.filter((speed) => speed !== null);
  const best = known.length > 0 ? Math.max(...known) : null;
  return ratio(median(results, `chromium/${OURS}/${measure}`), best);
}

/** Of those that are known. */
function least(values) {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? Math.min(...known) : null;
}

const ratio = (ours, theirs) => (ours === null || !theirs ? null : ours / theirs);
const scaled = (value, by) => (value === null ? null : value / by);

/** Bytes of a tool on the wire of a host. */
export function download({ files }, id, on) {
  return files[id] ? files[id].reduce((sum, file) => sum + on(file), 0) : null;
}

const vocabulary = ({ files }) => files[OURS]?.find(({ path }) => path.startsWith("vocab/"));

/** Bytes until text of ASCII alone is counted. */
export function untilAscii(results, on) {
  const file = vocabulary(results);
  if (!file || !results.asciiBytes) return null;
  const { bytes, total } = results.asciiBytes;
  return download(results, OURS, on) - on(file) * (1 - bytes / total);
}

/** Units of samples of which more is better; of all others less is. */
const SPEEDS = ["cold", "warm", "encode", "decode", "segments", "paste"];

/**
 * The results with the best of the samples in place of the middle one: another
 * process that takes the machine's time can only make a sample worse.
 *
 * @param {Results} results
 * @returns {Results}
 */
function best(results) {
  const samples = Object.entries(results.samples).map(([name, sample]) => {
    const isSpeed = SPEEDS.includes(name.split("/")[2]);
    return [name, { ...sample, median: isSpeed ? sample.max : sample.min }];
  });
  return { ...results, samples: Object.fromEntries(samples) };
}

/**
 * Every goal of an encoding with what was measured.
 *
 * @param {string} encoding
 * @param {Results} results
 */
export function outcomes(encoding, results) {
  const fastest = best(results);
  return GOALS.filter(({ limits }) => limits[encoding]).map(({ what, limits, unit, value }) => {
    const limit = limits[encoding];
    const measured = value(results);
    const [relation, bound] =
      "atLeast" in limit ? ["≥", limit.atLeast] : ["≤", limit.atMost];
    const met = relation === "≥" ? measured >= bound : measured <= bound;
    const verdict = measured === null ? "not measured" : met ? "met" : "not met";
    return { what, goal: `${relation} ${bound} ${unit}`, measured, best: value(fastest), unit, verdict };
  });
}
