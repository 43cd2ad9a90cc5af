/**
 * How a chat is written with an encoding's special tokens, as npm's
 * `gpt-tokenizer` 4.0.0 does it (checked 2026-11-25), which follows OpenAI's
 * ChatML and harmony formats. What an API bills is not this: ask a `Meter`.
 */

import { TokenmeterError } from "../../errors.js";
import * as token from "./constants.js";

/**
 * @typedef {object} ChatMessage
 * @property {string} content
 * @property {string} [role]
 * @property {string} [name] written instead of the role
 * @property {string} [channel] of harmony, as all below
 * @property {string} [recipient]
 * @property {"role" | "channel"} [recipientPlacement]
 * @property {string} [constraint]
 * @property {HarmonyTerminator} [terminator]
 * @property {{ name?: string, arguments?: string }} [function_call] not written
 * @typedef {"<|end|>" | "<|return|>" | "<|call|>"} HarmonyTerminator
 *
 * @typedef {object} EncodeChatOptions
 * @property {string} [primeWithAssistantResponse] whose turn is opened at the end; `assistant` by default, "" for nobody's
 *
 * @typedef {object} Writer
 * @property {(special: string) => number | undefined} special its id
 * @property {(text: string, options?: object) => number[]} encode
 * @property {(text: string, options?: object) => Generator<number[], unknown, undefined>} pieces
 */

/** What stands between a role and its text, and after a message. */
const GPT_3 = { role: "\n", message: "\n" };
const GPT_4 = { role: token.ImSep, message: "" };

/** Models that take chats; other names, such as those of embeddings, do not. */
const CHAT_MODELS = [
  /^(chat-latest|chatgpt-4o-latest|codex-mini-latest|gpt-image-1)$/,
  /^(gpt-3\.5|gpt-4|gpt-5|gpt-oss|gpt-audio|computer-use-preview|daybreak-(blue|red)-latest)(?![^.-])/,
  /^(gpt-4o|gpt-4\.\d|o[1-9])(?![^-])/,
];
const OTHER_MODELS = /realtime|transcribe|tts|whisper/;

/**
 * @param {string | undefined} model
 * @returns {asserts model is string}
 * @throws `invalid-argument` without a model, `unknown-model` for one that takes no chats
 */
function checkModel(model) {
  if (!model) throw failure("Model name must be provided either during initialization or passed in to the method.");
  if (!CHAT_MODELS.some((name) => name.test(model)) || OTHER_MODELS.test(model)) throw noChat(model);
}

/** @param {string} model */
function noChat(model) {
  return new TokenmeterError("unknown-model", `Model '${model}' does not support chat.`);
}

/** @param {string} message */
function failure(message) {
  return new TokenmeterError("invalid-argument", message);
}

/** @param {ChatMessage} message */
function contentOf({ content }) {
  if (content !== undefined) return content;
  throw failure("Content must be defined for all messages.");
}

/**
 * @param {Iterable<ChatMessage>} chat
 * @param {string | undefined} model
 * @param {"chatml" | "harmony"} format
 * @param {EncodeChatOptions | undefined} options
 * @param {Writer} writer
 * @returns {Generator<number[], void, undefined>}
 */
export function* encodeChat(chat, model, format, options, writer) {
  checkModel(model);
  yield* format === "harmony" ? harmony(chat, options, writer) : chatMl(chat, model, options, writer);
}

/**
 * @param {Iterable<ChatMessage>} chat
 * @param {string} model
 * @param {EncodeChatOptions | undefined} options
 * @param {Writer} writer
 * @returns {Generator<number[], void, undefined>}
 */
function* chatMl(chat, model, options, { special, encode, pieces }) {
  const [start, end] = [special(token.ImStart), special(token.ImEnd)];
  if (start === undefined || end === undefined) throw noChat(model);
  const between = model.startsWith("gpt-3.5") ? GPT_3 : GPT_4;
  const afterRole = encode(between.role, { allowedSpecial: new Set([token.ImSep]) });
  const afterMessage = encode(between.message);
  for (const message of chat) {
    const content = contentOf(message);
    yield [start];
    yield encode(message.name ?? message.role ?? "system");
    yield afterRole;
    yield* pieces(content, options);
    yield [end];
    yield afterMessage;
  }
  const next = options?.primeWithAssistantResponse ?? "assistant";
  if (next !== "") {
    yield [start];
    yield* pieces(next, options);
  }
  yield afterRole;
}

/**
 * @param {Iterable<ChatMessage>} chat
 * @param {EncodeChatOptions | undefined} options
 * @param {Writer} writer
 * @returns {Generator<number[], void, undefined>}
 */
function* harmony(chat, options, { special, encode, pieces }) {
  const id = (/** @type {string} */ text) => Number(special(text));
  for (const message of chat) {
    const { channel, constraint, recipient } = message;
    const content = contentOf(message);
    const to = recipient ? encode(` to=${recipient}`) : undefined;
    const isToAtRole = message.recipientPlacement === "role" || !channel;
    yield [id(token.HarmonyStart)];
    yield encode(message.name ?? message.role ?? "user");
    if (to && isToAtRole) yield to;
    if (channel) {
      yield [id(token.HarmonyChannel)];
      yield encode(channel);
      if (to && !isToAtRole) yield to;
    }
    if (constraint) {
      yield [id(token.HarmonyConstrain)];
      yield encode(constraint);
    }
    yield [id(token.HarmonyMessage)];
    yield* pieces(content, options);
    yield [id(message.terminator ?? token.HarmonyEnd)];
  }
  const next = options?.primeWithAssistantResponse ?? "assistant";
  if (next === "") return;
  yield [id(token.HarmonyStart)];
  yield encode(next);
}
