import { part, say } from "../dom.js";

const THEMES = ["auto", "light", "dark"];

/** Auto follows the system. The choice lasts as long as the tab: nothing is stored. */
export function showTheme() {
  const button = part("theme", HTMLButtonElement);
  let at = 0;
  button.addEventListener("click", () => {
    at = (at + 1) % THEMES.length;
    const theme = THEMES[at] ?? "auto";
    document.documentElement.dataset["theme"] = theme;
    say(button, `Theme: ${theme}`);
  });
}
