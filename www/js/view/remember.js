import { part, typeInto } from "../dom.js";

/** @typedef {import("../types.js").State} State */

const PLACE = "tokenmeter settings";

/**
 * Keeps model, plan and theme in this browser, only while the box is ticked, and nothing of the text ever.
 * @param {import("../state.js").Store} store
 */
export function showRemember(store) {
  const box = part("remember", HTMLInputElement);
  const kept = read();
  box.checked = kept !== null;
  if (kept) take(kept);

  const keep = () => {
    const { model, outputTokens, requests, theme } = store.now;
    // A key can be pasted into any field: what the catalogue does not have is not kept.
    const known = store.now.priced?.model.id === model ? { model } : {};
    const done = attempt(() => {
      if (box.checked) localStorage.setItem(PLACE, JSON.stringify({ ...kept, ...known, outputTokens, requests, theme }));
      else localStorage.removeItem(PLACE);
      return true;
    });
    // A browser that keeps nothing is not said to remember.
    if (!done) box.checked = false;
  };
  box.addEventListener("change", keep);
  // Unticked in another tab, it is unticked here: this tab would keep it again.
  addEventListener("storage", ({ key, newValue }) => {
    if (key === PLACE || key === null) box.checked = newValue !== null;
  });
  store.on(["priced", "outputTokens", "requests", "theme"], () => box.checked && keep());

  /** @param {Partial<State>} settings */
  function take({ model, outputTokens, requests, theme }) {
    if (typeof model === "string" && model !== "") store.set({ model });
    if (Number.isInteger(outputTokens)) typeInto("output-tokens", Number(outputTokens));
    if (Number.isInteger(requests)) typeInto("requests", Number(requests));
    if (theme === "light" || theme === "dark") store.set({ theme });
  }
}

/** @returns {Partial<State> | null} */
function read() {
  return attempt(() => {
    const kept = JSON.parse(localStorage.getItem(PLACE) ?? "null");
    return typeof kept === "object" ? kept : null;
  }) ?? null;
}

/**
 * A browser may refuse storage altogether, and what stands there may be anything.
 * @template T
 * @param {() => T} act
 */
function attempt(act) {
  try {
    return act();
  } catch {
    return undefined;
  }
}
