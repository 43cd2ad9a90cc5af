/**
 * Keeps the page's own files in the browser, so that it opens and counts without a network. It keeps
 * nothing else: what is typed comes to no request, and only the files listed here are stored.
 *
 * A version is kept whole or not at all, each file only as the build made it, and a tab works with the
 * files of one version until it is closed.
 */

/** What the page is made of: each file with its hash. Written by the build. @type {Record<string, string>} */
const FILES = {};
/** Vocabularies that are kept when a model first needs them. Written by the build. @type {Record<string, string>} */
const VOCABULARIES = {};
/** Written by the build. */
const VERSION = "";

/** Files asked for at once. */
const LANES = 6;

/** The types of the DOM's own library do not have this scope. */
const worker = /** @type {any} */ (self);

/** Of this directory's site alone: another one of the same host has caches of its own. */
const OURS = `tokenmeter ${new URL(worker.registration.scope).pathname} `;
const CACHE = `${OURS}${VERSION}`;
/** Their names have their content in them, so that they outlive a version. */
const VOCABULARY_CACHE = `${OURS}vocabularies`;

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(keepVersion()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(forgetOthers().then(() => worker.clients.claim())));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const name = nameOf(event.request);
  if (Object.hasOwn(FILES, name)) event.respondWith(kept(CACHE, name, event.request));
  else if (Object.hasOwn(VOCABULARIES, name)) event.respondWith(keptVocabulary(name, event));
});
// A newer version takes over when the person says so, and never under another tab's feet.
worker.addEventListener("message", async (/** @type {any} */ event) => {
  if (event.data !== "take over") return;
  const windows = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const tabs = windows.filter((/** @type {{ url: string }} */ { url }) => url.startsWith(worker.registration.scope));
  if (tabs.length > 1) event.source.postMessage({ otherTabs: tabs.length - 1 });
  else await worker.skipWaiting();
});

/**
 * The file that a request means, as the build names it; "" for anything else.
 * @param {Request} request
 */
function nameOf({ method, url }) {
  const scope = worker.registration.scope;
  const address = url.replace(/[?#].*$/, "");
  if (method !== "GET" || !address.startsWith(scope)) return "";
  const name = address.slice(scope.length);
  return name === "" || name.endsWith("/") ? `${name}index.html` : name;
}

async function keepVersion() {
  const cache = await caches.open(CACHE);
  const open = Object.entries(FILES);
  const lane = async () => {
    for (let file = open.pop(); file; file = open.pop()) {
      const [name, integrity] = file;
      if (!(await cache.match(name))) await cache.put(name, await fetchWhole(name, integrity));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/**
 * @param {string} name
 * @param {string} integrity
 */
async function fetchWhole(name, integrity) {
  const get = async (/** @type {RequestCache} */ mode) => {
    const response = await fetch(name, { integrity, cache: mode });
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    // Hosts send `index.html` on to its directory, and no page may be opened from an answer that was sent on.
    return response.redirected ? new Response(response.body, { headers: response.headers }) : response;
  };
  // What this tab has loaded already is there; what is of another version there is asked for anew.
  return get("default").catch(() => get("reload"));
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== CACHE && name !== VOCABULARY_CACHE).map((name) => caches.delete(name)));
  const cache = await caches.open(VOCABULARY_CACHE);
  const requests = await cache.keys();
  await Promise.all(requests.filter((request) => !Object.hasOwn(VOCABULARIES, nameOf(request))).map((request) => cache.delete(request)));
}

/**
 * @param {string} cache
 * @param {string} name
 * @param {Request} request for when the browser has dropped the file
 */
async function kept(cache, name, request) {
  const found = await caches.match(name, { cacheName: cache }).catch(() => undefined);
  if (found) return found;
  // The host may have another version by now, whose files do not go with these: such a file fails, and says so.
  return request.mode === "navigate" ? fetch(request) : fetchWhole(name, FILES[name] ?? "");
}

/**
 * The vocabulary as it comes in: the tokenizer decodes the beginning while the rest is on its way.
 * @param {string} name
 * @param {any} event
 */
async function keptVocabulary(name, event) {
  const found = await caches.match(name, { cacheName: VOCABULARY_CACHE }).catch(() => undefined);
  if (found) return found;
  const response = await fetch(event.request);
  if (response.ok) event.waitUntil(keepIfWhole(name, response.clone()).catch(() => undefined));
  return response;
}

/**
 * @param {string} name
 * @param {Response} response
 */
async function keepIfWhole(name, response) {
  const bytes = await response.arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  if (`sha256-${btoa(String.fromCharCode(...hash))}` !== VOCABULARIES[name]) return;
  const cache = await caches.open(VOCABULARY_CACHE);
  await cache.put(name, new Response(bytes, { headers: response.headers }));
}
