import { afterPaint } from "./dom.js";
import { NO_EXTRAS } from "./extras.js";

/** @typedef {import("./types.js").State} State */

/** What the page knows. Views listen for the keys they show; nobody else keeps a copy. */
export class Store {
  /** @type {State} */
  #state;
  /** @type {{ keys: (keyof State)[], react: (state: State) => void }[]} */
  #listeners = [];
  /** What has changed, but is not drawn yet. @type {(() => Partial<State>) | null} */
  #fresh = null;

  /** @param {State} initial */
  constructor(initial) {
    this.#state = initial;
  }

  /** @returns {Readonly<State>} */
  get now() {
    this.#settle();
    return this.#state;
  }

  /**
   * Takes the changes over and tells those who listen for one of the changed keys.
   * @param {Partial<State>} changes
   */
  set(changes) {
    this.#settle();
    this.#apply(changes);
  }

  /**
   * The same once what has led to it is on the screen, or before that if somebody looks.
   * @param {() => Partial<State>} changes
   */
  setAfterPaint(changes) {
    if (!this.#fresh) afterPaint(() => this.#settle());
    this.#fresh = changes;
  }

  #settle() {
    const changes = this.#fresh;
    this.#fresh = null;
    if (changes) this.#apply(changes());
  }

  /** @param {Partial<State>} changes */
  #apply(changes) {
    const before = this.#state;
    const changed = /** @type {(keyof State)[]} */ (Object.keys(changes)).filter((key) => changes[key] !== before[key]);
    if (changed.length === 0) return;
    this.#state = { ...before, ...changes };
    for (const { keys, react } of this.#listeners) {
      if (keys.some((key) => changed.includes(key))) react(this.#state);
    }
  }

  /**
   * @param {(keyof State)[]} keys
   * @param {(state: State) => void} react
   */
  on(keys, react) {
    this.#listeners.push({ keys, react });
  }

  /**
   * Shows a problem in place of any earlier one with the same id.
   * @param {import("./types.js").Problem} problem
   */
  report(problem) {
    this.set({ problems: [...this.now.problems.filter(({ id }) => id !== problem.id), problem] });
  }

  /** @param {...string} ids */
  resolve(...ids) {
    if (this.#state.problems.some(({ id }) => ids.includes(id))) {
      this.set({ problems: this.#state.problems.filter(({ id }) => !ids.includes(id)) });
    }
  }
}

/** @returns {State} */
export function emptyState() {
  return {
    text: "",
    attached: null,
    lines: null,
    asText: false,
    requestProblem: "",
    keys: [],
    model: "gpt-4o",
    theme: "auto",
    outputTokens: null,
    requests: 1,
    extras: NO_EXTRAS,
    rate: null,
    answer: { kind: "pristine", count: null, rough: null, progress: null, working: false },
    priced: null,
    catalog: false,
    problems: [],
    rows: null,
    rowsLoad: false,
    segments: null,
    segmentLimit: 2000,
  };
}
