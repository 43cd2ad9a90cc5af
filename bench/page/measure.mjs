/** Measures the built page: `node bench/page/measure.mjs --site DIRECTORY`; `cargo xtask measure-page` prepares it. */

import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { machine } from "../machine.mjs";
import { audit } from "./audit.mjs";
import { host } from "./host.mjs";
import { report } from "./report.mjs";
import { typing } from "./typing.mjs";

const { values } = parseArgs({ options: { site: { type: "string" } } });
const chromium = process.env["TOKENMETER_CHROMIUM"];
const progress = (text) => process.stderr.write(`${text}\n`);
const file = (name) => new URL(name, import.meta.url);

const site = await host(resolve(values.site));
const before = machine("");
const { version, sizes } = await typing(site.url, chromium, progress);
const audits = await audit(site.url, chromium, progress);
site.close();
const results = { date: new Date().toISOString().slice(0, 10), machine: { ...before, chromium: version }, audits, typing: sizes };
writeFileSync(file("results.json"), `${JSON.stringify(results, null, 1)}\n`);
writeFileSync(file("../../docs/page.md"), report(results));
process.stdout.write(report(results));
