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
 * Loads the code of each drawer, and of the link to share, when it is first opened, and again after that failed.
 * @param {Store} store
 * @param {Engine} engine
 */
export function loadDrawers(store, engine) {
  /**
   * @param {string} id
   * @param {string} show
   */
  function loadOnce(id, show) {
    let loading = false;
    return async () => {
      if (loading) return;
      loading = true;
      try {
        (await view(id))[show](store, engine);
        store.resolve("drawer");
      } catch {
        loading = false;
        store.report({ id: "drawer", cause: "This part of the page could not be downloaded.", remedy: "Check the connection, then close and open it again; if the site was updated since this page was opened, keep your text and reload the page." });
      }
    };
  }
  for (const [id, show] of Object.entries(DRAWERS)) {
    const details = detailsOf(id);
    const load = loadOnce(id, show);
    details.addEventListener("toggle", () => details.open && load());
  }
  part("share", HTMLButtonElement).addEventListener("click", loadOnce("share", "showShare"));
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

/** The script of a part of the page. @param {string} id */
const view = (id) => importAgain(new URL(`./view/${id}.js`, import.meta.url));

/**
 * Takes over what the page's own address carries.
 * @param {Store} store
 * @param {(text: string) => void} give
 */
export async function openLink(store, give) {
  if (location.hash.length < 2) return;
  try {
    await (await view("share")).openShared(store, give);
  } catch {
    store.report({ id: "link", cause: "What this link carries could not be opened.", remedy: "Check the connection and reload the page." });
  }
}

/** @param {string} id */
const detailsOf = (id) => /** @type {HTMLDetailsElement} */ (part(id, HTMLElement).querySelector("details"));
