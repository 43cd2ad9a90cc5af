import { toJsonLines, toTextFiles } from "../chunk_files.js";
import { make, part, say } from "../dom.js";
import { formatInteger, formatUsd, plural, withSign } from "../format.js";
import { newestWins } from "../jobs.js";
import { plannedNumber } from "../plan.js";
import { readError, sentence } from "../problems.js";
import { saveFile } from "../save_file.js";
import { MOST_ENTRIES, zip } from "../zip.js";

/** More parts are in the files, but not in the table. */
const MOST_ROWS = 100;
const PREVIEW_UNITS = 160;
const PAUSE_MS = 200;

/** @typedef {import("../types.js").PricedChunk} PricedChunk */
/** @typedef {{ text: string, model: string, chunks: PricedChunk[] }} Split */

/**
 * A long text in parts that fit, with what each costs, as files.
 * @param {import("../state.js").Store} store
 * @param {import("../engine.js").Engine} engine
 */
export function showSplit(store, engine) {
  const panel = part("split", HTMLElement);
  const details = /** @type {HTMLDetailsElement} */ (panel.querySelector("details"));
  const limit = part("split-limit", HTMLInputElement);
  const overlap = part("split-overlap", HTMLInputElement);
  const boundary = part("split-boundary", HTMLSelectElement);
  const jsonLines = part("split-jsonl", HTMLButtonElement);
  const texts = part("split-texts", HTMLButtonElement);
  /** @type {Split | null} */
  let split = null;

  const refresh = newestWins(async (signal) => {
    const { text, model, answer } = store.now;
    if (!details.open || answer.working) return;
    const asked = { limitTokens: read(limit, "A part", 1), overlapTokens: read(overlap, "The overlap", 0) };
    if (typeof asked.limitTokens === "string" || typeof asked.overlapTokens === "string") {
      return show(null, [asked.limitTokens, asked.overlapTokens].filter((problem) => typeof problem === "string").join(" "));
    }
    if (text === "" || !answer.count) return show(null, text === "" ? "Parts are told here once there is text." : "A text can be split once its tokens are counted.");
    try {
      const meter = await engine.meter();
      const options = { limitTokens: asked.limitTokens, overlapTokens: asked.overlapTokens, boundary: /** @type {"token"} */ (boundary.value) };
      const chunks = await meter.chunks({ model, input: text, ...options, signal });
      if (!signal.aborted) show({ text, model, chunks }, "");
    } catch (error) {
      if (!signal.aborted && readError(error).code !== "aborted") show(null, problem(error));
    }
  }, { pauseMs: PAUSE_MS });

  /**
   * @param {Split | null} next
   * @param {string} why there is none
   */
  function show(next, why) {
    split = next;
    const chunks = next?.chunks ?? [];
    const count = part("split-count", HTMLOutputElement);
    say(count, next ? plural(chunks.length, "part") : "—");
    count.dataset["value"] = next ? String(chunks.length) : "";
    say(part("split-sum", HTMLSpanElement), next ? sum(chunks) : why);
    say(part("split-note", HTMLParagraphElement), next ? note(chunks) : "");
    part("split-table", HTMLTableElement).hidden = chunks.length === 0;
    part("split-rows", HTMLTableSectionElement).replaceChildren(...chunks.slice(0, MOST_ROWS).map((chunk, at) => row(next?.text ?? "", chunk, at)));
    jsonLines.disabled = chunks.length === 0;
    texts.disabled = chunks.length === 0 || chunks.length > MOST_ENTRIES;
  }

  /** @param {readonly PricedChunk[]} chunks */
  function note(chunks) {
    const words = [];
    if (chunks.length > MOST_ROWS) words.push(`The first ${MOST_ROWS} are shown; the files have all.`);
    if (chunks.length > MOST_ENTRIES) words.push(`More than ${formatInteger(MOST_ENTRIES)} parts are too many for text files: save them as JSONL.`);
    if (store.now.keys.length > 0) words.push("The API keys in the text will be in the files: mask them first.");
    return words.join(" ");
  }

  for (const field of [limit, overlap, boundary]) field.addEventListener("input", () => refresh());
  details.addEventListener("toggle", () => refresh());
  store.on(["answer", "catalog", "keys"], () => refresh());
  // What is saved is of the text that is there, masked or edited.
  store.on(["text", "model"], () => {
    jsonLines.disabled = texts.disabled = true;
    refresh();
  });
  jsonLines.addEventListener("click", () => split && saveFile("parts.jsonl", "application/jsonl", toJsonLines(split.text, split.model, split.chunks)));
  texts.addEventListener("click", () => split && saveFile("parts.zip", "application/zip", zip(toTextFiles(split.text, split.chunks))));
  show(null, "");
  refresh();
}

/**
 * The number in a field, or what is wrong with it.
 * @param {HTMLInputElement} field
 * @param {string} what
 * @param {number} least
 * @returns {number | string}
 */
function read(field, what, least) {
  const { value, problem: wrong } = plannedNumber(field, { what, least });
  field.toggleAttribute("aria-invalid", false);
  if (!wrong) return value ?? (Number(field.placeholder) || least);
  field.setAttribute("aria-invalid", "true");
  return `${wrong.cause} ${wrong.remedy}`;
}

/**
 * Told in the words of the fields.
 * @param {unknown} error
 */
function problem(error) {
  const { code, message } = readError(error);
  if (code !== "invalid-argument") return sentence(message);
  return message.includes("overlap") ? "The overlap must be less than a part." : "This model needs larger parts.";
}

/** @param {readonly PricedChunk[]} chunks */
function sum(chunks) {
  const tokens = chunks.reduce((all, { count }) => all + count.tokens, 0);
  const basis = chunks[0]?.count.basis ?? "exact";
  const usd = chunks.reduce((/** @type {number | null} */ all, one) => (all === null || one.usd === null ? null : all + one.usd), 0);
  const cost = usd === null ? "cost unknown" : `${withSign(formatUsd(usd), usd === 0 ? "exact" : basis)} of input`;
  return `${withSign(formatInteger(tokens), basis)} tokens in all, ${cost}`;
}

/**
 * @param {string} text
 * @param {PricedChunk} chunk
 * @param {number} at
 */
function row(text, { start, end, count, usd }, at) {
  const beginning = text.slice(start, Math.min(end, start + PREVIEW_UNITS)).replace(/[\ud800-\udbff]$/, "");
  return make("tr", {},
    make("th", { scope: "row" }, formatInteger(at + 1)),
    make("td", { "data-value": count.tokens }, withSign(formatInteger(count.tokens), count.basis)),
    make("td", {}, usd === null ? "unknown" : withSign(formatUsd(usd), usd === 0 ? "exact" : count.basis)),
    make("td", { class: "beginning", dir: "auto" }, beginning));
}
