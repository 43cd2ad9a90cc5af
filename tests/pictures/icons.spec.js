import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { place } from "./place.js";

const ICON = readFileSync(new URL("../../www/icon.svg", import.meta.url), "utf8");
/** A platform may cut a maskable icon down to a circle of this share of its width. */
const SAFE_SHARE = 0.62;

/** @type {{ name: string, size: number, share: number, ground: string }[]} */
const ICONS = [
  { name: "icon-192.png", size: 192, share: 1, ground: "transparent" },
  { name: "icon-512.png", size: 512, share: 1, ground: "transparent" },
  { name: "maskable-512.png", size: 512, share: SAFE_SHARE, ground: "#16181d" },
  { name: "touch-180.png", size: 180, share: 0.8, ground: "#16181d" },
];

for (const { name, size, share, ground } of ICONS) {
  test(`the icon ${name}`, async ({ page }) => {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>body { margin: 0; height: 100vh; display: grid; place-items: center; background: ${ground} } svg { width: ${share * 100}% }</style>${ICON}`);
    const picture = await page.screenshot({ path: place("www/icons", name), omitBackground: true });
    expect(picture.readUInt32BE(16), "the width that the file itself says").toBe(size);
  });
}

/** What a link to the page shows elsewhere: the name, the promise, and a sentence in its tokens. */
const SENTENCE = ["How", " many", " tokens", " is", " this", " prompt", ",", " and", " what", " does", " it", " cost", "?"];
const SHADES = ["#1f3f66", "#5a3c12", "#17492d", "#47306b", "#632a3c", "#1b474f"];

test("the social image", async ({ page }) => {
  await page.setViewportSize({ width: 1200, height: 630 });
  const tokens = SENTENCE.map((token, at) => `<span style="background: ${SHADES[at % SHADES.length]}">${token}</span>`).join("");
  await page.setContent(`<style>
    body { margin: 0; height: 630px; padding: 72px 80px; box-sizing: border-box; background: #121419; color: #f2f4f8; font: 40px/1.4 system-ui, sans-serif; display: flex; flex-direction: column; justify-content: space-between }
    header { display: flex; align-items: center; gap: 24px; font-size: 56px; font-weight: 680; letter-spacing: -0.01em } svg { width: 84px }
    .sentence { font: 54px/1.6 "DejaVu Sans Mono", monospace; letter-spacing: -0.03em; white-space: pre-wrap } .sentence span { box-shadow: inset 2px 0 #f2f4f859; padding: 6px 0 }
    footer { color: #a9b0bd }
  </style><header>${ICON}tokenmeter</header><div class="sentence">${tokens}</div><footer>Tokens, cost and fit on every model. Nothing leaves the tab.</footer>`);
  const picture = await page.screenshot({ path: place("www/icons", "social.png") });
  expect(picture.readUInt32BE(16)).toBe(1200);
});
