// A proxy through which the whole browser goes: page, workers, service workers, prefetches, beacons, favicons, and the
// browser's own process. It sees what no script and no extension of a browser can hide, and lets nothing but the site out.
import { createServer, request as ask } from "node:http";

/**
 * @typedef {object} Seen
 * @property {string} method
 * @property {string} url
 * @property {string} all headers and body, as they would have gone over the wire
 */

/**
 * @typedef {object} Proxy
 * @property {string} server its address
 * @property {Seen[]} seen every request, in order
 * @property {() => Promise<void>} close
 */

/**
 * @param {string} origin the site's, the only place that requests are passed on to
 * @returns {Promise<Proxy>}
 */
export async function watchNetwork(origin) {
  /** @type {Seen[]} */
  const seen = [];
  const server = createServer((request, response) => {
    /** @type {Buffer[]} */
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
      const url = request.url ?? "";
      const body = Buffer.concat(parts);
      const all = `${request.rawHeaders.join("\n")}\n${body}`;
      seen.push({ method: request.method ?? "", url, all });
      if (!url.startsWith(`${origin}/`)) return void response.writeHead(502).end();
      const onward = ask(url, { method: request.method, headers: request.headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on("error", () => response.destroy());
      onward.end(body);
    });
  });
  // What is encrypted asks for a tunnel first.
  server.on("connect", (request, socket) => {
    seen.push({ method: "CONNECT", url: request.url ?? "", all: "" });
    socket.on("error", () => {});
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  server.on("clientError", (_, socket) => socket.destroy());
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    server: `http://127.0.0.1:${port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
