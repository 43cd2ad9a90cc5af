//! The crates that the lock file pins, with their sources.

use crate::{extras, paths};
use anyhow::{Context, Result};
use cargo_metadata::{CargoOpt, MetadataCommand, Package};
use std::path::Path;

/// All of them.
///
/// # Errors
///
/// If cargo cannot list or load them.
pub fn all() -> Result<Vec<Package>> {
    let extras = extras::chosen().iter();
    let features = extras.map(|extra| format!("xtask/{}", extra.feature()));
    let metadata = MetadataCommand::new()
        .features(CargoOpt::SomeFeatures(features.collect()))
        .manifest_path(paths::root().join("Cargo.toml"))
        .other_options(vec!["--locked".to_owned()])
        .exec()?;
    Ok(metadata.packages)
}

/// The one with this name.
///
/// # Errors
///
/// If there is none.
pub fn find<'a>(packages: &'a [Package], name: &str) -> Result<&'a Package> {
    let package = packages.iter().find(|package| package.name == name);
    package.with_context(|| format!("{name} is no dependency"))
}

/// Where its sources are.
///
/// # Errors
///
/// If its manifest has no directory.
pub fn directory(package: &Package) -> Result<&Path> {
    let directory = package.manifest_path.parent();
    Ok(directory
        .context("a manifest has no directory")?
        .as_std_path())
}
