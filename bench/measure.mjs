/**
 * Measures one tool in the thread it is imported in, a page's or Node's.
 */

import { PROMPTS } from "./prompts.mjs";

/** Longest time that repeats of one text take, once it was counted. */
const WARM_MS = 200;
const MOST_WARM_PASSES = 5;

/** What a page gives a tool between its first count and the first paste. */
const IDLE_MS = 500;

/** Notes every WebAssembly memory that the tools make. */
const memories = new Set();
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (source, imports) => {
  const result = await instantiate(source, imports);
  const { exports } = result instanceof WebAssembly.Instance ? result : result.instance;
  for (const value of Object.values(exports)) {
    if (value instanceof WebAssembly.Memory) memories.add(value);
  }
  return result;
};

/** Bytes of all WebAssembly memories together; they never shrink. */
export function wasmBytes() {
  return [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
}

/**
 * @template T
 * @param {() => T} action
 * @returns {{ ms: number, result: T }}
 */
function timed(action) {
  const start = performance.now();
  const result = action();
  return { ms: performance.now() - start, result };
}

/**
 * How long from the import to the first count.
 *
 * @param {() => Promise<{ load(ready: string): Promise<any> }>} imported
 * @param {{ prompt: string, ready: "ascii" | "all" }} first
 */
export async function firstCount(imported, { prompt, ready }) {
  const start = performance.now();
  const tool = await (await imported()).load(ready);
  const tokens = tool.count(prompt);
  return { ms: performance.now() - start, tokens, wasmBytes: wasmBytes() };
}

/**
 * Every text once, in the order given: cold, then warm, then taken apart and
 * put together.
 *
 * @param {{ load(ready: string): Promise<any> }} entry
 * @param {{ name: string, text: string, bytes: number }[]} texts
 * @param {{ once?: boolean }} [options] `once`: only the cold count
 */
export async function throughput(entry, texts, { once = false } = {}) {
  const tool = await entry.load("all");
  // What a tool builds for its first count belongs to that, which has its own measure.
  for (const { text } of Object.values(PROMPTS)) tool.count(text);
  await pause(IDLE_MS);
  const rows = [];
  for (const { name, text, bytes } of texts) {
    const cold = timed(() => tool.count(text));
    if (once) {
      rows.push({ name, bytes, tokens: cold.result, decodes: true, ms: { cold: cold.ms } });
      continue;
    }
    const warm = [];
    for (let sum = 0; warm.length < MOST_WARM_PASSES && (warm.length < 1 || sum < WARM_MS); ) {
      const { ms } = timed(() => tool.count(text));
      warm.push(ms);
      sum += ms;
    }
    const encoded = timed(() => tool.encode(text));
    const decoded = timed(() => tool.decode(encoded.result));
    const segments = tool.segments && timed(() => tool.segments(text));
    rows.push({
      name,
      bytes,
      tokens: cold.result,
      idsSha256: await sha256(encoded.result),
      decodes: decoded.result === text,
      ms: {
        cold: cold.ms,
        warm: middle(warm),
        encode: encoded.ms,
        decode: decoded.ms,
        ...(segments && { segments: segments.ms }),
      },
    });
    await pause(0);
  }
  return { rows, wasmBytes: wasmBytes() };
}

/**
 * Of the ids as little-endian 32-bit numbers, in hexadecimal.
 *
 * @param {ArrayLike<number>} ids
 */
export async function sha256(ids) {
  const bytes = new Uint8Array(new Uint32Array(ids).buffer);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {number[]} list */
const middle = (list) => list.sort((a, b) => a - b)[list.length >> 1];

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
