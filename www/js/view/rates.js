import { make, part, say } from "../dom.js";
import { formatDate, formatDuration, formatInteger, plural } from "../format.js";
import { newestWins } from "../jobs.js";
import { plannedNumber } from "../plan.js";
import { readError, sentence } from "../problems.js";

/** @typedef {import("../types.js").RatePlan} RatePlan */

const PAUSE_MS = 100;

/** The limits by their fields. @type {[id: string, name: keyof import("../types.js").RateLimits, words: string][]} */
const LIMITS = [
  ["rate-rpm", "requestsPerMinute", "requests a minute"],
  ["rate-rpd", "requestsPerDay", "requests a day"],
  ["rate-tpm", "tokensPerMinute", "tokens a minute"],
  ["rate-tpd", "tokensPerDay", "tokens a day"],
  ["rate-queue", "batchQueueTokens", "tokens in the batch queue"],
];

/**
 * How fast the request can be sent again and again, under the limits of a tier or typed ones.
 * @param {import("../state.js").Store} store
 * @param {import("../engine.js").Engine} engine
 */
export function showRates(store, engine) {
  const details = /** @type {HTMLDetailsElement} */ (part("rates", HTMLElement).querySelector("details"));
  const tier = part("rate-tier", HTMLSelectElement);
  const fields = LIMITS.map(([id, name, words]) => ({ field: part(id, HTMLInputElement), name, words }));

  const refresh = newestWins(async (signal) => {
    const { priced, requests, outputTokens, text } = store.now;
    if (!details.open) return;
    if (!priced || text === "") return show(null, "Told here once there is text and its price list.");
    if (Number.isNaN(requests) || Number.isNaN(outputTokens)) return show(null, "The planned output or the number of requests cannot be used: see above.");
    const meter = await engine.meter();
    offerTiers(meter.tiers(priced.model.id));
    const limits = Object.fromEntries(fields.map(({ field, name }) => [name, tier.value === "" ? read(field) : null]));
    if (Object.values(limits).some(Number.isNaN)) return show(null, "A limit is a whole number, 1 or more; leave it empty where there is none.");
    try {
      const account = tier.value === "" ? { limits } : { tier: tier.value };
      const plan = await meter.ratePlan({ model: priced.model.id, input: { tokens: priced.count.high }, outputTokens: outputTokens ?? 0, requests, ...account, signal });
      if (!signal.aborted) show(plan, "");
    } catch (error) {
      if (!signal.aborted) show(null, sentence(readError(error).message));
    }
  }, { pauseMs: PAUSE_MS });

  /** @param {string[]} tiers of the model; a tier stays chosen where there still is one */
  function offerTiers(tiers) {
    const chosen = tiers.includes(tier.value) ? tier.value : "";
    if (tiers.length + 1 !== tier.options.length) {
      const known = tiers.map((name) => make("option", { value: name }, name.replace(/^t(.*)-/, "T$1 ")));
      tier.replaceChildren(make("option", { value: "" }, "typed below"), ...known);
    }
    tier.value = chosen;
  }

  /**
   * @param {RatePlan | null} plan
   * @param {string} why there is none
   */
  function show(plan, why) {
    for (const { field, name } of fields) {
      field.disabled = tier.value !== "";
      const limit = plan?.limits[name] ?? null;
      field.placeholder = limit === null ? "none" : formatInteger(limit);
    }
    const never = plan?.totalSeconds === null;
    write("rate-minute", plan && (plan.requestsPerMinute === null ? "not limited" : formatRate(plan.requestsPerMinute)), plan?.requestsPerMinute);
    write("rate-time", plan && (plan.totalSeconds === null ? "never" : formatDuration(plan.totalSeconds)), plan?.totalSeconds);
    say(part("rate-time-note", HTMLSpanElement), plan ? `for ${plural(plan.requests, "request")} of ${plural(plan.tokensPerRequest, "token")}` : "");
    const binding = LIMITS.find(([, name]) => name === plan?.binding)?.[2];
    write("rate-binding", plan && (binding ?? "none"), undefined);
    say(part("rate-binding-note", HTMLSpanElement), never ? "one request alone is over it" : "");
    write("rate-batch", plan && (plan.batchRequests === null ? "not limited" : plural(plan.batchRequests, "request")), plan?.batchRequests);
    const waits = (plan?.backoff ?? []).map(({ leastSeconds, mostSeconds }) => `${leastSeconds}–${mostSeconds}`);
    const advice = `On status 429 wait, each time twice as long and a little by chance: ${waits.join(", ")}\u00a0s.`;
    const source = plan?.source && plan.checked ? ` Limits of ${tier.selectedOptions[0]?.text}, noted ${formatDate(plan.checked)}; your account’s own may differ.` : "";
    say(part("rate-note", HTMLParagraphElement), plan ? `${advice}${source}` : why);
  }

  for (const { field } of fields) field.addEventListener("input", () => refresh());
  tier.addEventListener("input", () => refresh());
  details.addEventListener("toggle", () => refresh());
  store.on(["priced", "requests", "outputTokens"], () => refresh());
  refresh();
  show(null, "");
}

/**
 * @param {string} id
 * @param {string | null} figure
 * @param {number | null | undefined} value
 */
function write(id, figure, value) {
  const output = part(id, HTMLOutputElement);
  say(output, figure ?? "—");
  output.dataset["value"] = String(value ?? "");
}

/** @param {number} rate requests a minute */
const formatRate = (rate) => (rate >= 10 || Number.isInteger(rate) ? formatInteger(Math.floor(rate)) : rate.toLocaleString(undefined, { maximumSignificantDigits: 2 }));

/** @param {HTMLInputElement} field @returns {number | null} NaN: not a limit */
function read(field) {
  const { value, problem } = plannedNumber(field, { what: "A limit", least: 1 });
  field.toggleAttribute("aria-invalid", false);
  if (problem) field.setAttribute("aria-invalid", "true");
  return value;
}
