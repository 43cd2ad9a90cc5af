// What every page test also proves at its end: nothing left the origin, nothing was stored, the
// address stayed, the policy held, and nothing complained.
import { test as base, expect } from "@playwright/test";
import { serve } from "./server.js";

/**
 * @typedef {"requests" | "console" | "policy" | "storage" | "address"} Kept
 * @typedef {Partial<Record<Kept, string[]>>} Broken
 * @typedef {{ excused: Kept[], site: import("./server.js").Site, promises: void }} Fixtures
 * @typedef {import("@playwright/test").PlaywrightTestArgs & import("@playwright/test").PlaywrightTestOptions} Given
 */

/** @type {import("@playwright/test").Fixtures<Fixtures, {}, Given>} */
const fixtures = {
  /** The promises that a test breaks on purpose. */
  excused: [[], { option: true }],

  // eslint-disable-next-line no-empty-pattern -- Playwright reads the pattern
  site: async ({}, use) => {
    const site = await serve();
    await use(site);
    await site.close();
  },

  promises: [
    async ({ context, page, site, excused }, use) => {
      const seen = watch(context, site);
      await use();
      /** @type {Broken} */
      const broken = { ...(await seen()), ...(await left(context, page, site)) };
      for (const name of excused) delete broken[name];
      expect(broken, "what the page promises").toEqual(
        Object.fromEntries(Object.keys(broken).map((name) => [name, []])),
      );
    },
    { auto: true },
  ],
};

export const test = base.extend(fixtures);
export { expect };

/**
 * Notes what pages and workers of the context say and ask for.
 *
 * @param {import("@playwright/test").BrowserContext} context
 * @param {import("./server.js").Site} site
 */
export function watch(context, site) {
  /** @type {string[]} */
  const requests = [];
  /** @type {string[]} */
  const said = [];
  context.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    const inside = protocol === "blob:" || protocol === "data:";
    if (origin !== site.origin && !inside) requests.push(request.url());
  });
  context.on("console", (message) => {
    /** @type {string} */
    const type = message.type();
    // The browser's own hints, which its console hides unless asked; and Playwright's, where it blocks service workers.
    if (type !== "verbose" && message.text() !== "Service Worker registration blocked by Playwright") said.push(`${type}: ${message.text()}`);
  });
  context.on("weberror", (error) => said.push(`uncaught: ${error.error()}`));
  return async () => {
    // Reports and messages of workers come after what caused them.
    await new Promise((resolve) => setTimeout(resolve, 50));
    return { requests, console: said, policy: [...site.violations] };
  };
}

/**
 * What a visit left behind in the browser.
 *
 * @param {import("@playwright/test").BrowserContext} context
 * @param {import("@playwright/test").Page} page
 * @param {import("./server.js").Site} site
 * @returns {Promise<Broken>}
 */
export async function left(context, page, site) {
  if (page.isClosed() || !page.url().startsWith(site.origin)) return {};
  const storage = await page.evaluate(async () => [
    ...Object.keys(localStorage).map((key) => `localStorage: ${key}`),
    ...Object.keys(sessionStorage).map((key) => `sessionStorage: ${key}`),
    ...(await indexedDB.databases()).map(({ name }) => `IndexedDB: ${name}`),
    ...("caches" in globalThis ? await caches.keys() : []).map((name) => `Cache Storage: ${name}`),
    ...(history.state === null ? [] : ["history.state"]),
  ]);
  const cookies = (await context.cookies()).map(({ name }) => `cookie: ${name}`);
  const address = page.url() === site.url ? [] : [page.url()];
  return { storage: [...storage, ...cookies], address };
}
