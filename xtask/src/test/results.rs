//! What test runners say at their end.

use crate::command;
use anyhow::{Result, ensure};
use std::process::Command;

/// Runs the tests of `command`, which must all pass and be at least one, and
/// prints the lines with which their runners close.
///
/// # Errors
///
/// If a test fails (the message holds all that was printed) or is left out, or
/// none ran.
pub fn tests(command: Command) -> Result<()> {
    let line = format!("{command:?}");
    let text = command::run(command)?;
    let mut passed = 0;
    for line in text.lines() {
        ensure!(!leaves_out(line), "tests were left out: {}", line.trim());
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

/// Whether `line` closes a run in which tests were left out: `1 ignored` of
/// Rust, `ℹ skipped 1` and `ℹ todo 1` of Node, `1 skipped` of Playwright.
fn leaves_out(line: &str) -> bool {
    let line = line.trim();
    let count = if line.starts_with("test result: ") {
        let mut counts = line.split("; ");
        counts.find_map(|count| count.strip_suffix(" ignored"))
    } else {
        let node = ["ℹ skipped ", "ℹ todo "].into_iter();
        let mut node = node.filter_map(|start| line.strip_prefix(start));
        node.next().or_else(|| line.strip_suffix(" skipped"))
    };
    count.is_some_and(|count| count.parse::<u64>().is_ok_and(|count| count > 0))
}

#[cfg(test)]
mod tests {
    use super::{leaves_out, passed_in};

    #[test]
    fn closing_lines_of_each_runner_are_read() {
        let rust = "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(passed_in(rust), Some(12));
        assert_eq!(passed_in("ℹ pass 7"), Some(7));
        assert_eq!(passed_in("  68 passed (1.2m)"), Some(68));
        assert_eq!(passed_in("test result: FAILED. 3 passed; 1 failed"), None);
        assert_eq!(passed_in("test a_test ... ok"), None);
    }

    #[test]
    fn tests_that_are_left_out_are_noticed_with_each_runner() {
        let rust =
            |ignored| format!("test result: ok. 2 passed; 0 failed; {ignored} ignored; 0 measured");
        assert!(leaves_out(&rust(1)) && !leaves_out(&rust(0)));
        for line in ["ℹ skipped 2", "ℹ todo 1", "  1 skipped"] {
            assert!(leaves_out(line), "{line}");
        }
        for line in [
            "ℹ skipped 0",
            "ℹ todo 0",
            "  68 passed (1.2m)",
            "a word skipped",
        ] {
            assert!(!leaves_out(line), "{line}");
        }
    }
}
