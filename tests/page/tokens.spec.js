// The tokens in the text: what is drawn, how it is walked through.
import { test, expect } from "./fixtures.js";
import { VECTORS, give, open, vector } from "./on_page.js";

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

test("a long text is drawn as it comes into view, to its end, and keeps its place", async ({ page, site }) => {
  const on = await open(page, site);
  const text = Array.from({ length: 12_000 }, (_, line) => `line ${line} of a long text, with some more words in it\n`).join("");
  await give(on.prompt, text);
  const list = on.tokenView.getByRole("listbox");
  const options = on.tokenView.getByRole("option");
  await expect(on.tokenView).toContainText("the total covers all");
  await expect(on.tokenView.locator("#token-count")).toHaveText(/^first 2,000 of /);

  // As a person scrolls: to the end of what is there, until there is no more.
  await expect.poll(async () => {
    await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    return on.tokenView.locator("#token-count").textContent();
  }, { timeout: 60_000 }).toMatch(/^[\d,]+ tokens$/);
  await expect.poll(async () => {
    await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    return list.textContent();
  }).toContain("line 11999 of");
  expect(await options.count(), "only what is near is drawn").toBeLessThan(6000);

  // Every token is reached by keyboard, drawn or not.
  await list.focus();
  await page.keyboard.press("Home");
  await expect(page.locator("#token-detail")).toHaveText('#1 · "line" · id 1137 · 4 bytes');
  await expect(list.getByText("line", { exact: true }).first()).toBeInViewport();
  await page.keyboard.press("End");
  await expect(page.locator("#token-detail")).toContainText(/^#\d\d\d,\d\d\d /);
});

test("copying over what is out of view gives the plain text", async ({ page, context, site }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const on = await open(page, site);
  const text = "word ".repeat(1900);
  await give(on.prompt, text);
  const list = on.tokenView.getByRole("listbox");
  await expect(list.locator(".block")).toHaveCount(4);
  await list.evaluate((element) => getSelection()?.selectAllChildren(element));
  await page.keyboard.press("Control+C");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
});

test("what is selected stays while it is scrolled out of view", async ({ page, context, site }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const on = await open(page, site);
  await give(on.prompt, Array.from({ length: 300 }, (_, line) => `line ${line}\n`).join(""));
  const list = on.tokenView.getByRole("listbox");
  await expect(list.getByRole("option").first()).toBeVisible();
  await list.evaluate((element) => {
    const first = element.querySelector(".token")?.firstChild;
    if (first) getSelection()?.setBaseAndExtent(first, 1, first, 3);
    element.scrollTo(0, element.scrollHeight);
  });
  await page.waitForTimeout(300);
  await page.keyboard.press("Control+C");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("in");
});
