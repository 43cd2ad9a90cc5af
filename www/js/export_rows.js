/**
 * The table of models as files, a line for each offer: those of a model together, the cheapest as its
 * `rank` 1; `first_party` is the maker's own. Numbers are whole and without units, so that programs can read them.
 */

import { wholeInput } from "./extras.js";

/** @typedef {import("./types.js").Estimate} Estimate */
/** @typedef {import("./compare_rows.js").Row} Row */
/** @typedef {Estimate & { entry: string, rank: number }} Line */

/** @type {[name: string, value: (line: Line) => string | number | boolean | null][]} */
const COLUMNS = [
  ["model", ({ entry }) => entry],
  ["offer", ({ model }) => model.id],
  ["rank", ({ rank }) => rank],
  ["provider", ({ model }) => model.provider],
  ["tokenizer", ({ count }) => count.tokenizer],
  ["tokens", ({ count }) => count.tokens],
  ["tokens_low", ({ count }) => count.low],
  ["tokens_high", ({ count }) => count.high],
  ["basis", ({ count }) => count.basis],
  ["output_tokens", ({ outputTokens }) => outputTokens],
  ["input_usd", ({ cost }) => wholeInput(cost)],
  ["output_usd", ({ cost }) => cost?.output ?? null],
  ["total_usd", ({ cost }) => cost?.total ?? null],
  ["window_tokens", ({ fit }) => fit.window],
  ["fits", ({ fit }) => fit.ok],
  ["input_usd_per_mtok", ({ model }) => model.inputUsdPerMtok],
  ["output_usd_per_mtok", ({ model }) => model.outputUsdPerMtok],
  ["open_weights", ({ model }) => model.openWeights],
  ["shutdown", ({ model }) => model.shutdown],
  ["prices_checked", ({ model }) => model.pricesChecked],
  ["first_party", ({ model }) => model.firstParty],
];

/** @param {readonly Row[]} rows @returns {Line[]} */
const lines = (rows) => rows.flatMap(({ entry, offers }) => offers.map((offer, at) => ({ ...offer, entry, rank: at + 1 })));

/** @param {readonly Row[]} rows */
export function toJson(rows) {
  return JSON.stringify(lines(rows).map((line) => Object.fromEntries(COLUMNS.map(([name, value]) => [name, value(line)]))), null, 2);
}

/** As RFC 4180 has it; unknown is empty. @param {readonly Row[]} rows */
export function toCsv(rows) {
  const table = [COLUMNS.map(([name]) => name), ...lines(rows).map((line) => COLUMNS.map(([, value]) => field(value(line))))];
  return table.map((fields) => `${fields.join(",")}\r\n`).join("");
}

/**
 * A text that a spreadsheet would calculate, such as the model "@cf/…", gets the sign that it takes for a text's.
 * @param {string | number | boolean | null} value
 */
function field(value) {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
