/** A request that stands in the prompt, as a program sends it that wants one whole answer. */

/** Where the request stands in the line of a batch's file: OpenAI and Mistral, Anthropic, Gemini. */
const WRAPPERS = ["body", "params", "request"];
/** One of these makes a request of it. */
const FIELDS = ["messages", "contents", "input", "prompt"];

/**
 * @typedef {object} Pasted
 * @property {string} text to be sent: as it was written, unless something had to be taken away
 * @property {boolean} fromBatch it stood in the line of a batch's file
 * @property {boolean} wasStream it asked for a stream, and does no longer
 */

/**
 * @param {string} text
 * @returns {Pasted | null} null: it is no request
 */
export function pastedRequest(text) {
  const given = objectIn(text);
  const wrapped = WRAPPERS.map((name) => given?.[name]).find(isRequest);
  const request = wrapped ?? given;
  if (!isRequest(request)) return null;
  const wasStream = request["stream"] === true;
  const { stream_options: _, ...whole } = request;
  const sent = wasStream ? { ...whole, stream: false } : request;
  const isSame = sent === given;
  return { text: isSame ? text : `${JSON.stringify(sent, null, 2)}\n`, fromBatch: wrapped !== undefined, wasStream };
}

/** @param {string} text */
function objectIn(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isRequest(value) {
  return typeof value === "object" && value !== null && FIELDS.some((name) => name in value);
}
