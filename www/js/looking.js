import { newestWins } from "./jobs.js";
import { keysInText } from "./keys_in_text.js";
import { countFailed, keysProblem, readError } from "./problems.js";

/** A key that is being typed is looked for when the person pauses. */
const PAUSE_MS = 100;

/**
 * Keeps the keys that are found true to the text. It begins after the first answer, so that a slow line is all
 * the tokenizer's.
 * @param {import("./state.js").Store} store
 * @param {import("./engine.js").Engine} engine
 */
export function keepLooking(store, engine) {
  let begun = false;
  let failed = false;

  const look = newestWins(async (signal) => {
    const { text } = store.now;
    try {
      const keys = text === "" ? [] : await keysInText(await engine.meter(), text, () => signal.aborted);
      if (signal.aborted) return;
      failed = false;
      store.set({ keys });
      store.resolve("keys");
    } catch (error) {
      if (signal.aborted || readError(error).code === "aborted") return;
      failed = true;
      store.set({ keys: [] });
      if (!countFailed(store.now.problems)) store.report(keysProblem(error));
    }
  }, { pauseMs: PAUSE_MS });

  store.on(["text"], () => begun && look());
  store.on(["answer"], ({ answer: { working } }) => {
    // Another attempt at counting is one at this, too.
    if (working || (begun && !failed)) return;
    begun = true;
    look();
  });
}
