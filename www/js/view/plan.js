import { part, say } from "../dom.js";
import { plannedNumber } from "../plan.js";

/**
 * Planned output and number of requests: the person's own figures.
 * @param {import("../state.js").Store} store
 */
export function showPlan(store) {
  const note = part("plan-note", HTMLParagraphElement);
  const output = part("output-tokens", HTMLInputElement);
  const requests = part("requests", HTMLInputElement);

  /**
   * @param {HTMLInputElement} field
   * @param {"outputTokens" | "requests"} key
   * @param {{ what: string, least: number }} expected
   * @param {number | null} whenEmpty
   */
  function read(field, key, expected, whenEmpty) {
    const { value, problem } = plannedNumber(field, expected);
    field.toggleAttribute("aria-invalid", false);
    if (problem) {
      field.setAttribute("aria-invalid", "true");
      store.report({ id: key, ...problem });
    } else {
      store.resolve(key);
    }
    store.set({ [key]: value ?? whenEmpty });
  }

  const readOutput = () => {
    read(output, "outputTokens", { what: "Planned output", least: 0 }, null);
    say(note, store.now.outputTokens === null ? "No output planned: the cost is that of the input alone." : "Your own figure. Reasoning is output: plan for it too.");
  };
  const readRequests = () => read(requests, "requests", { what: "The number of requests", least: 1 }, 1);

  output.addEventListener("input", readOutput);
  requests.addEventListener("input", readRequests);
  // A browser may bring typed numbers back when the page is reloaded.
  readOutput();
  readRequests();
}
