import { formatBytes } from "../format.js";
import { part } from "../dom.js";

/** A larger file would not leave the tab enough memory to count it. */
const LARGEST_BYTES = 100_000_000;

/**
 * Files, from the button or dropped on the paper.
 * @param {HTMLElement} paper
 * @param {{ give: (text: string, name: string) => void, refuse: (cause: string, remedy: string) => void }} to
 */
export function readFile(paper, { give, refuse }) {
  const chooser = part("file", HTMLInputElement);
  let newest = 0;

  /** @param {File | undefined} file */
  async function read(file) {
    if (!file) return;
    newest += 1;
    const mine = newest;
    if (file.size > LARGEST_BYTES) {
      return refuse(`${file.name} is too large (${formatBytes(file.size)}).`, `Open a part of it: up to ${formatBytes(LARGEST_BYTES)} can be counted here.`);
    }
    const bytes = await file.arrayBuffer().catch(() => null);
    if (mine !== newest) return;
    if (!bytes) return refuse(`${file.name} could not be read.`, "Check that it still exists, then open it again.");
    const text = decode(new Uint8Array(bytes));
    if (text === null) return refuse(`${file.name} is not a text file.`, "Open one in UTF-8 or UTF-16; the text so far is still here.");
    give(text, file.name);
  }

  part("open", HTMLButtonElement).addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => {
    read(chooser.files?.[0]);
    chooser.value = "";
  });
  paper.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    paper.classList.add("over");
  });
  paper.addEventListener("dragleave", () => paper.classList.remove("over"));
  paper.addEventListener("drop", (event) => {
    paper.classList.remove("over");
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    read(file);
  });
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
