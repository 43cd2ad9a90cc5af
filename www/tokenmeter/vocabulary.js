/**
 * A vocabulary file on its way into the engine, which verifies it as it comes.
 */

import { call } from "./modules.js";

/** @typedef {"ascii" | "all"} Part what text in ASCII needs, or everything */

/** So much is decoded at once, in a few milliseconds: a part may hold it all. */
const AT_ONCE_BYTES = 1 << 15;

export class VocabularyFile {
  #engine;
  #parts;
  /**
   * What has come and is not decoded.
   *
   * @type {Uint8Array}
   */
  #rest = new Uint8Array();

  /**
   * @param {import("./wasm/tokens.js").Encoding} engine
   * @param {AsyncGenerator<Uint8Array, void, void>} parts of the file
   */
  constructor(engine, parts) {
    this.#engine = engine;
    this.#parts = parts;
  }

  /**
   * Reads on until so much is ready, and says how much is. All is ready at the
   * end of the file: nothing may follow.
   *
   * @param {Part} wanted
   * @returns {Promise<Part>}
   * @throws `invalid-vocabulary`, `network`, `aborted`; the download ends then
   */
  async until(wanted) {
    try {
      for (;;) {
        if (this.#rest.length === 0) {
          const { done, value } = await this.#parts.next();
          if (done) {
            call(() => this.#engine.finish());
            return "all";
          }
          this.#rest = value;
        }
        const next = this.#rest.subarray(0, AT_ONCE_BYTES);
        this.#rest = this.#rest.subarray(AT_ONCE_BYTES);
        const ready = call(() => this.#engine.push(next));
        if (wanted === "ascii" && ready === "ascii") return "ascii";
      }
    } catch (error) {
      this.#parts.return().catch(() => {});
      throw error;
    }
  }
}
