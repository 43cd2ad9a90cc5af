//! The project's own commands: `cargo xtask serve`, `cargo xtask test` and what they stand on.

mod bare;
mod bench;
mod binding;
mod catalog;
mod command;
mod extras;
mod files;
mod fuzz;
mod head;
mod integrity;
mod module;
mod notices;
mod offline;
mod package;
mod packages;
mod paths;
mod serve;
mod silence;
mod site;
mod sizes;
#[cfg(test)]
mod supply;
mod test;
mod tools;
mod unicode;
mod vocab;
mod wasm;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// Builds, serves and tests tokenmeter.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
    /// Build this in too: its licence asks something of you
    #[arg(long, global = true, value_name = "WHAT")]
    with: Vec<extras::Extra>,
}

#[derive(Subcommand)]
enum Task {
    /// Build the page and serve it on this machine
    Serve {
        /// The port; without it the first free one from 8080 on
        #[arg(long)]
        port: Option<u16>,
    },
    /// Build the static site into target/site
    Build,
    /// Run every check, or only the stages named
    #[command(after_help = test::names())]
    Test {
        /// Stages to run; all of them without any
        stages: Vec<String>,
    },
    /// Build the npm package into target/npm/tokenmeter
    Package,
    /// Build the vocabulary files into target/vocab
    Vocab {
        /// Record the SHA-256 of what is built in data/vocabularies.json
        #[arg(long)]
        update: bool,
    },
    /// Write data/prices.json from the pinned genai-prices, data/models.json
    /// and data/kinds.json
    Catalog {
        /// Take data/kinds.json anew from the release of `LiteLLM` in this
        /// directory, and print where it has other windows and outputs; there
        /// by `pip install --no-deps --target DIRECTORY litellm`
        #[arg(long, value_name = "DIRECTORY")]
        litellm: Option<PathBuf>,
        /// Print what would change, and write nothing
        #[arg(long, requires = "litellm")]
        check: bool,
    },
    /// Write the character classes of the splitters
    Unicode,
    /// Draw the icons and the social image into www/icons, and every state of
    /// the page into docs/pictures
    Pictures,
    /// Measure this beside the tokenizers that npm has; writes PERFORMANCE.md
    Bench {
        /// A few rounds of one encoding, printed and not recorded
        #[arg(long)]
        quick: bool,
    },
    /// Measure the built page: Lighthouse, and how soon a key is answered;
    /// writes docs/page.md
    MeasurePage,
    /// Look for inputs that break a promise, and add to fuzz/record.json
    Fuzz {
        /// Checks of fuzz/src/checks.rs; all of them without any
        checks: Vec<String>,
        /// For so long each
        #[arg(long, default_value_t = 60)]
        seconds: u64,
    },
    /// Type, paste and count for so long, in the page and in the module
    Soak {
        /// Half an hour without it
        #[arg(default_value_t = 30)]
        minutes: u64,
    },
    /// Run one wasm test binary, as cargo asks for it
    #[command(hide = true, disable_help_flag = true)]
    WasmTestRunner {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
}

fn main() -> ExitCode {
    let Arguments { task, with } = Arguments::parse();
    extras::choose(with);
    match run(task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<()> {
    match task {
        Task::Serve { port } => serve::run(port),
        Task::Build => {
            site::build()?;
            print!("{}", site::report()?);
            Ok(())
        }
        Task::Test { stages } => test::run(&stages),
        Task::Package => {
            println!("{}", package::build()?.display());
            Ok(())
        }
        Task::Vocab { update } => {
            let built = if update {
                vocab::update()?
            } else {
                vocab::build()?
            };
            for vocabulary in built {
                println!("{} {} bytes", vocabulary.path().display(), vocabulary.bytes);
            }
            Ok(())
        }
        Task::Catalog { litellm, check } => catalog::run(litellm.as_deref(), check),
        Task::Pictures => test::keep_pictures(),
        Task::Unicode => unicode::write(),
        Task::Bench { quick } => bench::run(quick),
        Task::MeasurePage => bench::page(),
        Task::Fuzz { checks, seconds } => fuzz::run(&checks, seconds),
        Task::Soak { minutes } => test::soak(minutes),
        Task::WasmTestRunner { arguments } => {
            let program = OsString::from("wasm-bindgen-test-runner");
            wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(
                std::iter::once(program).chain(arguments),
            )
        }
    }
}
