// The icons, the social image and every state of the page; `cargo xtask pictures` keeps them, `cargo xtask test
// pictures` only draws them.
import { defineConfig } from "@playwright/test";
import page from "../page/playwright.config.js";

const WIDE = { viewport: { width: 1280, height: 960 } };
const PHONE = { viewport: { width: 412, height: 915 }, isMobile: true, hasTouch: true };
const STATES = /states\.spec\.js$/;

export default defineConfig({
  ...page,
  outputDir: "../../target/pictures-failed",
  timeout: 240_000,
  projects: [
    { name: "icons", testMatch: /icons\.spec\.js$/ },
    { name: "wide", testMatch: STATES, metadata: { schemes: ["light", "dark"] }, use: WIDE },
    { name: "phone", testMatch: STATES, metadata: { schemes: ["light", "dark"] }, use: PHONE },
    { name: "forced-colours", testMatch: STATES, grep: /@everywhere/, metadata: { schemes: ["dark"] }, use: { ...WIDE, contextOptions: { forcedColors: "active" } } },
    // What a screen of 1280 pixels has room for when a person zooms to 200 %.
    { name: "zoomed", testMatch: STATES, grep: /@everywhere/, metadata: { schemes: ["light"] }, use: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 } },
  ],
});
