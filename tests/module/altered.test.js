// Every wasm module, the prices and a vocabulary, cut off and altered at every place, late and
// dying: an error with its code, and never a count. One instance serves a whole process, so that
// what is refused is asked for first.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { Meter, Tokenizer, fails, fetchFrom, moduleUrl } from "./module.js";

const { checksum } = await import(new URL("checksum.js", moduleUrl).href);
const assets = { ...(await import(new URL("assets.js", moduleUrl).href)), ...(await import(new URL("meter_assets.js", moduleUrl).href)) };

/** One in so many bits is turned; no bit of a byte is left out, since it is odd. */
const FLIP_BITS = 679;
/** So many of the altered files go the whole way. */
const WHOLE_WAY = 25;

/** @type {(import("../../www/tokenmeter/files.js").Asset)[]} */
const wasm = Object.values(assets).filter((asset) => asset.path?.endsWith(".wasm"));

test("every wasm module of the build has its length and checksum", async () => {
  const files = (await readdir(new URL("wasm/", moduleUrl))).filter((name) => name.endsWith(".wasm"));
  assert.deepEqual(wasm.map(({ path }) => path).sort(), files.map((name) => `wasm/${name}`).sort());
  for (const { path, bytes, checksum: expected } of wasm) {
    const file = await readFile(new URL(path, moduleUrl));
    assert.deepEqual([file.length, checksum(file)], [bytes, expected], path);
  }
});

test("a wasm module with any 679th bit turned is told from the one that was built", async (t) => {
  let cases = 0;
  for (const { path, checksum: expected } of wasm) {
    const file = new Uint8Array(await readFile(new URL(path, moduleUrl)));
    for (let bit = 0; bit < file.length * 8; bit += FLIP_BITS, cases += 1) {
      turn(file, bit);
      assert.notEqual(checksum(file), expected, `${path}, bit ${bit}`);
      turn(file, bit);
    }
  }
  t.diagnostic(`${cases} altered modules`);
});

test("modules that are cut off or altered are refused on the way that everybody takes", async () => {
  const [tokens] = wasm.filter(({ path }) => path.includes("tokens"));
  assert(tokens);
  for (let at = 0; at < WHOLE_WAY; at += 1) {
    const flipped = fetchFrom((path, file) => {
      if (!path.endsWith(tokens.path)) return undefined;
      // Also places where a module starts all the same: in its data, its numbers.
      turn(file, Math.floor((file.length * 8 * (at + 0.5)) / WHOLE_WAY));
      return new Response(file);
    });
    await fails("wasm-unavailable", () => Tokenizer.load("r50k_base", { fetch: flipped.fetch }));
    const cut = fetchFrom((path, file) =>
      path.endsWith(tokens.path) ? new Response(file.subarray(0, Math.floor((file.length * at) / WHOLE_WAY))) : undefined,
    );
    await fails("wasm-unavailable", () => Tokenizer.load("r50k_base", { fetch: cut.fetch }));
  }
});

test("prices that are altered are refused, and the others come with another try", async () => {
  let damage = true;
  const { fetch } = fetchFrom((path, file) => {
    if (!damage || !path.endsWith("prices.txt")) return undefined;
    // A digit of a price: 2.5 becomes 3.5.
    const text = new TextDecoder().decode(file).replace("|2.5,10,1.25", "|3.5,10,1.25");
    return new Response(text);
  });
  const meter = await Meter.load({ fetch, waitForPrices: false });
  const error = await fails("invalid-catalog", () => meter.loadPrices());
  assert.match(error.message, /altered/);
  damage = false;
  await meter.loadPrices();
  assert.equal(meter.model("gpt-4o").inputUsdPerMtok, 2.5);
  meter.close();
});

/** The real one, whatever a test mocks. */
const later = setTimeout;

/**
 * Lets the module's clock go on, second by second, until a promise is settled; not before the vocabulary is asked
 * for, since files are read and the module is compiled in real time.
 *
 * @param {import("node:test").TestContext} t with its timers mocked
 * @param {Promise<unknown>} settled
 * @param {() => boolean} isAsked
 */
async function passTime(t, settled, isAsked) {
  let done = false;
  settled.finally(() => (done = true)).catch(() => {});
  while (!isAsked() && !done) await new Promise((resolve) => later(resolve, 1));
  for (let passed = 0; passed < 1000 && !done; passed += 1) {
    await new Promise((resolve) => later(resolve, 3));
    t.mock.timers.tick(1000);
  }
  assert(done, "settled");
}

for (const what of ["before an answer", "half way"]) {
  test(`a connection that falls silent ${what}: an error after 20 seconds, and another try works`, async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    let asked = false;
    const silent = fetchFrom((path, file) => {
      if (!path.endsWith(".tmvocab")) return undefined;
      asked = true;
      const start = (/** @type {ReadableStreamDefaultController} */ its) => its.enqueue(file.slice(0, 1000));
      return what === "half way" ? new Response(new ReadableStream({ start })) : new Promise(() => {});
    });
    const loading = fails("network", () => Tokenizer.load("p50k_base", { fetch: silent.fetch }));
    await passTime(t, loading, () => asked);
    assert.match((await loading).message, /nothing has come for 20 seconds/);
    t.mock.timers.reset();
    assert.equal((await Tokenizer.load("p50k_base")).count("hello world"), 2);
  });
}

test("a slow connection is waited for: each part starts the clock anew", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let asked = false;
  const slow = fetchFrom((path, file) => {
    if (!path.endsWith(".tmvocab")) return undefined;
    asked = true;
    let at = 0;
    const step = Math.ceil(file.length / 8);
    const pull = async (/** @type {ReadableStreamDefaultController} */ its) => {
      await new Promise((resolve) => setTimeout(resolve, 15_000));
      its.enqueue(file.slice(at, (at += step)));
      if (at >= file.length) its.close();
    };
    return new Response(new ReadableStream({ pull }));
  });
  const loading = Tokenizer.load("r50k_base", { fetch: slow.fetch });
  await passTime(t, loading, () => asked);
  assert.equal((await loading).count("hello world"), 2);
});

/** @param {Uint8Array} file @param {number} bit */
function turn(file, bit) {
  const at = bit >> 3;
  file[at] = (file[at] ?? 0) ^ (1 << (bit & 7));
}
