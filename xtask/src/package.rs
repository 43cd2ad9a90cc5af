//! `cargo xtask package`: the npm package, for browsers, bundlers and Node.

use crate::{command, files, module, paths, tools};
use anyhow::{Context, Result};
use cargo_metadata::{MetadataCommand, Package};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

const NAME: &str = "tokenmeter";

/// The scripts that a project may import, each under its own name.
const ENTRIES: [&str; 3] = ["index", "tokens", "worker"];

/// Where the package stands, as it would be published.
fn directory() -> PathBuf {
    paths::target().join("npm").join(NAME)
}

/// Builds the package and returns its directory.
///
/// # Errors
///
/// If a part cannot be built or written; what was there stays then.
pub fn build() -> Result<PathBuf> {
    let directory = directory();
    files::replace(&directory, |out| {
        module::write(out)?;
        fs::write(out.join("package.json"), manifest()?)?;
        fs::copy(paths::root().join("README.md"), out.join("README.md"))
            .context("copying README.md")?;
        declare_types(out)
    })?;
    Ok(directory)
}

/// Packs the package as for publishing and installs it into an empty project,
/// whose directory is returned.
///
/// # Errors
///
/// If the package cannot be built, packed or installed.
pub fn install_for_tests() -> Result<PathBuf> {
    let package = build()?;
    let npm_directory = paths::target().join("npm");
    let mut pack = tools::npm(&package);
    pack.args(["pack", "--silent", "--pack-destination"])
        .arg(&npm_directory);
    let tarball = npm_directory.join(command::run(pack)?.trim());
    let consumer = npm_directory.join("consumer");
    files::replace(&consumer, |out| {
        let manifest = json!({ "name": "consumer", "private": true, "type": "module" });
        fs::write(out.join("package.json"), manifest.to_string())?;
        let mut install = tools::npm(out);
        install
            .args(["install", "--offline", "--no-package-lock"])
            .arg(&tarball);
        command::run(install).map(drop)
    })?;
    Ok(consumer)
}

fn manifest() -> Result<String> {
    let package = package()?;
    let manifest = json!({
        "name": NAME,
        "version": package.version.to_string(),
        "description": package.description,
        "keywords": package.keywords,
        "license": package.license,
        "type": "module",
        // All that does something when it is imported.
        "sideEffects": ["./worker.js"],
        "engines": { "node": ">=20" },
        "exports": {
            ".": { "types": "./index.d.ts", "default": "./index.js" },
            "./tokens": { "types": "./tokens.d.ts", "default": "./tokens.js" },
            "./worker": { "types": "./worker.d.ts", "default": "./worker.js" },
            "./wasm/*": "./wasm/*",
            "./vocab/*": "./vocab/*",
            "./data/*": "./data/*",
            "./package.json": "./package.json",
        },
    });
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}

fn package() -> Result<Package> {
    let metadata = MetadataCommand::new()
        .manifest_path(paths::root().join("Cargo.toml"))
        .no_deps()
        .exec()?;
    let package = metadata.root_package();
    package
        .cloned()
        .context("the workspace has no root package")
}

/// Writes the TypeScript declarations of the module's JSDoc beside it.
fn declare_types(module: &Path) -> Result<()> {
    let mut tsc = tools::node()?;
    tsc.args(["node_modules/typescript/bin/tsc", "--ignoreConfig"])
        .args(["--allowJs", "--declaration", "--emitDeclarationOnly"])
        .args(["--target", "es2023", "--module", "nodenext", "--strict"])
        .args(["--lib", "es2023,dom,dom.iterable,esnext.disposable"])
        .args(["--types", "", "--skipLibCheck", "--outDir"])
        .arg(module)
        .arg("--rootDir")
        .arg(module)
        .args(ENTRIES.map(|name| module.join(format!("{name}.js"))));
    command::run(tsc).map(drop)
}
