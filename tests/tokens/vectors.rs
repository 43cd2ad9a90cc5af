//! What Python's `tiktoken` says of texts of every kind.

use std::collections::BTreeMap;

use serde_json::Value;
use tokenmeter::encoding::{Form, ROWS, Special};

use super::comparison::Comparison;

const GOLDEN: &str = include_str!("../vectors/golden.json");

/// Llama 3 is built in only on demand.
const LLAMA: &str = include_str!("../vectors/llama3.json");

/// What the vectors of an encoding stand in.
fn file(encoding: &str) -> &'static str {
    if encoding == "llama3" { LLAMA } else { GOLDEN }
}

struct Vector {
    name: String,
    text: String,
    /// In normalisation form C.
    normal: String,
    ids: BTreeMap<String, Vec<u32>>,
    allowed: BTreeMap<String, Vec<u32>>,
}

fn vectors(file: &str) -> Vec<Vector> {
    let golden: Value = serde_json::from_str(file).expect("JSON");
    let texts = golden["texts"].as_array().expect("texts");
    let read = |value: &Value| serde_json::from_value(value.clone()).expect("ids by encoding");
    let vector = |row: &Value| Vector {
        name: row["name"].as_str().expect("a name").to_owned(),
        text: text(row),
        normal: row["nfc"].as_str().map_or_else(|| text(row), str::to_owned),
        ids: read(&row["ids"]),
        allowed: row.get("allowed").map(read).unwrap_or_default(),
    };
    texts.iter().map(vector).collect()
}

fn text(row: &Value) -> String {
    match row["text"].as_str() {
        Some(text) => text.to_owned(),
        None => String::from_utf16_lossy(&units(&row["utf16"])),
    }
}

fn units(units: &Value) -> Vec<u16> {
    serde_json::from_value(units.clone()).expect("UTF-16")
}

#[test]
fn texts_of_every_kind_have_the_ids_of_tiktoken() {
    for row in ROWS {
        for vector in vectors(file(row.name)) {
            let Comparison { ours, .. } = Comparison::of(row.name);
            let (name, text) = (&vector.name, &vector.text);
            let ids = vector.ids.get(row.name).expect(row.name);
            assert_eq!(&ours.encode(text), ids, "{} on \"{name}\"", row.name);
            assert_eq!(ours.count(text), ids.len(), "{} on \"{name}\"", row.name);
            let normal = match row.form {
                Form::Given => text.clone(),
                Form::C => vector.normal.clone(),
                Form::Spaced | Form::Prefixed => text.replace('▁', " "),
            };
            assert_eq!(ours.decode(ids), Ok(normal), "{}", row.name);
            let allowed = vector.allowed.get(row.name).unwrap_or(ids);
            assert_eq!(
                ours.encode_with(text, Special::Allow).as_ref(),
                Ok(allowed),
                "{} with special tokens allowed on \"{name}\"",
                row.name
            );
        }
    }
}

/// The random comparisons start from what `tiktoken-rs` says.
#[test]
fn the_oracle_agrees_with_python() {
    for row in ROWS {
        for vector in vectors(file(row.name)) {
            let Comparison { theirs, .. } = Comparison::of(row.name);
            let ids = theirs.encode_ordinary(&vector.text);
            assert_eq!(vector.ids[row.name], ids, "{} on {}", row.name, vector.name);
        }
    }
}
