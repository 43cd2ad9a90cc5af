// What stands in for other libraries, as it is installed: a program that was
// written for them changes its imports alone.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { PACKAGE, directory } from "./consumer.js";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Programs in the words of the peers' own documentation, and how each is imported here. */
const PROGRAMS = {
  tiktoken: `
import { encoding_for_model, get_encoding, get_encoding_name_for_model, Tiktoken } from "tiktoken";
import type { TiktokenEncoding, TiktokenModel } from "tiktoken";
const model: TiktokenModel = "gpt-4";
const name: TiktokenEncoding = get_encoding_name_for_model(model);
const enc: Tiktoken = encoding_for_model("gpt-4o-mini", { "<|mine|>": 100300 });
const ids: Uint32Array = enc.encode("hello <|mine|>", "all", []);
const more: Uint32Array = get_encoding(name).encode_ordinary("hello");
const text: string = new TextDecoder().decode(enc.decode(ids));
const one: number = enc.encode_single_token(enc.decode_single_token_bytes(24912));
const values: number[][] = enc.token_byte_values();
const known: string | undefined = enc.name;
const [stable] = enc.encode_with_unstable("hello fanta");
enc.free();
console.log(JSON.stringify([name, [...ids], [...more], text, one, values.length, known, stable]));`,
  "tiktoken/lite": `
import { Tiktoken } from "tiktoken/lite";
import cl100k_base from "tiktoken/encoders/cl100k_base";
const encoding = new Tiktoken(cl100k_base.bpe_ranks, cl100k_base.special_tokens, cl100k_base.pat_str);
console.log(JSON.stringify([...encoding.encode("hello world")]));
encoding.free();`,
  "gpt-tokenizer": `
import { ALL_SPECIAL_TOKENS, EndOfText, countTokens, decode, decodeAsyncGenerator, decodeGenerator, encode, encodeChat, encodeGenerator, isWithinTokenLimit } from "gpt-tokenizer";
import { encode as encodeCl100k } from "gpt-tokenizer/encoding/cl100k_base";
import model, { countChatCompletionTokens, encodeChat as encodeModelChat, vocabularySize } from "gpt-tokenizer/model/gpt-4o";
const ids: number[] = encode("Hello, world!");
const text: string = decode(ids);
const within: number | false = isWithinTokenLimit("Hello, world!", 2, { allowedSpecial: ALL_SPECIAL_TOKENS });
const chat = [{ role: "system", content: "You are a helpful assistant." }, { role: "user", content: "Hi" }] as const;
const chatIds: number[] = encodeChat(chat, "gpt-4o");
const parts: number[][] = [...encodeGenerator("Hello, world!")];
const texts: string[] = [...decodeGenerator(ids)];
const special: number[] = encode(EndOfText, { allowedSpecial: new Set([EndOfText]), disallowedSpecial: new Set<string>() });
async function* stream() { yield* ids; }
for await (const part of decodeAsyncGenerator(stream())) texts.push(part);
const requested: number | undefined = countChatCompletionTokens?.({
  messages: [{ role: "user", content: "Weather?" }],
  functions: [{ name: "weather", parameters: { type: "object", required: ["city"], properties: { city: { type: "string" } } } }],
  function_call: { name: "weather" },
});
const free = model.estimateCost(0).main?.input;
console.log(JSON.stringify([ids, text, within, chatIds, encodeModelChat(chat), parts, texts, special, countTokens(chat[0].content), encodeCl100k("hi"), vocabularySize, free, requested]));`,
};

/** @param {string} program */
const switched = (program) => program.replace(/"(tiktoken|gpt-tokenizer)/g, '"tokenmeter/compat/$1');

for (const [name, program] of Object.entries(PROGRAMS)) {
  test(`${name}: a program for it says the same once its imports are changed, and its types hold`, async (t) => {
    const own = await directory(t);
    await writeFile(path.join(own, "use.mts"), switched(program));
    const tsc = path.join(ROOT, "node_modules/typescript/bin/tsc");
    const options = ["--strict", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom,esnext.disposable", "--types", "", "--ignoreConfig"];
    await run("node", [tsc, ...options, path.join(own, "use.mts")], { cwd: own }).catch((error) => assert.fail(error.stdout));
    const { stdout } = await run("node", [path.join(own, "use.mjs")], { cwd: own });
    const source = program.replace(/import type .*$/m, "").replace(/^(const [\w[\]]+): [^=]*=/gm, "$1 =").replace(/ as const|<string>/g, "");
    const { stdout: expected } = await run("node", ["--input-type=module", "--eval", source], { cwd: ROOT });
    assert.equal(stdout, expected);
    assert(expected.length > 10);
  });
}

test("what the peers' types refuse does not compile here either", async (t) => {
  const root = await directory(t);
  await writeFile(
    path.join(root, "use.mts"),
    `import { Tiktoken, get_encoding } from "tokenmeter/compat/tiktoken";
import { encode, encodeChat, isWithinTokenLimit } from "tokenmeter/compat/gpt-tokenizer";
// @ts-expect-error: no such encoding
get_encoding("o300k_base");
// @ts-expect-error: a text is a string
get_encoding("gpt2").encode(5);
// @ts-expect-error: not one of these words
get_encoding("gpt2").encode("", "some");
// @ts-expect-error: an encoder has three parts
new Tiktoken("");
// @ts-expect-error: a name of its own is not written
get_encoding("gpt2").name = "mine";
// @ts-expect-error: a set, not a list
encode("", { allowedSpecial: [] });
// @ts-expect-error: a message has content
encodeChat([{ role: "user" }], "gpt-4o");
// @ts-expect-error: a limit is needed
isWithinTokenLimit("");
`,
  );
  const tsc = path.join(ROOT, "node_modules/typescript/bin/tsc");
  const options = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom,esnext.disposable", "--types", "", "--ignoreConfig"];
  await run("node", [tsc, ...options, path.join(root, "use.mts")], { cwd: root }).catch((error) => assert.fail(error.stdout));
});

test("each model's entry has the encoding that it has there, and its price if that is known", async () => {
  const models = (await readdir(path.join(PACKAGE, "compat/gpt-tokenizer/model"))).filter((name) => name.endsWith(".js"));
  assert(models.length > 150);
  const code = `
    const [folder, ...files] = process.argv.slice(1);
    const text = "Hello 👋 world, 日本語 12345 I'll don't\\n\\n  x";
    const wrong = [];
    for (const file of files) {
      const name = file.slice(0, -3);
      const [own, peer] = [await import(new URL(file, folder)), await import("gpt-tokenizer/model/" + name)];
      const isSame = String(Object.keys(own)) === String(Object.keys(peer)) && own.default.modelName === name && String(own.encode(text)) === String(peer.encode(text)) && own.vocabularySize === peer.vocabularySize;
      if (!isSame) wrong.push(name);
    }
    const { estimateCost } = await import(new URL("gpt-4o.js", folder));
    console.log(JSON.stringify([wrong, estimateCost(1e6)]));`;
  const folder = `file://${path.join(PACKAGE, "compat/gpt-tokenizer/model")}/`;
  const { stdout } = await run("node", ["--input-type=module", "--eval", code, folder, ...models], { cwd: ROOT });
  const [wrong, cost] = JSON.parse(stdout);
  assert.deepEqual(wrong, []);
  assert.deepEqual(cost, { main: { input: 2.5, output: 10, cached_input: 1.25 }, batch: { input: 1.25, output: 5 } });
});
