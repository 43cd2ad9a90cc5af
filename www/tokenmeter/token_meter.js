/**
 * The element `<token-meter>`: counts its own text area, or the text of another
 * field, or what a script gives it. Importing this defines nothing.
 */

import { TokenmeterError, asTokenmeterError } from "./errors.js";
import { roughCount } from "./rough.js";
import { sharedMeter } from "./shared_meter.js";
import { TokenMeterView } from "./token_meter_view.js";

/** @typedef {import("./wasm/prices.js").Estimate} Estimate */

/** Where no model is given. */
const DEFAULT_MODEL = "gpt-4o";

/** On a server there are no elements, and importing must work all the same. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/** Properties that may have been set before the element was defined. */
const PROPERTIES = /** @type {const} */ ([
  ...["model", "value", "for", "headless", "outputTokens", "requests", "processing", "tier"],
  ...["baseUrl", "label", "placeholder", "name", "disabled", "meter"],
]);

/** @param {string} text */
const wholeNumber = (text) => (/^\d+$/.test(text) ? Number(text) : undefined);
/** @param {...string} words */
const oneOf = (...words) => (/** @type {string} */ text) => (words.includes(text) ? text : undefined);

/** Attributes that not every text fits: what they must be, and their value. */
const OPTIONS = {
  "output-tokens": { expected: "a whole number, 0 or more", read: wholeNumber },
  requests: { expected: "a whole number, 0 or more", read: wholeNumber },
  processing: { expected: '"batch"', read: oneOf("batch") },
  tier: { expected: '"flex" or "priority"', read: oneOf("flex", "priority") },
};

/**
 * @fires CustomEvent `token-meter-change` with the estimate as its detail,
 *   `token-meter-error` with a `TokenmeterError`; both bubble and are composed
 */
export class TokenMeterElement extends Base {
  static formAssociated = true;
  static observedAttributes = [
    ...["model", "value", "for", "headless", "output-tokens", "requests", "processing", "tier"],
    ...["base-url", "label", "placeholder", "name", "disabled"],
  ];

  #internals = this.attachInternals();
  #view = new TokenMeterView(this.#internals.shadowRoot ?? this.attachShadow({ mode: "open", delegatesFocus: true }));
  /** What was typed or set; nothing while the attribute holds. @type {string | undefined} */
  #value;
  /** @type {import("./meter.js").Meter | undefined} */
  #meter;
  /** @type {Estimate | undefined} */
  #estimate;
  /** @type {AbortController | undefined} */
  #job;
  #isDue = false;
  /** What was last told of attributes that are wrong. */
  #told = "";
  /** The root in which `for` is looked up. @type {Node | undefined} */
  #root;

  constructor() {
    super();
    this.#view.text.addEventListener("input", () => this.#take(this.#view.text.value));
  }

  /** The model's name; `gpt-4o` by default. */
  get model() {
    return this.getAttribute("model") || DEFAULT_MODEL;
  }

  set model(model) {
    this.#reflect("model", model);
  }

  /** The text that is counted; the attribute has its first value, as of an input. */
  get value() {
    const field = this.#field();
    if (field) return "value" in field ? String(field.value) : (field.innerText ?? field.textContent ?? "");
    return this.#value ?? this.getAttribute("value") ?? "";
  }

  set value(value) {
    this.#take(String(value ?? ""));
  }

  /** The id of another field whose text is counted, in the same root. */
  get for() {
    return this.getAttribute("for") ?? "";
  }

  set for(id) {
    this.#reflect("for", id);
  }

  /** Whether nothing is shown: there are the event and {@link TokenMeterElement.estimate}. */
  get headless() {
    return this.hasAttribute("headless");
  }

  set headless(headless) {
    this.toggleAttribute("headless", Boolean(headless));
  }

  /** Planned output; none by default. @returns {number | undefined} */
  get outputTokens() {
    return /** @type {number | undefined} */ (this.#option("output-tokens").value);
  }

  set outputTokens(tokens) {
    this.#reflect("output-tokens", tokens);
  }

  /** How often the request is sent; once by default. @returns {number | undefined} */
  get requests() {
    return /** @type {number | undefined} */ (this.#option("requests").value);
  }

  set requests(requests) {
    this.#reflect("requests", requests);
  }

  /** @returns {"batch" | undefined} */
  get processing() {
    return /** @type {"batch" | undefined} */ (this.#option("processing").value);
  }

  set processing(processing) {
    this.#reflect("processing", processing);
  }

  /** @returns {"flex" | "priority" | undefined} */
  get tier() {
    return /** @type {"flex" | "priority" | undefined} */ (this.#option("tier").value);
  }

  set tier(tier) {
    this.#reflect("tier", tier);
  }

  /** The directory of the module's files, if it is not the module's. */
  get baseUrl() {
    return this.getAttribute("base-url") ?? "";
  }

  set baseUrl(url) {
    this.#reflect("base-url", url);
  }

  /** What the text area is called. */
  get label() {
    return this.getAttribute("label") ?? "Text";
  }

  set label(label) {
    this.#reflect("label", label);
  }

  get placeholder() {
    return this.getAttribute("placeholder") ?? "";
  }

  set placeholder(placeholder) {
    this.#reflect("placeholder", placeholder);
  }

  /** Under which a form sends the text of the element's own text area. */
  get name() {
    return this.getAttribute("name") ?? "";
  }

  set name(name) {
    this.#reflect("name", name);
  }

  get disabled() {
    return this.hasAttribute("disabled");
  }

  set disabled(disabled) {
    this.toggleAttribute("disabled", Boolean(disabled));
  }

  get form() {
    return this.#internals.form;
  }

  /** A meter to use instead of the page's own. */
  get meter() {
    return this.#meter;
  }

  set meter(meter) {
    this.#meter = meter;
    this.refresh();
  }

  /** The latest answer, for the text of then. */
  get estimate() {
    return this.#estimate;
  }

  /** Counts again, for a field whose text a script has changed. */
  refresh() {
    if (this.#isDue) return;
    this.#isDue = true;
    // All that changes at once is one count.
    queueMicrotask(() => {
      this.#isDue = false;
      if (this.isConnected) this.#count();
    });
  }

  connectedCallback() {
    for (const name of PROPERTIES) this.#upgrade(name);
    this.#root = this.getRootNode();
    this.#root.addEventListener("input", this.#onInput);
    // A field that stands further down is not there yet.
    if (this.ownerDocument.readyState === "loading") {
      this.ownerDocument.addEventListener("DOMContentLoaded", () => this.refresh(), { once: true });
    }
    this.#show();
    this.refresh();
  }

  disconnectedCallback() {
    this.#root?.removeEventListener("input", this.#onInput);
    this.#job?.abort();
  }

  adoptedCallback() {
    this.#view.style();
  }

  attributeChangedCallback() {
    this.#show();
    this.refresh();
  }

  formResetCallback() {
    this.#value = undefined;
    this.#show();
    this.refresh();
  }

  /** @param {boolean} disabled by the element's attribute or by a fieldset */
  formDisabledCallback(disabled) {
    this.#view.text.disabled = disabled;
  }

  /** @param {string} value */
  formStateRestoreCallback(value) {
    this.value = value;
  }

  /** @param {Event} event */
  #onInput = (event) => {
    if (this.for && event.target === this.#field()) this.refresh();
  };

  /** The field that `for` names. */
  #field() {
    const root = this.for ? this.getRootNode() : undefined;
    return root && "getElementById" in root ? /** @type {Document} */ (root).getElementById(this.for) : null;
  }

  /** @param {string} value */
  #take(value) {
    this.#value = value;
    this.#show();
    this.refresh();
  }

  /** Brings the shadow tree and the form's value to what the properties say. */
  #show() {
    const ownsText = !this.for && !this.headless;
    this.#view.showText({ label: this.label, placeholder: this.placeholder, value: this.value, isShown: ownsText });
    this.#internals.setFormValue(this.for ? null : this.value);
  }

  /** An attribute that {@link OPTIONS} has: its value, or what is wrong with it. @param {keyof typeof OPTIONS} name */
  #option(name) {
    const text = this.getAttribute(name)?.trim() ?? "";
    const { expected, read } = OPTIONS[name];
    const value = text === "" ? undefined : read(text);
    const isWrong = text !== "" && value === undefined;
    return { value, problem: isWrong ? `${name} must be ${expected}; "${text.slice(0, 60)}" is left out.` : "" };
  }

  /** What is wrong with the attributes; told once, until it changes. */
  #problem() {
    const names = /** @type {(keyof typeof OPTIONS)[]} */ (Object.keys(OPTIONS));
    const problem = names.map((name) => this.#option(name).problem).filter(Boolean).join(" ");
    if (problem && problem !== this.#told) this.#tell("token-meter-error", new TokenmeterError("invalid-argument", problem));
    this.#told = problem;
    return problem;
  }

  /** The newest count is the one that is shown. */
  async #count() {
    this.#job?.abort();
    const { signal } = (this.#job = new AbortController());
    const text = this.value;
    // Nothing is loaded for nothing.
    if (text === "" && !this.#estimate) return this.#view.clear();
    if (!this.#estimate) this.#view.showRough(roughCount(text).tokens, this.#language());
    try {
      const meter = this.#meter ?? (await sharedMeter(this.baseUrl));
      if (signal.aborted) return;
      const { model, outputTokens, requests, processing, tier } = this;
      const estimate = await meter.estimate({ model, input: text, outputTokens, requests, processing, tier, signal });
      if (signal.aborted) return;
      this.#estimate = estimate;
      this.#view.show(estimate, this.#problem(), this.#language());
      this.#tell("token-meter-change", estimate);
    } catch (error) {
      if (signal.aborted) return;
      const failure = asTokenmeterError(error);
      this.#estimate = undefined;
      this.#view.showProblem(failure.message);
      this.#tell("token-meter-error", failure);
    }
  }

  /** @param {string} type @param {unknown} detail */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  /** The language in which numbers are written; the reader's by default. */
  #language() {
    const lang = this.closest("[lang]")?.getAttribute("lang") || undefined;
    try {
      return lang && Intl.getCanonicalLocales(lang)[0];
    } catch {
      return undefined;
    }
  }

  /** @param {string} name @param {unknown} value */
  #reflect(name, value) {
    if (value === undefined || value === null) this.removeAttribute(name);
    else this.setAttribute(name, String(value));
  }

  /** @param {typeof PROPERTIES[number]} name */
  #upgrade(name) {
    if (!Object.hasOwn(this, name)) return;
    const element = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (this));
    const value = element[name];
    delete element[name];
    element[name] = value;
  }
}

/**
 * Defines the element, unless the name is taken or there are no elements here.
 *
 * @param {string} [tag]
 * @param {CustomElementRegistry} [registry]
 */
export function define(tag = "token-meter", registry = globalThis.customElements) {
  if (!registry || registry.get(tag)) return;
  // One class has one name; a second name is a class of its own.
  registry.define(tag, tag === "token-meter" ? TokenMeterElement : class extends TokenMeterElement {});
}
