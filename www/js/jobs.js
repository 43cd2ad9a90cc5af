/** The longest pause before a job starts, however slow the last one was. */
const LONGEST_PAUSE_MS = 300;

/**
 * A job of which only the newest run may speak: starting it again aborts the run before.
 * It waits before it starts for about as long as the last run took, so short texts are
 * answered at once and long ones do not queue up behind every key.
 *
 * @template {unknown[]} Args
 * @param {(signal: AbortSignal, ...args: Args) => Promise<void>} work must look at `signal.aborted` after each wait
 * @param {{ pauseMs?: number }} [options] the shortest pause
 * @returns {(...args: Args) => void}
 */
export function newestWins(work, { pauseMs = 0 } = {}) {
  let controller = new AbortController();
  let timer = 0;
  let lastMs = 0;
  return (...args) => {
    controller.abort();
    controller = new AbortController();
    clearTimeout(timer);
    const { signal } = controller;
    const pause = Math.max(pauseMs, lastMs < 20 ? 0 : Math.min(lastMs, LONGEST_PAUSE_MS));
    timer = Number(setTimeout(async () => {
      const start = performance.now();
      await work(signal, ...args);
      if (!signal.aborted) lastMs = performance.now() - start;
    }, pause));
  };
}
