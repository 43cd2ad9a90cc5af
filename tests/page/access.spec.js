// For everyone: names, keyboard, contrast, narrow screens, themes.
import { AxeBuilder } from "@axe-core/playwright";
import { RECIPES, keyOf } from "../keys/recipes.js";
import { test, expect } from "./fixtures.js";
import { expectValue, open, parts, vector } from "./on_page.js";

/** The narrowest screen; `tests/pictures` has every state on a phone and wide, light and dark. */
const SMALL = { width: 320, height: 640 };

/** @type {Record<string, (page: import("@playwright/test").Page, on: ReturnType<typeof parts>) => Promise<void>>} */
const STATES = {
  empty: async () => {},
  result: async (_, on) => {
    await on.prompt.fill(`${vector("arabic").text}\n${vector("emoji").text}\n${vector("english").text.repeat(20)}`);
    await expect(on.tokens).toHaveAttribute("data-value", /^[1-9]/);
  },
  estimate: async (_, on) => {
    await on.prompt.fill(vector("english").text);
    await on.model.fill("claude-opus-5-5");
    await on.model.press("Enter");
    await expect(on.tokens).toHaveText(/^≈/);
  },
  "open list": async (page, on) => {
    await on.model.click();
    await on.model.press("ArrowDown");
    await expect(page.getByRole("option").first()).toBeVisible();
  },
  problems: async (_, on) => {
    await on.prompt.fill("text");
    await on.outputTokens.fill("-1");
    await on.model.fill("no such model");
    await on.model.press("Enter");
    await expect(on.problem).toContainText("no such model");
  },
  keys: async (page, on) => {
    await on.prompt.fill(RECIPES.slice(9, 15).map((recipe) => `${recipe.names} ${keyOf(recipe, 1)}`).join("\n"));
    await expect(page.getByRole("region", { name: /API keys in this text/ })).toBeVisible();
  },
  chart: async (page, on) => {
    await on.prompt.fill(vector("english").text);
    await page.locator("#chart details").evaluate((element) => ((/** @type {HTMLDetailsElement} */ (element)).open = true));
    await expect(page.locator("#chart-rows tr").nth(5)).toBeVisible();
  },
  split: async (page, on) => {
    await on.prompt.fill(`${vector("arabic").text}\n\n${vector("english").text}\n\n`.repeat(6));
    await page.locator("#split details").evaluate((element) => ((/** @type {HTMLDetailsElement} */ (element)).open = true));
    await page.locator("#split-limit").fill("20");
    await expect(page.locator("#split-rows tr").nth(2)).toBeVisible();
  },
  rates: async (page, on) => {
    await on.prompt.fill(vector("english").text);
    await page.locator("#rates details").evaluate((element) => ((/** @type {HTMLDetailsElement} */ (element)).open = true));
    await page.locator("#rate-tier").selectOption("Tier 1");
    await expect(page.locator("#rate-time")).toHaveText(/\d s/);
  },
  bill: async (page, on) => {
    await on.prompt.fill(vector("english").text);
    await page.locator("#bill details").evaluate((element) => ((/** @type {HTMLDetailsElement} */ (element)).open = true));
    await page.locator("#bill-response").fill(JSON.stringify({ model: "gpt-4o", usage: { prompt_tokens: 19, completion_tokens: 10, prompt_tokens_details: { cached_tokens: 8 } } }));
    await expect(page.locator("#bill-rows tr")).toHaveCount(3);
  },
  extras: async (page, on) => {
    await on.prompt.fill(vector("english").text);
    await page.getByText("Cache, batch, month, cap, currency").click();
    for (const [id, typed] of Object.entries({ "cached-tokens": "8", "requests-per-day": "1000", cap: "1", currency: "EUR", rate: "0.9" })) {
      await page.locator(`#${id}`).fill(typed);
    }
    await expect(page.locator("#binding")).toContainText("after");
  },
  document: async (page, on) => {
    await on.prompt.fill(`${"unbroken".repeat(30_000)}\n`);
    await expect(page.getByRole("group", { name: "Attached document" })).toBeVisible();
    await expect(on.tokens).toHaveAttribute("data-value", /^[1-9]/);
  },
};

test.describe("the narrowest screen, with every drawer open", () => {
  test.use({ viewport: SMALL });

  for (const [state, reach] of Object.entries(STATES)) {
    test(`${state}: axe finds nothing, and nothing runs over the edge`, async ({ page, site }) => {
      // Thousands of tokens take axe its time.
      test.slow();
      const on = await open(page, site);
      await reach(page, on);
      for (const details of await page.locator("details").all()) {
        await details.evaluate((element) => ((/** @type {HTMLDetailsElement} */ (element)).open = true));
      }
      await page.waitForTimeout(500);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(SMALL.width);
    });
  }
});

test("no drawer is shut up within another", async ({ page, site }) => {
  await open(page, site);
  await expect(page.locator("main > .drawer")).toHaveCount(await page.locator(".drawer").count());
});

test("the whole way works by keyboard alone", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.focus();
  await page.keyboard.type("Count this for me.");
  await expectValue(on.tokens, 5);
  /** @param {import("@playwright/test").Locator} target */
  const tabTo = async (target) => {
    for (let presses = 0; presses < 60; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error("The Tab key never came to it.");
  };
  await tabTo(on.model);
  await page.keyboard.type("gpt-4o-mi");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(on.model).toHaveValue("gpt-4o-mini");
  await tabTo(on.outputTokens);
  await page.keyboard.type("10");
  await expectValue(on.totalCost, (5 * 0.15 + 10 * 0.6) / 1e6);
  await tabTo(on.tokenView.getByRole("listbox"));
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("#token-detail")).toContainText("#2");
  const row = on.compare.getByRole("button", { name: "gpt-4o", exact: true });
  await expect(row).toBeVisible();
  await tabTo(row);
  await page.keyboard.press("Enter");
  await expect(on.model).toHaveValue("gpt-4o");
});

test("targets on a phone are large enough to touch, and typing does not zoom", async ({ page, site }) => {
  await page.setViewportSize(SMALL);
  await open(page, site);
  const small = await page.locator("button:visible, input:visible:not([type=checkbox], [type=radio]), textarea, summary:visible").evaluateAll((elements) =>
    elements.filter((element) => element.getBoundingClientRect().height < 44).map((element) => element.outerHTML));
  expect(small).toEqual([]);
  const sizes = await page.locator("input:visible:not([type=checkbox], [type=radio]), select, textarea").evaluateAll((elements) => elements.map((element) => parseFloat(getComputedStyle(element).fontSize)));
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(16);
});

test("the theme can be changed by hand and is not kept", async ({ page, site }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await open(page, site);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  const button = page.getByRole("button", { name: /^Theme/ });
  await button.click();
  await button.click();
  await expect(button).toHaveText("Theme: dark");
  expect(await ground()).not.toBe(light);
  await page.reload();
  expect(await ground()).toBe(light);
});

test("nothing the person typed comes into the address", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill("a secret");
  await on.model.fill("gpt-4o-mini");
  await on.model.press("Enter");
  await expectValue(on.characters, 8);
  expect(page.url()).toBe(site.url);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the page says what it needs", async ({ page, site }) => {
    await page.goto(site.url);
    // Searches for text pass over what stands in noscript.
    const words = page.locator("noscript p");
    await expect(words).toBeVisible();
    await expect(words).toContainText("needs JavaScript");
  });
});
