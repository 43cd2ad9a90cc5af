import { make } from "../dom.js";
import { readOut, whiteSpaceRuns } from "../token_groups.js";

/** @typedef {import("../token_groups.js").TokenGroup} TokenGroup */

const SHADES = 6;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * The text, each token in its shade. The pieces have no margins and no boxes, so that joined scripts
 * keep their shapes, and the text inside is the text itself, so that copying it gives it back.
 * @param {string} text
 * @param {readonly TokenGroup[]} groups
 * @param {boolean} whiteSpace show it
 */
export function textSpans(text, groups, whiteSpace) {
  const made = document.createDocumentFragment();
  groups.forEach(({ start, end, first, count }, at) => {
    const place = (groups[0]?.first ?? 0) + at;
    const piece = text.slice(start, end);
    const rtl = RIGHT_TO_LEFT.test(piece);
    const span = option(first, place, rtl ? "token rtl" : "token");
    if (whiteSpace) span.append(...whiteSpaceRuns(piece).map(({ text: run, sign }) => (sign ? make("span", { class: "space", "data-sign": sign }, run) : run)));
    else span.textContent = piece;
    // What has no letters to be read still has a name.
    if (piece.trim() === "") span.setAttribute("aria-label", readOut(piece));
    made.append(span);
    if (count < 2) return;
    span.classList.add("shared");
    span.style.setProperty("--parts", String(count));
    for (let part = 1; part < count; part += 1) {
      const rest = option(first + part, place, "part");
      rest.setAttribute("aria-label", `part ${part + 1} of ${count} of ${readOut(piece)}`);
      made.append(rest);
    }
  });
  return made;
}

/**
 * The ids, each in its token's shade.
 * @param {Uint32Array} ids
 * @param {number} first the number of the first of these tokens
 */
export function idSpans(ids, first) {
  const made = document.createDocumentFragment();
  ids.forEach((id, at) => {
    const span = option(first + at, first + at, "token id");
    span.textContent = String(id);
    made.append(span, " ");
  });
  return made;
}

/**
 * @param {number} token
 * @param {number} place
 * @param {string} look
 */
function option(token, place, look) {
  const span = document.createElement("span");
  span.className = `${look} shade-${place % SHADES}`;
  span.id = `token-${token}`;
  span.setAttribute("role", "option");
  return span;
}
