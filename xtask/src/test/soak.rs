//! The same tests of endurance as in every run, for as long as wanted.

use super::javascript;
use crate::{command, site, tools};
use anyhow::Result;
use std::thread;

/// Types, pastes and counts for so many minutes, in the page and in the
/// JavaScript module at the same time, and prints what they say at their end.
///
/// # Errors
///
/// If a number was another text's, or the memory grew.
pub fn run(minutes: u64) -> Result<()> {
    let seconds = (minutes * 60).to_string();
    site::build()?;
    let mut page = tools::node()?;
    page.args(["node_modules/@playwright/test/cli.js", "test", "soak"])
        .args(["--config", "tests/page/playwright.config.js"])
        .env("TOKENMETER_CHROMIUM", tools::chromium()?)
        .env("TOKENMETER_SOAK_SECONDS", &seconds);
    let mut module = tools::node()?;
    module
        .args(["--test", "--test-reporter=spec"])
        .arg("tests/module/soak.test.js")
        .env(javascript::MODULE_VARIABLE, javascript::module_directory())
        .env("TOKENMETER_SOAK_SECONDS", &seconds);
    let (page, module) = thread::scope(|scope| {
        let page = scope.spawn(|| command::run(page));
        let module = command::run(module);
        (page.join().expect("no panic"), module)
    });
    print!("{}{}", page?, module?);
    Ok(())
}
