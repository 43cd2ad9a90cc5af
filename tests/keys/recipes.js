// Keys are made when they are needed: none stands in a file.
import { readFileSync } from "node:fs";

/** @typedef {(string | [alphabet: string, length: number])[]} Parts */
/** @typedef {{ kind: string, names: string, parts: Parts }} Recipe how to make keys of one kind */

const file = JSON.parse(readFileSync(new URL("../vectors/keys.json", import.meta.url), "utf8"));

/** @type {Recipe[]} */
export const RECIPES = file.keys;

/** Texts without a key. @type {{ why: string, parts: Parts }[]} */
export const ORDINARY = file.ordinary;

/** Texts around a key. */
export const PLACES = file.places.map((/** @type {{ name: string, text: string }} */ { name, text }) => ({
  name,
  /** The text with the key in it, and where that begins. @param {Recipe} recipe @param {string} key */
  with(recipe, key) {
    const [shown = "", variable = ""] = recipe.names.split(" ");
    const around = text.replaceAll("{name}", shown).replaceAll("{variable}", variable);
    return { text: around.replace("{key}", () => key), start: around.indexOf("{key}") };
  },
}));

/**
 * The text of some parts; another one for each `sample`.
 *
 * @param {Parts} parts
 * @param {number} sample
 */
export function textOfParts(parts, sample) {
  let state = (Math.imul(sample, 7919) + 1) >>> 0;
  /** @param {number} count */
  const next = (count) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 16) % count;
  };
  /** @param {string} alphabet */
  const one = (alphabet) => alphabet.charAt(next(alphabet.length));
  return parts
    .map((part) => (typeof part === "string" ? part : Array.from({ length: part[1] }, () => one(file.alphabets[part[0]])).join("")))
    .join("");
}

/** @param {Recipe} recipe @param {number} sample */
export const keyOf = (recipe, sample) => textOfParts(recipe.parts, sample);
