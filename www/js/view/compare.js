import { make, part, say, wide } from "../dom.js";
import { planOf } from "../extras.js";
import { formatInteger, plural } from "../format.js";
import { newestWins } from "../jobs.js";
import { inputOf } from "../request_input.js";
import { filterRows, pinnedFirst, sortRows } from "../compare_rows.js";
import { countFailed, readError, sentence } from "../problems.js";
import { describeRow } from "./compare_row.js";
import { offerExports } from "./export.js";

/** @typedef {import("../compare_rows.js").Column} Column */

const PAGE_ROWS = wide.matches ? 15 : 8;
/** After the number has settled: every model is counted, which a person who types does not need at each key. */
const PAUSE_MS = 400;

/** @type {{ column: Column, label: string }[]} */
const COLUMNS = [
  { column: "model", label: "Model" },
  { column: "provider", label: "Provider" },
  { column: "tokens", label: "Tokens" },
  { column: "input", label: "Input" },
  { column: "total", label: "With output" },
  { column: "fit", label: "Context" },
];

/**
 * Every model for this text, as its maker sells it, or else as who sells it the cheapest: searched, filtered, sorted, a page at a time.
 * @param {import("../state.js").Store} store
 * @param {import("../engine.js").Engine} engine
 */
export function showCompare(store, engine) {
  const details = /** @type {HTMLDetailsElement} */ (part("compare", HTMLElement).querySelector("details"));
  const search = part("compare-search", HTMLInputElement);
  const provider = part("provider", HTMLSelectElement);
  const exactOnly = part("exact-only", HTMLInputElement);
  const fitsOnly = part("fits-only", HTMLInputElement);
  const hideShutDown = part("hide-shut-down", HTMLInputElement);
  const weights = part("weights", HTMLSelectElement);
  const maxPrice = part("max-price", HTMLInputElement);
  const loadAll = part("load-all", HTMLButtonElement);
  const table = part("models", HTMLTableElement);
  const body = part("compare-rows", HTMLTableSectionElement);
  /** @type {import("../compare_rows.js").Order} */
  let order = null;
  let page = 0;
  /** Models, by the id that stands for each. @type {Set<string>} */
  const pinned = new Set();
  /** Those of which all offers are shown. @type {Set<string>} */
  const opened = new Set();

  const refresh = newestWins(async (signal) => {
    const { outputTokens, requests, extras, catalog, rowsLoad, answer } = store.now;
    if (!catalog || !details.open || answer.working) return;
    try {
      const meter = await engine.meter();
      const rows = await meter.compare(inputOf(store.now), { ...planOf(extras), outputTokens: outputTokens || 0, requests: requests || 1, load: rowsLoad ? "needed" : "loaded", signal });
      if (!signal.aborted) store.set({ rows });
    } catch (error) {
      if (signal.aborted || readError(error).code === "aborted") return;
      store.set({ rows: null, rowsLoad: false });
      if (countFailed(store.now.problems)) return;
      store.report({ id: "compare", cause: "The models could not be compared.", remedy: sentence(readError(error).message), retry: true });
    }
  }, { pauseMs: PAUSE_MS });

  const head = heads(part("compare-head", HTMLTableRowElement), (column) => {
    // Cheapest first, but most room first; a third press goes back to the first order.
    const firstDescending = column === "fit";
    if (order?.column !== column) order = { column, descending: firstDescending };
    else if (order.descending === firstDescending) order = { column, descending: !firstDescending };
    else order = null;
    page = 0;
    show();
  });

  /** There is nothing to count, so that rates stand in for costs. */
  const isEmpty = () => store.now.text === "" && store.now.answer.kind !== "unknown";

  /** @returns {import("../compare_rows.js").Filter} */
  const filter = () => ({
    search: search.value,
    provider: provider.value,
    weights: /** @type {"" | "open" | "closed"} */ (weights.value),
    maxUsdPerMtok: maxPrice.value === "" || !maxPrice.validity.valid ? null : maxPrice.valueAsNumber,
    exactOnly: exactOnly.checked,
    fitsOnly: fitsOnly.checked,
    hideShutDown: hideShutDown.checked,
  });

  /** Every model of which the search and the filters leave an offer, in order, below the pinned ones. */
  function arranged() {
    const rows = store.now.rows ?? [];
    const as = { now: Date.now(), rates: isEmpty() };
    const found = filterRows(rows, filter(), as);
    return pinnedFirst(rows, sortRows(found, order), pinned, as);
  }

  /** @param {string} entry */
  function pin(entry) {
    if (!pinned.delete(entry)) pinned.add(entry);
    page = 0;
    show();
    focus(`[aria-label="Pin ${CSS.escape(entry)}"]`);
  }

  /** @param {string} entry */
  function open(entry) {
    if (!opened.delete(entry)) opened.add(entry);
    show();
    focus(`[data-entry="${CSS.escape(entry)}"]`);
  }

  /** What had the focus was made anew. @param {string} selector */
  const focus = (selector) => /** @type {HTMLElement | null} */ (body.querySelector(selector))?.focus({ preventScroll: true });

  /** Finds the button in the table that has the focus once more; empty: none has it. */
  function focused() {
    const element = document.activeElement;
    const name = body.contains(element) && ["data-entry", "aria-label"].find((name) => element?.hasAttribute(name));
    return name ? `[${name}="${CSS.escape(element?.getAttribute(name) ?? "")}"]` : "";
  }

  function show() {
    const { rows, model } = store.now;
    const empty = isEmpty();
    head.mark(order, empty);
    const found = arranged();
    const pages = Math.max(1, Math.ceil(found.length / PAGE_ROWS));
    page = Math.min(page, pages - 1);
    const shown = found.slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS);
    const choose = (/** @type {string} */ id) => store.set({ model: id });
    const now = Date.now();
    const kept = focused();
    body.replaceChildren(...shown.flatMap((row) => describeRow(row, { chosen: model, pinned: pinned.has(row.entry), opened: opened.has(row.entry), empty, now, choose, pin, open })));
    if (kept) focus(kept);
    say(part("compare-count", HTMLSpanElement), rows === null ? "" : found.length === rows.length ? plural(rows.length, "model") : `${formatInteger(found.length)} of ${plural(rows.length, "model")}`);
    const nothing = part("compare-empty", HTMLParagraphElement);
    nothing.hidden = shown.length > 0;
    say(nothing, rows === null ? (store.now.catalog ? "Counting for every model…" : "The list of models is not there yet.") : "No model fits these filters.");
    part("pager", HTMLElement).hidden = pages < 2;
    say(part("page-place", HTMLSpanElement), `${formatInteger(page * PAGE_ROWS + 1)}–${formatInteger(page * PAGE_ROWS + shown.length)} of ${formatInteger(found.length)}`);
    part("page-back", HTMLButtonElement).disabled = page === 0;
    part("page-on", HTMLButtonElement).disabled = page >= pages - 1;
  }

  /** @param {number} step */
  const turn = (step) => {
    page += step;
    show();
  };
  part("page-back", HTMLButtonElement).addEventListener("click", () => turn(-1));
  part("page-on", HTMLButtonElement).addEventListener("click", () => turn(1));
  for (const control of [search, provider, weights, maxPrice, exactOnly, fitsOnly, hideShutDown]) {
    control.addEventListener("input", () => {
      page = 0;
      show();
    });
  }
  loadAll.addEventListener("click", () => store.set({ rowsLoad: true }));
  details.addEventListener("toggle", () => refresh());
  offerExports(store, arranged);

  store.on(["answer", "catalog", "outputTokens", "requests", "extras", "rowsLoad"], () => {
    // Rows stay in sight, after a moment in the quiet colour, until those of the newest text take their place.
    table.classList.toggle("stale", store.now.rows !== null);
    refresh();
  });
  store.on(["rows"], () => table.classList.remove("stale"));
  store.on(["rows", "model", "catalog"], () => {
    if (store.now.rows) store.resolve("compare");
    const { rows, rowsLoad, text } = store.now;
    // Rows whose own tokenizer is known but not there yet are told by being less sure than their model.
    loadAll.hidden = rowsLoad || text === "" || !rows?.some(({ count, model }) => count.basis === "estimate" && model.basis !== "estimate");
    if (rows && provider.length === 1) provider.append(...providersOf(rows));
    show();
  });
  show();
}

/** @param {readonly import("../types.js").ComparedEstimate[]} rows */
function providersOf(rows) {
  const names = new Map(rows.flatMap(({ offers }) => offers.map(({ model }) => [model.provider, model.providerName])));
  const named = [...names].sort(([, a], [, b]) => a.localeCompare(b));
  return named.map(([id, name]) => make("option", { value: id }, name));
}

/**
 * The heads of the columns, which sort.
 * @param {HTMLTableRowElement} row
 * @param {(column: Column) => void} press
 */
function heads(row, press) {
  const cells = COLUMNS.map(({ column, label }) => {
    const button = make("button", { type: "button", class: "sort" }, label);
    button.addEventListener("click", () => press(column));
    const cell = make("th", { role: "columnheader", scope: "col", "aria-sort": "none", class: `col-${column}` }, button);
    row.append(cell);
    return { column, cell, button };
  });
  return {
    /**
     * @param {import("../compare_rows.js").Order} order
     * @param {boolean} empty
     */
    mark(order, empty) {
      for (const { column, cell, button } of cells) {
        cell.setAttribute("aria-sort", order?.column === column ? (order.descending ? "descending" : "ascending") : "none");
        if (column === "total") say(button, empty ? "Output" : "With output");
      }
    },
  };
}
