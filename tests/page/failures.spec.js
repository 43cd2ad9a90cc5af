// What goes wrong on the way: each failure says what happened and what helps, and the text stays.
import { test, expect } from "./fixtures.js";
import { expectUnknown, expectValue, open, parts, vector } from "./on_page.js";

const { text, o200k_base: { tokens } } = vector("english");
const VOCABULARY = /o200k_base.*\.tmvocab$/;

// A browser itself writes failed requests to the console.
test.use({ excused: ["console"] });

/** @type {[what: string, pattern: RegExp, fault: import("./server.js").Fault][]} */
const FAULTS = [
  ["vocabulary that is missing", VOCABULARY, { status: 404 }],
  ["vocabulary that is a page of HTML", VOCABULARY, { html: true }],
  ["vocabulary that is cut off", VOCABULARY, { keepBytes: 100_000 }],
  ["vocabulary that is empty", VOCABULARY, { keepBytes: 0 }],
  ["vocabulary that is altered", VOCABULARY, { flipByte: 200_000 }],
  ["vocabulary whose connection breaks", VOCABULARY, { drop: true }],
  ["vocabulary of which the half comes and then nothing", VOCABULARY, { silent: true }],
  ["wasm that is missing", /tokens_bg.*\.wasm$/, { status: 404 }],
  ["wasm that is cut off", /tokens_bg.*\.wasm$/, { keepBytes: 5000 }],
  ["wasm that is altered", /tokens_bg.*\.wasm$/, { flipByte: 40_000 }],
  ["wasm that is a page of HTML", /tokens_bg.*\.wasm$/, { html: true }],
  ["counting module that is missing", /tokenmeter\/index\.js$/, { status: 404 }],
];

for (const [what, pattern, fault] of FAULTS) {
  test(`a ${what}: cause, remedy, and the text counted after another try`, async ({ page, site }) => {
    site.inject(pattern, fault);
    await page.goto(site.url);
    const on = parts(page);
    await on.prompt.fill(text);
    // A connection that is silent is given up after 20 seconds.
    await expect(on.problem).toBeVisible({ timeout: 30_000 });
    await expect(on.prompt).toHaveValue(text);
    await expectValue(on.characters, 81);
    // An estimate or nothing, but never a number that looks exact.
    await expect(on.tokens).toHaveText(/^(≈ [1-9]\d*|unknown)$/);
    expect(await on.tokens.getAttribute("data-value")).toBeFalsy();
    site.heal();
    await on.problem.getByRole("button", { name: "Try again" }).click();
    await expectValue(on.tokens, tokens);
    await expect(on.problem).toBeHidden();
  });
}

for (const [what, pattern, fault] of /** @type {typeof FAULTS} */ ([
  ["price list that is missing", /prices.*\.txt$/, { status: 404 }],
  ["price list that is cut off", /prices.*\.txt$/, { keepBytes: 1000 }],
  ["price list that is altered", /prices.*\.txt$/, { flipByte: 100_000 }],
  ["price wasm that is altered", /prices_bg.*\.wasm$/, { flipByte: 100_000 }],
  ["price wasm that is missing", /prices_bg.*\.wasm$/, { status: 404 }],
])) {
  test(`a ${what}: tokens are still counted, costs are unknown and not 0`, async ({ page, site }) => {
    site.inject(pattern, fault);
    await page.goto(site.url);
    const on = parts(page);
    await on.prompt.fill(text);
    await expectValue(on.tokens, tokens);
    await expect(on.problem).toContainText("prices");
    await expectUnknown(on.inputCost);
    await expectUnknown(on.totalCost);
    await expectUnknown(on.context);
    site.heal();
    await on.problem.getByRole("button", { name: "Try again" }).click();
    await expectValue(on.inputCost, (tokens * 2.5) / 1e6);
    await expect(on.problem).toBeHidden();
  });
}

test("while the tokenizer loads, an estimate stands in and is replaced in place", async ({ page, site }) => {
  site.inject(VOCABULARY, { delayMs: 3000 });
  await page.goto(site.url);
  const on = parts(page);
  await on.prompt.fill(text);
  await expect(on.tokens).toHaveText(/^≈ [1-9]\d*$/);
  expect(await on.tokens.getAttribute("data-value")).toBeFalsy();
  await expectValue(on.tokens, tokens);
  await expect(on.tokens).toHaveText("17");
});

test("without a network after loading, everything loaded goes on working", async ({ page, context, site }) => {
  const on = await open(page, site);
  await on.prompt.fill(text);
  await expectValue(on.tokens, tokens);
  await context.setOffline(true);
  await on.prompt.fill(`${text}${text}`);
  await expectValue(on.tokens, 2 * tokens);
  // Another vocabulary cannot come now.
  await on.model.fill("gpt-3.5-turbo");
  await on.model.press("Enter");
  await expect(on.problem).toContainText("connection");
  await expect(on.tokens).toHaveText(/^≈ /);
  await on.model.fill("gpt-4o");
  await on.model.press("Enter");
  await expectValue(on.tokens, 2 * tokens);
  await expect(on.problem).toBeHidden();
});

test("a drawer whose code is missing: said, and there after another try", async ({ page, site }) => {
  site.inject(/view\/bill\.js$/, { status: 404 });
  const on = await open(page, site);
  const drawer = page.getByRole("region", { name: "Check a bill" });
  // By the keyboard: the comparison above may still be coming, and move what a pointer is about to release.
  const summary = drawer.locator("summary");
  await summary.press("Enter");
  await expect(on.problem).toContainText("could not be downloaded");
  site.heal();
  await summary.press("Enter");
  await summary.press("Enter");
  await drawer.getByRole("textbox", { name: "Response" }).fill('{"model":"gpt-4o","usage":{"prompt_tokens":1000,"completion_tokens":0,"total_tokens":1000}}');
  await expectValue(drawer.getByRole("status", { name: "Billed" }), 0.0025);
  await expect(on.problem).toBeHidden();
});
