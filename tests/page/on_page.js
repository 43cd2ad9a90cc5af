// The page by the names of its contract, as a person or a screen reader finds them.
import { readFileSync } from "node:fs";
import { expect } from "./fixtures.js";

/** @typedef {{ name: string, text: string, characters: number, o200k_base: Counted, cl100k_base: Counted }} Vector */
/** @typedef {{ tokens: number, ids?: number[] }} Counted */

const { texts } = JSON.parse(readFileSync(new URL("../vectors/page.json", import.meta.url), "utf8"));

/** Texts with their tokens by OpenAI's own tokenizer. @type {Vector[]} */
export const VECTORS = texts.map((/** @type {any} */ row) => ({ ...row, text: row.text ?? row.repeat.repeat(row.times) }));

/** @param {string} name */
export function vector(name) {
  const found = VECTORS.find((row) => row.name === name);
  if (!found) throw new Error(`There is no vector "${name}".`);
  return found;
}

/** @param {import("@playwright/test").Page} page */
export function parts(page) {
  const output = (/** @type {string} */ name) => page.getByRole("status", { name, exact: true });
  return {
    prompt: page.getByRole("textbox", { name: "Prompt", exact: true }),
    model: page.getByRole("combobox", { name: "Model", exact: true }),
    outputTokens: page.getByRole("spinbutton", { name: "Output tokens", exact: true }),
    requests: page.getByRole("spinbutton", { name: "Requests", exact: true }),
    tokens: output("Tokens"),
    characters: output("Characters"),
    inputCost: output("Input cost"),
    outputCost: output("Output cost"),
    totalCost: output("Total cost"),
    context: output("Context"),
    tokenView: page.getByRole("region", { name: "Tokens in the text", exact: true }),
    compare: page.getByRole("region", { name: "Compare models", exact: true }),
    problem: page.getByRole("alert"),
  };
}

/**
 * Opens the page and waits until it can price.
 * @param {import("@playwright/test").Page} page
 * @param {import("./server.js").Site} site
 */
export async function open(page, site) {
  await page.goto(site.url);
  await expect(page.getByText(/^Prices: .*, checked /)).toBeAttached();
  return parts(page);
}

/**
 * The exact figure behind what an output shows.
 * @param {import("@playwright/test").Locator} output
 * @param {number} value
 */
export async function expectValue(output, value) {
  await expect(output).toHaveAttribute("data-value", /^[0-9.e-]+$/);
  await expect.poll(async () => Number(await output.getAttribute("data-value"))).toBeCloseTo(value, 12);
}

/**
 * No figure is known, and the words say so.
 * @param {import("@playwright/test").Locator} output
 */
export async function expectUnknown(output) {
  await expect(output).toHaveText("unknown");
  expect(await output.getAttribute("data-value")).toBeFalsy();
}

/**
 * Sets the text as a script would: also what cannot be typed, such as lone surrogates.
 * @param {import("@playwright/test").Locator} prompt
 * @param {string} text
 */
export async function give(prompt, text) {
  // UTF-16 units, since a lone surrogate does not survive the way to the browser.
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  await prompt.evaluate((box, given) => {
    const area = /** @type {HTMLTextAreaElement} */ (box);
    area.value = given.map((unit) => String.fromCharCode(unit)).join("");
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }, units);
}
