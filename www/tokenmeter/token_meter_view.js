/**
 * What `<token-meter>` shows, in its shadow tree: made without markup and
 * without style attributes, so that the strictest policy lets it.
 */

/** @typedef {import("./wasm/prices.js").Estimate} Estimate */

const STYLES = `
  :host { display: block; font: var(--token-meter-font, inherit); color: var(--token-meter-color, inherit); }
  :host([hidden]), :host([headless]), [hidden] { display: none !important; }
  label { display: grid; gap: var(--token-meter-gap, 0.25em); }
  textarea {
    box-sizing: border-box; width: 100%; min-height: var(--token-meter-text-height, 6em); resize: vertical; padding: 0.5em;
    font: inherit; color: inherit; background: var(--token-meter-background, transparent);
    border: var(--token-meter-border, 1px solid currentColor); border-radius: var(--token-meter-radius, 0.25em);
  }
  p { display: flex; flex-wrap: wrap; gap: 0 1em; margin: var(--token-meter-gap, 0.25em) 0 0; font-variant-numeric: tabular-nums; }
  output[part=tokens] { font-weight: bold; }
  output[data-fits=false], [part=problem] { color: var(--token-meter-problem, #b3261e); }
`;

/** One for all elements of a document; another document's cannot be used. @type {WeakMap<Document, CSSStyleSheet>} */
const sheets = new WeakMap();

/** @param {Document} document @returns {CSSStyleSheet[]} none for a document that nobody sees */
function stylesOf(document) {
  const known = sheets.get(document);
  if (known) return [known];
  const window = /** @type {typeof globalThis | null} */ (/** @type {unknown} */ (document.defaultView));
  if (!window) return [];
  const sheet = new window.CSSStyleSheet();
  sheet.replaceSync(STYLES);
  sheets.set(document, sheet);
  return [sheet];
}

export class TokenMeterView {
  #root;
  #label = part("span", "label");
  #field = document.createElement("label");
  #tokens = answer("tokens");
  #cost = answer("cost");
  #fit = answer("fit");
  #problem = part("p", "problem");
  /** The element's own text area. */
  text = part("textarea", "text");

  /** @param {ShadowRoot} root */
  constructor(root) {
    this.#root = root;
    this.style();
    this.#field.append(this.#label, this.text);
    const answers = part("p", "answer");
    answers.id = "answer";
    answers.append(this.#tokens, this.#cost, this.#fit);
    this.text.setAttribute("aria-describedby", "answer");
    this.#problem.setAttribute("role", "alert");
    root.replaceChildren(this.#field, answers, this.#problem);
  }

  /** Takes the styles of the document in which it is now. */
  style() {
    this.#root.adoptedStyleSheets = stylesOf(this.#root.ownerDocument);
  }

  /** @param {{ label: string, placeholder: string, value: string, isShown: boolean }} text */
  showText({ label, placeholder, value, isShown }) {
    this.#label.textContent = label;
    this.#field.hidden = !isShown;
    this.text.placeholder = placeholder;
    // Writing the same text again would move the cursor.
    if (isShown && this.text.value !== value) this.text.value = value;
  }

  /** Says nothing. */
  clear() {
    for (const output of [this.#tokens, this.#cost, this.#fit]) say(output, "");
    this.#problem.textContent = "";
  }

  /** A first idea of the tokens. @param {number} tokens @param {string} [language] */
  showRough(tokens, language) {
    this.clear();
    say(this.#tokens, `≈ ${counted(tokens, "token", language)}`);
  }

  /** @param {Estimate} estimate @param {string} problem of what was asked, or "" @param {string} [language] */
  show({ count, cost, fit, requests, totalForRequests }, problem, language) {
    const range = count.low < count.high ? ` (${number(count.low, language)}–${number(count.high, language)})` : "";
    const about = count.basis === "estimate" ? "≈ " : "";
    say(this.#tokens, `${about}${counted(count.tokens, "token", language)}${range}`, count.tokens);
    const total = requests > 1 ? totalForRequests : (cost?.total ?? null);
    const each = requests > 1 ? ` for ${counted(requests, "request", language)}` : "";
    say(this.#cost, total === null ? "price unknown" : `${dollars(total, language)}${each}`, total);
    this.#fit.dataset["fits"] = String(fit.ok);
    const share = fit.window ? fit.used / fit.window : null;
    const words = share === null ? "context window unknown" : `${percent(share, language)} of the context window`;
    say(this.#fit, fit.ok === false && fit.reason ? fit.reason : words, share);
    this.#problem.textContent = problem;
  }

  /** @param {string} message */
  showProblem(message) {
    this.clear();
    this.#problem.textContent = message;
  }
}

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} name
 * @returns {HTMLElementTagNameMap[Tag]}
 */
function part(tag, name) {
  const element = document.createElement(tag);
  element.setAttribute("part", name);
  return element;
}

/** An output that is not read out at each key: the text area refers to it. @param {string} name */
function answer(name) {
  const output = part("output", name);
  output.setAttribute("aria-live", "off");
  return output;
}

/**
 * @param {HTMLOutputElement} output
 * @param {string} words
 * @param {number | null} [value] the exact figure, for programs
 */
function say(output, words, value = null) {
  if (output.textContent !== words) output.textContent = words;
  if (value === null) delete output.dataset["value"];
  else output.dataset["value"] = String(value);
}

/** @param {number} value @param {string} [language] */
const number = (value, language) => new Intl.NumberFormat(language).format(value);

/** @param {number} value @param {string} word @param {string} [language] */
const counted = (value, word, language) => `${number(value, language)} ${word}${value === 1 ? "" : "s"}`;

/** @param {number} value @param {string} [language] */
const percent = (value, language) =>
  new Intl.NumberFormat(language, { style: "percent", maximumSignificantDigits: 2 }).format(value);

/** @param {number} usd @param {string} [language] */
const dollars = (usd, language) =>
  new Intl.NumberFormat(language, { style: "currency", currency: "USD", maximumFractionDigits: usd < 1 ? 6 : 2 }).format(usd);
