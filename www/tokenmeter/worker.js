/**
 * The engine in a worker: one message a job, one message a result.
 *
 * In:  { id, action, job }, { id, abort: true }, { handed } for a part of a file,
 *      first of all { files, early }.
 * Out: { ready: true } to the first, then { id, progress }, { id, result } or { id, error }.
 */

import { Engine, perform } from "./engine.js";
import { throwIfAborted, toPlain } from "./errors.js";
import { receive } from "./handed.js";

/** @type {Engine} */
let engine;
/** @type {ReturnType<typeof receive>} */
let early;
/** @type {Map<number, AbortController>} */
const running = new Map();
/** After so long without a job there is time to prepare for longer texts. */
const IDLE_MS = 100;
let idle = 0;

/** @param {number} id @param {string} action @param {object} job */
async function run(id, action, job) {
  const { signal } = /** @type {AbortController} */ (running.get(id));
  try {
    // Let what already waits in the queue be heard first: it may be that
    // this job is no longer wanted.
    await new Promise((resolve) => setTimeout(resolve));
    throwIfAborted(signal);
    const onProgress = (/** @type {object} */ progress) => postMessage({ id, progress });
    const result = await perform(engine, action, job, { signal, onProgress });
    postMessage({ id, result });
  } catch (error) {
    postMessage({ id, error: toPlain(error) });
  } finally {
    running.delete(id);
    if (running.size === 0) idle = Number(setTimeout(() => engine.prepare(), IDLE_MS));
  }
}

addEventListener("message", ({ data }) => {
  if (data.handed) {
    early.take(data.handed);
  } else if (data.files) {
    early = receive(data.early);
    engine = new Engine({ ...data.files, fetch: early.fetch });
    postMessage({ ready: true });
  } else if (data.abort) {
    running.get(data.id)?.abort();
  } else {
    clearTimeout(idle);
    running.set(data.id, new AbortController());
    run(data.id, data.action, data.job);
  }
});
