// The text itself: long ones, files, samples, taking it back. It is never altered.
import { test, expect } from "./fixtures.js";
import { expectValue, open, vector } from "./on_page.js";

for (const name of ["megabyte", "megabyte of one letter"]) {
  test(`${name} is counted exactly, and the page goes on answering`, async ({ page, site }) => {
    const on = await open(page, site);
    const { text, characters, o200k_base } = vector(name);
    await on.prompt.fill(text);
    await expectValue(on.tokens, o200k_base.tokens);
    await expectValue(on.characters, characters);
    expect((await on.prompt.inputValue()) === text).toBe(true);
    await expect(on.tokenView).toContainText("the total covers all");
    // The document can be edited, and taken away.
    await page.getByRole("button", { name: "Edit" }).click();
    await on.prompt.press("End");
    await on.prompt.pressSequentially("!");
    await expectValue(on.characters, characters + 1);
    await on.prompt.fill("small again");
    await expectValue(on.tokens, 2);
  });
}

test("a long document can be copied, removed and brought back", async ({ page, context, site }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const on = await open(page, site);
  const { text, o200k_base } = vector("megabyte");
  await on.prompt.fill(text);
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  expect((await page.evaluate(() => navigator.clipboard.readText())) === text).toBe(true);
  await page.getByRole("button", { name: "Remove" }).click();
  await expectValue(on.tokens, 0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expectValue(on.tokens, o200k_base.tokens);
  expect((await on.prompt.inputValue()) === text).toBe(true);
});

test("clearing can be undone", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill("keep this");
  await page.getByRole("button", { name: "Clear" }).click();
  await expectValue(on.characters, 0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(on.prompt).toHaveValue("keep this");
  await expectValue(on.characters, 9);
});

test("each sample is counted, and makes way for the text", async ({ page, site }) => {
  const on = await open(page, site);
  const samples = page.getByRole("group", { name: "Try a sample" });
  for (const name of ["Code", "日本語", "Emoji", "English"]) {
    await samples.getByRole("button", { name }).click();
    await expect(on.tokens).toHaveAttribute("data-value", /^[1-9]/);
    await expect(samples).toBeHidden();
    await on.prompt.fill("");
  }
});

test("a file keeps its line ends and byte order mark in the count", async ({ page, site }) => {
  const on = await open(page, site);
  await page.locator("#file").setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("\ufeffone\r\ntwo\r\n") });
  await expectValue(on.characters, 11);
  await expect(page.getByRole("group", { name: "Attached document" })).toContainText("notes.txt");
});

test("a file that is no text is refused, and the text stays", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill("still here");
  await page.locator("#file").setInputFiles({ name: "photo.jpg", mimeType: "image/jpeg", buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x80]) });
  await expect(on.problem).toContainText("photo.jpg");
  await expect(on.prompt).toHaveValue("still here");
});

test("markup in a text is shown as text", async ({ page, site }) => {
  const on = await open(page, site);
  const { text, o200k_base } = vector("markup");
  await on.prompt.fill(text);
  await expectValue(on.tokens, o200k_base.tokens);
  await expect(on.tokenView.getByRole("listbox")).toHaveText(text);
  await expect(on.tokenView.locator("img, b")).toHaveCount(0);
});
