//! `cargo xtask fuzz`: libFuzzer on every check of `fuzz/src/checks.rs`, each
//! for a given time, and the total of it all in `fuzz/record.json`.
//!
//! The pinned stable compiler instruments for coverage by itself: the flags are
//! those of cargo-fuzz, without its sanitizer, which has nothing to find in a
//! crate that denies unsafe code.

mod record;
mod seeds;

use crate::{command, files, paths, vocab};
use anyhow::{Context, Result, bail, ensure};
use record::Record;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const COVERAGE: &[&str] = &[
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];
/// The longest input: what breaks is found in short ones.
const MOST_BYTES: &str = "4096";
/// A single input that takes longer is a find.
const SLOW_SECONDS: &str = "20";
const MEMORY_MB: &str = "2048";

/// What one run says of itself.
#[derive(Debug, PartialEq, Eq)]
struct Ran {
    executions: u64,
    edges: u64,
}

/// What Linux counts the time of processes in, per second, on every machine that Rust runs on there.
const TICKS_PER_SECOND: u64 = 100;

/// Runs the checks named, or all of them, for so long each, and adds the runs
/// to the record.
///
/// # Errors
///
/// If a check has an unknown name or finds something: the input is kept below
/// `fuzz/finds`, where the tests meet it from then on.
pub fn run(wanted: &[String], seconds: u64) -> Result<()> {
    for name in wanted {
        ensure!(
            seeds::CHECKS.contains(&name.as_str()),
            "there is no check {name}; there are: {}",
            seeds::CHECKS.join(", ")
        );
    }
    vocab::build()?;
    let program = build()?;
    let is_wanted = |name: &&&str| wanted.is_empty() || wanted.iter().any(|want| want == **name);
    for name in seeds::CHECKS.iter().filter(is_wanted) {
        let before = children_cpu_seconds();
        let ran = fuzz(&program, name, seconds)?;
        let total = Record::add(
            name,
            &record::Total {
                seconds,
                cpu_seconds: children_cpu_seconds()
                    .zip(before)
                    .map(|(now, then)| now - then),
                executions: ran.executions,
                edges: ran.edges,
            },
        )?;
        let cpu = total.cpu_seconds.map_or_else(String::new, |seconds| {
            format!(", {seconds} s of a processor measured")
        });
        println!(
            "{name}: {} executions, {} edges; in all {} s{cpu} and {} executions",
            ran.executions, ran.edges, total.seconds, total.executions
        );
    }
    Ok(())
}

/// Builds the program with coverage, and nothing that runs while building.
fn build() -> Result<PathBuf> {
    let mut rustc = Command::new("rustc");
    rustc.current_dir(paths::root()).arg("-vV");
    let version = command::run(rustc)?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.context("rustc does not say for what it builds")?;
    let target = paths::target().join("fuzz");
    let mut cargo = command::cargo();
    cargo
        .current_dir(paths::root().join("fuzz"))
        .args(["build", "--release", "--locked", "--target", host])
        .arg("--target-dir")
        .arg(&target)
        .env("RUSTFLAGS", COVERAGE.join(" "));
    command::run(cargo)?;
    Ok(target.join(host).join("release/tokenmeter-fuzz"))
}

fn fuzz(program: &Path, name: &str, seconds: u64) -> Result<Ran> {
    let corpus = paths::target().join("fuzz/corpus").join(name);
    let finds = paths::root().join("fuzz/finds").join(name);
    fs::create_dir_all(&corpus)?;
    for (at, seed) in seeds::of(name)?.iter().enumerate() {
        fs::write(corpus.join(format!("seed-{at}")), seed)?;
    }
    fs::create_dir_all(&finds)?;
    let known = files::below(&finds)?;
    let mut fuzzer = Command::new(program);
    fuzzer
        .current_dir(paths::root())
        .env("TOKENMETER_FUZZ", name)
        .env("TOKENMETER_VOCAB_DIR", paths::target().join("vocab"))
        .arg(&corpus)
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-max_len={MOST_BYTES}"))
        .arg(format!("-timeout={SLOW_SECONDS}"))
        .arg(format!("-rss_limit_mb={MEMORY_MB}"))
        .arg(format!("-artifact_prefix={}/", finds.display()))
        .args(["-print_final_stats=1", "-reload=0"]);
    let finished = command::finish(fuzzer)?;
    let found = files::below(&finds)? != known;
    if !finished.success || found {
        bail!(
            "{name} found something, see {}:\n{}",
            finds.display(),
            last_lines(&finished.text)
        );
    }
    read(&finished.text).with_context(|| format!("{name} ended without its numbers"))
}

/// The processor's time of all programs that this one has waited for, where the system says so.
fn children_cpu_seconds() -> Option<u64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    Some(ticks_of_children(&stat)? / TICKS_PER_SECOND)
}

/// Of a line of `/proc/PID/stat`: the fields 16 and 17, of which the second may hold spaces and brackets.
fn ticks_of_children(stat: &str) -> Option<u64> {
    let (_, fields) = stat.rsplit_once(')')?;
    let mut times = fields.split_whitespace().skip(13);
    let user: u64 = times.next()?.parse().ok()?;
    let system: u64 = times.next()?.parse().ok()?;
    Some(user + system)
}

/// What libFuzzer prints at its end.
fn read(text: &str) -> Option<Ran> {
    let executions = text
        .lines()
        .find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))?;
    let edges = text
        .lines()
        .filter_map(|line| line.split_once(" cov: ")?.1.split(' ').next())
        .next_back()?;
    Some(Ran {
        executions: executions.trim().parse().ok()?,
        edges: edges.parse().ok()?,
    })
}

fn last_lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(40)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_a_run_are_those_it_ends_with() {
        let text = "#2\tINITED cov: 11 ft: 12 corp: 1/1b exec/s: 0 rss: 32Mb\n\
                    #400\tDONE   cov: 345 ft: 13 corp: 1/1b lim: 4 exec/s: 0 rss: 30Mb\n\
                    stat::number_of_executed_units: 4000\n";
        let ran = Ran {
            executions: 4000,
            edges: 345,
        };
        assert_eq!(read(text), Some(ran));
        assert_eq!(read("stat::number_of_executed_units: 4000\n"), None);
    }

    #[test]
    fn the_time_of_children_is_that_of_user_and_system() {
        let stat = "7 (a ) b) S 1 2 3 4 5 6 7 8 9 10 11 12 1300 44 20 0";
        assert_eq!(ticks_of_children(stat), Some(1344));
        assert_eq!(ticks_of_children(""), None);
    }
}
