// Leaving with something: a number, a file, a link. The text goes only where the person sends it.
import { readFile } from "node:fs/promises";
import { test, expect } from "./fixtures.js";
import { expectValue, open, parts, vector } from "./on_page.js";

const TEXT = "private words \ud800 \0 مرحبا\r\nend";

test("the tab's title has the number and nothing of the text", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill(vector("english").text);
  await expect(page).toHaveTitle("17 tokens · tokenmeter");
  await on.prompt.fill("");
  await expect(page).toHaveTitle(/^tokenmeter/);
});

test("the number is copied as a plain one", async ({ page, context, site }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const on = await open(page, site);
  await on.prompt.fill("word ".repeat(2000));
  await expectValue(on.tokens, 2001);
  await page.getByRole("button", { name: "Copy number" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("2001");
});

test("the table is saved as it stands, every row of it", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill(vector("english").text);
  await expectValue(on.tokens, 17);
  await on.compare.locator("details").evaluate((details) => ((/** @type {HTMLDetailsElement} */ (details)).open = true));
  await expect(on.compare.locator("tbody tr").first().locator(".tokens-cell")).toHaveAttribute("data-value", "17");
  await on.compare.getByRole("combobox", { name: "Provider" }).selectOption("openai");
  /** @param {string} name */
  const saved = async (name) => {
    const [download] = await Promise.all([page.waitForEvent("download"), on.compare.getByRole("button", { name }).click()]);
    return readFile(await download.path(), "utf8");
  };
  const rows = JSON.parse(await saved("Save as JSON"));
  expect(rows.length).toBeGreaterThan(50);
  expect(rows[0]).toMatchObject({ model: "gpt-4o", offer: "gpt-4o", rank: 1, provider: "openai", tokens: 17, basis: "exact", fits: true });
  expect(rows[0].input_usd).toBeCloseTo((17 * 2.5) / 1e6, 12);
  const lines = (await saved("Save as CSV")).trimEnd().split("\r\n");
  expect(lines.length).toBe(rows.length + 1);
  expect(lines[0]).toMatch(/^model,offer,rank,provider,tokenizer,tokens,/);
  expect(lines[1]).toMatch(/^gpt-4o,gpt-4o,1,openai,o200k_base,17,17,17,exact,/);
});

test("a link carries the settings and not the text", async ({ page, context, site }) => {
  const on = await open(page, site);
  await on.prompt.fill("private words");
  await on.model.fill("gpt-4o-mini");
  await on.model.press("Enter");
  await on.outputTokens.fill("300");
  await on.requests.fill("1000");
  await page.getByRole("button", { name: "Share" }).click();
  const link = page.getByRole("textbox", { name: "Link" });
  await expect(link).toHaveValue(`${site.url}#model=gpt-4o-mini&output=300&requests=1000`);
  expect(page.url()).toBe(site.url);
  const other = await context.newPage();
  await other.goto(await link.inputValue());
  const there = parts(other);
  await expect(there.model).toHaveValue("gpt-4o-mini");
  await expect(there.outputTokens).toHaveValue("300");
  await expect(there.requests).toHaveValue("1000");
  await expect(there.prompt).toHaveValue("");
});

test("with the text, when asked, it arrives as it was", async ({ page, context, site }) => {
  const on = await open(page, site);
  await on.prompt.fill(TEXT.replaceAll("\r", ""));
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("checkbox", { name: "With the text" }).check();
  const link = page.getByRole("textbox", { name: "Link" });
  await expect(link).toHaveValue(/&text=[\w-]+$/);
  const other = await context.newPage();
  await other.goto(await link.inputValue());
  await expect.poll(() => parts(other).prompt.inputValue()).toBe(await on.prompt.inputValue());
  await expect(parts(other).tokens).toHaveAttribute("data-value", /^[1-9]/);
  await other.close();
});

test.describe("addresses from elsewhere", () => {
  test.use({ excused: ["address"] });

  for (const [what, fragment] of [["cut off", "model=gpt-4o&text=S0ktLlEoz"], ["no text at all", "text=%%%"]]) {
    test(`a text that is ${what} is said to be damaged, and the page works`, async ({ page, site }) => {
      await page.goto(`${site.url}#${fragment}`);
      const on = parts(page);
      await expect(on.problem).toContainText("link is damaged");
      await on.prompt.fill("text");
      await expectValue(on.tokens, 1);
    });
  }

  test("markup in an address stays words", async ({ page, site }) => {
    await page.goto(`${site.url}#model=${encodeURIComponent("<img src=x onerror=alert(1)>")}&output=-5&requests=abc`);
    const on = parts(page);
    await expect(on.problem).toContainText("<img");
    await expect(on.outputTokens).toHaveValue("");
    await expect(on.requests).toHaveValue("1");
  });
});

test.describe("what is remembered", () => {
  test.use({ excused: ["storage"] });

  test("model, plan and theme, only while that is ticked, and nothing of the text", async ({ page, site }) => {
    const kept = () => page.evaluate(() => Object.entries({ ...localStorage }));
    const on = await open(page, site);
    await on.prompt.fill("an unreleased prompt");
    await on.model.fill("gpt-4o-mini");
    await on.model.press("Enter");
    await on.outputTokens.fill("300");
    await expectValue(on.tokens, 4);
    expect(await kept()).toEqual([]);

    const box = page.getByLabel("Remember model and plan");
    await box.check();
    await page.getByRole("button", { name: "Theme: auto" }).click();
    await on.requests.fill("7");
    expect(await kept()).toEqual([["tokenmeter settings", '{"model":"gpt-4o-mini","outputTokens":300,"requests":7,"theme":"light"}']]);

    await page.reload();
    await expect(on.model).toHaveValue("gpt-4o-mini");
    await expect(on.outputTokens).toHaveValue("300");
    await expect(on.requests).toHaveValue("7");
    await expect(page.getByRole("button", { name: "Theme: light" })).toBeVisible();
    await expect(on.prompt).toHaveValue("");
    await box.uncheck();
    expect(await kept()).toEqual([]);
  });

  test("a name that is no model is not kept, and what is no setting changes nothing", async ({ page, site }) => {
    await page.addInitScript(() => localStorage.setItem("tokenmeter settings", '{"model":7,"outputTokens":"<b>","requests":-1.5,"theme":"__proto__"}'));
    const on = await open(page, site);
    await expect(on.model).toHaveValue("gpt-4o");
    await expect(on.outputTokens).toHaveValue("");
    await expect(on.requests).toHaveValue("1");
    await on.prompt.fill("text");
    await on.model.fill("no such model");
    await on.model.press("Enter");
    await expect(on.problem).toContainText("no such model");
    await on.requests.fill("2");
    expect(await page.evaluate(() => localStorage.getItem("tokenmeter settings"))).not.toContain("no such model");
  });
});
