/** What a file is on the wire of two kinds of host. */

/**
 * @typedef {object} File
 * @property {string} path
 * @property {number} raw bytes
 * @property {number} gzip bytes at level 9
 * @property {number} brotli bytes at level 11
 * @property {boolean} known whether hosts compress its type by themselves
 */

/** Of a host that gzips the types it knows, in bytes. @param {File} file */
export const onGzipHost = ({ known, raw, gzip }) => (known ? Math.min(raw, gzip) : raw);

/** Of a host that sends files compressed beforehand with brotli, in bytes. @param {File} file */
export const onBrotliHost = ({ raw, brotli }) => Math.min(raw, brotli);
