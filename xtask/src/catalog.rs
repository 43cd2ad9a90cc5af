//! The price data that the site ships: what `genai-prices` carries, without
//! the prose, with the days on which prices were checked.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

/// Writes `prices.json` into `out_dir`, from the sources of the pinned crate.
///
/// # Errors
///
/// If the crate's sources are not there, are not what is expected, or the file
/// cannot be written.
pub fn write(out_dir: &Path) -> Result<PathBuf> {
    let (source, release) = source()?;
    let path = out_dir.join("prices.json");
    fs::create_dir_all(out_dir)?;
    fs::write(&path, stripped(&source, &release)?)
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}

/// The price data of the pinned crate and the crate's version.
///
/// # Errors
///
/// If cargo does not know the crate or its data cannot be read.
pub fn source() -> Result<(String, String)> {
    let metadata = cargo_metadata::MetadataCommand::new()
        .manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .exec()?;
    let package = metadata
        .packages
        .iter()
        .find(|package| package.name.as_str() == "genai-prices")
        .context("genai-prices is not among the dependencies")?;
    let manifest = package.manifest_path.as_std_path();
    let data = manifest.with_file_name("data").join("prices.json");
    let text =
        fs::read_to_string(&data).with_context(|| format!("cannot read {}", data.display()))?;
    Ok((text, package.version.to_string()))
}

/// The data as `tokenmeter` reads it: `{ release, checked, providers }`, where
/// `providers` is what `genai-prices` reads, with `pricing_url` and `checked`
/// beside its own fields.
///
/// # Errors
///
/// If the data is no array of providers, or holds no dates.
pub fn stripped(source: &str, release: &str) -> Result<String> {
    let mut providers: Vec<Map<String, Value>> = serde_json::from_str(source)?;
    let mut newest = BTreeSet::new();
    for provider in &mut providers {
        provider.remove("description");
        let comment = provider.remove("price_comments");
        newest.extend(last_check(comment.as_ref()));
        if let Some(url) = provider
            .remove("pricing_urls")
            .and_then(|urls| urls.get(0).cloned())
        {
            provider.insert("pricing_url".to_owned(), url);
        }
        let models = provider["models"].as_array_mut().context("no models")?;
        for model in models {
            let model = model.as_object_mut().context("a model is no object")?;
            model.remove("description");
            let comment = model.remove("price_comments");
            if let Some(date) = last_check(comment.as_ref()) {
                model.insert("checked".to_owned(), json!(date));
                newest.insert(date);
            }
        }
    }
    let checked = newest.last().context("the data holds no dates")?;
    Ok(serde_json::to_string(&json!({
        "release": release,
        "checked": checked,
        "providers": providers,
    }))?)
}

/// The last day on which a comment says that prices were checked.
fn last_check(comment: Option<&Value>) -> Option<String> {
    let comment = comment?.as_str()?;
    comment
        .split(". ")
        .filter(|sentence| sentence.contains("erified") || sentence.contains("hecked"))
        .flat_map(|sentence| sentence.split(|c: char| !(c.is_ascii_digit() || c == '-')))
        .filter(|word| is_date(word))
        .max()
        .map(str::to_owned)
}

fn is_date(word: &str) -> bool {
    let shape = word.bytes().enumerate();
    word.len() == 10
        && word.starts_with("20")
        && shape.fold(true, |all, (at, byte)| {
            all && (byte == b'-') == (at == 4 || at == 7)
        })
}
