//! Assembles the JavaScript module: what the page loads and what the npm
//! package contains, with the same names in both.

use crate::vocab::{self, Built};
use crate::{catalog, files, notices, paths, wasm};
use anyhow::{Context, Result};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The head of `assets.js`.
const TYPES: &str = "// Written by the build: the files that counting reads.

/**
 * @typedef {object} Asset
 * @property {string} name
 * @property {string} path below the module's directory
 * @property {() => URL} url
 * @property {number} bytes
 * @property {number} [checksum] of a wasm module, by `checksum.js`; the other files carry their own
 * @property {() => WebAssembly.Module | Uint8Array<ArrayBuffer>} [inside] the file, where a script has it inside
 */
";

/// Writes the whole module into the directory `out`.
///
/// # Errors
///
/// If a part cannot be built or written.
pub fn write(out: &Path) -> Result<()> {
    files::copy(&paths::root().join("www/tokenmeter"), out)?;
    wasm::install_target()?;
    for module in &wasm::MODULES {
        module.build(&out.join("wasm"))?;
    }
    let vocabularies = vocab::build()?;
    fs::create_dir_all(out.join("vocab"))?;
    for built in &vocabularies {
        fs::copy(built.path(), out.join("vocab").join(built.hashed_name()))
            .with_context(|| format!("copying the vocabulary {}", built.name))?;
    }
    catalog::write(&out.join("data"))?;
    fs::write(out.join("assets.js"), count_assets(out, &vocabularies)?)?;
    fs::write(out.join("meter_assets.js"), meter_assets(out)?)?;
    notices::write(out)
}

/// `assets.js`: where each file is that counting reads, as an expression that
/// bundlers recognize and rewrite, and how large it is.
fn count_assets(module: &Path, vocabularies: &[Built]) -> Result<String> {
    let names: Vec<_> = vocabularies
        .iter()
        .map(|built| format!("{:?}", built.name))
        .collect();
    let mut js = format!(
        "{TYPES}\n/** @typedef {{{}}} Vocabulary */\n\n",
        names.join(" | ")
    );
    for (name, path) in [
        ("tokensWasm", "wasm/tokens_bg.wasm"),
        ("chunksWasm", "wasm/chunks_bg.wasm"),
    ] {
        js += &constant(module, "Asset", name, path)?;
    }
    js.push_str("\n/** @type {Readonly<Record<string, Asset>>} By vocabulary. */\n");
    js.push_str("export const vocabularies = /* @__PURE__ */ Object.assign(/* @__PURE__ */ Object.create(null), {\n");
    for built in vocabularies {
        let asset = asset(
            module,
            &built.name,
            &format!("vocab/{}", built.hashed_name()),
        )?;
        writeln!(js, "  {}: {asset},", built.name)?;
    }
    js.push_str("});\n");
    Ok(js)
}

/// `meter_assets.js`: the same of what a meter needs beside. It is apart so that a
/// bundler of a page that only counts never meets these files.
fn meter_assets(module: &Path) -> Result<String> {
    let mut js = String::from("// Written by the build: the files that a meter needs beside.\n");
    for (name, path) in [
        ("pricesWasm", "wasm/prices_bg.wasm"),
        ("prices", "data/prices.txt"),
        ("keysWasm", "wasm/keys_bg.wasm"),
        ("requestsWasm", "wasm/requests_bg.wasm"),
    ] {
        js.push('\n');
        js += &constant(module, "import(\"./assets.js\").Asset", name, path)?;
    }
    Ok(js)
}

fn constant(module: &Path, of_type: &str, name: &str, path: &str) -> Result<String> {
    let asset = asset(module, name, path)?;
    Ok(format!(
        "/** @type {{{of_type}}} */\nexport const {name} = {asset};\n"
    ))
}

fn asset(module: &Path, name: &str, path: &str) -> Result<String> {
    let file = fs::read(module.join(path)).with_context(|| format!("reading {path}"))?;
    let bytes = file.len();
    let checksum = if Path::new(path).extension().is_some_and(|end| end == "wasm") {
        format!(", checksum: {}", checksum(&file))
    } else {
        String::new()
    };
    Ok(format!(
        "{{ name: \"{name}\", path: \"{path}\", url: () => new URL(\"./{path}\", import.meta.url), bytes: {bytes}{checksum} }}"
    ))
}

/// FNV-1a, 32 bits, as `checksum.js` has it.
fn checksum(bytes: &[u8]) -> u32 {
    let add = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    bytes.iter().fold(0x811c_9dc5, add)
}
