/** How soon a key is answered: in the page, and in a bare text box with the same text. */

import { chromium } from "playwright-core";

/** Bytes of the text that stands there already; the largest is the longest that the page keeps in its text box. */
const SIZES = [1_000, 10_000, 100_000, 190_000];
const KEYS = 60;
const ROUNDS = 2;
/** Between two keys: as fast as people type. */
const PAUSE_MS = 90;
/** Chromium reports no event that was answered sooner, and every time to 8 ms. */
const LEAST_MS = 16;

const WORDS = "Count the tokens of this prompt before it is sent, and say what it costs on each model. ";
const BARE = `<!doctype html><title>bare</title><style>textarea { width: 780px; height: 300px; font: 16px/24px system-ui, sans-serif; overflow-wrap: anywhere }</style><textarea id="prompt" spellcheck="false"></textarea>`;

/**
 * By size: each key's time in the page and in the bare box, which take turns.
 * @param {string} url
 * @param {string} executablePath
 * @param {(text: string) => void} progress
 */
export async function typing(url, executablePath, progress) {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  /** @type {Record<number, { page: number[], bare: number[] }>} */
  const samples = Object.fromEntries(SIZES.map((size) => [size, { page: [], bare: [] }]));
  for (let round = 1; round <= ROUNDS; round += 1) {
    progress(`typing, round ${round} of ${ROUNDS}`);
    for (const size of SIZES) {
      const text = WORDS.repeat(Math.ceil(size / WORDS.length)).slice(0, size);
      samples[size].page.push(...(await keys(browser, text, (page) => openPage(page, url))));
      samples[size].bare.push(...(await keys(browser, text, (page) => page.setContent(BARE))));
    }
  }
  const version = browser.version();
  await browser.close();
  return { version, sizes: Object.fromEntries(Object.entries(samples).map(([size, { page, bare }]) => [size, { page: summary(page), bare: summary(bare) }])) };
}

async function openPage(page, url) {
  await page.goto(url);
  await page.getByText(/^Prices: .*, checked /).waitFor({ state: "attached" });
}

/** The milliseconds from each key to the picture that shows it; 0 for what is not reported. */
async function keys(browser, text, open) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await open(page);
  await page.locator("#prompt").fill(text);
  await page.waitForTimeout(2000);
  await page.evaluate((durationThreshold) => {
    globalThis.times = new Map();
    new PerformanceObserver((list) => {
      for (const { interactionId, duration } of list.getEntries()) {
        if (interactionId) globalThis.times.set(interactionId, Math.max(duration, globalThis.times.get(interactionId) ?? 0));
      }
    }).observe({ type: "event", durationThreshold });
  }, LEAST_MS);
  for (let key = 0; key < KEYS; key += 1) {
    await page.keyboard.press("x");
    await page.waitForTimeout(PAUSE_MS);
  }
  await page.waitForTimeout(1000);
  const times = await page.evaluate(() => [...globalThis.times.values()]);
  await page.close();
  return [...times, ...Array.from({ length: KEYS - times.length }, () => 0)];
}

/** @param {number[]} times */
function summary(times) {
  const inOrder = times.toSorted((a, b) => a - b);
  const at = (share) => inOrder[Math.ceil(share * inOrder.length) - 1];
  return { keys: times.length, median: at(0.5), p98: at(0.98), most: at(1) };
}
