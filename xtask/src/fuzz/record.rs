//! How long each check has been fuzzed in all, as a file of the repository.

use crate::paths;
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// By check.
#[derive(Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Record(BTreeMap<String, Total>);

/// All runs of a check.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// Of the clock; libFuzzer uses one thread.
    pub seconds: u64,
    /// The processor's own, of the runs in which it was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cpu_seconds: Option<u64>,
    pub executions: u64,
    /// Of the whole program, the oracle too, in the run that reached most.
    pub edges: u64,
}

impl Record {
    /// Adds a run to the file, and says what there is in all.
    pub fn add(name: &str, run: &Total) -> Result<Total> {
        let mut record = Self::read()?;
        let total = record.0.entry(name.to_owned()).or_default();
        total.seconds += run.seconds;
        if let Some(seconds) = run.cpu_seconds {
            *total.cpu_seconds.get_or_insert(0) += seconds;
        }
        total.executions += run.executions;
        total.edges = total.edges.max(run.edges);
        let total = total.clone();
        fs::write(path(), serde_json::to_string_pretty(&record)? + "\n")?;
        Ok(total)
    }

    fn read() -> Result<Self> {
        match fs::read(path()) {
            Ok(file) => serde_json::from_slice(&file).context("reading fuzz/record.json"),
            Err(_) => Ok(Self::default()),
        }
    }
}

fn path() -> PathBuf {
    paths::root().join("fuzz/record.json")
}
