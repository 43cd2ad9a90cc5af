// `<token-meter>` in pages of Chromium, under the strictest policy.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import AxeBuilder from "@axe-core/playwright";
import { EXPECTED, TEXT, closeBrowser, npmRun, openPage } from "./projects.js";

before(() => npmRun("element", "build"));
after(closeBrowser);

/** Under the policy that the page of the site promises. */
const STRICT = { policy: undefined };

/** @param {import("node:test").TestContext} t @param {string} [name] */
async function open(t, name = "") {
  const { page, site, complaints } = await openPage(t, "element", STRICT, name);
  return { page, site, complaints, meter: (/** @type {string} */ id) => page.locator(`#${id}`) };
}

/**
 * A figure that an element shows, once it is that.
 *
 * @param {import("playwright-core").Locator} meter
 * @param {string} part
 * @param {string} value
 */
const shows = (meter, part, value) => meter.locator(`[part=${part}][data-value="${value}"]`).waitFor();

test("its own text is counted, priced and fitted, and each change is told", async (t) => {
  const { page, complaints, meter } = await open(t);
  await shows(meter("own"), "tokens", "4");
  assert.equal(await meter("own").locator("[part=tokens]").innerText(), "4 tokens");
  assert.equal(await meter("own").locator("[part=cost]").innerText(), "$0.00501");
  assert.match(await meter("own").locator("[part=fit]").innerText(), /% of the context window$/);
  await meter("own").getByRole("textbox", { name: "Prompt" }).fill(TEXT);
  await shows(meter("own"), "tokens", String(EXPECTED.o200k_base));
  const heard = await page.evaluate(() => Reflect.get(globalThis, "heard"));
  assert.deepEqual(heard.filter((/** @type {any} */ { id }) => id === "own").map((/** @type {any} */ { tokens }) => tokens), [4, EXPECTED.o200k_base]);
  assert.equal(await meter("own").getByText("Counting needs JavaScript.").isVisible(), false);
  assert.deepEqual(complaints, []);
});

test("attributes are properties, and what is wrong falls back", async (t) => {
  const { page, meter } = await open(t);
  await shows(meter("own"), "tokens", "4");
  const seen = await meter("own").evaluate((/** @type {any} */ element) => {
    const before = [element.model, element.outputTokens, element.value, element.headless, element.estimate.count.tokens];
    element.model = "gpt-4";
    element.outputTokens = "many";
    element.setAttribute("tier", "gold");
    return [...before, element.getAttribute("model"), element.outputTokens, element.tier];
  });
  assert.deepEqual(seen, ["gpt-4o", 500, "Hello, world!", false, 4, "gpt-4", undefined, undefined]);
  await shows(meter("own"), "cost", "0.00012");
  await page.evaluate(() => {
    // Set before it is defined there, as a framework may do.
    const late = /** @type {any} */ (document.createElement("token-later"));
    late.id = "late";
    late.value = "Hello, world!";
    document.body.append(late);
  });
  await page.evaluate(async (name) => {
    const { define } = await import(new URL(name, location.href).href);
    define("token-later");
  }, "dist/element.js");
  await shows(meter("late"), "tokens", "4");
});

test("an attribute that is wrong is told, and the rest is counted", async (t) => {
  const { page, meter } = await open(t);
  await shows(meter("own"), "tokens", "4");
  await meter("own").evaluate((element) => {
    element.setAttribute("output-tokens", "1e3");
    element.setAttribute("tier", "gold");
  });
  await meter("own").getByRole("alert").getByText('output-tokens must be a whole number, 0 or more; "1e3" is left out. tier must be').waitFor();
  await shows(meter("own"), "cost", "0.00001");
  // Told once, however often it is counted.
  await meter("own").getByRole("textbox").fill("one");
  await shows(meter("own"), "tokens", "1");
  const codes = () => page.evaluate(() => Reflect.get(globalThis, "heard").flatMap((/** @type {any} */ { code }) => code ?? []));
  assert.deepEqual(await codes(), ["invalid-argument"]);
  await meter("own").evaluate((element) => {
    element.setAttribute("output-tokens", "500");
    element.removeAttribute("tier");
  });
  await meter("own").getByRole("alert").filter({ hasText: /^$/ }).waitFor({ state: "attached" });
  await shows(meter("own"), "cost", "0.0050025");
});

test("it keeps its look when it moves to another document", async (t) => {
  const { page, meter } = await open(t);
  await shows(meter("own"), "tokens", "4");
  const gap = await meter("own").evaluate(async (element) => {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    const inside = /** @type {Document} */ (frame.contentDocument);
    inside.body.append(element);
    const label = /** @type {Element} */ (element.shadowRoot?.querySelector("label"));
    return /** @type {Window} */ (frame.contentWindow).getComputedStyle(label).display;
  });
  assert.equal(gap, "grid");
  await page.frameLocator("iframe").locator("#own").getByRole("textbox").fill("Hello");
  await page.frameLocator("iframe").locator('#own [part=tokens][data-value="1"]').waitFor();
});

test("an editable region is counted with the line breaks that are seen", async (t) => {
  const { page, meter } = await open(t);
  await page.evaluate(() => {
    const region = document.createElement("div");
    region.id = "region";
    region.contentEditable = "true";
    for (const line of ["one", "two"]) region.append(Object.assign(document.createElement("div"), { textContent: line }));
    document.body.append(region);
  });
  await meter("bound").evaluate((element) => element.setAttribute("for", "region"));
  await shows(meter("bound"), "tokens", "3");
  assert.equal(await meter("bound").evaluate((/** @type {any} */ element) => element.value), "one\ntwo");
});

test("without the shapes of keys it counts and prices", async (t) => {
  const { page, site } = await openPage(t, "element", STRICT, "package.json");
  site.inject(/keys_bg.*\.wasm$/, { status: 404 });
  await page.goto(site.url);
  await page.locator('#own [part=cost][data-value="0.00501"]').waitFor();
});

test("another field is counted that stands further down, and one in another shadow tree", async (t) => {
  const { page, meter } = await open(t);
  await page.getByLabel("Field").fill("Hello, world!");
  await shows(meter("bound"), "tokens", "4");
  assert.equal(await meter("bound").locator("textarea").isVisible(), false);
  await page.getByLabel("Inner").fill("Hello");
  await shows(page.locator("section token-meter"), "tokens", "1");
});

test("without a face there are the event and the estimate", async (t) => {
  const { page, meter } = await open(t);
  await meter("silent").evaluate((/** @type {any} */ element) => (element.value = "Hello"));
  await page.waitForFunction(() => Reflect.get(globalThis, "heard").some((/** @type {any} */ { id }) => id === "silent"));
  assert.equal(await meter("silent").isVisible(), false);
  assert.equal(await meter("silent").evaluate((/** @type {any} */ element) => element.estimate.count.tokens), 1);
});

test("a form sends its text, resets it, and sends none that is disabled", async (t) => {
  const { page, meter } = await open(t);
  const sent = () => page.evaluate(() => new FormData(document.querySelector("form") ?? undefined).get("prompt"));
  assert.equal(await sent(), "Hello, world!");
  await meter("own").getByRole("textbox").fill("one");
  assert.equal(await sent(), "one");
  await page.getByRole("button", { name: "Reset" }).click();
  assert.equal(await sent(), "Hello, world!");
  await shows(meter("own"), "tokens", "4");
  await meter("own").evaluate((/** @type {any} */ element) => (element.disabled = true));
  assert.equal(await meter("own").getByRole("textbox").isDisabled(), true);
  assert.equal(await sent(), null);
});

test("an unknown model and a file that is missing are told, and the next attempt counts", async (t) => {
  const { page, site, meter } = await open(t);
  await shows(meter("own"), "tokens", "4");
  await meter("own").evaluate((/** @type {any} */ element) => (element.model = "gpt-4p"));
  await meter("own").getByRole("alert").getByText("gpt-4p").waitFor();
  site.inject(/cl100k_base.*\.tmvocab$/, { status: 404 });
  await meter("own").evaluate((/** @type {any} */ element) => (element.model = "gpt-4"));
  await meter("own").getByRole("alert").getByText(/cl100k_base.*could not be loaded/).waitFor();
  site.heal();
  await meter("own").evaluate((/** @type {any} */ element) => element.refresh());
  await shows(meter("own"), "tokens", "4");
  assert.equal(await meter("own").getByRole("alert").innerText(), "");
  const codes = await page.evaluate(() => Reflect.get(globalThis, "heard").flatMap((/** @type {any} */ { code }) => code ?? []));
  assert.deepEqual(codes, ["unknown-model", "network"]);
});

test("a page styles it by its parts and its custom properties", async (t) => {
  const { meter } = await open(t);
  await shows(meter("own"), "tokens", "4");
  const seen = await meter("own").evaluate((element) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("token-meter { --token-meter-color: rgb(1, 2, 3); } token-meter::part(cost) { color: rgb(4, 5, 6); }");
    document.adoptedStyleSheets.push(sheet);
    const color = (/** @type {string} */ part) =>
      getComputedStyle(/** @type {Element} */ (element.shadowRoot?.querySelector(`[part=${part}]`))).color;
    return ["tokens", "cost"].map(color);
  });
  assert.deepEqual(seen, ["rgb(1, 2, 3)", "rgb(4, 5, 6)"]);
});

test("a screen reader finds its text area by its label, and no rule of access is broken", async (t) => {
  const { page, meter } = await open(t);
  await shows(meter("own"), "tokens", "4");
  const described = await meter("own").getByRole("textbox", { name: "Prompt" }).getAttribute("aria-describedby");
  assert.match(await meter("own").locator(`#${described}`).innerText(), /4 tokens/);
  const { violations } = await new AxeBuilder({ page }).include("#own").analyze();
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
});

test("without JavaScript its content stays", async (t) => {
  const { page } = await openPage(t, "element", STRICT, "", { javaScriptEnabled: false });
  assert.ok(await page.getByText("Counting needs JavaScript.").isVisible());
});

test("a second version on the page leaves the first alone", async (t) => {
  const { page, complaints, meter } = await open(t);
  await shows(meter("own"), "tokens", "4");
  const isSame = await page.evaluate(async (name) => {
    const first = customElements.get("token-meter");
    const { TokenMeterElement } = await import(new URL(name, location.href).href);
    return [customElements.get("token-meter") === first, TokenMeterElement === first];
  }, "second/element.js");
  assert.deepEqual(isSame, [true, false]);
  assert.deepEqual(complaints, []);
});

for (const framework of ["react", "vue"]) {
  test(`${framework} gives it text and hears its answers`, async (t) => {
    const { page, complaints } = await openPage(t, "element", {}, `${framework}.html`);
    await page.locator("output", { hasText: /^4$/ }).waitFor();
    await page.getByLabel("Text of the page").fill("Hello");
    await page.locator("output", { hasText: /^1$/ }).waitFor();
    assert.deepEqual(complaints, []);
  });
}
