import { make, part, say } from "../dom.js";
import { toLinesCsv, toReportJson } from "../export_lines.js";
import { misfit } from "../fit_words.js";
import { formatBytes, formatInteger, formatUsd, plural, withSign } from "../format.js";
import { readError, sentence } from "../problems.js";
import { saveFile } from "../save_file.js";

/** @typedef {import("../types.js").FileReport} FileReport */
/** @typedef {import("../../tokenmeter/meter.js").FileOptions} FileOptions */

/** More problems are in the files, but not in the table. */
const MOST_ROWS = 100;
/** What is typed is taken over after so long. */
const SETTLED_MS = 300;
/** The first line of almost every file is shorter. */
const FIRST_BYTES = 256 * 1024;

/**
 * A file that is not shown but counted: requests or examples for fine-tuning line by line, or one long text.
 * @param {import("../state.js").Store} store
 * @param {import("../engine.js").Engine} engine
 */
export function showLines(store, engine) {
  const panel = part("lines", HTMLElement);
  const chooser = part("lines-file", HTMLInputElement);
  const kind = part("lines-kind", HTMLSelectElement);
  const epochs = part("lines-epochs", HTMLInputElement);
  const rate = part("lines-rate", HTMLInputElement);
  const csv = part("lines-csv", HTMLButtonElement);
  const json = part("lines-json", HTMLButtonElement);
  /** @type {FileReport | null} */
  let report = null;
  let running = new AbortController();
  /** Whether the numbers are those of the page's model. */
  let isPageModel = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;

  /** Anything that decides about the numbers begins anew. */
  async function count() {
    clearTimeout(waiting);
    running.abort();
    const { lines: file, model, outputTokens } = store.now;
    if (!file) return;
    running = new AbortController();
    const { signal } = running;
    show(null, "");
    progress(0);
    try {
      const meter = await engine.meter();
      await meter.loadPrices();
      const options = {
        kind: /** @type {"batch" | "finetune" | "text"} */ (kind.value),
        ...(outputTokens !== null && !Number.isNaN(outputTokens) && { outputTokens }),
        ...(epochs.value !== "" && { epochs: epochs.valueAsNumber }),
        ...(rate.value !== "" && { trainingUsdPerMtok: rate.valueAsNumber }),
        signal,
        onProgress: (/** @type {Parameters<NonNullable<FileOptions["onProgress"]>>[0]} */ told) =>
          !signal.aborted && told.stage === "reading" && progress(told.total === 0 ? 1 : told.loaded / told.total),
      };
      // A batch is for the model that its first line names, whichever the page has.
      const own = options.kind === "batch" ? await meter.countFile(file, options).catch(unlessNoModel) : null;
      const next = own ?? (await meter.countFile(file, { ...options, model }));
      if (signal.aborted) return;
      isPageModel = own === null;
      show(next, "");
    } catch (error) {
      if (!signal.aborted) show(null, sentence(readError(error).message));
    } finally {
      if (running.signal === signal) hideProgress();
    }
  }

  /** So that a number being typed does not read the file at each digit. */
  function countSoon() {
    clearTimeout(waiting);
    waiting = setTimeout(count, SETTLED_MS);
  }

  /** Focus on what goes away moves to where the next file is opened. */
  function hideProgress() {
    const box = part("lines-progress", HTMLParagraphElement);
    const hadFocus = box.contains(document.activeElement);
    box.hidden = true;
    if (hadFocus) part("lines-open", HTMLButtonElement).focus();
  }

  /** @param {number} share */
  function progress(share) {
    part("lines-progress", HTMLParagraphElement).hidden = false;
    /** @type {HTMLProgressElement} */ (part("lines-bar", HTMLProgressElement)).value = share;
  }

  /**
   * @param {FileReport | null} next
   * @param {string} why there is none
   */
  function show(next, why) {
    report = next;
    json.disabled = next === null;
    csv.disabled = next === null || next.kind === "text";
    part("lines-figures", HTMLDivElement).hidden = next === null;
    say(part("lines-note", HTMLParagraphElement), next ? `${nameOf(store.now.lines)}: ${notes(next)}` : why || nameOf(store.now.lines));
    const problems = next?.problems ?? [];
    part("lines-table", HTMLTableElement).hidden = problems.length === 0;
    part("lines-rows", HTMLTableSectionElement).replaceChildren(...problems.slice(0, MOST_ROWS).map(problemRow));
    if (!next) return;
    const { basis, tokens, low, high } = next.count;
    const counted = next.perLine.line.length;
    output("lines-count", next.lines, formatInteger(next.lines));
    say(part("lines-count-note", HTMLSpanElement), `for ${next.model}${isPageModel && next.kind === "batch" ? ", as the first line names no model that is known" : ""}${counted === next.lines ? "" : `; ${formatInteger(next.lines - counted)} could not be counted`}`);
    output("lines-tokens", tokens, withSign(formatInteger(tokens), basis));
    say(part("lines-tokens-note", HTMLSpanElement), basis === "estimate" ? `${formatInteger(low)} to ${formatInteger(high)}` : "");
    output("lines-cost", next.usd, next.usd === null ? "unknown" : withSign(formatUsd(next.usd), basis));
    say(part("lines-cost-note", HTMLSpanElement), costNote(next));
  }

  for (const [button, save] of /** @type {const} */ ([
    [csv, (/** @type {FileReport} */ one) => saveFile("lines.csv", "text/csv", [toLinesCsv(one)])],
    [json, (/** @type {FileReport} */ one) => saveFile("report.json", "application/json", [toReportJson(one)])],
  ])) {
    button.addEventListener("click", () => report && save(report));
  }
  part("lines-open", HTMLButtonElement).addEventListener("click", () => chooser.click());
  part("lines-cancel", HTMLButtonElement).addEventListener("click", () => {
    running.abort();
    hideProgress();
    show(null, "Cancelled. Open the file again to count it.");
    store.set({ lines: null });
  });
  chooser.addEventListener("change", () => {
    const [chosen] = chooser.files ?? [];
    chooser.value = "";
    if (chosen) store.set({ lines: chosen });
  });
  for (const field of [kind, epochs, rate]) {
    field.addEventListener("change", () => {
      showFields();
      count();
    });
  }
  store.on(["model"], () => (isPageModel || report === null) && countSoon());
  store.on(["outputTokens"], () => kind.value !== "finetune" && countSoon());

  function showFields() {
    for (const field of panel.querySelectorAll("[data-kind]")) {
      /** @type {HTMLElement} */ (field).hidden = !field.getAttribute("data-kind")?.split(" ").includes(kind.value);
    }
  }

  async function begin() {
    const { lines: file } = store.now;
    if (!file) return;
    // Nothing of the last file may come under the name of this one.
    clearTimeout(waiting);
    running.abort();
    hideProgress();
    const found = await kindOf(file).catch(() => "text");
    if (file !== store.now.lines) return;
    kind.value = found ?? "text";
    showFields();
    if (!found) {
      show(null, `${file.name} is not a text in UTF-8. Save it as one, then open it again.`);
      return store.set({ lines: null });
    }
    count();
  }
  store.on(["lines"], begin);
  // Chosen before this was there to hear of it.
  const [early] = chooser.files ?? [];
  if (early) store.set({ lines: early });
  else begin();
}

/**
 * Nothing, if the file alone does not say for which model it is.
 * @param {unknown} error
 */
function unlessNoModel(error) {
  const { code } = readError(error);
  if (code === "invalid-argument" || code === "unknown-model") return null;
  throw error;
}

/** @param {File | null} file */
const nameOf = (file) => (file ? `${file.name}, ${formatBytes(file.size)}` : "");

/**
 * What a file is by its name and first line: a request of a batch has a name of its own. Nothing, if it is no text.
 * @param {File} file
 */
async function kindOf(file) {
  const bytes = await file.slice(0, FIRST_BYTES).arrayBuffer();
  if (!/\.(jsonl|ndjson)$/i.test(file.name)) return isText(bytes) ? "text" : null;
  const [first = ""] = new TextDecoder().decode(bytes).trimStart().split("\n", 1);
  return /"(custom_id|key)"\s*:/.test(first) ? "batch" : "finetune";
}

/** @param {ArrayBuffer} bytes of a beginning, which may end inside a character */
function isText(bytes) {
  try {
    return !new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true }).includes("\0");
  } catch {
    return false;
  }
}

/**
 * @param {string} id
 * @param {number | null} value
 * @param {string} text
 */
function output(id, value, text) {
  const element = part(id, HTMLOutputElement);
  say(element, text);
  element.dataset["value"] = value === null ? "" : String(value);
}

/** @param {FileReport} report */
function costNote({ training, outputTokens, perLine, kind }) {
  if (kind === "text") return outputTokens === 0 ? "as one request, without output" : `as one request, with ${plural(outputTokens, "token")} of output`;
  if (training) return `${plural(training.epochs, "epoch")}, ${formatInteger(training.trainedTokens)} tokens trained on${training.usdPerMtok === null ? "; no rate is known, type one" : ` at ${formatUsd(training.usdPerMtok)} per million`}`;
  const silent = perLine.outputTokens.some(Number.isNaN);
  return `as a batch, with ${formatInteger(outputTokens)} tokens of output at most${silent ? "; some lines set no limit, and nothing is planned" : ""}`;
}

/** @param {FileReport} report */
function notes({ kind, model, perLine, batch, training, problemCount, problems, lines, bytes, fit, outputTokens, notes: told }) {
  const words = kind === "text" ? [`counted for ${model}.`] : [`${plural(perLine.line.length, "line")} counted.`];
  const why = fit && misfit({ fit, outputTokens });
  if (why) words.push(`It does not fit the model’s window: ${why}.`);
  if (batch?.tooManyRequests) words.push(`${formatInteger(lines)} requests are too many for one batch: ${formatInteger(batch.limits?.requests ?? 0)} at most.`);
  if (batch?.tooManyBytes) words.push(`${formatBytes(bytes)} are too much for one batch: ${formatBytes(batch.limits?.bytes ?? 0)} at most.`);
  if (batch && !batch.limits) words.push("The limits of this provider’s batches are not known here.");
  if (training?.checked) words.push(`Rate and limit of ${formatInteger(training.limitTokens ?? 0)} tokens an example, noted ${training.checked}.`);
  if (problemCount > Math.min(problems.length, MOST_ROWS)) words.push(`${formatInteger(problemCount)} problems; the first are shown.`);
  return [...words, ...told].join(" ");
}

/** @param {FileReport["problems"][number]} problem */
function problemRow({ line, message }) {
  return make("tr", {}, make("th", { scope: "row" }, formatInteger(line)), make("td", { class: "beginning", dir: "auto" }, message));
}
