// The prompt as a program: for the model's own service, with the plan, and never with a key in it.
import { readFile } from "node:fs/promises";
import { test, expect } from "./fixtures.js";
import { open, vector } from "./on_page.js";

/** @param {import("@playwright/test").Page} page */
async function codeOn(page) {
  const region = page.getByRole("region", { name: "Take it to code" });
  await region.locator("details").evaluate((details) => ((/** @type {HTMLDetailsElement} */ (details)).open = true));
  return {
    region,
    service: region.getByRole("combobox", { name: "Service" }),
    language: region.getByRole("combobox", { name: "Language" }),
    code: region.getByRole("group", { name: "Code" }),
    env: region.getByRole("group", { name: ".env" }),
    save: (/** @type {string} */ name) => region.getByRole("button", { name: `Save ${name}` }),
  };
}

/** @param {import("@playwright/test").Page} page @param {() => Promise<void>} press */
async function saved(page, press) {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

test("the program asks the model's own service, with the text and the plan", async ({ page, site }) => {
  const on = await open(page, site);
  const code = await codeOn(page);
  await expect(code.code).toContainText("https://api.openai.com/v1/chat/completions");
  await on.prompt.fill(vector("english").text);
  await on.outputTokens.fill("321");
  await expect(code.code).toContainText(JSON.stringify(vector("english").text));
  await expect(code.code).toContainText('"max_completion_tokens": 321');
  await expect(code.code).toContainText('"model": "gpt-4o"');
  await expect(code.env).toHaveText("OPENAI_API_KEY=");

  await on.model.fill("claude-opus-4-6");
  await on.model.press("Enter");
  await expect(code.service).toHaveValue("anthropic");
  await expect(code.env).toHaveText("ANTHROPIC_API_KEY=");
  await code.language.selectOption("Python");
  await expect(code.code).toContainText('"max_tokens": 321');
  const file = await saved(page, () => code.save("ask.py").click());
  expect(file.name).toBe("ask.py");
  expect(file.text).toBe(await code.code.textContent());

  await code.service.selectOption("Ollama, on this machine");
  await expect(code.code).toContainText('"num_ctx": 1024');
  await expect(code.env).toBeHidden();
  await code.language.selectOption("n8n");
  await expect(code.code).toContainText("n8n-nodes-base.httpRequest");
});

test("a long text stands beside the program, byte for byte", async ({ page, site }) => {
  const on = await open(page, site);
  const code = await codeOn(page);
  const text = `${"A \"quoted\" text. \u2028 😀\n".repeat(300)}`;
  await on.prompt.fill(text);
  await expect(code.code).toContainText("request.json");
  await expect(code.code).not.toContainText("quoted");
  const file = await saved(page, () => code.save("request.json").click());
  expect(JSON.parse(file.text).messages[0].content).toBe(text);
});

test("a key in the text is in no program", async ({ page, site }) => {
  const on = await open(page, site);
  const code = await codeOn(page);
  const key = `gsk_${"aB3dE6gH9jK2".repeat(5).slice(0, 52)}`;
  await on.prompt.fill(`Use ${key} to ask.`);
  await expect(code.region).toContainText("holds API keys");
  await expect(code.code).not.toContainText(key);
  await expect(code.save("request.json")).toBeHidden();
});

test("a request that the service takes is sent as it is", async ({ page, site }) => {
  const on = await open(page, site);
  const code = await codeOn(page);
  const text = JSON.stringify({ model: "gpt-4o", messages: [{ role: "user", content: "Hello" }], temperature: 0 }, null, 1);
  await on.prompt.fill(text);
  await expect(code.region).toContainText("The request is sent as it is");
  const file = await saved(page, () => code.save("request.json").click());
  expect(file.text).toBe(text);
  await code.language.selectOption("n8n");
  await expect(code.code).toContainText(JSON.stringify(text));
  await expect(code.save("request.json")).toBeHidden();
  await code.language.selectOption("Python");
  await code.service.selectOption("Anthropic");
  await expect(code.region).not.toContainText("as it is");
  await expect(code.region).toContainText("a request for Chat Completions, which Anthropic does not take: it is sent as a text");
});

test("a request for another API chooses its service, and only a hand another", async ({ page, site }) => {
  const on = await open(page, site);
  const code = await codeOn(page);
  await on.prompt.fill(JSON.stringify({ model: "gpt-4o", input: "Hello", stream: true }));
  await expect(code.service).toHaveValue("openai-responses");
  await expect(code.code).toContainText("https://api.openai.com/v1/responses");
  await expect(code.region).toContainText('sent with "stream" false');
  const file = await saved(page, () => code.save("request.json").click());
  expect(JSON.parse(file.text)).toEqual({ model: "gpt-4o", input: "Hello", stream: false });

  const request = { model: "claude-opus-4-6", max_tokens: 9, messages: [{ role: "user", content: "Hello" }] };
  await on.prompt.fill(JSON.stringify({ custom_id: "a", params: request }));
  await expect(code.service).toHaveValue("anthropic");
  await expect(code.region).toContainText("The request in this line of a batch is sent");
  const line = await saved(page, () => code.save("request.json").click());
  expect(JSON.parse(line.text)).toEqual(request);

  await on.prompt.fill(JSON.stringify({ contents: [{ parts: [{ text: "Hello" }] }] }));
  await expect(code.service).toHaveValue("google");
  await expect(code.region).toContainText("Gemini has no gpt-4o: choose one of its models above");
  await on.model.fill("gemini-2.5-pro");
  await on.model.press("Enter");
  await expect(code.code).toContainText("models/gemini-2.5-pro:generateContent");
  await expect(code.region).not.toContainText("choose one of its models");
  await on.model.fill("gpt-4o");
  await on.model.press("Enter");

  await on.prompt.fill("Hello");
  await expect(code.service).toHaveValue("openai");
  await code.service.selectOption("Ollama, on this machine");
  await on.prompt.fill(JSON.stringify({ contents: [{ parts: [{ text: "Hello" }] }] }));
  await expect(code.region).toContainText("which Ollama, on this machine does not take");
  await expect(code.service).toHaveValue("ollama");
});
