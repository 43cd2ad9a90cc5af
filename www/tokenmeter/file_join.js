/**
 * The parts of a file of lines as one: with the numbers that the lines have in the whole, and what only a comparison
 * of all lines shows.
 */

import { throwIfAborted } from "./errors.js";
import { COLUMNS, MOST_NOTES, NO_MODEL, Problems, SURENESS } from "./file_count.js";

/** More are not listed. */
const MOST_MODELS = 20;
/** So many lines are compared before the page may breathe. */
const STEP_LINES = 2000;

/** @typedef {import("./file_count.js").FilePart} FilePart */

/**
 * @param {readonly FilePart[]} parts in order, at least one
 * @param {{ bytes: number, kind: "batch" | "finetune" }} file
 * @param {AbortSignal} [signal]
 * @returns {Promise<import("./file_count.js").FileCount>}
 * @throws `aborted`
 */
export async function joinParts(parts, { bytes, kind }, signal) {
  const problems = new Problems();
  const seen = new Set();
  const lineNumbers = [];
  /** @type {string | null} */
  let model = null;
  let before = 0;
  for (const part of parts) {
    const malformed = [...part.problems];
    /** Those of the lines up to this one. @param {number} number */
    const repeatUntil = (number) => {
      for (let one; (one = malformed[0]) && one.line < number; malformed.shift()) problems.report(before + one.line, one.kind, one.message);
    };
    for (const [at, number] of part.lineNumbers.entries()) {
      if (at % STEP_LINES === STEP_LINES - 1) {
        await new Promise((resume) => setTimeout(resume));
        throwIfAborted(signal);
      }
      const line = before + number;
      repeatUntil(number);
      lineNumbers.push(line);
      const identity = part.identities[at];
      if (seen.has(identity)) problems.report(line, "duplicate", kind === "batch" ? "The custom_id was used before." : "The same example stands above.");
      seen.add(identity);
      const own = modelOf(part, at);
      model ??= own;
      if (kind === "batch" && own !== model) problems.report(line, "other-model", `The line is for ${own ?? "no model"}, the first one for ${model}.`);
    }
    repeatUntil(Infinity);
    problems.count += part.problemCount - part.problems.length;
    before += part.lastLine;
  }
  return {
    .../** @type {import("./file_count.js").Lines} */ (Object.fromEntries(COLUMNS.map((name) => [name, joined(parts.map((part) => part[name]))]))),
    lineNumbers: Float64Array.from(lineNumbers),
    bytes,
    lines: parts.reduce((sum, { lines }) => sum + lines, 0),
    basis: SURENESS[Math.max(...parts.map(({ basis }) => SURENESS.indexOf(basis)))] ?? "estimate",
    tokenizer: parts.find(({ tokenizer }) => tokenizer !== "")?.tokenizer ?? "",
    problems: problems.first,
    problemCount: problems.count,
    models: [...new Set(parts.flatMap(({ models }) => models))].slice(0, MOST_MODELS),
    notes: [...new Set(parts.flatMap(({ notes }) => notes))].slice(0, MOST_NOTES),
  };
}

/**
 * The model that a line names.
 *
 * @param {FilePart} part
 * @param {number} at
 */
function modelOf({ modelOf: places, models }, at) {
  const place = places[at] ?? NO_MODEL;
  return place === NO_MODEL ? null : models[place] ?? "another model";
}

/** @param {readonly Float64Array[]} lists */
function joined(lists) {
  const whole = new Float64Array(lists.reduce((length, list) => length + list.length, 0));
  let at = 0;
  for (const list of lists) {
    whole.set(list, at);
    at += list.length;
  }
  return whole;
}
