// The tokens in the text: what is drawn, how it is walked through.
import { test, expect } from "./fixtures.js";
import { VECTORS, open, vector } from "./on_page.js";

test("the pieces give the text back, and the ids are OpenAI's", async ({ page, site }) => {
  const on = await open(page, site);
  for (const { text, o200k_base } of VECTORS.filter((row) => row.o200k_base.ids && row.name !== "invisible")) {
    await on.tokenView.getByRole("radio", { name: "text" }).check();
    await on.prompt.fill(text);
    const list = on.tokenView.getByRole("listbox");
    await expect.poll(() => list.evaluate((element) => element.textContent)).toBe(text);
    await expect(list.getByRole("option")).toHaveCount(o200k_base.tokens);
    await on.tokenView.getByRole("radio", { name: "ids" }).check();
    await expect(list).toHaveText((o200k_base.ids ?? []).join(" "));
  }
});

test("no character is torn: an emoji of many tokens is drawn whole", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill("👩‍🚀🇯🇵");
  const list = on.tokenView.getByRole("listbox");
  await expect(list.getByText("👩‍🚀", { exact: true })).toBeVisible();
  await expect(list).not.toContainText("\ufffd");
  await list.focus();
  await expect(page.locator("#token-detail")).toContainText(/part 1 of \d+ of "👩‍🚀"/);
});

test("arrow keys walk from one tab stop, and each token says what it is", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill(vector("english").text);
  const list = on.tokenView.getByRole("listbox");
  await list.focus();
  const detail = page.locator("#token-detail");
  await expect(detail).toHaveText('#1 · "You" · id 3575 · 3 bytes');
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowRight");
  await expect(detail).toHaveText('#4 · " careful" · id 25120 · 8 bytes');
  const active = await list.getAttribute("aria-activedescendant");
  await expect(page.locator(`#${active}`)).toHaveAttribute("aria-label", "token 4, space careful, id 25120");
  await page.keyboard.press("Enter");
  await expect(page.locator(`#${active}`)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("End");
  await expect(detail).toContainText("#17");
});

test("copying the tokens gives the plain text, visible white space or not", async ({ page, context, site }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const on = await open(page, site);
  const text = "a  b\tc 👩‍🚀 مرحبا\nend";
  await on.prompt.fill(text);
  await on.tokenView.getByRole("checkbox", { name: "White space" }).check();
  const list = on.tokenView.getByRole("listbox");
  await expect.poll(() => list.evaluate((element) => element.textContent)).toBe(text);
  await list.evaluate((element) => getSelection()?.selectAllChildren(element));
  await page.keyboard.press("Control+C");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
});

test("a long text shows its beginning, says so, and shows more when asked", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill("word ".repeat(5000));
  const options = on.tokenView.getByRole("option");
  await expect(on.tokenView).toContainText("the total covers all");
  expect(await options.count()).toBeLessThan(2100);
  const before = await options.count();
  await on.tokenView.getByRole("button", { name: "Show more" }).click();
  await expect.poll(() => options.count()).toBeGreaterThan(before + 1000);
});
