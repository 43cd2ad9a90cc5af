//! How large what a browser fetches is, and how large it may be.

use crate::{files, head, vocab};
use anyhow::Result;
use flate2::{Compression, write::GzEncoder};
use std::collections::BTreeSet;
use std::fmt::{self, Write as _};
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// A size that must not be exceeded.
struct Budget {
    what: &'static str,
    /// What is fetched together, below the module's directory. A name that
    /// ends in `*` stands for the one file that starts so.
    files: &'static [&'static str],
    measure: Measure,
    limit_kb: u64,
}

#[derive(Clone, Copy)]
enum Measure {
    /// As a host sends it that does not compress.
    Raw,
    /// Of a vocabulary file: what comes before ASCII text can be counted.
    Ascii,
    /// As most hosts send code.
    Gzip,
}

const BUDGETS: &[Budget] = &[
    Budget {
        what: "tokens module",
        files: &["wasm/tokens_bg.wasm"],
        measure: Measure::Gzip,
        limit_kb: 51,
    },
    Budget {
        what: "tokens module and its binding",
        files: &["wasm/tokens.js", "wasm/tokens_bg.wasm"],
        measure: Measure::Gzip,
        limit_kb: 55,
    },
    Budget {
        what: "prices module and data",
        files: &["wasm/prices.js", "wasm/prices_bg.wasm", "data/prices.txt"],
        measure: Measure::Gzip,
        limit_kb: 195,
    },
    Budget {
        what: "keys module and its binding",
        files: &["wasm/keys.js", "wasm/keys_bg.wasm"],
        measure: Measure::Gzip,
        limit_kb: 13,
    },
    Budget {
        what: "chunks module and its binding",
        files: &["wasm/chunks.js", "wasm/chunks_bg.wasm"],
        measure: Measure::Gzip,
        limit_kb: 33,
    },
    Budget {
        what: "requests module and its binding",
        files: &["wasm/requests.js", "wasm/requests_bg.wasm"],
        measure: Measure::Gzip,
        limit_kb: 81,
    },
    Budget {
        what: "element, beside the module",
        files: &[
            "element.js",
            "token_meter.js",
            "token_meter_view.js",
            "shared_meter.js",
        ],
        measure: Measure::Gzip,
        limit_kb: 12,
    },
    Budget {
        what: "o200k_base vocabulary",
        files: &["vocab/o200k_base-*"],
        measure: Measure::Raw,
        limit_kb: 605,
    },
    Budget {
        what: "o200k_base vocabulary until ASCII is ready",
        files: &["vocab/o200k_base-*"],
        measure: Measure::Ascii,
        limit_kb: 400,
    },
    Budget {
        what: "cl100k_base vocabulary",
        files: &["vocab/cl100k_base-*"],
        measure: Measure::Raw,
        limit_kb: 290,
    },
    Budget {
        what: "DeepSeek vocabulary",
        files: &["vocab/deepseek-*"],
        measure: Measure::Raw,
        limit_kb: 380,
    },
    Budget {
        what: "Qwen vocabulary",
        files: &["vocab/qwen-*"],
        measure: Measure::Raw,
        limit_kb: 455,
    },
    Budget {
        what: "Gemma vocabulary",
        files: &["vocab/gemma-*"],
        measure: Measure::Raw,
        limit_kb: 785,
    },
    Budget {
        what: "vocabulary of Mistral's first tokenizers",
        files: &["vocab/mistral-*"],
        measure: Measure::Raw,
        limit_kb: 85,
    },
    Budget {
        what: "Tekken vocabulary",
        files: &["vocab/tekken-*"],
        measure: Measure::Raw,
        limit_kb: 385,
    },
];

/// A size of the page's own code: what most hosts send, each file by itself.
struct PageBudget {
    what: &'static str,
    belongs: fn(&str, &Hints) -> bool,
    limit_kb: u64,
}

const PAGE_BUDGETS: &[PageBudget] = &[
    PageBudget {
        what: "page until the first count: markup, styles, scripts",
        belongs: is_first,
        limit_kb: 60,
    },
    PageBudget {
        what: "page's drawers, each loaded when it is opened",
        belongs: is_later,
        limit_kb: 28,
    },
    PageBudget {
        what: "page's service worker",
        belongs: |name, _| name == "service_worker.js",
        limit_kb: 9,
    },
    PageBudget {
        what: "module's scripts that the page begins with",
        belongs: is_module,
        limit_kb: 44,
    },
];

/// The files that the head of the page announces.
type Hints = BTreeSet<String>;

fn is_first(name: &str, hints: &Hints) -> bool {
    let named = name == "index.html" || name == "css/page.css";
    named || (name.starts_with("js/") && hints.contains(name))
}

fn is_later(name: &str, hints: &Hints) -> bool {
    name.starts_with("js/") && !hints.contains(name)
}

fn is_module(name: &str, hints: &Hints) -> bool {
    name.starts_with("tokenmeter/") && hints.contains(name)
}

/// A budget and what is used of it.
pub struct Used {
    what: &'static str,
    measure: Measure,
    limit_kb: u64,
    bytes: u64,
}

impl Used {
    /// Whether it is more than allowed.
    pub const fn is_over(&self) -> bool {
        self.bytes > self.limit_kb * 1000
    }
}

impl fmt::Display for Used {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            what,
            measure,
            limit_kb,
            ..
        } = self;
        let sent = match measure {
            Measure::Raw | Measure::Ascii => "raw",
            Measure::Gzip => "gzip",
        };
        let verdict = if self.is_over() { "OVER" } else { "ok" };
        let used = kb(self.bytes);
        write!(f, "{verdict:4} {what}: {used} of {limit_kb} kB {sent}")
    }
}

/// What the site in the directory `site` uses of each budget.
///
/// # Errors
///
/// If a file is missing.
pub fn budgets(site: &Path) -> Result<Vec<Used>> {
    let module = site.join("tokenmeter");
    let used = |budget: &Budget| {
        let sizes = budget.files.iter().map(|name| {
            let file = fs::read(module.join(files::find(&module, name)?))?;
            match budget.measure {
                Measure::Raw => Ok(file.len() as u64),
                Measure::Ascii => vocab::ascii_bytes(&file),
                Measure::Gzip => gzip(&file),
            }
        });
        Ok(Used {
            what: budget.what,
            measure: budget.measure,
            limit_kb: budget.limit_kb,
            bytes: sizes.sum::<Result<u64>>()?,
        })
    };
    let mut all = page(site)?;
    all.extend(BUDGETS.iter().map(used).collect::<Result<Vec<_>>>()?);
    Ok(all)
}

/// What the page's own code uses.
fn page(site: &Path) -> Result<Vec<Used>> {
    let hints = head::hinted(&fs::read_to_string(site.join("index.html"))?);
    let names = files::below(site)?;
    let used = |budget: &PageBudget| {
        let sizes = names
            .iter()
            .filter(|name| (budget.belongs)(name, &hints))
            .map(|name| gzip(&fs::read(site.join(name))?));
        Ok(Used {
            what: budget.what,
            measure: Measure::Gzip,
            limit_kb: budget.limit_kb,
            bytes: sizes.sum::<Result<u64>>()?,
        })
    };
    PAGE_BUDGETS.iter().map(used).collect()
}

/// Every file below `directory` with its size as it is and compressed.
///
/// # Errors
///
/// If a file cannot be read.
pub fn report(directory: &Path) -> Result<String> {
    let mut report = format!("{:>9} {:>9}\n", "kB", "kB gzip");
    for name in files::below(directory)? {
        let file = fs::read(directory.join(&name))?;
        let (raw, compressed) = (kb(file.len() as u64), kb(gzip(&file)?));
        writeln!(report, "{raw:>9} {compressed:>9} {name}")?;
    }
    Ok(report)
}

/// In thousands of bytes with one digit after the point.
fn kb(bytes: u64) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}

fn gzip(bytes: &[u8]) -> Result<u64> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len() as u64)
}
