// A pasted request is counted as one: where its tokens are, what it says of model and output, and as text if one wants.
import { readFileSync } from "node:fs";
import { test, expect } from "./fixtures.js";
import { expectValue, open, vector } from "./on_page.js";

const { cases } = JSON.parse(readFileSync(new URL("../vectors/requests.json", import.meta.url), "utf8"));
const chat = cases[0].body;

/** @param {import("@playwright/test").Page} page */
function requestOn(page) {
  const region = page.getByRole("region", { name: "Request", exact: true });
  return { region, rows: region.getByRole("row"), button: (/** @type {string | RegExp} */ name) => region.getByRole("button", { name }) };
}

test("a request is told from text, counted as one, and as text if one wants", async ({ page, site }) => {
  const on = await open(page, site);
  const request = requestOn(page);
  await on.prompt.fill("{ not a request }");
  await expect(on.tokens).toHaveAttribute("data-value", /\d/);
  await expect(request.region).toBeHidden();

  const text = JSON.stringify(chat, null, 2);
  await on.prompt.fill(text);
  await expectValue(on.tokens, 124);
  await expect(request.region).toContainText("Chat Completions): 6 messages");
  await expect(request.rows).toHaveCount(8);
  await expect(request.rows.nth(1)).toContainText("system message 1");
  await on.compare.getByRole("searchbox", { name: "Search models" }).fill("gpt-4o-mini");
  await expect(on.compare.locator("tbody").getByRole("row").first()).toContainText("124");

  await expect(on.tokenView).toContainText("the request that it is has its own number");
  await request.button("Count as plain text").click();
  await expect(on.tokens).not.toHaveAttribute("data-value", "124");
  await expect(request.region).toContainText("counted as plain text");
  await expect(on.tokenView).not.toContainText("the request that it is");
  await request.button("Count as a request").click();
  await expectValue(on.tokens, 124);
  await on.prompt.fill("Hello");
  await expectValue(on.tokens, 1);
  await expect(request.region).toBeHidden();
});

test("the request's own model and output are offered, not taken", async ({ page, site }) => {
  const on = await open(page, site);
  const request = requestOn(page);
  await on.prompt.fill(JSON.stringify({ ...chat, model: "gpt-4", max_tokens: 50 }));
  await expectValue(on.tokens, 124);
  await expect(on.model).toHaveValue(/gpt-4o/i);
  await request.button("Use its model, gpt-4").click();
  await expectValue(on.tokens, 129);
  await request.button(/Plan its 50 tokens/).click();
  await expect(on.outputTokens).toHaveValue("50");
  await expectValue(on.outputCost, (50 * 60) / 1e6);
  await expect(request.button(/Use its model|Plan its/)).toHaveCount(0);
});

test("whoever presses a button by key stands on the next one afterwards", async ({ page, site }) => {
  const on = await open(page, site);
  const request = requestOn(page);
  await on.prompt.fill(JSON.stringify({ ...chat, model: "gpt-4", max_tokens: 50 }));
  await expectValue(on.tokens, 124);
  await request.button("Use its model, gpt-4").press("Enter");
  await expectValue(on.tokens, 129);
  await expect(request.button(/Plan its 50 tokens/)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(on.outputTokens).toHaveValue("50");
  await expect(request.button("Count as plain text")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(request.button("Count as a request")).toBeFocused();
  await page.keyboard.press("Enter");
  await expectValue(on.tokens, 129);
  await expect(request.button("Count as plain text")).toBeFocused();
});

test("a broken request is counted as text and says where it breaks", async ({ page, site }) => {
  const on = await open(page, site);
  const request = requestOn(page);
  await on.prompt.fill('{"messages": [\n  {"role": "user",, }\n]}');
  await expect(request.region).toContainText("line 2, column 19");
  await expect(on.tokens).toHaveAttribute("data-value", /\d/);
  await expect(on.problem).toBeHidden();
  await on.prompt.fill('{"messages": [\n  {"role": "user" }\n]}');
  await expect(request.region).toContainText("1 message");
});

test("hostile labels stay words, and many parts stay few rows", async ({ page, site }) => {
  const on = await open(page, site);
  const request = requestOn(page);
  const messages = Array.from({ length: 200 }, () => ({ role: "<img src=x onerror=alert(1)>", content: "a" }));
  await on.prompt.fill(JSON.stringify({ messages }));
  await expect(request.rows).toHaveCount(41);
  await expect(request.rows.nth(1)).toContainText("<img src=x onerror=alert(1)> message 1");
  await expect(request.rows.last()).toContainText("162 more parts");
  await expect(request.region.locator("img")).toHaveCount(0);
});

test("a response is told too, and its bill can be checked", async ({ page, site }) => {
  const on = await open(page, site);
  const request = requestOn(page);
  const text = JSON.stringify({ id: "x", object: "chat.completion", model: "gpt-4o-2024-08-06", choices: [], usage: { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 } });
  await on.prompt.fill(text);
  await expect(request.region).toContainText("looks like a response");
  await request.button("Check its bill").click();
  await expect(page.getByRole("textbox", { name: "Response" })).toHaveValue(text);
  await expectValue(page.getByRole("status", { name: "Billed" }), (1000 * 2.5 + 100 * 10) / 1e6);
  await expect(on.prompt).toHaveValue(text);
});

test("token ids become the text they stand for, and back", async ({ page, site }) => {
  const { text, o200k_base } = vector("japanese");
  const on = await open(page, site);
  const ids = JSON.stringify(o200k_base.ids);
  await on.prompt.fill(ids);
  await expect(page.getByText("This looks like a list of 24 token ids.")).toBeVisible();
  await page.getByRole("button", { name: "Show the text they stand for" }).click();
  await expect(on.prompt).toHaveValue(text);
  await expectValue(on.tokens, 24);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(on.prompt).toHaveValue(ids);
});

test("numbers that are no tokens say so and stay, and numbers in a text are text", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill("1, 2, 9999999");
  await page.getByRole("button", { name: "Show the text they stand for" }).click();
  await expect(page.getByText("These are no token ids of gpt-4o.")).toBeVisible();
  await expect(on.prompt).toHaveValue("1, 2, 9999999");
  for (const text of ["3.5", "2024-11-30", "1 2", "10 green bottles", "[1, [2]]"]) {
    await on.prompt.fill(text);
    await expect(page.getByRole("button", { name: "Show the text they stand for" })).toBeHidden();
  }
});
