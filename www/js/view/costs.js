import { part, say } from "../dom.js";
import { usesCache } from "../extras.js";
import { misfit } from "../fit_words.js";
import { formatInteger, formatShare, formatUsd, plural, withSign } from "../format.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {{ figure: string, value: number | null, note?: string }} Figure */

/**
 * What the request costs and whether it fits.
 * @param {import("../state.js").Store} store
 */
export function showCosts(store) {
  const gauge = part("gauge", HTMLSpanElement);
  const [used, planned] = /** @type {HTMLElement[]} */ ([...gauge.children]);

  /**
   * @param {string} id
   * @param {Figure} figure
   */
  function write(id, { figure, value, note = "" }) {
    const output = part(id, HTMLOutputElement);
    say(output, figure);
    output.dataset["value"] = value === null ? "" : String(value);
    say(part(`${id}-note`, HTMLSpanElement), note);
  }

  const show = () => {
    const state = store.now;
    write("input-cost", inputCost(state));
    write("output-cost", outputCost(state));
    write("total-cost", totalCost(state));
    const context = contextShare(state);
    write("context", context);
    part("figures", HTMLDivElement).dataset["fits"] = state.priced?.fit.ok === false ? "no" : "yes";
    const share = Math.min(1, context.value ?? 0);
    const output = Math.min(share, (state.priced?.outputTokens ?? 0) / (state.priced?.fit.window ?? 1));
    fill(used, share - output);
    fill(planned, output);
  };
  store.on(["priced", "outputTokens", "requests", "answer", "catalog"], show);
  show();
}

/**
 * @param {HTMLElement | undefined} bar
 * @param {number} share
 */
function fill(bar, share) {
  bar?.style.setProperty("--share", String(share));
  bar?.classList.toggle("some", share > 0);
}

/** How it is sent, in words. */
const WAYS = Object.freeze({ batch: "in a batch", flex: "in the flex tier", priority: "in the priority tier" });

/** @type {Figure} */
const UNKNOWN = { figure: "unknown", value: null };

/**
 * Before there is anything to price: nothing typed yet, or an answer on its way.
 * @param {State} state
 * @returns {Figure | null}
 */
function nothingYet({ answer, catalog, priced }) {
  if (answer.kind === "pristine") return { figure: "—", value: 0 };
  if (priced) return null;
  const coming = answer.working || (catalog && answer.kind !== "unknown");
  return coming ? { figure: "—", value: null, note: "a moment" } : UNKNOWN;
}

/**
 * The count's own certainty is the certainty of everything that is reckoned from it.
 * @param {State} state
 */
const basisOf = ({ answer }) => answer.count?.basis ?? "estimate";

/** @param {State} state @returns {Figure} */
function inputCost(state) {
  const early = nothingYet(state);
  if (early) return early;
  const { priced } = state;
  if (!priced?.cost) return { ...UNKNOWN, note: "no published price" };
  const { input } = priced.cost;
  const rate = priced.model.inputUsdPerMtok;
  const note = usesCache(state.extras) ? "what is not cached" : rate === null || state.extras.way !== "standard" ? "" : `at ${formatUsd(rate)} / M`;
  return { figure: withSign(formatUsd(input), input === 0 ? "exact" : basisOf(state)), value: input, note };
}

/** @param {State} state @returns {Figure} */
function outputCost(state) {
  const { priced, outputTokens } = state;
  if (Number.isNaN(outputTokens)) return { ...UNKNOWN, note: "see above" };
  const early = nothingYet(state);
  if (early) return early;
  if (!priced?.cost) return { ...UNKNOWN, note: "no published price" };
  if (outputTokens === null) return { figure: "none planned", value: 0 };
  const rate = priced.model.outputUsdPerMtok;
  const note = rate === null || state.extras.way !== "standard" ? "" : `at ${formatUsd(rate)} / M`;
  return { figure: formatUsd(priced.cost.output), value: priced.cost.output, note };
}

/** @param {State} state @returns {Figure} */
function totalCost(state) {
  const { priced, outputTokens, requests } = state;
  if (Number.isNaN(outputTokens) || Number.isNaN(requests)) return { ...UNKNOWN, note: "see above" };
  const early = nothingYet(state);
  if (early) return early;
  if (!priced?.cost || priced.totalForRequests === null) return { ...UNKNOWN, note: "no published price" };
  const total = priced.totalForRequests;
  const basis = total === 0 ? "exact" : basisOf(state);
  const parts = [outputTokens === null ? "of the input alone" : "with planned output"];
  if (state.extras.way !== "standard") parts.push(WAYS[state.extras.way]);
  if (requests > 1) parts.push(`${formatInteger(requests)} requests`);
  if (basis === "estimate" && priced.costLow !== null && priced.costHigh !== null && priced.costLow < priced.costHigh) {
    parts.push(`${formatUsd(priced.costLow * requests)} to ${formatUsd(priced.costHigh * requests)}`);
  }
  return { figure: withSign(formatUsd(total), basis), value: total, note: parts.join(", ") };
}

/** @param {State} state @returns {Figure} */
function contextShare(state) {
  const early = nothingYet(state);
  if (early) return early;
  const { priced, outputTokens } = state;
  if (!priced || priced.fit.window === null) return { ...UNKNOWN, note: "no published window" };
  const { window, used, remaining, ok } = priced.fit;
  const share = used / window;
  const left = remaining === null ? "" : `${formatInteger(remaining)} left`;
  const verdict = ok === false ? `Does not fit: ${misfit(priced)}` : ok === null ? left : `fits, ${left}`;
  return {
    figure: `${formatShare(share)} of ${formatInteger(window)}`,
    value: share,
    note: Number.isNaN(outputTokens) ? `${plural(used, "token")} of input` : verdict,
  };
}
