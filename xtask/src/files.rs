//! Lists and copies trees of files.

use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// Every file below `directory`, sorted: its path from there, with `/`
/// between the names on every system.
///
/// # Errors
///
/// If a directory cannot be read.
pub fn below(directory: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    let entries = fs::read_dir(directory)
        .with_context(|| format!("{} cannot be read", directory.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            let inner = below(&entry.path())?;
            names.extend(inner.into_iter().map(|file| format!("{name}/{file}")));
        } else {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// The path below `directory` of the file `name`; a name that ends in `*`
/// stands for the one file that starts so.
///
/// # Errors
///
/// If there is no such file.
pub fn find(directory: &Path, name: &str) -> Result<String> {
    let matches = |file: &String| match name.strip_suffix('*') {
        Some(start) => file.starts_with(start),
        None => file == name,
    };
    let file = below(directory)?.into_iter().find(matches);
    file.with_context(|| format!("{} has no {name}", directory.display()))
}

/// Copies every file below `from` to the same place below `to`.
///
/// # Errors
///
/// If a file cannot be read or written.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    for name in below(from)? {
        let target = to.join(&name);
        let parent = target.parent().unwrap_or(to);
        fs::create_dir_all(parent)?;
        fs::copy(from.join(&name), &target)
            .with_context(|| format!("copying {name} to {}", to.display()))?;
    }
    Ok(())
}

/// Makes `directory` with what `fill` writes. It takes the place of what was
/// there at once, and only when `fill` succeeds.
///
/// # Errors
///
/// If `fill` fails, or the directory cannot be replaced.
pub fn replace(directory: &Path, fill: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let fresh = directory.with_extension("new");
    remove(&fresh)?;
    fs::create_dir_all(&fresh)?;
    fill(&fresh)?;
    remove(directory)?;
    fs::rename(&fresh, directory)
        .with_context(|| format!("{} cannot be replaced", directory.display()))
}

fn remove(directory: &Path) -> Result<()> {
    if directory.exists() {
        fs::remove_dir_all(directory)
            .with_context(|| format!("{} cannot be removed", directory.display()))?;
    }
    Ok(())
}
