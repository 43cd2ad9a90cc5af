//! What the fuzzer begins with: the vectors of the tests and the data of the
//! product, in the form that each check reads.

use crate::paths;
use anyhow::{Context, Result};
use serde_json::Value;
use std::fs;
use tokenmeter::secrets::SHAPES;

/// The checks of `fuzz/src/checks.rs`.
pub const CHECKS: &[&str] = &[
    "vocabulary",
    "tokens",
    "streaming",
    "request",
    "response",
    "prices",
    "names",
    "keys",
    "chunks",
];

/// Longer seeds would be cut anyway.
const MOST_BYTES: usize = 4096;

/// The seeds of a check.
pub fn of(check: &str) -> Result<Vec<Vec<u8>>> {
    let seeds = match check {
        "vocabulary" => {
            let file = fs::read(paths::root().join("tests/fixtures/tiny-2.tmvocab"))?;
            [0, 1, 254, 255].map(|how| behind(&[how], &file)).to_vec()
        }
        "tokens" => texts(&[&[0], &[1], &[2], &[3]])?,
        "streaming" => texts(&[&[0, 1, 40], &[1, 40, 200]])?,
        "chunks" => texts(&[&[0, 8, 2], &[4, 8, 0], &[2, 20, 5]])?,
        "request" => values("requests", "cases", "body")?,
        "response" => values("usage", "responses", "response")?,
        "prices" => price_rows()?,
        "names" => model_names()?,
        "keys" => keys(),
        _ => Vec::new(),
    };
    Ok(seeds
        .into_iter()
        .filter(|seed| seed.len() <= MOST_BYTES)
        .collect())
}

fn behind(head: &[u8], rest: &[u8]) -> Vec<u8> {
    [head, rest].concat()
}

fn vectors(file: &str, list: &str) -> Result<Vec<Value>> {
    let path = paths::root().join("tests/vectors").join(file);
    let file: Value = serde_json::from_slice(&fs::read(path.with_extension("json"))?)?;
    let list = file[list].as_array().context("the vectors are a list")?;
    Ok(list.clone())
}

/// Texts, each behind each of the heads.
fn texts(heads: &[&[u8]]) -> Result<Vec<Vec<u8>>> {
    let texts = vectors("golden", "texts")?;
    let texts = texts.iter().filter_map(|row| row["text"].as_str());
    let seeds = texts.flat_map(|text| heads.iter().map(|head| behind(head, text.as_bytes())));
    Ok(seeds.collect())
}

fn values(file: &str, list: &str, field: &str) -> Result<Vec<Vec<u8>>> {
    let rows = vectors(file, list)?;
    let seeds = rows.iter().map(|row| match &row[field] {
        Value::String(text) => text.clone().into_bytes(),
        value => value.to_string().into_bytes(),
    });
    Ok(seeds.collect())
}

/// Rows of the price file, each as a file of its own, and what each costs.
fn price_rows() -> Result<Vec<Vec<u8>>> {
    let file = fs::read_to_string(paths::root().join("data/prices.json"))?;
    let lines: Vec<&str> = file.lines().collect();
    let (head, rows) = lines.split_at_checked(1).context("a price file")?;
    let provider = "\"+p|P|https://p.invalid||\",";
    let end = lines.last().context("a price file")?;
    let of_row = |row: &str| format!("{}\n{provider}\n{row}\n{end}", head[0]).into_bytes();
    let prices = |row: &str| Some(row.split('|').nth(9)?.as_bytes().to_vec());
    let some = rows.iter().step_by(40);
    Ok(some
        .flat_map(|row| [Some(of_row(row)), prices(row)])
        .flatten()
        .collect())
}

fn model_names() -> Result<Vec<Vec<u8>>> {
    let file = fs::read_to_string(paths::root().join("data/prices.json"))?;
    let rows = file.lines().map(|row| row.trim_start_matches('"'));
    let ids = rows.filter_map(|row| Some(row.split_once('|')?.0));
    let plan = [100, 4, 50, 2, 9, 0, 0, 0];
    Ok(ids
        .step_by(10)
        .map(|id| behind(&plan, id.as_bytes()))
        .collect())
}

/// The beginning of each key, with characters that may follow.
fn keys() -> Vec<Vec<u8>> {
    let characters = ('a'..='z').chain('A'..='Z').chain('0'..='9');
    let rest: String = characters.cycle().step_by(7).take(120).collect();
    let prefixes = SHAPES.iter().flat_map(|shape| shape.prefixes);
    prefixes
        .map(|prefix| format!("key = {prefix}{rest}\n").into_bytes())
        .collect()
}
