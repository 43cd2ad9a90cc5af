import { make, makeButton, part, say } from "../dom.js";
import { plural } from "../format.js";
import { keepOffline } from "../offline.js";

/**
 * Keeps the page for later once everything that it shows is there, and says when a newer version is.
 * @param {import("../state.js").Store} store
 */
export function showOffline(store) {
  const update = part("update", HTMLParagraphElement);
  let begun = false;

  /** @param {() => void} takeOver */
  function offer(takeOver) {
    const ways = make("span", { class: "ways" }, makeButton("Use it now", takeOver, "pill"), makeButton("Later", () => (update.hidden = true)));
    update.replaceChildren("A newer version of this page is ready. ", make("span", { class: "note" }, "It reloads: copy what you still need first."), ways);
    update.hidden = false;
  }
  /** @param {number} tabs */
  const wait = (tabs) => say(update, `The newer version takes over when this page’s ${plural(tabs, "other tab")} ${tabs === 1 ? "is" : "are"} closed: until then, every tab keeps its own.`);

  store.on(["catalog"], ({ catalog }) => {
    if (!catalog || begun) return;
    begun = true;
    whenIdle(() => keepOffline({
      onKept: () => say(part("kept", HTMLSpanElement), " This page is kept in the browser and works without a network."),
      onUpdate: offer,
      onOtherTabs: wait,
    }).catch(() => undefined));
  });
  offerInstall();
}

/** A button that installs the page as an app, where the browser says that it can. */
function offerInstall() {
  const button = part("install", HTMLButtonElement);
  /** @type {any} the browser's own dialog, not yet in the types of the DOM */
  let dialog = null;
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    dialog = event;
    button.hidden = false;
  });
  button.addEventListener("click", () => dialog?.prompt());
  addEventListener("appinstalled", () => (button.hidden = true));
}

/** @param {() => void} act */
function whenIdle(act) {
  if (typeof requestIdleCallback === "function") requestIdleCallback(act, { timeout: 5000 });
  else setTimeout(act, 1000);
}
