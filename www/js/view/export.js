import { part } from "../dom.js";
import { toCsv, toJson } from "../export_rows.js";
import { saveFile } from "../save_file.js";

/**
 * The table as a file: every offer that the search and the filters leave, in the order on show.
 * @param {() => readonly import("../compare_rows.js").Row[]} rows
 */
export function offerExports(rows) {
  part("export-csv", HTMLButtonElement).addEventListener("click", () => saveFile("tokenmeter.csv", "text/csv", [toCsv(rows())]));
  part("export-json", HTMLButtonElement).addEventListener("click", () => saveFile("tokenmeter.json", "application/json", [toJson(rows())]));
}
