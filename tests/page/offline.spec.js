// The page as it is kept in the browser: it opens without a network, a version whole or not at all.
import { readFileSync } from "node:fs";
import { expect, test } from "./fixtures.js";
import { expectValue, give, open, vector } from "./on_page.js";
import { serve } from "./server.js";

// It stores the site's own files, which each test looks at itself.
test.use({ serviceWorkers: "allow", excused: ["storage"] });

const SCRIPT = readFileSync(new URL("../../target/site/service_worker.js", import.meta.url), "utf8");

/** The list that the build wrote into the script. @param {"FILES" | "VOCABULARIES"} name @returns {Record<string, string>} */
const listed = (name) => JSON.parse(new RegExp(`^const ${name} = (.*);$`, "m").exec(SCRIPT)?.[1] ?? "");

/**
 * Opens the page and waits until it is kept whole.
 * @param {import("@playwright/test").Page} page
 * @param {import("./server.js").Site} site
 */
async function openKept(page, site) {
  const found = await open(page, site);
  await expect(page.locator("#kept")).toHaveText(/works without a network/);
  return found;
}

/** @param {import("@playwright/test").Page} page */
const keptFiles = (page) => page.evaluate(async () => {
  const kept = [];
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) kept.push(`${name}: ${url.slice(location.href.replace(/#.*/, "").length)}`);
  }
  return kept;
});

test("after one visit it opens, counts, prices and opens every drawer without a network", async ({ page, context, site }) => {
  const { text, o200k_base, cl100k_base } = vector("japanese");
  const first = await openKept(page, site);
  await give(first.prompt, text);
  // A model with a vocabulary of its own, which is kept because it was needed.
  await first.model.fill("gpt-4");
  await first.model.press("Enter");
  await expectValue(first.tokens, cl100k_base.tokens);
  await expect.poll(() => keptFiles(page)).toContainEqual(expect.stringMatching(/^tokenmeter \/some\/where\/ vocabularies: tokenmeter\/vocab\/cl100k_base-/));

  await context.setOffline(true);
  await page.reload();
  const again = await open(page, site);
  await give(again.prompt, text);
  await expectValue(again.tokens, o200k_base.tokens);
  await expect(again.inputCost).not.toHaveText("unknown");
  await again.model.fill("gpt-4");
  await again.model.press("Enter");
  await expectValue(again.tokens, cl100k_base.tokens);
  const closed = page.locator("details:not([open]) > summary");
  while ((await closed.count()) > 0) await closed.first().click();
  await expect(page.getByRole("group", { name: "Code", exact: true })).toHaveText(/\S/);
  await give(again.prompt, JSON.stringify({ model: "gpt-4o", messages: [{ role: "user", content: text }] }));
  await expect(page.locator("#request-what")).toHaveText(/\S/);
  await expect(again.problem).toBeHidden();
});

test("what is kept are the files of the site, and nothing of what was typed", async ({ page, site }) => {
  const { prompt, tokens } = await openKept(page, site);
  await give(prompt, "an unreleased prompt");
  await expectValue(tokens, 4);
  const files = (await keptFiles(page)).map((file) => file.replace(/^tokenmeter \S+ \S+: /, ""));
  expect(files.sort()).toEqual(Object.keys(listed("FILES")).sort());
});

test.describe("another host", () => {
  // Which is not the one that the fixtures serve.
  test.use({ excused: ["storage", "requests"] });

  test("a host that sends index.html on to its directory: the page opens without a network, too", async ({ page, context }) => {
    const host = await serve({ hidesIndex: true });
    await openKept(page, host);
    await context.setOffline(true);
    await page.reload();
    const { prompt, tokens } = await open(page, host);
    await give(prompt, "Hello, world");
    await expectValue(tokens, 3);
    await host.close();
  });
});

test("a host that sends one file damaged: nothing is kept, and the page works", async ({ page, site }) => {
  site.inject(/^js\/zip\.js$/, { flipByte: 40 });
  const { prompt, tokens } = await open(page, site);
  await give(prompt, "Hello, world");
  await expectValue(tokens, 3);
  const failed = await page.evaluate(async () => {
    for (let tries = 0; tries < 100; tries += 1) {
      const registration = await navigator.serviceWorker.getRegistration();
      if (!registration && tries > 20) return true;
      if (registration?.active) return false;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return true;
  });
  expect(failed, "no worker serves half a version").toBe(true);
  await expect(page.locator("#kept")).toHaveText("");
});

test.describe("a newer version", () => {
  /** @param {import("./server.js").Site} site */
  const publish = (site) => site.inject(/^service_worker\.js$/, { body: SCRIPT.replace(/const VERSION = "\w+"/, 'const VERSION = "000000000000"') });
  /** @param {import("@playwright/test").Page} page */
  const ask = (page) => page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()));
  /** @param {import("@playwright/test").Page} page */
  const versions = (page) => page.evaluate(async () => (await caches.keys()).filter((name) => !name.endsWith(" vocabularies")));

  test("is offered, takes nothing away, and takes over when asked", async ({ page, site }) => {
    const { prompt } = await openKept(page, site);
    await give(prompt, "Still here");
    publish(site);
    await ask(page);
    await expect(page.getByText("A newer version of this page is ready.")).toBeVisible();
    await expect(prompt).toHaveValue("Still here");
    await page.getByRole("button", { name: "Use it now" }).click();
    await expect(prompt).toHaveValue("");
    await expect(page.locator("#kept")).toHaveText(/works without a network/);
    await expect.poll(() => versions(page)).toEqual(["tokenmeter /some/where/ 000000000000"]);
    await expect(page.getByText("A newer version of this page is ready.")).toBeHidden();
  });

  test("waits while another tab has the older one", async ({ page, context, site }) => {
    const { prompt } = await openKept(page, site);
    const other = await context.newPage();
    await open(other, site);
    publish(site);
    await ask(page);
    await give(prompt, "Still here");
    await page.getByRole("button", { name: "Use it now" }).click();
    await expect(page.getByText("takes over when this page’s 1 other tab is closed")).toBeVisible();
    await expect(prompt).toHaveValue("Still here");
    expect(await versions(page)).toHaveLength(2);
  });
});
