// A minute, or TOKENMETER_SOAK_SECONDS, of typing and pasting; and what happens to a tab that stays open: its worker
// stops, another tab opens, it is left and come back to, the site is replaced under it.
import { expect, test } from "./fixtures.js";
import { VECTORS, expectValue, open, vector } from "./on_page.js";

const SECONDS = Number(process.env["TOKENMETER_SOAK_SECONDS"] ?? 60);
/** What a collector of garbage may leave for later. */
const SLACK_BYTES = 12e6;

const { text, o200k_base: { tokens } } = vector("english");

test(`${SECONDS} seconds of typing and pasting: the number is always that of the text, and the memory stays flat`, async ({ page, context, site }) => {
  test.setTimeout((SECONDS + 60) * 1000);
  const on = await open(page, site);
  const devtools = await context.newCDPSession(page);
  await devtools.send("Performance.enable");
  const used = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    const { metrics } = await devtools.send("Performance.getMetrics");
    const value = (/** @type {string} */ name) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
    return { bytes: value("JSHeapUsedSize"), nodes: value("Nodes"), listeners: value("JSEventListeners") };
  };
  const texts = VECTORS.filter((row) => row.text.length < 50_000 && row.text !== "" && row.name !== "invisible");
  const ends = Date.now() + SECONDS * 1000;
  let rounds = 0;
  /** @type {Awaited<ReturnType<typeof used>> | undefined} */
  let settled;
  while (Date.now() < ends) {
    const row = texts[rounds % texts.length] ?? vector("english");
    await on.prompt.fill("");
    await on.prompt.pressSequentially("typed ".repeat(3));
    if (rounds % 4 === 0) await on.outputTokens.fill(String(rounds));
    await on.prompt.fill(row.text);
    await expect(on.tokens).toHaveAttribute("data-value", String(row.o200k_base.tokens));
    await expect(on.characters).toHaveAttribute("data-value", String(row.characters));
    rounds += 1;
    if (!settled && Date.now() > ends - SECONDS * 750) settled = await used();
  }
  // The same text at both ends, or a longer one would be a leak.
  await on.prompt.fill(text);
  await expectValue(on.tokens, tokens);
  const last = await used();
  process.stdout.write(`${rounds} texts in ${SECONDS} s; ${JSON.stringify(settled)}, then ${JSON.stringify(last)}\n`);
  expect(rounds).toBeGreaterThan(3);
  expect(last.bytes - (settled?.bytes ?? 0)).toBeLessThan(SLACK_BYTES);
  expect(last.listeners - (settled?.listeners ?? 0)).toBeLessThan(2000);
});

test.describe("a tab that stays open", () => {
  // A browser itself writes failed requests and errors of workers to the console.
  test.use({ excused: ["console"] });

  test("a worker that stops gets a successor, and the text its count", async ({ page, site }) => {
    const on = await open(page, site);
    await on.prompt.fill(text);
    await expectValue(on.tokens, tokens);
    for (let time = 1; time <= 3; time += 1) {
      const [worker] = page.workers();
      if (!worker) throw new Error("the page has no worker");
      // A job is on its way when the worker stops.
      await Promise.all([
        worker.evaluate(() => { setTimeout(() => { throw new Error("stopped by a test"); }); }),
        on.prompt.fill(`${text}${"word ".repeat(50_000)}`),
      ]);
      await on.prompt.fill(text.repeat(time));
      await expectValue(on.tokens, tokens * time);
      await expect(on.prompt).toHaveValue(text.repeat(time));
      await expect(on.problem).toBeHidden();
    }
  });

  test("two tabs count apart", async ({ page, context, site }) => {
    const other = await context.newPage();
    const [one, two] = [await open(page, site), await open(other, site)];
    for (let round = 1; round < 6; round += 1) {
      await Promise.all([one.prompt.fill(text.repeat(round)), two.prompt.fill(text.repeat(2 * round))]);
      await Promise.all([expectValue(one.tokens, tokens * round), expectValue(two.tokens, 2 * tokens * round)]);
    }
    await other.close();
    await one.prompt.fill(text);
    await expectValue(one.tokens, tokens);
  });

  test("left and come back to, the number shown is that of the text shown", async ({ page, site }) => {
    const on = await open(page, site);
    await on.prompt.fill(text);
    await expectValue(on.tokens, tokens);
    await page.goto(`${site.url}embed/index.html`);
    await page.goBack();
    const now = await on.prompt.inputValue();
    expect(["", text]).toContain(now);
    await expectValue(on.tokens, now === "" ? 0 : tokens);
    await on.prompt.fill(`${text}${text}`);
    await expectValue(on.tokens, 2 * tokens);
  });

  test("the site is replaced: what is loaded goes on, what is gone says to reload, and the text stays", async ({ page, site }) => {
    const on = await open(page, site);
    await on.prompt.fill(text);
    await expectValue(on.tokens, tokens);
    site.inject(/\.(?:tmvocab|js|wasm|txt)$/, { status: 404 });
    await on.prompt.fill(`${text}${text}`);
    await expectValue(on.tokens, 2 * tokens);
    await on.model.fill("gpt-3.5-turbo");
    await on.model.press("Enter");
    await expect(on.problem).toContainText("keep your text and reload the page");
    await expect(on.tokens).toHaveText(/^≈ /);
    await expect(on.prompt).toHaveValue(`${text}${text}`);
    await page.getByRole("region", { name: "Check a bill" }).locator("summary").press("Enter");
    await expect(on.problem.filter({ hasText: "reload" }).first()).toBeVisible();
  });
});
