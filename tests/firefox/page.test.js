// The second engine: the page and the module in Firefox, over WebDriver BiDi. Chromium has the whole suite; what must
// also hold here is that every encoding counts the same, that the main ways through the page work, and that nothing leaves.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import puppeteer from "puppeteer-core";
import { watchNetwork } from "../page/proxy.js";
import { serve } from "../page/server.js";

const executablePath = process.env["TOKENMETER_FIREFOX"];
assert(executablePath, "TOKENMETER_FIREFOX must say where Firefox is; run: cargo xtask test firefox");

const golden = JSON.parse(readFileSync(new URL("../vectors/golden.json", import.meta.url), "utf8")).texts;
const TEXT = "You can be careful with quokkaberry.";
const WAIT = { timeout: 30_000 };

/** @type {import("../page/server.js").Site} */
let site;
/** @type {import("../page/proxy.js").Proxy} */
let proxy;
/** @type {import("puppeteer-core").Browser} */
let browser;

before(async () => {
  site = await serve();
  proxy = await watchNetwork(site.origin);
  const { port } = new URL(proxy.server);
  browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    // Every request goes through the proxy, also those to this machine.
    extraPrefsFirefox: {
      "network.proxy.type": 1,
      "network.proxy.http": "127.0.0.1",
      "network.proxy.http_port": Number(port),
      "network.proxy.ssl": "127.0.0.1",
      "network.proxy.ssl_port": Number(port),
      "network.proxy.allow_hijacking_localhost": true,
      "network.proxy.no_proxies_on": "",
      // A page that is kept for later would open without what a test takes away.
      "dom.serviceWorkers.enabled": false,
    },
  });
});
after(async () => {
  await browser?.close();
  await proxy?.close();
  await site?.close();
});

/** A new tab with the page, or another address of the site. */
async function open(path = "") {
  const page = await browser.newPage();
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(site.url + path);
  const value = (/** @type {string} */ id) => page.$eval(`#${id}`, (output) => /** @type {HTMLElement} */ (output).dataset["value"]);
  const settles = (/** @type {string} */ id, /** @type {string} */ expected) =>
    page.waitForFunction((id, expected) => document.getElementById(id)?.dataset["value"] === expected, WAIT, id, expected);
  const fill = (/** @type {string} */ id, /** @type {string} */ text) =>
    page.$eval(`#${id}`, (field, text) => {
      /** @type {HTMLInputElement} */ (field).value = text;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }, text);
  return { page, errors, value, settles, fill };
}

test("every encoding counts as its reference does, in a page and in a worker", async () => {
  const { page } = await open();
  const cases = golden.map((/** @type {any} */ row) => ({ units: [...(row.text ?? String.fromCharCode(...(row.utf16 ?? [])))].length, text: row.text, utf16: row.utf16, ids: row.ids }));
  const wrong = await page.evaluate(async (cases) => {
    const { Meter, Tokenizer } = await import(new URL("tokenmeter/index.js", location.href).href);
    const meter = await Meter.load();
    /** @type {string[]} */
    const wrong = [];
    let compared = 0;
    for (const encoding of Object.keys(cases[0].ids)) {
      const tokenizer = await Tokenizer.load(encoding);
      for (const { text, utf16, ids } of cases) {
        if (!ids[encoding]) continue;
        const given = text ?? String.fromCharCode(...utf16);
        if ([...tokenizer.encode(given)].join() !== ids[encoding].join()) wrong.push(`${encoding}: ${given}`);
        compared += 1;
      }
    }
    for (const { text, utf16, ids } of cases) {
      const { tokens } = await meter.count(text ?? String.fromCharCode(...utf16), "gpt-4o");
      if (tokens !== ids.o200k_base.length) wrong.push(`worker: ${text}`);
    }
    if (compared < 300) wrong.push(`only ${compared} were compared`);
    return wrong;
  }, cases);
  assert.deepEqual(wrong, []);
  await page.close();
});

test("typed text is counted, priced, compared and shown; nothing is stored", async () => {
  const { page, errors, settles, value, fill } = await open();
  await page.type("#prompt", TEXT);
  await settles("tokens", "10");
  await settles("characters", String(TEXT.length));
  await fill("output-tokens", "100");
  await page.waitForFunction(() => Number(document.getElementById("output-cost")?.dataset["value"]) > 0, WAIT);
  assert.equal(Number(await value("input-cost")), (10 * 2.5) / 1e6);
  const shown = await page.waitForSelector('[role="listbox"] [role="option"]', WAIT);
  assert(shown);
  assert.equal(await page.$$eval('[role="listbox"]', (lists) => lists.map((list) => list.textContent).find((text) => text?.includes("quokka"))), TEXT);
  // The table waits until it is looked at.
  await page.$eval("#compare", (table) => table.scrollIntoView());
  await page.waitForFunction(() => document.querySelectorAll("#compare tbody tr").length > 5, WAIT);
  await fill("model", "gpt-3.5-turbo");
  await page.waitForFunction(() => /^\d+$/.test(document.getElementById("tokens")?.dataset["value"] ?? ""), WAIT);
  const kept = await page.evaluate(async () => [localStorage.length, sessionStorage.length, (await caches.keys()).length, document.cookie, location.hash]);
  assert.deepEqual(kept, [0, 0, 0, "", ""]);
  assert.deepEqual(errors, []);
  assert.deepEqual(site.violations, []);
  await page.close();
});

for (const [what, pattern] of /** @type {[string, RegExp][]} */ ([["tokenizer", /o200k_base.*\.tmvocab$/], ["counting module", /tokenmeter\/index\.js$/], ["wasm", /tokens_bg\.wasm$/]])) {
  test(`a ${what} that is missing is said, and another try works`, async () => {
    site.inject(pattern, { status: 404 });
    const { page, settles, fill } = await open();
    await fill("prompt", TEXT);
    await page.waitForFunction(() => [...document.querySelectorAll("[role=alert] button")].some((button) => button.textContent === "Try again"), WAIT);
    site.heal();
    await page.evaluate(() => /** @type {HTMLElement} */ ([...document.querySelectorAll("[role=alert] button")].find((button) => button.textContent === "Try again")).click());
    await settles("tokens", "10");
    await page.close();
  });
}

test("the elements of the embedding page count", async () => {
  const { page, errors } = await open("embed/index.html");
  await page.waitForFunction(() => [...document.querySelectorAll("token-meter")].every((meter) => /\d/.test(meter.shadowRoot?.textContent ?? "")), WAIT);
  assert.deepEqual(errors, []);
  await page.close();
});

test("of all that was asked for, nothing left the origin, and no request has the text", () => {
  // What Firefox asks its maker on its own.
  const browsers = /(?:^|\.)(?:mozilla\.(?:com|org|net)|firefox\.com|detectportal\.firefox\.com)(?::\d+)?(?:\/|$)/;
  const asked = proxy.seen.filter(({ url }) => !browsers.test(url.replace(/^https?:\/\//, "")));
  assert(asked.length > 100);
  assert.deepEqual(asked.filter(({ url }) => !url.startsWith(`${site.origin}/`)).map(({ url }) => url), []);
  assert.deepEqual(asked.filter(({ url, all }) => decodeURIComponent(url + all).includes("quokka")), []);
});
