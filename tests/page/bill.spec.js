// What a finished call has cost: from a pasted response, beside what was estimated.
import { readFileSync } from "node:fs";
import { test, expect } from "./fixtures.js";
import { expectValue, open, vector } from "./on_page.js";

/** @type {{ responses: { name: string, response?: object, text?: string, askedModel?: string, counts: Record<string, number> }[], refused: { name: string, text: string, message: string }[] }} */
const vectors = JSON.parse(readFileSync(new URL("../vectors/usage.json", import.meta.url), "utf8"));

/** @param {string} name */
function sample(name) {
  const found = vectors.responses.find((response) => response.name === name);
  if (!found) throw new Error(`no sample is called ${name}`);
  return found.text ?? JSON.stringify(found.response, null, 2);
}

/** @param {import("@playwright/test").Page} page */
async function billOn(page) {
  const region = page.getByRole("region", { name: "Check a bill" });
  await region.locator("details").evaluate((details) => ((/** @type {HTMLDetailsElement} */ (details)).open = true));
  return {
    region,
    response: region.getByRole("textbox", { name: "Response" }),
    model: region.getByRole("textbox", { name: "Billed model" }),
    total: region.getByRole("status", { name: "Billed" }),
    row: (/** @type {string} */ what) => region.getByRole("row", { name: what }).getByRole("cell"),
  };
}

test("a pasted response: its tokens by kind, each charged once", async ({ page, site }) => {
  await open(page, site);
  const bill = await billOn(page);
  await bill.response.fill(sample("Anthropic, a part kept for an hour, thinking and searches"));
  // 21 new, 6,000 read, 300 written for minutes and 1,500 for an hour, 503 out, 3 searches.
  const parts = [21 * 2, 6_000 * 0.1, 300 * 2.5 + 1_500 * 4, 503 * 10].map((usd) => usd / 1e6);
  await expectValue(bill.total, parts.reduce((sum, usd) => sum + usd, 0.03));
  await expect(bill.region).toContainText("for Claude Sonnet 5.5 at Anthropic, at the prices of");
  await expect(bill.row("Input that was new")).toHaveText(["21", "$0.000042"]);
  await expect(bill.row("Input read from the cache")).toHaveText(["6,000", "$0.00060"]);
  await expect(bill.row("Input written to the cache")).toHaveText(["1,800", "$0.0068"]);
  await expect(bill.row("Output")).toHaveText(["503", "$0.0050"]);
  await expect(bill.row("of it reasoning")).toHaveText(["200", ""]);
  await expect(bill.row("Web searches")).toHaveText(["3", "$0.03"]);
  await bill.response.fill("");
  await expect(bill.total).toHaveText("—");
  await expect(bill.region.getByRole("row")).toHaveCount(0);
});

test("searches without a known price have no figure, and are said not to be in the cost", async ({ page, site }) => {
  await open(page, site);
  const bill = await billOn(page);
  const usage = { input_tokens: 900, output_tokens: 10, server_tool_use: { web_search_requests: 3 } };
  await bill.response.fill(JSON.stringify({ model: "claude-3-haiku-20240307", usage }));
  await expect(bill.row("Web searches")).toHaveText(["3", ""]);
  await expect(bill.region).toContainText("No price of web searches is listed");
});

test("a stream, a tier, and what the provider says it has charged", async ({ page, site }) => {
  await open(page, site);
  const bill = await billOn(page);
  await bill.response.fill(sample("Anthropic stream"));
  await expect(bill.row("Input read from the cache").first()).toHaveText("4,096");
  await expect(bill.row("Output").first()).toHaveText("115");
  await bill.response.fill(sample("OpenAI chat in the flex tier"));
  await expect(bill.region).toContainText("in the flex tier, at the prices of Nov 2, 2026");
  await bill.response.fill(sample("OpenRouter, with what it has charged"));
  await expect(bill.region).toContainText("The response itself says $0.0047");
});

test("beside the estimate of the prompt, on the model that was billed", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill(vector("english").text);
  await expectValue(on.tokens, 17);
  const bill = await billOn(page);
  const response = { id: "x", model: "gpt-4o-mini-2024-07-18", usage: { prompt_tokens: 24, completion_tokens: 10 } };
  await bill.response.fill(JSON.stringify(response));
  await bill.region.getByRole("button", { name: "Compare with the prompt on gpt-4o-mini" }).click();
  await expect(on.model).toHaveValue("gpt-4o-mini");
  await expect(bill.region).toContainText("The prompt here is estimated at 17, billed were 24 tokens (+41%) of input.");
  await on.outputTokens.fill("20");
  await expect(bill.region).toContainText("of input; planned at 20, billed were 10 tokens (-50%) of output.");
});

test("what is no bill says what is missing, and a model that it does not name is asked for", async ({ page, site }) => {
  await open(page, site);
  const bill = await billOn(page);
  for (const { text, message } of vectors.refused.filter((refused) => refused.text.trim() !== "")) {
    await bill.response.fill(text);
    await expect(bill.region).toContainText(message);
    await expect(bill.total).toHaveText("—");
    await expect(bill.response).toHaveAttribute("aria-invalid", "true");
  }
  await bill.response.fill(JSON.stringify({ prompt_tokens: 1_000_000, completion_tokens: 0, total_tokens: 1_000_000 }));
  await expect(bill.region).toContainText("does not name its model");
  await bill.model.fill("gpt-4o");
  await expectValue(bill.total, 2.5);
  await expect(bill.response).not.toHaveAttribute("aria-invalid");
});
