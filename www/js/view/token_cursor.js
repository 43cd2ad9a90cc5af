import { say } from "../dom.js";
import { formatInteger } from "../format.js";
import { readOut } from "../token_groups.js";
import { textFacts } from "../text_facts.js";

/** @typedef {import("../types.js").Segments} Segments */
/** @typedef {import("../token_groups.js").TokenGroup} TokenGroup */

/**
 * Moves through the tokens: one tab stop, arrows step, Enter or a press pins, the pointer looks.
 * @param {HTMLElement} list
 * @param {HTMLElement} detail the line about the token
 * @param {(token: number) => TokenGroup | undefined} reveal the group of a token, drawn if it was not
 */
export function keepTokenCursor(list, detail, reveal) {
  let text = "";
  /** @type {Segments | null} */
  let segments = null;
  /** @type {TokenGroup | undefined} that of the active token */
  let group;
  let active = -1;
  let pinned = -1;

  /** @param {number} token */
  const spanOf = (token) => document.getElementById(`token-${token}`);

  /** @param {number} token -1: none */
  function look(token) {
    for (const old of list.querySelectorAll(".active")) old.classList.remove("active");
    active = token;
    group = token < 0 ? undefined : reveal(token);
    const span = spanOf(token);
    if (!segments || !group || !span) {
      detail.hidden = true;
      list.removeAttribute("aria-activedescendant");
      return;
    }
    spanOf(group.first)?.classList.add("active");
    list.setAttribute("aria-activedescendant", span.id);
    const piece = text.slice(group.start, group.end);
    const id = segments.ids[token] ?? 0;
    const part = group.count > 1 ? `part ${token - group.first + 1} of ${group.count} of ` : "";
    span.setAttribute("aria-label", `token ${formatInteger(token + 1)}, ${part}${readOut(piece)}, id ${id}`);
    const { bytes } = textFacts(piece);
    say(detail, `#${formatInteger(token + 1)} · ${part}${JSON.stringify(piece)} · id ${id} · ${bytes} ${bytes === 1 ? "byte" : "bytes"}${part && " together"}`);
    detail.hidden = false;
  }

  /** @param {number} token */
  function pin(token) {
    spanOf(pinned)?.setAttribute("aria-selected", "false");
    pinned = pinned === token ? -1 : token;
    spanOf(pinned)?.setAttribute("aria-selected", "true");
    look(token);
  }

  /** @param {Event} event */
  const tokenAt = ({ target }) => {
    const span = target instanceof Element ? target.closest("[role=option]") : null;
    return span ? Number(span.id.slice("token-".length)) : -1;
  };

  list.addEventListener("keydown", (event) => {
    if (!segments) return;
    const last = segments.ids.length - 1;
    // In text that runs from right to left, the left arrow leads on.
    const onward = getComputedStyle(list).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = onward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
    const steps = new Map([[onward, active + 1], ["ArrowDown", active + 1], [back, active - 1], ["ArrowUp", active - 1], ["Home", 0], ["End", last], ["PageDown", active + 25], ["PageUp", active - 25]]);
    const to = steps.get(event.key);
    if (to !== undefined) {
      event.preventDefault();
      look(Math.max(0, Math.min(last, to)));
      spanOf(group?.first ?? -1)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (active >= 0) pin(active);
    } else if (event.key === "Escape" && pinned >= 0) {
      pin(pinned);
    }
  });
  list.addEventListener("focus", () => active < 0 && look(0));
  list.addEventListener("pointerover", (event) => {
    const token = tokenAt(event);
    if (token >= 0 && pinned < 0 && event.pointerType === "mouse") look(token);
  });
  list.addEventListener("click", (event) => {
    const token = tokenAt(event);
    if (token >= 0 && document.getSelection()?.isCollapsed !== false) pin(token);
  });

  return {
    forget() {
      segments = null;
      pinned = -1;
      look(-1);
    },
    /**
     * @param {string} shownText
     * @param {Segments} shown
     */
    follow(shownText, shown) {
      text = shownText;
      segments = shown;
    },
  };
}
