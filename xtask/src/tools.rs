//! The programs beside Rust that tests need: Node, its packages, Chromium,
//! ChromeDriver and what the page's snippets run with. What can be installed is; else the message is the command.

use crate::{command, paths};
use anyhow::{Context, Result, bail};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest Node that the packages in `package-lock.json` run on.
const MIN_NODE: (u32, u32) = (20, 19);

/// A program, by what it is called and what installs it.
struct Program {
    what: &'static str,
    /// The variable that says where it is, before all else.
    variable: Option<&'static str>,
    names: &'static [&'static str],
    /// Where it is outside `PATH`.
    places: &'static [&'static str],
    /// What installs it on Debian.
    packages: &'static [&'static str],
    /// What installs it with Homebrew.
    brew: &'static str,
}

const CHROMIUM: Program = Program {
    what: "Chromium",
    variable: Some("TOKENMETER_CHROMIUM"),
    names: &[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ],
    places: &[
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ],
    packages: BROWSER_PACKAGES,
    brew: BROWSER_BREW,
};

const CHROMEDRIVER: Program = Program {
    what: "ChromeDriver",
    variable: Some("CHROMEDRIVER"),
    names: &["chromedriver"],
    places: &[],
    packages: BROWSER_PACKAGES,
    brew: BROWSER_BREW,
};

/// The second engine.
const FIREFOX: Program = Program {
    what: "Firefox",
    variable: Some("TOKENMETER_FIREFOX"),
    names: &["firefox-esr", "firefox"],
    places: &["/Applications/Firefox.app/Contents/MacOS/firefox"],
    packages: &["firefox-esr"],
    brew: "--cask firefox",
};

/// The driver that Firefox's own makers publish on crates.io; Debian has no package of it.
const GECKODRIVER: (&str, &str) = ("geckodriver", "0.37.1");

/// Both come from one source, so that their versions agree.
const BROWSER_PACKAGES: &[&str] = &["chromium", "chromium-driver"];
const BROWSER_BREW: &str = "--cask chromium chromedriver";

/// What people run the page's snippets with, beside Node.
const SNIPPET_PROGRAMS: [Program; 4] = [
    plain("Bash", &["bash"], &["bash"]),
    plain("curl", &["curl"], &["curl"]),
    plain("jq", &["jq"], &["jq"]),
    plain("Python", &["python3"], &["python3"]),
];

/// A program that is found by its name alone.
const fn plain(
    what: &'static str,
    names: &'static [&'static str; 1],
    packages: &'static [&'static str],
) -> Program {
    Program {
        what,
        variable: None,
        names,
        places: &[],
        packages,
        brew: names[0],
    }
}

/// Installs what the snippets run with, where it is missing and that is
/// possible.
///
/// # Errors
///
/// If one is missing: the message has the command that installs it.
pub fn snippet_programs() -> Result<()> {
    for program in &SNIPPET_PROGRAMS {
        program.locate()?;
    }
    Ok(())
}

/// Where Chromium is; installs it if it is missing and that is possible.
///
/// # Errors
///
/// If it is missing: the message has the command that installs it.
pub fn chromium() -> Result<PathBuf> {
    CHROMIUM.locate()
}

/// Where Firefox is; installs it if it is missing and that is possible.
///
/// # Errors
///
/// If it is missing: the message has the command that installs it.
pub fn firefox() -> Result<PathBuf> {
    FIREFOX.locate()
}

/// Where ChromeDriver is; installs it if it is missing and that is possible.
///
/// # Errors
///
/// If it is missing: the message has the command that installs it.
pub fn chromedriver() -> Result<PathBuf> {
    CHROMEDRIVER.locate()
}

/// Where Firefox's driver is; builds it if it is missing, without optimising: the browser is what takes the time.
///
/// # Errors
///
/// If it cannot be built.
pub fn geckodriver() -> Result<PathBuf> {
    let (name, version) = GECKODRIVER;
    let root = paths::target().join(format!("tools/{name}-{version}"));
    let built = root
        .join("bin")
        .join(name)
        .with_extension(env::consts::EXE_EXTENSION);
    let named = env::var_os("GECKODRIVER").map(PathBuf::from);
    if let Some(found) = named
        .or_else(|| command::find(name))
        .or_else(|| built.is_file().then(|| built.clone()))
    {
        return Ok(found);
    }
    println!("  building {name} {version}");
    let mut cargo = command::cargo();
    cargo
        .args([
            "install",
            name,
            "--version",
            version,
            "--locked",
            "--debug",
            "--root",
        ])
        .arg(&root)
        .arg("--target-dir")
        .arg(root.join("build"))
        .env("CARGO_PROFILE_DEV_DEBUG", "0");
    command::run(cargo)?;
    Ok(built)
}

impl Program {
    fn locate(&self) -> Result<PathBuf> {
        if let Some(found) = self.find() {
            return Ok(found);
        }
        if is_root() && command::find("apt-get").is_some() {
            install(self.packages)?;
        }
        self.find().with_context(|| {
            let command = if cfg!(target_os = "macos") {
                format!("brew install {}", self.brew)
            } else {
                format!("sudo apt-get install {}", self.packages.join(" "))
            };
            let place = self.variable.map_or_else(String::new, |name| {
                format!("\nor say where it is in {name}")
            });
            format!(
                "{} is missing; install it with: {command}{place}",
                self.what
            )
        })
    }

    fn find(&self) -> Option<PathBuf> {
        let named = self.variable.and_then(env::var_os).map(PathBuf::from);
        let in_path = || self.names.iter().find_map(|name| command::find(name));
        let elsewhere = || {
            let mut places = self.places.iter().map(PathBuf::from);
            places.find(|place| place.is_file())
        };
        named.or_else(in_path).or_else(elsewhere)
    }
}

fn install(packages: &[&str]) -> Result<()> {
    println!("  installing {}", packages.join(" and "));
    let apt_get = |arguments: &[&str]| {
        let mut apt_get = Command::new("apt-get");
        apt_get
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["--yes", "--quiet"])
            .args(arguments);
        command::run(apt_get)
    };
    apt_get(&["update"])?;
    let mut install = vec!["install", "--no-install-recommends"];
    install.extend(packages);
    apt_get(&install).map(drop)
}

fn is_root() -> bool {
    let mut id = Command::new("id");
    id.arg("-u");
    command::run(id).is_ok_and(|user| user.trim() == "0")
}

/// Node in the repository's root, with the packages of `package-lock.json`
/// installed.
///
/// # Errors
///
/// If Node is missing or too old, or the packages cannot be installed.
pub fn node() -> Result<Command> {
    check_node()?;
    install_packages()?;
    let mut node = Command::new("node");
    node.current_dir(paths::root());
    Ok(node)
}

/// npm in `directory`.
pub fn npm(directory: &Path) -> Command {
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.current_dir(directory)
        // Chromium is the system's own.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .args(["--no-audit", "--no-fund", "--no-update-notifier"]);
    npm
}

fn check_node() -> Result<()> {
    let (major, minor) = MIN_NODE;
    let how = if cfg!(target_os = "macos") {
        "brew install node"
    } else {
        "sudo apt-get install nodejs npm (or, where that is older, from https://nodejs.org/en/download)"
    };
    if command::find("node").is_none() {
        bail!("Node.js {major}.{minor} or newer is missing; install it with: {how}");
    }
    let mut node = Command::new("node");
    node.arg("--version");
    let version = command::run(node)?;
    let version = version.trim();
    if parse_version(version).is_none_or(|found| found < MIN_NODE) {
        bail!(
            "Node.js {major}.{minor} or newer is needed, this is {version}; install it with: {how}"
        );
    }
    Ok(())
}

/// Major and minor of `v20.20.2`.
fn parse_version(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.strip_prefix('v')?.split('.');
    let major = numbers.next()?.parse().ok()?;
    Some((major, numbers.next()?.parse().ok()?))
}

fn install_packages() -> Result<()> {
    install_locked(paths::root(), |_| Ok(()))
}

/// Installs the tools that `sources` pins into `directory`.
///
/// # Errors
///
/// If they cannot be installed.
pub fn install_consumers(sources: &Path, directory: &Path) -> Result<()> {
    fs::create_dir_all(directory)?;
    for name in ["package.json", "package-lock.json", ".npmrc"] {
        fs::copy(sources.join(name), directory.join(name))?;
    }
    install_locked(directory, |directory| {
        // Its program is put into place by its own script, the only one that runs.
        let mut rebuild = npm(directory);
        rebuild.args(["rebuild", "bun", "--ignore-scripts=false"]);
        command::run(rebuild).map(drop)
    })
}

/// `npm ci` in a directory and what belongs after it, unless what the lock file
/// pins is there already.
fn install_locked(directory: &Path, finish: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let lock = fs::read(directory.join("package-lock.json"))?;
    let installed = directory.join("node_modules/.installed-package-lock.json");
    if fs::read(&installed).is_ok_and(|done| done == lock) {
        return Ok(());
    }
    println!("  installing the packages of package-lock.json");
    let mut npm = npm(directory);
    npm.arg("ci");
    command::run(npm)?;
    finish(directory)?;
    fs::write(&installed, lock)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number() {
        assert_eq!(parse_version("v20.19.0"), Some((20, 19)));
        assert!(parse_version("v9.9.9") < Some(MIN_NODE));
        assert!(parse_version("v22.0.0") > Some(MIN_NODE));
        assert_eq!(parse_version("20"), None);
    }
}
