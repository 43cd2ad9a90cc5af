// No locale, no rounding and no unit turns a figure into another: what is shown can be read back.
import { expect, test } from "./fixtures.js";
import { expectValue, open } from "./on_page.js";

/** Sums of every size that a price can be, and a limit of the doubt that two digits leave. */
const SUMS = [1e-8, 1.25e-5, 0.00034, 0.004, 0.0099, 0.01, 0.0125, 0.0994, 0.5, 0.99994, 0.999949, 0.99996, 0.999999, 1, 1.005, 9.994, 12.345, 999.99, 1234.5, 1e6, 123456789.12];
const COUNTS = [0, 1, 999, 1000, 1234567, 2 ** 40];

for (const locale of ["en-US", "de-DE", "fr-FR", "de-CH", "ar-EG", "hi-IN", "fa-IR", "ja-JP", "pt-BR", "sv-SE"]) {
  test.describe(locale, () => {
    test.use({ locale });

    test(`in ${locale}, every sum and count reads as what it is`, async ({ page, site }) => {
      const on = await open(page, site);
      const wrong = await page.evaluate(async ({ sums, counts }) => {
        const { formatUsd, formatMoney, formatInteger, formatShare } = await import(new URL("js/format.js", location.href).href);
        const digits = new Map([...new Intl.NumberFormat(undefined, { useGrouping: false }).format(9876543210)].reverse().map((sign, value) => [sign, String(value)]));
        const decimal = new Intl.NumberFormat().formatToParts(1.5).find(({ type }) => type === "decimal")?.value;
        const currency = new Intl.NumberFormat(undefined, { style: "currency", currency: "USD" }).formatToParts(1.5).find(({ type }) => type === "decimal")?.value;
        const read = (/** @type {string} */ text) => Number([...text].map((sign) => digits.get(sign) ?? (sign === decimal || sign === currency ? "." : "")).join(""));
        /** @type {string[]} */
        const wrong = [];
        for (const sum of sums) {
          for (const text of [formatUsd(sum), formatMoney(sum, "USD")]) {
            if (!(Math.abs(read(text) / sum - 1) < (sum < 1 ? 0.051 : 0.006))) wrong.push(`${sum} is shown as ${text}`);
          }
        }
        for (const count of counts) if (read(formatInteger(count)) !== count) wrong.push(`${count} is shown as ${formatInteger(count)}`);
        // A share that is some is never none.
        for (const share of [1e-7, 0.00012, 0.0049, 0.5]) if (read(formatShare(share)) === 0) wrong.push(`${share} is shown as ${formatShare(share)}`);
        return wrong;
      }, { sums: SUMS, counts: COUNTS });
      expect(wrong).toEqual([]);
      // One token on the cheapest kind of model is not nothing.
      await on.model.fill("gpt-4.1-nano");
      await on.model.press("Enter");
      await on.prompt.fill("a");
      await expectValue(on.inputCost, 1e-7);
      await expect(on.inputCost).toHaveText(/[1-9\u0661-\u0669\u06f1-\u06f9]/);
    });
  });
}
