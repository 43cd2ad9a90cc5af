import { copyOn } from "../copy_text.js";
import { part, say, typeInto } from "../dom.js";
import { formatInteger, plural } from "../format.js";
import { keysInText, maskKeys } from "../keys_in_text.js";
import { readFragment, writeFragment } from "../share_link.js";

/** Longer addresses are cut off by some mail and chat programs. */
const LONG_UNITS = 8000;

/**
 * A link that carries the settings, and the text only when it is asked for; the API keys in it never.
 * @param {import("../state.js").Store} store
 * @param {import("../engine.js").Engine} engine
 */
export function showShare(store, engine) {
  const open = part("share", HTMLButtonElement);
  const panel = part("share-panel", HTMLDivElement);
  const withText = part("share-text", HTMLInputElement);
  const link = part("share-link", HTMLInputElement);
  const note = part("share-note", HTMLParagraphElement);
  let newest = 0;

  async function show() {
    if (panel.hidden) return;
    const mine = (newest += 1);
    const { model, outputTokens, requests, text } = store.now;
    const asked = withText.checked;
    const safe = asked ? await withoutKeys(engine, text).catch(() => null) : null;
    const name = await nameWithoutKeys(engine, model).catch(() => "");
    if (mine !== newest) return;
    const url = new URL(location.href);
    url.hash = await writeFragment({ model: name, outputTokens: outputTokens || null, requests: requests || 1, text: safe?.text ?? null });
    if (mine !== newest) return;
    link.value = url.href;
    say(note, asked ? describe(safe, url.href.length) : "Model and plan, nothing of the text.");
  }

  function toggle() {
    panel.hidden = !panel.hidden;
    open.setAttribute("aria-expanded", String(!panel.hidden));
    withText.checked = false;
    show();
  }
  open.addEventListener("click", toggle);
  withText.addEventListener("change", show);
  link.addEventListener("focus", () => link.select());
  copyOn(part("share-copy", HTMLButtonElement), () => link.value);
  store.on(["model", "outputTokens", "requests", "text"], show);
  // This is loaded by the first press.
  toggle();
}

/**
 * The text with its API keys masked.
 * @param {import("../engine.js").Engine} engine
 * @param {string} text
 */
async function withoutKeys(engine, text) {
  const keys = await keysInText(await engine.meter(), text);
  return { text: maskKeys(text, keys), masked: keys.length };
}

/**
 * The model's name: a key can be pasted into any field.
 * @param {import("../engine.js").Engine} engine
 * @param {string} name
 */
async function nameWithoutKeys(engine, name) {
  const meter = await engine.meter();
  try {
    meter.model(name);
    return name;
  } catch {
    return (await withoutKeys(engine, name)).text;
  }
}

/**
 * @param {{ masked: number } | null} safe null: nobody knows whether there are keys in the text
 * @param {number} units
 */
function describe(safe, units) {
  if (!safe) return "Without the text: it could not be searched for API keys. Check the connection and ask again.";
  const masked = safe.masked > 0 ? ` ${plural(safe.masked, "API key")} in it ${safe.masked === 1 ? "is" : "are"} masked.` : "";
  const long = units > LONG_UNITS ? ` ${formatInteger(units)} characters: some programs cut such a link off.` : "";
  return `Whoever has this link can read the text; no server gets it.${masked}${long}`;
}

/**
 * Takes over what the page's own address carries.
 * @param {import("../state.js").Store} store
 * @param {(text: string) => void} give
 */
export async function openShared(store, give) {
  try {
    const { model, outputTokens, requests, text } = await readFragment(location.hash);
    if (model !== undefined) store.set({ model });
    if (typeof outputTokens === "number") typeInto("output-tokens", outputTokens);
    if (typeof requests === "number") typeInto("requests", requests);
    if (text && store.now.text === "") give(text);
  } catch {
    store.report({ id: "link", cause: "The text in this link is damaged.", remedy: "It may have been cut off on the way; ask for it again, or paste the text." });
  }
}
