// A file of requests or examples: counted line by line, whatever its size.
import { readFile } from "node:fs/promises";
import { test, expect } from "./fixtures.js";
import { expectValue, open } from "./on_page.js";

/** @param {import("@playwright/test").Page} page */
async function linesOn(page) {
  const region = page.getByRole("region", { name: "Large files" });
  await region.locator("details").evaluate((details) => ((/** @type {HTMLDetailsElement} */ (details)).open = true));
  const output = (/** @type {string} */ name) => region.getByRole("status", { name });
  return {
    region,
    file: region.locator("input[type=file]"),
    kind: region.getByRole("combobox", { name: "The file is" }),
    lines: output("Lines"),
    tokens: output("Tokens in the file"),
    cost: output("Cost of the file"),
    problems: region.getByRole("group", { name: "Problems in the file" }),
    bar: region.getByRole("progressbar"),
  };
}

/** @param {string} text */
const jsonl = (text) => ({ name: "requests.jsonl", mimeType: "application/jsonl", buffer: Buffer.from(text) });
const request = (/** @type {number} */ at, content = "Hello") =>
  JSON.stringify({ custom_id: `r${at}`, body: { model: "gpt-4o", messages: [{ role: "user", content }], max_tokens: 10 } });

test("a batch is counted and priced as one, and its bad lines are named", async ({ page, site }) => {
  await open(page, site);
  const on = await linesOn(page);
  await on.file.setInputFiles(jsonl(`${request(1)}\n${request(2)}\n{"broken\n${request(1)}\n`));
  // 3 and 4 tokens around "user" and "Hello".
  await expectValue(on.tokens, 3 * 8);
  await expectValue(on.lines, 4);
  await expectValue(on.cost, (3 * (8 * 1.25 + 10 * 5)) / 1e6);
  await expect(on.problems.getByRole("row")).toHaveCount(3);
  await expect(on.problems).toContainText("custom_id was used before");
  const [download] = await Promise.all([page.waitForEvent("download"), on.region.getByRole("button", { name: "Save the lines as CSV" }).click()]);
  const csv = await readFile(await download.path(), "utf8");
  expect(csv).toContain("line,tokens,output_tokens,usd,problem\r\n1,8,10,0.00006,\r\n");
  expect(csv).toContain("3,,,,malformed\r\n");
  expect(csv).toContain("4,8,10,0.00006,duplicate\r\n");
});

test("a batch has the price of the model that it names, and says so aloud", async ({ page, site }) => {
  await open(page, site);
  const on = await linesOn(page);
  const lines = [1, 2, 3].map((at) => request(at).replace("gpt-4o", "gpt-4o-mini"));
  await on.file.setInputFiles(jsonl(lines.join("\n")));
  await expectValue(on.cost, (3 * (8 * 0.075 + 10 * 0.3)) / 1e6);
  await expect(page.locator("#lines-count-note")).toHaveText(/^for \S*gpt-4o-mini$/);
  await expect(page.locator("#lines-note[aria-live=polite]")).toHaveText(/^requests\.jsonl, .+: 3 lines counted\./);
  // Without one, or with one that nobody knows, it is the page's.
  for (const line of [request(1).replace('"model":"gpt-4o",', ""), request(1).replace("gpt-4o", "my-model")]) {
    await on.file.setInputFiles(jsonl(line));
    await expectValue(on.cost, (8 * 1.25 + 10 * 5) / 1e6);
    await expect(page.locator("#lines-count-note")).toHaveText(/^for \S*gpt-4o, as the first line names no model/);
  }
});

test("planned output that is being typed reads the file once", async ({ page, site }) => {
  const page_ = await open(page, site);
  const on = await linesOn(page);
  await on.file.setInputFiles(jsonl(request(1).replace(',"max_tokens":10', "")));
  await expect(on.region).toContainText("nothing is planned");
  const progress = await page.locator("#lines-progress").evaluateHandle((bar) => {
    const seen = { times: 0 };
    new MutationObserver(() => (seen.times += /** @type {HTMLElement} */ (bar).hidden ? 0 : 1)).observe(bar, { attributes: true });
    return seen;
  });
  await page_.outputTokens.evaluate((field) => {
    for (const typed of ["1", "10", "100"]) {
      /** @type {HTMLInputElement} */ (field).value = typed;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  await expectValue(on.cost, (8 * 1.25 + 100 * 5) / 1e6);
  expect(await progress.evaluate(({ times }) => times)).toBe(1);
});

test("examples for fine-tuning: epochs, training cost, and a rate of one's own", async ({ page, site }) => {
  const page_ = await open(page, site);
  const on = await linesOn(page);
  const example = JSON.stringify({ messages: [{ role: "user", content: "Hello" }, { role: "assistant", content: "Hi" }] });
  await on.file.setInputFiles(jsonl(`${example}\n`));
  await expect(on.kind).toHaveValue("finetune");
  await expectValue(on.cost, (25 * 13 * 25) / 1e6);
  await expect(on.region).toContainText("25 epochs");
  await on.region.getByRole("spinbutton", { name: "Epochs" }).fill("2");
  await on.region.getByRole("spinbutton", { name: "Training, USD" }).fill("100");
  await on.region.getByRole("spinbutton", { name: "Training, USD" }).blur();
  await expectValue(on.cost, (2 * 13 * 100) / 1e6);
  await page_.model.fill("claude-opus-5-5");
  await page_.model.press("Enter");
  await expect(on.tokens).toContainText("≈");
});

/**
 * Chooses a file of 200 MB, and returns how many lines it has.
 * @param {import("@playwright/test").Locator} file
 */
const chooseLarge = (file) =>
  file.evaluate((input) => {
    const content = "The quick brown fox jumps over the lazy dog. ".repeat(90);
    const lines = [];
    for (let at = 0, bytes = 0; bytes < 200_000_000; at += 1) {
      const line = `${JSON.stringify({ custom_id: `r${at}`, body: { model: "gpt-4o", messages: [{ role: "user", content }], max_tokens: 1 } })}\n`;
      lines.push(line);
      bytes += line.length;
    }
    const transfer = new DataTransfer();
    transfer.items.add(new File(lines, "large.jsonl"));
    /** @type {HTMLInputElement} */ (input).files = transfer.files;
    input.dispatchEvent(new Event("change"));
    return lines.length;
  });

test("a file of 200 MB shows how far it is, can be cancelled, and sums up", async ({ page, site }) => {
  test.setTimeout(240_000);
  await open(page, site);
  const on = await linesOn(page);
  await chooseLarge(on.file);
  await expect(on.bar).toBeVisible();
  await on.region.getByRole("button", { name: "Cancel" }).click();
  await expect(on.region).toContainText("Cancelled");
  await expect(on.bar).toBeHidden();
  await expect(on.region.getByRole("button", { name: "Open a file" })).toBeFocused();
  const size = await chooseLarge(on.file);
  await expect(on.lines).toHaveAttribute("data-value", String(size), { timeout: 200_000 });
  // Ten tokens a sentence, one space at the end, seven around.
  const tokens = Number(await on.tokens.getAttribute("data-value"));
  expect(tokens).toBe(size * (90 * 10 + 1 + 7));
  await expect(on.region).not.toContainText("too many for one batch");
  await expect(on.region).toContainText("too much for one batch");
});

test("a JSONL file dropped on the page is counted line by line, and the text stays", async ({ page, site }) => {
  const page_ = await open(page, site);
  const on = await linesOn(page);
  await page_.prompt.fill("Stay");
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "dropped.jsonl"));
    return transfer;
  }, `${request(1)}\n`);
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
  await expectValue(on.lines, 1);
  await expect(page_.prompt).toHaveValue("Stay");
});

/**
 * Drops a text of so many lines on the page, more than a tab could show.
 * @param {import("@playwright/test").Page} page
 * @param {number} lines of "It is a line of text.\n"
 */
const dropText = (page, lines) =>
  page.evaluate((count) => {
    const block = new Blob(["It is a line of text.\n".repeat(100_000)]);
    const transfer = new DataTransfer();
    transfer.items.add(new File(Array.from({ length: count / 100_000 }, () => block), "corpus.txt"));
    document.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, lines);
/** By o200k_base and cl100k_base alike. */
const TOKENS_PER_LINE = 7;

test("a text of 136 MB is counted by all processors without being shown, and again for another model", async ({ page, site }) => {
  test.setTimeout(180_000);
  const { prompt, model } = await open(page, site);
  await prompt.fill("What was there stays.");
  const on = await linesOn(page);
  const processors = await page.evaluate(() => navigator.hardwareConcurrency);
  let started = 0;
  page.on("worker", () => (started += 1));
  await dropText(page, 6_200_000);
  await expect(on.kind).toHaveValue("text");
  await expect(on.tokens).toHaveAttribute("data-value", String(TOKENS_PER_LINE * 6_200_000), { timeout: 90_000 });
  await expectValue(on.cost, (TOKENS_PER_LINE * 6_200_000 * 2.5) / 1e6);
  await expect(on.lines).toBeHidden();
  await expect(page.locator("#lines-note")).toContainText("It does not fit the model’s window");
  expect(started).toBe(Math.min(processors, 8) - 1);
  // They end with the file.
  await expect.poll(() => page.workers().length).toBe(1);
  await expect(prompt).toHaveValue("What was there stays.");
  await model.fill("gpt-4");
  await model.press("Enter");
  await expectValue(on.cost, (TOKENS_PER_LINE * 6_200_000 * 30) / 1e6);
});

test("without a network the worker that is there counts a large text alone, and it can be cancelled", async ({ page, site, context }) => {
  test.setTimeout(180_000);
  const { prompt, tokens } = await open(page, site);
  await prompt.fill("é");
  await expectValue(tokens, 1);
  const on = await linesOn(page);
  // The drawer's own code has come once it has counted something.
  await on.file.setInputFiles(jsonl(request(1)));
  await expectValue(on.lines, 1);
  await context.setOffline(true);
  // Long enough to be cancelled.
  await dropText(page, 30_000_000);
  await expect(on.bar).toBeVisible();
  await on.region.getByRole("button", { name: "Cancel" }).click();
  await expect(on.region).toContainText("Cancelled");
  await dropText(page, 5_000_000);
  await expect(on.tokens).toHaveAttribute("data-value", String(TOKENS_PER_LINE * 5_000_000), { timeout: 90_000 });
});

test("a large file that is no text is refused, and says what to do", async ({ page, site }) => {
  await open(page, site);
  const on = await linesOn(page);
  await on.file.evaluate((input) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(1_000_000)], "film.bin"));
    /** @type {HTMLInputElement} */ (input).files = transfer.files;
    input.dispatchEvent(new Event("change"));
  });
  await expect(page.locator("#lines-note")).toHaveText("film.bin is not a text in UTF-8. Save it as one, then open it again.");
  await expect(on.tokens).toBeHidden();
  // It is not taken up again with other numbers.
  const { kind } = on;
  await kind.selectOption("finetune");
  await expect(page.locator("#lines-note")).toContainText("is not a text");
  await expect(on.bar).toBeHidden();
});
