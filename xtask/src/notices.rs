//! `THIRD-PARTY-NOTICES.md`: whose work the built module contains, and the
//! licences that let it. Our own licences stand beside it.

use crate::extras::{self, Extra};
use crate::{command, packages, paths, wasm};
use anyhow::{Context, Result, ensure};
use cargo_metadata::Package;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

const OUR_LICENSES: [&str; 2] = ["LICENSE-MIT", "LICENSE-APACHE"];

/// Work of others that is in the module without being linked into it.
struct Work {
    what: &'static str,
    terms: Terms,
}

enum Terms {
    /// The MIT licence with this copyright line, for work that reaches us
    /// without its licence file.
    Mit(&'static str),
    /// A file in the source of a pinned crate.
    File(&'static str, &'static str),
}

const WORKS: &[Work] = &[
    Work {
        what: "OpenAI tiktoken: the vocabularies `o200k_base`, `cl100k_base`, `p50k_base` and \
               `r50k_base` in `vocab/`",
        terms: Terms::Mit("Copyright (c) 2022 OpenAI, Shantanu Jain"),
    },
    Work {
        what: "tiktoken-rs: the rank files that those are built from, and which encoding a \
               model uses",
        terms: Terms::Mit("Copyright (c) 2023 Roger Zurawicki"),
    },
    Work {
        what: "DeepSeek: its vocabulary in `vocab/`, from DeepSeek-V3 by way of \
               splintr-vocab-deepseek, in another format",
        terms: Terms::File("splintr-vocab-deepseek", "LICENSE"),
    },
    Work {
        what: "Mistral AI: the vocabularies `tekken` and `mistral` in `vocab/`, from \
               Mistral-Nemo-Instruct-2407 and Mistral-7B-Instruct-v0.3 by way of \
               splintr-vocab-mistral, in another format",
        terms: Terms::File("splintr-vocab-mistral", "LICENSE"),
    },
    Work {
        what: "Alibaba Cloud: the vocabulary of Qwen in `vocab/`, from Qwen3-8B by way of \
               splintr-vocab-qwen, in another format",
        terms: Terms::File("splintr-vocab-qwen", "LICENSE"),
    },
    Work {
        what: "Google: the vocabulary of Gemma in `vocab/`, from gemma-4-12B-it by way of \
               splintr-vocab-gemma4, in another format",
        terms: Terms::File("splintr-vocab-gemma4", "LICENSE"),
    },
    Work {
        what: "genai-prices: the models and prices in `data/prices.txt`",
        terms: Terms::File("genai-prices", "LICENSE"),
    },
    Work {
        what: "Unicode Character Database: the character classes, by way of regex-syntax",
        terms: Terms::File("regex-syntax", "src/unicode_tables/LICENSE-UNICODE"),
    },
    Work {
        what: "Rust standard library: linked into the wasm modules",
        terms: Terms::Mit("Copyright (c) The Rust Project Contributors"),
    },
];

/// What an operator has built in.
const EXTRAS: &[(Extra, Work)] = &[(
    Extra::Llama3,
    Work {
        what: "Built with Llama. Meta: the vocabulary of Llama 3 in `vocab/`, by way of \
               splintr-vocab-llama3, in another format. Llama 3.1 is licensed under the Llama 3.1 \
               Community License, Copyright © Meta Platforms, Inc. All Rights Reserved",
        terms: Terms::File("splintr-vocab-llama3", "LICENSE"),
    },
)];

/// Writes the notices and our own licences into the directory `out`.
///
/// # Errors
///
/// If a crate that is linked in comes without a licence text.
pub fn write(out: &Path) -> Result<()> {
    for license in OUR_LICENSES {
        fs::copy(paths::root().join(license), out.join(license))?;
    }
    for extra in extras::chosen() {
        let crates = packages::all()?;
        let package = packages::find(&crates, extra.package())?;
        let license = packages::directory(package)?.join("LICENSE");
        fs::copy(license, out.join(extra.license()))?;
    }
    fs::write(out.join("THIRD-PARTY-NOTICES.md"), notices()?)
        .context("writing the third-party notices")
}

fn notices() -> Result<String> {
    let crates = packages::all()?;
    // Many crates carry the same text: each stands there once.
    let mut works_by_text: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let extras = EXTRAS.iter();
    let chosen = extras.filter(|(extra, _)| extras::chosen().contains(extra));
    for work in WORKS.iter().chain(chosen.map(|(_, work)| work)) {
        let text = match work.terms {
            Terms::Mit(copyright) => mit(copyright)?,
            Terms::File(name, file) => {
                let package = packages::find(&crates, name)?;
                fs::read_to_string(packages::directory(package)?.join(file))
                    .with_context(|| format!("{name} has no {file}"))?
            }
        };
        add(&mut works_by_text, &text, work.what.to_owned());
    }
    let linked = linked()?;
    for package in crates
        .iter()
        // Members of the workspace are ours.
        .filter(|package| package.source.is_some() && linked.contains(&id(package)))
    {
        let what = format!("{}: linked into the wasm modules", id(package));
        add(&mut works_by_text, &license_text(package)?, what);
    }
    let mut notices = String::from(
        "# Third-party notices\n\ntokenmeter contains the work of others, under these licences.\n",
    );
    for (text, works) in works_by_text {
        notices.push('\n');
        for work in works {
            writeln!(notices, "- {work}")?;
        }
        write!(notices, "\n```text\n{text}\n```\n")?;
    }
    Ok(notices)
}

fn add(works_by_text: &mut BTreeMap<String, Vec<String>>, text: &str, work: String) {
    let text = text.trim_end().replace("\r\n", "\n");
    works_by_text.entry(text).or_default().push(work);
}

/// The MIT licence as in our own file, with another's copyright line.
fn mit(copyright: &str) -> Result<String> {
    let ours = fs::read_to_string(paths::root().join("LICENSE-MIT"))?;
    let line = ours.lines().find(|line| line.starts_with("Copyright"));
    let line = line.context("LICENSE-MIT has no copyright line")?;
    Ok(ours.replace(line, copyright))
}

/// The crates that are linked into the wasm modules, as [`id`] writes them:
/// build tools and macros are not.
fn linked() -> Result<BTreeSet<String>> {
    let features = wasm::MODULES.map(|module| module.name).join(",");
    let mut cargo = command::cargo();
    cargo
        .current_dir(paths::root())
        .args(["tree", "--quiet", "--locked", "--package=tokenmeter"])
        .args(["--no-default-features", "--features", &features])
        .args(["--target", wasm::TARGET, "--edges=normal,no-proc-macro"])
        .args(["--prefix=none", "--format={p}"]);
    let tree = command::run(cargo)?;
    // The package itself has its directory behind the version, and a crate
    // that was listed before has a mark: the crates are the first two words.
    let crates = tree.lines().map(|line| {
        let words: Vec<_> = line.split(' ').take(2).collect();
        words.join(" ")
    });
    Ok(crates
        .filter(|name| !name.starts_with("tokenmeter "))
        .collect())
}

/// A package's name and version, as `cargo tree` writes them.
fn id(package: &Package) -> String {
    format!("{} v{}", package.name, package.version)
}

/// The licence that we take a crate under: MIT where it is offered, else the
/// first that it carries.
fn license_text(package: &Package) -> Result<String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(packages::directory(package)?)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = name.to_uppercase();
        if path.is_file() && (name.starts_with("LICENSE") || name.starts_with("COPYING")) {
            files.push((!name.contains("MIT"), name, path));
        }
    }
    files.sort();
    ensure!(
        !files.is_empty(),
        "{} carries no licence file; give its terms in {}",
        package.name,
        file!()
    );
    Ok(fs::read_to_string(&files[0].2)?)
}
