/** The rounds of one encoding, and what came of them. */

import { join } from "node:path";
import { corpora } from "./corpora.mjs";
import { TookTooLong, inNode, throughputInChromium, visit } from "./runtimes.mjs";
import { Samples } from "./statistics.mjs";
import { TOOLS } from "./tools.mjs";

/** For a text without a split point, which takes most tools minutes. */
const UNBROKEN_LIMIT_MS = 10_000;

/**
 * Samples are named `runtime/tool/measure/text`. Speeds are MB/s of UTF-8,
 * times are milliseconds, memory is bytes.
 *
 * @param {object} options
 * @returns {Promise<object>}
 */
export async function rounds({ encoding, prepared, browser, work, quick, rounds, expected, progress }) {
  const samples = new Samples();
  const failures = [...prepared.failures];
  /** @type {Record<string, string[]>} by tool: the texts it does not count as tiktoken does */
  const wrong = {};
  const ids = Object.keys(prepared.entries);
  const { origins } = prepared;

  /** Takes a sample; one that fails is written down, and the rounds go on. */
  async function attempt(tool, where, sample) {
    if (failures.some((failure) => failure.tool === tool && failure.where === where)) return;
    try {
      await sample();
    } catch (error) {
      const why = error instanceof TookTooLong ? error.message : String(error.message ?? error);
      failures.push({ tool, where, why });
      progress(`${encoding}: ${tool}, ${where}: ${why}`);
    }
  }

  function check(tool, text, tokens, idsSha256) {
    const right = expected[text][encoding];
    if (tokens === right.tokens && (!idsSha256 || idsSha256 === right.ids_sha256)) return;
    wrong[tool] ??= [];
    if (!wrong[tool].includes(text)) wrong[tool].push(text);
  }

  function keepThroughput(runtime, tool, { rows, wasmBytes }) {
    for (const { name, bytes, tokens, idsSha256, decodes, ms } of rows) {
      check(tool, name, tokens, idsSha256);
      if (!decodes) failures.push({ tool, where: `${runtime}, decoding ${name}`, why: "another text" });
      const text = name.replace(".head", "");
      for (const [measure, time] of Object.entries(ms)) {
        samples.add(`${runtime}/${tool}/${measure}/${text}`, bytes / 1000 / time);
      }
    }
    if (wasmBytes) samples.add(`${runtime}/${tool}/wasm/all`, wasmBytes);
  }

  for (let round = 0; round < rounds; round += 1) {
    const turn = rotated(ids, round).filter((id) => !(quick && round > 0 && TOOLS[id].slow));
    for (const id of turn) {
      progress(`${encoding}: round ${round + 1} of ${rounds}, ${id}`);
      const entry = prepared.entries[id];
      const texts = textsOf(TOOLS[id], round);
      await attempt(id, "node", async () => {
        const job = texts.map((name) => ({ name, path: join(work, "corpora", `${name}.txt`) }));
        keepThroughput("node", id, await inNode({ kind: "throughput", entry, texts: job }));
      });
      await attempt(id, "chromium", async () => {
        const job = texts.map((name) => ({ name, path: `/corpora/${name}.txt` }));
        const path = `/${id}/${encoding}/entry.js`;
        const outcome = await throughputInChromium(browser, origins.plain, { entry: path, texts: job });
        keepThroughput("chromium", id, outcome);
      });
      for (const prompt of ["english", "cjk"]) {
        await attempt(id, `node, first count, ${prompt}`, async () => {
          const { ms, tokens, wasmBytes, rssBytes } = await inNode({ kind: "first", entry, prompt });
          check(id, `prompt-${prompt}`, tokens);
          samples.add(`node/${id}/first/${prompt}`, ms);
          samples.add(`node/${id}/rss/${prompt}`, rssBytes);
          if (wasmBytes) samples.add(`node/${id}/wasm/${prompt}`, wasmBytes);
        });
        await attempt(id, `chromium, first count, ${prompt}`, async () => {
          const url = `${origins.plain}/${id}/${encoding}/first.html?prompt=${prompt}`;
          const { ms, tokens } = await visit(browser, url);
          check(id, `prompt-${prompt}`, tokens);
          samples.add(`chromium/${id}/first/${prompt}`, ms);
        });
      }
      for (const host of ["line-gzip", "line-brotli"]) {
        const base = `${origins[host]}/${id}/${encoding}`;
        for (const prompt of TOOLS[id].ours ? ["english", "cjk"] : ["english"]) {
          await attempt(id, `chromium, ${host}, ${prompt}`, async () => {
            const { ms } = await visit(browser, `${base}/first.html?prompt=${prompt}`);
            samples.add(`chromium/${id}/${host}/${prompt}`, ms);
          });
        }
        if (!TOOLS[id].ours) continue;
        await attempt(id, `chromium, ${host}, files alone`, async () => {
          const { ms } = await visit(browser, `${base}/fetch.html`);
          samples.add(`chromium/${id}/${host}/fetch`, ms);
        });
      }
    }
    await attempt("node", "memory", async () => {
      samples.add("node/node/rss/english", (await inNode({ kind: "nothing" })).rssBytes);
    });
  }

  const others = quick ? [] : ids.filter((id) => !TOOLS[id].ours);
  for (const id of others) {
    for (const { name } of corpora().filter(({ unbroken }) => unbroken)) {
      progress(`${encoding}: ${id}, 100 kB of ${name}`);
      await attempt(id, `node, 100 kB of ${name}`, async () => {
        const texts = [{ name: `${name}.head`, path: join(work, "corpora", `${name}.head.txt`) }];
        const job = { kind: "throughput", entry: prepared.entries[id], texts, once: true };
        keepThroughput("node", id, await inNode(job, UNBROKEN_LIMIT_MS));
      });
    }
  }
  return {
    rounds,
    files: prepared.files,
    asciiBytes: prepared.asciiBytes,
    samples: samples.summaries(),
    wrong,
    failures,
  };
}

/** The texts of a tool, each first in another round. */
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
