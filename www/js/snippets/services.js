/**
 * The services that a snippet can ask, as rows: where, with which key, what is
 * sent, and where answer and usage stand in what comes back. From each
 * provider's API reference, checked 2026-11-25.
 */

/** Stands in a body where the text goes. */
export const PROMPT = Symbol("the prompt");

/**
 * @typedef {object} Asked
 * @property {string} model
 * @property {number | null} maxTokens of the answer; null: the service's own limit
 * @property {number | null} inputTokens as many as the text may have; null: not known
 *
 * @typedef {"curl" | "python" | "node"} Language
 * @typedef {Record<Language, string>} Expression of the answer, called `answer`; in jq for curl
 *
 * @typedef {object} Service
 * @property {string} id
 * @property {string} name
 * @property {readonly string[]} providers of the catalogue whose models it has
 * @property {string} api whose requests it takes
 * @property {(model: string) => string} url
 * @property {{ variable: string, header: string, prefix: string } | null} key null: it needs none
 * @property {Readonly<Record<string, string>>} headers beside the key's and the content's type
 * @property {(asked: Asked) => Record<string, unknown>} body
 * @property {Expression} answer
 * @property {Expression} usage
 * @property {string} usageField in n8n: the name of the field, or several
 */

/** @param {string} field what limits the answer @returns {(asked: Asked) => Record<string, unknown>} */
const chat = (field) => ({ model, maxTokens }) => ({
  model,
  messages: [{ role: "user", content: PROMPT }],
  ...(maxTokens !== null && { [field]: maxTokens }),
});

/** @param {string} variable */
const bearer = (variable) => ({ variable, header: "Authorization", prefix: "Bearer " });

const CHAT = {
  api: "Chat Completions",
  headers: {},
  answer: {
    curl: ".choices[0].message.content",
    python: 'answer["choices"][0]["message"]["content"]',
    node: "answer.choices[0].message.content",
  },
  usage: { curl: ".usage", python: 'answer["usage"]', node: "answer.usage" },
  usageField: "usage",
};

/** Anthropic refuses a request that does not say. */
const LEAST_PLAN = 1024;
/** What a context window of Ollama's is rounded up to. */
const WINDOW_STEP = 1024;

/** @type {readonly Service[]} */
export const SERVICES = [
  {
    id: "openai", name: "OpenAI", providers: ["openai"],
    url: () => "https://api.openai.com/v1/chat/completions",
    key: bearer("OPENAI_API_KEY"), body: chat("max_completion_tokens"), ...CHAT,
  },
  {
    id: "openai-responses", name: "OpenAI, Responses", providers: ["openai"], api: "OpenAI Responses",
    url: () => "https://api.openai.com/v1/responses",
    key: bearer("OPENAI_API_KEY"),
    headers: {},
    body: ({ model, maxTokens }) => ({ model, input: PROMPT, ...(maxTokens !== null && { max_output_tokens: maxTokens }) }),
    answer: {
      curl: '[.output[].content[]? | .text // ""] | add',
      python: '"".join(part.get("text", "") for item in answer["output"] for part in item.get("content") or [])',
      node: 'answer.output.flatMap((item) => item.content ?? []).map((part) => part.text ?? "").join("")',
    },
    usage: CHAT.usage, usageField: "usage",
  },
  {
    id: "anthropic", name: "Anthropic", providers: ["anthropic"], api: "Anthropic Messages",
    url: () => "https://api.anthropic.com/v1/messages",
    key: { variable: "ANTHROPIC_API_KEY", header: "x-api-key", prefix: "" },
    headers: { "anthropic-version": "2023-06-01" },
    body: ({ model, maxTokens }) => ({ model, max_tokens: maxTokens ?? LEAST_PLAN, messages: [{ role: "user", content: PROMPT }] }),
    answer: {
      curl: '[.content[] | .text // ""] | add',
      python: '"".join(part.get("text", "") for part in answer["content"])',
      node: 'answer.content.map((part) => part.text ?? "").join("")',
    },
    usage: CHAT.usage, usageField: "usage",
  },
  {
    id: "google", name: "Gemini", providers: ["google"], api: "Gemini generateContent",
    url: (model) => `https://generativelanguage.googleapis.com/v1beta/models/${encodeURIComponent(model)}:generateContent`,
    key: { variable: "GEMINI_API_KEY", header: "x-goog-api-key", prefix: "" },
    headers: {},
    body: ({ maxTokens }) => ({
      contents: [{ role: "user", parts: [{ text: PROMPT }] }],
      ...(maxTokens !== null && { generationConfig: { maxOutputTokens: maxTokens } }),
    }),
    answer: {
      curl: '[.candidates[0].content.parts[]? | .text // ""] | add',
      python: '"".join(part.get("text", "") for part in answer["candidates"][0]["content"].get("parts", []))',
      node: '(answer.candidates[0].content.parts ?? []).map((part) => part.text ?? "").join("")',
    },
    usage: { curl: ".usageMetadata", python: 'answer["usageMetadata"]', node: "answer.usageMetadata" },
    usageField: "usageMetadata",
  },
  {
    id: "mistral", name: "Mistral", providers: ["mistral"],
    url: () => "https://api.mistral.ai/v1/chat/completions",
    key: bearer("MISTRAL_API_KEY"), body: chat("max_tokens"), ...CHAT,
  },
  {
    id: "huggingface", name: "Hugging Face", providers: ["huggingface", "meta", "zai", "moonshotai", "minimax"],
    url: () => "https://router.huggingface.co/v1/chat/completions",
    key: bearer("HF_TOKEN"), body: chat("max_tokens"), ...CHAT,
  },
  {
    id: "ollama", name: "Ollama, on this machine", providers: ["ollama"], api: "",
    url: () => "http://localhost:11434/api/chat",
    key: null,
    headers: {},
    // Unless it is told, Ollama cuts off what is longer than its own window.
    body: ({ model, maxTokens, inputTokens }) => ({
      model,
      messages: [{ role: "user", content: PROMPT }],
      stream: false,
      options: {
        ...(inputTokens !== null && { num_ctx: Math.ceil((inputTokens + (maxTokens ?? LEAST_PLAN)) / WINDOW_STEP) * WINDOW_STEP }),
        ...(maxTokens !== null && { num_predict: maxTokens }),
      },
    }),
    answer: { curl: ".message.content", python: 'answer["message"]["content"]', node: "answer.message.content" },
    usage: {
      curl: "{prompt_eval_count, eval_count}",
      python: '{name: answer.get(name) for name in ("prompt_eval_count", "eval_count")}',
      node: "{ prompt_eval_count: answer.prompt_eval_count, eval_count: answer.eval_count }",
    },
    usageField: "prompt_eval_count eval_count",
  },
  {
    id: "deepseek", name: "DeepSeek", providers: ["deepseek"],
    url: () => "https://api.deepseek.com/chat/completions",
    key: bearer("DEEPSEEK_API_KEY"), body: chat("max_tokens"), ...CHAT,
  },
  {
    id: "groq", name: "Groq", providers: ["groq"],
    url: () => "https://api.groq.com/openai/v1/chat/completions",
    key: bearer("GROQ_API_KEY"), body: chat("max_completion_tokens"), ...CHAT,
  },
  {
    id: "openrouter", name: "OpenRouter", providers: ["openrouter"],
    url: () => "https://openrouter.ai/api/v1/chat/completions",
    key: bearer("OPENROUTER_API_KEY"), body: chat("max_tokens"), ...CHAT,
  },
  {
    id: "xai", name: "xAI", providers: ["x-ai"],
    url: () => "https://api.x.ai/v1/chat/completions",
    key: bearer("XAI_API_KEY"), body: chat("max_completion_tokens"), ...CHAT,
  },
];

/**
 * The service that has a provider's models, or rather one that takes a request; undefined: none of these.
 * @param {string} provider its id in the catalogue
 * @param {string} [api] whose request is to be sent
 */
export function serviceOf(provider, api) {
  const own = SERVICES.filter(({ providers }) => providers.some((one) => provider === one || provider.startsWith(`${one}_`)));
  const takesIt = (/** @type {Service} */ service) => service.api === api;
  return own.find(takesIt) ?? SERVICES.find(takesIt) ?? own[0];
}
