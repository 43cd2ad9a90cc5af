// Real Chromium against the built site; `cargo xtask test page` starts it.
import { defineConfig, devices } from "@playwright/test";

const executablePath = process.env["TOKENMETER_CHROMIUM"];
if (!executablePath) throw new Error("TOKENMETER_CHROMIUM is not set: run `cargo xtask test page`.");

export default defineConfig({
  testDir: ".",
  outputDir: "../../target/page",
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  reporter: process.env["CI"] ? "dot" : "list",
  timeout: 60_000,
  expect: { timeout: 20_000 },
  use: {
    locale: "en-US",
    screenshot: "only-on-failure",
    // What keeps the page for later has tests of its own (offline.spec.js); in all others each request is the page's.
    serviceWorkers: "block",
    launchOptions: {
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "desktop", use: { viewport: { width: 1280, height: 800 } } },
    // The network, what may run and what a figure says do not depend on the screen.
    { name: "phone", testIgnore: /(?:network|hostile|soak|honest)\.spec\.js$/, use: { ...devices["Pixel 7"] } },
  ],
});
