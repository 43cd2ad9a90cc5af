/** Writes PERFORMANCE.md from the results that are recorded: `node bench/write_report.mjs`. */

import { readFileSync, writeFileSync } from "node:fs";
import { report } from "./report.mjs";

const read = (name) => JSON.parse(readFileSync(new URL(`results/${name}.json`, import.meta.url), "utf8"));
writeFileSync(new URL("../PERFORMANCE.md", import.meta.url), report(read("results"), read("long")));
