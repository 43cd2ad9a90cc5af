/**
 * One sample in a process of its own: `node in_node.mjs JOB`, a JSON object.
 * Prints the outcome as JSON.
 */

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { EDGES } from "./edges.mjs";
import { firstCount, sha256, throughput } from "./measure.mjs";
import { PROMPTS } from "./prompts.mjs";

const job = JSON.parse(process.argv[2]);
const imported = () => import(pathToFileURL(job.entry).href);

const JOBS = {
  async first() {
    const { text, ready } = PROMPTS[job.prompt];
    return firstCount(imported, { prompt: text, ready });
  },
  async throughput() {
    const texts = job.texts.map(({ name, path }) => {
      const bytes = readFileSync(path);
      return { name, text: bytes.toString(), bytes: bytes.length };
    });
    return throughput(await imported(), texts, { once: job.once });
  },
  /** What each short text becomes; the message of an error where one is thrown. */
  async edges() {
    const tool = await (await imported()).load("all");
    const found = {};
    for (const [name, text] of Object.entries(EDGES)) {
      try {
        found[name] = { tokens: tool.count(text), idsSha256: await sha256(tool.encode(text)) };
      } catch (error) {
        found[name] = { error: String(error.message ?? error).split("\n")[0] };
      }
    }
    return { found };
  },
  /** What Node itself takes. */
  async nothing() {
    return {};
  },
};

const outcome = await JOBS[job.kind]();
const rssBytes = process.resourceUsage().maxRSS * 1024;
process.stdout.write(`${JSON.stringify({ ...outcome, rssBytes })}\n`);
