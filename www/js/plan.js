/** @typedef {{ value: number | null, problem: { cause: string, remedy: string } | null }} PlannedNumber */

/** No model writes and no batch holds more than this. */
const LARGEST = 1_000_000_000;

/**
 * Reads a number that a person planned. `value` is NaN where it cannot be used, null where nothing was typed.
 * @param {HTMLInputElement} field
 * @param {{ what: string, least: number, largest?: number, whole?: boolean }} expected
 * @returns {PlannedNumber}
 */
export function plannedNumber(field, { what, least, largest = LARGEST, whole = true }) {
  const typed = field.value.trim();
  if (typed === "" && !field.validity.badInput) return { value: null, problem: null };
  const value = Number(typed);
  const remedy = `Type a ${whole ? "whole " : ""}number from ${least} to ${largest.toLocaleString()}.`;
  if (typed === "" || Number.isNaN(value)) return refuse(`${what} is not a number.`, remedy);
  if (value < least) return refuse(value < 0 ? `${what} cannot be negative.` : `${what} must be at least ${least}.`, remedy);
  if (whole && !Number.isInteger(value)) return refuse(`${what} must be a whole number; there is no part of one.`, remedy);
  if (value > largest) return refuse(largest === LARGEST ? `${what} is too large: no model takes that many.` : `${what} is too large.`, remedy);
  return { value, problem: null };
}

/**
 * @param {string} cause
 * @param {string} remedy
 * @returns {PlannedNumber}
 */
const refuse = (cause, remedy) => ({ value: Number.NaN, problem: { cause, remedy } });
