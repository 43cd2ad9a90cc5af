import { scriptUrl } from "../tokenmeter/script_url.js";

const SCRIPT = new URL("../service_worker.js", import.meta.url).href;
/** A tab that is open for longer asks again whether there is a newer version: prices age. */
const ASK_AGAIN_MS = 24 * 60 * 60 * 1000;

/**
 * @typedef {object} Told
 * @property {() => void} onKept the page is kept in the browser and works without a network
 * @property {(takeOver: () => void) => void} onUpdate a newer version is ready; it comes by itself once all tabs are closed
 * @property {(tabs: number) => void} onOtherTabs it cannot take over while this many other tabs are open
 */

/**
 * Keeps the page's files in the browser. Does nothing where that cannot be, or where the person saves data.
 * @param {Told} told
 */
export async function keepOffline({ onKept, onUpdate, onOtherTabs }) {
  const container = "serviceWorker" in navigator ? navigator.serviceWorker : null;
  const { connection } = /** @type {{ connection?: { saveData?: boolean } }} */ (navigator);
  if (!container || connection?.saveData) return;
  await container.register(scriptUrl(SCRIPT));
  const registration = await container.getRegistration();
  if (!registration) return;

  const tell = () => {
    if (registration.active) onKept();
    const { waiting } = registration;
    if (!waiting || !registration.active) return;
    onUpdate(() => {
      container.addEventListener("controllerchange", () => location.reload(), { once: true });
      waiting.postMessage("take over");
    });
  };
  const follow = () => registration.installing?.addEventListener("statechange", tell);
  registration.addEventListener("updatefound", follow);
  follow();
  tell();
  container.addEventListener("message", ({ data }) => onOtherTabs(data.otherTabs));

  let askedMs = performance.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || performance.now() - askedMs < ASK_AGAIN_MS) return;
    askedMs = performance.now();
    registration.update().catch(() => undefined);
  });
}
