/** @typedef {import("./types.js").Basis} Basis */

const integer = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });

/** @type {(options: Intl.NumberFormatOptions) => Intl.NumberFormat} */
const usd = (options) => new Intl.NumberFormat(undefined, { style: "currency", currency: "USD", ...options });
const cents = usd({});
const fine = usd({ minimumFractionDigits: 2, maximumFractionDigits: 4 });
const tiny = usd({ minimumSignificantDigits: 2, maximumSignificantDigits: 2 });

/** @param {number} value */
export const formatInteger = (value) => integer.format(value);

/**
 * Dollars, with as many digits as a small sum needs to be told from nothing: $12.35, $0.0125, $0.00040.
 * @param {number} value
 */
export function formatUsd(value) {
  if (value === 0 || value >= 1) return cents.format(value);
  return (value >= 0.01 ? fine : tiny).format(value);
}

const brief = usd({ maximumFractionDigits: 0 });

/**
 * A power of ten in dollars, as short as an axis needs it: $100, $0.01.
 * @param {number} value
 */
export const formatUsdBriefly = (value) => (value >= 1 ? brief.format(value) : usd({ minimumFractionDigits: 0, maximumSignificantDigits: 1 }).format(value));

/**
 * Another currency, as finely as dollars; a code that nobody uses is shown as it is.
 *
 * @param {number} value
 * @param {string} code of three letters
 */
export function formatMoney(value, code) {
  const digits = value === 0 || value >= 1 ? {} : value >= 0.01 ? { maximumFractionDigits: 4 } : { minimumSignificantDigits: 2, maximumSignificantDigits: 2 };
  return new Intl.NumberFormat(undefined, { style: "currency", currency: code, ...digits }).format(value);
}

const percent = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 0 });
const finePercent = new Intl.NumberFormat(undefined, { style: "percent", maximumSignificantDigits: 2 });
const least = 0.0001;

/** @param {number} share of the whole, 0 to 1 and beyond */
export function formatShare(share) {
  if (share > 0 && share < least) return `<${finePercent.format(least)}`;
  return (share < 0.1 ? finePercent : percent).format(share);
}

const decimal = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** @param {number} bytes */
export function formatBytes(bytes) {
  if (bytes < 1000) return `${formatInteger(bytes)} ${bytes === 1 ? "byte" : "bytes"}`;
  return bytes < 1e6 ? `${decimal.format(bytes / 1e3)} kB` : `${decimal.format(bytes / 1e6)} MB`;
}

/**
 * How far a download has come, both figures in one unit: "0.2 of 0.4 MB".
 * @param {number} loaded
 * @param {number} total
 */
export const formatLoaded = (loaded, total) => `${decimal.format(loaded / 1e6)} of ${decimal.format(total / 1e6)} MB`;

const STEPS = /** @type {const} */ ([["day", 86_400, "days"], ["h", 3600, "h"], ["min", 60, "min"], ["s", 1, "s"]]);

/**
 * A time in its two largest units, rounded up: "2 days 4 h", "1 min 48 s".
 * @param {number} seconds
 */
export function formatDuration(seconds) {
  const whole = Math.ceil(seconds);
  const first = STEPS.findIndex(([, length]) => whole >= length);
  if (first < 0) return "0 s";
  const [one, length, many] = STEPS[first] ?? STEPS[3];
  const next = STEPS[first + 1];
  let count = Math.floor(whole / length);
  let rest = next ? Math.ceil((whole % length) / next[1]) : 0;
  if (next && rest * next[1] >= length) [count, rest] = [count + 1, 0];
  return `${plural(count, one, many)}${next && rest > 0 ? ` ${plural(rest, next[0], next[2])}` : ""}`;
}

const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** @param {string} isoDate "2026-10-23"; anything else is shown as it is */
export function formatDate(isoDate) {
  const date = new Date(isoDate);
  return Number.isNaN(date.getTime()) ? isoDate : day.format(date);
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export const plural = (count, one, many = `${one}s`) => `${formatInteger(count)} ${count === 1 ? one : many}`;

/** The sign and the word that tell how sure a number is; borders come from the style sheet. */
export const CERTAINTY = Object.freeze({
  exact: { sign: "=", word: "exact" },
  assumed: { sign: "…", word: "assumed" },
  estimate: { sign: "≈", word: "estimate" },
});

/**
 * A number with the sign of its certainty where it is not exact: "158", "≈ 105", "500…".
 * @param {string} figure
 * @param {Basis} basis
 */
export function withSign(figure, basis) {
  if (basis === "exact") return figure;
  return basis === "estimate" ? `≈ ${figure}` : `${figure}…`;
}
