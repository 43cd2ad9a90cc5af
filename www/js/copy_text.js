import { say } from "./dom.js";

const SHOWN_MS = 1500;

/**
 * A press copies a text, and the button says for a moment whether it could.
 * @param {HTMLButtonElement} button
 * @param {() => string} text
 */
export function copyOn(button, text) {
  let label = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let shown;
  button.addEventListener("click", async () => {
    const done = await navigator.clipboard?.writeText(text()).then(() => true, () => false);
    if (shown === undefined) label = button.textContent ?? "";
    say(button, done ? "Copied" : "Not allowed to copy");
    clearTimeout(shown);
    shown = setTimeout(() => {
      shown = undefined;
      say(button, label);
    }, SHOWN_MS);
  });
}
