/** Logarithmic scales: what costs ten times as much stands one step further. */

/**
 * @typedef {object} Scale
 * @property {(value: number) => number} share where a value stands, 0 to 1
 * @property {number[]} ticks the powers of ten, both ends included
 */

/**
 * The scale from the power of ten below all values to that above them.
 * @param {readonly number[]} values those that are no positive number are left out
 * @returns {Scale | null} null: there is nothing to show
 */
export function logScale(values) {
  const exponents = values.filter((value) => value > 0 && Number.isFinite(value)).map(Math.log10);
  if (exponents.length === 0) return null;
  const low = Math.floor(Math.min(...exponents) + 1e-9);
  const high = Math.max(Math.ceil(Math.max(...exponents) - 1e-9), low + 1);
  return {
    share: (value) => (Math.log10(value) - low) / (high - low),
    // Through text, since a power of ten below one is not exact.
    ticks: Array.from({ length: high - low + 1 }, (_, step) => Number(`1e${low + step}`)),
  };
}

/**
 * Places for labels, each as near to its own as the others leave room, in the order of the places.
 * @param {readonly number[]} wanted
 * @param {number} apart the least distance
 * @param {number} end the largest place
 * @returns {number[]} in the order given
 */
export function spread(wanted, apart, end) {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  /** @type {number[]} */
  const places = [...wanted];
  let least = -Infinity;
  for (const index of order) {
    places[index] = Math.max(wanted[index] ?? 0, least);
    least = (places[index] ?? 0) + apart;
  }
  let most = end;
  for (const index of order.reverse()) {
    places[index] = Math.min(places[index] ?? 0, most);
    most = (places[index] ?? 0) - apart;
  }
  return places;
}
