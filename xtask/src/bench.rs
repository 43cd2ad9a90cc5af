//! `cargo xtask bench` and `cargo xtask measure-page`: build what is measured,
//! and hand over to `bench/run.mjs` and `bench/page/measure.mjs`.

use crate::{command, paths, site, tools};
use anyhow::{Result, ensure};
use std::fs;

/// Measures; with `quick` a few rounds only, which are printed and not
/// recorded.
///
/// # Errors
///
/// If something cannot be built, installed or written. A tool that fails is
/// part of the result.
pub fn run(quick: bool) -> Result<()> {
    println!("building the module");
    site::build()?;
    let here = paths::root().join("bench");
    let work = paths::target().join("bench");
    fs::create_dir_all(&work)?;
    println!("installing the other tokenizers");
    let mut install = tools::npm(&here);
    install.arg("ci");
    command::run(install)?;
    println!("building the texts");
    let mut texts = tools::node()?;
    texts
        .arg(here.join("corpora.mjs"))
        .arg(work.join("corpora"));
    command::run(texts)?;

    let mut measure = tools::node()?;
    measure
        .arg(here.join("run.mjs"))
        .arg("--work")
        .arg(&work)
        .arg("--site")
        .arg(site::directory())
        .args(quick.then_some("--quick"))
        .env("TOKENMETER_CHROMIUM", tools::chromium()?);
    ensure!(measure.status()?.success(), "the measurement ended early");
    Ok(())
}

/// Measures the page.
///
/// # Errors
///
/// If something cannot be built, installed, measured or written.
pub fn page() -> Result<()> {
    println!("building the site");
    site::build()?;
    let here = paths::root().join("bench/page");
    println!("installing Lighthouse");
    let mut install = tools::npm(&here);
    install.arg("ci");
    command::run(install)?;
    let mut measure = tools::node()?;
    measure
        .arg(here.join("measure.mjs"))
        .arg("--site")
        .arg(site::directory())
        .env("TOKENMETER_CHROMIUM", tools::chromium()?);
    ensure!(measure.status()?.success(), "the measurement ended early");
    Ok(())
}
