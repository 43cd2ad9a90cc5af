//! The responses that bills are read from, and how they are read.

use crate::catalog::CATALOG;
use serde_json::Value;
use tokenmeter::bill::{Asked, Bill};

/// Responses, shared with the tests of the module and of the page.
pub fn vectors() -> Value {
    serde_json::from_str(include_str!("../vectors/usage.json")).expect("vectors")
}

pub fn text_of(sample: &Value) -> String {
    let text = sample["text"].as_str().map(str::to_owned);
    text.unwrap_or_else(|| sample["response"].to_string())
}

pub fn read(sample: &Value) -> Bill {
    let asked = Asked {
        model: sample["askedModel"].as_str(),
        provider: None,
    };
    let bill = CATALOG.read_bill(&text_of(sample), asked);
    bill.unwrap_or_else(|error| panic!("{}: {error}", sample["name"]))
}

/// Whether two costs are the same but for how floating point rounds.
pub fn near(ours: f64, theirs: f64) -> bool {
    (ours - theirs).abs() <= 1e-12 * theirs.abs().max(1e-9)
}
