import { hasEnded } from "../compare_rows.js";
import { make, makeButton } from "../dom.js";
import { wholeInput } from "../extras.js";
import { misfit } from "../fit_words.js";
import { CERTAINTY, formatDate, formatInteger, formatShare, formatUsd } from "../format.js";

/** @typedef {import("../types.js").Estimate} Estimate */
/** @typedef {import("../compare_rows.js").Row} Row */

/**
 * One model in the table, with a line for each of its offers where they are wanted.
 * @param {Row} row
 * @param {object} options
 * @param {string} options.chosen the id of the chosen model
 * @param {boolean} options.pinned
 * @param {boolean} options.opened all its offers are shown
 * @param {boolean} options.empty there is no text, so rates stand in for costs
 * @param {number} options.now milliseconds since 1970
 * @param {(id: string) => void} options.choose
 * @param {(entry: string) => void} options.pin
 * @param {(entry: string) => void} options.open shows all offers, or no longer
 */
export function describeRow(row, { chosen, pinned, opened, empty, now, choose, pin, open }) {
  const { shown } = row;
  const { id } = shown.model;
  const name = makeButton(row.name, () => choose(id), "row-name");
  if (id !== row.name) name.title = `Chooses the offer shown, ${id}`;
  const isChosen = row.offers.some(({ model }) => model.id === chosen);
  if (isChosen) name.setAttribute("aria-current", "true");
  const star = makeButton(pinned ? "★" : "☆", () => pin(row.entry), "pin");
  star.setAttribute("aria-label", `Pin ${row.entry}`);
  star.setAttribute("aria-pressed", String(pinned));
  const names = make("span", { class: "row-names" }, name, ...shutDown(row.ended ?? shown.model, now));
  const head = make("th", { role: "rowheader", scope: "row" }, make("span", { class: "row-head" }, star, names));
  const line = make("tr", { role: "row", class: isChosen ? "chosen" : "" }, head, providerCell(row, opened, open), ...figures(shown, empty));
  return opened ? [line, ...row.offers.map((offer) => describeOffer(offer, { chosen, hasMaker: row.hasMaker, empty, now, choose }))] : [line];
}

/**
 * @param {Estimate} offer
 * @param {{ chosen: string, hasMaker: boolean, empty: boolean, now: number, choose: (id: string) => void }} options
 */
function describeOffer(offer, { chosen, hasMaker, empty, now, choose }) {
  const { model } = offer;
  const name = makeButton(model.id, () => choose(model.id), "row-name");
  if (model.id === chosen) name.setAttribute("aria-current", "true");
  const names = make("span", { class: "row-names" }, name, ...shutDown(model, now));
  const head = make("th", { role: "rowheader", scope: "row" }, make("span", { class: "row-head" }, names));
  return make("tr", { role: "row", class: "offer" }, head, make("td", { role: "cell", class: "provider-cell" }, ...seller(offer, hasMaker)), ...figures(offer, empty));
}

/**
 * Who sells it, and whether that is who makes it, if its maker is known to sell it.
 * @param {Estimate} offer
 * @param {boolean} hasMaker
 */
function seller({ model }, hasMaker) {
  const name = make("span", {}, model.providerName);
  return hasMaker ? [name, " ", make("span", { class: "seller" }, model.firstParty ? "maker" : "reseller")] : [name];
}

/**
 * @param {Row} row
 * @param {boolean} opened
 * @param {(entry: string) => void} open
 */
function providerCell(row, opened, open) {
  const { shown, offers, cheaper, hasMaker, entry } = row;
  const cell = make("td", { role: "cell", class: "provider-cell" });
  // Makers need no word before the offers are shown.
  const name = seller(shown, hasMaker && !shown.model.firstParty);
  if (offers.length === 1) {
    cell.append(...name);
    return cell;
  }
  const place = cheaper || shown.model.inputUsdPerMtok === null ? "one" : "cheapest";
  const button = makeButton("", () => open(entry), "offers");
  button.append(...name, " ", make("span", { class: "among" }, `${place} of ${offers.length}`));
  if (cheaper) button.append(" ", make("span", { class: "cheaper" }, fromPrice(cheaper)));
  button.setAttribute("aria-expanded", String(opened));
  button.dataset["entry"] = entry;
  button.title = opened ? "Hide the offers" : "Show all offers";
  cell.append(button);
  return cell;
}

/** @param {NonNullable<Row["cheaper"]>} cheaper */
function fromPrice({ offer, usd, outputUsd }) {
  const price = [usd, outputUsd].flatMap((usd) => (usd === null ? [] : formatUsd(usd))).join(" / ");
  return `from ${price} at ${offer.model.providerName}${offer.model.firstParty ? "" : ", a reseller"}`;
}

/**
 * @param {import("../types.js").ModelInfo} model
 * @param {number} now
 */
function shutDown(model, now) {
  if (!model.ends) return [];
  const shut = make("span", { class: "shut" }, hasEnded(model, now) ? "shut down" : `until ${formatDate(model.ends)}`);
  if (model.successor) shut.title = `Successor: ${model.successor}`;
  return [shut];
}

/**
 * The cells of an offer's tokens, costs and fit.
 * @param {Estimate} offer
 * @param {boolean} empty
 */
function figures(offer, empty) {
  const { model, count, cost } = offer;
  const { sign, word } = CERTAINTY[count.basis];
  const tokens = make("td", { role: "cell", class: "tokens-cell", "data-label": "tokens", "data-value": empty ? "" : count.tokens });
  tokens.append(make("span", { class: `mark ${count.basis}`, title: word }, sign, make("span", { class: "unseen" }, ` ${word}`)), ` ${empty ? "—" : formatInteger(count.tokens)}`);
  if (count.basis === "estimate" && !empty) tokens.title = `between ${formatInteger(count.low)} and ${formatInteger(count.high)}`;
  return [
    tokens,
    money("input", empty ? model.inputUsdPerMtok : wholeInput(cost), empty),
    money("with output", empty ? model.outputUsdPerMtok : cost?.total ?? null, empty),
    fitCell(offer, empty),
  ];
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
