//! `cargo xtask build`: the static site, ready for any host and any path.

use crate::{bare, extras, files, head, module, offline, paths, sizes};
use anyhow::Result;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the built site stands.
pub fn directory() -> PathBuf {
    paths::target().join("site")
}

/// Builds the site.
///
/// # Errors
///
/// If a part cannot be built or written; what was there stays then.
pub fn build() -> Result<()> {
    build_into(&directory())
}

/// Builds the site into a directory of one's choice.
///
/// # Errors
///
/// As [`build`].
pub fn build_into(directory: &Path) -> Result<()> {
    files::replace(directory, |out| {
        files::copy(&paths::root().join("www"), out)?;
        module::write(&out.join("tokenmeter"))?;
        bare::write(out)?;
        extras::credit(out)?;
        head::write(out)?;
        offline::write(out)?;
        write_sums(out)
    })
}

/// `SHA256SUMS`: what each file must be, as `sha256sum --check` takes it.
fn write_sums(out: &Path) -> Result<()> {
    let mut sums = String::new();
    for name in files::below(out)? {
        let sum = Sha256::digest(fs::read(out.join(&name))?);
        writeln!(sums, "{}  {name}", base16ct::lower::encode_string(&sum))?;
    }
    Ok(fs::write(out.join("SHA256SUMS"), sums)?)
}

/// How large the site's files are, and the budgets.
///
/// # Errors
///
/// If a file of the site is missing.
pub fn report() -> Result<String> {
    let mut report = sizes::report(&directory())?;
    for used in sizes::budgets(&directory())? {
        writeln!(report, "{used}")?;
    }
    Ok(report)
}
