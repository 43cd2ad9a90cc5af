//! Builds the wasm modules and their JavaScript bindings.

use crate::{binding, command, extras, paths, silence};
use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The compilation target of everything that runs in a browser.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// One wasm module of the crate.
pub struct Module {
    /// Its name, which is the feature that it is built with.
    pub name: &'static str,
    /// Cargo's `opt-level`.
    opt_level: &'static str,
    /// Memory for calls within calls.
    stack_bytes: u32,
    /// Whether it writes numbers and names by `core::fmt`, also without a panic.
    formats: bool,
}

/// The wasm modules: counting is built for speed (at level 3 it is no faster,
/// and 1.4 kB gzip larger), the others for size, but not so small that loops
/// over every model or every byte take twice as long. Values of any depth come
/// into prices and requests, which have the linker's usual stack; the others call
/// nothing within itself.
pub const MODULES: [Module; 5] = [
    Module {
        name: "tokens",
        opt_level: "2",
        stack_bytes: 128 << 10,
        formats: false,
    },
    Module {
        name: "prices",
        opt_level: "s",
        stack_bytes: 1 << 20,
        formats: true,
    },
    Module {
        name: "keys",
        opt_level: "s",
        stack_bytes: 128 << 10,
        formats: false,
    },
    Module {
        name: "chunks",
        opt_level: "s",
        stack_bytes: 128 << 10,
        formats: false,
    },
    Module {
        name: "requests",
        opt_level: "s",
        stack_bytes: 1 << 20,
        formats: true,
    },
];

/// No loop is written out several times: the engines that run wasm do that
/// themselves where it pays; and only small functions are written into others,
/// but for those that ask for it. It makes the tokens module 3.5 kB gzip smaller
/// and no slower.
const SMALL_CODE: [&str; 3] = [
    "-Cllvm-args=-unroll-runtime=false",
    "-Cllvm-args=-unroll-allow-partial=false",
    "-Cllvm-args=-inline-threshold=20",
];

impl Module {
    /// Builds the module and writes `<name>.js`, `<name>_bg.wasm` and their
    /// types into `out`.
    ///
    /// # Errors
    ///
    /// If the wasm target cannot be installed or the build fails.
    pub fn build(&self, out: &Path) -> Result<()> {
        let wasm = self.compile()?;
        let arguments: [OsString; 9] = [
            "wasm-bindgen".into(),
            wasm.into(),
            "--target=web".into(),
            "--out-dir".into(),
            out.into(),
            format!("--out-name={}", self.name).into(),
            "--remove-name-section".into(),
            "--remove-producers-section".into(),
            // The path of the wasm file is always given: assets.js knows it.
            "--omit-default-module-path".into(),
        ];
        wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(arguments)
            .with_context(|| format!("binding the wasm module {}", self.name))?;
        binding::slim(out, self.name)
    }

    fn compile(&self) -> Result<PathBuf> {
        let target_dir = paths::target().join("wasm");
        let cargo = self.cargo(&target_dir);
        command::run(cargo).with_context(|| format!("building the wasm module {}", self.name))?;
        let wasm = target_dir.join(TARGET).join("release/tokenmeter.wasm");
        let silent = target_dir.join(format!("{}.wasm", self.name));
        silence::panics(&wasm, &silent, self.formats)?;
        Ok(silent)
    }

    fn cargo(&self, target_dir: &Path) -> Command {
        let mut cargo = command::cargo();
        let without_registry = format!("--remap-path-prefix={}=", registry_sources().display());
        let stack = format!("-Clink-arg=-zstack-size={}", self.stack_bytes);
        let flags = [without_registry.as_str(), &stack];
        let flags: Vec<_> = flags.into_iter().chain(SMALL_CODE).collect();
        let mut features = vec![self.name];
        features.extend(extras::chosen().iter().map(|extra| extra.feature()));
        cargo
            .current_dir(paths::root())
            .args(["build", "--quiet", "--locked", "--release", "--lib"])
            .args(["--package=tokenmeter", "--no-default-features"])
            .args(["--features", &features.join(","), "--target", TARGET])
            .arg("--target-dir")
            .arg(target_dir)
            // It goes before a person's own RUSTFLAGS: the module is the same for all.
            .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"))
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.opt_level);
        cargo
    }
}

/// Where cargo keeps the sources of crates. Panic messages name files there:
/// without this prefix they are the same, and as short, on every machine.
pub fn registry_sources() -> PathBuf {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo")));
    home.unwrap_or_default().join("registry/src/")
}

/// Makes sure that the compiler has the wasm target; installs it where rustup
/// manages the compiler.
///
/// # Errors
///
/// If it is missing and cannot be installed: the message has the command.
pub fn install_target() -> Result<()> {
    let mut rustc = Command::new("rustc");
    rustc
        .current_dir(paths::root())
        .args(["--print=target-libdir", "--target", TARGET]);
    let directory = command::run(rustc)?;
    if Path::new(directory.trim()).is_dir() {
        return Ok(());
    }
    if command::find("rustup").is_none() {
        bail!("the compiler lacks {TARGET}; install the standard library for it, or use rustup");
    }
    let mut rustup = Command::new("rustup");
    rustup
        .current_dir(paths::root())
        .args(["target", "add", TARGET]);
    command::run(rustup).map(drop).with_context(|| {
        format!("{TARGET} is missing; install it with: rustup target add {TARGET}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flags_of_whoever_builds_change_no_module() {
        for module in MODULES {
            let cargo = module.cargo(Path::new("target"));
            let mut set = cargo.get_envs();
            // Cargo reads no other flags beside these.
            let flags = set.find(|(name, _)| *name == "CARGO_ENCODED_RUSTFLAGS");
            let (_, flags) = flags.expect("flags of its own");
            let flags = flags.expect("a value").to_string_lossy();
            assert!(flags.starts_with("--remap-path-prefix="), "{flags}");
        }
    }
}
