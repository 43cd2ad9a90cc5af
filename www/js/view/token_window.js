import { blockOf, cutBlocks } from "../token_blocks.js";
import { groupTokens, LOOK_AHEAD } from "../token_groups.js";
import { idSpans, textSpans } from "./token_spans.js";

/** @typedef {import("../types.js").Segments} Segments */
/** @typedef {import("../token_blocks.js").Block} Block */
/** @typedef {import("../token_groups.js").TokenGroup} TokenGroup */
/** @typedef {{ ids: boolean, whiteSpace: boolean }} Look */

const LINE_PX = 28;
const LETTER_PX = 9;
/** Blocks that are there at once, without waiting for the browser to say what is in view. */
const AT_ONCE = 2;

/**
 * Draws the blocks of a long list that are in view or near it; the others keep their place by their height.
 * @param {HTMLElement} list which scrolls
 */
export function keepTokenWindow(list) {
  let text = "";
  /** @type {Segments | null} */
  let segments = null;
  /** @type {Look} */
  let look = { ids: false, whiteSpace: false };
  /** @type {Block[]} */
  let blocks = [];
  /** @type {HTMLElement[]} */
  let elements = [];
  /** @type {Map<Element, number>} the place of each */
  let places = new Map();
  /** @type {Map<number, TokenGroup[]>} the groups of each token, of the blocks that were asked for */
  let groups = new Map();

  const near = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const at = places.get(target) ?? -1;
      if (isIntersecting) fill(at);
      else empty(at);
    }
  }, { root: list, rootMargin: "100% 0px" });

  /** @param {number} at */
  function groupsOf(at) {
    const block = blocks[at];
    const known = groups.get(at);
    if (known || !block || !segments) return known ?? [];
    const { first, count, start, end } = block;
    const ends = segments.ends.subarray(first, first + count).map((one) => one - start);
    const made = groupTokens(text.slice(start, end + LOOK_AHEAD), ends).map((group) => ({ ...group, start: group.start + start, end: group.end + start, first: group.first + first }));
    groups.set(at, made);
    return made;
  }

  /** @param {number} at */
  function fill(at) {
    const element = elements[at];
    const block = blocks[at];
    if (!element || !block || !segments || element.hasChildNodes()) return;
    element.append(look.ids ? idSpans(segments.ids.subarray(block.first, block.first + block.count), block.first) : textSpans(text, groupsOf(at), look.whiteSpace));
    element.style.height = "";
  }

  /** @param {number} at */
  function empty(at) {
    const element = elements[at];
    // What is selected, and the token that the cursor is on, stay.
    if (!element?.hasChildNodes() || document.getSelection()?.containsNode(element, true) || element.querySelector(".active")) return;
    element.style.height = `${element.getBoundingClientRect().height}px`;
    element.replaceChildren();
  }

  /** @param {Block} block */
  function roughHeight({ start, end, count }) {
    const perLine = Math.max(20, list.clientWidth / LETTER_PX);
    if (look.ids) return Math.ceil((count * 7) / perLine) * LINE_PX;
    const lines = text.slice(start, end).split("\n");
    return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / perLine)), 0) * LINE_PX;
  }

  list.addEventListener("copy", (event) => {
    const selection = document.getSelection();
    if (look.ids || !segments || !selection || selection.rangeCount === 0 || !list.contains(selection.getRangeAt(0).commonAncestorContainer)) return;
    // The blocks are no lines, and those out of view have no text.
    const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0);
    event.preventDefault();
    event.clipboardData?.setData("text/plain", text.slice(placeOf(startContainer, startOffset), placeOf(endContainer, endOffset)));
  });

  /**
   * Where in the text a place of the document is.
   * @param {Node} node
   * @param {number} offset
   */
  function placeOf(node, offset) {
    if (node === list) return blocks[offset]?.start ?? blocks.at(-1)?.end ?? 0;
    const at = elements.findIndex((element) => element.contains(node));
    const before = document.createRange();
    before.setStart(elements[at] ?? list, 0);
    before.setEnd(node, offset);
    return (blocks[at]?.start ?? 0) + before.toString().length;
  }

  return {
    /**
     * @param {string} shownText
     * @param {Segments | null} shown
     * @param {Look} asked
     */
    show(shownText, shown, asked) {
      near.disconnect();
      [text, segments, look, groups] = [shownText, shown, asked, new Map()];
      blocks = shown ? cutBlocks(shownText, shown.ends) : [];
      elements = blocks.map((block) => {
        const element = document.createElement("div");
        element.className = "block";
        element.setAttribute("role", "presentation");
        element.style.height = `${roughHeight(block)}px`;
        return element;
      });
      places = new Map(elements.map((element, at) => [element, at]));
      elements.slice(0, AT_ONCE).forEach((_, at) => fill(at));
      list.replaceChildren(...elements);
      elements.forEach((element) => near.observe(element));
    },
    /**
     * The group of a token, drawn if it was not.
     * @param {number} token
     * @returns {TokenGroup | undefined}
     */
    reveal(token) {
      const at = blockOf(blocks, token);
      fill(at);
      return groupsOf(at).find(({ first, count }) => token >= first && token < first + count);
    },
  };
}
