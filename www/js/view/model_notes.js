import { copyOn } from "../copy_text.js";
import { make, makeButton, part, say } from "../dom.js";
import { formatDate } from "../format.js";
import { summary } from "./summary.js";

/**
 * Where the price comes from, what to know about the model, and a copy of the result.
 * @param {import("../state.js").Store} store
 * @param {import("../engine.js").Engine} engine
 */
export function showModelNotes(store, engine) {
  const price = part("price-note", HTMLParagraphElement);
  const notes = part("model-notes", HTMLDivElement);
  const source = part("price-source", HTMLParagraphElement);
  const copy = part("copy", HTMLButtonElement);
  const copyNumber = part("copy-number", HTMLButtonElement);

  const show = () => {
    const { priced } = store.now;
    copy.disabled = summary(store.now) === "";
    copyNumber.disabled = copy.disabled;
    price.replaceChildren(...(priced ? priceNote(priced.model) : []));
    notes.replaceChildren(...(priced ? modelNotes(priced, store) : []));
  };
  store.on(["priced", "answer"], show);
  show();

  store.on(["catalog"], async () => {
    if (!store.now.catalog) return say(source, "");
    const { prices } = await engine.meter();
    if (!prices) return;
    const link = make("a", { href: prices.source, rel: "noreferrer" }, `genai-prices ${prices.release}`);
    source.replaceChildren("Prices: ", link, `, checked ${formatDate(prices.checked)}.`);
  });

  copyOn(copy, () => summary(store.now));
  copyOn(copyNumber, () => String(store.now.answer.count?.tokens ?? ""));
}

/** @param {import("../types.js").ModelInfo} model */
function priceNote({ providerName, pricingUrl, pricesChecked }) {
  const checked = `prices checked ${formatDate(pricesChecked)}`;
  if (!pricingUrl) return [`${providerName}, ${checked}`];
  return [make("a", { href: pricingUrl, rel: "noreferrer" }, `${providerName}’s pricing`), `, ${checked}`];
}

/**
 * @param {import("../types.js").Estimate} priced
 * @param {import("../state.js").Store} store
 */
function modelNotes({ model, notes, count }, store) {
  /** @type {HTMLElement[]} */
  const lines = [];
  if (model.shutdown) {
    const over = new Date(model.shutdown).getTime() <= Date.now();
    const line = make("p", { class: "warn" }, make("strong", {}, over ? "Shut down" : "Will be shut down"), ` on ${formatDate(model.shutdown)}. `);
    const { successor } = model;
    if (successor) line.append("Successor: ", makeButton(successor, () => store.set({ model: successor }), "pill"));
    lines.push(line);
  }
  for (const note of new Set([...notes, ...count.notes])) {
    if (!(model.shutdown && note.includes(model.shutdown))) lines.push(make("p", { class: "note" }, note));
  }
  return lines;
}
