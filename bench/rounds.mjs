/** The rounds of one encoding: in each, every tool takes its turn. */

import { join } from "node:path";
import { corpora } from "./corpora.mjs";
import { inNode, throughputInChromium, visit } from "./runtimes.mjs";
import { TOOLS } from "./tools.mjs";

/** For a text without a split point, which takes most tools minutes. */
const UNBROKEN_LIMIT_MS = 10_000;

/** The rounds in which slow tools take part. */
const SLOW_ROUNDS = { quick: 1, full: 3 };

/** A first count takes a moment, and differs from one to the next more than the others. */
const FIRST_COUNTS = 5;

/**
 * @typedef {object} Plan
 * @property {string} encoding
 * @property {Awaited<ReturnType<typeof import("./prepare.mjs").prepare>>} prepared
 * @property {import("./runtimes.mjs").Browser} browser
 * @property {string} work the directory
 * @property {boolean} quick
 * @property {number} count of rounds
 * @property {import("./record.mjs").Record} record
 * @property {(text: string) => void} progress
 */

/** @param {Plan} plan */
export async function rounds(plan) {
  const { prepared, quick, count, record, progress } = plan;
  const ids = Object.keys(prepared.entries);
  for (const id of ids) {
    await record.attempt(id, "node, short texts", async () => {
      const { found } = await inNode({ kind: "edges", entry: prepared.entries[id] });
      record.keepEdges(id, found);
    });
  }
  for (let round = 0; round < count; round += 1) {
    for (const id of rotated(ids, round)) {
      const { slow } = TOOLS[id];
      if (slow && round >= SLOW_ROUNDS[quick ? "quick" : "full"]) continue;
      progress(`round ${round + 1} of ${count}, ${id}`);
      await throughputs(plan, id, round);
      for (let time = 0; time < (slow ? 1 : FIRST_COUNTS); time += 1) await firstCounts(plan, id);
      if (!(quick && slow)) await navigations(plan, id);
    }
    await record.attempt("node", "memory", async () => {
      record.samples.add("node/node/rss/english", (await inNode({ kind: "nothing" })).rssBytes);
    });
  }
  if (quick) return;
  for (const id of ids.filter((id) => !TOOLS[id].ours)) await unbroken(plan, id);
}

/**
 * @param {Plan} plan
 * @param {string} id
 * @param {number} round
 */
async function throughputs({ encoding, prepared, browser, work, record }, id, round) {
  const names = textsOf(TOOLS[id], round);
  await record.attempt(id, "node", async () => {
    const texts = names.map((name) => ({ name, path: join(work, "corpora", `${name}.txt`) }));
    const outcome = await inNode({ kind: "throughput", entry: prepared.entries[id], texts });
    record.keepThroughput("node", id, outcome);
  });
  await record.attempt(id, "chromium", async () => {
    const texts = names.map((name) => ({ name, path: `/corpora/${name}.txt` }));
    const job = { entry: `/${id}/${encoding}/entry.js`, texts };
    const outcome = await throughputInChromium(browser, prepared.origins.plain, job);
    record.keepThroughput("chromium", id, outcome);
  });
}

/**
 * @param {Plan} plan
 * @param {string} id
 */
async function firstCounts({ encoding, prepared, browser, record }, id) {
  for (const prompt of ["english", "cjk"]) {
    await record.attempt(id, `node, first count, ${prompt}`, async () => {
      const job = { kind: "first", entry: prepared.entries[id], prompt };
      const { ms, tokens, wasmBytes, rssBytes } = await inNode(job);
      record.check(id, `prompt-${prompt}`, tokens);
      record.samples.add(`node/${id}/first/${prompt}`, ms);
      record.samples.add(`node/${id}/rss/${prompt}`, rssBytes);
      if (wasmBytes) record.samples.add(`node/${id}/wasm/${prompt}`, wasmBytes);
    });
    await record.attempt(id, `chromium, first count, ${prompt}`, async () => {
      const url = `${prepared.origins.plain}/${id}/${encoding}/first.html?prompt=${prompt}`;
      const { ms, tokens } = await visit(browser, url);
      record.check(id, `prompt-${prompt}`, tokens);
      record.samples.add(`chromium/${id}/first/${prompt}`, ms);
    });
  }
}

/**
 * From the navigation on, on the slow line; ours also with a text that needs
 * the whole vocabulary, and beside a page that only fetches the same files.
 *
 * @param {Plan} plan
 * @param {string} id
 */
async function navigations({ encoding, prepared, browser, record }, id) {
  const pages = { english: "first.html?prompt=english" };
  if (TOOLS[id].ours) Object.assign(pages, { cjk: "first.html?prompt=cjk", fetch: "fetch.html" });
  for (const host of ["line-gzip", "line-brotli"]) {
    for (const [measure, page] of Object.entries(pages)) {
      await record.attempt(id, `chromium, ${host}, ${measure}`, async () => {
        const { ms } = await visit(browser, `${prepared.origins[host]}/${id}/${encoding}/${page}`);
        record.samples.add(`chromium/${id}/${host}/${measure}`, ms);
      });
    }
  }
}

/**
 * @param {Plan} plan
 * @param {string} id
 */
async function unbroken({ prepared, work, record, progress }, id) {
  for (const { name } of corpora().filter((corpus) => corpus.unbroken)) {
    progress(`${id}, 100 kB of ${name}`);
    await record.attempt(id, `node, 100 kB of ${name}`, async () => {
      const texts = [{ name: `${name}.head`, path: join(work, "corpora", `${name}.head.txt`) }];
      const job = { kind: "throughput", entry: prepared.entries[id], texts, once: true };
      record.keepThroughput("node", id, await inNode(job, UNBROKEN_LIMIT_MS));
    });
  }
}

/**
 * The texts of a tool, each first in another round.
 *
 * @param {import("./tools.mjs").Tool} tool
 * @param {number} round
 */
function textsOf({ ours, heads }, round) {
  const names = corpora()
    .filter(({ unbroken }) => ours || !unbroken)
    .map(({ name }) => (heads ? `${name}.head` : name));
  return rotated(names, round);
}

/**
 * @template T
 * @param {readonly T[]} list
 * @param {number} by
 */
const rotated = (list, by) => list.map((_, index) => list[(index + by) % list.length]);
