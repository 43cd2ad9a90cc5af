import { part, say } from "../dom.js";
import { CERTAINTY, formatInteger, formatUsd, withSign } from "../format.js";

/** @typedef {import("../types.js").State} State */

/**
 * On a phone: the answer, or what is wrong, in one line that stays in sight while the real one is not.
 * @param {import("../state.js").Store} store
 */
export function showBottomBar(store) {
  const bar = part("bottom-bar", HTMLButtonElement);
  const text = part("bar-text", HTMLSpanElement);
  const problem = part("problem", HTMLDivElement);
  const tokens = part("tokens", HTMLOutputElement);
  /** @type {Set<Element>} */
  const inSight = new Set();

  const show = () => {
    const [first] = store.now.problems;
    bar.classList.toggle("warns", first !== undefined);
    bar.hidden = inSight.has(first ? problem : tokens);
    say(text, first ? `! ${first.cause}` : barText(store.now));
  };
  const watch = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      if (isIntersecting) inSight.add(target);
      else inSight.delete(target);
    }
    show();
  }, { threshold: 0.5, rootMargin: "0px 0px -56px" });
  watch.observe(problem);
  watch.observe(tokens);
  store.on(["answer", "priced", "outputTokens", "requests", "problems"], show);
  show();
  bar.addEventListener("click", () => {
    if (store.now.problems.length > 0) problem.scrollIntoView({ block: "center" });
    else part("answer", HTMLElement).scrollIntoView({ block: "start" });
  });
}

/** @param {State} state */
function barText({ text, answer, priced, outputTokens, requests }) {
  if (answer.kind === "pristine" || (text === "" && answer.count)) return "Paste a prompt to count it";
  if (answer.kind === "rough" && answer.rough) return `≈ ${formatInteger(answer.rough.tokens)} tokens`;
  if (!answer.count) return "Tokens unknown";
  const { tokens, basis } = answer.count;
  const parts = [`${formatInteger(tokens)} ${CERTAINTY[basis].sign} ${CERTAINTY[basis].word}`];
  const total = priced?.totalForRequests ?? null;
  if (total !== null && !Number.isNaN(outputTokens) && !Number.isNaN(requests)) parts.push(withSign(formatUsd(total), total === 0 ? "exact" : basis));
  if (priced?.fit.ok !== null && priced !== null) parts.push(priced.fit.ok ? "fits" : "too long");
  return parts.join(" · ");
}
