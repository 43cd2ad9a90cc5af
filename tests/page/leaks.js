// Ways for a page to send something to another server, as data. Each has a host of its own, so that a request tells which
// way it took. `run` is the body of a function in the page, with the host's address as `to`.

/** @typedef {{ name: string, run: string }} Way */
/** @typedef {{ name: string, run?: string, words: RegExp, except?: string[] }} Open `except`: scripts that have the words for something else */

/**
 * What the page's policy stops, whatever code got into it.
 * @type {readonly Way[]}
 */
export const STOPPED = [
  { name: "fetch", run: "fetch(to, { method: 'POST', body: 'text', mode: 'no-cors' }).catch(() => {})" },
  { name: "xhr", run: "const x = new XMLHttpRequest(); x.open('POST', to); x.send('text')" },
  { name: "beacon", run: "navigator.sendBeacon(to, 'text')" },
  { name: "websocket", run: "new WebSocket(to.replace('http', 'ws'))" },
  { name: "eventsource", run: "new EventSource(to)" },
  { name: "image", run: "new Image().src = to" },
  { name: "image-set", run: "document.body.style.backgroundImage = `url(${to})`" },
  { name: "sheet", run: "document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: to }))" },
  { name: "icon", run: "document.head.append(Object.assign(document.createElement('link'), { rel: 'icon', href: to }))" },
  { name: "prefetch", run: "document.head.append(Object.assign(document.createElement('link'), { rel: 'prefetch', href: to }))" },
  { name: "preload", run: "document.head.append(Object.assign(document.createElement('link'), { rel: 'preload', as: 'image', href: to }))" },
  { name: "modulepreload", run: "document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href: to }))" },
  { name: "manifest", run: "document.head.append(Object.assign(document.createElement('link'), { rel: 'manifest', href: to }))" },
  { name: "font", run: "new FontFace('leak', `url(${to})`).load().catch(() => {})" },
  { name: "import", run: "import(to).catch(() => {})" },
  { name: "frame", run: "document.body.append(Object.assign(document.createElement('iframe'), { src: to }))" },
  { name: "object", run: "document.body.append(Object.assign(document.createElement('object'), { data: to }))" },
  { name: "video", run: "document.body.append(Object.assign(document.createElement('video'), { src: to }))" },
  { name: "track", run: "const v = document.createElement('video'); v.innerText = ''; const t = document.createElement('track'); t.default = true; t.src = to; v.append(t); document.body.append(v)" },
  { name: "form", run: "const f = document.createElement('form'); f.action = to; f.method = 'POST'; document.body.append(f); f.submit()" },
  { name: "ping", run: "const a = document.createElement('a'); a.href = '#here'; a.ping = to; document.body.append(a); a.click()" },
  { name: "worker", run: "try { new Worker(trustedTypes.createPolicy('tokenmeter-worker', { createScriptURL: String }).createScriptURL(to)) } catch {}" },
  { name: "base", run: "const b = document.createElement('base'); b.href = to; document.head.prepend(b); const i = new Image(); i.src = 'relative'; document.body.append(i)" },
];

/**
 * What no policy of a page stops: our code has none of it, and a test reads it for that. What has no `run` cannot be seen
 * behind a proxy.
 * @type {readonly Open[]}
 */
export const NOT_STOPPED = [
  // Loading the page again leads nowhere else.
  { name: "navigation", run: "location.href = to", words: /\blocation\s*(?:\.\s*(?:href|pathname|search|hash))?\s*=[^=>]|location\.(?:assign|replace)\b|navigation\.navigate/ },
  { name: "window-open", run: "window.open(to)", words: /\bopen\s*\(\s*["'`](?:https?:)?\/\/|window\s*\.\s*open\b|\bopener\b/ },
  // Links are for people to follow, and their addresses are data. What a script follows is a blob: that is saved,
  // and what it presses opens a chooser of files.
  { name: "followed-link", run: "const a = document.createElement('a'); a.href = to; document.body.append(a); a.click()", words: /\.click\(\)|\.submit\(|requestSubmit/, except: ["js/save_file.js", "js/view/file.js", "js/view/lines.js"] },
  { name: "preconnect", words: /preconnect|dns-prefetch|speculationrules/ },
  { name: "webrtc", words: /RTCPeerConnection|RTCDataChannel|WebTransport/ },
];
