//! Takes out of a wasm module what makes messages of panics.
//!
//! A module without the standard library stops at a panic and says nothing,
//! but the core library comes compiled, and puts the message together all the
//! same: a twentieth of the tokens module. Where that is called, and what it
//! is called with, is another: each such place stops at once, and the names of
//! files and the lines that no message tells become zeros.

use anyhow::{Result, ensure};
use rustc_demangle::demangle;
use std::collections::HashSet;
use std::path::Path;
use walrus::ir::{self, Call, Instr, InstrSeq, Unreachable, VisitorMut};
use walrus::{ConstExpr, DataKind, FunctionBuilder, FunctionId, FunctionKind, Module};

/// What panics.
const PANICS: &[&str] = &[
    "core::panicking::",
    "core::str::slice_error_fail",
    "std::panicking::",
];
/// What only a message needs, in a module that writes no number and no name in
/// the same way.
const FORMATS: &[&str] = &["core::fmt::", "core::str::count::"];

/// Writes `wasm` again as `silent`, in which what panics only stops; and if it
/// never `formats`, what puts messages together, too.
///
/// # Errors
///
/// If the file is no wasm module, has no names, or cannot be written.
pub fn panics(wasm: &Path, silent: &Path, formats: bool) -> Result<()> {
    let unheard: Vec<&str> = if formats {
        PANICS.to_vec()
    } else {
        [PANICS, FORMATS].concat()
    };
    let mut module = Module::from_file(wasm)?;
    let unheard: Vec<FunctionId> = module
        .funcs
        .iter_local()
        .filter(|(id, _)| is_among(&unheard, module.funcs.get(*id).name.as_deref()))
        .map(|(id, _)| id)
        .collect();
    ensure!(!unheard.is_empty(), "no function that panics has its name");
    for id in &unheard {
        stop(&mut module, *id);
    }
    stop_early(&mut module, unheard.into_iter().collect());
    let data: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    for id in data {
        let data = module.data.get_mut(id);
        if let DataKind::Active { offset, .. } = &data.kind
            && let ConstExpr::Value(ir::Value::I32(start)) = *offset
        {
            forget_places(&mut data.value, u32::try_from(start)?);
        }
    }
    module.emit_wasm_file(silent)
}

fn is_among(unheard: &[&str], symbol: Option<&str>) -> bool {
    let name = format!("{:#}", demangle(symbol.unwrap_or_default()));
    // A text that is put together writes by this one.
    let writes = name.contains("as core::fmt::Write>");
    !writes && unheard.iter().any(|unheard| name.contains(unheard))
}

/// Where one of these functions is called, the caller stops instead; so does
/// one that does nothing else, wherever it is called.
fn stop_early(module: &mut Module, mut stopping: HashSet<FunctionId>) {
    loop {
        let mut found = Vec::new();
        for (id, function) in module.funcs.iter_local_mut() {
            let entry = function.entry_block();
            ir::dfs_pre_order_mut(&mut StopEarly(&stopping), function, entry);
            let first = function.block(entry).instrs.first();
            if matches!(first, Some((Instr::Unreachable(_), _))) && !stopping.contains(&id) {
                found.push(id);
            }
        }
        if found.is_empty() {
            return;
        }
        stopping.extend(found);
    }
}

struct StopEarly<'a>(&'a HashSet<FunctionId>);

impl VisitorMut for StopEarly<'_> {
    fn start_instr_seq_mut(&mut self, sequence: &mut InstrSeq) {
        let instructions = &mut sequence.instrs;
        let stops = |instruction: &Instr| match instruction {
            Instr::Call(Call { func }) => self.0.contains(func),
            Instr::Unreachable(_) => true,
            _ => false,
        };
        let Some(at) = instructions.iter().position(|(one, _)| stops(one)) else {
            return;
        };
        let seen = instructions[..at]
            .iter()
            .rposition(|(one, _)| !is_unseen(one));
        let place = instructions[at].1;
        instructions.truncate(seen.map_or(0, |seen| seen + 1));
        instructions.push((Instr::Unreachable(Unreachable {}), place));
    }
}

/// Whether nobody could tell that it was done, once the function has stopped.
fn is_unseen(instruction: &Instr) -> bool {
    matches!(
        instruction,
        Instr::Const(_)
            | Instr::LocalGet(_)
            | Instr::LocalSet(_)
            | Instr::LocalTee(_)
            | Instr::GlobalGet(_)
            | Instr::Binop(_)
            | Instr::Unop(_)
            | Instr::Select(_)
            | Instr::Load(_)
            | Instr::Drop(_)
    )
}

/// What places of the source look like in memory: where the file's name is and
/// how long, then line and column.
const PLACE_BYTES: usize = 16;
/// The longest name of a file that is looked for.
const MOST_NAME_BYTES: usize = 256;

/// Makes zeros of all places of the source, which panics alone would tell, and
/// of the names of their files. The data begins at `start` in memory.
fn forget_places(data: &mut [u8], start: u32) {
    let number = |data: &[u8], at: usize| Some(u32::from_le_bytes(*data.get(at..)?.first_chunk()?));
    let mut names = Vec::new();
    for at in (0..data.len()).step_by(4) {
        let Some((address, length)) = number(data, at).zip(number(data, at + 4)) else {
            break;
        };
        let Some(from) = address.checked_sub(start).map(|from| from as usize) else {
            continue;
        };
        let name = from..from.saturating_add(length as usize);
        let fits = at + PLACE_BYTES <= data.len() && (1..MOST_NAME_BYTES).contains(&name.len());
        if fits && data.get(name.clone()).is_some_and(is_source_file) {
            data[at..at + PLACE_BYTES].fill(0);
            names.push(name);
        }
    }
    for name in names {
        data[name].fill(0);
    }
}

/// Whether it is the name of a file of this crate, of another one or of the
/// compiler's own libraries.
fn is_source_file(name: &[u8]) -> bool {
    let roots: [&[u8]; 3] = [b"src/", b"/rustc/", b"index.crates.io-"];
    name.ends_with(b".rs") && roots.iter().any(|root| name.starts_with(root))
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

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::ValType;

    /// Calls `panic` with its argument and two more, after it has written to memory.
    fn module_that_panics() -> (Module, FunctionId, FunctionId) {
        let mut module = Module::default();
        let memory = module.memories.add_local(false, false, 1, None, None);
        let i32s = [ValType::I32, ValType::I32];
        let panic = {
            let locals = i32s.map(|kind| module.locals.add(kind));
            let mut function = FunctionBuilder::new(&mut module.types, &i32s, &[]);
            function.func_body().i32_const(7).drop();
            function.finish(locals.to_vec(), &mut module.funcs)
        };
        let argument = module.locals.add(ValType::I32);
        let mut function = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[]);
        let store = ir::StoreKind::I32 { atomic: false };
        let place = ir::MemArg {
            align: 4,
            offset: 0,
        };
        function
            .func_body()
            .i32_const(8)
            .i32_const(9)
            .store(memory, store, place)
            .local_get(argument)
            .i32_const(1)
            .call(panic)
            .unreachable();
        let caller = function.finish(vec![argument], &mut module.funcs);
        (module, panic, caller)
    }

    #[test]
    fn a_caller_stops_after_what_can_be_seen_of_it() {
        let (mut module, panic, caller) = module_that_panics();
        stop_early(&mut module, HashSet::from([panic]));
        let function = module.funcs.get(caller).kind.unwrap_local();
        let left: Vec<_> = function
            .block(function.entry_block())
            .instrs
            .iter()
            .map(|(one, _)| one)
            .collect();
        assert!(matches!(
            left[..],
            [
                Instr::Const(_),
                Instr::Const(_),
                Instr::Store(_),
                Instr::Unreachable(_)
            ]
        ));
    }

    #[test]
    fn places_of_the_source_are_forgotten_and_nothing_else() {
        let start = 100_u32;
        let name = b"src/a.rs\0\0\0\0";
        let words = |words: &[u32]| {
            words
                .iter()
                .flat_map(|word| word.to_le_bytes())
                .collect::<Vec<_>>()
        };
        // A place, the same name with another length, and numbers that point elsewhere.
        let mut data = [
            &name[..],
            &words(&[start, 8, 30, 5]),
            &words(&[start, 7, 30, 5]),
            &words(&[9, 8, u32::MAX, u32::MAX]),
        ]
        .concat();
        forget_places(&mut data, start);
        let kept = [
            words(&[start, 7, 30, 5]),
            words(&[9, 8, u32::MAX, u32::MAX]),
        ]
        .concat();
        assert_eq!(data, [vec![0; 12 + 16], kept].concat());
    }
}
