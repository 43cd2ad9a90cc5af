// Writes into the package what has its files inside, for hosts that serve none:
// `inline.js` is one script, `inline/` has a script for each vocabulary that only
// counts, and `workerd/` the same for a runtime that compiles no wasm itself.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

const PACKAGE = path.resolve(String(process.argv[2]));

/** @param {string} script */
const imported = (script) => import(pathToFileURL(path.join(PACKAGE, script)).href);

/** @type {typeof import("../www/tokenmeter/assets.js")} */
const { chunksWasm, tokensWasm, vocabularies } = await imported("assets.js");
/** What a meter needs beside. @type {Record<string, Asset>} */
const METER_ASSETS = { ...(await imported("meter_assets.js")) };

/** @typedef {import("../www/tokenmeter/assets.js").Asset} Asset */

const VOCABULARIES = Object.keys(vocabularies);

/** Where the content of a file stands as a script. @param {Asset} asset */
const dataScript = ({ name }) => `./inline/data/${name}.js`;

/** Whether it is text, which a host compresses better as it is. @param {Asset} asset */
const isText = ({ path: name }) => name.endsWith(".txt");

/**
 * Which script is built from which entry, and what it has inside.
 *
 * @typedef {object} Script
 * @property {string} file
 * @property {string} entry the script that is bundled
 * @property {readonly string[]} inside vocabularies
 * @property {boolean} whole the content stands in the script itself, not beside it
 * @property {boolean} compiled the runtime imports wasm files as compiled modules
 */

/** What stands in for other libraries, and the vocabularies that each has. */
const COMPAT = {
  tiktoken: ["o200k_base", "cl100k_base", "p50k_base", "r50k_base"],
  "gpt-tokenizer": ["o200k_base"],
};

/** @type {Script[]} */
const SCRIPTS = [
  { file: "inline.js", entry: "index", inside: VOCABULARIES, whole: true, compiled: false },
  { file: "workerd/index.js", entry: "index", inside: VOCABULARIES, whole: false, compiled: true },
  { file: "workerd/tokens.js", entry: "tokens", inside: VOCABULARIES, whole: false, compiled: true },
  ...Object.entries(COMPAT).map(([name, inside]) => ({ file: `workerd/compat/${name}.js`, entry: `compat/${name}`, inside, whole: false, compiled: true })),
  ...VOCABULARIES.flatMap((name) => [
    script(`inline/${name}.js`, name, false),
    script(`workerd/${name}.js`, name, true),
  ]),
];

/** @param {string} file @param {string} name @param {boolean} compiled @returns {Script} */
function script(file, name, compiled) {
  return { file, entry: "tokens", inside: [name], whole: false, compiled };
}

/**
 * The file of an asset as an import, and the asset that has it inside.
 *
 * @param {Asset} asset
 * @param {Script} script
 */
function inside(asset, { compiled }) {
  const given = `${asset.name}File`;
  const isModule = compiled && asset.path.endsWith(".wasm");
  const from = isModule ? `./${asset.path}` : dataScript(asset);
  const content = isModule ? given : isText(asset) ? `new TextEncoder().encode(${given})` : `bytesOf(${given})`;
  return {
    line: `import ${given} from ${JSON.stringify(from)};`,
    asset: literal(asset, `inside: () => ${content}`),
  };
}

/** @param {Asset} asset @param {string} how */
function literal({ name, path: file, bytes, checksum }, how) {
  const about = JSON.stringify({ name, path: file, bytes, checksum });
  return `{ ...${about}, url: () => absent(${JSON.stringify(name)}), ${how} }`;
}

const HEAD = `
  const bytesOf = (base64) => Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0));
  const absent = (name) => {
    throw new Error(\`this script has no files beside it; import tokenmeter/inline/\${name}, or give files.\${name}\`);
  };`;

/** `assets.js` as the script has it. @param {Script} script */
function countAssets(script) {
  const [module, chunks] = [inside(tokensWasm, script), inside(chunksWasm, script)];
  const parts = Object.values(vocabularies).map((asset) =>
    script.inside.includes(asset.name) ? inside(asset, script) : { line: "", asset: literal(asset, "inside: undefined") },
  );
  const rows = VOCABULARIES.map((name, at) => `${name}: ${parts[at]?.asset}`);
  return `${[module, chunks, ...parts].map(({ line }) => line).join("\n")}${HEAD}
    export const tokensWasm = ${module.asset};
    export const chunksWasm = ${chunks.asset};
    export const vocabularies = Object.assign(Object.create(null), { ${rows.join(",\n")} });`;
}

/** `meter_assets.js` as the script has it. @param {Script} script */
function meterAssets(script) {
  const parts = Object.values(METER_ASSETS).map((asset) => inside(asset, script));
  const rows = Object.keys(METER_ASSETS).map((name, at) => `export const ${name} = ${parts[at]?.asset};`);
  return `${parts.map(({ line }) => line).join("\n")}${HEAD}\n${rows.join("\n")}`;
}

/**
 * Which modules are others in a script.
 *
 * @param {Script} script
 * @returns {Record<string, string>}
 */
const replaced = (script) => ({
  "assets.js": countAssets(script),
  "meter_assets.js": meterAssets(script),
  // There is no file for it.
  "start_worker.js": "export const startWorker = () => undefined;",
});

/** @param {Script} script */
async function write(script) {
  const modules = replaced(script);
  const up = "../".repeat(script.file.split("/").length - 1) || "./";
  const bundle = await rolldown({
    cwd: PACKAGE,
    input: path.join(PACKAGE, `${script.entry}.js`),
    plugins: [
      {
        name: "files-inside",
        resolveId(id) {
          const isBeside = /\.wasm$/.test(id) || (!script.whole && id.startsWith("./inline/data/"));
          return isBeside ? { id: id.replace("./", up), external: true } : null;
        },
        load: (id) => (path.dirname(id) === PACKAGE ? modules[path.basename(id)] : undefined),
      },
    ],
    // Neither names nor paths of this build.
    experimental: { attachDebugInfo: "none" },
    logLevel: "warn",
  });
  await bundle.write({ file: path.join(PACKAGE, script.file), format: "esm", comments: false });
}

await mkdir(path.join(PACKAGE, "inline/data"), { recursive: true });
for (const asset of [tokensWasm, chunksWasm, ...Object.values(METER_ASSETS), ...Object.values(vocabularies)]) {
  const content = await readFile(path.join(PACKAGE, asset.path), isText(asset) ? "utf8" : "base64");
  await writeFile(path.join(PACKAGE, dataScript(asset)), `export default ${JSON.stringify(content)};\n`);
}
for (const row of SCRIPTS) await write(row);
