// What a person reads after giving a text: tokens, characters, cost, fit.
import { test, expect } from "./fixtures.js";
import { VECTORS, expectValue, give, open, vector } from "./on_page.js";

const SHORT = VECTORS.filter(({ text }) => text.length < 1000);

test("every text has the tokens of OpenAI's tokenizer and stays as it was given", async ({ page, site }) => {
  const on = await open(page, site);
  for (const { text, characters, o200k_base } of SHORT) {
    await give(on.prompt, text);
    await expectValue(on.tokens, o200k_base.tokens);
    await expectValue(on.characters, characters);
    expect(await on.prompt.evaluate((box) => /** @type {HTMLTextAreaElement} */ (box).value)).toBe(text);
  }
  await expect(page.locator("#certainty")).toHaveText("= exact");
});

test("another model counts with its own tokenizer", async ({ page, site }) => {
  const on = await open(page, site);
  await on.model.fill("gpt-3.5-turbo");
  await on.model.press("Enter");
  for (const { text, cl100k_base } of SHORT) {
    await give(on.prompt, text);
    await expectValue(on.tokens, cl100k_base.tokens);
  }
});

test("a pasted special token is counted as the text it is", async ({ page, site }) => {
  const on = await open(page, site);
  const { text, o200k_base } = vector("special token");
  await on.prompt.fill(text);
  await expectValue(on.tokens, o200k_base.tokens);
  await expect(on.problem).toBeHidden();
});

test("a lone surrogate counts as U+FFFD and one character", async ({ page, site }) => {
  const on = await open(page, site);
  await give(on.prompt, "a\ud83d b");
  await expectValue(on.characters, 4);
  await expect(on.tokens).toHaveAttribute("data-value", /^[1-9]/);
  const broken = await on.tokens.getAttribute("data-value");
  await give(on.prompt, "a\ufffd b");
  await expect(on.tokens).toHaveAttribute("data-value", broken ?? "");
});

test("a text that was emptied is 0 tokens and costs nothing", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill("some text");
  await expectValue(on.tokens, 2);
  await on.prompt.fill("");
  for (const output of [on.tokens, on.characters, on.inputCost, on.totalCost, on.context]) await expectValue(output, 0);
  await expect(on.tokens).toHaveText("0");
});

test("gpt-4o costs what its price says, for input, planned output and all requests", async ({ page, site }) => {
  const on = await open(page, site);
  const { text, o200k_base: { tokens } } = vector("code");
  await on.prompt.fill(text);
  await expectValue(on.inputCost, (tokens * 2.5) / 1e6);
  await expectValue(on.outputCost, 0);
  await expect(on.outputCost).toHaveText("none planned");
  await expect(page.getByText("the cost is that of the input alone")).toBeVisible();
  await expectValue(on.totalCost, (tokens * 2.5) / 1e6);
  await expectValue(on.context, tokens / 128_000);

  await on.outputTokens.fill("500");
  await expectValue(on.outputCost, (500 * 10) / 1e6);
  await expectValue(on.totalCost, (tokens * 2.5 + 500 * 10) / 1e6);
  await expectValue(on.context, (tokens + 500) / 128_000);

  await on.requests.fill("1000");
  await expectValue(on.totalCost, (1000 * (tokens * 2.5 + 500 * 10)) / 1e6);
  await expectValue(on.inputCost, (tokens * 2.5) / 1e6);
});

test("a plan beyond the model does not fit, and says why", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill("short");
  await on.outputTokens.fill("500000");
  await expect(page.locator("#context-note")).toContainText("Does not fit");
});

test("an estimate shows its range, and costs carry its sign", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill(vector("english").text);
  await on.model.fill("claude-opus-5-5");
  await on.model.press("Enter");
  await expect(on.tokens).toHaveText(/^≈ \d+$/);
  await expect(page.locator("#tokens-note")).toContainText(/\d+ to \d+: its tokenizer is not public/);
  await expect(on.inputCost).toHaveText(/^≈ \$/);
  await expect(on.totalCost).toHaveText(/^≈ \$/);
});

test("the answer is told once, politely, after the number has settled", async ({ page, site }) => {
  const on = await open(page, site);
  for (const output of [on.tokens, on.characters, on.inputCost, on.outputCost, on.totalCost, on.context]) {
    await expect(output).toHaveAttribute("aria-live", "off");
  }
  await on.prompt.fill(vector("english").text);
  await expect(page.locator("#summary")).toHaveText(/^17 tokens for gpt-4o, exact; \$0\.\d+ for the input alone; .* of the context window\.$/);
});

test("typing quickly never leaves an older answer", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill("");
  await on.prompt.pressSequentially("one two three four five six seven eight nine ten", { delay: 4 });
  await expectValue(on.tokens, 10);
  // A long text is overtaken by a short one before it has been counted.
  await on.prompt.fill(vector("megabyte").text);
  await on.prompt.fill("ten");
  await expectValue(on.tokens, 1);
  await page.waitForTimeout(1500);
  await expectValue(on.tokens, 1);
  await expectValue(on.characters, 3);
});

test("the same page works in a second tab at the same time", async ({ page, context, site }) => {
  const on = await open(page, site);
  const other = await open(await context.newPage(), site);
  await on.prompt.fill(vector("english").text);
  await other.prompt.fill(vector("emoji").text);
  await expectValue(other.tokens, vector("emoji").o200k_base.tokens);
  await expectValue(on.tokens, vector("english").o200k_base.tokens);
});
