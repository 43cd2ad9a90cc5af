/** What Lighthouse says of the page. */

import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const TIMES = ["first-contentful-paint", "largest-contentful-paint", "speed-index", "total-blocking-time", "cumulative-layout-shift"];
/** A slow line and processor are reckoned from a fast run, unless they are applied: then a page is waited for as a person would. */
const SCREENS = {
  phone: { config: undefined, throttlingMethod: "simulate" },
  phoneApplied: { config: undefined, throttlingMethod: "devtools" },
  desktop: { config: desktopConfig, throttlingMethod: "simulate" },
};
/** An odd number, so that one run is the one in the middle. */
const RUNS = 3;

/**
 * By screen: the run in the middle by its performance, and what any run found wrong.
 * @param {string} url
 * @param {string} chromePath
 * @param {(text: string) => void} progress
 */
export async function audit(url, chromePath, progress) {
  const screens = {};
  for (const [screen, { config, throttlingMethod }] of Object.entries(SCREENS)) {
    const runs = [];
    for (let run = 1; run <= RUNS; run += 1) {
      progress(`Lighthouse, ${screen}, ${run} of ${RUNS}`);
      // A browser of its own each time: nothing is kept from the run before.
      const browser = await launch({ chromePath, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"], logLevel: "silent" });
      const { lhr } = await lighthouse(url, { port: browser.port, onlyCategories: CATEGORIES, throttlingMethod, logLevel: "error" }, config);
      browser.kill();
      if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
      runs.push(lhr);
    }
    screens[screen] = summary(runs);
  }
  return screens;
}

/** @param {object[]} runs */
function summary(runs) {
  const score = (lhr, category) => Math.round(lhr.categories[category].score * 100);
  const inOrder = runs.toSorted((a, b) => a.categories.performance.score - b.categories.performance.score);
  const middle = inOrder[(runs.length - 1) / 2];
  const failed = new Set(runs.flatMap((lhr) => CATEGORIES.slice(1).flatMap((category) => failures(lhr, category))));
  return {
    version: middle.lighthouseVersion,
    runs: runs.length,
    scores: Object.fromEntries(CATEGORIES.map((category) => [category, { median: score(middle, category), least: Math.min(...runs.map((lhr) => score(lhr, category))) }])),
    times: Object.fromEntries(TIMES.map((id) => [id, Number(middle.audits[id].numericValue.toFixed(3))])),
    failed: [...failed],
  };
}

/** The audits that count and are not passed, with what they found. */
function failures(lhr, category) {
  const counted = lhr.categories[category].auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => lhr.audits[id]);
  return counted.filter(({ score }) => score !== null && score < 1).map(({ id, title }) => `${id}: ${title}`);
}
