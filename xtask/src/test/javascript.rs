//! The JavaScript: types, lints, the module and the npm package in Node.

use super::results;
use crate::{command, files, package, paths, site, tools};
use anyhow::{Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the tests of the module find it.
pub const MODULE_VARIABLE: &str = "TOKENMETER_MODULE_DIR";

pub fn module_directory() -> PathBuf {
    site::directory().join("tokenmeter")
}

pub fn lint() -> Result<()> {
    let mut eslint = tools::node()?;
    eslint.args(["node_modules/eslint/bin/eslint.js", "--max-warnings=0", "."]);
    command::run(eslint)?;
    // What the build writes is part of what is checked.
    ensure_built()?;
    let mut tsc = tools::node()?;
    tsc.args([
        "node_modules/typescript/bin/tsc",
        "--project",
        "tsconfig.json",
    ]);
    command::run(tsc).map(drop)
}

pub fn module() -> Result<()> {
    ensure_built()?;
    let mut tests = node_tests("tests/module")?;
    tests.env(MODULE_VARIABLE, module_directory());
    results::tests(tests)
}

pub fn snippets() -> Result<()> {
    tools::snippet_programs()?;
    results::tests(node_tests("tests/snippets")?)
}

pub fn package() -> Result<()> {
    ensure_built()?;
    let consumer = package::install_for_tests()?;
    let mut tests = node_tests("tests/package")?;
    tests
        .env("TOKENMETER_CONSUMER_DIR", consumer)
        .env("TOKENMETER_CHROMIUM", tools::chromium()?);
    results::tests(tests)
}

/// Projects that use the package as it is packed, each with its own tool.
pub fn consumers() -> Result<()> {
    let projects = package::install_into_projects()?;
    let mut tests = node_tests("tests/consumers")?;
    tests
        .env("TOKENMETER_CONSUMERS_DIR", projects)
        .env("TOKENMETER_CHROMIUM", tools::chromium()?);
    results::tests(tests)
}

/// The comparison's report, on what is recorded: nothing is timed.
pub fn bench() -> Result<()> {
    let mut tests = tools::node()?;
    tests.args([
        "--test",
        "--test-reporter=spec",
        "bench/report.test.mjs",
        "bench/page/report.test.mjs",
    ]);
    results::tests(tests)
}

/// Node's test runner on every `*.test.js` in a directory.
pub fn node_tests(directory: &str) -> Result<Command> {
    let tests: Vec<_> = files::below(&paths::root().join(directory))?
        .into_iter()
        .filter(|name| name.ends_with(".test.js"))
        .map(|name| Path::new(directory).join(name))
        .collect();
    ensure!(!tests.is_empty(), "{directory} has no tests");
    let mut node = tools::node()?;
    node.args(["--test", "--test-reporter=spec"]).args(tests);
    Ok(node)
}

fn ensure_built() -> Result<()> {
    ensure!(
        site::directory().join("tokenmeter/index.js").is_file(),
        "there is no built site; build it first: cargo xtask build"
    );
    Ok(())
}
