import { part, say } from "../dom.js";
import { CERTAINTY, formatInteger, formatLoaded } from "../format.js";

/** @typedef {import("../types.js").Answer} Answer */

/**
 * The number of tokens and how sure it is.
 * @param {import("../state.js").Store} store
 */
export function showAnswer(store) {
  const figures = part("figures", HTMLDivElement);
  const tokens = part("tokens", HTMLOutputElement);
  const certainty = part("certainty", HTMLSpanElement);
  const note = part("tokens-note", HTMLSpanElement);
  const progress = part("progress", HTMLSpanElement);
  const bar = /** @type {HTMLSpanElement} */ (progress.firstElementChild);

  const show = () => {
    const { answer, text } = store.now;
    const basis = answer.kind === "rough" ? "estimate" : answer.count?.basis ?? null;
    const { figure, value } = readTokens(answer);
    say(tokens, figure);
    tokens.dataset["value"] = value;
    figures.dataset["basis"] = basis ?? "unknown";
    certainty.hidden = basis === null;
    if (basis) say(certainty, `${CERTAINTY[basis].sign} ${CERTAINTY[basis].word}`);
    say(note, explain(answer, text));
    const { loaded = 0, total = 0 } = answer.progress ?? {};
    progress.hidden = !answer.progress || total === 0;
    bar.style.setProperty("--share", String(total > 0 ? loaded / total : 0));
  };
  store.on(["answer", "text"], show);
  show();
}

/** @param {Answer} answer */
function readTokens({ kind, count, rough }) {
  if (kind === "pristine") return { figure: "—", value: "0" };
  if (kind === "rough" && rough) return { figure: `≈ ${formatInteger(rough.tokens)}`, value: "" };
  if (!count) return { figure: "unknown", value: "" };
  const figure = formatInteger(count.tokens);
  return { figure: count.basis === "estimate" && count.tokens > 0 ? `≈ ${figure}` : figure, value: String(count.tokens) };
}

/**
 * @param {Answer} answer
 * @param {string} text
 */
function explain({ kind, count, rough, progress, working }, text) {
  if (working && progress) return `Loading the tokenizer, ${formatLoaded(progress.loaded, progress.total)}`;
  if (kind === "rough" && rough) {
    const range = `${formatInteger(rough.low)} to ${formatInteger(rough.high)} by its length`;
    return working ? `${range}; counting` : range;
  }
  if (kind === "pristine" || (text === "" && count)) return text === "" ? "Nothing to count yet" : "";
  if (!count) return "";
  // What is assumed about it stands in the notes.
  if (count.basis !== "estimate") return `Counted with ${count.tokenizer}`;
  return `${formatInteger(count.low)} to ${formatInteger(count.high)}: ${count.api === undefined ? "its tokenizer is not public" : "see the notes below"}`;
}
