/**
 * Lets events be heard and the page be drawn, between the steps of a job that
 * a person would feel who types in the same thread.
 *
 * @returns {Promise<void>}
 */
export function othersTurn() {
  // In a tab that is not seen a timer takes a second; older workerds have nothing else.
  if (typeof MessageChannel === "undefined") return new Promise((resume) => setTimeout(resume));
  const { port1, port2 } = new MessageChannel();
  return new Promise((resume) => {
    port1.onmessage = () => {
      port1.close();
      resume(undefined);
    };
    port2.postMessage(null);
  });
}
