// API keys in a pasted text: the page warns, masks them, and lets none into a link.
import { test, expect } from "./fixtures.js";
import { ORDINARY, RECIPES, keyOf, textOfParts } from "../keys/recipes.js";
import { expectValue, open, parts, vector } from "./on_page.js";

/** @param {number} row @param {number} [sample] */
function line(row, sample = 1) {
  const recipe = RECIPES[row];
  if (!recipe) throw new Error(`There is no recipe ${row}.`);
  const key = keyOf(recipe, sample);
  return { key, text: `${recipe.names.split(" ")[1]}=${key}` };
}

/** @param {import("@playwright/test").Page} page */
const keysOn = (page) => {
  const warning = page.getByRole("region", { name: /API keys? in this text/ });
  return {
    warning,
    mask: warning.getByRole("button", { name: /^Mask/ }),
    hide: warning.getByRole("button", { name: "Hide" }),
    undo: page.getByRole("button", { name: "Undo" }),
    said: page.locator("#keys-said"),
  };
};

test("a pasted key is told, masked, with what to do, and said once", async ({ page, site }) => {
  const on = await open(page, site);
  const { warning, said } = keysOn(page);
  const openai = line(0);
  await on.prompt.fill(`Why does this fail?\n${openai.text}\n`);
  await expect(warning).toContainText("1 API key in this text");
  await expect(warning).toContainText(`OpenAI API key sk-proj-***${openai.key.slice(-4)}`);
  await expect(warning).toContainText("OPENAI_API_KEY");
  await expect(warning).toContainText(".gitignore");
  await expect(warning.getByRole("link", { name: "keys at OpenAI" })).toHaveAttribute("href", "https://platform.openai.com/api-keys");
  const outside = await page.evaluate(() => {
    const everything = /** @type {HTMLElement} */ (document.body.cloneNode(true));
    everything.querySelectorAll("textarea, #token-list").forEach((own) => own.remove());
    return everything.outerHTML + document.title;
  });
  expect(outside).not.toContain(openai.key.slice(20, 30));

  await expect(said).toHaveText(/^1 API key in this text: OpenAI API key\./);
  await said.evaluate((words) => {
    const seen = /** @type {any} */ (globalThis);
    seen.times = 0;
    new MutationObserver(() => (seen.times += 1)).observe(words, { childList: true, characterData: true, subtree: true });
  });
  await on.prompt.press("End");
  await on.prompt.pressSequentially("And why not this? ");
  await expect(on.characters).toHaveText(String((await on.prompt.inputValue()).length));
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => (/** @type {any} */ (globalThis)).times)).toBe(0);
  await on.prompt.fill(`${openai.text}\n${line(8).text}`);
  await expect(said).toHaveText(/^2 API keys in this text: OpenAI API key, Anthropic API key\./);
});

test("all kinds are masked in the text by keyboard, and that can be undone", async ({ page, site }) => {
  const on = await open(page, site);
  const { warning, mask, undo } = keysOn(page);
  const lines = RECIPES.map((_, row) => line(row, row));
  const text = lines.map((one) => one.text).join("\n");
  await on.prompt.fill(text);
  await expect(warning).toContainText(`${RECIPES.length} API keys in this text`);
  await on.prompt.focus();
  for (let presses = 0; presses < 20 && !(await mask.evaluate((button) => button === document.activeElement)); presses += 1) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await expect(warning).toBeHidden();
  const masked = await on.prompt.inputValue();
  expect(masked.split("\n").length).toBe(lines.length);
  for (const { key } of lines) expect(masked).not.toContain(key.slice(-10));
  await expectValue(on.characters, masked.length);
  await expect(on.prompt).toBeFocused();
  await undo.click();
  await expect(on.prompt).toHaveValue(text);
  await expect(warning).toBeVisible();
});

test("keys in a long document are found once each, wherever they stand, and masked with its line ends kept", async ({ page, site }) => {
  const on = await open(page, site);
  const { warning, mask, undo } = keysOn(page);
  const { key } = line(0, 3);
  const filler = "some words\r\n".repeat(90_000).slice(0, 1_000_000 - 60);
  const text = `${filler} ${key} ${filler.slice(0, -key.length)} ${line(14, 3).key}\r\n🔑${filler}`;
  await page.locator("#file").setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from(text) });
  await expect(warning).toContainText("2 API keys in this text");
  await mask.click();
  await expect(warning).toBeHidden();
  await expectValue(on.characters, [...text].length - key.length - line(14, 3).key.length + "sk-proj-***1234".length + "gsk_***1234".length);
  await expect(page.getByRole("group", { name: "Attached document" })).toContainText("notes.txt");
  await undo.click();
  await expectValue(on.characters, [...text].length);
  await expect(warning).toBeVisible();
});

test("a link with the text has its keys masked", async ({ page, context, site }) => {
  const on = await open(page, site);
  const one = line(0, 4);
  const text = `Ask with ${one.key}, please.`;
  await on.prompt.fill(text);
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("checkbox", { name: "With the text" }).check();
  const link = page.getByRole("textbox", { name: "Link" });
  await expect(link).toHaveValue(/&text=[\w-]+$/);
  await expect(page.locator("#share-note")).toContainText("1 API key in it is masked.");
  const other = await context.newPage();
  await other.goto(await link.inputValue());
  await expect(parts(other).prompt).toHaveValue(`Ask with sk-proj-***${one.key.slice(-4)}, please.`);
  await other.close();
});

test("a key that was typed as a model goes into no link", async ({ page, site }) => {
  const on = await open(page, site);
  const { key } = line(0, 5);
  await on.model.fill(key);
  await on.model.press("Enter");
  await page.getByRole("button", { name: "Share" }).click();
  const link = page.getByRole("textbox", { name: "Link" });
  await expect(link).toHaveValue(/#model=sk-proj-/);
  expect(await link.inputValue()).not.toContain(key.slice(20, 30));
});

test("what undoes the mask is gone once there is another text", async ({ page, site }) => {
  const on = await open(page, site);
  const { mask, undo } = keysOn(page);
  await on.prompt.fill(line(0).text);
  await mask.click();
  await expect(undo).toBeVisible();
  const pasted = "A longer text. ".repeat(20_000);
  await on.prompt.evaluate((box, text) => {
    /** @type {HTMLTextAreaElement} */ (box).select();
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, pasted);
  await expectValue(on.characters, pasted.length);
  await undo.click();
  await expect(on.prompt).toHaveValue(/sk-proj-\*\*\*/);
});

test("hiding the warning leaves a document as it is", async ({ page, site }) => {
  const on = await open(page, site);
  const { warning, hide } = keysOn(page);
  await page.locator("#file").setInputFiles({ name: "log.txt", mimeType: "text/plain", buffer: Buffer.from(`${line(0).text}\r\n`.repeat(3)) });
  await hide.click();
  await expect(warning).toBeHidden();
  await expect(page.getByText("log.txt")).toBeVisible();
  await expectValue(on.characters, 3 * (line(0).text.length + 2));
});

test("a hidden warning comes back for another key, and for none that was there", async ({ page, site }) => {
  const on = await open(page, site);
  const { warning, hide } = keysOn(page);
  await on.prompt.fill(line(0).text);
  await hide.click();
  await expect(warning).toBeHidden();
  await expect(on.prompt).toBeFocused();
  await on.prompt.press("End");
  await on.prompt.pressSequentially(" and more");
  await expectValue(on.characters, line(0).text.length + 9);
  await page.waitForTimeout(500);
  await expect(warning).toBeHidden();
  await on.prompt.fill(`${line(0).text}\n${line(14).text}`);
  await expect(warning).toContainText("2 API keys");
});

test("what only resembles a key is no reason to warn", async ({ page, site }) => {
  const on = await open(page, site);
  const { warning } = keysOn(page);
  // Apart, so that no name stands near what it does not name.
  const text = ORDINARY.map(({ parts: own }) => textOfParts(own, 3)).join(` ${"word ".repeat(30)}\n`);
  await on.prompt.fill(text);
  await expectValue(on.characters, [...text].length);
  await page.waitForTimeout(500);
  await expect(warning).toBeHidden();
  await on.prompt.fill(vector("english").text);
  await expectValue(on.tokens, 17);
  await expect(warning).toBeHidden();
});

test.describe("when something does not arrive", () => {
  // A browser itself writes failed requests to the console.
  test.use({ excused: ["console"] });

  test("without prices the page warns all the same", async ({ page, site }) => {
    site.inject(/prices_bg.*\.wasm$/, { status: 404 });
    await page.goto(site.url);
    await parts(page).prompt.fill(line(0).text);
    await expect(keysOn(page).warning).toBeVisible();
  });

  test("what was not searched is said to be so, and goes into no link", async ({ page, site }) => {
    site.inject(/keys_bg.*\.wasm$/, { status: 404 });
    await page.goto(site.url);
    const on = parts(page);
    const { warning } = keysOn(page);
    await on.prompt.fill(line(0).text);
    await expect(on.tokens).toHaveAttribute("data-value", /^[1-9]/);
    await expect(on.problem).toContainText("not searched for API keys");
    await page.getByRole("button", { name: "Share" }).click();
    await page.getByRole("checkbox", { name: "With the text" }).check();
    await expect(page.locator("#share-note")).toContainText("Without the text");
    await expect(page.getByRole("textbox", { name: "Link" })).toHaveValue(`${site.url}#model=gpt-4o`);
    site.heal();
    await on.problem.getByRole("button", { name: "Try again" }).click();
    await expect(warning).toBeVisible();
    await expect(on.problem).toBeHidden();
  });
});
