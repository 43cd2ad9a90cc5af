// A long text in parts that fit: told, priced and saved, with nothing lost.
import { readFile } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { test, expect } from "./fixtures.js";
import { RECIPES, keyOf } from "../keys/recipes.js";
import { expectValue, open, vector } from "./on_page.js";

/** @param {import("@playwright/test").Page} page */
async function splitOn(page) {
  const region = page.getByRole("region", { name: "Split a long text" });
  await region.locator("details").evaluate((details) => ((/** @type {HTMLDetailsElement} */ (details)).open = true));
  const field = (/** @type {string} */ name) => region.getByRole("spinbutton", { name });
  return {
    region,
    limit: field("Tokens in a part"),
    overlap: field("Of these, overlap"),
    boundary: region.getByRole("combobox", { name: "Cut after" }),
    count: region.getByRole("status", { name: "Parts" }),
    rows: region.locator("tbody tr"),
    /** @param {string} name */
    saved: async (name) => {
      const [download] = await Promise.all([page.waitForEvent("download"), region.getByRole("button", { name, exact: true }).click()]);
      return readFile(await download.path());
    },
  };
}

/**
 * The files of an archive in which they are stored as they are, each checked.
 *
 * @param {Buffer} archive
 */
function unzip(archive) {
  const files = [];
  const end = archive.length - 22;
  expect(archive.readUInt32LE(end)).toBe(0x06054b50);
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    expect(archive.readUInt32LE(at)).toBe(0x02014b50);
    const [crc, size, length] = [archive.readUInt32LE(at + 16), archive.readUInt32LE(at + 24), archive.readUInt16LE(at + 28)];
    const name = archive.toString("utf8", at + 46, at + 46 + length);
    const head = archive.readUInt32LE(at + 42);
    expect(archive.readUInt32LE(head)).toBe(0x04034b50);
    expect(archive.readUInt32LE(head + 14)).toBe(crc);
    const bytes = archive.subarray(head + 30 + length, head + 30 + length + size);
    expect(archive.toString("utf8", head + 30, head + 30 + length)).toBe(name);
    expect(crc32(bytes)).toBe(crc);
    files.push({ name, text: bytes.toString("utf8") });
    at += 46 + length;
  }
  expect(at).toBe(end);
  return files;
}

const PARAGRAPHS = Array.from({ length: 30 }, (_, at) => `Paragraph ${at} is here. It has a few words, 日本語 and 👩‍🚀.\n\n`).join("");

test("a text is split into parts that fit, and the files have all of it", async ({ page, site }) => {
  const on = await open(page, site);
  const split = await splitOn(page);
  await on.prompt.fill(PARAGRAPHS);
  await expect(on.tokens).toHaveAttribute("data-value", /^[1-9]/);
  await expectValue(split.count, 1);
  await split.limit.fill("100");
  await expect(split.count).not.toHaveText("1 part");
  const count = Number(await split.count.getAttribute("data-value"));
  await expect(split.rows).toHaveCount(count);

  const lines = (await split.saved("Save as JSONL")).toString("utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
  expect(lines.length).toBe(count);
  expect(lines.map(({ text }) => text).join("")).toBe(PARAGRAPHS);
  let usd = 0;
  for (const [at, { index, start, end, model, tokens, basis, input_usd: cost, text }] of lines.entries()) {
    expect({ index, model, basis, text }).toEqual({ index: at + 1, model: "gpt-4o", basis: "exact", text: PARAGRAPHS.slice(start, end) });
    expect(tokens).toBeLessThanOrEqual(100);
    expect(text).toMatch(/\n\n$/);
    expect(cost).toBeCloseTo((tokens * 2.5) / 1e6, 12);
    await expect(split.rows.nth(at).locator("td").first()).toHaveAttribute("data-value", String(tokens));
    usd += cost;
  }
  await expect(split.region).toContainText(`${lines.reduce((sum, { tokens }) => sum + tokens, 0)} tokens in all, $${usd.toPrecision(2)} of input`);

  const files = unzip(await split.saved("Save as text files"));
  expect(files.map(({ text }) => text).join("")).toBe(PARAGRAPHS);
  expect(files.map(({ name }) => name)).toEqual(lines.map(({ index }) => `part-${String(index).padStart(String(count).length, "0")}.txt`));

  // A part on its own has the tokens that were told.
  await on.prompt.fill(lines[0].text);
  await expectValue(on.tokens, lines[0].tokens);
});

test("parts overlap as far as asked, by sentences", async ({ page, site }) => {
  const on = await open(page, site);
  const split = await splitOn(page);
  await on.prompt.fill("It rains. It snows! Does it hail? No. ".repeat(20));
  await split.boundary.selectOption("sentences");
  await split.limit.fill("30");
  await split.overlap.fill("10");
  await expect(split.count).not.toHaveText(/^(1 part|—)$/);
  await page.waitForTimeout(500);
  const lines = (await split.saved("Save as JSONL")).toString("utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
  for (const [at, { start, text }] of lines.entries()) {
    expect(text).toMatch(/^(It|Does|No)/);
    if (at > 0) expect(start).toBeLessThan(lines[at - 1].end);
  }
});

test("what cannot be a part is said, and what is typed next is split", async ({ page, site }) => {
  const on = await open(page, site);
  const split = await splitOn(page);
  await expect(split.region).toContainText("once there is text");
  await on.prompt.fill("some words to split");
  await expectValue(split.count, 1);
  await split.limit.fill("0");
  await expect(split.region).toContainText("A part must be at least 1.");
  await expect(split.limit).toHaveAttribute("aria-invalid", "true");
  await expect(split.region.getByRole("button", { name: "Save as JSONL" })).toBeDisabled();
  await split.limit.fill("2");
  await expectValue(split.count, 2);
  await split.overlap.fill("2");
  await expect(split.region).toContainText("The overlap must be less than a part.");
  await split.overlap.fill("");
  await expectValue(split.count, 2);
});

test("a text that does not fit offers to be split, and an estimate says that it is one", async ({ page, site }) => {
  const on = await open(page, site);
  await on.model.fill("gpt-4");
  await on.model.press("Enter");
  await on.prompt.fill("word ".repeat(9000));
  const offer = page.getByRole("button", { name: "Split the text into parts that fit" });
  await offer.click();
  const split = await splitOn(page);
  await expect(split.limit).toBeFocused();
  await expect(split.count).toHaveAttribute("data-value", /^(9|10)$/);
  await on.model.fill("claude-opus-5-5");
  await on.model.press("Enter");
  await expect(split.region).toContainText(/≈ [\d,]+ tokens in all, ≈ \$/);
  await expect(offer).toBeHidden();
});

test("a megabyte is split, and keys in it are told of", async ({ page, site }) => {
  const on = await open(page, site);
  const split = await splitOn(page);
  const { text } = vector("megabyte");
  const key = keyOf(RECIPES[0] ?? { kind: "", names: "", parts: [] }, 9);
  await on.prompt.fill(`${text}\n${key}`);
  await expect(split.count).toHaveAttribute("data-value", /^\d{3,}$/);
  await expect(split.rows).toHaveCount(100);
  await expect(split.region).toContainText("The first 100 are shown; the files have all.");
  await expect(split.region).toContainText("API keys in the text will be in the files");
  const lines = (await split.saved("Save as JSONL")).toString("utf8").trimEnd().split("\n").map((line) => JSON.parse(line).text);
  expect(lines.join("") === `${text}\n${key}`).toBe(true);
});

test("parts of a text that is there no more cannot be saved", async ({ page, site }) => {
  const on = await open(page, site);
  const split = await splitOn(page);
  await on.prompt.fill("An older text.");
  await expectValue(split.count, 1);
  const jsonLines = split.region.getByRole("button", { name: "Save as JSONL" });
  await expect(jsonLines).toBeEnabled();
  const disabled = await on.prompt.evaluate(async (box) => {
    /** @type {HTMLTextAreaElement} */ (box).value = "A newer one.";
    box.dispatchEvent(new Event("input", { bubbles: true }));
    // As soon as the letter is drawn.
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    return [...document.querySelectorAll("#split-jsonl, #split-texts")].map((button) => /** @type {HTMLButtonElement} */ (button).disabled);
  });
  expect(disabled).toEqual([true, true]);
  await expect(jsonLines).toBeEnabled();
  expect((await split.saved("Save as JSONL")).toString("utf8")).toContain("A newer one.");
});

test("more parts than an archive can number are saved as JSONL alone", async ({ page, site }) => {
  const on = await open(page, site);
  const split = await splitOn(page);
  await split.limit.fill("1");
  await on.prompt.fill("a ".repeat(66_000));
  await expect(split.count).toHaveAttribute("data-value", /^66\d{3}$/, { timeout: 30_000 });
  await expect(split.region.getByRole("button", { name: "Save as JSONL" })).toBeEnabled();
  await expect(split.region.getByRole("button", { name: "Save as text files" })).toBeDisabled();
  await expect(split.region).toContainText("too many for text files");
});
