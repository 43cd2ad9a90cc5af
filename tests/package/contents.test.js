// What a person who installs the package gets.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, readFile, readdir, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { CONSUMER, PACKAGE, directory } from "./consumer.js";

const run = promisify(execFile);
const require = createRequire(path.join(CONSUMER, "index.js"));
/** @type {any} */
const manifest = JSON.parse(await readFile(path.join(PACKAGE, "package.json"), "utf8"));

test("it has the crate's version, licences, notices and README", async () => {
  const cargo = await readFile(fileURLToPath(new URL("../../Cargo.toml", import.meta.url)), "utf8");
  assert.equal(manifest.version, cargo.match(/^version = "([^"]+)"$/m)?.[1]);
  for (const name of ["LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY-NOTICES.md", "README.md"]) {
    assert.ok((await stat(path.join(PACKAGE, name))).size > 0, name);
  }
});

test("it needs no other package and runs nothing when installed", () => {
  assert.equal(manifest.dependencies, undefined);
  assert.equal(manifest.scripts, undefined);
});

test("a bundler may leave out everything but what does something when imported", () => {
  assert.deepEqual(manifest.sideEffects, ["./element.js", "./worker.js"]);
});

/** @type {Record<string, string[]>} */
const NAMES = {
  everything: ["tokenmeter", "tokenmeter/inline"],
  counting: ["tokenmeter/tokens", ...["o200k_base", "cl100k_base", "p50k_base", "r50k_base", "tekken", "mistral", "deepseek", "qwen", "gemma"].map((name) => `tokenmeter/inline/${name}`)],
};

test("each of its scripts has what its name says, and its types", async () => {
  for (const [what, names] of Object.entries(NAMES)) {
    const expected = [...(what === "everything" ? ["Meter"] : []), "Tokenizer", "TokenmeterError", "roughCount"];
    for (const name of names) {
      const code = `console.log(Object.keys(await import("${name}")).sort().join())`;
      const { stdout } = await run("node", ["--input-type=module", "--eval", code], { cwd: CONSUMER });
      assert.equal(stdout.trim(), expected.join(), name);
      const { types } = manifest.exports[name.replace("tokenmeter", ".")];
      assert.ok((await stat(path.join(PACKAGE, types))).isFile(), types);
    }
  }
});

test("every condition of every name leads to a file, and types come first", async () => {
  const scripts = Object.values(manifest.exports).filter((target) => typeof target === "object");
  assert.ok(scripts.length >= 8);
  for (const conditions of scripts) {
    assert.equal(Object.keys(conditions)[0], "types");
    assert.equal(Object.keys(conditions).at(-1), "default");
    for (const file of Object.values(conditions)) assert.ok((await filesOf(file)).length > 0, file);
  }
  const names = Object.keys(manifest.exports["."]);
  assert.deepEqual(names, ["types", "workerd", "browser", "deno", "bun", "node", "default"]);
});

/** The files that a target leads to, of which `*` is any name. @param {string} target */
async function filesOf(target) {
  const [start, end] = target.split("*");
  if (end === undefined) return (await stat(path.join(PACKAGE, target))).isFile() ? [target] : [];
  return (await readdir(path.join(PACKAGE, String(start)))).filter((name) => name.endsWith(end));
}

test("a server may import the element, which it has no use for", async () => {
  const code = 'const { TokenMeterElement } = await import("tokenmeter/element"); console.log(typeof TokenMeterElement)';
  const { stdout } = await run("node", ["--input-type=module", "--eval", code], { cwd: CONSUMER });
  assert.equal(stdout, "function\n");
});

test("a program that requires its packages has it too", async () => {
  const code = 'require("tokenmeter").Tokenizer.load("r50k_base").then((t) => console.log(t.count("hello world")))';
  const { stdout } = await run("node", ["--input-type=commonjs", "--eval", code], { cwd: CONSUMER });
  assert.equal(stdout, "2\n");
});

test("one script alone, with everything inside, counts and prices", async (t) => {
  const root = await directory(t);
  await cp(path.join(PACKAGE, "inline.js"), path.join(root, "inline.mjs"));
  const code = `import { Meter } from "./inline.mjs"; const meter = await Meter.load();
    const { count, cost } = await meter.estimate({ model: "gpt-4o", input: "Hello, world!" }); console.log(count.tokens, cost.total);`;
  const { stdout } = await run("node", ["--input-type=module", "--eval", code], { cwd: root });
  assert.equal(stdout, "4 0.00001\n");
});

test("the script with everything inside is as large as the README says", async () => {
  const readme = await readFile(path.join(PACKAGE, "README.md"), "utf8");
  const stated = Number(readme.match(/with all its files inside: ([\d.]+) MB gzip/)?.[1]);
  const megabytes = gzipSync(await readFile(path.join(PACKAGE, "inline.js")), { level: 9 }).length / 1e6;
  assert(megabytes <= stated && megabytes > stated - 0.2, `${megabytes}`);
});

test("a script with one vocabulary names the one for another", async () => {
  const code = `import { Tokenizer } from "tokenmeter/inline/r50k_base";
    console.log((await Tokenizer.load("davinci")).count("hello world"));
    await Tokenizer.load("gpt-4").catch(({ code, message }) => console.log(code, message));`;
  const { stdout } = await run("node", ["--input-type=module", "--eval", code], { cwd: CONSUMER });
  assert.match(stdout, /^2\nnetwork .*tokenmeter\/inline\/cl100k_base/);
});

test("the listed hashes are those of its files, and no file that a page loads is missing", async () => {
  /** @type {Record<string, string>} */
  const hashes = JSON.parse(await readFile(path.join(PACKAGE, "integrity.json"), "utf8"));
  for (const [name, hash] of Object.entries(hashes)) {
    const digest = createHash("sha384").update(await readFile(path.join(PACKAGE, name))).digest("base64");
    assert.equal(hash, `sha384-${digest}`, name);
  }
  const files = await readdir(PACKAGE, { recursive: true });
  const loaded = files.filter((name) => /\.(js|wasm|tmvocab)$/.test(name)).map((name) => name.replaceAll("\\", "/"));
  assert.deepEqual(loaded.filter((name) => !hashes[name]), []);
});

test("its files can be asked for by name", async () => {
  for (const folder of ["wasm", "vocab", "data"]) {
    for (const name of await readdir(path.join(PACKAGE, folder))) {
      assert.equal(require.resolve(`tokenmeter/${folder}/${name}`), path.join(PACKAGE, folder, name));
    }
  }
  for (const name of ["o200k_base", "cl100k_base", "p50k_base", "r50k_base"]) {
    assert.match(require.resolve(`tokenmeter/vocab/${name}.tmvocab`), new RegExp(`${name}-[0-9a-f]+\\.tmvocab$`));
  }
  assert.ok(require.resolve("tokenmeter/package.json"));
  assert.ok(require.resolve("tokenmeter/integrity.json"));
  assert.throws(() => require.resolve("tokenmeter/engine.js"), { code: "ERR_PACKAGE_PATH_NOT_EXPORTED" });
});

test("importing it touches no DOM, reads no file and leaves nothing behind", async () => {
  for (const name of Object.values(NAMES).flat()) {
    const code = `
      const touched = [];
      const watched = (name) => ({ configurable: true, get: () => void touched.push(name) });
      for (const name of ["document", "window", "location", "Worker", "fetch"]) Object.defineProperty(globalThis, name, watched(name));
      const before = Object.getOwnPropertyNames(globalThis);
      await import("${name}");
      console.log(touched.join(), Object.getOwnPropertyNames(globalThis).length - before.length);`;
    const { stdout } = await run("node", ["--input-type=module", "--eval", code], { cwd: CONSUMER });
    assert.equal(stdout.trim(), "0", name);
  }
});

test("counting alone works where there is no file about prices", async (t) => {
  const root = await directory(t);
  const isOfPrices = (/** @type {string} */ file) => /\/(price[^/]*|data|meter)(\.[^/]*)?$/.test(file);
  const filter = (/** @type {string} */ file) => !isOfPrices(file);
  await cp(PACKAGE, path.join(root, "node_modules/tokenmeter"), { recursive: true, filter });
  const code = 'import { Tokenizer } from "tokenmeter/tokens"; console.log((await Tokenizer.load("gpt-4o")).count("Hello, world!"))';
  const { stdout } = await run("node", ["--input-type=module", "--eval", code], { cwd: root });
  assert.equal(stdout, "4\n");
});

test("its types hold in a strict TypeScript project, and refuse what is wrong", async (t) => {
  const root = await directory(t);
  await writeFile(
    path.join(root, "use.ts"),
    `import { Meter, Tokenizer, TokenmeterError } from "tokenmeter";
import "tokenmeter/element";
import { Tokenizer as Inside } from "tokenmeter/inline/o200k_base";
import { Tokenizer as Alone } from "tokenmeter/tokens";
const t: Tokenizer = await Tokenizer.load("o200k_base", { signal: AbortSignal.timeout(1000) });
const tokens: number = t.count("text", { special: "allow" });
const upTo: number | null = t.countUpTo("text", 10);
const ids: Uint32Array = t.encode("text");
const text: string = t.decode(ids);
using m = await Meter.load({ worker: false });
const { cost, fit } = await m.estimate({ model: "gpt-4o", input: { text }, outputTokens: tokens });
const total: number | null = cost && cost.total;
const ok: boolean | null = fit.ok;
const names: string[] = m.models({ search: "gpt" }).map(({ id }) => id);
const failed = (error: unknown) => error instanceof TokenmeterError && error.code === "network";
// @ts-expect-error: a text is a string
t.count(5);
const element = document.createElement("token-meter");
element.outputTokens = 500;
element.addEventListener("token-meter-change", ({ detail }) => detail.count.tokens.toFixed());
// @ts-expect-error: no such way to send a request
element.tier = "gold";
const own = await Meter.load({ worker: new Worker("worker.js"), files: { tokensWasm: fetch("a.wasm"), o200k_base: new Uint8Array() } });
own.close();
const inside: typeof Tokenizer = Inside;
const alone: typeof Tokenizer = Alone;
// @ts-expect-error: a vocabulary is no compiled module
await Alone.load("o200k_base", { files: { o200k_base: new WebAssembly.Module(new Uint8Array()) } });
// @ts-expect-error: no such file
await Alone.load("o200k_base", { files: { tokens: new Uint8Array() } });
// @ts-expect-error: who only counts has no prices
import("tokenmeter/tokens").then(({ Meter }) => Meter);
// @ts-expect-error: no such code
if (new TokenmeterError("network", "").code === "nonsense") m.close();
console.log(inside, alone, upTo, total, ok, names, failed);
`,
  );
  const tsc = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));
  const options = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom,esnext.disposable", "--types", ""];
  await run("node", [tsc, "--ignoreConfig", ...options, path.join(root, "use.ts")], { cwd: root }).catch((error) => assert.fail(error.stdout));
});
