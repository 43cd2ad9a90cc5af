// The built module, and what its tests share.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const directory = process.env["TOKENMETER_MODULE_DIR"];
assert(directory, "TOKENMETER_MODULE_DIR must name the directory of the built module");

export const moduleUrl = pathToFileURL(join(directory, "index.js")).href;

/** @type {typeof import("../../www/tokenmeter/index.js")} */
export const { Meter, Tokenizer, TokenmeterError, roughCount } = await import(moduleUrl);

/**
 * @typedef {{ name: string, text?: string, utf16?: number[], nfc?: string, ids: Record<string, number[]>,
 *   allowed?: Record<string, number[]> }} Vector
 */

/** What Python's tiktoken says of texts of every kind. @type {Vector[]} */
export const vectors = JSON.parse(
  await readFile(new URL("../vectors/golden.json", import.meta.url), "utf8"),
).texts;
assert(vectors.length > 50, "vectors are missing");

/** The text of a vector. @param {Vector} vector */
export const textOf = ({ text, utf16 }) => text ?? String.fromCharCode(...(utf16 ?? []));

/** A text as UTF-8 has it: U+FFFD for a lone surrogate. @param {string} text */
export const wellFormed = (text) => textOfBytes(new TextEncoder().encode(text));

/** The text that bytes are; U+FEFF is a character like any other. @param {Uint8Array} bytes */
export const textOfBytes = (bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);

/**
 * The memory that the tokens module works in, once it has started.
 *
 * @returns {Promise<WebAssembly.Memory>}
 */
export async function tokensMemory() {
  const { default: init } = await import(new URL("wasm/tokens.js", moduleUrl).href);
  return (await init()).memory;
}

/** The day of the prices that the tests expect. */
export const at = new Date("2026-11-24T12:00:00Z");

/**
 * A `fetch` that answers from the built module, unless `answer` does so
 * first; and the paths it was asked for.
 *
 * @param {(path: string, file: Uint8Array<ArrayBuffer>) => Response | undefined | Promise<Response>} [answer]
 */
export function fetchFrom(answer = () => undefined) {
  /** @type {string[]} */
  const asked = [];
  /** @type {typeof globalThis.fetch} */
  const fetch = async (input, init) => {
    init?.signal?.throwIfAborted();
    const path = fileURLToPath(String(input));
    asked.push(path);
    const file = new Uint8Array(await readFile(path));
    return (await answer(path, file)) ?? new Response(file);
  };
  return { fetch, asked };
}

/**
 * It fails with a `TokenmeterError` of this code, which has a message for
 * people.
 *
 * @param {string} code
 * @param {() => unknown} action
 * @returns {Promise<import("../../www/tokenmeter/index.js").TokenmeterError>}
 */
export async function fails(code, action) {
  try {
    await action();
  } catch (error) {
    assert(error instanceof TokenmeterError, `not a TokenmeterError: ${error}`);
    assert.equal(error.code, code, error.message);
    assert(error.message.length > 20, "no message for people");
    return error;
  }
  assert.fail(`no ${code}`);
}
