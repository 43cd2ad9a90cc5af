/**
 * The element of the page with this id.
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function part(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new TypeError(`The page has no ${type.name} "${id}".`);
  return found;
}

/**
 * A new element. Properties are set as attributes; children are elements or plain text, never markup.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | number | boolean>} [attributes] true: present; false: left out
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children);
  return made;
}

/**
 * A plain button.
 * @param {string} label
 * @param {() => void} press
 * @param {string} [look]
 */
export function makeButton(label, press, look = "quiet") {
  const button = make("button", { type: "button", class: look }, label);
  button.addEventListener("click", press);
  return button;
}

/**
 * Shows a note, or hides its element when there is nothing to say.
 * @param {HTMLElement} element
 * @param {string} text
 */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Fills a field as if it had been typed into.
 * @param {string} id of a field
 * @param {number} value
 */
export function typeInto(id, value) {
  const field = part(id, HTMLInputElement);
  field.value = String(value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * Runs once the browser has drawn what has changed so far, so that it is not kept waiting; in a tab that nobody sees, or no longer, at once.
 * @param {() => void} run
 */
export function afterPaint(run) {
  if (document.hidden) return run();
  let isDue = true;
  const once = () => {
    document.removeEventListener("visibilitychange", once);
    if (isDue) run();
    isDue = false;
  };
  document.addEventListener("visibilitychange", once);
  requestAnimationFrame(() => setTimeout(once));
}

/** The wide layout, where both columns stand side by side. */
export const wide = matchMedia("(min-width: 52rem)");
