// What comes over the line, and when: everything at once, nothing twice, and no paste that holds the page.
import { test, expect } from "./fixtures.js";
import { expectValue, open, vector } from "./on_page.js";

test("the head announces every script, so that none waits for another", async ({ page, site }) => {
  await open(page, site);
  const { announced, loaded } = await page.evaluate(() => ({
    announced: [...document.querySelectorAll("link[rel=modulepreload]")].map((link) => (/** @type {HTMLLinkElement} */ (link)).href),
    loaded: performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.endsWith(".js")),
  }));
  expect(loaded.length).toBeGreaterThan(20);
  expect(loaded.filter((name) => !announced.includes(name) && !name.endsWith("/worker.js"))).toEqual([]);
});

test("the page is drawn before the vocabulary takes the line", async ({ page, site }) => {
  site.inject(/page\.css$/, { delayMs: 500 });
  const on = await open(page, site);
  await on.prompt.fill(vector("english").text);
  await expectValue(on.tokens, 17);
  const [sheet, ...files] = await page.evaluate(() => [/page\.css$/, /\.tmvocab$/, /tokens_bg\.wasm$/].map((pattern) => {
    const entries = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType("resource"));
    const { startTime, responseEnd } = /** @type {PerformanceResourceTiming} */ (entries.find(({ name }) => pattern.test(name)));
    return { startTime, responseEnd };
  }));
  expect(files).toHaveLength(2);
  for (const { startTime } of files) expect(startTime).toBeGreaterThan(sheet?.responseEnd ?? Infinity);
});

test("the first vocabulary and the module come once, though page and worker both want them", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill(vector("english").text);
  await expectValue(on.tokens, 17);
  for (const pattern of [/o200k_base.*\.tmvocab$/, /tokens_bg\.wasm$/]) {
    expect(site.requests.filter((name) => pattern.test(name))).toHaveLength(1);
  }
});

for (const name of ["megabyte", "megabyte of one letter"]) {
  test(`${name}, pasted, holds the page for less than a text box alone would`, async ({ page, context, site }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const on = await open(page, site);
    const { text, o200k_base } = vector(name);
    await on.prompt.focus();
    await page.evaluate((words) => navigator.clipboard.writeText(words), text);
    await page.evaluate(() => {
      const seen = /** @type {any} */ (globalThis);
      seen.longest = 0;
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
      }).observe({ type: "longtask" });
    });
    await page.keyboard.press("Control+V");
    await expectValue(on.tokens, o200k_base.tokens);
    await page.waitForTimeout(1000);
    const longest = await page.evaluate(() => (/** @type {any} */ (globalThis)).longest);
    const alone = await page.evaluate((words) => {
      const box = document.createElement("textarea");
      document.body.append(box);
      const start = performance.now();
      box.value = words;
      void box.scrollHeight;
      const took = performance.now() - start;
      box.remove();
      return took;
    }, text);
    expect(longest).toBeLessThan(alone);
    expect((await on.prompt.inputValue()) === text).toBe(true);
    expect(await on.tokenView.getByRole("option").count()).toBeLessThanOrEqual(2000);
  });
}

test("several files become one text, each from a new line", async ({ page, site }) => {
  const on = await open(page, site);
  await page.getByLabel("File to count").setInputFiles([
    { name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("first") },
    { name: "b.txt", mimeType: "text/plain", buffer: Buffer.from("second\n") },
    { name: "c.txt", mimeType: "text/plain", buffer: Buffer.from("third") },
  ]);
  await expect(on.prompt).toHaveValue("first\nsecond\nthird");
  await expectValue(on.characters, 18);
});

test("a file dropped beside the text box is opened too, and never takes the page's place", async ({ page, site }) => {
  const on = await open(page, site);
  await page.locator("body").evaluate((body) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["dropped words"], "a.txt", { type: "text/plain" }));
    const drop = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
    if (body.dispatchEvent(drop)) throw new Error("The browser would open the file itself.");
  });
  await expect(on.prompt).toHaveValue("dropped words");
  await expectValue(on.tokens, 3);
});

test("no hint is given for what the page has asked for, however late the first picture is", async ({ page, site }) => {
  await page.addInitScript(() => {
    const draw = requestAnimationFrame;
    globalThis.requestAnimationFrame = (run) => draw((now) => void setTimeout(() => run(now), 1500));
  });
  const on = await open(page, site);
  await on.prompt.fill(vector("english").text);
  await expectValue(on.tokens, 17);
  await expect(page.locator("link[rel=later], link[rel=preload][as=fetch]")).toHaveCount(0);
});
