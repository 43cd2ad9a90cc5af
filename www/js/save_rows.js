import { toCsv, toJson } from "./export_rows.js";
import { saveFile } from "./save_file.js";

/**
 * Saves the table of models as a file.
 * @param {"csv" | "json"} format
 * @param {readonly import("./compare_rows.js").Row[]} rows
 */
export function saveRows(format, rows) {
  if (format === "csv") saveFile("tokenmeter.csv", "text/csv", [toCsv(rows)]);
  else saveFile("tokenmeter.json", "application/json", [toJson(rows)]);
}
