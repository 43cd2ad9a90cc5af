// What a person who installs the package gets.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, readFile, readdir, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
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
  assert.deepEqual(manifest.sideEffects, ["./worker.js"]);
});

test("its files can be asked for by name", async () => {
  for (const folder of ["wasm", "vocab", "data"]) {
    for (const name of await readdir(path.join(PACKAGE, folder))) {
      assert.equal(require.resolve(`tokenmeter/${folder}/${name}`), path.join(PACKAGE, folder, name));
    }
  }
  assert.ok(require.resolve("tokenmeter/package.json"));
  assert.throws(() => require.resolve("tokenmeter/engine.js"), { code: "ERR_PACKAGE_PATH_NOT_EXPORTED" });
});

test("importing it reads no file and leaves nothing behind", async () => {
  const code = 'const before = Object.keys(globalThis); await import("tokenmeter"); console.log(Object.keys(globalThis).length - before.length)';
  const { stdout } = await run("node", ["--input-type=module", "--eval", code], { cwd: CONSUMER });
  assert.equal(stdout, "0\n");
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
// @ts-expect-error: no such code
if (new TokenmeterError("network", "").code === "nonsense") m.close();
console.log(upTo, total, ok, names, failed);
`,
  );
  const tsc = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));
  const options = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom,esnext.disposable", "--types", ""];
  await run("node", [tsc, "--ignoreConfig", ...options, path.join(root, "use.ts")], { cwd: root }).catch((error) => assert.fail(error.stdout));
});
