//! What test runners say at their end.

use crate::command;
use anyhow::{Result, ensure};
use std::process::Command;

/// Runs the tests of `command`, which must pass and be at least one, and
/// prints the lines with which their runners close.
///
/// # Errors
///
/// If a test fails (the message holds all that was printed), or none ran.
pub fn tests(command: Command) -> Result<()> {
    let line = format!("{command:?}");
    let text = command::run(command)?;
    let mut passed = 0;
    for line in text.lines() {
        if let Some(count) = passed_in(line) {
            passed += count;
            if count > 0 {
                println!("  {}", line.trim());
            }
        }
    }
    ensure!(passed > 0, "{line} ran no test:\n{}", text.trim_end());
    Ok(())
}

/// How many tests passed, if `line` closes a run: `test result: ok. 3 passed;
/// …` of Rust, `ℹ pass 3` of Node, `3 passed (1.2s)` of Playwright.
fn passed_in(line: &str) -> Option<u64> {
    let line = line.trim();
    let count = if let Some(rest) = line.strip_prefix("test result: ok. ") {
        rest.split_once(" passed")?.0
    } else if let Some(count) = line.strip_prefix("ℹ pass ") {
        count
    } else {
        line.split_once(" passed (")?.0
    };
    count.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::passed_in;

    #[test]
    fn closing_lines_of_each_runner_are_read() {
        let rust = "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(passed_in(rust), Some(12));
        assert_eq!(passed_in("ℹ pass 7"), Some(7));
        assert_eq!(passed_in("  68 passed (1.2m)"), Some(68));
        assert_eq!(passed_in("test result: FAILED. 3 passed; 1 failed"), None);
        assert_eq!(passed_in("test a_test ... ok"), None);
    }
}
