/**
 * Starts the worker, from wherever this module was loaded.
 */

import { scriptUrl } from "./script_url.js";

/** The address of this file on a host. */
const SERVED = /^https?:[^?#]*\/start_worker\.js(?=$|[?#])/;

/** @returns {Worker | undefined} nothing where none can start */
export function startWorker() {
  if (typeof Worker === "undefined") return undefined;
  try {
    // As a host serves it the module starts its worker by the policy's URL. A
    // bundler moves both files, or writes the address where it found this one,
    // and knows a worker by this expression alone.
    if (!SERVED.test(import.meta.url)) {
      return new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    }
    const url = reachable(import.meta.url.replace(/start_worker\.js(?=$|[?#])/, "worker.js"));
    return new Worker(scriptUrl(url), { type: "module" });
  } catch {
    // A bundle from another origin, or a policy without this worker.
    return undefined;
  }
}

/** A script of this origin that imports the worker. @type {string | undefined} */
let importer;

/**
 * An address that a worker may start from: another origin's script is none, but
 * one of this origin may import it.
 *
 * @param {string} url
 */
function reachable(url) {
  const here = globalThis.location?.origin;
  if (!here || new URL(url).origin === here) return url;
  return (importer ??= URL.createObjectURL(new Blob([`import ${JSON.stringify(url)};`], { type: "text/javascript" })));
}
