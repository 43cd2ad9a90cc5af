/**
 * Counts a long text that is being edited: what stands before and behind the edit is not counted again.
 */

import { REACH_UNITS, firstCut } from "./cuts.js";

/** A longer text is not kept. */
const MOST_UNITS = 1 << 24;
/** A part ends at the first cut after so many units, and a text of fewer than two parts is counted whole. */
const PART_UNITS = 1 << 15;

/**
 * @typedef {object} Part
 * @property {number} end UTF-16 units
 * @property {Uint32Array} counted
 */

export class Recounter {
  #count;
  #partUnits;
  #text = "";
  /** @type {Part[]} */
  #parts = [];

  /**
   * @param {(text: string, isRest: boolean) => Uint32Array} count of any text, or of one that follows its beginning:
   *   numbers that add up, as many each time
   * @param {number} [partUnits]
   */
  constructor(count, partUnits = PART_UNITS) {
    this.#count = count;
    this.#partUnits = partUnits;
  }

  /**
   * What `count` says of the text.
   *
   * Work: what is between the last cut before the edit and the first behind it, and comparing with the text before.
   *
   * @param {string} text
   * @returns {Uint32Array}
   */
  count(text) {
    if (text.length < 2 * this.#partUnits || text.length > MOST_UNITS) {
      // What was cleared is not kept.
      [this.#text, this.#parts] = ["", []];
      return this.#count(text, false);
    }
    const before = this.#partsBefore(text);
    const behind = this.#partsBehind(text, before);
    const start = before === 0 ? 0 : end(this.#parts, before - 1);
    const kept = this.#parts.slice(this.#parts.length - behind);
    const shift = text.length - this.#text.length;
    const stop = behind === 0 ? text.length : end(this.#parts, this.#parts.length - behind - 1) + shift;
    const middle = this.#divide(text, start, stop);
    this.#parts = [...this.#parts.slice(0, before), ...middle, ...kept.map((part) => ({ ...part, end: part.end + shift }))];
    this.#text = text;
    return sum(this.#parts);
  }

  /** How many parts the text begins with as the last one did, each with what decides about the cut at its end. */
  #partsBefore(/** @type {string} */ text) {
    let start = 0;
    let same = 0;
    for (; same < this.#parts.length - 1; same += 1) {
      const stop = end(this.#parts, same);
      if (this.#text.slice(start, stop + 1) !== text.slice(start, stop + 1)) break;
      start = stop;
    }
    return same;
  }

  /** How many others the text ends with, each with what decides about the cut at its beginning. */
  #partsBehind(/** @type {string} */ text, /** @type {number} */ before) {
    const shift = text.length - this.#text.length;
    const least = before === 0 ? 0 : end(this.#parts, before - 1);
    let stop = this.#text.length;
    let same = 0;
    for (; same < this.#parts.length - before - 1; same += 1) {
      const start = end(this.#parts, this.#parts.length - same - 2);
      if (start + shift <= least || this.#text.slice(start - REACH_UNITS, stop) !== text.slice(start - REACH_UNITS + shift, stop + shift)) break;
      stop = start;
    }
    return same;
  }

  /**
   * @param {string} text
   * @param {number} start
   * @param {number} stop
   * @returns {Part[]}
   */
  #divide(text, start, stop) {
    const parts = [];
    for (let at = start; at < stop; ) {
      // Less than half a part is no part of its own, or typing would leave ever more of them.
      const cut = firstCut(text, at + this.#partUnits, stop - this.#partUnits / 2);
      const next = cut < 0 ? stop : cut;
      parts.push({ end: next, counted: this.#count(text.slice(at, next), at > 0) });
      at = next;
    }
    return parts;
  }
}

/** @param {readonly Part[]} parts @param {number} at */
const end = (parts, at) => parts[at]?.end ?? 0;

/** @param {readonly Part[]} parts */
function sum(parts) {
  const total = Uint32Array.from(parts[0]?.counted ?? []);
  for (const { counted } of parts.slice(1)) counted.forEach((number, at) => (total[at] = (total[at] ?? 0) + number));
  return total;
}
