/**
 * A file for a meter: counted in its thread, priced by its catalogue.
 */

import { TokenmeterError } from "./errors.js";
import { joinParts } from "./file_join.js";
import { betweenLines, betweenTokens, inParts } from "./file_parts.js";
import { batchReport, modelOfFirstLine, textReport, trainingReport } from "./file_report.js";
import { call } from "./modules.js";
import { milliseconds } from "./options.js";

/**
 * @typedef {import("./engine.js").Count} Count
 * @typedef {import("./wasm/prices.js").Catalog} Catalog
 */

/**
 * @param {Blob} blob
 * @param {import("./meter_options.js").FileOptions} options
 * @param {{ catalog: Catalog, thread: import("./threads.js").Thread }} by
 * @returns {Promise<import("./file_report.js").FileReport>}
 * @throws `invalid-argument`, `unknown-model`, and what counting throws
 */
export async function countFile(blob, options, { catalog, thread }) {
  const { kind, signal, onProgress, epochs, trainingUsdPerMtok, at, ...usage } = options;
  if (kind === undefined) throw new TokenmeterError("invalid-argument", "kind must be \"text\", \"batch\" or \"finetune\".");
  if (!(blob instanceof Blob)) throw new TokenmeterError("invalid-argument", "The file must be a Blob or a File.");
  const model = options.model ?? (await modelOfFirstLine(blob, signal));
  const atMs = milliseconds(at);
  const { id, provider } = call(() => catalog.model(model, atMs));
  const job = { blob, kind, model, name: call(() => catalog.tokenizerOf(model)) };
  /** @param {Count} count @param {object} plan */
  const estimate = (count, plan) => call(() => catalog.estimate({ model, count }, { ...usage, ...plan, atMs }));
  if (kind === "text") {
    const parts = await inParts(blob, { action: "countPart", job, findCut: betweenTokens }, thread, { signal, onProgress });
    const counted = sumOf(parts.map((part) => part.counted));
    /** @type {Count} */
    const text = await thread.ask("countOf", { counted, name: job.name }, { signal });
    if (parts.some(({ isUtf8 }) => !isUtf8)) text.notes.push("Some bytes are not UTF-8; they are counted as U+FFFD.");
    return textReport(blob, text, estimate(text, {}));
  }
  const parts = await inParts(blob, { action: "countFile", job, findCut: betweenLines }, thread, { signal, onProgress });
  const count = await joinParts(parts, { bytes: blob.size, kind }, signal);
  if (kind === "finetune") return trainingReport(count, { id }, { epochs, trainingUsdPerMtok });
  const others = count.models.filter((name) => idOf(catalog, name, atMs) !== id);
  /** @param {Count} one @param {number | undefined} outputTokens */
  const usdOf = (one, outputTokens) => estimate(one, { processing: "batch", outputTokens }).cost?.total ?? null;
  return batchReport(count, { id, provider, others }, usdOf, { outputTokens: usage.outputTokens, signal });
}

/** More are not a number that the engine takes. */
const MOST_TOKENS = 2 ** 32 - 1;

/**
 * Numbers that add up, of all parts.
 *
 * @param {readonly Uint32Array[]} parts
 * @throws `input-too-large`
 */
function sumOf(parts) {
  const sums = Array.from(parts[0] ?? [], (_, at) => parts.reduce((sum, part) => sum + (part[at] ?? 0), 0));
  if (sums.some((tokens) => tokens > MOST_TOKENS)) throw new TokenmeterError("input-too-large", "The file has more than 4,294,967,295 tokens of a kind; split it first.");
  return Uint32Array.from(sums);
}

/**
 * What a name means; nothing, if nobody knows it.
 *
 * @param {Catalog} catalog
 * @param {string} name
 * @param {number} atMs
 */
function idOf(catalog, name, atMs) {
  try {
    return call(() => catalog.model(name, atMs)).id;
  } catch {
    return undefined;
  }
}
