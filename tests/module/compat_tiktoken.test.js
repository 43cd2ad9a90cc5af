// `compat/tiktoken` beside npm's tiktoken: the same results and errors, and
// every difference that the package's README lists.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as peer from "tiktoken";
import models from "tiktoken/model_to_encoding.json" with { type: "json" };
import registry from "tiktoken/registry.json" with { type: "json" };
import { fails } from "./module.js";
import { TEXTS, ours, same } from "./peers.js";

/** @type {typeof import("../../www/tokenmeter/compat/tiktoken.js")} */
const own = await ours("tiktoken");

/** @typedef {import("../../www/tokenmeter/compat/tiktoken.js").TiktokenEncoding} Name */

const NAMES = /** @type {Name[]} */ (Object.keys(registry));
const SPECIAL = "a<|endoftext|>b<|fim_prefix|>";

for (const name of NAMES) {
  const [mine, theirs] = [own.get_encoding(name), peer.get_encoding(name)];

  test(`${name}: texts have the same tokens, and these the same bytes`, () => {
    assert.equal(mine.name, theirs.name);
    for (const text of TEXTS) {
      const expected = theirs.encode_ordinary(text);
      assert.deepEqual(mine.encode_ordinary(text), expected, JSON.stringify(text));
      assert.deepEqual(mine.encode(text, [], []), expected);
      assert.deepEqual(mine.encode(text, "all"), theirs.encode(text, "all"));
      assert.deepEqual(mine.decode(expected), theirs.decode(expected));
    }
  });

  test(`${name}: special tokens are let through and refused as there`, () => {
    for (const action of /** @type {((library: any) => unknown)[]} */ ([
      (library) => library.encode(SPECIAL),
      (library) => library.encode(SPECIAL, "all"),
      (library) => library.encode(SPECIAL, "all", "all"),
      (library) => library.encode(SPECIAL, [], []),
      (library) => library.encode(SPECIAL, undefined, []),
      (library) => library.encode(SPECIAL, ["<|endoftext|>"]),
      (library) => library.encode(SPECIAL, ["<|endoftext|>"], []),
      (library) => library.encode(SPECIAL, ["<|endoftext|>"], ["<|endoftext|>"]),
      (library) => library.encode(SPECIAL, ["b"], ["<|im_start|>"]),
      (library) => library.encode("hello world", [], ["world"]),
      (library) => library.encode(SPECIAL, "some"),
      (library) => library.encode(SPECIAL, [], "some"),
      (library) => library.encode(SPECIAL, 5, null),
      (library) => library.encode(SPECIAL, new Set(["<|endoftext|>"]), []),
      (library) => library.encode(SPECIAL, ["<|endoftext|>", 5], []),
      (library) => library.encode_with_unstable(SPECIAL),
    ])) {
      same(/** @type {any} */ (mine), theirs, action);
    }
  });

  test(`${name}: every token alone is the same`, () => {
    assert.deepEqual(mine.token_byte_values(), theirs.token_byte_values());
    for (const id of [0, 100, 9906, 50255, 50256]) {
      assert.deepEqual(mine.decode_single_token_bytes(id), theirs.decode_single_token_bytes(id));
    }
    for (const text of ["a", " the", "<|endoftext|>", "\n\n"]) {
      const bytes = new TextEncoder().encode(text);
      assert.equal(mine.encode_single_token(bytes), theirs.encode_single_token(bytes));
    }
  });

  test(`${name}: what may still change and what it may become is the same, in any order`, () => {
    const texts = ["", " ", "hello", "hello fanta", "don", "a   ", "a \n ", "ab\u0085", "é", "日本語の", "hi 👋", "1234", "x<|endoftext|>"];
    for (const text of texts) {
      const sorted = (/** @type {any} */ library) => {
        const [stable, completions] = library.encode_with_unstable(text, "all");
        return [[...stable], completions.map(String).sort()];
      };
      assert.deepEqual(sorted(mine), sorted(theirs), JSON.stringify(text));
    }
  });

  test(`${name}: an encoder of its own makes it too`, async () => {
    const { default: encoder } = await ours(`tiktoken/encoders/${name}`);
    assert.equal(encoder.pat_str, registry[name].pat_str);
    assert.deepEqual(encoder.special_tokens, registry[name].special_tokens);
    const made = new own.Tiktoken(encoder.bpe_ranks, encoder.special_tokens, encoder.pat_str);
    assert.equal(made.name, undefined);
    assert.deepEqual(made.encode(SPECIAL, "all"), theirs.encode(SPECIAL, "all"));
  });
}

test("models have the same encodings, and names that are none fail the same", () => {
  for (const model of /** @type {peer.TiktokenModel[]} */ (Object.keys(models))) {
    same(/** @type {any} */ (own), peer, (library) => library.get_encoding_name_for_model(model));
  }
  same(/** @type {any} */ (own), peer, (library) => library.encoding_for_model("gpt-4").name);
  for (const name of ["gpt-9", "cl100k_base", "claude-3-opus", "", "__proto__"]) {
    same(/** @type {any} */ (own), peer, (library) => library.encoding_for_model(name));
    same(/** @type {any} */ (own), peer, (library) => library.get_encoding_name_for_model(name));
    if (name !== "cl100k_base") same(/** @type {any} */ (own), peer, (library) => library.get_encoding(name));
  }
});

test("special tokens of the caller's own are special", () => {
  for (const action of /** @type {((library: any) => unknown)[]} */ ([
    (library) => library.get_encoding("cl100k_base", { "<|mine|>": 100_300 }).encode("a<|mine|>b", "all"),
    (library) => library.get_encoding("cl100k_base", { "<|mine|>": 100_300 }).encode("a<|mine|>b"),
    (library) => library.encoding_for_model("gpt-4", { "<|mine|>": 100_300 }).decode(new Uint32Array([64, 100_300])),
  ])) {
    same(/** @type {any} */ (own), peer, action);
  }
});

test("where the peer's engine crashes, ours says what is wrong", async () => {
  const mine = own.get_encoding("cl100k_base");
  await fails("unknown-token", () => mine.decode(new Uint32Array([9906, 200_000])));
  await fails("unknown-token", () => mine.decode_single_token_bytes(100_256));
  await fails("unknown-token", () => mine.encode_single_token(new TextEncoder().encode("no such token")));
  await fails("invalid-argument", () => mine.encode(/** @type {any} */ (5)));
  assert.deepEqual(mine.encode("Hello"), new Uint32Array([9906]));
});

test("ids and bytes that are no numbers become what the peer takes them for", async () => {
  const [mine, theirs] = /** @type {any[]} */ ([own.get_encoding("cl100k_base"), peer.get_encoding("cl100k_base")]);
  for (const ids of [["9906"], ["9906", 100_257], [1.5], [NaN], [undefined], [true], [2 ** 32 + 9906], "9906", { length: 1, 0: 9906 }, new Set([9906])]) {
    same(mine, theirs, (library) => library.decode(ids));
    assert.ok(mine.decode(ids) instanceof Uint8Array);
  }
  for (const id of ["9906", 1.5, NaN, undefined, "100257"]) same(mine, theirs, (library) => library.decode_single_token_bytes(id));
  for (const bytes of [[72, 105], ["72"], "7"]) same(mine, theirs, (library) => library.encode_single_token(bytes));
  await fails("unknown-token", () => mine.decode([-1]));
  await fails("unknown-token", () => mine.decode(["9906", "200000"]));
  for (const ids of [[9906n], undefined, null]) await fails("invalid-argument", () => mine.decode(ids));
  await fails("invalid-argument", () => mine.encode_single_token(undefined));
});

test("bytes as long as a document are no token, and no overflow", async () => {
  const mine = own.get_encoding("cl100k_base");
  for (const length of [0, 200_000, 2_000_000]) await fails("unknown-token", () => mine.encode_single_token(new Uint8Array(length)));
});

test("after `free` it goes on, and ranks of another kind are refused", async () => {
  const mine = own.get_encoding("r50k_base");
  mine.free();
  assert.equal(mine.encode("hello world").length, 2);
  await fails("invalid-argument", () => new own.Tiktoken("! 0 IQ==", {}, registry.r50k_base.pat_str));
  const { default: encoder } = await ours("tiktoken/encoders/r50k_base");
  await fails("invalid-argument", () => new own.Tiktoken(encoder.bpe_ranks, {}, "."));
});

test("models that came after the peer are known", () => {
  assert.equal(own.get_encoding_name_for_model("gpt-5.1"), "o200k_base");
});
