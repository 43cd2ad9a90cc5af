// How fast many requests can be sent: the limit that decides, the time they take, the waits.
import { test, expect } from "./fixtures.js";
import { expectValue, open, vector } from "./on_page.js";

/** @param {import("@playwright/test").Page} page */
async function ratesOn(page) {
  const region = page.getByRole("region", { name: "Rate limits" });
  await region.locator("details").evaluate((details) => ((/** @type {HTMLDetailsElement} */ (details)).open = true));
  const output = (/** @type {string} */ name) => region.getByRole("status", { name });
  return {
    region,
    limits: region.getByRole("combobox", { name: "Limits" }),
    field: (/** @type {string} */ name) => region.getByRole("spinbutton", { name }),
    minute: output("Sent in a minute"),
    time: output("Time for all"),
    decides: output("What decides"),
    batch: output("In the batch queue"),
  };
}

test("a tier's limits and typed ones: how fast, how long, and which decides", async ({ page, site }) => {
  const on = await open(page, site);
  const rates = await ratesOn(page);
  await on.prompt.fill(vector("english").text);
  await on.outputTokens.fill("583");
  await on.requests.fill("101");
  await rates.limits.selectOption("Tier 1");
  // 17 and 583 of 30,000 tokens a minute.
  await expectValue(rates.minute, 50);
  await expectValue(rates.time, 120);
  await expect(rates.time).toHaveText("2 min");
  await expect(rates.decides).toHaveText("tokens a minute");
  await expectValue(rates.batch, Math.floor(90_000 / 17));
  await expect(rates.field("Tokens a minute")).toBeDisabled();
  await expect(rates.region).toContainText("On status 429 wait, each time twice as long and a little by chance: 1–2, 2–4, 4–8");
  await expect(rates.region).toContainText("Limits of Tier 1, noted ");

  await rates.limits.selectOption("typed below");
  await expect(rates.minute).toHaveText("not limited");
  await expect(rates.decides).toHaveText("none");
  await rates.field("Requests a minute").fill("10");
  await expectValue(rates.time, 600);
  await expect(rates.decides).toHaveText("requests a minute");
  await rates.field("Requests a day").fill("50");
  await expectValue(rates.time, 2 * 86_400);
  await expect(rates.time).toHaveText("2 days");
  await expect(rates.decides).toHaveText("requests a day");
});

test("a request that alone is over a limit is never sent, and a limit of nothing is none", async ({ page, site }) => {
  const on = await open(page, site);
  const rates = await ratesOn(page);
  await expect(rates.region).toContainText("once there is text");
  await on.prompt.fill(vector("english").text);
  await rates.field("Tokens a minute").fill("10");
  await expect(rates.time).toHaveText("never");
  await expect(rates.region).toContainText("one request alone is over it");
  await rates.field("Tokens a minute").fill("0");
  await expect(rates.region).toContainText("A limit is a whole number, 1 or more");
  await expect(rates.time).toHaveText("—");
  await rates.field("Tokens a minute").fill("");
  await expect(rates.time).toHaveText("0 s");
});

test("a model whose tiers are not known takes typed limits alone", async ({ page, site }) => {
  const on = await open(page, site);
  const rates = await ratesOn(page);
  await on.prompt.fill(vector("english").text);
  await rates.limits.selectOption("Tier 2");
  await on.model.fill("claude-opus-5-5");
  await on.model.press("Enter");
  await expect(rates.limits).toHaveText("typed below");
  await expect(rates.field("Requests a minute")).toBeEnabled();
  await rates.field("Requests a minute").fill("5");
  await expectValue(rates.minute, 5);
});
