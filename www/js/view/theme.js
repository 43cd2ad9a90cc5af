import { part, say } from "../dom.js";

const THEMES = /** @type {const} */ (["auto", "light", "dark"]);

/**
 * Auto follows the system.
 * @param {import("../state.js").Store} store
 */
export function showTheme(store) {
  const button = part("theme", HTMLButtonElement);
  const show = () => {
    const { theme } = store.now;
    document.documentElement.dataset["theme"] = theme;
    say(button, `Theme: ${theme}`);
  };
  button.addEventListener("click", () => store.set({ theme: THEMES[(THEMES.indexOf(store.now.theme) + 1) % THEMES.length] ?? "auto" }));
  store.on(["theme"], show);
  show();
}
