/** The report of a file of requests, as files. Numbers are whole and without units, so that programs can read them. */

/** @typedef {import("./types.js").FileReport} FileReport */

/**
 * One row for each line that was counted or has a problem, in order; unknown is empty.
 * @param {FileReport} report
 */
export function toLinesCsv({ perLine, problems }) {
  /** @type {Map<number, string>} */
  const kinds = new Map();
  for (const { line, kind } of problems) kinds.set(line, kinds.has(line) ? `${kinds.get(line)} ${kind}` : kind);
  const known = (/** @type {number | undefined} */ value) => (value === undefined || Number.isNaN(value) ? "" : String(value));
  const rows = [...perLine.line].map((line, at) => {
    const fields = [line, known(perLine.tokens[at]), known(perLine.outputTokens[at]), known(perLine.usd[at]), kinds.get(line) ?? ""];
    kinds.delete(line);
    return { line, fields };
  });
  for (const [line, kind] of kinds) rows.push({ line, fields: [line, "", "", "", kind] });
  rows.sort((one, other) => one.line - other.line);
  return ["line,tokens,output_tokens,usd,problem", ...rows.map(({ fields }) => fields.join(","))].map((row) => `${row}\r\n`).join("");
}

/**
 * All but the single lines.
 * @param {FileReport} report
 */
export function toReportJson({ perLine, ...report }) {
  return JSON.stringify(report, null, 2);
}
