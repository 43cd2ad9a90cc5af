// `compat/gpt-tokenizer` beside npm's gpt-tokenizer: the same results and
// errors, and every difference that the package's README lists.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { fails } from "./module.js";
import { TEXTS, ours, same } from "./peers.js";

const NAMES = ["gpt2", "r50k_base", "p50k_base", "p50k_edit", "cl100k_base", "o200k_base", "o200k_harmony"];
/** What its patterns take for something else than OpenAI's do: see the test of it below. */
const OTHERWISE = /[\ufeff\u0085ſ]/;
const SPECIAL = "<|endoftext|>b<|fim_prefix|>";
const CHAT = [
  { role: "system", content: "You are brief." },
  { role: "user", name: "Ann", content: "Hello 👋 world" },
  { content: "no role" },
];

/** @typedef {typeof import("../../www/tokenmeter/compat/gpt-tokenizer.js")} Library */

/** @param {string} name @returns {Promise<[Library, Library]>} */
async function both(name) {
  return [await ours(`gpt-tokenizer/${name}`), await import(`gpt-tokenizer/${name}`)];
}

for (const name of NAMES) {
  const [own, peer] = await both(`encoding/${name}`);

  test(`${name}: it exports the same names, and the same values`, () => {
    assert.deepEqual(Object.keys(own), Object.keys(peer));
    for (const [key, value] of Object.entries(peer)) {
      if (typeof value === "function" || typeof value === "object") assert.equal(typeof Reflect.get(own, key), typeof value);
      else assert.equal(Reflect.get(own, key), value, key);
    }
  });

  test(`${name}: texts have the same tokens, piece by piece, and are the same text again`, () => {
    const options = { disallowedSpecial: new Set(["never there"]) };
    for (const text of TEXTS.filter((text) => !OTHERWISE.test(text))) {
      const expected = peer.encode(text, options);
      assert.deepEqual(own.encode(text, options), expected, JSON.stringify(text));
      assert.equal(own.countTokens(text, options), expected.length);
      assert.equal(own.isWithinTokenLimit(text, expected.length, options), expected.length);
      if (expected.length > 0) assert.equal(own.isWithinTokenLimit(text, expected.length - 1, options), false);
      if (text.length < 5000) assert.deepEqual([...own.encodeGenerator(text, options)], [...peer.encodeGenerator(text, options)], JSON.stringify(text));
      assert.equal(own.decode(expected), peer.decode(expected));
      assert.deepEqual([...own.decodeGenerator(expected)], [...peer.decodeGenerator(expected)]);
    }
  });

  test(`${name}: special tokens are let through and refused as there`, () => {
    /** @param {(library: Library) => unknown} action */
    const check = (action) => same(own, peer, action);
    for (const options of [
      undefined,
      {},
      { allowedSpecial: "all" },
      { allowedSpecial: new Set(["all"]) },
      { allowedSpecial: "all", disallowedSpecial: "all" },
      { allowedSpecial: new Set(["<|endoftext|>"]) },
      { allowedSpecial: new Set(["<|endoftext|>"]), disallowedSpecial: "all" },
      { allowedSpecial: new Set(["<|endoftext|>", "b"]), disallowedSpecial: new Set(["all"]) },
      { disallowedSpecial: "all" },
      { disallowedSpecial: new Set() },
    ]) {
      const given = /** @type {any} */ (options);
      for (const text of ["<|endoftext|>b", "<|endoftext|>", "b", "b<|im_start|>", "b<|start|>"]) {
        // What it lets through behind other text is the test below.
        if (text.startsWith("b<") && given?.allowedSpecial && given.disallowedSpecial !== "all") continue;
        check((library) => library.encode(text, given));
        check((library) => library.encodeGenerator(text, given));
        check((library) => library.countTokens(text, given));
        check((library) => library.isWithinTokenLimit(text, 1, given));
      }
    }
  });

  test(`${name}: chats, limits, ids and costs are answered and refused as there`, () => {
    /** @param {(library: Library) => unknown} action */
    const check = (action) => same(/** @type {any} */ (own.default), /** @type {any} */ (peer.default), action);
    for (const model of [undefined, "gpt-4", "gpt-3.5-turbo", "gpt-4o", "text-davinci-003", "gpt-9"]) {
      check((library) => library.encodeChat(CHAT, /** @type {any} */ (model)));
      check((library) => library.encodeChatGenerator(CHAT, /** @type {any} */ (model)));
      check((library) => library.encodeChat([], /** @type {any} */ (model)));
      check((library) => library.encodeChat(/** @type {any} */ ([{ role: "user" }]), /** @type {any} */ (model)));
      for (const options of [{ primeWithAssistantResponse: "" }, { primeWithAssistantResponse: "user" }, { allowedSpecial: "all" }]) {
        check((library) => library.encodeChat([{ role: "user", content: "<|endoftext|>" }], /** @type {any} */ (model), /** @type {any} */ (options)));
      }
    }
    for (const message of [
      { role: "assistant", channel: "analysis", content: "a", terminator: "<|return|>" },
      { role: "assistant", channel: "commentary", recipient: "functions.f", constraint: "json", content: "{}", terminator: "<|call|>" },
      { role: "assistant", recipient: "functions.f", recipientPlacement: "role", channel: "commentary", content: "{}" },
      { name: "functions.f", recipient: "assistant", content: "{}" },
    ]) {
      check((library) => library.encodeChat([/** @type {any} */ (message)], "gpt-oss-20b"));
    }
    check((library) => library.countTokens(CHAT));
    check((library) => library.isWithinTokenLimit(CHAT, 5));
    for (const limit of [0, 1, 1.5, 2, -1, NaN, Infinity, undefined]) {
      check((library) => library.isWithinTokenLimit("hello world", /** @type {any} */ (limit)));
      check((library) => library.isWithinTokenLimit("", /** @type {any} */ (limit)));
    }
    for (const ids of [[1e9], [-1], [9906, 1e9], []]) check((library) => library.decode(ids));
    for (const ids of /** @type {any[]} */ ([["9906"], [9906n, 9906], "9906", ["09906"], ["x"], [true], [1.5], [undefined], [NaN]])) {
      check((library) => library.decode(ids));
      check((library) => library.decodeGenerator(ids));
    }
    check((library) => library.decodeGenerator([1e9, 9906]));
    check((library) => library.estimateCost(1000));
    check((library) => library.estimateCost(1000, /** @type {any} */ ({ name: "mine" })));
    check((library) => library.estimateCost(1000, /** @type {any} */ ({ name: "mine", price_data: { main: { input: 2, output: 0 }, batch: { cached_input: 1 } } })));
    check((library) => library.setMergeCacheSize(5));
    check((library) => library.clearMergeCache());
  });
}

test("every model that takes chats there takes them, and no other", async () => {
  const [own, peer] = await both("encoding/o200k_base");
  const folder = fileURLToPath(new URL("./model/", import.meta.resolve("gpt-tokenizer")));
  const models = (await readdir(folder)).filter((file) => file.endsWith(".js")).map((file) => file.slice(0, -3));
  assert(models.length > 200);
  for (const model of /** @type {any[]} */ (models)) same(own, peer, (library) => library.encodeChat(CHAT, model));
});

test("requests with functions have as many tokens, whatever is described", async () => {
  const { GptEncoding } = await ours("gpt-tokenizer/GptEncoding");
  const own = await GptEncoding.load("o200k_base", { name: "gpt-4o", supported_features: ["function_calling"] });
  const peer = await import("gpt-tokenizer/model/gpt-4o");
  const properties = {
    city: { type: "string", description: "Where" },
    unit: { type: "string", enum: ["c", "f"] },
    days: { type: "integer", enum: [1, 2] },
    exact: { type: "boolean" },
    nothing: { type: "null" },
    any: { type: "unheard-of" },
    list: { type: "array", description: "Some", items: { type: "object", properties: { a: { type: "number", description: "Not written" } } } },
    lists: { type: "array", items: { type: "array" } },
    inside: { type: "object", required: ["b"], properties: { b: { type: "object", properties: { c: { type: "string" } } }, d: { type: "object" } } },
  };
  const functions = [
    { name: "weather", description: "What it is like", parameters: { type: "object", required: ["city", "list"], properties } },
    { name: "nothing", parameters: { type: "object", properties: {} } },
    { name: "bare" },
  ];
  const user = { role: "user", content: "Hello 👋", name: "Ann" };
  const systems = [{ role: "system", content: "Be brief." }, { role: "system", content: "A line.\n" }, { role: "system", content: "" }];
  const call = { role: "assistant", content: "", function_call: { name: "weather", arguments: "{}" } };
  for (const messages of [[user], [...systems, user], [...systems].reverse(), [user, call, { role: "function", name: "weather", content: "1" }]]) {
    for (const given of [undefined, [], functions, functions.slice(2)]) {
      for (const function_call of [undefined, "auto", "none", { name: "weather" }]) {
        const request = /** @type {any} */ ({ messages, functions: given, function_call });
        assert.equal(own.countChatCompletionTokens(request), peer.countChatCompletionTokens?.(request), JSON.stringify(request));
      }
    }
  }
});

test("ids that come one by one are text as they come", async () => {
  for (const name of ["o200k_base", "cl100k_base"]) {
    const [own, peer] = await both(`encoding/${name}`);
    const ids = peer.encode("Hello 👋 world 🌍 日本");
    const read = async (/** @type {Library} */ { default: library }) => {
      const parts = [];
      for await (const part of library.decodeAsyncGenerator(stream(ids))) parts.push(part);
      return [parts, await library.decodeAsync(stream(ids))];
    };
    assert.deepEqual(await read(own), await read(peer));
  }
});

/** @param {readonly number[]} ids */
async function* stream(ids) {
  yield* ids;
}

test("the main entry is that of o200k_base", async () => {
  const own = await ours("gpt-tokenizer");
  assert.deepEqual(Object.keys(own), Object.keys(await import("gpt-tokenizer")));
  assert.equal(own.default, (await ours("gpt-tokenizer/encoding/o200k_base")).default);
});

test("differences: what its patterns read otherwise, tiktoken reads as ours does", async () => {
  const { get_encoding } = await import("tiktoken");
  for (const name of /** @type {const} */ (["cl100k_base", "o200k_base"])) {
    const [own, peer] = await both(`encoding/${name}`);
    const texts = TEXTS.filter((text) => OTHERWISE.test(text) && text.length < 1000);
    const options = { disallowedSpecial: /** @type {Set<string>} */ (new Set()) };
    const openAi = get_encoding(name);
    const oracle = (/** @type {string} */ text) => String(openAi.encode_ordinary(text));
    assert.deepEqual(texts.filter((text) => String(own.encode(text, options)) !== oracle(text)), []);
    assert(texts.some((text) => String(peer.encode(text, options)) !== oracle(text)));
  }
});

test("differences: a special token behind other text is one, and one that is refused by name is refused", async () => {
  const [own, peer] = await both("encoding/cl100k_base");
  const allowed = /** @type {const} */ ({ allowedSpecial: "all" });
  assert.deepEqual(own.encode("a<|endoftext|>", allowed), [64, 100_257]);
  assert.equal(peer.encode("a<|endoftext|>", allowed).length, 8);
  const disallowedSpecial = new Set(["<|endoftext|>"]);
  for (const options of [{ disallowedSpecial }, { disallowedSpecial, allowedSpecial: disallowedSpecial }, { ...allowed, disallowedSpecial }]) {
    await fails("disallowed-special", () => own.encode(SPECIAL, options));
    assert(peer.encode(SPECIAL, options).length > 0);
  }
});

test("differences: half a character is U+FFFD, and does not appear in the next text", async () => {
  const [own, peer] = await both("encoding/o200k_base");
  const [half] = own.encode("👋🏽🌍").slice(-1);
  const cut = own.encode("🦤").slice(0, 1);
  assert.notEqual(half, undefined);
  assert.equal(own.decode(cut), "\ufffd");
  assert.equal([...own.decodeGenerator(cut)].join(""), "\ufffd");
  assert.equal(own.decode(own.encode("é")), "é");
  assert.equal(peer.decode(cut), "");
  assert.notEqual(peer.decode(own.encode("🦤").slice(0, 1)), "");
});

test("differences: what is no text is refused with a code", async () => {
  const own = await ours("gpt-tokenizer");
  for (const text of [5, undefined, null]) await fails("invalid-argument", () => own.encode(text));
});
