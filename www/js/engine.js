import { importAgain } from "./import_again.js";

/** @typedef {import("./types.js").Meter} Meter */
/** @typedef {import("./types.js").Rough} Rough */

/**
 * @typedef {object} CountingModule
 * @property {{ load: (options?: object) => Promise<Meter> }} Meter
 * @property {(text: string) => Rough} roughCount
 */

/** Where the counting comes from. It is loaded when first asked for, and again after it failed. */
export class Engine {
  /** @type {Promise<CountingModule> | null} */
  #module = null;
  /** @type {Promise<Meter> | null} */
  #meter = null;

  /** @returns {Promise<CountingModule>} */
  #load() {
    this.#module ??= importAgain(new URL("../tokenmeter/index.js", import.meta.url)).catch((cause) => {
      this.#module = null;
      throw Object.assign(new Error("The counting module could not be downloaded.", { cause }), { code: "network" });
    });
    return this.#module;
  }

  /**
   * @returns {Promise<Meter>}
   */
  meter() {
    this.#meter ??= this.#load().then(({ Meter }) => Meter.load({ waitForPrices: false, preload: "o200k_base" })).catch((error) => {
      this.#meter = null;
      throw error;
    });
    return this.#meter;
  }

  /**
   * A count by eye, from the characters alone; nothing has to be downloaded for it.
   * @param {string} text
   */
  async rough(text) {
    return (await this.#load()).roughCount(text);
  }

  /** Forgets a meter that failed, so that the next question starts a new one. */
  async restart() {
    const old = this.#meter;
    this.#meter = null;
    (await old?.catch(() => null))?.close();
  }
}
