import { part, say } from "../dom.js";
import { CERTAINTY, formatInteger, formatUsd, withSign } from "../format.js";

/** @typedef {import("../types.js").State} State */

/**
 * On a phone: the answer in one line that stays in sight.
 * @param {import("../state.js").Store} store
 */
export function showBottomBar(store) {
  const bar = part("bottom-bar", HTMLButtonElement);
  const text = part("bar-text", HTMLSpanElement);
  const show = () => say(text, barText(store.now));
  store.on(["answer", "priced", "outputTokens", "requests"], show);
  show();
  bar.addEventListener("click", () => part("answer", HTMLElement).scrollIntoView({ block: "start" }));
}

/** @param {State} state */
function barText({ answer, priced, outputTokens, requests }) {
  if (answer.kind === "pristine") return "Paste a prompt to count it";
  if (answer.kind === "rough" && answer.rough) return `≈ ${formatInteger(answer.rough.tokens)} tokens`;
  if (!answer.count) return "Tokens unknown";
  const { tokens, basis } = answer.count;
  const parts = [`${formatInteger(tokens)} ${CERTAINTY[basis].sign} ${CERTAINTY[basis].word}`];
  const total = priced?.totalForRequests ?? null;
  if (total !== null && !Number.isNaN(outputTokens) && !Number.isNaN(requests)) parts.push(withSign(formatUsd(total), total === 0 ? "exact" : basis));
  if (priced?.fit.ok !== null && priced !== null) parts.push(priced.fit.ok ? "fits" : "too long");
  return parts.join(" · ");
}
