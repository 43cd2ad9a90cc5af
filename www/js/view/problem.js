import { make, makeButton, part } from "../dom.js";

/** @typedef {import("../types.js").Problem} Problem */

/**
 * The one place where problems speak: what is wrong, what to do, and a button that does it.
 * @param {import("../state.js").Store} store
 * @param {() => void} retry
 */
export function showProblems(store, retry) {
  const box = part("problem", HTMLDivElement);
  const model = part("model", HTMLInputElement);

  /** @param {Problem} problem */
  function describe({ cause, remedy, suggestions = [], retry: again }) {
    const words = make("p", {}, make("strong", {}, cause), ` ${remedy}`);
    if (suggestions.length === 0 && !again) return make("div", {}, words);
    const ways = suggestions.map((name) => makeButton(name, () => {
      store.set({ model: name });
      model.focus();
    }, "pill"));
    const row = make("p", { class: "ways" }, ...(suggestions.length > 0 ? ["Did you mean "] : []), ...ways);
    if (again) row.append(makeButton("Try again", retry, "pill"));
    return make("div", {}, words, row);
  }

  const show = () => {
    const { problems } = store.now;
    box.hidden = problems.length === 0;
    box.replaceChildren(...problems.map(describe));
  };
  store.on(["problems"], show);
  show();
}
