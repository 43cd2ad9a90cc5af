/** What the numbers depend on besides the tools. */

import * as os from "node:os";

/** @param {string} chromium its version */
export function machine(chromium) {
  return {
    cpu: os.cpus()[0].model.trim(),
    cores: os.cpus().length,
    memoryGb: Math.round(os.totalmem() / 1e9),
    system: `${os.type()} ${os.release().split("-")[0]} ${os.arch()}`,
    node: process.versions.node,
    chromium,
    // The average number of running processes of the last minute: above 1 it was not idle.
    loadBefore: Number(os.loadavg()[0].toFixed(2)),
  };
}
