import { expect, test } from "./fixtures.js";
import { expectValue, open } from "./on_page.js";

const WORDS = "Count the tokens of this prompt before it is sent. ";
const TEXTS = { "short": WORDS, "long": WORDS.repeat(3700) };

/**
 * Types a letter at the end, and counts the units of text that scripts of the page read before the browser can show it, and after that.
 * @param {import("@playwright/test").Page} page
 */
async function typeAndCount(page) {
  await page.evaluate(() => {
    const box = /** @type {HTMLTextAreaElement} */ (document.querySelector("#prompt"));
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
    const seen = { before: 0, after: 0 };
    Object.assign(globalThis, { seen });
    /** @type {keyof typeof seen | null} */
    let when = null;
    /**
     * @param {any} of
     * @param {string} name
     * @param {(self: any, given: any) => number} units read by one call
     */
    const count = (of, name, units) => {
      const own = of[name];
      of[name] = function (/** @type {any[]} */ ...given) {
        if (when) seen[when] += units(this, given[0]);
        return own.apply(this, given);
      };
    };
    const strings = /** @type {any} */ (String.prototype);
    for (const name of ["charCodeAt", "codePointAt", "at"]) count(strings, name, () => 1);
    for (const name of ["split", "trim", "match", "matchAll", "replace", "replaceAll", "normalize", "toLowerCase"]) count(strings, name, (self) => self.length);
    count(RegExp.prototype, "exec", (_, text) => String(text).length);
    count(TextEncoder.prototype, "encode", (_, text) => text.length);
    count(globalThis, "structuredClone", (_, given) => (typeof given === "string" ? given.length : 0));
    addEventListener("input", () => (when = "before"), { capture: true, once: true });
    // After this task, what it has promised and the callbacks of the frame, the browser paints.
    addEventListener("input", () => requestAnimationFrame(() => setTimeout(() => (when = "after"))), { capture: true, once: true });
  });
  await page.keyboard.press("x");
  await page.waitForTimeout(300);
  return page.evaluate(() => (/** @type {any} */ (globalThis)).seen);
}

for (const [length, text] of Object.entries(TEXTS)) {
  test(`a key in a ${length} text is shown before anything reads the text`, async ({ page, site }) => {
    const on = await open(page, site);
    await on.prompt.fill(text);
    await expectValue(on.characters, text.length);
    const { before, after } = await typeAndCount(page);
    await expectValue(on.characters, text.length + 1);
    expect(after, "what is counted").toBeGreaterThan(text.length);
    expect(before).toBe(0);
  });
}

test("what is typed is not lost to a button that is pressed before it is drawn", async ({ page, site }) => {
  const on = await open(page, site);
  await on.prompt.fill("older");
  await expectValue(on.characters, 5);
  await on.prompt.evaluate((box) => {
    /** @type {HTMLTextAreaElement} */ (box).value = "newer text";
    box.dispatchEvent(new Event("input", { bubbles: true }));
    document.getElementById("clear")?.click();
  });
  await expect(on.prompt).toHaveValue("");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(on.prompt).toHaveValue("newer text");
  await expectValue(on.characters, 10);
});
