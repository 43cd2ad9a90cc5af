/**
 * Serves what is measured, on this machine: as three kinds of host, at once or
 * through a slow line.
 */

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import * as net from "node:net";
import { extname, join, normalize } from "node:path";

/** @typedef {"plain" | "gzip" | "brotli"} Host which compressed files it sends */

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

const COMPRESSED = {
  plain: null,
  gzip: { extension: ".gz", encoding: "gzip" },
  brotli: { extension: ".br", encoding: "br" },
};

/**
 * @param {string} root
 * @param {Host} host
 * @returns {Promise<number>} the port
 */
export function serve(root, host) {
  const compressed = COMPRESSED[host];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    const path = join(root, normalize(decodeURIComponent(pathname)));
    /** @type {Record<string, string>} */
    const headers = {
      "Content-Type": TYPES[extname(path)] ?? "application/octet-stream",
      // A hint and the request that it hints at are one transfer.
      "Cache-Control": "max-age=3600",
      // The page's clock is exact to 5 µs only where no other site can look in.
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Embedder-Policy": "require-corp",
    };
    let body = compressed && (await readFile(path + compressed.extension).catch(() => null));
    if (body) headers["Content-Encoding"] = compressed.encoding;
    else body = await readFile(path).catch(() => null);
    if (!body) return response.writeHead(404).end();
    response.writeHead(200, { ...headers, "Content-Length": body.length }).end(body);
  });
  return listen(server);
}

/**
 * A line to a port of this machine, shared by all connections through it,
 * those of workers too: what comes back is cut into packets that take turns.
 *
 * @param {number} port
 * @param {{ bitsPerSecond: number, roundTripMs: number }} line
 * @returns {Promise<number>} the port of its near end
 */
export function slowLine(port, { bitsPerSecond, roundTripMs }) {
  const PACKET_BYTES = 1460;
  const oneWayMs = roundTripMs / 2;
  /** @type {{ socket: net.Socket, waiting: Buffer[], ended: boolean }[]} */
  const flows = [];
  let allowedBytes = 0;
  let last = performance.now();

  function tick() {
    const now = performance.now();
    const bytesPerMs = bitsPerSecond / 8 / 1000;
    // An idle line saves nothing up.
    allowedBytes = Math.min(allowedBytes, 0) + (now - last) * bytesPerMs;
    last = now;
    while (allowedBytes > 0) {
      const index = flows.findIndex(({ waiting }) => waiting.length > 0);
      if (index < 0) break;
      const [flow] = flows.splice(index, 1);
      flows.push(flow);
      const packet = flow.waiting[0].subarray(0, PACKET_BYTES);
      const rest = flow.waiting[0].subarray(PACKET_BYTES);
      if (rest.length > 0) flow.waiting[0] = rest;
      else flow.waiting.shift();
      allowedBytes -= packet.length;
      setTimeout(() => flow.socket.writable && flow.socket.write(packet), oneWayMs);
    }
    for (const flow of flows.filter(({ ended, waiting }) => ended && waiting.length === 0)) {
      flows.splice(flows.indexOf(flow), 1);
      setTimeout(() => flow.socket.end(), oneWayMs);
    }
  }

  const server = net.createServer((socket) => {
    const far = net.connect(port, "127.0.0.1");
    const flow = { socket, waiting: [], ended: false };
    flows.push(flow);
    socket.setNoDelay(true);
    far.setNoDelay(true);
    far.on("data", (data) => flow.waiting.push(data));
    far.on("end", () => (flow.ended = true));
    // A connection takes a round trip before its first request leaves.
    const connected = performance.now() + roundTripMs;
    socket.on("data", (data) => {
      const wait = Math.max(connected - performance.now(), 0) + oneWayMs;
      setTimeout(() => far.writable && far.write(data), wait);
    });
    socket.on("close", () => far.destroy());
    for (const end of [socket, far]) end.on("error", () => socket.destroy());
  });
  setInterval(tick, 1).unref();
  return listen(server);
}

/** @param {net.Server} server */
function listen(server) {
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      server.unref();
      resolve(/** @type {net.AddressInfo} */ (server.address()).port);
    });
  });
}
