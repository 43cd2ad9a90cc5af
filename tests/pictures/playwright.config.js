// Pictures of the page in all its states, and of its icons; `cargo xtask pictures` keeps them, `cargo xtask test pictures`
// only proves that each state can be reached.
import { defineConfig } from "@playwright/test";
import page from "../page/playwright.config.js";

export default defineConfig({
  ...page,
  outputDir: "../../target/pictures-failed",
  projects: [{ name: "pictures" }],
});
