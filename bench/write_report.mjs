/** Writes PERFORMANCE.md from the results that are recorded: `node bench/write_report.mjs`. */

import { readFileSync, writeFileSync } from "node:fs";
import { report } from "./report.mjs";

const results = JSON.parse(readFileSync(new URL("results/results.json", import.meta.url), "utf8"));
writeFileSync(new URL("../PERFORMANCE.md", import.meta.url), report(results));
