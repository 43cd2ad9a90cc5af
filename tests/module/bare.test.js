// The site's scripts have no comments; all else in them is what the sources have.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import { tokenizer } from "acorn";

const SOURCES = new URL("../../www/", import.meta.url);
const SITE = new URL("../../target/site/", import.meta.url);

/** What a script consists of, apart from comments and the space between. @param {URL} url */
const wordsOf = (url) => Array.from(tokenizer(readFileSync(url, "utf8"), { ecmaVersion: "latest", sourceType: "module" }), (token) => {
  const { type, value } = /** @type {any} */ (token);
  return [type.label, value?.value ?? value?.pattern ?? value];
});

// The build itself fills this one in.
const scripts = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js") && name !== "service_worker.js");

test("a script of the site does what its source says", () => {
  assert(scripts.length > 100, "scripts are missing");
  for (const name of scripts) {
    const place = name.replaceAll("\\", "/");
    assert.deepEqual(wordsOf(new URL(place, SITE)), wordsOf(new URL(place, SOURCES)), place);
  }
});
