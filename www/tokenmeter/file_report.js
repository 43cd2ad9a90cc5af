/**
 * What a file of requests or of examples costs: its count with prices, limits
 * and what is wrong with it. What it asks is a part of the prices module, which
 * has to be loaded.
 */

import { TokenmeterError, throwIfAborted } from "./errors.js";
import { MOST_PROBLEMS } from "./file_count.js";
import { linesOf } from "./json_lines.js";
import { call } from "./modules.js";
import * as prices from "./wasm/prices.js";

/**
 * @typedef {import("./file_count.js").FileCount} FileCount
 * @typedef {import("./file_count.js").LineProblem} LineProblem
 * @typedef {import("./engine.js").Count} Count
 * @typedef {import("./wasm/prices.js").BatchLimits} BatchLimits
 * @typedef {import("./wasm/prices.js").TrainingPlan} TrainingPlan
 *
 * @typedef {object} FileLines every line that was counted, in order; as many numbers in each
 * @property {Uint32Array} line from 1
 * @property {Float64Array} tokens
 * @property {Float64Array} outputTokens NaN: the line does not say, and nothing is planned
 * @property {Float64Array} usd NaN: the price is not known
 *
 * @typedef {object} FileReport
 * @property {"text" | "batch" | "finetune"} kind
 * @property {string} model
 * @property {number} bytes
 * @property {number} lines that hold something; of a text 0
 * @property {Omit<Count, "parts" | "notes">} count of all that was counted together
 * @property {number} outputTokens that the requests may answer with at most, as far as they say
 * @property {number | null} usd of all together; for examples, of the training
 * @property {number | null} usdLow
 * @property {number | null} usdHigh
 * @property {FileLines} perLine of a text none
 * @property {LineProblem[]} problems the first thousand
 * @property {number} problemCount
 * @property {{ limits: BatchLimits | null, tooManyRequests: boolean, tooManyBytes: boolean } | null} batch
 * @property {TrainingPlan | null} training
 * @property {import("./wasm/prices.js").Fit | null} fit of a text as one request
 * @property {string[]} notes
 */

/** So many lines are priced before the page may breathe. */
const STEP_LINES = 500;

/**
 * The model that the first line of a batch names.
 *
 * @param {Blob} blob
 * @param {AbortSignal} [signal]
 * @returns {Promise<string>}
 * @throws `invalid-argument` if it names none
 */
export async function modelOfFirstLine(blob, signal) {
  for await (const { text } of linesOf(blob, signal)) {
    try {
      const line = JSON.parse(text ?? "");
      const model = (line.body ?? line.params ?? line.request ?? line).model;
      if (typeof model === "string") return model;
    } catch {
      // What is wrong with a line is told when it is counted.
      continue;
    }
    break;
  }
  throw new TokenmeterError("invalid-argument", "The first request names no model: give one.");
}

/**
 * @param {Blob} blob
 * @param {Count} counted
 * @param {import("./wasm/prices.js").Estimate} estimate of the whole text as one request
 * @returns {FileReport}
 */
export function textReport(blob, counted, { model, cost, costLow, costHigh, outputTokens, fit }) {
  const { parts, notes, ...count } = counted;
  return {
    kind: "text", model: model.id, bytes: blob.size, lines: 0, count, outputTokens,
    usd: cost?.total ?? null, usdLow: costLow, usdHigh: costHigh,
    perLine: { line: new Uint32Array(), tokens: new Float64Array(), outputTokens: new Float64Array(), usd: new Float64Array() },
    problems: [], problemCount: 0, batch: null, training: null, fit, notes,
  };
}

/**
 * @param {FileCount} count
 * @param {{ provider: string, id: string, others: readonly string[] }} model `others` that the lines name
 * @param {(count: Count, outputTokens: number | undefined) => number | null} usdOf what a request costs
 * @param {{ outputTokens?: number, signal?: AbortSignal }} options
 * @returns {Promise<FileReport>}
 */
export async function batchReport(count, { provider, id, others }, usdOf, { outputTokens: planned, signal }) {
  const length = count.tokens.length;
  const outputTokens = count.outputTokens.map((asked) => (Number.isNaN(asked) ? planned ?? NaN : asked));
  const usd = new Float64Array(length);
  const price = remembered((tokens, output) => {
    const { basis, tokenizer } = count;
    const one = { tokens, low: tokens, high: tokens, basis, tokenizer, parts: [], notes: [] };
    return usdOf(one, Number.isNaN(output) ? undefined : output);
  });
  /** @type {{ usd: number | null, low: number | null, high: number | null }} */
  const sums = { usd: 0, low: 0, high: 0 };
  for (let at = 0; at < length; at += 1) {
    if (at % STEP_LINES === STEP_LINES - 1) {
      await new Promise((resume) => setTimeout(resume));
      throwIfAborted(signal);
    }
    const of = (/** @type {Float64Array} */ tokens) => price(tokens[at] ?? 0, outputTokens[at] ?? NaN);
    const one = of(count.tokens);
    usd[at] = one ?? NaN;
    sums.usd = plus(sums.usd, one);
    sums.low = plus(sums.low, of(count.low));
    sums.high = plus(sums.high, of(count.high));
  }
  const limits = call(() => prices.batchLimits(provider)) ?? null;
  const foreign = others.length === 0 ? [] : [`Lines are for ${others.slice(0, 3).join(", ")}; all are counted and priced as ${id}.`];
  return {
    ...common("batch", id, { ...count, notes: [...foreign, ...count.notes] }),
    outputTokens: total(outputTokens.filter((tokens) => !Number.isNaN(tokens))),
    usd: sums.usd,
    usdLow: sums.low,
    usdHigh: sums.high,
    perLine: { line: Uint32Array.from(count.lineNumbers), tokens: count.tokens, outputTokens, usd },
    batch: {
      limits,
      tooManyRequests: count.lines > (limits?.requests ?? Infinity),
      tooManyBytes: count.bytes > (limits?.bytes ?? Infinity),
    },
    training: null,
  };
}

/**
 * @param {FileCount} count
 * @param {{ id: string }} model
 * @param {{ epochs?: number, trainingUsdPerMtok?: number }} options
 * @returns {FileReport}
 */
export function trainingReport(count, { id }, { epochs, trainingUsdPerMtok }) {
  const plan = (/** @type {Float64Array} */ tokens) =>
    call(() => prices.trainingPlan(id, Uint32Array.from(tokens), epochs, trainingUsdPerMtok));
  const training = plan(count.tokens);
  const usd = Float64Array.from(count.tokens, (tokens) => (training.usdPerMtok === null ? NaN : (Math.min(tokens, training.limitTokens ?? Infinity) * training.epochs * training.usdPerMtok) / 1e6));
  const problems = [...count.problems];
  let { problemCount } = count;
  count.tokens.forEach((tokens, at) => {
    if (training.limitTokens === null || tokens <= training.limitTokens) return;
    problemCount += 1;
    if (problems.length >= 2 * MOST_PROBLEMS) return;
    const message = `The example has ${tokens} tokens: what is above ${training.limitTokens} is cut off.`;
    problems.push({ line: count.lineNumbers[at] ?? 0, kind: "too-long", message });
  });
  problems.sort((one, other) => one.line - other.line);
  problems.length = Math.min(problems.length, MOST_PROBLEMS);
  return {
    ...common("finetune", id, { ...count, problems, problemCount }),
    outputTokens: 0,
    usd: training.usd,
    usdLow: plan(count.low).usd,
    usdHigh: plan(count.high).usd,
    perLine: { line: Uint32Array.from(count.lineNumbers), tokens: count.tokens, outputTokens: new Float64Array(count.tokens.length).fill(NaN), usd },
    batch: null,
    training,
  };
}

/**
 * @param {"batch" | "finetune"} kind
 * @param {string} model
 * @param {FileCount} count
 */
function common(kind, model, { bytes, lines, tokens, low, high, basis, tokenizer, problems, problemCount, notes }) {
  const count = { tokens: total(tokens), low: total(low), high: total(high), basis, tokenizer };
  return { kind, model, bytes, lines, count, problems, problemCount, fit: null, notes };
}

/** @param {Float64Array} numbers */
function total(numbers) {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}

/** @param {number | null} sum @param {number | null} more */
const plus = (sum, more) => (sum === null || more === null ? null : sum + more);

/**
 * Many lines of a file have the same numbers.
 *
 * @param {(tokens: number, output: number) => number | null} price
 */
function remembered(price) {
  /** @type {Map<number, Map<number, number | null>>} by output, then by tokens */
  const known = new Map();
  return (/** @type {number} */ tokens, /** @type {number} */ output) => {
    const byTokens = known.get(output) ?? new Map();
    known.set(output, byTokens);
    if (!byTokens.has(tokens)) byTokens.set(tokens, price(tokens, output));
    return byTokens.get(tokens) ?? null;
  };
}
