/** The table of models as files. Numbers are whole and without units, so that programs can read them. */

import { wholeInput } from "./extras.js";

/** @typedef {import("./types.js").Estimate} Estimate */

/** @type {[name: string, value: (row: Estimate) => string | number | boolean | null][]} */
const COLUMNS = [
  ["model", ({ model }) => model.id],
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
  ["prices_checked", ({ model }) => model.pricesChecked],
];

/** @param {readonly Estimate[]} rows */
export function toJson(rows) {
  return JSON.stringify(rows.map((row) => Object.fromEntries(COLUMNS.map(([name, value]) => [name, value(row)]))), null, 2);
}

/** As RFC 4180 has it; unknown is empty. @param {readonly Estimate[]} rows */
export function toCsv(rows) {
  const lines = [COLUMNS.map(([name]) => name), ...rows.map((row) => COLUMNS.map(([, value]) => field(value(row))))];
  return lines.map((fields) => `${fields.join(",")}\r\n`).join("");
}

/**
 * A text that a spreadsheet would calculate, such as the model "@cf/…", gets the sign that it takes for a text's.
 * @param {string | number | boolean | null} value
 */
function field(value) {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
