// The page of embedding examples: each runs as it is shown.
import { readFile } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import { test, expect } from "./fixtures.js";

// It is another page than that whose address stays.
test.use({ excused: ["address"] });

const EXAMPLES = ["count.html", "count.js", "estimate.html", "estimate.js", "element.html", "field.html", "field.js"];

/** @param {import("@playwright/test").Page} page @param {import("./server.js").Site} site */
async function open(page, site) {
  await page.goto(`${site.url}embed/index.html`);
  const text = (/** @type {string} */ name) => page.getByRole("region", { name });
  return {
    count: text("Count while someone types"),
    estimate: text("Cost and fit on a model"),
    element: text("The element").first(),
    field: text("The element for a field you have"),
  };
}

test("the page leads to the examples, and these back", async ({ page, site }) => {
  await page.goto(site.url);
  await page.locator(".about > summary").click();
  await page.getByRole("link", { name: "live examples to copy" }).click();
  await expect(page).toHaveTitle("Embed tokenmeter");
  await page.getByRole("link", { name: "Back to the page" }).click();
  await expect(page.getByRole("textbox", { name: "Prompt" })).toBeVisible();
});

test("each example does what its code says", async ({ page, site }) => {
  const { count, estimate, element, field } = await open(page, site);
  await expect(count.getByRole("status")).toHaveText("Tokens: 4");
  await count.getByRole("textbox").fill("Hello");
  await expect(count.getByRole("status")).toHaveText("Tokens: 1");
  await expect(estimate.getByRole("status")).toHaveText("4 tokens, $0.00501, fits");
  await estimate.getByRole("combobox").selectOption("claude-opus-4-5");
  await expect(estimate.getByRole("status")).toHaveText(/^4 to 7 tokens, \$\d\.\d+, fits$/);
  await expect(element.locator("[part=cost]")).toHaveText("$0.00501");
  await element.getByRole("textbox", { name: "Your prompt" }).fill("Hello");
  await expect(element.locator("[part=tokens]")).toHaveText("1 token");
  await expect(field.locator("[part=tokens]")).toHaveText("4 tokens");
  await expect(field.getByRole("button", { name: "Send" })).toBeEnabled();
  await field.getByRole("textbox", { name: "Message" }).fill("word ".repeat(60));
  await expect(field.getByRole("button", { name: "Send" })).toBeDisabled();
});

test("a price is the chosen model's, whichever answer comes last", async ({ page, site }) => {
  const { estimate } = await open(page, site);
  await expect(estimate.getByRole("status")).toHaveText("4 tokens, $0.00501, fits");
  site.inject(/deepseek.*\.tmvocab$/, { delayMs: 700 });
  // Both in one task, as fast as a hand on the arrow keys.
  await estimate.getByRole("combobox").evaluate((select) => {
    for (const name of ["deepseek-chat", "gpt-4o"]) {
      /** @type {HTMLSelectElement} */ (select).value = name;
      select.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  // Long enough for the first one's vocabulary to have come.
  await page.waitForTimeout(1500);
  await expect(estimate.getByRole("combobox")).toHaveValue("gpt-4o");
  await expect(estimate.getByRole("status")).toHaveText("4 tokens, $0.00501, fits");
});

test.describe("without a vocabulary", () => {
  // The browser says itself that a file could not be loaded.
  test.use({ excused: ["address", "console"] });

  test("the number of another model goes away, and why is said", async ({ page, site }) => {
    /** @type {Error[]} */
    const uncaught = [];
    page.on("pageerror", (error) => uncaught.push(error));
    const { estimate } = await open(page, site);
    await expect(estimate.getByRole("status")).toHaveText("4 tokens, $0.00501, fits");
    site.inject(/deepseek.*\.tmvocab$/, { status: 404 });
    await estimate.getByRole("combobox").selectOption("deepseek-chat");
    await expect(estimate.getByRole("status")).toContainText("404");
    await expect(estimate.getByRole("status")).not.toContainText("$");
    site.heal();
    await estimate.getByRole("combobox").selectOption("gpt-4o");
    await expect(estimate.getByRole("status")).toHaveText("4 tokens, $0.00501, fits");
    expect(uncaught).toEqual([]);
  });
});

test("what is shown and copied is what runs", async ({ page, site, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, site);
  const source = await readFile(new URL("../../www/embed/index.html", import.meta.url), "utf8");
  for (const name of EXAMPLES) {
    const file = name.endsWith(".js")
      ? await readFile(new URL(`../../www/embed/${name}`, import.meta.url), "utf8")
      : source.slice(source.indexOf(`<!-- ${name} -->\n`) + `<!-- ${name} -->\n`.length).split("<!-- end -->")[0];
    const code = page.locator(`[data-shows="${name}"]`);
    await expect(code.locator("pre")).toHaveText(String(file).trim(), { useInnerText: true });
    await code.getByRole("button", { name: "Copy" }).click();
    await expect(code.getByRole("button", { name: "Copied" })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(file);
  }
  // The scripts that are shown are those that are loaded.
  for (const name of EXAMPLES.filter((name) => name.endsWith(".js"))) {
    expect(site.requests.filter((request) => request === `embed/${name}`).length).toBeGreaterThan(0);
  }
});

for (const [screen, size] of Object.entries({ wide: { width: 1280, height: 800 }, small: { width: 320, height: 640 } })) {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    test(`it is for everyone, ${screen} and ${colorScheme}`, async ({ page, site }) => {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme });
      const { field, estimate } = await open(page, site);
      await expect(field.locator("[part=tokens]")).toHaveText("4 tokens");
      await expect(estimate.getByRole("status")).toHaveText(/fits$/);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
    });
  }
}
