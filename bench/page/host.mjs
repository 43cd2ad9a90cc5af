/** The site as a static host sends it that compresses the types it knows, as most do. */

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};
/** Sent as they are: hosts do not know the one, and the other is compressed. */
const UNCOMPRESSED = [".tmvocab", ".png"];

/**
 * @param {string} site directory
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function host(site) {
  /** @type {Map<string, Promise<Buffer | null>>} as it goes over the wire */
  const bodies = new Map();
  const body = async (path) => {
    const bytes = await readFile(path).catch(() => null);
    return bytes && !UNCOMPRESSED.includes(extname(path)) ? gzipSync(bytes) : bytes;
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    const name = normalize(decodeURIComponent(pathname));
    const path = join(site, name.endsWith("/") ? `${name}index.html` : name);
    if (!bodies.has(path)) bodies.set(path, body(path));
    const bytes = await bodies.get(path);
    if (!bytes) return response.writeHead(404).end();
    const compressed = !UNCOMPRESSED.includes(extname(path));
    response.writeHead(200, {
      "Content-Type": TYPES[extname(path)] ?? "application/octet-stream",
      "Content-Length": bytes.length,
      "Cache-Control": extname(path) === ".tmvocab" ? "public, max-age=31536000, immutable" : "public, max-age=600",
      ...(compressed && { "Content-Encoding": "gzip" }),
    }).end(request.method === "HEAD" ? undefined : bytes);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = server.address();
  return {
    url: `http://127.0.0.1:${port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
