import { part, say } from "../dom.js";
import { misfit } from "../fit_words.js";
import { CERTAINTY, formatShare, formatUsd, plural } from "../format.js";

/** Long enough that a person who types is not interrupted. */
const SETTLED_MS = 800;

/** @typedef {import("../types.js").State} State */

/**
 * The one line that speaks to a screen reader, once the number has settled.
 * @param {import("../state.js").Store} store
 */
export function showSummary(store) {
  const line = part("summary", HTMLParagraphElement);
  let timer = 0;
  store.on(["answer", "priced", "outputTokens", "requests"], () => {
    clearTimeout(timer);
    timer = Number(setTimeout(() => say(line, summary(store.now)), SETTLED_MS));
  });
}

/**
 * The result in one sentence; empty while there is none.
 * @param {State} state
 */
export function summary({ answer, priced, model, outputTokens, requests, text }) {
  const { count } = answer;
  if (!count || answer.working || text === "") return "";
  const range = count.basis === "estimate" ? `, between ${plural(count.low, "token")} and ${plural(count.high, "token")}` : "";
  const parts = [`${plural(count.tokens, "token")} for ${model}, ${CERTAINTY[count.basis].word}${range}`];
  const total = priced?.totalForRequests ?? null;
  if (total !== null && !Number.isNaN(outputTokens) && !Number.isNaN(requests)) {
    const of = outputTokens === null ? "for the input alone" : `with ${plural(outputTokens, "token")} of planned output`;
    parts.push(`${formatUsd(total)} ${of}${requests > 1 ? `, ${plural(requests, "request")}` : ""}`);
  }
  if (priced && priced.fit.window !== null) {
    const share = `${formatShare(priced.fit.used / priced.fit.window)} of the context window`;
    parts.push(priced.fit.ok === false ? `does not fit: ${misfit(priced)}` : share);
  }
  return `${parts.join("; ")}.`;
}
