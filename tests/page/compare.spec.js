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
  await expect(on.compare).toContainText(/2,\d\d\d models/);
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
  await expect(on.compare).toContainText(/\d+ of 2,\d\d\d models/);
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
  await expect(bodyRows(on.compare).first()).toContainText("claude-opus-5-5");
  await expect(bodyRows(on.compare).nth(1)).toContainText("gpt-4o-mini");
  await star.click();
  await expect(bodyRows(on.compare).first()).toContainText("gpt-4o-mini");
});
