//! Which tokenizer counts for a name, and what its count is for the model.

use super::error::to_js;
use super::js::object;
use crate::catalog::tokenizer::{TokenizerInfo, resolve};
use crate::classes::Classes;
use alloc::{vec, vec::Vec};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A tokenizer: the encoding to count with, and how that count is meant. */
export interface TokenizerInfo {
  id: string;
  encoding: string;
  basis: "exact" | "assumed" | "estimate";
  /** The provider's tokens per token of `encoding`. */
  low: number;
  typical: number;
  high: number;
  note: string;
  source: string;
  checked: string;
}

/** The tokens of a text for a model. */
export interface TextCount {
  tokens: number;
  low: number;
  high: number;
  basis: "exact" | "assumed" | "estimate";
  tokenizer: string;
  parts: { kind: "text"; label: string; tokens: number }[];
  notes: string[];
}
"#;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "TokenizerInfo")]
    pub type JsTokenizerInfo;
    #[wasm_bindgen(typescript_type = "TextCount")]
    pub type JsTextCount;
}

/// The tokenizer of a model, an encoding or a family.
///
/// # Errors
///
/// `unknown-model`, with the nearest names.
#[wasm_bindgen(js_name = resolveTokenizer)]
pub fn resolve_tokenizer(name: &str) -> Result<JsTokenizerInfo, JsValue> {
    let info = resolve(name).map_err(|error| to_js(&error))?;
    Ok(object(&[
        ("id", info.id.into()),
        ("encoding", info.encoding.into()),
        ("basis", info.basis.name().into()),
        ("low", info.low.into()),
        ("typical", info.typical.into()),
        ("high", info.high.into()),
        ("note", info.note.into()),
        ("source", info.source.into()),
        ("checked", info.checked.into()),
    ])
    .unchecked_into())
}

/// What a text with `counted` tokens in the encoding of [`resolve_tokenizer`]
/// has for the model or tokenizer `name`: one number, or one of each class.
///
/// # Errors
///
/// `unknown-model`, with the nearest names.
#[wasm_bindgen(js_name = countFor)]
pub fn count_for(name: &str, counted: &[u32]) -> Result<JsTextCount, JsValue> {
    let info = resolve(name).map_err(|error| to_js(&error))?;
    Ok(text_count(&info, &Classes::from_counts(counted)))
}

// Exact: no count here passes 2^53.
#[allow(clippy::cast_precision_loss)]
fn text_count(info: &TokenizerInfo, classes: &Classes) -> JsTextCount {
    let counted = info.range(classes);
    let tokens = JsValue::from(counted.tokens as f64);
    let part = object(&[
        ("kind", "text".into()),
        ("label", "Text".into()),
        ("tokens", tokens.clone()),
    ]);
    let notes: Vec<JsValue> = info.notes(classes).map(JsValue::from).collect();
    object(&[
        ("tokens", tokens),
        ("low", (counted.low as f64).into()),
        ("high", (counted.high as f64).into()),
        ("basis", info.basis.name().into()),
        ("tokenizer", info.id.into()),
        ("parts", vec![JsValue::from(part)].into()),
        ("notes", notes.into()),
    ])
    .unchecked_into()
}
