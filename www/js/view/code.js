import { copyOn } from "../copy_text.js";
import { make, part, say } from "../dom.js";
import { saveFile } from "../save_file.js";
import { PROGRAMS, REQUEST_FILE, SERVICES, pastedRequest, requestFile, serviceOf, snippet } from "../snippets/snippet.js";

/** @typedef {import("../snippets/snippet.js").Service} Service */
/** @typedef {import("../state.js").Store} Store */
/** @typedef {"curl" | "python" | "node" | "n8n"} Language */

/** A longer prompt stands in a file beside the code. */
const LONGEST_INLINE_UNITS = 2000;

/**
 * The page's prompt as a program that sends it.
 * @param {Store} store
 * @param {import("../engine.js").Engine} engine
 */
export function showCode(store, engine) {
  const details = /** @type {HTMLDetailsElement} */ (part("code", HTMLElement).querySelector("details"));
  const service = part("code-service", HTMLSelectElement);
  const language = part("code-language", HTMLSelectElement);
  const code = part("code-text", HTMLPreElement);
  const saveRequest = part("code-request", HTMLButtonElement);
  /** What was chosen by hand stays; else it follows a request's API, and the model. */
  let chosen = false;
  /** @type {{ file: string, type: string, request: string | null } | null} what can be saved */
  let files = null;

  async function refresh() {
    if (!details.open) return;
    const { model } = store.now;
    const known = await knownModel(model);
    if (!chosen) service.value = serviceOf(known?.provider ?? "", store.now.answer.count?.api)?.id ?? "openai";
    // The model may have been changed meanwhile: what changed it has asked again.
    if (model === store.now.model) show(known);
  }

  /** @param {string} name @returns {Promise<import("../types.js").ModelInfo | null>} */
  async function knownModel(name) {
    try {
      return store.now.catalog ? (await engine.meter()).model(name) : null;
    } catch {
      return null;
    }
  }

  /** @param {import("../types.js").ModelInfo | null} known */
  function show(known) {
    const asked = SERVICES.find(({ id }) => id === service.value);
    if (!asked) return;
    const { text, outputTokens, answer, keys, model } = store.now;
    const name = /** @type {Language} */ (language.value);
    const program = PROGRAMS[name];
    const own = ownId(known, asked);
    const planned = {
      model: own ?? model.trim(),
      maxTokens: outputTokens !== null && outputTokens > 0 ? outputTokens : null,
      inputTokens: answer.count?.high ?? null,
    };
    // A request that the service takes is sent as it is, a text in one.
    const { api } = answer.count ?? {};
    const pasted = api === asked.api ? pastedRequest(text) : null;
    // A key is never written into code.
    const apart = pasted !== null || text.length > LONGEST_INLINE_UNITS || keys.length > 0;
    const prompt = text === "" ? "Say hello." : text;
    const request = keys.length === 0 ? pasted?.text : undefined;
    code.textContent = snippet(name, asked, { ...planned, prompt: apart ? null : prompt, request });
    files = {
      file: program.file,
      type: program.type,
      request: !apart || keys.length > 0 || (pasted && name === "n8n") ? null : request ?? requestFile(asked, { ...planned, prompt: text }),
    };
    saveRequest.hidden = files.request === null;
    say(part("code-save", HTMLButtonElement), `Save ${program.file}`);
    say(part("code-note", HTMLParagraphElement), note({
      keys: keys.length,
      apart,
      pasted,
      refused: api && api !== asked.api ? `The text is a request for ${api}, which ${asked.name} does not take: it is sent as a text.` : "",
      elsewhere: pasted && known && own === null && asked.url("a") !== asked.url("b")
        ? `The address names the model, and ${asked.name} has no ${planned.model}: choose one of its models above.`
        : "",
      file: name === "n8n" ? null : REQUEST_FILE,
      foreign: known !== null && serviceOf(known.provider) === undefined && !chosen ? known.provider : null,
    }));
    const how = program.how(asked);
    part("code-run", HTMLParagraphElement).replaceChildren(...(name === "n8n" ? [how] : ["Run it: ", make("code", {}, how)]));
    part("code-env", HTMLDivElement).hidden = asked.key === null || name === "n8n";
    say(part("code-env-text", HTMLPreElement), asked.key ? `${asked.key.variable}=` : "");
  }

  service.replaceChildren(...SERVICES.map(({ id, name }) => make("option", { value: id }, name)));
  language.replaceChildren(...Object.entries(PROGRAMS).map(([id, { name }]) => make("option", { value: id }, name)));
  const again = () => void refresh();
  for (const field of [service, language]) {
    field.addEventListener("input", () => {
      chosen ||= field === service;
      again();
    });
  }
  details.addEventListener("toggle", again);
  store.on(["model"], () => (chosen = false));
  store.on(["text", "model", "outputTokens", "answer", "keys", "catalog"], again);
  copyOn(part("code-copy", HTMLButtonElement), () => code.textContent ?? "");
  part("code-save", HTMLButtonElement).addEventListener("click", () => files && saveFile(files.file, files.type, [code.textContent ?? ""]));
  saveRequest.addEventListener("click", () => files?.request && saveFile("request.json", "application/json", [files.request]));
  again();
}

/**
 * The model's id as its own provider has it, without the provider that the catalogue puts before it.
 * @param {import("../types.js").ModelInfo | null} known
 * @param {Service} service
 */
function ownId(known, service) {
  if (!known || !service.providers.some((one) => known.provider === one || known.provider.startsWith(`${one}_`))) return null;
  const prefix = `${known.provider}/`;
  return known.id.startsWith(prefix) ? known.id.slice(prefix.length) : known.id;
}

/**
 * @param {{ keys: number, apart: boolean, pasted: import("../snippets/pasted.js").Pasted | null, refused: string, elsewhere: string, file: string | null, foreign: string | null }} about
 */
function note({ keys, apart, pasted, refused, elsewhere, file, foreign }) {
  const words = [];
  if (keys > 0) words.push("The text holds API keys, so it is left out: mask them first.");
  else if (pasted) words.push(requestNote(pasted, file));
  else if (apart) words.push(file ? `The text is long: it stands in ${file}, to be saved beside the code.` : "Put the text into the request in n8n.");
  if (refused) words.push(refused);
  if (elsewhere) words.push(elsewhere);
  if (foreign) words.push(`No program is known for ${foreign}: choose a service that has the model, by the name it has there.`);
  return words.join(" ");
}

/** @param {import("../snippets/pasted.js").Pasted} pasted @param {string | null} file null: it stands in the program */
function requestNote({ fromBatch, wasStream }, file) {
  const what = fromBatch ? "The request in this line of a batch is sent" : wasStream ? "The request is sent" : "The request is sent as it is";
  const how = wasStream ? ' with "stream" false, so that the answer comes whole' : "";
  return `${what}${how}${file ? `: save it as ${file} beside the code` : ""}.`;
}
