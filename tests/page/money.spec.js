// What else is planned: caches, batches, a month, a cap, another currency.
import { test, expect } from "./fixtures.js";
import { expectValue, open, vector } from "./on_page.js";

/** @param {import("@playwright/test").Page} page */
async function extrasOn(page) {
  await page.getByText("Cache, batch, month, cap, currency").click();
  const output = (/** @type {string} */ name) => page.getByRole("status", { name, exact: true });
  const number = (/** @type {string} */ name) => page.getByRole("spinbutton", { name, exact: true });
  return {
    read: number("Read from the cache"),
    written: number("Written to the cache"),
    way: page.getByRole("combobox", { name: "Sent as" }),
    hour: page.getByRole("checkbox", { name: "Cached for an hour" }),
    perDay: number("Requests per day"),
    days: number("Days per month"),
    cap: number("Monthly cap in USD"),
    currency: page.getByRole("textbox", { name: "Another currency" }),
    rate: number("For one US dollar"),
    cacheCost: output("Cache cost"),
    month: output("Monthly cost"),
    capReached: output("Cap reached"),
    converted: (/** @type {string} */ code) => output(`Total in ${code}`),
  };
}

test("cached input is charged once, at its own rate, in the table too", async ({ page, site }) => {
  const on = await open(page, site);
  const extras = await extrasOn(page);
  await expect(extras.cacheCost).toBeHidden();
  await on.prompt.fill(vector("english").text);
  await expectValue(on.tokens, 17);
  await extras.read.fill("10");
  // GPT-4o: $2.50, cached $1.25.
  await expectValue(extras.cacheCost, (10 * 1.25) / 1e6);
  await expectValue(on.inputCost, (7 * 2.5) / 1e6);
  await expectValue(on.totalCost, (10 * 1.25 + 7 * 2.5) / 1e6);
  await expect(page.getByText("An input is cached from 1")).toBeVisible();
  const inTable = on.compare.locator("tr.chosen [data-label=input]");
  await expectValue(inTable, (10 * 1.25 + 7 * 2.5) / 1e6);
  // More than there is: all of it, and no failure.
  await extras.read.fill("5000");
  await expectValue(on.totalCost, (17 * 1.25) / 1e6);
  await expect(page.locator("#cache-cost-note")).toHaveText("17 read, all there is");
  await expect(on.problem).toBeHidden();
  await on.prompt.fill("Hello");
  await expectValue(on.totalCost, 1.25 / 1e6);
  await extras.read.fill("");
  await on.model.fill("claude-opus-5-5");
  await on.model.press("Enter");
  await extras.written.fill("1");
  await expectValue(extras.cacheCost, 5 / 1e6);
  await extras.hour.check();
  await expectValue(extras.cacheCost, 8 / 1e6);
});

test("a batch costs half, and says so", async ({ page, site }) => {
  const on = await open(page, site);
  const extras = await extrasOn(page);
  await on.model.fill("gpt-6.1-sol");
  await on.model.press("Enter");
  await on.prompt.fill(vector("english").text);
  await expectValue(on.totalCost, (17 * 2) / 1e6);
  await extras.way.selectOption("batch");
  await expectValue(on.totalCost, 17 / 1e6);
  await expect(page.locator("#total-cost-note")).toHaveText("of the input alone, in a batch");
  await extras.way.selectOption("priority");
  await expectValue(on.totalCost, (17 * 4) / 1e6);
});

test("a month, the day a cap is reached, and another currency", async ({ page, site }) => {
  const on = await open(page, site);
  const extras = await extrasOn(page);
  await on.prompt.fill(vector("english").text);
  await on.outputTokens.fill("1000");
  const each = (17 * 2.5 + 1000 * 10) / 1e6;
  await extras.perDay.fill("1000");
  await expectValue(extras.month, each * 30_000);
  await extras.days.fill("22");
  await expectValue(extras.month, each * 22_000);
  await expect(page.locator("#month-note")).toHaveText("22,000 requests");
  await extras.cap.fill("100.5");
  await expectValue(extras.capReached, Math.floor(100.5 / each));
  await expect(extras.capReached).toHaveText("after 10,007 requests");
  await expect(page.locator("#binding-note")).toHaveText("reached on day 11");
  await extras.cap.fill("1000");
  await expect(page.locator("#binding-note")).toHaveText("not in a month");
  await extras.currency.fill("eur");
  await extras.rate.fill("0.5");
  await expectValue(extras.converted("EUR"), each / 2);
  await expect(extras.converted("EUR")).toHaveText(/^\u20ac0\.0050/);
  await expect(page.locator("#month-note")).toContainText("\u20ac");
  await extras.currency.fill("");
  await expect(page.locator("#converted-note")).toHaveText("type the currency too");
  await extras.rate.fill("");
  await expect(page.locator("#converted")).toBeHidden();
});

test("half of another currency says quietly what is missing", async ({ page, site }) => {
  const on = await open(page, site);
  const extras = await extrasOn(page);
  await on.prompt.fill(vector("english").text);
  await expectValue(on.totalCost, (17 * 2.5) / 1e6);
  const [total, note] = [page.locator("#converted"), page.locator("#converted-note")];
  await extras.currency.fill("eur");
  await expect(note).toHaveText("type what one US dollar is worth in EUR");
  await expect(total).toHaveText("—");
  await extras.rate.fill("0");
  await expect(note).toHaveText("the rate must be above 0");
  await extras.currency.fill("");
  await expect(note).toHaveText("type the currency too");
  await expect(on.problem).toBeHidden();
  // What is refused aloud is not told twice.
  await extras.rate.fill("-1");
  await expect(on.problem).toContainText("The rate cannot be negative.");
  await expect(total).toBeHidden();
  await extras.rate.fill("2");
  await extras.currency.fill("EUR");
  await expectValue(extras.converted("EUR"), (2 * 17 * 2.5) / 1e6);
  await expect(note).toHaveText("at your rate");
});

test("an estimate's month has a range", async ({ page, site }) => {
  const on = await open(page, site);
  const extras = await extrasOn(page);
  await on.model.fill("claude-opus-5-5");
  await on.model.press("Enter");
  await on.prompt.fill(vector("english").text);
  await extras.perDay.fill("100000");
  await expect(page.locator("#month-note")).toHaveText(/^3,000,000 requests, \$[\d.,]+ to \$[\d.,]+$/);
});

test("a plan that cannot be is refused in words, and the input is still priced", async ({ page, site }) => {
  const on = await open(page, site);
  const extras = await extrasOn(page);
  await on.prompt.fill(vector("english").text);
  await expectValue(on.totalCost, (17 * 2.5) / 1e6);
  for (const [field, typed, words] of /** @type {const} */ ([
    [extras.read, "-1", "The cached part cannot be negative."],
    [extras.perDay, "1.5", "The number of requests a day must be a whole number"],
    [extras.days, "40", "The number of days is too large."],
    [extras.cap, "-2", "The cap cannot be negative."],
    [extras.currency, "e", "The currency is not known."],
  ])) {
    await field.fill(typed);
    await expect(on.problem).toContainText(words);
    await expectValue(on.totalCost, (17 * 2.5) / 1e6);
    await field.fill("");
    await expect(on.problem).toBeHidden();
  }
});
