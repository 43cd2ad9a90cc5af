import { make, part, say, wide } from "../dom.js";
import { hasEnded } from "../compare_rows.js";
import { FLAGSHIP_PLACE } from "../flagships.js";
import { CERTAINTY, formatInteger, formatUsd, formatUsdBriefly, withSign } from "../format.js";
import { drawDots, drawVolumes } from "../chart_draw.js";
import { logScale } from "../chart_scale.js";

/** @typedef {import("../types.js").Estimate} Estimate */
/** @typedef {import("../types.js").State} State */

/** Requests a month for which the table has a column. */
const VOLUMES = Object.freeze([100, 10_000, 1_000_000]);
const LEAST_REQUESTS = 100;
const MOST_REQUESTS = 1_000_000;
const MOST_MODELS = 12;

/**
 * What this prompt costs on the models that stand first, once and by the month, as a picture and as its table.
 * @param {import("../state.js").Store} store
 */
export function showChart(store) {
  const details = /** @type {HTMLDetailsElement} */ (part("chart", HTMLElement).querySelector("details"));
  const table = part("chart-table", HTMLTableElement);
  const picture = part("chart-picture", HTMLDivElement);
  const axis = part("chart-axis", HTMLParagraphElement);

  function show() {
    if (!details.open) return;
    const { rows, text, model, extras } = store.now;
    const chosen = text === "" ? [] : shownRows((rows ?? []).flatMap(({ offers }) => offers), model);
    const scale = logScale(chosen.flatMap(({ cost, costLow, costHigh }) => [cost?.total ?? 0, costLow ?? 0, costHigh ?? 0]));
    for (const element of [table, picture, axis]) element.hidden = scale === null;
    say(part("chart-note", HTMLParagraphElement), scale ? note(chosen) : text === "" ? "Once there is a text, its cost on different models stands here side by side." : "No cost is known yet.");
    if (!scale) return;
    const ends = [scale.ticks[0] ?? 0, scale.ticks.at(-1) ?? 0];
    part("chart-scale", HTMLTableCellElement).replaceChildren(...ends.map((end) => make("span", {}, formatUsdBriefly(end))));
    part("chart-rows", HTMLTableSectionElement).replaceChildren(...chosen.map((row) => describe(row, row.model.id === model, scale)));
    const lines = chosen.map((row) => ({ name: row.model.id, usd: row.cost?.total ?? 0, chosen: row.model.id === model }));
    picture.replaceChildren(drawVolumes(lines, { width: picture.clientWidth, from: LEAST_REQUESTS, to: MOST_REQUESTS, capUsd: extras.capUsd, monthly: extras.requestsPerDay ? extras.requestsPerDay * (extras.daysPerMonth ?? 30) : null }));
  }

  part("chart-head", HTMLTableRowElement).append(...volumeHeads());
  details.addEventListener("toggle", show);
  wide.addEventListener("change", show);
  addEventListener("resize", show);
  store.on(["rows", "model", "text", "extras"], show);
  show();
}

/**
 * The chosen model and those that stand first, the dearest last.
 * @param {readonly Estimate[]} rows
 * @param {string} chosen
 */
function shownRows(rows, chosen) {
  const now = Date.now();
  const priced = rows.filter(({ cost, model }) => cost !== null && cost.total > 0 && (model.id === chosen || (FLAGSHIP_PLACE.has(model.id) && !hasEnded(model, now))));
  /** @param {Estimate} row */
  const place = ({ model }) => (model.id === chosen ? -1 : FLAGSHIP_PLACE.get(model.id) ?? 0);
  const first = [...priced].sort((a, b) => place(a) - place(b)).slice(0, MOST_MODELS);
  return first.sort((a, b) => (a.cost?.total ?? 0) - (b.cost?.total ?? 0));
}

/**
 * @param {Estimate} row
 * @param {boolean} chosen
 * @param {import("../chart_scale.js").Scale} scale
 */
function describe(row, chosen, scale) {
  const { model, cost, costLow, costHigh, count } = row;
  const usd = cost?.total ?? 0;
  const range = costLow !== null && costHigh !== null && costLow < costHigh ? `, between ${formatUsd(costLow)} and ${formatUsd(costHigh)}` : "";
  const figure = make("td", { "data-value": usd, title: `${CERTAINTY[count.basis].word}${range}` }, withSign(formatUsd(usd), count.basis));
  return make("tr", chosen ? { class: "chosen" } : {},
    make("th", { scope: "row" }, model.id),
    figure,
    make("td", { class: "dots", "aria-hidden": "true" }, drawDots({ usd, low: costLow ?? usd, high: costHigh ?? usd }, scale)),
    ...VOLUMES.map((requests) => make("td", { class: "volume", "data-value": usd * requests }, withSign(formatUsd(usd * requests), count.basis))));
}

/** @param {readonly Estimate[]} rows */
function note(rows) {
  const planned = rows.some(({ outputTokens }) => outputTokens > 0) ? "with the planned output" : "of the input alone";
  const estimates = rows.some(({ count }) => count.basis === "estimate") ? " A line beside a dot is the range of an estimate." : "";
  return `US dollars for one request, ${planned}; one step to the right costs ten times as much.${estimates}`;
}

const volumeHeads = () => VOLUMES.map((requests) => make("th", { scope: "col", class: "volume" }, `${formatInteger(requests)} a month`));
