/**
 * Tells a file that was altered on its way from the one that was built: a wasm
 * module with one bit turned may start, and count wrongly.
 *
 * FNV-1a, 32 bits (Fowler, Noll, Vo: draft-eastlake-fnv). Every change of a
 * single byte changes it, and no context is too insecure for it, as it is for
 * `crypto.subtle`. Who alters the file on purpose can alter this too: against
 * that `integrity.json` helps.
 *
 * @param {Uint8Array} bytes
 */
export function checksum(bytes) {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
