import { part } from "./dom.js";
import { importAgain } from "./import_again.js";

/** @typedef {import("./state.js").Store} Store */
/** @typedef {import("./engine.js").Engine} Engine */

/**
 * Parts of the page that are closed at first, by their element, which their script in `view/` is named after:
 * nobody waits for their code before the first count. Each begins with what its fields and the store hold when it
 * comes.
 * @type {Record<string, string>}
 */
const DRAWERS = { chart: "showChart", split: "showSplit", rates: "showRates", lines: "showLines", bill: "showBill", code: "showCode" };

/**
 * Loads the code of each drawer when it is first opened, and again after that failed.
 * @param {Store} store
 * @param {Engine} engine
 */
export function loadDrawers(store, engine) {
  for (const [id, show] of Object.entries(DRAWERS)) {
    const details = detailsOf(id);
    let loading = false;
    details.addEventListener("toggle", async () => {
      if (!details.open || loading) return;
      loading = true;
      try {
        (await importAgain(new URL(`./view/${id}.js`, import.meta.url)))[show](store, engine);
        store.resolve("drawer");
      } catch {
        loading = false;
        store.report({ id: "drawer", cause: "This part of the page could not be downloaded.", remedy: "Check the connection, then close and open it again; if the site was updated since this page was opened, keep your text and reload the page." });
      }
    });
  }
  const offer = part("split-open", HTMLButtonElement);
  store.on(["priced"], ({ priced }) => (offer.hidden = priced?.fit.ok !== false));
  offer.addEventListener("click", () => {
    openDrawer("split");
    part("split-limit", HTMLInputElement).focus({ preventScroll: true });
  });
  store.on(["lines"], ({ lines }) => lines && openDrawer("lines"));
}

/**
 * Opens a drawer and brings it into view.
 * @param {string} id
 */
export function openDrawer(id) {
  const details = detailsOf(id);
  details.open = true;
  details.scrollIntoView({ block: "start" });
}

/** @param {string} id */
const detailsOf = (id) => /** @type {HTMLDetailsElement} */ (part(id, HTMLElement).querySelector("details"));
