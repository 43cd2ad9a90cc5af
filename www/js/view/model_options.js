import { hasEnded } from "../compare_rows.js";
import { FLAGSHIPS } from "../flagships.js";
import { CERTAINTY, formatUsd } from "../format.js";
import { make } from "../dom.js";
import { byProvider, searchModels } from "../search_models.js";

/** @typedef {import("../types.js").ModelInfo} ModelInfo */

/** More would be scrolled past; typing narrows the list down sooner. */
const MOST = 60;

/**
 * The groups to offer: the flagships while nothing is typed, else what the query finds.
 * @param {readonly ModelInfo[]} models
 * @param {string} query
 */
export function offerModels(models, query) {
  if (query.trim() === "") {
    const byId = new Map([...models].reverse().map((model) => [model.id, model]));
    return FLAGSHIPS.map(({ group, names }) => ({ group, models: names.flatMap((name) => byId.get(name) ?? []) })).filter((group) => group.models.length > 0);
  }
  return byProvider(searchModels(models, query).slice(0, MOST));
}

/**
 * The groups as elements of a list box. Each option carries its model's name in `data-name`.
 * @param {{ group: string, models: ModelInfo[] }[]} groups
 * @param {string} chosen
 */
export function describeGroups(groups, chosen) {
  let at = 0;
  return groups.map(({ group, models }, index) => {
    const id = `model-group-${index}`;
    const options = models.map((model) => describe(model, `model-option-${at++}`, model.id === chosen));
    return make("div", { role: "group", "aria-labelledby": id }, make("div", { class: "group-name", id, role: "presentation" }, group), ...options);
  });
}

/**
 * @param {ModelInfo} model
 * @param {string} id
 * @param {boolean} chosen
 */
function describe(model, id, chosen) {
  const { sign, word } = CERTAINTY[model.basis];
  const price = model.inputUsdPerMtok === null ? "price unknown" : `${formatUsd(model.inputUsdPerMtok)} / M`;
  const facts = [hasEnded(model, Date.now()) ? "shut down" : "", `${sign} ${word}`, price].filter(Boolean);
  return make(
    "div",
    { role: "option", id, class: "option", "data-name": model.id, "aria-selected": String(chosen) },
    make("span", { class: "option-name" }, model.id),
    make("span", { class: "option-facts" }, facts.join(" · ")),
  );
}
