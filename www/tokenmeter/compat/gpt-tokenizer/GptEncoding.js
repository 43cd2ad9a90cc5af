/**
 * What npm's `gpt-tokenizer` 4.x calls an encoding's API: the same names,
 * arguments, results and errors.
 */

import { TokenmeterError, asTokenmeterError } from "../../errors.js";
import { checkText } from "../../options.js";
import { Codec, loadVocabulary, oneOf } from "../codec.js";
import { encodeChat } from "./chat.js";
import { chatCompletionTokens } from "./chat_completion.js";
import * as token from "./constants.js";
import { ENCODINGS } from "./encodings.js";

/**
 * @typedef {import("./chat.js").ChatMessage} ChatMessage
 * @typedef {import("./chat.js").EncodeChatOptions} EncodeChatOptions
 * @typedef {import("./chat.js").HarmonyTerminator} HarmonyTerminator
 * @typedef {import("./chat_completion.js").ChatCompletionRequest} ChatCompletionRequest
 * @typedef {import("./encodings.js").EncodingName} EncodingName
 *
 * @typedef {object} EncodeOptions
 * @property {Set<string> | "all"} [allowedSpecial] special tokens that become tokens; none by default
 * @property {Set<string> | "all"} [disallowedSpecial] special tokens that must not stand in the text;
 *   by default all that are not allowed
 *
 * @typedef {{ input?: number, output?: number, cached_input?: number, cached_output?: number }} Prices USD
 * @typedef {{ main?: Prices, batch?: Prices }} PriceData
 * @typedef {{ name: string, price_data?: PriceData, supported_features?: readonly string[] }} ModelSpec
 *   with prices in USD of a million tokens
 */

export class GptEncoding {
  static EndOfPrompt = token.EndOfPrompt;
  static EndOfText = token.EndOfText;
  static FimMiddle = token.FimMiddle;
  static FimPrefix = token.FimPrefix;
  static FimSuffix = token.FimSuffix;

  #codec;
  #chat;

  /**
   * @param {Codec} codec
   * @param {"chatml" | "harmony"} chat how a chat is written
   * @param {ModelSpec} [modelSpec]
   */
  constructor(codec, chat, modelSpec) {
    this.#codec = codec;
    this.#chat = chat;
    this.modelName = modelSpec?.name;
    this.modelSpec = modelSpec;
    this.vocabularySize = codec.vocabularySize;
    /**
     * The tokens of a request; of models that call functions.
     *
     * @type {((request: ChatCompletionRequest) => number) | undefined}
     */
    this.countChatCompletionTokens = modelSpec?.supported_features?.includes("function_calling")
      ? (request) => chatCompletionTokens(request, (text) => codec.count(text))
      : undefined;
    // They are exported one by one.
    this.encode = this.encode.bind(this);
    this.encodeGenerator = this.encodeGenerator.bind(this);
    this.encodeChat = this.encodeChat.bind(this);
    this.encodeChatGenerator = this.encodeChatGenerator.bind(this);
    this.countTokens = this.countTokens.bind(this);
    this.isWithinTokenLimit = this.isWithinTokenLimit.bind(this);
    this.decode = this.decode.bind(this);
    this.decodeGenerator = this.decodeGenerator.bind(this);
    this.decodeAsync = this.decodeAsync.bind(this);
    this.decodeAsyncGenerator = this.decodeAsyncGenerator.bind(this);
    this.estimateCost = this.estimateCost.bind(this);
  }

  /**
   * The encoding, once its vocabulary is there.
   *
   * @param {EncodingName} name
   * @param {ModelSpec} [modelSpec] of the model whose chats and prices are meant
   * @returns {Promise<GptEncoding>}
   * @throws as `Tokenizer.load`
   */
  static async load(name, modelSpec) {
    const { vocabulary, specials, chat } = ENCODINGS[name];
    return new GptEncoding(new Codec(await loadVocabulary(vocabulary), vocabulary, new Map(specials)), chat, modelSpec);
  }

  /**
   * @param {string} lineToEncode
   * @param {EncodeOptions} [encodeOptions]
   * @returns {number[]}
   * @throws `disallowed-special`, `invalid-argument`
   */
  encode(lineToEncode, encodeOptions) {
    return [...this.#codec.encode(lineToEncode, this.#allowed(lineToEncode, encodeOptions))];
  }

  /**
   * The same piece by piece; what it returns at the end is the length of the
   * last piece.
   *
   * @param {string} lineToEncode
   * @param {EncodeOptions} [encodeOptions]
   * @returns {Generator<number[], number, undefined>}
   * @throws as {@link GptEncoding.encode}, at once
   */
  encodeGenerator(lineToEncode, encodeOptions) {
    return withLast(this.#codec.pieces(lineToEncode, this.#allowed(lineToEncode, encodeOptions)));
  }

  /**
   * @param {readonly ChatMessage[]} chat
   * @param {string} [model]
   * @param {EncodeOptions & EncodeChatOptions} [encodeOptions]
   * @returns {number[]}
   * @throws as {@link GptEncoding.encode}, and `unknown-model`
   */
  encodeChat(chat, model = this.modelName, encodeOptions = undefined) {
    return [...this.encodeChatGenerator(chat, model, encodeOptions)].flat();
  }

  /**
   * @param {Iterable<ChatMessage>} chat
   * @param {string} [model]
   * @param {EncodeOptions & EncodeChatOptions} [encodeOptions]
   * @returns {Generator<number[], void, undefined>}
   */
  encodeChatGenerator(chat, model = this.modelName, encodeOptions = undefined) {
    return encodeChat(chat, model, this.#chat, encodeOptions, {
      special: (text) => this.#codec.specials.get(text),
      encode: this.encode,
      pieces: this.encodeGenerator,
    });
  }

  /**
   * @param {string | Iterable<ChatMessage>} input
   * @param {EncodeOptions} [encodeOptions]
   * @returns {number}
   * @throws as {@link GptEncoding.encodeChat}
   */
  countTokens(input, encodeOptions) {
    if (typeof input === "string") return this.#codec.count(input, this.#allowed(input, encodeOptions));
    let tokens = 0;
    for (const part of this.encodeChatGenerator(input, undefined, encodeOptions)) tokens += part.length;
    return tokens;
  }

  /**
   * @param {string | Iterable<ChatMessage>} input
   * @param {number} tokenLimit
   * @param {EncodeOptions} [encodeOptions]
   * @returns {false | number} the tokens, if they are not more
   * @throws as {@link GptEncoding.encodeChat}
   */
  isWithinTokenLimit(input, tokenLimit, encodeOptions) {
    if (typeof input === "string" && Number.isInteger(tokenLimit) && tokenLimit >= 0) {
      const allowed = this.#allowed(input, encodeOptions);
      if (allowed.size === 0) return this.#codec.countUpTo(input, tokenLimit) ?? false;
    }
    const tokens = this.countTokens(input, encodeOptions);
    // No part of nothing is ever above a limit, even one below 0.
    return tokens > 0 && tokens > tokenLimit ? false : tokens;
  }

  /**
   * @param {Iterable<number>} inputTokensToDecode
   * @returns {string} with U+FFFD where the bytes are not UTF-8
   * @throws `unknown-token`, `invalid-argument`
   */
  decode(inputTokensToDecode) {
    const given = listed(inputTokensToDecode);
    const unknown = (/** @type {number} */ _, /** @type {number} */ at) =>
      new TokenmeterError("unknown-token", `Token ${String(given[at])} is not in the byte pair encoder.`);
    return decoder().decode(this.#codec.decode(given.map(idOf), unknown));
  }

  /**
   * The text of token after token, in whole characters; ids without a token
   * are left out.
   *
   * @param {Iterable<number>} inputTokensToDecode
   * @returns {Generator<string, void, void>}
   */
  *decodeGenerator(inputTokensToDecode) {
    const text = decoder();
    for (const id of inputTokensToDecode) yield* shown(text.decode(this.#codec.bytesOf(idOf(id)), { stream: true }));
    yield* shown(text.decode());
  }

  /**
   * @param {AsyncIterable<number>} inputTokensToDecode
   * @returns {AsyncGenerator<string, void>}
   */
  async *decodeAsyncGenerator(inputTokensToDecode) {
    const text = decoder();
    for await (const id of inputTokensToDecode) yield* shown(text.decode(this.#codec.bytesOf(idOf(id)), { stream: true }));
    yield* shown(text.decode());
  }

  /**
   * @param {AsyncIterable<number>} inputTokensToDecode
   * @returns {Promise<string>}
   */
  async decodeAsync(inputTokensToDecode) {
    let decoded = "";
    for await (const text of this.decodeAsyncGenerator(inputTokensToDecode)) decoded += text;
    return decoded;
  }

  /**
   * What so many tokens cost, as input and as output.
   *
   * @param {number} tokenCount
   * @param {ModelSpec} [modelSpec]
   * @returns {PriceData} USD
   * @throws `invalid-argument` without a model, or one without prices
   */
  estimateCost(tokenCount, modelSpec = this.modelSpec) {
    if (!modelSpec) {
      throw new TokenmeterError("invalid-argument", "Model spec must be provided either during initialization or passed in to the method.");
    }
    const { name, price_data: prices } = modelSpec;
    if (!prices) throw new TokenmeterError("invalid-argument", `No cost information available for model: ${name}`);
    const { main, batch } = prices;
    return { ...(main && { main: times(main, tokenCount) }), ...(batch && { batch: times(batch, tokenCount) }) };
  }

  /** Does nothing: what is remembered has a bound. @param {number} _size */
  setMergeCacheSize = (_size) => {};

  /** Does nothing. */
  clearMergeCache = () => {};

  /**
   * The special tokens that become tokens, once none stands in the text that
   * must not.
   *
   * @param {string} text
   * @param {EncodeOptions} [options]
   * @returns {Set<string>}
   */
  #allowed(text, options) {
    checkText(text);
    const { wanted, refused } = options ? this.#chosen(options) : { wanted: new Set(/** @type {string[]} */ ([])), refused: undefined };
    const found = refused ? oneOf(refused)?.exec(text)?.[0] : this.#codec.special(text);
    if (found === undefined) return wanted;
    throw new TokenmeterError("disallowed-special", `Disallowed special token found: ${found}`);
  }

  /** @param {EncodeOptions} options */
  #chosen({ allowedSpecial, disallowedSpecial }) {
    const all = [...this.#codec.specials.keys()];
    const isAllAllowed = isAll(allowedSpecial);
    if (isAllAllowed && disallowedSpecial === token.ALL_SPECIAL_TOKENS) {
      throw new TokenmeterError("invalid-argument", 'allowedSpecial and disallowedSpecial cannot both be set to "all".');
    }
    const wanted = new Set(isAllAllowed ? all : allowedSpecial);
    const isNamed = disallowedSpecial !== undefined && !isAll(disallowedSpecial);
    return { wanted, refused: isNamed ? disallowedSpecial : all.filter((special) => !wanted.has(special)) };
  }
}

/** @param {Set<string> | string | undefined} specials */
function isAll(specials) {
  return specials === token.ALL_SPECIAL_TOKENS || (specials instanceof Set && specials.has(token.ALL_SPECIAL_TOKENS));
}

/**
 * @param {Iterable<number>} ids
 * @returns {number[]}
 */
function listed(ids) {
  try {
    return [...ids];
  } catch (error) {
    throw asTokenmeterError(error);
  }
}

/**
 * What is given as an id; one that is no number is taken where it is written
 * as one, as the key of a list would be.
 *
 * @param {unknown} given
 */
function idOf(given) {
  if (typeof given === "number") return given;
  const text = String(given);
  const id = Number(text);
  return String(id) === text ? id : Number.NaN;
}

/** One for each text: what is left of one must not begin another. */
const decoder = () => new TextDecoder("utf-8", { ignoreBOM: true });

/** @param {string} text @returns {Generator<string, void, void>} */
function* shown(text) {
  if (text !== "") yield text;
}

/**
 * @param {Generator<number[], void, void>} pieces
 * @returns {Generator<number[], number, undefined>}
 */
function* withLast(pieces) {
  let last = 0;
  for (const piece of pieces) {
    last = piece.length;
    yield piece;
  }
  return last;
}

/** @param {Prices} prices of a million tokens @param {number} tokens @returns {Prices} */
function times({ input, output, cached_input, cached_output }, tokens) {
  const of = (/** @type {number | undefined} */ price) => price && (price * tokens) / 1e6;
  return { input: of(input), output: of(output), cached_input: of(cached_input), cached_output: of(cached_output) };
}
