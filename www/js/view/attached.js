import { copyOn } from "../copy_text.js";
import { make, makeButton, part } from "../dom.js";
import { formatInteger } from "../format.js";

/** How much of the document is shown before the rest is asked for. */
const PREVIEW_UNITS = 6000;

/** @typedef {{ name: string, text: string }} Attached */

/**
 * A long text as a document over the text box. The box still holds all of it, but does not lay it
 * out until the person wants to edit; a megabyte of layout is what makes text boxes stall.
 * @param {HTMLTextAreaElement} box
 * @param {{ edit: () => void, remove: () => void }} to
 */
export function showAttached(box, { edit, remove }) {
  const sheet = part("attached", HTMLDivElement);
  /** @type {Attached | null} */
  let shown = null;

  /** @param {Attached | null} attached */
  function show(attached) {
    shown = attached;
    sheet.hidden = attached === null;
    sheet.replaceChildren(...(attached ? describe(attached) : []));
    if (attached) leaveBox();
    box.classList.toggle("unlaid", attached !== null);
    box.tabIndex = attached ? -1 : 0;
  }

  /** A caret left in the box would have all of it laid out, only to know where it blinks. */
  function leaveBox() {
    if (document.activeElement === box) sheet.focus({ preventScroll: true });
    document.getSelection()?.collapse(sheet, 0);
  }

  /** @param {Attached} attached */
  function describe({ name, text }) {
    const rest = text.length - PREVIEW_UNITS;
    const copy = makeButton("Copy", () => {});
    copyOn(copy, () => text);
    const lineEnds = text.includes("\r") ? " Its line ends (CR) are counted as they are; editing turns them into LF." : "";
    return [
      make("p", { class: "attached-head" }, make("strong", {}, name), makeButton("Edit", open), copy, makeButton("Remove", remove)),
      make("p", { class: "note" }, `Attached as a document, counted whole and unaltered.${lineEnds}`),
      make("div", { class: "preview", dir: "auto", tabindex: 0, role: "group", "aria-label": "Beginning of the document" }, text.slice(0, PREVIEW_UNITS).replace(/[\ud800-\udbff]$/, "")),
      ...(rest > 0 ? [make("p", { class: "note" }, `… and ${formatInteger(rest)} more characters.`)] : []),
    ];
  }

  /** Now the box lays the text out. */
  function open() {
    show(null);
    edit();
    box.focus();
  }

  /** Goes to where the text is: the document, or the box. */
  function focus() {
    (shown ? sheet : box).focus();
  }

  // Whoever gives the box the focus wants to edit.
  box.addEventListener("focus", () => shown && open());
  return { show, focus };
}
