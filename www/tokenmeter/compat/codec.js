/**
 * One of OpenAI's encodings as the libraries see it whose names stand beside
 * this: the engine encodes ordinary text, and the special tokens are rows that
 * each library has in its own way.
 */

import { Tokenizer } from "../tokenizer.js";

/** @typedef {"r50k_base" | "p50k_base" | "cl100k_base" | "o200k_base"} VocabularyName */

/**
 * The vocabularies' tokens that are no special ones: below which id, and which
 * one is left to a special token.
 *
 * @type {Record<VocabularyName, { end: number, gap?: number }>}
 */
const ORDINARY = {
  r50k_base: { end: 50_256 },
  p50k_base: { end: 50_281, gap: 50_256 },
  cl100k_base: { end: 100_256 },
  o200k_base: { end: 199_998 },
};

/** A piece of a text is looked for in so many UTF-16 units first. */
const WINDOW = 64;

/** Behind this nothing can change the piece before: all white space and the longest contraction have been seen. */
const SETTLED = /[^\s\u0085][^]{4}/;

/** @type {Map<string, Promise<Tokenizer>>} by vocabulary */
const loading = new Map();

/**
 * The tokenizer of a vocabulary, which all encodings share that have it; a
 * failed attempt is forgotten.
 *
 * @param {VocabularyName} vocabulary
 * @returns {Promise<Tokenizer>}
 * @throws as {@link Tokenizer.load}
 */
export function loadVocabulary(vocabulary) {
  const known = loading.get(vocabulary);
  if (known) return known;
  const attempt = Tokenizer.load(vocabulary);
  loading.set(vocabulary, attempt);
  attempt.catch(() => loading.delete(vocabulary));
  return attempt;
}

export class Codec {
  #tokenizer;
  #ordinary;
  /** @type {Map<number, Uint8Array>} */
  #specialBytes;
  /** @type {Map<string, number> | undefined} */
  #idsByBytes;
  /** @type {readonly string[] | undefined} */
  #sorted;
  /** @type {RegExp | undefined} */
  #anySpecial;

  /**
   * @param {Tokenizer} tokenizer of the vocabulary
   * @param {VocabularyName} vocabulary
   * @param {ReadonlyMap<string, number>} specials ids by their text
   */
  constructor(tokenizer, vocabulary, specials) {
    this.#tokenizer = tokenizer;
    this.#ordinary = ORDINARY[vocabulary];
    this.specials = specials;
    this.#specialBytes = new Map([...specials].map(([text, id]) => [id, new TextEncoder().encode(text)]));
  }

  /** How many tokens there are, special ones among them. */
  get vocabularySize() {
    const { end, gap } = this.#ordinary;
    return end - (gap === undefined ? 0 : 1) + this.specials.size;
  }

  /**
   * The first special token in a text.
   *
   * @param {string} text
   * @returns {string | undefined}
   */
  special(text) {
    this.#anySpecial ??= oneOf(this.specials.keys());
    return this.#anySpecial?.exec(text)?.[0];
  }

  /**
   * The text cut at the special tokens that are allowed: each as its id,
   * between stretches of ordinary text.
   *
   * @param {string} text
   * @param {Iterable<string>} allowed
   * @returns {Generator<string | number, void, void>}
   */
  *cut(text, allowed) {
    const pattern = oneOf(allowed, "g");
    let start = 0;
    for (const { 0: special, index } of pattern ? text.matchAll(pattern) : []) {
      const id = this.specials.get(special);
      if (id === undefined) continue;
      if (index > start) yield text.slice(start, index);
      yield id;
      start = index + special.length;
    }
    if (start < text.length) yield text.slice(start);
  }

  /**
   * The ids of a text.
   *
   * @param {string} text
   * @param {Iterable<string>} [allowed] special tokens; others are ordinary text
   * @returns {Uint32Array}
   */
  encode(text, allowed = []) {
    const parts = [...this.cut(text, allowed)].map((part) => (typeof part === "string" ? this.#tokenizer.encode(part) : [part]));
    if (parts.length === 1 && parts[0] instanceof Uint32Array) return parts[0];
    const ids = new Uint32Array(parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of parts) {
      ids.set(part, at);
      at += part.length;
    }
    return ids;
  }

  /**
   * How many tokens a text has.
   *
   * @param {string} text
   * @param {Iterable<string>} [allowed]
   */
  count(text, allowed = []) {
    let tokens = 0;
    for (const part of this.cut(text, allowed)) tokens += typeof part === "string" ? this.#tokenizer.count(part) : 1;
    return tokens;
  }

  /**
   * How many tokens an ordinary text has, or `null` if they are more than a
   * limit; stops as soon as that is certain.
   *
   * @param {string} text
   * @param {number} limitTokens
   */
  countUpTo(text, limitTokens) {
    return this.#tokenizer.countUpTo(text, limitTokens);
  }

  /**
   * The ids of a text, piece by piece as the encoding's pattern cuts it; a
   * special token is a piece.
   *
   * @param {string} text
   * @param {Iterable<string>} [allowed]
   * @returns {Generator<number[], void, void>}
   */
  *pieces(text, allowed = []) {
    for (const part of this.cut(text, allowed)) {
      if (typeof part === "string") yield* this.#ordinaryPieces(part);
      else yield [part];
    }
  }

  /** @param {string} text @returns {Generator<number[], void, void>} */
  *#ordinaryPieces(text) {
    let window = WINDOW;
    for (let start = 0; start < text.length; ) {
      const seen = text.slice(start, start + window);
      const { ids, ends } = this.#tokenizer.segments(seen, { limitTokens: 0 });
      const end = ends.at(-1) ?? 0;
      const isSettled = start + window >= text.length || SETTLED.test(seen.slice(end));
      if (isSettled) {
        yield [...ids];
        start += end;
      }
      window = isSettled ? WINDOW : window * 2;
    }
  }

  /**
   * The bytes of an id, if there is such a token.
   *
   * @param {number} id
   * @returns {Uint8Array | undefined}
   */
  bytesOf(id) {
    const special = this.#specialBytes.get(id);
    if (special) return special;
    return this.#isOrdinary(id) ? this.#tokenizer.decodeBytes([id]) : undefined;
  }

  /**
   * The ids' bytes together.
   *
   * @param {Iterable<number>} ids
   * @param {(id: number, at: number) => Error} unknown what is thrown for the first id that no token has
   * @returns {Uint8Array}
   */
  decode(ids, unknown) {
    const all = [...ids];
    if (all.every((id) => this.#isOrdinary(id))) return this.#tokenizer.decodeBytes(all);
    const parts = [];
    for (const [at, id] of all.entries()) {
      const bytes = this.bytesOf(id);
      if (!bytes) throw unknown(id, at);
      parts.push(bytes);
    }
    const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }

  /** @param {number} id */
  #isOrdinary(id) {
    const { end, gap } = this.#ordinary;
    return Number.isInteger(id) && id >= 0 && id < end && id !== gap;
  }

  /**
   * Every token that is no special one, by its bytes, of which each is written
   * as the character of its number. Made when first asked for: a tenth of a
   * second, and some 20 MB.
   *
   * @returns {Map<string, number>}
   */
  get idsByBytes() {
    if (this.#idsByBytes) return this.#idsByBytes;
    const ids = new Map();
    for (let id = 0; id < this.#ordinary.end; id += 1) {
      if (this.#isOrdinary(id)) ids.set(spelled(this.#tokenizer.decodeBytes([id])), id);
    }
    return (this.#idsByBytes = ids);
  }

  /** The keys of {@link Codec.idsByBytes} in the bytes' order. */
  get sortedTokens() {
    return (this.#sorted ??= [...this.idsByBytes.keys()].sort());
  }
}

/** Bytes as a text that has a character of the same number for each. @param {Uint8Array} bytes */
export function spelled(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/**
 * What finds any of some texts, the longest first; nothing for none.
 *
 * @param {Iterable<string>} texts
 * @param {string} [flags]
 * @returns {RegExp | undefined}
 */
export function oneOf(texts, flags) {
  const all = [...texts].sort((one, other) => other.length - one.length);
  if (all.length === 0) return undefined;
  return new RegExp(all.map((text) => text.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&")).join("|"), flags);
}
