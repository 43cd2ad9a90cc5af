import { part, say } from "../dom.js";
import { formatInteger, plural } from "../format.js";
import { newestWins } from "../jobs.js";
import { readError } from "../problems.js";
import { keepTokenCursor } from "./token_cursor.js";
import { keepTokenWindow } from "./token_window.js";

/** So many at first, and so many times as many whenever their end comes into view. */
const FIRST_TOKENS = 2000;
const TIMES = 8;
const MOST_TOKENS = 1_000_000;
/** As long as it takes a person to type a letter: what a word is cut into is drawn when it stands there. */
const PAUSE_MS = 150;

/**
 * The text cut into its tokens.
 * @param {import("../state.js").Store} store
 * @param {import("../engine.js").Engine} engine
 */
export function showTokens(store, engine) {
  const details = /** @type {HTMLDetailsElement} */ (part("token-view", HTMLElement).querySelector("details"));
  const list = part("token-list", HTMLDivElement);
  const more = part("more-tokens", HTMLButtonElement);
  const empty = part("token-empty", HTMLParagraphElement);
  const whiteSpace = part("white-space", HTMLInputElement);
  const modes = /** @type {HTMLInputElement[]} */ ([...details.querySelectorAll("input[name=token-mode]")]);
  const tokenWindow = keepTokenWindow(list);
  const cursor = keepTokenCursor(list, part("token-detail", HTMLParagraphElement), tokenWindow.reveal);
  /** The text the segments on show belong to. */
  let shownText = "";

  const refresh = newestWins(async (signal) => {
    const { text, model, answer, segmentLimit } = store.now;
    if (!details.open || answer.working) return;
    if (!answer.count || text === "") return void store.set({ segments: null });
    try {
      const meter = await engine.meter();
      const segments = capped(await meter.segments(text, model, { limitTokens: segmentLimit, signal }), segmentLimit);
      if (signal.aborted) return;
      shownText = text;
      store.set({ segments });
    } catch (error) {
      if (!signal.aborted && readError(error).code !== "aborted") store.set({ segments: null });
    }
  }, { pauseMs: PAUSE_MS });

  function show() {
    const { segments } = store.now;
    const ids = modes.some(({ checked, value }) => checked && value === "ids");
    list.hidden = segments === null;
    list.dir = ids ? "ltr" : "auto";
    list.classList.toggle("as-ids", ids);
    cursor.forget();
    // Where there is nothing to scroll, asking would lay the page out for nothing.
    const scrollTop = segments ? list.scrollTop : 0;
    tokenWindow.show(shownText, segments, { ids, whiteSpace: whiteSpace.checked });
    if (segments) {
      list.scrollTop = scrollTop;
      cursor.follow(shownText, segments);
    }
    whiteSpace.disabled = ids;

    const shown = segments?.ids.length ?? 0;
    const total = segments?.total ?? 0;
    say(part("token-count", HTMLSpanElement), segments === null ? "" : segments.truncated ? `first ${formatInteger(shown)} of ${formatInteger(total)}` : plural(total, "token"));
    say(part("token-note", HTMLParagraphElement), note(segments, store.now.answer));
    empty.hidden = segments !== null;
    more.hidden = !segments?.truncated || shown >= MOST_TOKENS;
  }

  function explainEmpty() {
    const { text, answer: { working, count } } = store.now;
    say(empty, text === "" || working || count ? "Each token gets its own shade here once there is text." : "The tokens can be shown once the exact tokenizer is there.");
  }

  const showMore = () => store.set({ segmentLimit: Math.min(store.now.segmentLimit * TIMES, MOST_TOKENS) });
  more.addEventListener("click", showMore);
  list.addEventListener("scroll", () => {
    const { segments, segmentLimit } = store.now;
    const isNearEnd = list.scrollTop > 0 && list.scrollHeight - list.scrollTop < 3 * list.clientHeight;
    if (isNearEnd && segments?.truncated && segments.ids.length === segmentLimit) showMore();
  });
  details.addEventListener("toggle", () => refresh());
  for (const control of [whiteSpace, ...modes]) control.addEventListener("change", show);
  store.on(["text"], () => store.set({ segmentLimit: FIRST_TOKENS }));
  store.on(["answer", "segmentLimit"], () => refresh());
  store.on(["segments"], show);
  store.on(["answer"], explainEmpty);
  show();
}

/**
 * A piece without a break, such as a megabyte of one letter, comes whole, however many tokens it has.
 * @param {import("../types.js").Segments} segments
 * @param {number} limitTokens
 */
function capped({ ids, ends, total, truncated }, limitTokens) {
  return { ids: ids.subarray(0, limitTokens), ends: ends.subarray(0, limitTokens), total, truncated: truncated || total > limitTokens };
}

/**
 * @param {import("../types.js").Segments | null} segments
 * @param {import("../types.js").Answer} answer
 */
function note(segments, { count }) {
  if (!segments || !count) return "";
  const notes = [];
  if (segments.truncated) notes.push(`Showing the first ${formatInteger(segments.ids.length)} tokens; the total covers all.`);
  if (count.api) notes.push("These are the tokens of the text as it stands; the request that it is has its own number.");
  else if (count.basis === "estimate") notes.push("This model’s tokenizer is not public: these are the tokens its estimate is reckoned from.");
  return notes.join(" ");
}
