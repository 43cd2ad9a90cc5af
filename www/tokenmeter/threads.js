/**
 * Where the engine runs: in a worker, else in this thread. Both are asked the
 * same way.
 */

import { Engine, perform } from "./engine.js";
import { TokenmeterError, aborted, fromPlain, throwIfAborted } from "./errors.js";
import { handOver } from "./handed.js";
import { call } from "./modules.js";
import { startWorker } from "./start_worker.js";

/**
 * @typedef {import("./engine.js").JobOptions} JobOptions
 * @typedef {object} Thread
 * @property {(action: string, job: object, options?: JobOptions) => Promise<any>} ask
 * @property {() => void} close
 * @property {() => Promise<Thread | undefined>} [another] starts one more of its kind, where there can be several
 */

/**
 * What is left after closing.
 *
 * @type {Thread}
 */
export const closed = {
  ask: async () => {
    throw new TokenmeterError("aborted", "The meter was closed; load another one.");
  },
  close: () => {},
};

/**
 * An engine in this thread.
 *
 * @param {import("./files.js").FileOptions} files
 * @returns {Thread}
 */
export function here(files) {
  const engine = new Engine(files);
  return {
    ask: async (action, job, options = {}) => {
      throwIfAborted(options.signal);
      return perform(engine, action, job, options);
    },
    close: () => {},
  };
}

/**
 * So long a worker of the caller's may take to answer. It may have failed
 * before it was given, and nothing tells so any more.
 */
const ANSWER_MS = 20_000;

/**
 * An engine in a worker, or nothing where no worker can start.
 *
 * @param {true | Worker} given a worker to use, else one is started
 * @param {{ baseUrl?: string, files?: import("./given.js").Files }} files
 * @param {readonly URL[]} early files that this thread fetches for it from the start
 * @returns {Promise<Thread | undefined>}
 */
export async function inWorker(given, files, early) {
  const worker = given === true ? startWorker() : given;
  if (!worker) return undefined;
  worker.postMessage({ files, early: early.map(String) });
  handOver((message, transfer) => worker.postMessage(message, transfer), early);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let late;
  const started = await new Promise((resolve) => {
    worker.addEventListener("message", () => resolve(true), { once: true });
    worker.addEventListener("error", () => resolve(false), { once: true });
    if (given !== true) late = setTimeout(() => resolve(false), ANSWER_MS);
  });
  clearTimeout(late);
  if (started) return { ...connect(worker), ...(given === true && { another: () => another(files) }) };
  worker.terminate();
  return undefined;
}

/**
 * One more, which need not come: it is not waited for as the first one is.
 *
 * @param {Parameters<typeof inWorker>[1]} files
 */
async function another(files) {
  const worker = startWorker();
  return worker && inWorker(worker, files, []);
}

/**
 * @param {Worker} worker
 * @returns {Thread}
 */
function connect(worker) {
  /**
   * @typedef {object} Job
   * @property {(result: any) => void} resolve
   * @property {(error: Error) => void} reject
   * @property {() => void} abort
   * @property {JobOptions} options
   */
  /** @type {Map<number, Job>} */
  const jobs = new Map();
  let lastId = 0;
  let isClosed = false;

  /** @param {number} id */
  function finish(id) {
    const job = jobs.get(id);
    jobs.delete(id);
    // A signal may outlive many jobs.
    job?.options.signal?.removeEventListener("abort", job.abort);
    return job;
  }

  /** @param {TokenmeterError} error */
  function failAll(error) {
    for (const id of [...jobs.keys()]) finish(id)?.reject(error);
  }

  worker.addEventListener("message", ({ data: { id, progress, result, error } }) => {
    if (progress) jobs.get(id)?.options.onProgress?.(progress);
    else if (error) finish(id)?.reject(fromPlain(error));
    else finish(id)?.resolve(result);
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    failAll(new TokenmeterError("wasm-unavailable", "The counting worker stopped; reload the page."));
  });
  return {
    ask: (action, job, options = {}) =>
      new Promise((resolve, reject) => {
        throwIfAborted(options.signal);
        if (isClosed) throw new TokenmeterError("aborted", "The meter was closed.");
        const id = (lastId += 1);
        const abort = () => {
          worker.postMessage({ id, abort: true });
          finish(id)?.reject(aborted(options.signal));
        };
        call(() => worker.postMessage({ id, action, job }));
        jobs.set(id, { resolve, reject, abort, options });
        options.signal?.addEventListener("abort", abort);
      }),
    close: () => {
      isClosed = true;
      worker.terminate();
      failAll(new TokenmeterError("aborted", "The meter was closed."));
    },
  };
}
