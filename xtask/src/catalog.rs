//! `data/prices.json`: what `genai-prices` knows of models and their prices
//! and what this project adds, as the rows that the crate reads.

mod litellm;
mod prices;
mod rows;
mod shapes;
mod source;

use crate::{packages, paths};
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::{fmt, fs};
use tokenmeter::catalog::file::PriceFile;

/// Writes the price file anew, from the sources of the pinned `genai-prices`.
///
/// # Errors
///
/// If the sources are not there, hold something that the rows cannot say, or
/// the file cannot be written.
pub fn update() -> Result<Written> {
    let file = build()?;
    let text = text(&file)?;
    let path = record_path();
    fs::write(&path, &text).with_context(|| format!("writing {}", path.display()))?;
    Ok(Written {
        file,
        bytes: text.len(),
    })
}

/// What `LiteLLM`'s file of models, at `path`, says otherwise than the catalogue.
///
/// # Errors
///
/// As [`update`], and if the file is not there or not `LiteLLM`'s.
pub fn compare(path: &Path) -> Result<Vec<String>> {
    let theirs = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    litellm::compare(&build()?, &theirs).with_context(|| format!("reading {}", path.display()))
}

/// Copies the price file into the directory `out`.
///
/// # Errors
///
/// As [`update`], and if the file is not what the sources would make today.
pub fn write(out: &Path) -> Result<()> {
    let text = text(&build()?)?;
    let recorded = fs::read_to_string(record_path()).context("reading data/prices.json")?;
    ensure!(
        text == recorded,
        "data/prices.json is not what the pinned genai-prices and data/models.json make; \
         run `cargo xtask catalog` and look at what has changed"
    );
    fs::create_dir_all(out)?;
    // Not by the name of JSON, though it is: of that Parcel makes a script.
    fs::write(out.join("prices.txt"), text).context("writing prices.txt")
}

/// What has been written, for people.
pub struct Written {
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
