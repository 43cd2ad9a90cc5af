/**
 * Shows each example's code, which is what runs: the files as they are loaded,
 * and the markup as it stands in this page.
 */

import { copyOn } from "../js/copy_text.js";
import { make } from "../js/dom.js";
import { emptyState, Store } from "../js/state.js";
import { showTheme } from "../js/view/theme.js";

/** The text of a file beside this page. @param {string} name */
async function textOf(name) {
  const response = await fetch(name);
  if (!response.ok) throw new Error(`${name} could not be loaded: the server answered ${response.status}`);
  return response.text();
}

/** This page's own markup. @type {Promise<string> | undefined} */
let page;

/**
 * The code of an example: a script, or what stands in this page between the
 * comments that name it.
 *
 * @param {string} name
 */
async function codeOf(name) {
  if (name.endsWith(".js")) return textOf(name);
  page ??= textOf("index.html");
  const [, code] = (await page).split(`<!-- ${name} -->\n`);
  return String(code?.split("<!-- end -->")[0]);
}

/** @param {HTMLElement} place @param {string} name */
async function show(place, name) {
  const code = (await codeOf(name)).trimEnd();
  const copy = make("button", { type: "button", class: "quiet" }, "Copy");
  copyOn(copy, () => `${code}\n`);
  const title = make("h3", { id: `code-${name}` }, name);
  copy.setAttribute("aria-describedby", title.id);
  const text = make("pre", { tabindex: 0, "aria-labelledby": title.id }, make("code", {}, code));
  place.append(make("div", { class: "code-head" }, title, copy), text);
}

showTheme(new Store(emptyState()));
for (const place of document.querySelectorAll("[data-shows]")) {
  if (place instanceof HTMLElement) show(place, place.dataset["shows"] ?? "");
}
