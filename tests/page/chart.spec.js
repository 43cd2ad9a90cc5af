// The cost as a picture: what it shows is what the table beside it and the answer say.
import { test, expect } from "./fixtures.js";
import { expectValue, open, vector } from "./on_page.js";

/** @param {import("@playwright/test").Page} page */
async function openChart(page) {
  await page.getByText("See the cost").click();
  const chart = page.locator("#chart");
  await expect(chart.locator("#chart-rows tr").nth(5)).toBeVisible();
  return chart;
}

test("the chosen model stands among the others at the cost that the answer has, and a month is a multiple", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill(vector("english").text);
  await on.outputTokens.fill("300");
  const cost = (17 * 2.5 + 300 * 10) / 1e6;
  await expectValue(on.totalCost, cost);
  const chart = await openChart(page);
  const chosen = chart.getByRole("row", { name: /^gpt-4o / });
  const figures = await chosen.getByRole("cell").evaluateAll((cells) => cells.map((cell) => Number(/** @type {HTMLElement} */ (cell).dataset["value"])));
  for (const [at, requests] of [1, 100, 10_000, 1_000_000].entries()) {
    if (at < figures.length) expect(figures[at]).toBeCloseTo(cost * requests, 8);
  }
  expect(figures.length).toBeGreaterThan(0);
});

test("rows ascend, dots stand further right the more a model costs, and estimates have a range", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill(vector("english").text);
  const chart = await openChart(page);
  const rows = await chart.locator("#chart-rows tr").evaluateAll((all) => all.map((row) => ({
    usd: Number(row.querySelector("td")?.dataset["value"]),
    at: Number.parseFloat(row.querySelector("circle")?.getAttribute("cx") ?? "NaN"),
    range: ["x1", "x2"].map((name) => Number.parseFloat(row.querySelector(".range")?.getAttribute(name) ?? "NaN")),
    isEstimate: row.textContent?.includes("≈") ?? false,
  })));
  expect(rows.map(({ usd }) => usd)).toEqual(rows.map(({ usd }) => usd).sort((a, b) => a - b));
  expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).sort((a, b) => a - b));
  expect(rows.some(({ isEstimate }) => isEstimate)).toBe(true);
  for (const { at, range: [low = NaN, high = NaN], isEstimate } of rows) {
    if (isEstimate) expect([low < at, at < high]).toEqual([true, true]);
    else expect([low, high]).toEqual([at, at]);
  }
});

test("a cap is a line in the picture, another model is drawn out, and without a text nothing is", async ({ page, site }) => {
  const on = await open(page, site);
  const chart = page.locator("#chart");
  await page.getByText("See the cost").click();
  await expect(chart.getByText("Once there is a text")).toBeVisible();
  await expect(chart.locator("#chart-table")).toBeHidden();
  await on.prompt.fill(vector("english").text);
  await on.model.fill("gpt-4o-mini");
  await on.model.press("Enter");
  await expect(chart.locator("tr.chosen")).toContainText("gpt-4o-mini");
  await expect(chart.locator("line.model.chosen")).toHaveCount(1);
  await page.getByText("Cache, batch, month, cap, currency").click();
  await page.getByLabel("Monthly cap in USD").fill("100");
  await expect(chart.getByText("cap $100.00")).toBeAttached();
});
