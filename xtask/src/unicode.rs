//! `cargo xtask unicode`: writes the character classes that the splitters use.

use crate::paths;
use anyhow::{Context, Result, ensure};
use regex_syntax::hir::{Class, ClassUnicode, HirKind};
use std::fs;

/// The classes by bit number, as `src/encoding/unicode.rs` numbers them. White
/// space and line breaks come first, so that they win where classes overlap.
const CLASSES: &[(u8, &str)] = &[
    (6, r"[\r\n]"),
    (5, r"\s"),
    (0, r"[\p{Lu}\p{Lt}]"),
    (1, r"\p{Ll}"),
    (2, r"[\p{Lm}\p{Lo}]"),
    (3, r"\p{M}"),
    (4, r"\p{N}"),
    (7, r"[\p{P}\p{S}]"),
];
/// All that is in none of them.
const CONTROL: u8 = 8;

/// Writes `src/encoding/unicode/classes.bin` and says how large it is.
///
/// # Errors
///
/// If a class cannot be parsed or the file cannot be written.
pub fn write() -> Result<()> {
    let mut class_of = vec![CONTROL; 0x11_0000];
    for &(bit, pattern) in CLASSES.iter().rev() {
        for range in class(pattern)?.ranges() {
            let range = range.start() as usize..=range.end() as usize;
            class_of[range].fill(bit);
        }
    }
    let mut runs = Vec::new();
    for run in class_of.chunk_by(|a, b| a == b) {
        let mut length = run.len();
        let short = u8::try_from(length).unwrap_or(u8::MAX);
        if short < 0x10 {
            runs.push(run[0] << 4 | short);
            continue;
        }
        runs.push(run[0] << 4);
        while length >= 0x80 {
            runs.push(u8::try_from(length & 0x7f)? | 0x80);
            length >>= 7;
        }
        runs.push(u8::try_from(length)?);
    }
    let path = paths::root().join("src/encoding/unicode/classes.bin");
    fs::write(&path, &runs).with_context(|| format!("writing {}", path.display()))?;
    println!("{}: {} bytes", path.display(), runs.len());
    Ok(())
}

fn class(pattern: &str) -> Result<ClassUnicode> {
    let hir = regex_syntax::parse(pattern)?;
    let HirKind::Class(Class::Unicode(class)) = hir.into_kind() else {
        anyhow::bail!("{pattern} is not a character class");
    };
    ensure!(!class.ranges().is_empty(), "{pattern} is empty");
    Ok(class)
}
