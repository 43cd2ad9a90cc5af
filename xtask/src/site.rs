//! `cargo xtask build`: the static site, ready for any host and any path.

use crate::{files, head, module, offline, paths, sizes};
use anyhow::Result;
use std::fmt::Write;
use std::path::PathBuf;

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
    files::replace(&directory(), |out| {
        files::copy(&paths::root().join("www"), out)?;
        module::write(&out.join("tokenmeter"))?;
        head::write(out)?;
        offline::write(out)
    })
}

/// How large the site's files are, and the budgets.
///
/// # Errors
///
/// If a file of the site is missing.
pub fn report() -> Result<String> {
    let mut report = sizes::report(&directory())?;
    for used in sizes::budgets(&directory().join("tokenmeter"))? {
        writeln!(report, "{used}")?;
    }
    Ok(report)
}
