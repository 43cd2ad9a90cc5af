import { make, makeButton, part, say } from "../dom.js";
import { formatDate, formatInteger, formatUsd, plural } from "../format.js";
import { newestWins } from "../jobs.js";
import { readError, sentence } from "../problems.js";

/** @typedef {import("../types.js").BilledEstimate} BilledEstimate */
/** @typedef {[part: string, count: number, usd: number | null]} Row */

const PAUSE_MS = 100;
/** Charged with the output that it is a part of. */
const REASONING = "of it reasoning";
const signed = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero" });

/**
 * What a finished call has cost, from the response that came back, beside what was estimated.
 * @param {import("../state.js").Store} store
 * @param {import("../engine.js").Engine} engine
 */
export function showBill(store, engine) {
  const response = part("bill-response", HTMLTextAreaElement);
  const model = part("bill-model", HTMLInputElement);
  const table = part("bill-table", HTMLTableElement);
  const total = part("bill-total", HTMLOutputElement);
  const compared = part("bill-compared", HTMLParagraphElement);
  const notes = part("bill-notes", HTMLUListElement);
  const note = part("bill-note", HTMLParagraphElement);
  /** @type {BilledEstimate | null} */
  let billed = null;

  const refresh = newestWins(async (signal) => {
    if (response.value.trim() === "") return show(null, "");
    try {
      const meter = await engine.meter();
      await meter.loadPrices();
      const name = model.value.trim();
      const priced = await meter.priceResponse(response.value, name === "" ? {} : { model: name });
      if (!signal.aborted) show(priced, "");
    } catch (error) {
      if (!signal.aborted) show(null, sentence(readError(error).message));
    }
  }, { pauseMs: PAUSE_MS });

  /**
   * @param {BilledEstimate | null} priced
   * @param {string} why there is none
   */
  function show(priced, why) {
    billed = priced;
    say(note, why);
    if (why === "") response.removeAttribute("aria-invalid");
    else response.setAttribute("aria-invalid", "true");
    const usd = priced?.cost?.total ?? null;
    say(total, priced ? (usd === null ? "unknown" : formatUsd(usd)) : "—");
    total.dataset["value"] = String(usd ?? "");
    say(part("bill-of", HTMLSpanElement), priced ? madeBy(priced) : "");
    table.hidden = !priced;
    const rows = priced ? rowsOf(priced) : [];
    part("bill-rows", HTMLTableSectionElement).replaceChildren(...rows.map(([what, count, cost]) => make("tr", {},
      make("th", { scope: "row", class: what === REASONING ? "inner" : "" }, what), make("td", {}, formatInteger(count)), make("td", {}, cost === null ? "" : formatUsd(cost)))));
    const told = priced ? notesOf(priced) : [];
    notes.replaceChildren(...told.map((text) => make("li", {}, text)));
    compare();
  }

  /** Beside the estimate of the prompt, if there is one. */
  function compare() {
    const { priced, text } = store.now;
    compared.replaceChildren();
    if (!billed || !priced || text === "") return;
    const { id } = billed.model;
    if (priced.model.id !== id) {
      compared.append(makeButton(`Compare with the prompt on ${id}`, () => store.set({ model: id })));
      return;
    }
    compared.append(`The prompt here is estimated at ${difference(priced.count.tokens, billed.count.tokens)} of input`);
    const planned = store.now.outputTokens;
    if (planned !== null && !Number.isNaN(planned)) compared.append(`; ${difference(planned, billed.outputTokens, "planned at ")} of output`);
    compared.append(".");
  }

  response.addEventListener("input", () => refresh());
  model.addEventListener("input", () => refresh());
  store.on(["priced", "outputTokens", "text"], compare);
  // A browser may bring a response back when the page is reloaded.
  refresh();
}

/**
 * "1,203, billed were 1,240 tokens (+3 %)"
 *
 * @param {number} estimated
 * @param {number} billed
 * @param {string} [before]
 */
function difference(estimated, billed, before = "") {
  const share = estimated > 0 ? ` (${signed.format(billed / estimated - 1)})` : "";
  return `${before}${formatInteger(estimated)}, billed were ${plural(billed, "token")}${share}`;
}

/** @param {BilledEstimate} priced */
function madeBy({ model, bill }) {
  const ways = [bill.processing === "batch" ? "in a batch" : "", bill.tier ? `in the ${bill.tier} tier` : ""];
  const made = `at the prices of ${formatDate(new Date(bill.atMs).toISOString().slice(0, 10))}`;
  return [`for ${model.name} at ${model.providerName}`, ...ways, made].filter((text) => text !== "").join(", ");
}

/**
 * What was charged for; no row where there was none of it.
 *
 * @param {BilledEstimate} priced
 * @returns {Row[]}
 */
function rowsOf({ bill, cost }) {
  const cached = bill.cachedTokens + bill.cacheWriteTokens;
  /** @type {Row[]} */
  const rows = [
    [cached > 0 ? "Input that was new" : "Input", bill.inputTokens - cached, cost?.input ?? null],
    ["Input read from the cache", bill.cachedTokens, cost?.cachedInput ?? null],
    ["Input written to the cache", bill.cacheWriteTokens, cost?.cacheWrite ?? null],
    ["Output", bill.outputTokens, cost?.output ?? null],
    [REASONING, bill.reasoningTokens ?? 0, null],
    // None is listed where they cost nothing.
    ["Web searches", bill.webSearches, cost?.searches || null],
    ["The request itself", cost?.request ? 1 : 0, cost?.request ?? null],
  ];
  return rows.filter(([what, count]) => count > 0 || what === "Input" || what === "Output");
}

/** @param {BilledEstimate} priced */
function notesOf({ bill, cost, notes }) {
  const { chargedUsd } = bill;
  if (chargedUsd === null) return notes;
  const same = cost !== null && Math.abs(chargedUsd - cost.total) < 0.005 * cost.total;
  return [`The response itself says ${formatUsd(chargedUsd)}${same ? ", the same" : ""}.`, ...notes];
}
