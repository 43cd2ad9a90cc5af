import { FLAGSHIP_PLACE } from "./flagships.js";

/** @typedef {import("./types.js").ModelInfo} ModelInfo */

/** @param {string} text */
const plain = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** @type {WeakMap<ModelInfo, string>} */
const searchable = new WeakMap();

/** @param {ModelInfo} model */
function wordsOf(model) {
  let words = searchable.get(model);
  if (words === undefined) {
    words = ` ${plain(model.id)} ${plain(model.name)} ${plain(model.provider)} ${plain(model.providerName)}`;
    searchable.set(model, words);
  }
  return words;
}

/**
 * Whether every word of the query begins a word of the model's id, name or provider, or stands inside
 * the id when spaces are left out ("gpt4o").
 * @param {ModelInfo} model
 * @param {string} query
 */
export function matches(model, query) {
  const wanted = plain(query);
  if (wanted === "") return true;
  const words = wordsOf(model);
  return wanted.split(" ").every((word) => words.includes(` ${word}`)) || words.replaceAll(" ", "").includes(wanted.replaceAll(" ", ""));
}

/**
 * The models that fit the query: its exact id first, then flagships, then the rest as they came.
 * @param {readonly ModelInfo[]} models
 * @param {string} query
 */
export function searchModels(models, query) {
  const exact = query.trim().toLowerCase();
  /** @param {ModelInfo} model */
  const place = ({ id }) => (id.toLowerCase() === exact ? -1 : FLAGSHIP_PLACE.get(id) ?? FLAGSHIP_PLACE.size);
  return models.filter((model) => matches(model, query)).sort((a, b) => place(a) - place(b));
}

/**
 * Splits models by provider, in the order in which each provider first appears.
 * @param {readonly ModelInfo[]} models
 * @returns {{ group: string, models: ModelInfo[] }[]}
 */
export function byProvider(models) {
  /** @type {Map<string, ModelInfo[]>} */
  const groups = new Map();
  for (const model of models) groups.set(model.providerName, [...(groups.get(model.providerName) ?? []), model]);
  return [...groups].map(([group, members]) => ({ group, models: members }));
}
