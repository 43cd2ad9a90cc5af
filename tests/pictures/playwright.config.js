// The icons and the social image; `cargo xtask pictures` keeps them, `cargo xtask test pictures` only draws them.
import { defineConfig } from "@playwright/test";
import page from "../page/playwright.config.js";

export default defineConfig({
  ...page,
  outputDir: "../../target/pictures-failed",
  projects: [{ name: "pictures" }],
});
