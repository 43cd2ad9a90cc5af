import { formatInteger } from "../format.js";
import { part } from "../dom.js";

/** A larger file would not leave the tab enough memory: it is counted without being shown. */
const LARGEST_BYTES = 100_000_000;
/** Requests, one a line, which are counted in the same way. */
const LINES = /\.(jsonl|ndjson)$/i;

/**
 * Files, from the button or dropped on the page.
 * @param {HTMLElement} paper where they seem to go
 * @param {{ give: (text: string, name: string) => void, countApart: (file: File) => void, refuse: (cause: string, remedy: string) => void }} to
 */
export function readFile(paper, { give, countApart, refuse }) {
  const chooser = part("file", HTMLInputElement);
  let newest = 0;

  /** @param {readonly File[]} files several become one text, in their order, each from a new line */
  async function read(files) {
    const name = files.length === 1 ? files[0]?.name ?? "" : `${formatInteger(files.length)} files`;
    newest += 1;
    const mine = newest;
    if (files.reduce((sum, file) => sum + file.size, 0) > LARGEST_BYTES) return countApart(new File(await onLines(files), name));
    let whole = "";
    for (const file of files) {
      const bytes = await file.arrayBuffer().catch(() => null);
      if (mine !== newest) return;
      if (!bytes) return refuse(`${file.name} could not be read.`, "Check that it still exists, then open it again.");
      const text = decode(new Uint8Array(bytes));
      if (text === null) return refuse(`${file.name} is not a text file.`, "Open one in UTF-8 or UTF-16; the text so far is still here.");
      whole += whole === "" || whole.endsWith("\n") ? text : `\n${text}`;
    }
    give(whole, name);
  }

  /** @param {FileList | null | undefined} list */
  function take(list) {
    const files = [...(list ?? [])];
    const [first] = files;
    if (first && files.length === 1 && LINES.test(first.name)) countApart(first);
    else if (first) read(files);
    return files.length > 0;
  }

  part("open", HTMLButtonElement).addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => {
    take(chooser.files);
    chooser.value = "";
  });
  // Anywhere on the page: a file dropped beside the paper would take the page's place, and the text with it.
  document.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    paper.classList.add("over");
  });
  document.addEventListener("dragleave", ({ relatedTarget }) => relatedTarget === null && paper.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    paper.classList.remove("over");
    if (take(event.dataTransfer?.files)) event.preventDefault();
  });
}

/**
 * What several files are as one: each begins on a new line.
 * @param {readonly File[]} files
 */
async function onLines(files) {
  /** @type {(File | string)[]} */
  const parts = [];
  for (const [at, file] of files.entries()) {
    parts.push(file);
    const end = await file.slice(-1).text().catch(() => "");
    if (at < files.length - 1 && end !== "\n") parts.push("\n");
  }
  return parts;
}

/**
 * The text of the bytes, a byte order mark included; null when they are not text.
 * @param {Uint8Array} bytes
 */
function decode(bytes) {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: encoding === "utf-8" }).decode(bytes);
  } catch {
    return null;
  }
}
