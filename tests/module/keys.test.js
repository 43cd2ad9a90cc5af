// API keys in a text: found in every place, told masked, and in no message.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ORDINARY, PLACES, RECIPES, keyOf, textOfParts } from "../keys/recipes.js";
import { Meter, fails, fetchFrom } from "./module.js";

const meter = await Meter.load();
after(() => meter.close());

test("every shape is found in every place, as wasm", () => {
  for (const recipe of RECIPES) {
    for (const place of PLACES) {
      const key = keyOf(recipe, 5);
      const { text, start } = place.with(recipe, key);
      const found = meter.findKeys(text);
      assert.deepEqual(
        found.map(({ kind, start: from, end }) => ({ kind, start: from, end })),
        [{ kind: recipe.kind, start, end: start + key.length }],
        `${recipe.kind} in ${place.name}`,
      );
    }
  }
});

test("what is told of a key has its place and what to do, and not the key", () => {
  for (const recipe of RECIPES) {
    const key = keyOf(recipe, 6);
    const [found] = meter.findKeys(`${recipe.names} ${key}`);
    assert(found, recipe.kind);
    assert(!JSON.stringify(found).includes(key.slice(0, -5)), recipe.kind);
    assert.match(found.masked, /^\S{0,15}\*\*\*\S{4}$/);
    assert.match(found.revokeUrl, /^https:\/\//);
    assert.match(found.variable, /^[A-Z_]+$/);
    assert(found.name.length > 5 && found.provider.length > 2);
  }
});

test("what only resembles a key is let alone", () => {
  for (const { why, parts } of ORDINARY) assert.deepEqual(meter.findKeys(textOfParts(parts, 4)), [], why);
});

test("places are told in the units of the text, lone surrogates and all", () => {
  const recipe = RECIPES[0] ?? assert.fail("no recipe");
  const key = keyOf(recipe, 7);
  const before = "\ud800 é 日本 🔑 \udc00";
  const [found] = meter.findKeys(`${before}${key}`);
  assert.equal(found?.start, before.length);
  assert.equal(found?.end, before.length + key.length);
});

test("what is no text is refused, and says so without showing it", async () => {
  const key = keyOf(RECIPES[0] ?? assert.fail("no recipe"), 8);
  for (const input of [undefined, null, 1, [key], { text: key }]) {
    const { message } = await fails("invalid-argument", () => meter.findKeys(/** @type {any} */ (input)));
    assert(!message.includes(key));
  }
});

test("keys are found without prices, once they are asked for", async () => {
  const { fetch } = fetchFrom((path) => (/prices/.test(path) ? new Response(null, { status: 503 }) : undefined));
  const without = await Meter.load({ fetch, waitForPrices: false });
  await fails("not-ready", () => without.findKeys("text"));
  await fails("network", () => without.loadPrices());
  await without.loadKeys();
  assert.deepEqual(without.findKeys("text"), []);
  without.close();
});
