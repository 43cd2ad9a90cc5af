/** Several files as one: a ZIP archive whose files are stored as they are (APPNOTE 6.3.10, sections 4.3 and 4.4). */

/** @typedef {{ name: string, bytes: Uint8Array<ArrayBuffer> }} Entry */

/** More files it can number only in ways that not every reader knows. */
export const MOST_ENTRIES = 0xffff;

/** Names are in UTF-8. */
const FLAGS = 0x0800;
const VERSION = 20;
/** 1 January 1980, the first day it knows: the same files make the same archive. */
const DAY = 0x21;

/**
 * @param {readonly Entry[]} entries at most {@link MOST_ENTRIES}, and 4 GB in all
 * @returns {BlobPart[]}
 */
export function zip(entries) {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const files = [];
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const directory = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const path = new TextEncoder().encode(name);
    const sizes = [[4, crc32(bytes)], [4, bytes.length], [4, bytes.length], [2, path.length], [2, 0]];
    const common = [[2, VERSION], [2, FLAGS], [2, 0], [2, 0], [2, DAY], ...sizes];
    const head = fields([[4, 0x04034b50], ...common]);
    files.push(head, path, bytes);
    directory.push(fields([[4, 0x02014b50], [2, VERSION], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), path);
    offset += head.length + path.length + bytes.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = fields([[4, 0x06054b50], [2, 0], [2, 0], [2, entries.length], [2, entries.length], [4, size], [4, offset], [2, 0]]);
  return [...files, ...directory, end];
}

/**
 * Numbers in little-endian order.
 * @param {number[][]} numbers bytes and value of each
 */
function fields(numbers) {
  const bytes = numbers.flatMap(([width = 0, value = 0]) => Array.from({ length: width }, (_, at) => (value >>> (8 * at)) & 0xff));
  return Uint8Array.from(bytes);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** @param {Uint8Array} bytes */
function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return ~crc >>> 0;
}
