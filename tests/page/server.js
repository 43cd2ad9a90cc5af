// Files as a plain static host sends them, below a sub-path, with faults on demand.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const SITE = fileURLToPath(new URL("../../target/site/", import.meta.url));
const SUB_PATH = "/some/where/";

// The policy that the page promises to work under; a worker gets it from its own response.
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; " +
  "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; " +
  "require-trusted-types-for 'script'; trusted-types tokenmeter-worker; report-uri /violations";

/** @type {Record<string, string>} */
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/**
 * What happens to the files whose path matches.
 *
 * @typedef {object} Fault
 * @property {number} [status] this answer instead of the file
 * @property {boolean} [html] a page of HTML with status 200, as hosts of single-page apps send
 * @property {number} [keepBytes] only the beginning
 * @property {number} [flipByte] the byte at this place with all its bits turned
 * @property {boolean} [drop] the connection breaks half way
 * @property {boolean} [silent] the half of it, and then nothing
 * @property {number} [delayMs] late
 * @property {string} [body] this text instead, without the policy
 */

/**
 * @typedef {object} Site
 * @property {string} url of the page
 * @property {string} origin
 * @property {string[]} requests the paths asked for, below the page's directory
 * @property {string[]} violations of the Content-Security-Policy, as the browser reports them
 * @property {(pattern: RegExp, fault: Fault) => void} inject
 * @property {() => void} heal takes all faults back
 * @property {() => Promise<void>} close
 */

/**
 * Serves a directory, by default the built site, on a free port of this machine.
 *
 * @param {{ root?: string, policy?: string, crossOrigin?: boolean, hidesIndex?: boolean }} [options] `crossOrigin`: for
 *   pages of other origins too; `hidesIndex`: `index.html` is sent on to its directory, as some hosts do
 * @returns {Promise<Site>}
 */
export async function serve({ root = SITE, policy = POLICY, crossOrigin = false, hidesIndex = false } = {}) {
  /** @type {{ pattern: RegExp, fault: Fault }[]} */
  let faults = [];
  /** @type {string[]} */
  const requests = [];
  /** @type {string[]} */
  const violations = [];

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/violations") {
      violations.push(await textOf(request));
      response.writeHead(204).end();
      return;
    }
    if (!pathname.startsWith(SUB_PATH)) return void response.writeHead(404).end();
    if (hidesIndex && pathname.endsWith("/index.html")) return void response.writeHead(308, { Location: "./" }).end();
    const name = decodeURIComponent(pathname.slice(SUB_PATH.length)).replace(/(^|\/)$/, "$1index.html");
    requests.push(name);
    if (crossOrigin) response.setHeader("Access-Control-Allow-Origin", "*");
    const fault = faults.find(({ pattern }) => pattern.test(name))?.fault ?? {};
    await send(response, path.join(root, name), policy, fault);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const origin = `http://127.0.0.1:${port}`;
  return {
    url: origin + SUB_PATH,
    origin,
    requests,
    violations,
    inject: (pattern, fault) => void faults.push({ pattern, fault }),
    heal: () => void (faults = []),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {import("node:http").ServerResponse} response
 * @param {string} file
 * @param {string} policy
 * @param {Fault} fault
 */
async function send(response, file, policy, fault) {
  if (fault.delayMs) await delay(fault.delayMs);
  if (fault.status) return void response.writeHead(fault.status).end("fault");
  if (fault.body !== undefined) {
    return void response.writeHead(200, { "Content-Type": typeOf(file) }).end(fault.body);
  }
  const bytes = await readFile(file).catch(() => null);
  if (!bytes) return void response.writeHead(404).end("Not found");
  const body = fault.html ? Buffer.from("<!doctype html><title>Home</title>") : altered(bytes, fault);
  response.writeHead(200, {
    "Content-Type": fault.html ? typeOf("index.html") : typeOf(file),
    "Content-Length": body.length,
    ...(policy && { "Content-Security-Policy": policy }),
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
  });
  if (fault.drop || fault.silent) response.write(body.subarray(0, body.length / 2));
  if (fault.silent) return;
  if (fault.drop) {
    setTimeout(() => response.destroy(), 50);
    return;
  }
  response.end(body);
}

/**
 * @param {Buffer} bytes
 * @param {Fault} fault
 */
function altered(bytes, { keepBytes = bytes.length, flipByte }) {
  const kept = Buffer.from(bytes.subarray(0, keepBytes));
  if (flipByte !== undefined) kept[flipByte] = (kept[flipByte] ?? 0) ^ 0xff;
  return kept;
}

/** @param {string} file */
function typeOf(file) {
  return TYPES[path.extname(file)] ?? "application/octet-stream";
}

/** @param {import("node:http").IncomingMessage} request */
async function textOf(request) {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}
