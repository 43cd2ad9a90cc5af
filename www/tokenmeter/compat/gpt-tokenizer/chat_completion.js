/**
 * The tokens of a chat request with functions, as npm's `gpt-tokenizer` 4.0.0
 * reckons them (checked 2026-11-25): OpenAI does not publish how definitions of
 * functions are written for a model; this writes them as TypeScript, a method
 * of hmarr's openai-chat-tokens. A `Meter` reads whole requests, of newer kinds
 * too, and says how sure its number is.
 */

/**
 * @typedef {import("./chat.js").ChatMessage} ChatMessage
 * @typedef {{ type: "string", description?: string, enum?: string[] }} StringProperty
 * @typedef {{ type: "integer" | "number", description?: string, minimum?: number, maximum?: number, enum?: (number | string)[] }} NumberProperty
 * @typedef {{ type: "boolean" | "null", description?: string }} PlainProperty
 * @typedef {{ type: "array", description?: string, items?: Property }} ArrayProperty
 * @typedef {{ type: "object", description?: string, required?: string[], properties?: Record<string, Property> }} ObjectProperty
 * @typedef {StringProperty | NumberProperty | PlainProperty | ArrayProperty | ObjectProperty} Property
 * @typedef {{ name: string, description?: string, parameters?: ObjectProperty }} FunctionDefinition
 *
 * @typedef {object} ChatCompletionRequest
 * @property {readonly ChatMessage[]} messages
 * @property {readonly FunctionDefinition[]} [functions]
 * @property {"auto" | "none" | { name: string }} [function_call]
 */

/** What is added to what is written, in tokens. */
const ADDED = {
  request: 3,
  message: 3,
  name: 1,
  functionCall: 3,
  roleOfFunction: -2,
  functions: 9,
  functionsBesideSystem: -4,
  noFunction: 1,
  oneFunction: 4,
};

/** Descriptions are written of the outermost properties alone. */
const DESCRIBED_INDENT = 0;

/**
 * @param {ChatCompletionRequest} request
 * @param {(text: string) => number} count the tokens of a text
 * @returns {number}
 */
export function chatCompletionTokens({ messages, functions = [], function_call: choice }, count) {
  const hasFunctions = functions.length > 0;
  const system = messages.find(({ role }) => role === "system");
  let tokens = ADDED.request;
  for (const message of messages) tokens += messageTokens(message, hasFunctions && message === system, count);
  if (hasFunctions) tokens += count(written(functions)) + ADDED.functions + (system ? ADDED.functionsBesideSystem : 0);
  if (choice === "none") tokens += ADDED.noFunction;
  if (typeof choice === "object" && choice?.name) tokens += count(choice.name) + ADDED.oneFunction;
  return tokens;
}

/**
 * @param {ChatMessage} message
 * @param {boolean} isBeforeFunctions it ends with a line break then
 * @param {(text: string) => number} count
 */
function messageTokens({ role, name, content, function_call: call }, isBeforeFunctions, count) {
  const text = isBeforeFunctions && content && !content.endsWith("\n") ? `${content}\n` : content;
  let tokens = ADDED.message;
  for (const part of [role, text, name, call?.name, call?.arguments]) tokens += part ? count(part) : 0;
  if (name) tokens += ADDED.name;
  if (call) tokens += ADDED.functionCall;
  if (role === "function") tokens += ADDED.roleOfFunction;
  return tokens;
}

/** @param {readonly FunctionDefinition[]} functions */
function written(functions) {
  const lines = functions.flatMap(({ name, description, parameters }) => {
    const hasParameters = Object.keys(parameters?.properties ?? {}).length > 0;
    const type = hasParameters
      ? [`type ${name} = (_: {`, ...propertiesOf(parameters, 0), "}) => any;"]
      : [`type ${name} = () => any;`];
    return [...(description ? [`// ${description}`] : []), ...type, ""];
  });
  return ["namespace functions {", "", ...lines, "} // namespace functions"].join("\n");
}

/**
 * @param {ObjectProperty | undefined} object
 * @param {number} indent
 * @returns {string[]}
 */
function propertiesOf(object, indent) {
  const space = " ".repeat(indent);
  return Object.entries(object?.properties ?? {}).flatMap(([name, property]) => {
    const isDescribed = property.description && indent <= DESCRIBED_INDENT;
    const mark = object?.required?.includes(name) ? "" : "?";
    const line = `${space}${name}${mark}: ${typeOf(property, indent)},`;
    return isDescribed ? [`${space}// ${property.description}`, line] : [line];
  });
}

/**
 * @param {Property} property
 * @param {number} indent
 * @returns {string}
 */
function typeOf(property, indent) {
  switch (property.type) {
    case "string":
      return property.enum?.map((value) => JSON.stringify(value)).join(" | ") ?? "string";
    case "integer":
    case "number":
      return property.enum?.join(" | ") ?? "number";
    case "boolean":
    case "null":
      return property.type;
    case "array":
      return property.items ? `${typeOf(property.items, indent)}[]` : "any[]";
    case "object": {
      const inside = propertiesOf(property, indent + 2).join("\n");
      return `{\n${inside}\n${" ".repeat(indent)}}`;
    }
    default:
      return "any";
  }
}
