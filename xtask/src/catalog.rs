//! `data/prices.json`: what `genai-prices` knows of models and their prices
//! and what this project adds, as the rows that the crate reads.

mod kinds;
mod litellm;
mod prices;
mod rows;
mod served;
mod shapes;
mod source;

use crate::{packages, paths};
use anyhow::{Context, Result, ensure};
use kinds::KindsFile;
use litellm::LiteLlm;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fmt, fs};
use tokenmeter::catalog::Day;
use tokenmeter::catalog::file::PriceFile;

/// Writes the price file anew, from the sources of the pinned `genai-prices`.
/// From a release of `LiteLLM` in a directory, the kinds of input and output are
/// taken before, and where it has other limits is told; with `check` nothing is
/// written, and what would be is told.
///
/// # Errors
///
/// If the sources are not there, hold something that the rows cannot say, or a
/// file cannot be written.
pub fn run(litellm: Option<&Path>, check: bool) -> Result<()> {
    let theirs = litellm.map(LiteLlm::read).transpose()?;
    if let Some(theirs) = &theirs {
        for line in take_kinds(theirs, check)? {
            println!("{line}");
        }
    }
    if !check {
        println!("{}", update()?);
    }
    if let Some(theirs) = &theirs {
        let lines = theirs.limits(&build()?);
        for line in &lines {
            println!("{line}");
        }
        println!("{} limits are other than LiteLLM's", lines.len());
    }
    Ok(())
}

/// Writes the file of kinds, unless it says the same already; gives out what
/// the new one says otherwise.
fn take_kinds(theirs: &LiteLlm, check: bool) -> Result<Vec<String>> {
    let recorded = kinds()?;
    let now = KindsFile::of(theirs, &build()?, Day::of(SystemTime::now()))?;
    let mut lines = recorded.differences(&now)?;
    lines.push(format!("{} kinds have changed", lines.len()));
    if !check && now.is_other_than(&recorded) {
        fs::write(kinds_path(), now.to_string()).context("writing data/kinds.json")?;
    }
    Ok(lines)
}

fn update() -> Result<Written> {
    let file = build()?;
    let text = text(&file)?;
    let path = record_path();
    fs::write(&path, &text).with_context(|| format!("writing {}", path.display()))?;
    Ok(Written {
        file,
        bytes: text.len(),
    })
}

/// Copies the price file into the directory `out`.
///
/// # Errors
///
/// As [`run`], and if the file is not what the sources would make today.
pub fn write(out: &Path) -> Result<()> {
    let text = text(&build()?)?;
    let recorded = fs::read_to_string(record_path()).context("reading data/prices.json")?;
    ensure!(
        text == recorded,
        "data/prices.json is not what the pinned genai-prices, data/models.json and \
         data/kinds.json make; run `cargo xtask catalog` and look at what has changed"
    );
    fs::create_dir_all(out)?;
    // Not by the name of JSON, though it is: of that Parcel makes a script.
    fs::write(out.join("prices.txt"), text).context("writing prices.txt")
}

/// What has been written, for people.
struct Written {
    file: PriceFile,
    bytes: usize,
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let models = || self.file.providers.iter().flat_map(|row| &row.models);
        write!(
            f,
            "genai-prices {}, checked up to {}: {} models of {} providers, {} with prices, {} bytes",
            self.file.release,
            self.file.checked,
            models().count(),
            self.file.providers.len(),
            models().filter(|model| model.prices.is_some()).count(),
            self.bytes
        )
    }
}

fn record_path() -> PathBuf {
    paths::root().join("data/prices.json")
}

fn kinds_path() -> PathBuf {
    paths::root().join("data/kinds.json")
}

fn kinds() -> Result<KindsFile> {
    let kinds = fs::read_to_string(kinds_path()).context("reading data/kinds.json")?;
    serde_json::from_str(&kinds).context("reading data/kinds.json")
}

fn build() -> Result<PriceFile> {
    let crates = packages::all()?;
    let package = packages::find(&crates, "genai-prices")?;
    let data = packages::directory(package)?.join("data/prices.json");
    let data = fs::read_to_string(&data).with_context(|| format!("reading {}", data.display()))?;
    let ours = paths::root().join("data/models.json");
    let ours = fs::read_to_string(&ours).context("reading data/models.json")?;
    rows::file(
        &source::read(&data)?,
        &serde_json::from_str(&ours).context("reading data/models.json")?,
        &kinds()?,
        &package.version.to_string(),
    )
}

/// The file as it is written, which must be read as what it was: as an array
/// and as lines.
fn text(file: &PriceFile) -> Result<String> {
    let text = file.to_string();
    let rows: Vec<String> = serde_json::from_str(&text).context("the rows are no JSON")?;
    for text in [&text, &rows.join("\n")] {
        let read = PriceFile::read(text.as_bytes())?;
        let models = |file: &PriceFile| -> Vec<_> {
            let providers = file.providers.iter();
            providers.flat_map(|row| row.models.clone()).collect()
        };
        for (read, row) in models(&read).into_iter().zip(models(file)) {
            ensure!(read == row, "{row:?} is read as {read:?}");
        }
        ensure!(read == *file, "the price file is read as something else");
    }
    Ok(text)
}
