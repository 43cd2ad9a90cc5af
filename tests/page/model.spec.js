// Choosing a model: the list, any typed name, and names that nobody knows.
import { test, expect } from "./fixtures.js";
import { expectUnknown, expectValue, open, vector } from "./on_page.js";

test("the list opens with the guide's models and flagships, and an option is taken", async ({ page, site }) => {
  const on = await open(page, site);
  await on.model.click();
  await expect(on.model).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByRole("group", { name: "OpenAI", exact: true }).getByRole("option").first()).toBeVisible();
  await page.getByRole("option", { name: /^gpt-4o-mini/ }).click();
  await expect(on.model).toHaveValue("gpt-4o-mini");
  await expect(on.model).toHaveAttribute("aria-expanded", "false");
  await on.prompt.fill(vector("english").text);
  await expectValue(on.inputCost, (17 * 0.15) / 1e6);
});

test("searching finds models by words of name and provider", async ({ page, site }) => {
  const on = await open(page, site);
  await on.model.fill("anthropic opus 5.5");
  await expect(page.getByRole("option").first()).toContainText("claude-opus-5-5");
  await on.model.press("ArrowDown");
  await on.model.press("Enter");
  await expect(on.model).toHaveValue("claude-opus-5-5");
});

for (const name of ["openai/gpt-4o", "ft:gpt-4o-mini-2024-07-18:acme::abc123", "gpt-4o-2024-08-06"]) {
  test(`${name} can be typed`, async ({ page, site }) => {
    const on = await open(page, site);
    await on.model.fill(name);
    await on.model.press("Enter");
    await on.prompt.fill(vector("emoji").text);
    await expectValue(on.tokens, vector("emoji").o200k_base.tokens);
    await expect(on.problem).toBeHidden();
  });
}

test("an unknown name shows no numbers, and a suggestion mends it", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill(vector("english").text);
  await expectValue(on.tokens, 17);
  await on.model.fill("gpt4o");
  await on.model.press("Enter");
  await expect(on.problem).toContainText("gpt4o");
  for (const output of [on.tokens, on.inputCost, on.outputCost, on.totalCost, on.context]) await expectUnknown(output);
  await expectValue(on.characters, 81);
  await expect(on.model).toHaveAttribute("aria-invalid", "true");
  await on.problem.getByRole("button", { name: "gpt-4o", exact: true }).click();
  await expect(on.model).toHaveValue("gpt-4o");
  await expectValue(on.tokens, 17);
  await expect(on.problem).toBeHidden();
});

for (const name of ["__proto__", "constructor", "<b>bold</b>", "\u202egpt-4o", "x".repeat(5000)]) {
  test(`"${name.slice(0, 20)}" is an unknown model like any other`, async ({ page, site }) => {
    const on = await open(page, site);
    await on.prompt.fill("text");
    await on.model.fill(name);
    await on.model.press("Enter");
    await expect(on.problem).toBeVisible();
    await expectUnknown(on.tokens);
    await expect(on.prompt).toHaveValue("text");
    await on.model.fill("gpt-4o");
    await on.model.press("Enter");
    await expectValue(on.tokens, 1);
  });
}

test("a model that was shut down says so and offers its successor", async ({ page, site }) => {
  const on = await open(page, site);
  await on.model.fill("gpt-3.5-turbo");
  await on.model.press("Enter");
  await on.prompt.fill("text");
  const notes = page.locator("#model-notes");
  await expect(notes).toContainText("Shut down");
  const successor = notes.getByRole("button");
  const name = await successor.textContent();
  await successor.click();
  await expect(on.model).toHaveValue(name ?? "");
});

test("the price says when it was checked and where to verify it", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill("text");
  await expect(page.locator("#price-note")).toContainText(/prices checked .*20\d\d/);
  await expect(page.locator("#price-note").getByRole("link")).toHaveAttribute("href", /^https:\/\/.*openai/);
});

for (const [typed, words] of /** @type {const} */ ([["-5", "negative"], ["1.5", "whole number"], ["1e30", "too large"]])) {
  test(`planned output ${typed} is refused in words, and the input is still priced`, async ({ page, site }) => {
    const on = await open(page, site);
    await on.prompt.fill(vector("english").text);
    await expectValue(on.inputCost, (17 * 2.5) / 1e6);
    await on.outputTokens.fill(typed);
    await expect(on.problem).toContainText(words);
    await expect(on.outputTokens).toHaveAttribute("aria-invalid", "true");
    await expectUnknown(on.totalCost);
    await expectUnknown(on.outputCost);
    await expectValue(on.inputCost, (17 * 2.5) / 1e6);
    await on.outputTokens.fill("");
    await expect(on.problem).toBeHidden();
    await expectValue(on.totalCost, (17 * 2.5) / 1e6);
  });
}

test("0 requests are refused in words", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill("text");
  await on.requests.fill("0");
  await expect(on.problem).toContainText("at least 1");
  await expectUnknown(on.totalCost);
});
