// What the page reads of a text or a link, whatever it is given: what was written comes back, and nothing hangs.
import assert from "node:assert/strict";
import { isUtf8 } from "node:buffer";
import { test } from "node:test";
import fc from "fast-check";
import { readIds } from "../../www/js/ids_input.js";
import { readFragment, writeFragment } from "../../www/js/share_link.js";
import { linesOf } from "../../www/tokenmeter/json_lines.js";

const ids = fc.array(fc.nat({ max: 9_999_999 }), { minLength: 3, maxLength: 200 });
const space = fc.string({ unit: fc.constantFrom(" ", "\n", "\t"), maxLength: 5 });
/** Any UTF-16 units, halves of pairs too. */
const text = fc.string({ unit: fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit)), maxLength: 500 });

test("token ids are read back, in brackets or not, between commas or spaces", () => {
  fc.assert(fc.property(ids, space, fc.constantFrom(",", " ", ", ", "\n", " ,\t"), fc.constantFrom(["", ""], ["[", "]"], ["[ ", " , ]"]), (list, around, between, [before, behind]) => {
    assert.deepEqual(readIds(around + before + list.join(between) + behind + around), list);
  }));
});

test("a text with anything but ids is no list of them", () => {
  fc.assert(fc.property(ids, fc.nat(), fc.constantFrom("x", ".", "-", "12345678", ", ,", "]["), (list, at, other) => {
    const words = list.map(String);
    words.splice(1 + (at % (words.length - 1)), 0, other);
    assert.equal(readIds(words.join(" ")), null);
  }));
});

test("much white space around ids or before a word does not hold the page", () => {
  const spaces = " ".repeat(500_000);
  assert.equal(readIds(`${spaces}x`), null);
  assert.equal(readIds(`1 2 3${spaces}x`), null);
  assert.deepEqual(readIds(`${spaces}[${spaces}1${spaces},${spaces}2 3${spaces}]`), [1, 2, 3]);
});

test("a link gives back what was put into it", async () => {
  const shared = fc.record({ model: fc.string({ unit: "grapheme", minLength: 1 }), outputTokens: fc.integer({ min: 1, max: 9_999_999_999 }), requests: fc.integer({ min: 2, max: 9_999_999_999 }), text: text.filter((words) => words !== "") }, { noNullPrototype: true });
  await fc.assert(fc.asyncProperty(shared, async (given) => {
    assert.deepEqual(await readFragment(`#${await writeFragment(given)}`), given);
  }));
});

test("any other link has numbers that are numbers, or is refused with an error", async () => {
  const fragment = fc.oneof(fc.string({ unit: "binary" }), fc.record({ output: fc.string(), requests: fc.string(), text: fc.base64String() }).map((fields) => new URLSearchParams(fields).toString()));
  await fc.assert(fc.asyncProperty(fragment, async (given) => {
    const read = await readFragment(given).catch((error) => assert.ok(error instanceof Error));
    for (const number of [read?.outputTokens, read?.requests]) assert.ok(number === undefined || Number.isSafeInteger(number));
  }));
});

/** Ends of lines, white space, a byte order mark, half a character, and anything else. */
const bytes = fc.array(fc.oneof(fc.constantFrom("\n", "\r\n", " ", "{\"a\":1}", "é漢😀", "\uFEFF").map((word) => [...Buffer.from(word)]), fc.constant([0xc3]), fc.uint8Array({ maxLength: 4 }).map((some) => [...some])), { maxLength: 60 }).map((parts) => Uint8Array.from(parts.flat()));

test("a file read line by line, however it is cut on its way, is the file split at its ends of lines", async () => {
  await fc.assert(fc.asyncProperty(bytes, fc.array(fc.nat({ max: 40 })), async (file, cuts) => {
    const read = [];
    for await (const line of linesOf(/** @type {any} */ ({ stream: () => inParts(file, cuts) }))) read.push(line);
    assert.deepEqual(read, splitAtEnds(file));
  }), { numRuns: 500 });
});

test("lines that go on from one part of a large file to the next are whole", async () => {
  const lines = Array.from({ length: 9000 }, (_, at) => `${at} ${"é漢😀".repeat(at % 60)}`);
  const read = [];
  for await (const { text } of linesOf(new Blob([lines.join("\n")]))) read.push(text);
  assert.deepEqual(read, lines.map((line) => line.trim()));
  for await (const line of linesOf(new Blob([]))) assert.fail(`an empty file has no line, but there is ${line.number}`);
});

/**
 * @param {Uint8Array} file
 * @param {number[]} sizes of the parts in which it comes, the rest at once
 */
function inParts(file, sizes) {
  let at = 0;
  const left = [...sizes, file.length];
  return new ReadableStream({
    pull(controller) {
      const size = left.shift();
      if (size === undefined || at >= file.length) return controller.close();
      controller.enqueue(file.subarray(at, (at += size)));
    },
  });
}

/** The same in the plain way. @param {Uint8Array} file */
function splitAtEnds(file) {
  const ends = [...file.keys()].filter((at) => file[at] === 0x0a).map((at) => at + 1);
  if (ends.at(-1) !== file.length && file.length > 0) ends.push(file.length);
  return ends.map((end, line) => {
    const own = file.subarray(line === 0 ? 0 : ends[line - 1], end);
    const broken = !isUtf8(own);
    return { number: line + 1, text: broken ? null : Buffer.from(own).toString().replace(/^\uFEFF/, "").trim(), bytes: own.length };
  });
}
