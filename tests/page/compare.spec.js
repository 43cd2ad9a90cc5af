// The table of models: sorting, searching, filters, pages, choosing.
import { test, expect } from "./fixtures.js";
import { expectValue, open, vector } from "./on_page.js";

/** @param {import("@playwright/test").Locator} compare */
const bodyRows = (compare) => compare.locator("tbody").getByRole("row");

test("it is there before any text, with the guide's models first", async ({ page, site }) => {
  const on = await open(page, site);
  const rows = bodyRows(on.compare);
  await expect(rows.first()).toContainText("gpt-4o");
  await expect(rows.nth(1)).toContainText("gpt-4o-mini");
  await expect(rows.nth(2)).toContainText("gpt-3.5-turbo");
  await expect(rows.nth(2)).toContainText("shut down");
  await expect(on.compare).toContainText(/1,\d\d\d models/);
  expect(await rows.count()).toBeLessThanOrEqual(50);
});

test("every column sorts both ways, and says so", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill(vector("english").text);
  await expectValue(on.tokens, 17);
  for (const name of ["Model", "Provider", "Tokens", "Input", "With output", "Context"]) {
    const header = on.compare.getByRole("columnheader", { name });
    await expect(header).toHaveAttribute("aria-sort", "none");
    await header.getByRole("button").click();
    const first = await header.getAttribute("aria-sort");
    await header.getByRole("button").click();
    const second = await header.getAttribute("aria-sort");
    expect([first, second].sort()).toEqual(["ascending", "descending"]);
    await header.getByRole("button").click();
  }
});

test("sorted by cost, the figures ascend", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill(vector("english").text);
  await on.outputTokens.fill("100");
  await expectValue(on.outputCost, (100 * 10) / 1e6);
  await expect(bodyRows(on.compare).first().locator("td").nth(3)).toHaveText(/\$0\.0010/);
  await on.compare.getByRole("button", { name: "With output" }).click();
  await on.compare.getByRole("searchbox", { name: "Search models" }).fill("openai gpt");
  const costs = await bodyRows(on.compare).locator("td:nth-of-type(4)").evaluateAll((cells) => cells.map((cell) => /** @type {HTMLElement} */ (cell).dataset["value"]));
  const known = costs.filter(Boolean).map(Number);
  expect(known.length).toBeGreaterThan(5);
  expect(known).toEqual([...known].sort((a, b) => a - b));
});

test("search and filters narrow it down and say to how many", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill(vector("english").text);
  await expectValue(on.tokens, 17);
  const search = on.compare.getByRole("searchbox", { name: "Search models" });
  await search.fill("claude opus");
  await expect(bodyRows(on.compare).first()).toContainText("claude-opus");
  await expect(on.compare).toContainText(/\d+ of 1,\d\d\d models/);
  await on.compare.getByRole("checkbox", { name: "Exact only" }).check();
  await expect(on.compare).toContainText("No model fits these filters");
  await search.fill("gpt-4o");
  await expect(bodyRows(on.compare).first()).toContainText("gpt-4o");
  await expect(bodyRows(on.compare).getByText("estimate")).toHaveCount(0);
});

test("what does not fit can be left out", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill("word ".repeat(30_000));
  await on.compare.getByRole("searchbox", { name: "Search models" }).fill("gpt-3.5-turbo");
  await expect(bodyRows(on.compare).first()).toContainText("too long");
  await on.compare.getByRole("checkbox", { name: "Fits only" }).check();
  await expect(on.compare.getByText("too long")).toHaveCount(0);
});

test("pages turn", async ({ page, site }) => {
  const on = await open(page, site);
  const first = await bodyRows(on.compare).first().textContent();
  await on.compare.getByRole("button", { name: "Next" }).click();
  await expect(bodyRows(on.compare).first()).not.toHaveText(first ?? "");
  await on.compare.getByRole("button", { name: "Previous" }).click();
  await expect(bodyRows(on.compare).first()).toHaveText(first ?? "");
});

test("choosing a row chooses the model", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill(vector("english").text);
  await on.compare.getByRole("button", { name: "gpt-4o-mini", exact: true }).click();
  await expect(on.model).toHaveValue("gpt-4o-mini");
  await expectValue(on.inputCost, (17 * 0.15) / 1e6);
});

test("a row whose tokenizer is not loaded is an estimate until it is asked for", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill(vector("japanese").text);
  const row = bodyRows(on.compare).filter({ has: page.getByRole("button", { name: "gpt-3.5-turbo", exact: true }) });
  await expect(row).toContainText("estimate");
  expect(site.requests.filter((name) => /cl100k.*tmvocab$/.test(name))).toEqual([]);
  await on.compare.getByRole("button", { name: "Load the other tokenizers" }).click();
  await expect(row).toContainText("exact");
  await expect(row.locator(".tokens-cell")).toHaveAttribute("data-value", String(vector("japanese").cl100k_base.tokens));
});

test("one provider's models can be looked at alone", async ({ page, site }) => {
  const on = await open(page, site);
  await on.compare.getByRole("combobox", { name: "Provider" }).selectOption("Anthropic");
  await expect(bodyRows(on.compare).first()).toContainText("claude");
  expect(new Set(await on.compare.locator(".provider-cell").allTextContents())).toEqual(new Set(["Anthropic"]));
});

test("a pinned model stays on top, whatever is searched for", async ({ page, site }) => {
  const on = await open(page, site);
  const star = on.compare.getByRole("button", { name: "Pin claude-opus-5-5" });
  await star.focus();
  await page.keyboard.press("Enter");
  await expect(star).toHaveAttribute("aria-pressed", "true");
  await expect(star).toBeFocused();
  await on.compare.getByRole("searchbox", { name: "Search models" }).fill("gpt-4o-mini");
  await expect(on.compare.getByRole("button", { name: "claude-opus-5-5", exact: true })).toBeVisible();
  await expect(bodyRows(on.compare).nth(1)).toContainText("gpt-4o-mini");
  await star.click();
  await expect(bodyRows(on.compare).first()).toContainText("gpt-4o-mini");
});

/**
 * The exact figures of a column.
 * @param {import("@playwright/test").Locator} rows
 * @param {number} column
 */
const figures = (rows, column) => rows.locator(`td:nth-of-type(${column})`).evaluateAll((cells) => cells.map((cell) => Number(/** @type {HTMLElement} */ (cell).dataset["value"])));

/** The rows are those of the English text. @param {ReturnType<typeof import("./on_page.js").parts>} on */
async function compared(on) {
  await expectValue(on.tokens, 17);
  await expect(on.compare.locator(".stale")).toHaveCount(0);
}

test("a model that several providers sell is one row, with all its offers on request, the cheapest first", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill(vector("english").text);
  await compared(on);
  await on.compare.getByRole("searchbox", { name: "Search models" }).fill("gpt-oss-120b");
  const rows = bodyRows(on.compare);
  const row = rows.filter({ has: page.getByRole("button", { name: "gpt-oss-120b", exact: true }) });
  await expect(row).toHaveCount(1);
  const offers = row.getByRole("button", { name: /cheapest of \d+/ });
  await expect(offers).toHaveAttribute("aria-expanded", "false");
  const before = await rows.count();
  const number = Number(/of (\d+)/.exec(await offers.innerText())?.[1]);
  expect(number).toBeGreaterThan(10);
  await offers.focus();
  await page.keyboard.press("Enter");
  await expect(offers).toHaveAttribute("aria-expanded", "true");
  await expect(offers).toBeFocused();
  await expect(rows).toHaveCount(before + number);
  const lines = on.compare.locator("tbody tr.offer");
  await expect(lines).toHaveCount(number);
  const costs = await figures(lines, 3);
  expect(costs).toEqual([...costs].sort((a, b) => a - b));
  expect((await figures(row.first(), 3))[0]).toBe(costs[0]);
  const groq = lines.filter({ hasText: "Groq" }).first();
  const cost = (await figures(groq, 4))[0] ?? NaN;
  await groq.getByRole("button").click();
  await expect(on.model).toHaveValue(/groq/);
  await expectValue(on.totalCost, cost);
  await expect(on.compare.locator("tbody tr.chosen")).toHaveCount(1);
  await expect(on.compare.locator("tbody tr.chosen").getByRole("button", { name: /cheapest of/ })).toHaveAttribute("aria-expanded", "true");
  await on.compare.locator("tbody tr.chosen").getByRole("button", { name: /cheapest of/ }).press("Enter");
  await expect(rows).toHaveCount(before);
});

test("a maker's own offer heads its model, and a cheaper one is named as a reseller's", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill(vector("english").text);
  await on.outputTokens.fill("100");
  await compared(on);
  await on.compare.getByRole("searchbox", { name: "Search models" }).fill("claude-opus-5-5");
  const row = bodyRows(on.compare).filter({ has: page.getByRole("button", { name: "claude-opus-5-5", exact: true }) }).first();
  const offers = row.getByRole("button", { name: /^Anthropic one of \d+ .*from \$[\d.]+ at QuickSilver Pro, a reseller/ });
  await expect(offers).toBeVisible();
  const [own = NaN] = await figures(row, 4);
  await offers.click();
  const lines = on.compare.locator("tbody tr.offer");
  await expect(lines.filter({ hasText: "maker" })).toContainText(["Anthropic"]);
  await expect(lines.first()).toContainText("QuickSilver Pro reseller");
  const costs = await figures(lines, 4);
  expect(costs).toEqual([...costs].sort((a, b) => a - b));
  expect(costs[0]).toBeLessThan(own);
  await row.getByRole("button", { name: "claude-opus-5-5", exact: true }).click();
  await expectValue(on.totalCost, own);
  await on.compare.getByRole("combobox", { name: "Provider" }).selectOption("QuickSilver Pro");
  await expect(on.compare.locator(".provider-cell").first()).toHaveText("QuickSilver Pro reseller");
  expect((await figures(bodyRows(on.compare).first(), 4))[0]).toBe(costs[0]);
});

test("providers are named as they write themselves, whatever the catalogue calls them", async ({ page, site }) => {
  const on = await open(page, site);
  await expect(on.compare).toContainText(/1,\d\d\d models/);
  const names = await on.compare.getByRole("combobox", { name: "Provider" }).getByRole("option").allTextContents();
  for (const name of ["xAI", "DeepSeek", "Moonshot AI", "Z.ai", "GitHub Copilot", "Hugging Face (Groq)", "QuickSilver Pro"]) expect(names).toContain(name);
  expect(new Set(names).size).toBe(names.length);
  await on.compare.getByRole("searchbox", { name: "Search models" }).fill("xai grok-4.7");
  await expect(on.compare.locator(".provider-cell").first()).toContainText(/^xAI/);
});

test("choosing a row gives the cost that stands in it", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill(vector("english").text);
  await on.outputTokens.fill("100");
  await compared(on);
  await on.compare.getByRole("searchbox", { name: "Search models" }).fill("gpt-oss-120b");
  const row = bodyRows(on.compare).filter({ has: page.getByRole("button", { name: "gpt-oss-120b", exact: true }) });
  await expect(row).toHaveCount(1);
  const cost = (await figures(row, 4))[0] ?? NaN;
  await row.getByRole("button", { name: "gpt-oss-120b", exact: true }).click();
  await expectValue(on.totalCost, cost);
});

test("without a text the lowest rate stands first", async ({ page, site }) => {
  const on = await open(page, site);
  await on.compare.getByRole("searchbox", { name: "Search models" }).fill("gpt-oss-120b");
  const row = bodyRows(on.compare).filter({ has: page.getByRole("button", { name: "gpt-oss-120b", exact: true }) });
  await row.getByRole("button", { name: /cheapest of/ }).click();
  const lines = on.compare.locator("tbody tr.offer");
  const rates = (await figures(lines, 3)).map((input, at) => [input, at]);
  const outputs = await figures(lines, 4);
  const both = rates.map(([input = 0], at) => input + (outputs[at] ?? 0));
  expect(both.length).toBeGreaterThan(10);
  expect(both).toEqual([...both].sort((a, b) => a - b));
});

test("a provider's name in the search or the filter leaves its offer", async ({ page, site }) => {
  const on = await open(page, site);
  const search = on.compare.getByRole("searchbox", { name: "Search models" });
  await search.fill("groq gpt-oss-120b");
  await expect(on.compare.locator(".provider-cell").first()).toHaveText(/Groq/);
  await search.fill("gpt-oss-120b");
  await on.compare.getByRole("combobox", { name: "Provider" }).selectOption("cerebras");
  await expect(on.compare.locator(".provider-cell")).toHaveText(["Cerebras"]);
  await expect(bodyRows(on.compare).getByRole("button", { name: "cerebras/gpt-oss-120b", exact: true })).toBeVisible();
});

test("models can be told by their weights, and those of which it is not known are neither", async ({ page, site }) => {
  const on = await open(page, site);
  const weights = on.compare.getByRole("combobox", { name: "Weights" });
  const total = async () => Number(/[\d,]+/.exec(await on.compare.locator("#compare-count").innerText())?.[0].replace(",", ""));
  await expect(on.compare).toContainText(/1,\d\d\d models/);
  const all = Number(/of ([\d,]+)|^([\d,]+)/.exec(await on.compare.locator("#compare-count").innerText())?.slice(1).join("").replace(",", ""));
  await weights.selectOption("Open weights");
  await expect(on.compare.getByRole("button", { name: "gpt-4o-mini", exact: true })).toHaveCount(0);
  const open_ = await total();
  await weights.selectOption("Closed weights");
  await expect(on.compare.getByRole("button", { name: "gpt-4o-mini", exact: true })).toBeVisible();
  const closed = await total();
  expect(open_).toBeGreaterThan(100);
  expect(closed).toBeGreaterThan(100);
  expect(open_ + closed).toBeLessThan(all);
});

test("what is shut down today can be hidden, whoever still lists it", async ({ page, site }) => {
  await page.clock.setFixedTime(new Date("2026-11-30"));
  const on = await open(page, site);
  const old = on.compare.getByRole("button", { name: "gpt-3.5-turbo", exact: true });
  await expect(old).toBeVisible();
  await on.compare.getByRole("checkbox", { name: "Hide shut down" }).check();
  await expect(old).toHaveCount(0);
  await on.compare.getByRole("searchbox", { name: "Search models" }).fill("gpt-5-mini");
  await expect(bodyRows(on.compare).filter({ has: page.getByRole("button", { name: "gpt-5-mini", exact: true }) })).toContainText("until");
});

test("a cloud that keeps a model longer than its maker is not hidden with it", async ({ page, site }) => {
  await page.clock.setFixedTime(new Date("2026-12-01"));
  const on = await open(page, site);
  await on.compare.getByRole("searchbox", { name: "Search models" }).fill("claude-sonnet-4-5");
  const rows = bodyRows(on.compare);
  const own = rows.filter({ has: page.getByRole("button", { name: "claude-sonnet-4-5", exact: true }) });
  await expect(own).toBeVisible();
  await expect(own).not.toContainText("shut down");
  await on.compare.getByRole("checkbox", { name: "Hide shut down" }).check();
  await expect(own).toHaveCount(0);
  await expect(rows.filter({ has: page.getByRole("button", { name: /^google\/claude-sonnet-4-5/ }) })).toBeVisible();
});

test("no offer is dearer than the highest price, and unknown prices are not below it", async ({ page, site }) => {
  const on = await open(page, site);
  const highest = on.compare.getByRole("spinbutton", { name: /Highest price of a million input tokens/ });
  await highest.fill("0.2");
  await on.compare.getByRole("columnheader", { name: "Input" }).getByRole("button").click();
  await on.compare.getByRole("columnheader", { name: "Input" }).getByRole("button").click();
  await expect(bodyRows(on.compare).nth(5)).toBeVisible();
  const rates = await figures(bodyRows(on.compare), 3);
  expect(Math.max(...rates)).toBeLessThanOrEqual(0.2);
  expect(Math.min(...rates)).toBeGreaterThan(0.1);
  await on.compare.getByRole("searchbox", { name: "Search models" }).fill("claude-opus-5-5");
  await expect(on.compare).toContainText("No model fits these filters");
  await highest.fill("");
  await expect(on.compare.getByRole("button", { name: "claude-opus-5-5", exact: true })).toBeVisible();
});
