//! The built site: its sizes, and that it does not depend on chance.

use crate::sizes;
use crate::{files, paths, site, wasm};
use anyhow::{Result, ensure};
use std::fs;

pub fn build() -> Result<()> {
    site::build()?;
    let mut over = 0;
    for used in sizes::budgets(&site::directory())? {
        println!("  {used}");
        over += usize::from(used.is_over());
    }
    ensure!(over == 0, "{over} of the sizes are over their limit");
    repeat()
}

/// The site built once more from the same sources has the same bytes, and none
/// of them tells where it was built.
fn repeat() -> Result<()> {
    let again = paths::target().join("site-again");
    site::build_into(&again)?;
    let built = site::directory();
    let names = files::below(&built)?;
    ensure!(
        names == files::below(&again)?,
        "built twice, the site has other files"
    );
    let places =
        [paths::root(), &wasm::registry_sources()].map(|place| place.display().to_string());
    for name in names {
        let file = fs::read(built.join(&name))?;
        ensure!(
            file == fs::read(again.join(&name))?,
            "built twice, {name} differs"
        );
        for place in &places {
            let mut parts = file.windows(place.len());
            ensure!(
                !parts.any(|bytes| bytes == place.as_bytes()),
                "{name} has the path {place} of this machine in it"
            );
        }
    }
    Ok(())
}
