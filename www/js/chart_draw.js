/** The pictures of the chart, as SVG; whoever cannot see them has the table beside them. */

import { formatInteger, formatUsd, formatUsdBriefly } from "./format.js";
import { logScale, spread } from "./chart_scale.js";

/** @typedef {import("./chart_scale.js").Scale} Scale */

const SVG = "http://www.w3.org/2000/svg";
const LABEL_APART = 17;
const MARGIN = Object.freeze({ top: 12, bottom: 28, left: 62 });
/** So wide is a letter of a label, about. */
const LETTER = 7.2;
const LEAST_LABELS = 90;

/**
 * A cost and its range, on the scale that all rows share.
 * @param {{ usd: number, low: number, high: number }} cost
 * @param {Scale} scale
 */
export function drawDots({ usd, low, high }, { share, ticks }) {
  const percent = (/** @type {number} */ value) => `${(Math.min(Math.max(share(value), 0), 1) * 100).toFixed(2)}%`;
  const grid = ticks.map((tick) => draw("line", { class: "grid", x1: percent(tick), x2: percent(tick), y1: 0, y2: "100%" }));
  const range = draw("line", { class: "range", x1: percent(low), x2: percent(high), y1: "50%", y2: "50%" });
  return draw("svg", { height: 24 }, ...grid, range, draw("circle", { cx: percent(usd), cy: "50%", r: 5 }));
}

/**
 * What a month costs by its number of requests, a line for each model.
 * @param {readonly { name: string, usd: number, chosen: boolean }[]} models
 * @param {{ width: number, from: number, to: number, capUsd: number | null, monthly: number | null }} plan width in pixels; capUsd and
 *   monthly, where they are planned, are lines of their own
 */
export function drawVolumes(models, { width, from, to, capUsd, monthly }) {
  const costs = logScale([...models.flatMap(({ usd }) => [usd * from, usd * to]), capUsd ?? 0]);
  const requests = logScale([from, to, monthly ?? from]);
  if (!costs || !requests) return draw("svg", {});
  const height = Math.max(260, models.length * LABEL_APART + MARGIN.top + MARGIN.bottom);
  const labels = Math.max(LEAST_LABELS, Math.min(width * 0.38, LETTER * Math.max(...models.map(({ name }) => name.length))));
  const right = Math.max(width - labels - 8, MARGIN.left + 40);
  const x = (/** @type {number} */ value) => MARGIN.left + requests.share(value) * (right - MARGIN.left);
  const y = (/** @type {number} */ value) => height - MARGIN.bottom - costs.share(value) * (height - MARGIN.top - MARGIN.bottom);
  const end = requests.ticks.at(-1) ?? to;

  const horizontal = costs.ticks.filter(every(costs.ticks.length, 7)).flatMap((tick) => [
    draw("line", { class: "grid", x1: MARGIN.left, x2: right, y1: y(tick), y2: y(tick) }),
    draw("text", { x: MARGIN.left - 6, y: y(tick) + 4, "text-anchor": "end" }, formatUsdBriefly(tick)),
  ]);
  const vertical = requests.ticks.filter(every(requests.ticks.length, width < 500 ? 4 : 8)).flatMap((tick) => [
    draw("line", { class: "grid", x1: x(tick), x2: x(tick), y1: MARGIN.top, y2: height - MARGIN.bottom }),
    draw("text", { x: x(tick), y: height - 8, "text-anchor": "middle" }, formatInteger(tick)),
  ]);
  const places = spread(models.map(({ usd }) => y(usd * end)), LABEL_APART, height - MARGIN.bottom);
  const lines = models.flatMap(({ name, usd, chosen }, at) => [
    draw("line", { class: chosen ? "model chosen" : "model", x1: x(from), x2: right, y1: y(usd * from), y2: y(usd * end) }),
    draw("text", { class: chosen ? "chosen" : "", x: right + 8, y: (places[at] ?? 0) + 4 }, shortened(name, labels)),
  ]);
  const planned = [
    ...(capUsd ? [draw("line", { class: "cap", x1: MARGIN.left, x2: right, y1: y(capUsd), y2: y(capUsd) }), draw("text", { class: "cap", x: MARGIN.left + 4, y: y(capUsd) - 4 }, `cap ${formatUsd(capUsd)}`)] : []),
    ...(monthly ? [draw("line", { class: "cap", x1: x(monthly), x2: x(monthly), y1: MARGIN.top, y2: height - MARGIN.bottom })] : []),
  ];
  return draw("svg", { width, height, viewBox: `0 0 ${width} ${height}` }, ...horizontal, ...vertical, ...lines, ...planned);
}

/**
 * Which of many ticks have room for a label.
 * @param {number} length
 * @param {number} most
 */
function every(length, most) {
  const step = Math.ceil(length / most);
  return (/** @type {number} */ _, /** @type {number} */ index) => index % step === 0;
}

/**
 * @param {string} name
 * @param {number} width in pixels
 */
function shortened(name, width) {
  const most = Math.floor(width / LETTER);
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {...(SVGElement | string)} children
 */
function draw(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}
