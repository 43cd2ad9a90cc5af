// Nothing executes: hostile text goes into every field and comes out of every output as the text that it is.
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { expect, test } from "./fixtures.js";
import { give, open, parts } from "./on_page.js";

// Links and another page are opened, and the element says in the console what it cannot use.
test.use({ excused: ["address", "console"] });

const { texts } = JSON.parse(readFileSync(new URL("../vectors/hostile.json", import.meta.url), "utf8"));
/** @type {{ name: string, text: string }[]} */
const HOSTILE = texts.map((/** @type {any} */ { name, text, repeat, times, utf16 }) => ({
  name,
  text: text ?? repeat?.repeat(times) ?? String.fromCharCode(...utf16),
}));
/** What a field of one line can hold. */
const LINES = HOSTILE.filter(({ text }) => text.length < 1000 && !/\p{Surrogate}/u.test(text));

/**
 * Nothing ran, and nothing that could have has got into the document.
 * @param {import("@playwright/test").Page} page
 * @param {string} context
 * @param {number} [scripts] that the page has in its body by itself
 */
async function expectHarmless(page, context, scripts = 0) {
  const found = await page.evaluate(() => ({
    ran: /** @type {any} */ (globalThis).ran ?? /** @type {any} */ ({}).ran ?? null,
    // The built page has one script, and no element has a handler.
    scripts: document.querySelectorAll("body script, iframe, object, embed, base, body style, body link").length,
    handlers: [...document.querySelectorAll("*")].filter((element) => element.getAttributeNames().some((name) => name.startsWith("on"))).length,
    links: [...document.querySelectorAll("a[href]")].filter((a) => !/^(?:https?|blob):$/.test((/** @type {HTMLAnchorElement} */ (a)).protocol)).length,
  }));
  expect(found, context).toEqual({ ran: null, scripts, handlers: 0, links: 0 });
}

/** @param {import("@playwright/test").Page} page */
async function openDrawers(page) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
}

test("in the prompt: counted, and shown as it is in tokens, code and chunks", async ({ page, site }) => {
  test.setTimeout(120_000);
  const on = await open(page, site);
  await openDrawers(page);
  for (const { name, text } of HOSTILE) {
    await give(on.prompt, text);
    await expect(on.tokens, name).toHaveAttribute("data-value", /^[1-9]\d*$/);
    const shown = on.tokenView.getByRole("listbox");
    const normal = text.replaceAll("\r\n", "\n");
    // A long text shows its beginning.
    if (text.length < 1000) await expect.poll(() => shown.evaluate((list) => list.textContent), name).toBe(normal);
    await expectHarmless(page, name);
  }
});

test("as the name of a model, in a search and in a response: told as text", async ({ page, site }) => {
  test.setTimeout(120_000);
  const on = await open(page, site);
  await openDrawers(page);
  await on.prompt.fill("Hello");
  const search = on.compare.getByRole("searchbox");
  const bill = page.locator("#bill-response");
  for (const { name, text } of LINES) {
    await on.model.fill(text);
    await on.model.press("Enter");
    await search.fill(text);
    await bill.fill(text);
    await bill.fill(JSON.stringify({ model: text, id: text, usage: { prompt_tokens: 1, completion_tokens: 1, [text]: 5 } }));
    await expectHarmless(page, name);
  }
  await on.model.fill("gpt-4o");
  await on.model.press("Enter");
  await expect(on.tokens).toHaveAttribute("data-value", "1");
});

test("in a file of requests: its report and its table are data", async ({ page, site }) => {
  const on = await open(page, site);
  const lines = HOSTILE.filter(({ text }) => text.length < 1000).flatMap(({ text }) => [
    text.replaceAll(/[\r\n]/g, " "),
    JSON.stringify({ custom_id: text, method: "POST", url: text, body: { model: text, messages: [{ role: text, content: text, [text]: text }] } }),
  ]);
  await openDrawers(page);
  await page.locator("#lines input[type=file], input#lines-file").first().setInputFiles({ name: "<img src=x onerror=ran=1>.jsonl", mimeType: "text/plain", buffer: Buffer.from(lines.join("\n")) });
  const save = page.getByRole("button", { name: "Save the lines as CSV" });
  await expect(save).toBeEnabled({ timeout: 30_000 });
  await expectHarmless(page, "a file");
  const [download] = await Promise.all([page.waitForEvent("download"), save.click()]);
  expectNoFormula(await readFile(await download.path(), "utf8"));
  await expect(on.prompt).toBeVisible();
});

test("in the table of models: no cell is a formula for a spreadsheet", async ({ page, site }) => {
  const on = await open(page, site);
  await openDrawers(page);
  await on.prompt.fill("=1+1");
  await expect(on.compare.locator("tbody tr").first().locator(".tokens-cell")).toHaveAttribute("data-value", /\d/);
  const [download] = await Promise.all([page.waitForEvent("download"), on.compare.getByRole("button", { name: "Save as CSV" }).click()]);
  const csv = await readFile(await download.path(), "utf8");
  expect(csv.split("\r\n").length).toBeGreaterThan(2000);
  expectNoFormula(csv);
});

/** What a spreadsheet calculates begins with one of these. @param {string} csv */
function expectNoFormula(csv) {
  expect([...csv.matchAll(/(?:^|,|\r\n)"?[=+\-@\t](?!\d+(?:\.\d+)?(?:,|\r\n))[^,\r\n]*/g)].map(([cell]) => cell)).toEqual([]);
}

test("in a link: opened, it is the text again", async ({ context, site }) => {
  for (const { name, text } of HOSTILE.filter(({ text }) => text.length < 1000)) {
    const page = await context.newPage();
    const fields = new URLSearchParams({ model: text, output: text, requests: text });
    await page.goto(`${site.url}#${fields}`);
    const { prompt } = parts(page);
    await expect(prompt, name).toHaveValue("");
    await expectHarmless(page, name);
    await page.close();
  }
});

test("in the element's attributes: shown as text", async ({ page, site }) => {
  await page.goto(`${site.url}embed/index.html`);
  const element = page.locator("token-meter").first();
  await expect(element).toBeVisible();
  const own = await page.locator("body script, body style, body link").count();
  for (const { name, text } of LINES) {
    await element.evaluate((meter, given) => {
      for (const attribute of ["value", "model", "for", "output-tokens", "requests"]) meter.setAttribute(attribute, given);
    }, text);
    await expectHarmless(page, name, own);
    const inside = await element.evaluate((meter) => [...(meter.shadowRoot ?? meter).querySelectorAll("script, img, iframe, a, svg")].length);
    expect(inside, name).toBe(0);
  }
});
