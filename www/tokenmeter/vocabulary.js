/**
 * A vocabulary file on its way into the engine, which verifies it as it comes.
 */

import { call } from "./modules.js";

/** @typedef {"ascii" | "all"} Part what text in ASCII needs, or everything */

export class VocabularyFile {
  #engine;
  #parts;
  /** @type {import("./wasm/tokens.js").Ready} */
  #ready = "nothing";

  /**
   * @param {import("./wasm/tokens.js").Encoding} engine
   * @param {AsyncGenerator<Uint8Array, void, void>} parts of the file
   */
  constructor(engine, parts) {
    this.#engine = engine;
    this.#parts = parts;
  }

  /**
   * Reads on until so much is ready, and says how much is.
   *
   * @param {Part} wanted
   * @returns {Promise<Part>}
   * @throws `invalid-vocabulary`, `network`, `aborted`; the download ends then
   */
  async until(wanted) {
    try {
      while (this.#ready !== "all") {
        if (this.#ready === wanted) return wanted;
        const { done, value } = await this.#parts.next();
        if (done) call(() => this.#engine.finish());
        else this.#ready = call(() => this.#engine.push(value));
      }
      return "all";
    } finally {
      if (this.#ready !== wanted || wanted === "all") this.#parts.return().catch(() => {});
    }
  }
}
