import { part } from "../dom.js";
import { importAgain } from "../import_again.js";

/**
 * The table as a file: every offer that the search and the filters leave, in the order on show. What writes it is
 * loaded when it is wanted.
 * @param {import("../state.js").Store} store
 * @param {() => readonly import("../compare_rows.js").Row[]} rows
 */
export function offerExports(store, rows) {
  for (const format of /** @type {const} */ (["csv", "json"])) {
    part(`export-${format}`, HTMLButtonElement).addEventListener("click", async () => {
      try {
        /** @type {typeof import("../save_rows.js")} */
        const { saveRows } = await importAgain(new URL("../save_rows.js", import.meta.url));
        saveRows(format, rows());
        store.resolve("export");
      } catch {
        store.report({ id: "export", cause: "The table could not be saved.", remedy: "What writes it did not arrive: check the connection, then try again." });
      }
    });
  }
}
