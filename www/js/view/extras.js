import { part, say } from "../dom.js";
import { NO_EXTRAS, usesCache } from "../extras.js";
import { formatInteger, formatMoney, formatUsd, plural } from "../format.js";
import { plannedNumber } from "../plan.js";

/** @typedef {import("../types.js").Extras} Extras */
/** @typedef {import("../types.js").State} State */
/** @typedef {{ figure: string, value: number | null, note?: string } | null} Line null: not planned */

const WAYS = /** @type {const} */ (["standard", "batch", "flex", "priority"]);

/**
 * What else can be planned: the cache, how and how often it is sent, a cap, a second currency; and what follows.
 * @param {import("../state.js").Store} store
 */
export function showExtras(store) {
  const details = part("extras", HTMLDetailsElement);
  const way = part("way", HTMLSelectElement);
  const forAnHour = part("for-an-hour", HTMLInputElement);
  const currency = part("currency", HTMLInputElement);

  /**
   * @param {string} id
   * @param {{ what: string, least: number, largest?: number, whole?: boolean }} expected
   */
  function read(id, expected) {
    const field = part(id, HTMLInputElement);
    const { value, problem } = plannedNumber(field, expected);
    field.toggleAttribute("aria-invalid", false);
    if (problem) {
      field.setAttribute("aria-invalid", "true");
      store.report({ id, ...problem });
      return null;
    }
    store.resolve(id);
    return value;
  }

  const readAll = () => {
    store.set({
      extras: {
        cachedTokens: read("cached-tokens", { what: "The cached part", least: 0 }) ?? 0,
        cacheWriteTokens: read("cache-write-tokens", { what: "The part written to the cache", least: 0 }) ?? 0,
        forAnHour: forAnHour.checked,
        way: WAYS.find((known) => known === way.value) ?? "standard",
        requestsPerDay: read("requests-per-day", { what: "The number of requests a day", least: 1 }),
        daysPerMonth: read("days-per-month", { what: "The number of days", least: 1, largest: 31 }) ?? 30,
        capUsd: read("cap", { what: "The cap", least: 0, whole: false }),
      },
      rate: readRate(),
    });
  };

  /** @returns {State["rate"]} */
  function readRate() {
    const perUsd = read("rate", { what: "The rate", least: 0, whole: false });
    const code = currency.value.trim().toUpperCase();
    const isCode = /^[A-Z]{3}$/.test(code);
    currency.toggleAttribute("aria-invalid", false);
    if (code === "" || isCode) store.resolve("currency");
    else {
      currency.setAttribute("aria-invalid", "true");
      store.report({ id: "currency", cause: "The currency is not known.", remedy: "Type its three letters, such as EUR, and what one US dollar is worth." });
    }
    return isCode && perUsd ? { code, perUsd } : null;
  }

  const show = () => {
    const state = store.now;
    const missing = state.rate ? "" : missingRate(currency, part("rate", HTMLInputElement));
    const total = missing === "" ? converted(state) : { figure: "—", value: null, note: missing };
    const lines = { "cache-cost": cacheCost(state), month: monthly(state), binding: capped(state), converted: total };
    for (const [id, line] of Object.entries(lines)) {
      const output = part(id, HTMLOutputElement);
      const row = /** @type {HTMLElement} */ (output.parentElement);
      row.hidden = line === null;
      say(output, line?.figure ?? "");
      output.dataset["value"] = String(line?.value ?? "");
      say(part(`${id}-note`, HTMLSpanElement), line?.note ?? "");
    }
    say(part("converted-label", HTMLSpanElement), state.rate ? `Total in ${state.rate.code}` : "Total in another currency");
  };

  details.addEventListener("input", () => {
    readAll();
    show();
  });
  store.on(["priced", "extras", "rate"], show);
  // A browser may bring typed numbers back when the page is reloaded.
  readAll();
  show();
  if (isPlanned(store.now)) details.open = true;
}

/** Whether anything is planned beside the output and the number of requests. @param {State} state */
function isPlanned({ extras, rate }) {
  const names = /** @type {(keyof Extras)[]} */ (Object.keys(NO_EXTRAS));
  return rate !== null || names.some((name) => extras[name] !== NO_EXTRAS[name]);
}

/**
 * What another currency still needs; "" where none is wanted, or what is wrong is told already.
 * @param {HTMLInputElement} currency
 * @param {HTMLInputElement} rate
 */
function missingRate(currency, rate) {
  if (currency.ariaInvalid === "true" || rate.ariaInvalid === "true") return "";
  const [code, perUsd] = [currency.value.trim().toUpperCase(), rate.value.trim()];
  if (code === "" && perUsd === "") return "";
  if (code === "") return "type the currency too";
  return perUsd === "" ? `type what one US dollar is worth in ${code}` : "the rate must be above 0";
}

/** @param {State} state @returns {Line} */
function cacheCost({ priced, extras }) {
  if (!priced || !usesCache(extras)) return null;
  if (!priced.cost) return { figure: "unknown", value: null };
  const { cachedInput, cacheWrite } = priced.cost;
  const { tokens } = priced.count;
  const read = Math.min(extras.cachedTokens, tokens);
  const written = Math.min(extras.cacheWriteTokens, tokens - read);
  const parts = [read > 0 ? `${formatInteger(read)} read` : "", written > 0 ? `${formatInteger(written)} written` : ""];
  if (extras.cachedTokens + extras.cacheWriteTokens > tokens) parts.push("all there is");
  return { figure: formatUsd(cachedInput + cacheWrite), value: cachedInput + cacheWrite, note: parts.filter((text) => text !== "").join(", ") };
}

/** @param {State} state @returns {Line} */
function monthly({ priced, rate }) {
  if (!priced?.month) return null;
  const { requests, total, low, high } = priced.month;
  const note = [plural(requests, "request")];
  if (total === null) return { figure: "unknown", value: null, note: note.join() };
  if (low !== null && high !== null && low < high) note.push(`${formatUsd(low)} to ${formatUsd(high)}`);
  if (rate) note.push(formatMoney(total * rate.perUsd, rate.code));
  return { figure: formatUsd(total), value: total, note: note.join(", ") };
}

/** @param {State} state @returns {Line} */
function capped({ priced, extras }) {
  if (!priced || extras.capUsd === null) return null;
  if (!priced.cap) return { figure: "unknown", value: null, note: "no published price" };
  const { requests, day } = priced.cap;
  if (requests === null) return { figure: "never", value: null, note: "it costs nothing" };
  const when = day === null ? "not in a month" : `reached on day ${formatInteger(day)}`;
  return { figure: `after ${plural(requests, "request")}`, value: requests, note: extras.requestsPerDay === null ? "" : when };
}

/** @param {State} state @returns {Line} */
function converted({ priced, rate }) {
  if (!priced || !rate) return null;
  const total = priced.totalForRequests;
  if (total === null) return { figure: "unknown", value: null };
  return { figure: formatMoney(total * rate.perUsd, rate.code), value: total * rate.perUsd, note: "at your rate" };
}
