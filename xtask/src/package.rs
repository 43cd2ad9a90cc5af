//! `cargo xtask package`: the npm package, for browsers, bundlers and Node.

use crate::vocab::{self, Built};
use crate::{command, files, integrity, module, paths, tools};
use anyhow::{Context, Result};
use cargo_metadata::{MetadataCommand, Package};
use serde_json::{Map, Value, json};
use std::fs;
use std::path::{Path, PathBuf};

const NAME: &str = "tokenmeter";

/// The scripts whose types are declared, beside those below [`COMPAT`].
const TYPED: [&str; 4] = ["index", "tokens", "element", "worker"];

/// Where what stands in for other libraries is.
const COMPAT: &str = "compat";

/// Its entries, as theirs, of which `*` is any name; and whether there is a
/// script with its files inside, for Cloudflare's runtime.
const COMPAT_ENTRIES: [(&str, bool); 6] = [
    ("tiktoken", true),
    ("tiktoken/lite", false),
    ("tiktoken/encoders/*", false),
    ("gpt-tokenizer", true),
    ("gpt-tokenizer/encoding/*", false),
    ("gpt-tokenizer/model/*", false),
];

/// Who takes a script that is for all of them. Cloudflare's runtime, whose
/// tools also say that they are a browser, has come before.
const CONDITIONS: [&str; 5] = ["browser", "deno", "bun", "node", "default"];

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
        fs::write(out.join("package.json"), manifest(&vocab::build()?)?)?;
        for script in ["xtask/inline.js", "xtask/compat.js"] {
            let mut node = tools::node()?;
            node.arg(script).arg(out);
            command::run(node)?;
        }
        fs::copy(paths::root().join("docs/package.md"), out.join("README.md"))
            .context("copying docs/package.md")?;
        declare_types(out)?;
        integrity::write(out)
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
    let tarball = pack()?;
    let consumer = paths::target().join("npm/consumer");
    files::replace(&consumer, |out| install(&tarball, out))?;
    Ok(consumer)
}

/// Packs the package and installs it beside the projects of `tests/consumers`,
/// below the tools that they are built with; returns the projects' directory.
///
/// # Errors
///
/// If the package cannot be built, packed or installed, or a tool cannot.
pub fn install_into_projects() -> Result<PathBuf> {
    let tarball = pack()?;
    let sources = paths::root().join("tests/consumers");
    let consumers = paths::target().join("consumers");
    tools::install_consumers(&sources, &consumers)?;
    let projects = consumers.join("projects");
    files::replace(&projects, |out| {
        files::copy(&sources, out)?;
        install(&tarball, out)
    })?;
    Ok(projects)
}

/// The package as it would be published, in one file.
fn pack() -> Result<PathBuf> {
    let package = build()?;
    let directory = paths::target().join("npm");
    let mut pack = tools::npm(&package);
    pack.args(["pack", "--silent", "--pack-destination"])
        .arg(&directory);
    Ok(directory.join(command::run(pack)?.trim()))
}

/// Installs a packed package alone into `directory`.
fn install(tarball: &Path, directory: &Path) -> Result<()> {
    let manifest = json!({ "name": "consumer", "private": true, "type": "module" });
    fs::write(directory.join("package.json"), manifest.to_string())?;
    let mut install = tools::npm(directory);
    install
        .args(["install", "--offline", "--no-package-lock"])
        .arg(tarball);
    command::run(install).map(drop)
}

fn manifest(vocabularies: &[Built]) -> Result<String> {
    let package = package()?;
    let manifest = json!({
        "name": NAME,
        "version": package.version.to_string(),
        "description": package.description,
        "keywords": package.keywords,
        "license": package.license,
        "type": "module",
        // All that does something when it is imported.
        "sideEffects": ["./element.js", "./worker.js"],
        "engines": { "node": ">=20.16" },
        "exports": exports(vocabularies),
    });
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}

/// What a project may import, by name.
fn exports(vocabularies: &[Built]) -> Map<String, Value> {
    let mut exports = Map::new();
    let mut add = |name: &str, value: Value| drop(exports.insert(name.to_owned(), value));
    add(".", entry("index", "index", Some("index")));
    add("./tokens", entry("tokens", "tokens", Some("tokens")));
    add("./element", entry("element", "element", None));
    add("./worker", entry("worker", "worker", None));
    add("./inline", entry("index", "inline", Some("index")));
    for Built { name, .. } in vocabularies {
        let script = format!("inline/{name}");
        add(&format!("./{script}"), entry("tokens", &script, Some(name)));
    }
    for (name, in_workerd) in COMPAT_ENTRIES {
        let script = format!("{COMPAT}/{name}");
        let in_workerd = in_workerd.then_some(script.as_str());
        add(&format!("./{script}"), entry(&script, &script, in_workerd));
    }
    for built in vocabularies {
        let file = json!(format!("./vocab/{}", built.hashed_name()));
        add(&format!("./vocab/{}.tmvocab", built.name), file);
    }
    for files in ["./wasm/*", "./vocab/*", "./data/*"] {
        add(files, json!(files));
    }
    for file in ["./integrity.json", "./package.json"] {
        add(file, json!(file));
    }
    exports
}

/// A script with the types of another, and the one that Cloudflare's runtime
/// takes. The first condition that holds decides.
fn entry(types: &str, script: &str, in_workerd: Option<&str>) -> Value {
    let mut conditions = Map::new();
    conditions.insert("types".to_owned(), json!(format!("./{types}.d.ts")));
    if let Some(name) = in_workerd {
        conditions.insert("workerd".to_owned(), json!(format!("./workerd/{name}.js")));
    }
    for condition in CONDITIONS {
        conditions.insert(condition.to_owned(), json!(format!("./{script}.js")));
    }
    Value::Object(conditions)
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
    let scripts = TYPED.map(|name| format!("{name}.js"));
    let compat = files::below(&module.join(COMPAT))?;
    let compat = compat.into_iter().map(|name| format!("{COMPAT}/{name}"));
    let mut tsc = tools::node()?;
    tsc.args(["node_modules/typescript/bin/tsc", "--ignoreConfig"])
        .args(["--allowJs", "--declaration", "--emitDeclarationOnly"])
        .args(["--target", "es2023", "--module", "nodenext", "--strict"])
        .args(["--lib", "es2023,dom,dom.iterable,esnext.disposable"])
        .args(["--types", "", "--skipLibCheck", "--outDir"])
        .arg(module)
        .arg("--rootDir")
        .arg(module)
        .args(
            scripts
                .into_iter()
                .chain(compat)
                .map(|name| module.join(name)),
        );
    command::run(tsc).map(drop)
}
