import { expect, test } from "./fixtures.js";
import { expectValue, open } from "./on_page.js";

const WORDS = "Count the tokens of this prompt before it is sent. ";
const LONG = WORDS.repeat(3700);
/** What ordinary text is told from a request by, and the like. */
const LOOKED_AT = 5000;

/**
 * Types a letter at the end, and counts the units of text that scripts of the page read before the browser can show it.
 * @param {import("@playwright/test").Page} page
 */
async function typeAndCount(page) {
  await page.evaluate(() => {
    const box = /** @type {HTMLTextAreaElement} */ (document.querySelector("#prompt"));
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
    const seen = { units: 0, calls: 0 };
    Object.assign(globalThis, { seen });
    let within = false;
    /**
     * @param {any} of
     * @param {string} name
     * @param {(self: any, given: any) => number} units read by one call
     */
    const count = (of, name, units) => {
      const own = of[name];
      of[name] = function (/** @type {any[]} */ ...given) {
        if (within) {
          seen.calls += 1;
          seen.units += units(this, given[0]);
        }
        return own.apply(this, given);
      };
    };
    const strings = /** @type {any} */ (String.prototype);
    for (const name of ["charCodeAt", "codePointAt", "at"]) count(strings, name, () => 1);
    for (const name of ["split", "trim", "match", "matchAll", "replace", "replaceAll", "normalize", "toLowerCase"]) count(strings, name, (self) => self.length);
    count(RegExp.prototype, "exec", (_, text) => String(text).length);
    count(TextEncoder.prototype, "encode", (_, text) => text.length);
    count(globalThis, "structuredClone", (_, given) => (typeof given === "string" ? given.length : 0));
    addEventListener("input", () => (within = true), { capture: true, once: true });
    // After this task and what it has promised, the browser may paint.
    addEventListener("input", () => requestAnimationFrame(() => (within = false)), { once: true });
  });
  await page.keyboard.press("x");
  await page.waitForTimeout(300);
  return page.evaluate(() => (/** @type {any} */ (globalThis)).seen);
}

test("a key in a long text is shown before anything reads the text", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill(LONG);
  await expectValue(on.characters, LONG.length);
  const { calls, units } = await typeAndCount(page);
  expect(calls, "what is counted").toBeGreaterThan(0);
  expect(units).toBeLessThan(LOOKED_AT);
  await expectValue(on.characters, LONG.length + 1);
});
