//! The checks that cargo does.

use super::results;
use crate::extras::Extra;
use crate::wasm::{self, MODULES, TARGET};
use crate::{command, paths};
use anyhow::Result;
use clap::ValueEnum;
use std::process::Command;

fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = command::cargo();
    cargo.current_dir(paths::root()).args(arguments);
    cargo
}

pub fn format() -> Result<()> {
    command::run(cargo(&["fmt", "--all", "--check"])).map(drop)
}

pub fn clippy() -> Result<()> {
    wasm::install_target()?;
    let native = [
        "clippy",
        "--quiet",
        "--locked",
        "--workspace",
        "--all-targets",
    ];
    let as_wasm = [
        "clippy",
        "--quiet",
        "--locked",
        "--package=tokenmeter",
        "--target",
        TARGET,
    ];
    let mut runs = vec![cargo(&native), cargo(&as_wasm)];
    for module in MODULES {
        let mut alone = cargo(&as_wasm);
        alone.args(["--no-default-features", "--features", module.name]);
        let mut library = cargo(&[
            "clippy",
            "--quiet",
            "--locked",
            "--package=tokenmeter",
            "--lib",
        ]);
        library.args([
            "--no-default-features",
            "--features",
            "std",
            "--features",
            module.name,
        ]);
        runs.extend([alone, library]);
    }
    for mut run in runs {
        run.args(["--", "--deny=warnings"]);
        command::run(run)?;
    }
    Ok(())
}

pub fn native() -> Result<()> {
    // Each with its own features, as cargo builds them for the other stages.
    for packages in [
        ["--workspace", "--exclude=xtask"].as_slice(),
        &["--package=xtask"],
    ] {
        let mut tests = cargo(&["test", "--locked", "--tests"]);
        tests.args(packages);
        results::tests(tests)?;
    }
    Ok(())
}

/// What is built in on demand: the tests that are about it, and those of names
/// that mean something else with it.
pub fn extras() -> Result<()> {
    for extra in Extra::value_variants() {
        let feature = extra.feature();
        let named: &[&str] = &["--test=tokens", "--", feature, "vectors"];
        let all: &[&str] = &["--test=names", "--test=local", "--test=tokenizers"];
        for wanted in [named, all] {
            let mut tests = cargo(&["test", "--locked", "--package=tokenmeter"]);
            tests.args(["--features", feature]).args(wanted);
            results::tests(tests)?;
        }
    }
    Ok(())
}

pub fn doc() -> Result<()> {
    let mut doc = cargo(&["doc", "--quiet", "--locked", "--workspace", "--no-deps"]);
    doc.env("RUSTDOCFLAGS", "--deny=warnings");
    command::run(doc)?;
    results::tests(cargo(&[
        "test",
        "--locked",
        "--package=tokenmeter",
        "--doc",
    ]))
}
