import { make, part } from "../dom.js";
import { toCsv, toJson } from "../export_rows.js";

/**
 * The table as a file: every row that the search and the filters leave, in the order on show.
 * @param {() => readonly import("../types.js").Estimate[]} rows
 */
export function offerExports(rows) {
  part("export-csv", HTMLButtonElement).addEventListener("click", () => save("tokenmeter.csv", "text/csv", toCsv(rows())));
  part("export-json", HTMLButtonElement).addEventListener("click", () => save("tokenmeter.json", "application/json", toJson(rows())));
}

/**
 * @param {string} name
 * @param {string} type
 * @param {string} content
 */
function save(name, type, content) {
  const href = URL.createObjectURL(new Blob([content], { type }));
  make("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
