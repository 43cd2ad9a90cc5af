/** A body as it is written in a program, with the prompt as a variable or in place. */

import { PROMPT } from "./services.js";

/** Characters that change how the code around them looks, or that nobody sees. */
const UNSEEN = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/gu;

/**
 * A text between quotation marks, as JSON, JavaScript and Python all read it.
 * @param {string} text
 */
export function quoted(text) {
  return JSON.stringify(text).replace(UNSEEN, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/**
 * @typedef {object} Style
 * @property {string} indent
 * @property {string} yes
 * @property {string} no
 * @property {string} nothing
 * @property {(name: string) => string} key
 * @property {string} prompt what stands for the prompt
 */

/** @type {(prompt: string) => Style} */
const json = (prompt) => ({ indent: "  ", yes: "true", no: "false", nothing: "null", key: quoted, prompt });

/** Styles by what reads them. */
export const STYLES = {
  json,
  /** @type {Style} */
  node: { ...json("PROMPT"), key: (name) => (/^[a-z]\w*$/i.test(name) ? name : quoted(name)) },
  /** @type {Style} */
  python: { indent: "    ", yes: "True", no: "False", nothing: "None", key: quoted, prompt: "PROMPT" },
};

/**
 * A value over several lines.
 * @param {unknown} value of JSON, or {@link PROMPT}
 * @param {Style} style
 * @param {string} [margin] before every line but the first
 * @returns {string}
 */
export function written(value, style, margin = "") {
  if (value === PROMPT) return style.prompt;
  if (typeof value === "string") return quoted(value);
  if (typeof value === "boolean") return value ? style.yes : style.no;
  if (typeof value === "number") return String(value);
  if (typeof value !== "object" || value === null) return style.nothing;
  const inner = margin + style.indent;
  const isList = Array.isArray(value);
  const items = isList
    ? value.map((item) => written(item, style, inner))
    : Object.entries(value).map(([name, item]) => `${style.key(name)}: ${written(item, style, inner)}`);
  const [open, close] = isList ? "[]" : "{}";
  return items.length === 0 ? `${open}${close}` : `${open}\n${inner}${items.join(`,\n${inner}`)}\n${margin}${close}`;
}
