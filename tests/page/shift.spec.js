import { expect, test } from "./fixtures.js";
import { expectValue, parts, vector } from "./on_page.js";

const LATE_MS = 1000;
/** Longer than what a person did excuses a shift. */
const UNEXCUSED_MS = 600;
/** Each in its turn comes when all else has been there for long. */
const LATE = { vocabulary: /\.tmvocab$/, "list of prices": /(?:prices\.txt|prices_bg\.wasm)$/, engine: /tokens_bg\.wasm$/, script: /^js\/main\.js$/ };

/**
 * What moved although nobody did anything, by the browser's own measure.
 * @param {import("@playwright/test").Page} page
 */
const moved = (page) => page.evaluate(() => (/** @type {any} */ (globalThis)).moved);

test.beforeEach(({ page }) => page.addInitScript(() => {
  /** @type {string[]} */
  const moved = [];
  Object.assign(globalThis, { moved });
  const name = (/** @type {Node | null} */ node) => (node instanceof Element ? `${node.tagName} ${node.id || node.className}` : `“${node?.textContent}”`);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { hadRecentInput, sources } = /** @type {any} */ (entry);
      if (!hadRecentInput) moved.push(sources.map((/** @type {any} */ { node, previousRect: from, currentRect: to }) => `${name(node)} from ${from.x},${from.y} to ${to.x},${to.y}`).join("; "));
    }
  }).observe({ type: "layout-shift", buffered: true });
}));

for (const [what, pattern] of Object.entries(LATE)) {
  for (const text of ["", vector("english").text]) {
    test(`nothing moves when the ${what} comes late, ${text === "" ? "nothing typed" : "with a text"}`, async ({ page, site }) => {
      site.inject(pattern, { delayMs: LATE_MS });
      await page.goto(site.url);
      const on = parts(page);
      if (text !== "") {
        await on.prompt.fill(text);
        await page.waitForTimeout(UNEXCUSED_MS);
      }
      await expect(page.locator("#compare-rows tr").first()).toBeAttached();
      if (text !== "") await expectValue(on.tokens, vector("english").o200k_base.tokens);
      await page.waitForTimeout(UNEXCUSED_MS);
      expect(await moved(page)).toEqual([]);
    });
  }
}

test("the drawers below the comparison stay where they are when it comes", async ({ page, site }, { project }) => {
  site.inject(/prices\.txt$/, { delayMs: LATE_MS });
  await page.goto(site.url);
  const top = () => page.locator("#chart").evaluate((drawer) => drawer.getBoundingClientRect().top + scrollY);
  await expect(page.locator("#samples button").first()).toBeAttached();
  const before = await top();
  await expect(page.locator("#compare-rows tr").first()).toBeAttached();
  // On a phone a card is as high as its words: a line more or less.
  expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(project.name === "phone" ? 32 : 1);
});
