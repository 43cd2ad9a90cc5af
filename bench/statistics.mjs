/** What a list of samples says: the middle one and how far the others lie. */

/**
 * @param {readonly number[]} samples
 * @returns {{ median: number, min: number, max: number, samples: number }}
 */
export function summary(samples) {
  const sorted = [...samples].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1), samples: sorted.length };
}

/** Samples by name, in the order they came. */
export class Samples {
  /** @type {Map<string, number[]>} */
  #lists = new Map();

  /**
   * @param {string} name
   * @param {number} sample
   */
  add(name, sample) {
    const list = this.#lists.get(name);
    if (list) list.push(sample);
    else this.#lists.set(name, [sample]);
  }

  summaries() {
    const rows = [...this.#lists].map(([name, list]) => [name, summary(list)]);
    return Object.fromEntries(rows);
  }
}
