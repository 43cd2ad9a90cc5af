import { part, say } from "../dom.js";
import { formatInteger } from "../format.js";
import { describeGroups, offerModels } from "./model_options.js";

/** @typedef {import("../types.js").ModelInfo} ModelInfo */

/** A name nobody offers is asked for after this pause, so that a slow typist is not told off. */
const PAUSE_MS = 600;

/**
 * The model: a text field for any name, with a list of what is known.
 * @param {import("../state.js").Store} store
 * @param {import("../engine.js").Engine} engine
 */
export function showModel(store, engine) {
  const field = part("model", HTMLInputElement);
  const list = part("model-list", HTMLDivElement);
  const note = part("model-note", HTMLParagraphElement);
  /** @type {ModelInfo[]} made when the list is first wanted, which takes as long as many keys */
  let models = [];
  /** @type {import("../types.js").Meter | null} with the catalogue */
  let meter = null;
  let timer = 0;

  const options = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[role=option]")]);
  const active = () => options().find(({ id }) => id === field.getAttribute("aria-activedescendant"));

  /** @param {string} query */
  function open(query) {
    if (meter && models.length === 0) models = meter.models();
    const groups = offerModels(models, query);
    list.replaceChildren(...describeGroups(groups, store.now.model));
    list.scrollTop = 0;
    point(undefined);
    list.hidden = groups.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
  }

  function close() {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    point(undefined);
  }

  /** @param {HTMLElement | undefined} option */
  function point(option) {
    for (const other of options()) other.classList.toggle("active", other === option);
    if (!option) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  /** @param {number} step */
  function move(step) {
    if (list.hidden) open(isTyped() ? field.value : "");
    const all = options();
    const current = active();
    const at = current ? all.indexOf(current) + step : step > 0 ? 0 : all.length - 1;
    point(all[(at + all.length) % all.length]);
  }

  const isTyped = () => field.value.trim() !== store.now.model;

  /** @param {string} name */
  function choose(name) {
    clearTimeout(timer);
    close();
    field.value = name.trim() === "" ? store.now.model : name.trim();
    store.set({ model: field.value });
    describe();
  }

  /** @param {string} name */
  function isKnown(name) {
    try {
      return meter?.model(name) !== undefined;
    } catch {
      return false;
    }
  }

  /** What the field stands for right now. */
  function describe() {
    if (isTyped()) return say(note, `Enter takes this name; the numbers are for ${store.now.model}`);
    if (!meter) return say(note, "");
    try {
      const { providerName, window, maxOutput, inputs, outputs } = meter.model(store.now.model);
      const facts = [providerName];
      if (window !== null) facts.push(`${formatInteger(window)} window`);
      if (maxOutput !== null) facts.push(`${formatInteger(maxOutput)} output`);
      // That text goes in and comes out is said only beside what else does.
      if (inputs && inputs.join() !== "text") facts.push(`takes ${inputs.join(", ")}`);
      if (outputs && outputs.join() !== "text") facts.push(`gives ${outputs.join(", ")}`);
      say(note, facts.join(" · "));
    } catch {
      say(note, "No model by this name");
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    const name = field.value;
    open(name);
    if (isKnown(name.trim())) {
      store.set({ model: name.trim() });
    } else if (list.hidden) {
      timer = Number(setTimeout(() => choose(name), PAUSE_MS));
    }
    describe();
  });
  field.addEventListener("focus", () => field.select());
  field.addEventListener("click", () => list.hidden && open(""));
  field.addEventListener("blur", () => choose(field.value));
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(active()?.dataset["name"] ?? field.value);
    } else if (event.key === "Escape" && (!list.hidden || isTyped())) {
      event.preventDefault();
      if (list.hidden) choose(store.now.model);
      close();
    }
  });
  // Pressing an option must not take the focus away before the click arrives.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
    if (option instanceof HTMLElement) choose(option.dataset["name"] ?? "");
  });

  store.on(["model"], ({ model }) => {
    if (field.value.trim() !== model) field.value = model;
    describe();
  });
  store.on(["catalog"], async ({ catalog }) => {
    if (!catalog) return;
    meter = await engine.meter();
    models = [];
    if (document.activeElement === field && !list.hidden) open(isTyped() ? field.value : "");
    describe();
  });
  store.on(["problems"], ({ problems }) => {
    const unknown = problems.some(({ suggestions }) => suggestions !== undefined);
    if (unknown) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  });
  // A browser may bring a name back when the page is reloaded.
  choose(field.value);
}
