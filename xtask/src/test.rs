//! `cargo xtask test`: every check, in the order in which failures are cheap.

mod browser;
mod javascript;
mod results;
mod rust;
mod site;
mod soak;

use anyhow::{Result, bail};
use std::time::{Duration, Instant};

pub use soak::run as soak;

pub use browser::keep_pictures;

/// One thing that is checked.
struct Stage {
    name: &'static str,
    what: &'static str,
    run: fn() -> Result<()>,
}

const STAGES: &[Stage] = &[
    Stage {
        name: "format",
        what: "Rust is formatted",
        run: rust::format,
    },
    Stage {
        name: "clippy",
        what: "no warnings, natively and for wasm, with each feature",
        run: rust::clippy,
    },
    Stage {
        name: "native",
        what: "the core's tests",
        run: rust::native,
    },
    Stage {
        name: "extras",
        what: "what is built in on demand, natively",
        run: rust::extras,
    },
    Stage {
        name: "doc",
        what: "the documentation and its examples",
        run: rust::doc,
    },
    Stage {
        name: "site",
        what: "the site builds, within its sizes, and the same again",
        run: site::build,
    },
    Stage {
        name: "lint",
        what: "types and lints of the JavaScript",
        run: javascript::lint,
    },
    Stage {
        name: "wasm-node",
        what: "the crate as wasm in Node",
        run: browser::wasm_node,
    },
    Stage {
        name: "wasm-page",
        what: "the crate as wasm in a page of Chromium",
        run: browser::wasm_page,
    },
    Stage {
        name: "wasm-worker",
        what: "the crate as wasm in a worker of Chromium",
        run: browser::wasm_worker,
    },
    Stage {
        name: "wasm-firefox",
        what: "the crate as wasm in a page and in a worker of Firefox",
        run: browser::wasm_firefox,
    },
    Stage {
        name: "bench",
        what: "PERFORMANCE.md and docs/page.md are what the recorded results say",
        run: javascript::bench,
    },
    Stage {
        name: "module",
        what: "the JavaScript module in Node",
        run: javascript::module,
    },
    Stage {
        name: "snippets",
        what: "the code that the page writes, by its own language and against a stand-in",
        run: javascript::snippets,
    },
    Stage {
        name: "package",
        what: "the npm package, installed, in Node, a bundler and Chromium",
        run: javascript::package,
    },
    Stage {
        name: "consumers",
        what: "the packed package in bundlers, runtimes, workers and an extension",
        run: javascript::consumers,
    },
    Stage {
        name: "pictures",
        what: "every state of the page can be reached and drawn, and the icons",
        run: browser::pictures,
    },
    Stage {
        name: "page",
        what: "the built page in Chromium, below a sub-path",
        run: browser::page,
    },
    Stage {
        name: "firefox",
        what: "the page and every encoding in Firefox",
        run: browser::firefox,
    },
];

/// The stages, for the command's help.
pub fn names() -> String {
    let names: Vec<_> = STAGES.iter().map(|stage| stage.name).collect();
    format!("Stages, in order: {}", names.join(", "))
}

/// Runs the stages named, or all of them, and stops at the first that fails.
///
/// # Errors
///
/// If a stage fails or has an unknown name.
pub fn run(wanted: &[String]) -> Result<()> {
    for name in wanted {
        if !STAGES.iter().any(|stage| stage.name == name) {
            bail!("there is no stage {name}. {}", names());
        }
    }
    let stages = STAGES
        .iter()
        .filter(|stage| wanted.is_empty() || wanted.iter().any(|name| name == stage.name));
    let mut times = Vec::new();
    for stage in stages {
        println!("{}: {}", stage.name, stage.what);
        let start = Instant::now();
        if let Err(error) = (stage.run)() {
            println!("{error:#}\n\n{} failed", stage.name);
            println!("{} passed, 1 failed", times.len());
            bail!(
                "stage {0} failed; run it alone: cargo xtask test {0}",
                stage.name
            );
        }
        println!("  ok in {}", seconds(start.elapsed()));
        times.push((stage.name, start.elapsed()));
    }
    println!();
    for (name, time) in &times {
        println!("{:>8}  {name}", seconds(*time));
    }
    let total = times.iter().map(|(_, time)| *time).sum();
    println!("{:>8}  in all", seconds(total));
    println!("{} passed, 0 failed", times.len());
    Ok(())
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
