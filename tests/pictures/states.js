// The states that have a picture, as rows.
import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { RECIPES, keyOf } from "../keys/recipes.js";
import { vector } from "../page/on_page.js";

/** So that what depends on the day looks the same on every day. */
export const TODAY = new Date("2026-11-30T12:00:00Z");

/** @typedef {{ page: import("@playwright/test").Page, site: import("../page/server.js").Site, on: ReturnType<typeof import("../page/on_page.js").parts> }} Reached */

/**
 * @typedef {object} State
 * @property {string} name
 * @property {string} [path] of another page of the site
 * @property {string} [from] what stands at the top of the picture; without it the page does
 * @property {boolean} [everywhere] also in forced colours and at 200 % zoom
 * @property {boolean} [kept] the browser may keep the page for later
 * @property {(site: import("../page/server.js").Site) => void} [before] the page is opened
 * @property {(reached: Reached) => Promise<void>} reach
 */

const PROMPT = `You are a careful editor. Shorten the text below to at most five sentences.
Keep every figure, and answer in the language of the text.

${vector("english").text}
日本語の文もあります。 And one family: 👩‍👩‍👧‍👦, naïve café, مرحبا بالعالم.`;

const REQUEST = JSON.parse(readFileSync(new URL("../vectors/requests.json", import.meta.url), "utf8")).cases[0].body;
const RESPONSE = { id: "resp", object: "chat.completion", model: "gpt-4o-2024-08-06", usage: { prompt_tokens: 1117, completion_tokens: 246, prompt_tokens_details: { cached_tokens: 1024 } } };
const line = (/** @type {number} */ at) => JSON.stringify({ custom_id: `r${at}`, method: "POST", url: "/v1/chat/completions", body: { model: "gpt-4o-mini", messages: [{ role: "user", content: `Question ${at}: how many?` }], max_tokens: 100 } });

/** The prices are there, and every model for the text. @param {Reached} reached */
async function settled({ page, on }) {
  await expect(page.getByText(/^Prices: .*, checked /)).toBeAttached();
  await expect(page.locator("#compare-rows tr").first()).toBeAttached();
  if ((await on.prompt.inputValue()) !== "") await expect(page.locator("#total-cost")).not.toHaveText("—");
  await expect(page.locator(".stale")).toHaveCount(0);
}

/** @param {Reached} reached @param {string} text @param {string} [model] */
async function counted(reached, text, model) {
  const { on } = reached;
  await on.prompt.fill(text);
  if (model) {
    await on.model.fill(model);
    await on.model.press("Enter");
  }
  await expect(on.tokens).toHaveAttribute("data-value", /^[1-9]/);
  await settled(reached);
  // The comparison waits for the number to settle.
  await reached.page.waitForTimeout(600);
  await settled(reached);
}

/** Opens a drawer as a person does. @param {Reached} reached @param {string} id */
async function drawer({ page }, id) {
  await page.locator(`#${id} summary`).click();
  await page.mouse.move(0, 0);
}

/** @type {State[]} */
export const STATES = [
  { name: "empty", everywhere: true, reach: settled },
  { name: "text counted", everywhere: true, reach: (reached) => counted(reached, PROMPT) },
  {
    name: "loading",
    before: (site) => site.inject(/\.tmvocab$/, { delayMs: 60_000 }),
    async reach({ page, on }) {
      await on.prompt.fill(PROMPT);
      await expect(on.tokens).toHaveText(/^≈/);
      await expect(page.locator("#token-list, #token-empty").first()).toBeAttached();
    },
  },
  {
    name: "over the window",
    async reach(reached) {
      await counted(reached, `${PROMPT}\n\n`.repeat(120), "gpt-4");
      await reached.on.outputTokens.fill("500");
      await expect(reached.page.locator("#split-open")).toBeVisible();
      await reached.page.waitForTimeout(600);
    },
  },
  { name: "estimate", reach: (reached) => counted(reached, PROMPT, "claude-opus-5-5") },
  { name: "assumed", reach: (reached) => counted(reached, PROMPT, "gpt-6-astra") },
  {
    name: "unknown model",
    async reach(reached) {
      await counted(reached, PROMPT);
      await reached.on.model.fill("gpt-4p");
      await reached.on.model.press("Enter");
      await expect(reached.on.problem).toContainText("gpt-4p");
    },
  },
  { name: "shut down", reach: (reached) => counted(reached, PROMPT, "gpt-3.5-turbo") },
  {
    name: "list of models",
    async reach(reached) {
      await counted(reached, PROMPT);
      await reached.on.model.click();
      await reached.on.model.fill("opus");
      await reached.on.model.press("ArrowDown");
      await expect(reached.page.getByRole("option").first()).toBeVisible();
    },
  },
  {
    name: "vocabulary missing",
    everywhere: true,
    before: (site) => site.inject(/\.tmvocab$/, { status: 404 }),
    async reach({ page, on }) {
      await on.prompt.fill(PROMPT);
      await expect(on.problem).toContainText("did not arrive");
      await expect(page.getByText(/^Prices: .*, checked /)).toBeAttached();
    },
  },
  {
    name: "prices missing",
    before: (site) => site.inject(/prices.*\.txt$/, { status: 404 }),
    async reach({ on }) {
      await on.prompt.fill(PROMPT);
      await expect(on.problem).toContainText("prices");
      await expect(on.totalCost).toHaveText("unknown");
    },
  },
  {
    name: "key found",
    everywhere: true,
    async reach(reached) {
      await counted(reached, RECIPES.slice(0, 1).map((recipe) => `Why is ${recipe.names.split(" ")[1]}=${keyOf(recipe, 1)} refused?`).join());
      await expect(reached.page.getByRole("region", { name: /API key in this text/ })).toBeVisible();
    },
  },
  {
    name: "request",
    async reach(reached) {
      await counted(reached, JSON.stringify({ ...REQUEST, max_tokens: 300 }, null, 2));
      await expect(reached.page.locator("#request-rows tr").first()).toBeVisible();
    },
  },
  {
    name: "response",
    async reach(reached) {
      await counted(reached, JSON.stringify(RESPONSE, null, 2));
      await expect(reached.page.getByRole("button", { name: "Check its bill" })).toBeVisible();
    },
  },
  {
    name: "ids",
    async reach(reached) {
      await counted(reached, "[3575, 553, 261, 25120, 29186, 13]");
      await expect(reached.page.getByRole("button", { name: "Show the text they stand for" })).toBeVisible();
    },
  },
  {
    name: "attached document",
    async reach(reached) {
      await counted(reached, `${PROMPT}\n\n`.repeat(800));
      await expect(reached.page.getByRole("group", { name: "Attached document" })).toBeVisible();
    },
  },
  {
    name: "cleared",
    async reach(reached) {
      await counted(reached, PROMPT);
      await reached.page.getByRole("button", { name: "Clear" }).click();
      await expect(reached.page.getByRole("button", { name: "Undo" })).toBeVisible();
    },
  },
  {
    name: "plan",
    from: "#answer",
    async reach(reached) {
      const { page, on } = reached;
      await counted(reached, PROMPT);
      await on.outputTokens.fill("500");
      await page.getByText("Cache, batch, month, cap, currency").click();
      for (const [id, typed] of Object.entries({ "cached-tokens": "8", "requests-per-day": "1000", cap: "100", currency: "EUR", rate: "0.9" })) {
        await page.locator(`#${id}`).fill(typed);
      }
      await expect(page.locator("#binding")).toContainText("after");
    },
  },
  {
    name: "share",
    from: "#answer",
    async reach(reached) {
      await counted(reached, PROMPT);
      await reached.page.getByRole("button", { name: "Share" }).click();
      await reached.page.getByLabel("With the text").check();
      await expect(reached.page.locator("#share-link")).not.toHaveValue("");
    },
  },
  {
    name: "tokens",
    from: "#token-view",
    everywhere: true,
    async reach(reached) {
      const { page, on } = reached;
      await counted(reached, PROMPT);
      await on.tokenView.getByRole("checkbox", { name: "White space" }).check();
      await on.tokenView.getByRole("listbox").focus();
      for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowRight");
      await expect(page.locator("#token-detail")).toBeVisible();
    },
  },
  {
    name: "tokens as ids",
    from: "#token-view",
    async reach(reached) {
      await counted(reached, PROMPT);
      await reached.on.tokenView.getByText("ids", { exact: true }).click();
      await expect(reached.on.tokenView.getByRole("listbox")).toContainText("3575");
    },
  },
  { name: "comparison", from: "#compare", everywhere: true, reach: (reached) => counted(reached, PROMPT) },
  {
    name: "chart",
    from: "#chart",
    async reach(reached) {
      await counted(reached, PROMPT);
      await drawer(reached, "chart");
      await expect(reached.page.locator("#chart-rows tr").nth(5)).toBeVisible();
    },
  },
  {
    name: "split",
    from: "#split",
    async reach(reached) {
      await counted(reached, `${PROMPT}\n\n`.repeat(4));
      await drawer(reached, "split");
      await reached.page.locator("#split-limit").fill("100");
      await expect(reached.page.locator("#split-rows tr").nth(2)).toBeVisible();
    },
  },
  {
    name: "rates",
    from: "#rates",
    async reach(reached) {
      await counted(reached, PROMPT);
      await reached.on.requests.fill("10000");
      await drawer(reached, "rates");
      await reached.page.locator("#rate-tier").selectOption("Tier 1");
      await expect(reached.page.locator("#rate-time")).toHaveText(/\d/);
    },
  },
  {
    name: "lines",
    from: "#lines",
    async reach(reached) {
      await settled(reached);
      await drawer(reached, "lines");
      await reached.page.locator("#lines-file").setInputFiles({ name: "batch.jsonl", mimeType: "application/jsonl", buffer: Buffer.from(`${line(1)}\n${line(2)}\n{"broken\n${line(1)}\n`) });
      await expect(reached.page.locator("#lines-cost")).toHaveText(/\$/);
      await expect(reached.page.locator("#lines-rows tr").nth(1)).toBeVisible();
    },
  },
  {
    name: "bill",
    from: "#bill",
    async reach(reached) {
      await counted(reached, PROMPT);
      await drawer(reached, "bill");
      await reached.page.locator("#bill-response").fill(JSON.stringify(RESPONSE, null, 2));
      await expect(reached.page.locator("#bill-rows tr").nth(2)).toBeVisible();
    },
  },
  {
    name: "code",
    from: "#code",
    async reach(reached) {
      await counted(reached, "Say hello.");
      await drawer(reached, "code");
      await expect(reached.page.getByRole("group", { name: "Code", exact: true })).toHaveText(/\S/);
    },
  },
  {
    name: "about",
    from: ".about",
    async reach(reached) {
      await settled(reached);
      await reached.page.locator(".about > summary").click();
    },
  },
  {
    name: "update offered",
    kept: true,
    async reach(reached) {
      await counted(reached, PROMPT);
      await expect(reached.page.locator("#kept")).toHaveText(/works without a network/);
      const script = await (await fetch(`${reached.site.url}service_worker.js`)).text();
      reached.site.inject(/^service_worker\.js$/, { body: script.replace(/const VERSION = "\w+"/, 'const VERSION = "000000000000"') });
      await reached.page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()));
      await expect(reached.page.getByRole("button", { name: "Later" })).toBeVisible();
    },
  },
  {
    name: "embed",
    path: "embed/index.html",
    async reach({ page }) {
      await expect(page.getByRole("region", { name: "Cost and fit on a model" }).getByRole("status")).toHaveText(/\$/);
      await expect(page.getByRole("region", { name: "The element" }).first().locator("[part=cost]")).toHaveText(/\$/);
    },
  },
];
