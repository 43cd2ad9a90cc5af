// Every state of the page, reached as a person reaches it, without a violation of axe's rules, and drawn.
import { AxeBuilder } from "@axe-core/playwright";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "../page/fixtures.js";
import { parts } from "../page/on_page.js";
import { place } from "./place.js";
import { STATES, TODAY } from "./states.js";

/** Of a picture, so that all of them stay small. */
const SCALE = 0.75;
const QUALITY = 40;
/** Of a part of the page; of the page as a whole, a picture has what the screen shows. */
const TALLEST_PX = 1250;
const AROUND_PX = 8;

// States in which a file is missing, the page is kept, or another page is open.
test.use({ excused: ["console", "storage", "address"] });

for (const state of STATES) {
  test.describe(() => {
    test.use({ serviceWorkers: state.kept ? "allow" : "block" });

    test(`${state.name}${state.everywhere ? " @everywhere" : ""}`, async ({ page, site }, { project }) => {
      await page.clock.setFixedTime(TODAY);
      state.before?.(site);
      await page.goto(site.url + (state.path ?? ""));
      await state.reach({ page, site, on: parts(page) });
      const width = page.viewportSize()?.width ?? 0;
      expect(await page.evaluate(() => document.documentElement.scrollWidth), "nothing runs over the edge").toBeLessThanOrEqual(width);
      const { schemes } = project.metadata;
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        const file = place("docs/pictures", `${state.name.replaceAll(" ", "-")}.${project.name}-${colorScheme}.webp`);
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, await picture(page, state.from));
      }
      // After the pictures: a state that passes by is on them as it was.
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        expect(await violations(page, colorScheme === schemes[0]), colorScheme).toEqual([]);
      }
    });
  });
}

/**
 * @param {import("@playwright/test").Page} page
 * @param {boolean} first of its colour schemes, which differ in contrast alone
 */
async function violations(page, first) {
  // Thousands of tokens look like the first of them, and take axe its time.
  const axe = new AxeBuilder({ page }).exclude(".block:nth-child(n+2)");
  const found = await (first ? axe : axe.withRules(["color-contrast"])).analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/**
 * The page as it stands, or the part of it that is meant, as a WebP.
 * @param {import("@playwright/test").Page} page
 * @param {string} [from]
 */
async function picture(page, from) {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const part = await page.locator(from ?? "body").first().evaluate((element) => {
    const { top, height } = element.getBoundingClientRect();
    return { top: top + scrollY, height };
  });
  const y = from ? Math.max(0, part.top - AROUND_PX) : 0;
  const tall = from ? Math.min(TALLEST_PX, part.height + 2 * AROUND_PX) : height;
  // A bar at the foot of the screen would stand in the middle of a part that is taller.
  await page.locator(".bottom-bar").evaluateAll((bars, hides) => {
    for (const bar of bars) /** @type {HTMLElement} */ (bar).style.visibility = hides ? "hidden" : "";
  }, from !== undefined);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: QUALITY, captureBeyondViewport: true, clip: { x: 0, y, width, height: tall, scale: SCALE } });
  return Buffer.from(data, "base64");
}
