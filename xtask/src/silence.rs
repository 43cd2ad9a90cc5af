//! Takes out of a wasm module what makes messages of panics.
//!
//! A module without the standard library stops at a panic and says nothing,
//! but the core library comes compiled, and puts the message together all the
//! same: a twentieth of the tokens module.

use anyhow::{Result, ensure};
use rustc_demangle::demangle;
use std::path::Path;
use walrus::{FunctionBuilder, FunctionId, FunctionKind, Module};

/// What panics, and what only a message needs. A module that writes a number
/// or a name in another way must not use these.
const UNHEARD: [&str; 4] = [
    "core::panicking::",
    "core::fmt::",
    "core::str::count::",
    "core::str::slice_error_fail",
];

/// Writes `wasm` again as `silent`, in which each of these functions only stops.
///
/// # Errors
///
/// If the file is no wasm module, has no names, or cannot be written.
pub fn panics(wasm: &Path, silent: &Path) -> Result<()> {
    let mut module = Module::from_file(wasm)?;
    let unheard: Vec<FunctionId> = module
        .funcs
        .iter_local()
        .filter(|(id, _)| is_unheard(module.funcs.get(*id).name.as_deref()))
        .map(|(id, _)| id)
        .collect();
    ensure!(!unheard.is_empty(), "no function that panics has its name");
    for id in unheard {
        stop(&mut module, id);
    }
    module.emit_wasm_file(silent)
}

fn is_unheard(symbol: Option<&str>) -> bool {
    let name = format!("{:#}", demangle(symbol.unwrap_or_default()));
    // A text that is put together writes by this one.
    let writes = name.contains("as core::fmt::Write>");
    !writes && UNHEARD.iter().any(|unheard| name.contains(unheard))
}

/// Gives a function a body that only stops.
fn stop(module: &mut Module, id: FunctionId) {
    let kind = &module.funcs.get(id).kind;
    let FunctionKind::Local(function) = kind else {
        return;
    };
    let arguments = function.args.clone();
    let signature = module.types.get(function.ty());
    let (parameters, results) = (signature.params().to_vec(), signature.results().to_vec());
    let mut body = FunctionBuilder::new(&mut module.types, &parameters, &results);
    body.func_body().unreachable();
    module.funcs.get_mut(id).kind = FunctionKind::Local(body.local_func(arguments));
}
