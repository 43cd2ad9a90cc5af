//! What runs as wasm: the crate's own tests in Node and Chromium, and the page.

use super::{javascript, results};
use crate::wasm::{self, TARGET};
use crate::{command, paths, site, tools, vocab};
use anyhow::{Result, ensure};
use serde_json::{Value, json};
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// What keeps Chromium from speaking to its maker, and lets it run as root.
const CHROMIUM_ARGUMENTS: &[&str] = &[
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// For the tests of one file in a browser: they count megabytes.
const TIMEOUT_SECONDS: &str = "300";
/// For ChromeDriver to start on a busy machine.
const DRIVER_TIMEOUT_SECONDS: &str = "60";

pub fn wasm_node() -> Result<()> {
    let mut tests = wasm_tests("wasm_node")?;
    // Node alone decides; a test that is configured for a browser fails.
    tests.env("WASM_BINDGEN_TEST_ONLY_NODE", "1");
    tools::node()?;
    results::tests(tests)
}

pub fn wasm_page() -> Result<()> {
    wasm_in_chromium("wasm_page")
}

pub fn wasm_worker() -> Result<()> {
    wasm_in_chromium("wasm_worker")
}

pub fn wasm_firefox() -> Result<()> {
    wasm_in_firefox("wasm_page")?;
    wasm_in_firefox("wasm_worker")
}

fn wasm_in_chromium(name: &str) -> Result<()> {
    let options = json!({ "binary": tools::chromium()?, "args": CHROMIUM_ARGUMENTS });
    let driver = ("CHROMEDRIVER", tools::chromedriver()?);
    wasm_in_browser(name, driver, &json!({ "goog:chromeOptions": options }))
}

fn wasm_in_firefox(name: &str) -> Result<()> {
    let options = json!({ "binary": tools::firefox()?, "args": ["-headless"] });
    let driver = ("GECKODRIVER", tools::geckodriver()?);
    wasm_in_browser(name, driver, &json!({ "moz:firefoxOptions": options }))
}

/// The wasm tests of one file, in the browser that `driver` drives.
fn wasm_in_browser(name: &str, driver: (&str, PathBuf), wanted: &Value) -> Result<()> {
    let capabilities = paths::target().join("webdriver.json");
    fs::write(&capabilities, wanted.to_string())?;
    let mut tests = wasm_tests(name)?;
    let (variable, driver) = driver;
    tests
        .env(variable, driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities)
        .env("WASM_BINDGEN_TEST_ONLY_WEB", "1")
        .env("WASM_BINDGEN_TEST_TIMEOUT", TIMEOUT_SECONDS)
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", DRIVER_TIMEOUT_SECONDS);
    results::tests(tests)
}

/// Where this program is. Testing it builds it anew, and Linux then says of the
/// file that runs that it was deleted.
fn program() -> Result<String> {
    let path = env::current_exe()?.display().to_string();
    Ok(path.trim_end_matches(" (deleted)").to_owned())
}

/// The wasm tests of one file, run by this program.
fn wasm_tests(name: &str) -> Result<Command> {
    wasm::install_target()?;
    vocab::build()?;
    let runner = json!([program()?, "wasm-test-runner"]);
    let mut cargo = command::cargo();
    cargo
        .current_dir(paths::root())
        .args(["test", "--locked", "--package=tokenmeter", "--test", name])
        .args(["--target", TARGET, "--target-dir"])
        .arg(paths::target().join("wasm-tests"))
        .arg("--config")
        .arg(format!("target.{TARGET}.runner={runner}"))
        // Without debug information, which the runner would read for each
        // test, they start three times as soon.
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("TOKENMETER_VOCAB_DIR", paths::target().join("vocab"));
    Ok(cargo)
}

pub fn page() -> Result<()> {
    ensure_built()?;
    results::tests(playwright("tests/page")?)
}

pub fn pictures() -> Result<()> {
    ensure_built()?;
    results::tests(playwright("tests/pictures")?)
}

fn ensure_built() -> Result<()> {
    ensure!(
        site::directory().join("index.html").is_file(),
        "there is no built site; run: cargo xtask test site page"
    );
    Ok(())
}

/// Draws the pictures again and keeps them.
pub fn keep_pictures() -> Result<()> {
    site::build()?;
    let mut pictures = playwright("tests/pictures")?;
    pictures.env("TOKENMETER_KEEP_PICTURES", "1");
    results::tests(pictures)
}

/// The tests of one directory in Chromium.
fn playwright(directory: &str) -> Result<Command> {
    let mut playwright = tools::node()?;
    playwright
        .args(["node_modules/@playwright/test/cli.js", "test"])
        .arg("--config")
        .arg(format!("{directory}/playwright.config.js"))
        .env("TOKENMETER_CHROMIUM", tools::chromium()?);
    Ok(playwright)
}

pub fn firefox() -> Result<()> {
    let mut tests = javascript::node_tests("tests/firefox")?;
    tests.env("TOKENMETER_FIREFOX", tools::firefox()?);
    results::tests(tests)
}
