// Writes into the package an entry for each model that npm's `gpt-tokenizer` has
// one for and whose tokenizer is known here; with the prices of this catalogue.
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const PACKAGE = path.resolve(String(process.argv[2]));
const MODELS = path.join(PACKAGE, "compat/gpt-tokenizer/model");

/** @param {string} script */
const imported = (script) => import(pathToFileURL(path.join(PACKAGE, script)).href);

/** @type {typeof import("../www/tokenmeter/index.js")} */
const { Meter, TokenmeterError } = await imported("index.js");
/** @type {typeof import("../www/tokenmeter/modules.js")} */
const { loadTokens } = await imported("modules.js");
/** @type {typeof import("../www/tokenmeter/compat/gpt-tokenizer/encodings.js")} */
const { ENCODINGS } = await imported("compat/gpt-tokenizer/encodings.js");

const { resolveTokenizer } = await loadTokens({});
const meter = await Meter.load({ worker: false });

/** The peer's entries. */
const THEIRS = fileURLToPath(new URL("./model/", import.meta.resolve("gpt-tokenizer")));

/** The models' names. */
async function names() {
  const files = await readdir(THEIRS);
  return files.flatMap((file) => (file.endsWith(".js") ? [path.basename(file, ".js")] : []));
}

/**
 * What `action` gives, or nothing for a name that is not known.
 *
 * @template T
 * @param {() => T} action
 */
function ifKnown(action) {
  try {
    return action();
  } catch (error) {
    if (error instanceof TokenmeterError || (error instanceof Error && "code" in error && error.code === "unknown-model")) return undefined;
    throw error;
  }
}

/** @param {string} model */
function encodingOf(model) {
  const found = ifKnown(() => resolveTokenizer(model));
  if (!found || found.basis === "estimate") return undefined;
  // gpt2's own name is that of its encoding, which is r50k_base's under another.
  return /^gpt-?2$/.test(model) ? "gpt2" : found.encoding;
}

/** So few that no model has another price for them. */
const TOKENS = 1000;

/**
 * USD for a million tokens, on the day of the prices.
 *
 * @param {string} model
 * @param {"batch"} [processing]
 */
async function prices(model, processing) {
  const at = new Date(meter.prices.checked);
  const usage = { model, input: { tokens: TOKENS }, outputTokens: TOKENS, processing, at };
  const cost = async (cachedTokens = 0) => (await meter.estimate({ ...usage, cachedTokens })).cost;
  const [plain, cached] = [await cost(), await cost(TOKENS)];
  if (!plain || !cached) return undefined;
  const perMillion = (/** @type {number} */ usd) => Number(((usd / TOKENS) * 1e6).toPrecision(12));
  const cached_input = perMillion(cached.cachedInput);
  const [input, output] = [perMillion(plain.input), perMillion(plain.output)];
  // Without a price of its own it costs what other input does.
  return { input, output, ...(cached_input < input && { cached_input }) };
}

/** Whether the peer's entry for a model has a function. @param {string} model @param {string} name */
async function has(model, name) {
  return (await readFile(path.join(THEIRS, `${model}.js`), "utf8")).includes(name);
}

/** @param {string} name */
async function price(name) {
  if (!ifKnown(() => meter.model(name))) return undefined;
  const [main, batch] = [await prices(name), await prices(name, "batch")];
  if (!main || !batch) return undefined;
  // As above.
  return { main, ...(batch.input < main.input && { batch }) };
}

/** @param {string} name */
async function spec(name) {
  const [price_data, doesCall] = [await price(name), await has(name, "countChatCompletionTokens")];
  return { name, ...(doesCall && { supported_features: ["function_calling"] }), ...(price_data && { price_data }) };
}

const FUNCTIONS = [
  ...["encode", "encodeGenerator", "countTokens", "isWithinTokenLimit", "decode", "decodeGenerator", "decodeAsyncGenerator"],
  ...["estimateCost", "setMergeCacheSize", "clearMergeCache", "vocabularySize"],
];
/** Those that only some models have. */
const OF_CHATS = ["encodeChat", "encodeChatGenerator", "countChatCompletionTokens"];

/** @param {string} name @param {string} encoding */
async function script(name, encoding) {
  const ofChats = await Promise.all(OF_CHATS.map(async (part) => ((await has(name, part)) ? [part] : [])));
  return `import { GptEncoding } from "../GptEncoding.js";

export * from "../constants.js";

const api = await GptEncoding.load(${JSON.stringify(encoding)}, ${JSON.stringify(await spec(name))});

export default api;
export const { ${[...FUNCTIONS, ...ofChats.flat()].join(", ")} } = api;
`;
}

await mkdir(MODELS, { recursive: true });
for (const name of await names()) {
  const encoding = encodingOf(name);
  if (!encoding || !Object.hasOwn(ENCODINGS, encoding)) continue;
  await writeFile(path.join(MODELS, `${name}.js`), await script(name, encoding));
}
meter.close();
