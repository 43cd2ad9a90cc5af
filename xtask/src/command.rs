//! Runs other programs: quiet while they succeed, with all they printed when
//! they fail.

use anyhow::{Context, Result, bail};
use std::env;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a program printed, and whether it succeeded.
pub struct Finished {
    /// Whether it ended with status 0.
    pub success: bool,
    /// Its standard output and standard error, in the order written.
    pub text: String,
}

/// Runs `command` to its end and keeps what it prints.
///
/// # Errors
///
/// If the program cannot be started.
pub fn finish(mut command: Command) -> Result<Finished> {
    let program = command.get_program().to_string_lossy().into_owned();
    let (mut reader, writer) = std::io::pipe()?;
    command.stdout(writer.try_clone()?).stderr(writer);
    let mut child = command
        .spawn()
        .with_context(|| format!("{program} cannot be started"))?;
    // The command holds the writing ends: the pipe ends only without it.
    drop(command);
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    Ok(Finished {
        success: child.wait()?.success(),
        text: String::from_utf8_lossy(&bytes).into_owned(),
    })
}

/// Runs `command`, which must succeed, and returns what it printed.
///
/// # Errors
///
/// If it cannot be started or fails; the message holds all that it printed.
pub fn run(command: Command) -> Result<String> {
    let line = format!("{command:?}");
    let finished = finish(command)?;
    if !finished.success {
        bail!("{line} failed:\n{}", finished.text.trim_end());
    }
    Ok(finished.text)
}

/// The cargo that runs this program.
pub fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Where `program` stands in `PATH`.
pub fn find(program: &str) -> Option<PathBuf> {
    let file = Path::new(program).with_extension(env::consts::EXE_EXTENSION);
    env::split_paths(&env::var_os("PATH")?)
        .map(|directory| directory.join(&file))
        .find(|path| path.is_file())
}
