import { make, makeButton } from "../dom.js";
import { wholeInput } from "../extras.js";
import { misfit } from "../fit_words.js";
import { providerName } from "../provider_names.js";
import { CERTAINTY, formatDate, formatInteger, formatShare, formatUsd } from "../format.js";

/** @typedef {import("../types.js").Estimate} Estimate */

/**
 * One model in the table.
 * @param {Estimate} row
 * @param {{ chosen: boolean, pinned: boolean, empty: boolean, choose: (name: string) => void, pin: (name: string) => void }} options empty: there is no text, so rates stand in for costs
 */
export function describeRow(row, { chosen, pinned, empty, choose, pin }) {
  const { model, count, cost } = row;
  const { sign, word } = CERTAINTY[count.basis];
  const tokens = make("td", { role: "cell", class: "tokens-cell", "data-label": "tokens", "data-value": empty ? "" : count.tokens });
  tokens.append(make("span", { class: `mark ${count.basis}`, title: word }, sign, make("span", { class: "unseen" }, ` ${word}`)), ` ${empty ? "—" : formatInteger(count.tokens)}`);
  if (count.basis === "estimate" && !empty) tokens.title = `between ${formatInteger(count.low)} and ${formatInteger(count.high)}`;

  const name = makeButton(model.id, () => choose(model.id), "row-name");
  const star = makeButton(pinned ? "★" : "☆", () => pin(model.id), "pin");
  star.setAttribute("aria-label", `Pin ${model.id}`);
  star.setAttribute("aria-pressed", String(pinned));
  const names = make("span", { class: "row-names" }, name);
  if (model.shutdown) {
    const over = new Date(model.shutdown).getTime() <= Date.now();
    const shut = make("span", { class: "shut" }, over ? "shut down" : `until ${formatDate(model.shutdown)}`);
    if (model.successor) shut.title = `Successor: ${model.successor}`;
    names.append(shut);
  }
  if (chosen) name.setAttribute("aria-current", "true");
  return make(
    "tr",
    { role: "row", class: chosen ? "chosen" : "" },
    make("th", { role: "rowheader", scope: "row" }, make("span", { class: "row-head" }, star, names)),
    make("td", { role: "cell", class: "provider-cell" }, providerName(model.provider)),
    tokens,
    money("input", empty ? model.inputUsdPerMtok : wholeInput(cost), empty),
    money("with output", empty ? model.outputUsdPerMtok : cost?.total ?? null, empty),
    fitCell(row, empty),
  );
}

/**
 * @param {string} label
 * @param {number | null} usd
 * @param {boolean} rate it is a price per million tokens
 */
function money(label, usd, rate) {
  const shown = usd === null ? "unknown" : `${formatUsd(usd)}${rate ? " / M" : ""}`;
  return make("td", { role: "cell", class: usd === null ? "money dim" : "money", "data-label": label, "data-value": usd ?? "" }, shown);
}

/**
 * @param {Estimate} row
 * @param {boolean} empty
 */
function fitCell(row, empty) {
  const { window, used, ok } = row.fit;
  if (window === null) return make("td", { role: "cell", class: "fit dim" }, "unknown");
  if (empty) return make("td", { role: "cell", class: "fit" }, formatInteger(window));
  const cell = make("td", { role: "cell", class: ok === false ? "fit over" : "fit" }, ok !== false ? `✓ ${formatShare(used / window)}` : used > window ? "✕ too long" : "✕ output too long");
  if (ok !== false || used > window) cell.append(make("span", { class: "of" }, ` of ${formatInteger(window)}`));
  if (ok === false) cell.title = misfit(row);
  return cell;
}
