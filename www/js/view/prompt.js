import { make, makeButton, part, say } from "../dom.js";
import { formatBytes, formatInteger, plural } from "../format.js";
import { textFactsInSteps } from "../text_facts.js";
import { showAttached } from "./attached.js";
import { SAMPLES } from "./samples.js";
import { readFile } from "./file.js";

/** A text longer than this (UTF-16 units) is shown as an attached document: a text box would stall on it. */
const ATTACH_ABOVE = 200_000;
/** Text inserted by a program line by line takes the square of its length in a text box; longer pieces go in whole. */
const INSERT_WHOLE_ABOVE = 2000;
/** And so does text that is taken out of one. */
const CUT_WHOLE_ABOVE = 20_000;

/** @typedef {import("../state.js").Store} Store */

/**
 * The text: typed, pasted, dropped, opened or tried. It is never altered.
 * @param {Store} store
 * @returns {{ give: (text: string) => void, replace: (text: string, what: string) => void, focus: () => void }}
 *   the first two give the page a text from elsewhere, the second with a way back
 */
export function showPrompt(store) {
  const box = part("prompt", HTMLTextAreaElement);
  const samples = part("samples", HTMLDivElement);
  const clear = part("clear", HTMLButtonElement);
  const undo = undoLine(give, () => document_.focus());

  /**
   * Gives the page a text from anywhere but the keyboard.
   * @param {string} text
   * @param {string | null} name of the document it comes from
   */
  function give(text, name = null) {
    // It would take back what came before this.
    undo.withdraw();
    // A text box turns every line end into LF, so a text with others must not go through it.
    const attach = text.length > ATTACH_ABOVE || text.includes("\r");
    if (!attach) box.value = text;
    document_.show(attach ? { name: name ?? "Pasted text", text } : null);
    if (attach) box.value = text;
    store.set({ text, attached: attach ? name ?? "Pasted text" : null });
  }

  const document_ = showAttached(box, {
    edit: () => store.set({ attached: null }),
    remove: () => drop("Document removed."),
  });

  /** @param {string} what */
  function drop(what) {
    const { text, attached } = store.now;
    give("");
    undo.offer(what, text, attached);
    box.focus();
  }

  /**
   * @param {string} changed
   * @param {string} what was done to the text
   */
  function replace(changed, what) {
    const { text, attached } = store.now;
    give(changed, attached);
    undo.offer(what, text, attached);
    document_.focus();
  }

  // Before the browser turns the paste into lines of its own, which takes it a second for each megabyte.
  box.addEventListener("paste", (event) => {
    const data = event.clipboardData?.getData("text/plain") ?? "";
    const { selectionStart, selectionEnd, value } = box;
    if (value.length - (selectionEnd - selectionStart) + data.length <= ATTACH_ABOVE) return;
    event.preventDefault();
    const { text, attached } = store.now;
    give(value.slice(0, selectionStart) + data + value.slice(selectionEnd));
    if (selectionEnd > selectionStart) undo.offer("Text replaced.", text, attached);
  });
  box.addEventListener("beforeinput", (event) => {
    const { data, inputType, isComposing } = event;
    const { selectionStart, selectionEnd, value } = box;
    const cut = selectionEnd - selectionStart;
    const added = data ?? "";
    const known = data !== null || (inputType.startsWith("delete") && cut > 0);
    const slow = cut > CUT_WHOLE_ABOVE || (added.length > INSERT_WHOLE_ABOVE && (inputType === "insertText" || value.length - cut + added.length > ATTACH_ABOVE));
    if (isComposing || !known || !slow) return;
    event.preventDefault();
    const { text, attached } = store.now;
    give(value.slice(0, selectionStart) + added + value.slice(selectionEnd));
    if (!store.now.attached) box.setSelectionRange(selectionStart + added.length, selectionStart + added.length);
    if (cut > 0) undo.offer("Text replaced.", text, attached);
  });
  box.addEventListener("input", () => {
    undo.withdraw();
    // The letter is drawn first, and counted then.
    store.setAfterPaint(() => ({ text: box.value, attached: null }));
  });
  clear.addEventListener("click", () => drop("Text cleared."));

  for (const { label, lang, text } of SAMPLES) {
    const button = makeButton(label, () => {
      give(text);
      box.focus();
    }, "pill");
    button.lang = lang;
    samples.append(button);
  }

  readFile(part("paper", HTMLDivElement), {
    give: (text, name) => {
      const before = store.now;
      give(text, name);
      store.resolve("file");
      if (before.text !== "") undo.offer(`${name} took the text’s place.`, before.text, before.attached);
    },
    countApart: (file) => {
      store.resolve("file");
      store.set({ lines: file });
    },
    refuse: (cause, remedy) => store.report({ id: "file", cause, remedy }),
  });

  showFacts(store);
  const show = () => {
    const empty = store.now.text === "";
    samples.hidden = !empty;
    clear.disabled = empty;
  };
  store.on(["text"], show);
  // A browser may bring the text back when the page is reloaded.
  if (box.value !== "") give(box.value);
  show();
  if (matchMedia("(min-width: 52rem) and (hover: hover)").matches) box.focus({ preventScroll: true });
  return { give, replace, focus: () => document_.focus() };
}

/**
 * The line that takes the last removal back.
 * @param {(text: string, name: string | null) => void} give
 * @param {() => void} focus
 */
function undoLine(give, focus) {
  const line = part("undo", HTMLParagraphElement);
  const withdraw = () => {
    line.hidden = true;
    line.replaceChildren();
  };
  return {
    withdraw,
    /**
     * @param {string} what
     * @param {string} text
     * @param {string | null} name
     */
    offer(what, text, name) {
      const back = makeButton("Undo", () => {
        withdraw();
        give(text, name);
        focus();
      });
      line.hidden = false;
      line.replaceChildren(make("span", {}, what), back);
    },
  };
}

/**
 * How long the text is, under it.
 * @param {Store} store
 */
function showFacts(store) {
  const characters = part("characters", HTMLOutputElement);
  const size = part("text-size", HTMLSpanElement);
  const show = () => {
    const { text } = store.now;
    textFactsInSteps(text, (facts) => {
      say(characters, formatInteger(facts.characters));
      characters.dataset["value"] = String(facts.characters);
      say(size, text === "" ? "" : ` · ${formatBytes(facts.bytes)} · ${plural(facts.lines, "line")}`);
    }, () => store.now.text !== text);
  };
  store.on(["text"], show);
  show();
}
