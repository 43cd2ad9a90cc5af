//! What others' work may come in, and on which terms. Only tests: what they
//! read is what cargo and npm have locked.

use crate::{command, packages, paths};
use std::collections::BTreeSet;
use std::fs;

/// Licences that ask for no more than a notice, or only for changes to the
/// crate itself to stay open (MPL-2.0, of build tools).
const LICENSES: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// What the module that counts is made of, beside the project itself: each
/// line is a decision.
const TOKENS: &[&str] = &["spin", "talc", "wasm-bindgen"];

/// Whether the terms of `expression` are among ours: of an OR one is enough.
fn is_allowed(expression: &str) -> bool {
    let expression = expression.replace(['(', ')'], "").replace('/', " OR ");
    let mut ways = expression.split(" OR ");
    ways.any(|way| {
        way.split(" AND ")
            .all(|license| LICENSES.contains(&license.trim()))
    })
}

#[test]
fn every_crate_comes_from_the_registry_under_terms_that_we_accept() {
    for package in packages::all().unwrap() {
        let Some(source) = &package.source else {
            continue;
        };
        assert!(
            source.is_crates_io(),
            "{} comes from {source}",
            package.name
        );
        let license = package.license.as_deref().unwrap_or_default();
        assert!(is_allowed(license), "{}: {license:?}", package.name);
    }
}

#[test]
fn every_crate_is_locked_by_its_checksum() {
    for lock in ["Cargo.lock", "fuzz/Cargo.lock"] {
        let lock = fs::read_to_string(paths::root().join(lock)).unwrap();
        for package in lock.split("[[package]]").skip(1) {
            let ours = !package.contains("source = ");
            assert!(ours || package.contains("checksum = "), "{package}");
        }
    }
}

#[test]
fn every_npm_package_is_locked_by_its_hash_and_runs_nothing_when_installed() {
    for directory in ["", "tests/consumers", "bench", "bench/page"] {
        let directory = paths::root().join(directory);
        let lock = fs::read(directory.join("package-lock.json")).unwrap();
        let lock: serde_json::Value = serde_json::from_slice(&lock).unwrap();
        let packages = lock["packages"].as_object().unwrap();
        let installed = packages.iter().filter(|(name, package)| {
            name.contains("node_modules/") && package["link"] != true && package["inBundle"] != true
        });
        for (name, package) in installed {
            assert!(package["integrity"].is_string(), "{name} has no hash");
        }
        let npmrc = fs::read_to_string(directory.join(".npmrc")).unwrap();
        assert!(npmrc.contains("ignore-scripts=true"), "{npmrc}");
    }
}

#[test]
fn the_module_that_counts_has_no_new_dependency() {
    let mut cargo = command::cargo();
    cargo
        .current_dir(paths::root())
        .args(["tree", "--quiet", "--locked", "--package=tokenmeter"])
        .args(["--no-default-features", "--features=tokens", "--depth=1"])
        .args(["--target", crate::wasm::TARGET, "--edges=normal"])
        .args(["--prefix=none", "--format={p}"]);
    let tree = command::run(cargo).unwrap();
    let names = tree
        .lines()
        .skip(1)
        .filter_map(|line| line.split(' ').next());
    let names: BTreeSet<_> = names.filter(|name| !name.is_empty()).collect();
    assert_eq!(names, TOKENS.iter().copied().collect());
}

#[test]
fn terms_are_read_as_they_are_written() {
    assert!(is_allowed("MIT OR Apache-2.0") && is_allowed("MIT/Apache-2.0"));
    assert!(is_allowed("(MIT OR Apache-2.0) AND Unicode-3.0"));
    assert!(is_allowed("GPL-3.0 OR MIT") && !is_allowed("GPL-3.0"));
    assert!(!is_allowed("MIT AND GPL-3.0") && !is_allowed(""));
}
