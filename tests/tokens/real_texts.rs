//! Real texts that come with the pinned crates: the same on every machine.

use std::fs;
use std::path::PathBuf;

use tokenmeter::encoding::ROWS;

use super::comparison::Comparison;
use super::oracle::METADATA;

/// More of one file says nothing new.
const MOST_BYTES: usize = 400_000;

/// Crate, and a file or a directory of files in it.
const TEXTS: &[(&str, &str)] = &[
    // English, Markdown.
    ("tiktoken-rs", "README.md"),
    ("genai-prices", "README.md"),
    ("serde_json", "README.md"),
    // Alice in Wonderland in ten languages, The War of the Worlds in
    // Vietnamese; Japanese, Korean and Thai names.
    ("icu_normalizer", "benches/data"),
    // Every script, box drawing, mathematics, APL.
    ("utf8parse", "tests/UTF-8-demo.txt"),
    // Every character that normalizes, CJK and Hangul above all.
    ("icu_normalizer", "tests/data/NormalizationTest.txt"),
    // Code and hexadecimal numbers.
    ("serde_json", "src"),
    ("regex-syntax", "src/unicode_tables/case_folding_simple.rs"),
    // JSON.
    ("genai-prices", "data/prices.json"),
];

/// The files of a row, each with its content.
fn read((package, path): (&str, &str)) -> Vec<(PathBuf, String)> {
    let found = METADATA
        .packages
        .iter()
        .find(|p| p.name.as_str() == package);
    let manifest = &found
        .unwrap_or_else(|| panic!("no crate {package}"))
        .manifest_path;
    let path = manifest.parent().expect("a directory").join(path);
    let files: Vec<PathBuf> = if path.is_dir() {
        let entries = fs::read_dir(&path).expect("a directory");
        let files = entries.map(|entry| entry.expect("a file").path());
        files.filter(|file| file.is_file()).collect()
    } else {
        vec![path.into()]
    };
    let read = |file: PathBuf| {
        let text = fs::read_to_string(&file);
        let text = text.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let end = text.floor_char_boundary(MOST_BYTES);
        (file, text[..end].to_owned())
    };
    files.into_iter().map(read).collect()
}

#[test]
fn real_texts_have_the_tokens_of_tiktoken() {
    let texts: Vec<_> = TEXTS.iter().flat_map(|&row| read(row)).collect();
    assert!(texts.len() > TEXTS.len(), "directories have files");
    for row in ROWS {
        for (file, text) in &texts {
            let comparison = Comparison::of(row.name);
            comparison.same(text, &file.display().to_string());
            // Line by line: every start and end of a text.
            for line in text.lines().take(2_000) {
                comparison.same_ids(line, &file.display().to_string());
            }
        }
    }
}
