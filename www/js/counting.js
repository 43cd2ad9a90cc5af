import { planOf, usesCache } from "./extras.js";
import { newestWins } from "./jobs.js";
import { inputOf } from "./request_input.js";
import { countFailed, countProblem, pricesProblem, readError } from "./problems.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Progress} Progress */

/** How long an exact count may take before an estimate is shown in its place. */
const PATIENCE_MS = 120;

/**
 * Keeps tokens, cost and fit true to the text, the model and the plan.
 * @param {import("./state.js").Store} store
 * @param {import("./engine.js").Engine} engine
 */
export function keepCounting(store, engine) {
  /** @param {Partial<Answer>} changes */
  const answer = (changes) => store.set({ answer: { ...store.now.answer, ...changes } });

  /** Whether this engine has counted: one that stops then gets a successor without a question. */
  let hasWorked = false;

  const count = newestWins(async (signal) => {
    const { text } = store.now;
    const shown = showRough(signal, text);
    const onProgress = (/** @type {Progress} */ progress) => shown.progress(progress);
    try {
      const meter = await engine.meter();
      const { counted, priced } = await askAsRead(meter, { signal, onProgress });
      if (signal.aborted) return;
      shown.stop();
      store.set({ priced });
      const untouched = text === "" && store.now.answer.kind === "pristine";
      answer({ kind: untouched ? "pristine" : "counted", count: counted, rough: null, progress: null, working: false });
      store.resolve("count");
      hasWorked = true;
      // The catalogue may have come while this was on its way.
      if (!priced) price();
    } catch (error) {
      shown.stop();
      if (signal.aborted || readError(error).code === "aborted") return;
      await giveUp(signal, text, error);
    }
  });

  /**
   * What looks like a request and is none is counted as the text it is.
   * @param {import("./types.js").Meter} meter
   * @param {import("./types.js").JobOptions} options
   */
  async function askAsRead(meter, options) {
    try {
      return await ask(meter, options);
    } catch (error) {
      const { code, message } = readError(error);
      if (code !== "invalid-request" || options.signal?.aborted) throw error;
      store.set({ requestProblem: message.replace(/(?:Mend it there, or c|C)ount it as text\.$/, "It is counted as plain text.") });
      return ask(meter, options);
    }
  }

  /**
   * Tokens and cost in one answer where there are prices, so that they always speak of the same text.
   * @param {import("./types.js").Meter} meter
   * @param {import("./types.js").JobOptions} options
   */
  async function ask(meter, options) {
    const { model } = store.now;
    const input = inputOf(store.now);
    if (!store.now.catalog) {
      try {
        return { counted: await meter.count(input, model, options), priced: null };
      } catch (error) {
        // A name that only the catalogue knows has to wait for it.
        if (readError(error).code !== "unknown-model") throw error;
        await meter.loadPrices();
      }
    }
    // Of a text no more can be cached than it has, so that it is counted first.
    const { tokens } = usesCache(store.now.extras) ? await meter.count(input, model, options) : { tokens: undefined };
    const priced = await meter.estimate({ model, input, ...usablePlan(tokens), ...options });
    return { counted: priced.count, priced };
  }

  /** A plan that cannot be used still leaves the cost of the input to be told. */
  const usablePlan = (/** @type {number | undefined} */ tokens) => ({
    ...planOf(store.now.extras, tokens),
    outputTokens: store.now.outputTokens || 0,
    requests: store.now.requests || 1,
  });

  /**
   * Shows an estimate when the exact count lets itself be waited for, and how far it has come.
   * @param {AbortSignal} signal
   * @param {string} text
   */
  function showRough(signal, text) {
    let stopped = false;
    const over = () => stopped || signal.aborted;
    const timer = setTimeout(async () => {
      // Of nothing there is nothing to say until it is counted.
      if (text === "" && store.now.answer.kind === "pristine") return;
      const rough = await engine.rough(text).catch(() => null);
      if (!over()) {
        answer({ kind: rough && text !== "" ? "rough" : "unknown", count: null, rough });
        store.set({ priced: null });
        if (rough) price();
      }
    }, PATIENCE_MS);
    signal.addEventListener("abort", () => clearTimeout(timer));
    return {
      /** @param {Progress} progress */
      progress: (progress) => void (over() || answer({ progress })),
      stop() {
        stopped = true;
        clearTimeout(timer);
      },
    };
  }

  /**
   * Says what failed. The text gets an estimate rather than a 0, and a name nobody knows gets no number at all.
   * @param {AbortSignal} signal
   * @param {string} text
   * @param {unknown} error
   */
  async function giveUp(signal, text, error) {
    if (hasWorked && readError(error).code === "wasm-unavailable") {
      hasWorked = false;
      await startAnew();
      recount();
      return openCatalog();
    }
    const known = readError(error).code !== "unknown-model";
    const rough = known && text !== "" ? await engine.rough(text).catch(() => null) : null;
    if (signal.aborted) return;
    store.set({ priced: null });
    answer({ kind: rough ? "rough" : "unknown", count: null, rough, progress: null, working: false });
    store.report(countProblem(error));
    if (rough) price();
    if (readError(error).code !== "input-too-large") return;
    // What ran out of memory does not count any more: a shorter text gets a new engine.
    await startAnew();
    await openCatalog();
  }

  async function startAnew() {
    await engine.restart();
    // The new engine has no prices yet.
    store.set({ catalog: false });
  }

  /** Costs anew, for a count that stands: the plan changed, or the prices came. */
  const price = newestWins(async (signal) => {
    const { text, model, answer: known, catalog } = store.now;
    if (!catalog || (!known.count && !known.rough)) return;
    const tokens = known.count?.tokens ?? known.rough?.tokens ?? 0;
    const input = known.count ? inputOf(store.now) : { tokens };
    try {
      const meter = await engine.meter();
      const priced = await meter.estimate({ model, input, ...usablePlan(tokens), signal });
      const same = store.now.text === text && store.now.model === model && store.now.answer.count === known.count;
      if (!signal.aborted && same) store.set({ priced });
    } catch (error) {
      if (signal.aborted || ["aborted", "unknown-model"].includes(readError(error).code)) return;
      if (known.count) store.report(pricesProblem(error));
    }
  });

  async function openCatalog() {
    try {
      const meter = await engine.meter();
      await meter.loadPrices();
      store.set({ catalog: true });
      store.resolve("prices");
    } catch (error) {
      store.set({ catalog: false });
      if (!countFailed(store.now.problems)) store.report(pricesProblem(error));
    }
  }

  const recount = () => {
    answer({ working: true });
    count();
  };

  store.on(["text", "model", "asText"], recount);
  store.on(["outputTokens", "requests", "extras", "catalog"], ({ answer: { working } }) => (working ? recount() : price()));
  // The catalogue comes after the first answer, so that a slow line is all the tokenizer's.
  let asked = false;
  store.on(["answer"], ({ answer: { working } }) => {
    if (working || asked) return;
    asked = true;
    openCatalog();
  });
  recount();

  return {
    /** Starts anew after a failure. */
    async retry() {
      await startAnew();
      recount();
      await openCatalog();
    },
  };
}
