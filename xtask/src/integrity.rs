//! `integrity.json`: the hash of each file of the package, as a page's
//! `integrity` attributes and import maps take it.

use crate::files;
use anyhow::Result;
use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha384};
use std::fs;
use std::path::Path;

/// What a page loads.
const EXTENSIONS: [&str; 4] = [".js", ".wasm", ".tmvocab", ".txt"];

/// Writes the list into the directory `out`.
///
/// # Errors
///
/// If a file cannot be read or written.
pub fn write(out: &Path) -> Result<()> {
    let mut hashes = Map::new();
    for name in files::below(out)? {
        if EXTENSIONS.iter().any(|end| name.ends_with(end)) {
            let hash = Sha384::digest(fs::read(out.join(&name))?);
            hashes.insert(
                name,
                json!(format!("sha384-{}", BASE64_STANDARD.encode(hash))),
            );
        }
    }
    let list = serde_json::to_string_pretty(&Value::Object(hashes))?;
    Ok(fs::write(out.join("integrity.json"), list + "\n")?)
}
