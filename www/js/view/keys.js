import { make, part, say } from "../dom.js";
import { plural } from "../format.js";
import { keysInText, maskKeys } from "../keys_in_text.js";

/** More than these are told as a number. */
const MOST_SHOWN = 4;

/** @typedef {import("../types.js").Key} Key */
/** @typedef {{ key: Key, times: number }} Found a key, however often it stands in the text */

/**
 * API keys in the text: that they are there, what to do, and a mask in their place.
 * @param {import("../state.js").Store} store
 * @param {import("../engine.js").Engine} engine
 * @param {(text: string, what: string) => void} replace gives the page another text, and the way back
 * @param {() => void} focus puts the cursor into the text
 */
export function showKeys(store, engine, replace, focus) {
  const box = part("keys", HTMLElement);
  const title = part("keys-title", HTMLHeadingElement);
  const list = part("keys-list", HTMLUListElement);
  const steps = part("keys-steps", HTMLOListElement);
  const mask = part("keys-mask", HTMLButtonElement);
  const said = part("keys-said", HTMLParagraphElement);
  /** The person has seen these, and does not want to be told again. @type {Set<string>} */
  let seen = new Set();
  /** @type {Set<string>} */
  let spoken = new Set();

  const show = () => {
    const { keys } = store.now;
    const found = different(keys);
    const names = new Set(found.map(nameOf));
    box.hidden = [...names].every((name) => seen.has(name));
    if (keys.length === 0) seen = new Set();
    speak(found, names);
    if (box.hidden) return;
    say(title, `${plural(found.length, "API key")} in this text`);
    say(mask, found.length === 1 ? "Mask it in the text" : "Mask them in the text");
    list.replaceChildren(...found.slice(0, MOST_SHOWN).map(describe));
    if (found.length > MOST_SHOWN) list.append(make("li", {}, `and ${plural(found.length - MOST_SHOWN, "other")}`));
    steps.replaceChildren(...advice(found));
  };

  /**
   * Once for each key, and in a few words; the rest can be read where it stands.
   * @param {Found[]} found
   * @param {Set<string>} names
   */
  function speak(found, names) {
    const isNew = [...names].some((name) => !spoken.has(name));
    spoken = names;
    if (names.size === 0) say(said, "");
    else if (isNew) say(said, `${plural(found.length, "API key")} in this text: ${[...new Set(found.map(({ key }) => key.name))].join(", ")}. What to do stands below it.`);
  }

  mask.addEventListener("click", async () => {
    const { text } = store.now;
    const keys = await keysInText(await engine.meter(), text);
    if (store.now.text !== text || keys.length === 0) return;
    const count = different(keys).length;
    replace(maskKeys(text, keys), `${plural(count, "key")} masked. If the text was shared before, revoke ${count === 1 ? "it" : "them"} too.`);
  });
  part("keys-hide", HTMLButtonElement).addEventListener("click", () => {
    seen = new Set(different(store.now.keys).map(nameOf));
    show();
    focus();
  });
  store.on(["keys"], show);
  show();
}

/** @param {Found} found */
const nameOf = ({ key }) => `${key.kind} ${key.masked}`;

/**
 * Each key once, in the order in which they stand.
 * @param {readonly Key[]} keys
 */
function different(keys) {
  /** @type {Map<string, Found>} */
  const found = new Map();
  for (const key of keys) {
    const one = { key, times: 1 };
    const known = found.get(nameOf(one));
    if (known) known.times += 1;
    else found.set(nameOf(one), one);
  }
  return [...found.values()];
}

/** @param {Found} found */
function describe({ key, times }) {
  return make("li", {}, `${key.name} `, make("code", {}, key.masked), times > 1 ? `, ${plural(times, "time")}` : "");
}

/**
 * What helps against a key that leaked, in the order in which it should be done.
 * @param {readonly Found[]} found
 */
function advice(found) {
  const providers = new Map(found.map(({ key }) => [key.revokeUrl, key]));
  const links = [...providers.values()].slice(0, MOST_SHOWN).map(({ revokeUrl, provider }) =>
    make("a", { href: revokeUrl, rel: "noreferrer" }, `keys at ${provider}`));
  const variables = [...new Set(found.map(({ key }) => key.variable))].slice(0, MOST_SHOWN);
  return [
    make("li", {}, `Revoke ${found.length === 1 ? "it" : "them"} if anyone else may have seen this: `, ...withCommas(links), "."),
    make("li", {}, "Let your code read the new one from the environment: ", ...withCommas(variables.map((name) => make("code", {}, name))), "."),
    make("li", {}, "Put ", make("code", {}, ".env"), " in ", make("code", {}, ".gitignore"), ", so that it is never published."),
  ];
}

/** @param {readonly HTMLElement[]} parts */
const withCommas = (parts) => parts.flatMap((one, at) => (at > 0 ? [", ", one] : [one]));
