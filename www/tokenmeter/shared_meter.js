/**
 * One meter for all elements of a page that read the same files.
 */

import { Meter } from "./meter.js";

/** @type {Map<string, Promise<Meter>>} by the directory of the files */
const meters = new Map();

/**
 * The meter of the files in `baseUrl`, by default those beside the module. It
 * stays for the page's life; a failed attempt is forgotten.
 *
 * @param {string} [baseUrl]
 * @returns {Promise<Meter>}
 */
export function sharedMeter(baseUrl = "") {
  const known = meters.get(baseUrl);
  if (known) return known;
  const loading = load(baseUrl);
  meters.set(baseUrl, loading);
  loading.catch(() => meters.delete(baseUrl));
  return loading;
}

/** With prices; the shapes of keys are of no use to an element. @param {string} baseUrl */
async function load(baseUrl) {
  const meter = await Meter.load({ ...(baseUrl && { baseUrl }), waitForPrices: false });
  try {
    await meter.loadPrices();
    return meter;
  } catch (error) {
    meter.close();
    throw error;
  }
}
