import { formatInteger } from "../format.js";

const PLAIN = document.title;

/**
 * The number of tokens in the tab's title; never anything of the text.
 * @param {import("../state.js").Store} store
 */
export function showTitle(store) {
  store.on(["answer"], ({ answer: { count, working } }) => {
    if (working) return;
    const sign = count?.basis === "estimate" ? "≈ " : "";
    document.title = count && count.tokens > 0 ? `${sign}${formatInteger(count.tokens)} tokens · tokenmeter` : PLAIN;
  });
}
