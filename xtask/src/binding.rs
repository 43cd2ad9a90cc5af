//! The binding of a wasm module as far as it is used: it is given a module that is compiled, once, and what
//! `wasm-bindgen` writes for addresses, responses and bytes, for a start without waiting, and for being called again,
//! would be loaded for nothing.

use crate::bare;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// What the script has from here on is about starting.
const LOADS: &str = "let wasmModule, wasmInstance, wasm;";
/// What stands there instead.
const STARTS: &str = "\
let wasm;
export default async function (module) {
if (wasm) return wasm;
wasm = (await WebAssembly.instantiate(module, __wbg_get_imports())).exports;
wasm.__wbindgen_start();
return wasm;
}
";

/// The same of its types.
const LOADS_TYPES: &str = "export type SyncInitInput";
const STARTS_TYPES: &str = "\
/** Starts the module, or gives it as it runs: then without one. Not to be called again before it has started. */
export default function (module?: WebAssembly.Module): Promise<InitOutput>;
";
const INPUT_TYPE: &str = "export type InitInput";

/// Makes a module's binding and its types what they are to be.
///
/// # Errors
///
/// If a file is not as this release of `wasm-bindgen` writes it.
pub fn slim(directory: &Path, name: &str) -> Result<()> {
    let script = directory.join(format!("{name}.js"));
    fs::write(&script, slim_script(&fs::read_to_string(&script)?)?)?;
    let types = directory.join(format!("{name}.d.ts"));
    Ok(fs::write(
        &types,
        slim_types(&fs::read_to_string(&types)?)?,
    )?)
}

fn slim_script(script: &str) -> Result<String> {
    let script = bare::bare(script);
    Ok(before(&script, LOADS)?.to_owned() + STARTS)
}

fn slim_types(types: &str) -> Result<String> {
    let kept = before(types, LOADS_TYPES)?.lines();
    let kept = kept.filter(|line| !line.starts_with(INPUT_TYPE));
    let kept: String = kept.flat_map(|line| [line, "\n"]).collect();
    Ok(kept + STARTS_TYPES)
}

fn before<'a>(text: &'a str, mark: &str) -> Result<&'a str> {
    let (kept, _) = text.split_once(mark).with_context(|| {
        format!("wasm-bindgen writes no \"{mark}\" any more: look at what it writes")
    })?;
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_binding_starts_what_is_compiled_and_nothing_else() {
        let script = "/** Counts. */\nexport function count() {\n  return wasm.count();\n}\n\
            let wasmModule, wasmInstance, wasm;\nexport { initSync, __wbg_init as default };\n";
        let slim = slim_script(script).expect("it has what loads");
        assert_eq!(
            slim,
            format!("export function count() {{\nreturn wasm.count();\n}}\n{STARTS}")
        );
    }

    #[test]
    fn another_way_of_writing_bindings_is_noticed() {
        let error = slim_script("export function count() {}\n").expect_err("nothing to replace");
        assert!(error.to_string().contains("wasmModule"), "{error}");
    }
}
