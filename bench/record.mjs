/** What came of the samples of one encoding. */

import { Samples } from "./statistics.mjs";

/** @typedef {{ tool: string, where: string, why: string }} Failure */

export class Record {
  /**
   * Named `runtime/tool/measure/text`. Speeds are MB/s of UTF-8, times are
   * milliseconds, memory is bytes.
   */
  samples = new Samples();
  /** @type {Failure[]} */
  failures = [];
  /** @type {Record<string, string[]>} by tool: the texts it does not count as tiktoken does */
  wrong = {};
  /** @type {Record<string, Record<string, "right" | "wrong" | "throws">>} by tool and short text */
  edges = {};
  #expected;
  #progress;

  /**
   * @param {Record<string, { tokens: number, ids_sha256: string }>} expected by text
   * @param {(text: string) => void} progress
   */
  constructor(expected, progress) {
    this.#expected = expected;
    this.#progress = progress;
  }

  /**
   * Takes a sample. One that fails is written down, and not tried again: the
   * others go on.
   *
   * @param {string} tool
   * @param {string} where
   * @param {() => Promise<void>} sample
   */
  async attempt(tool, where, sample) {
    if (this.failures.some((failure) => failure.tool === tool && failure.where === where)) return;
    try {
      await sample();
    } catch (error) {
      // One line of a table.
      const why = String(error.message ?? error).replace(/\s+/g, " ").slice(0, 200);
      this.failures.push({ tool, where, why });
      this.#progress(`${tool}, ${where}: ${why}`);
    }
  }

  /**
   * @param {string} tool
   * @param {string} text
   * @param {number} tokens
   * @param {string} [idsSha256]
   */
  check(tool, text, tokens, idsSha256) {
    const right = this.#expected[text];
    if (tokens === right.tokens && (!idsSha256 || idsSha256 === right.ids_sha256)) return;
    this.wrong[tool] ??= [];
    if (!this.wrong[tool].includes(text)) this.wrong[tool].push(text);
  }

  /**
   * @param {string} tool
   * @param {Record<string, { tokens?: number, idsSha256?: string, error?: string }>} found by short text
   */
  keepEdges(tool, found) {
    const compared = Object.entries(found).map(([name, { tokens, idsSha256, error }]) => {
      const right = this.#expected[`edge ${name}`];
      const same = tokens === right.tokens && idsSha256 === right.ids_sha256;
      return [name, error ? "throws" : same ? "right" : "wrong"];
    });
    this.edges[tool] = Object.fromEntries(compared);
  }

  /**
   * @param {"node" | "chromium"} runtime
   * @param {string} tool
   * @param {Awaited<ReturnType<typeof import("./measure.mjs").throughput>>} outcome
   */
  keepThroughput(runtime, tool, { rows, wasmBytes }) {
    for (const { name, bytes, tokens, idsSha256, decodes, ms } of rows) {
      this.check(tool, name, tokens, idsSha256);
      if (!decodes) {
        this.failures.push({ tool, where: `${runtime}, decoding ${name}`, why: "another text" });
      }
      const text = name.replace(".head", "");
      for (const [measure, time] of Object.entries(ms)) {
        this.samples.add(`${runtime}/${tool}/${measure}/${text}`, bytes / 1000 / time);
      }
    }
    // Whichever text it is, a program that was not run yet is slow on it.
    const [first] = rows;
    if (first.ms.warm) this.samples.add(`${runtime}/${tool}/paste/first`, first.bytes / 1000 / first.ms.cold);
    if (wasmBytes) this.samples.add(`${runtime}/${tool}/wasm/all`, wasmBytes);
  }

  summary() {
    const { failures, wrong, edges } = this;
    return { samples: this.samples.summaries(), wrong, edges, failures };
  }
}
