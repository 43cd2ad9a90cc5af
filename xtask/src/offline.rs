//! The service worker's list: every file of the site, with its hash, and the version that all together make.

use crate::files;
use anyhow::{Result, ensure};
use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

const SCRIPT: &str = "service_worker.js";
/// What the page itself never asks for: types, what users of other packages import, the picture that other sites
/// show, and the script itself.
const LEFT_OUT: [&str; 4] = [".d.ts", "tokenmeter/compat/", "icons/social.png", SCRIPT];
const VOCABULARY: &str = ".tmvocab";
/// The vocabulary that is kept from the start: that of the model the page opens with.
const FIRST_VOCABULARY: &str = "o200k_base-";

/// Writes the list into the service worker of the directory `site`.
///
/// # Errors
///
/// If a file cannot be read, or the script has no place for the list.
pub fn write(site: &Path) -> Result<()> {
    let mut kept = Map::new();
    let mut vocabularies = Map::new();
    for name in files::below(site)? {
        if LEFT_OUT.iter().any(|part| name.contains(part)) {
            continue;
        }
        let hash = Sha256::digest(fs::read(site.join(&name))?);
        let integrity = json!(format!("sha256-{}", BASE64_STANDARD.encode(hash)));
        let is_later = name.ends_with(VOCABULARY) && !name.contains(FIRST_VOCABULARY);
        let list = if is_later {
            &mut vocabularies
        } else {
            &mut kept
        };
        list.insert(name, integrity);
    }
    let source = fs::read_to_string(site.join(SCRIPT))?;
    let [kept, vocabularies] = [kept, vocabularies].map(|list| Value::Object(list).to_string());
    // A version is its files and how they are kept.
    let all = format!("{kept}{vocabularies}{source}");
    let version = base16ct::lower::encode_string(&Sha256::digest(all));
    let places = [
        ("const FILES = {};", format!("const FILES = {kept};")),
        (
            "const VOCABULARIES = {};",
            format!("const VOCABULARIES = {vocabularies};"),
        ),
        (
            "const VERSION = \"\";",
            format!("const VERSION = {:?};", &version[..12]),
        ),
    ];
    let mut script = source;
    for (place, filled) in places {
        ensure!(script.contains(place), "{SCRIPT} has no {place}");
        script = script.replacen(place, &filled, 1);
    }
    Ok(fs::write(site.join(SCRIPT), script)?)
}
