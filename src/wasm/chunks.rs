//! [`crate::chunks`] in JavaScript, over a tokenizer of another module.

use super::error::to_js;
use super::js::object;
use crate::chunks::{self, Boundary, Chunk, Options, Tokens};
use crate::{Error, ErrorKind};
use alloc::vec::Vec;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What counts the tokens of a text. */
export interface Tokens {
  count(text: string): number;
  /** Where the first `tokens` of a text end, in UTF-16 code units; nothing if it has no more than that. */
  prefix(text: string, tokens: number): number | undefined;
}

/** Chunks of a text: for each its start and end in UTF-16 code units, and its tokens. */
export interface Chunks {
  starts: Uint32Array;
  ends: Uint32Array;
  tokens: Uint32Array;
}
"#;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "Tokens")]
    pub type JsTokens;
    #[wasm_bindgen(method, catch)]
    fn count(this: &JsTokens, text: &str) -> Result<u32, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn prefix(this: &JsTokens, text: &str, tokens: usize) -> Result<Option<u32>, JsValue>;
}

impl Tokens for JsTokens {
    type Error = JsValue;

    fn count(&self, text: &str) -> Result<usize, JsValue> {
        Ok(self.count(text)? as usize)
    }

    fn prefix_bytes(&self, text: &str, tokens: usize) -> Result<Option<usize>, JsValue> {
        let units = self.prefix(text, tokens)?;
        Ok(units.map(|units| bytes(text, units as usize)))
    }
}

/// How many bytes the first `units` of UTF-16 have.
fn bytes(text: &str, units: usize) -> usize {
    let mut left = units;
    let characters = text.chars().take_while(|character| {
        let fits = left > 0;
        left = left.saturating_sub(character.len_utf16());
        fits
    });
    characters.map(char::len_utf8).sum()
}

/// The chunks of `text`; see [`chunks::chunks`].
///
/// # Errors
///
/// `invalid-argument`, and what `tokens` throws.
#[wasm_bindgen(js_name = chunksOf, unchecked_return_type = "Chunks")]
pub fn chunks_of(
    text: &str,
    tokens: &JsTokens,
    limit_tokens: usize,
    overlap_tokens: usize,
    boundary: &str,
) -> Result<JsValue, JsValue> {
    let options = boundary_of(boundary)
        .and_then(|boundary| Options::new(limit_tokens, overlap_tokens, boundary))
        .map_err(|error| to_js(&error))?;
    let chunks = chunks::chunks(text, tokens, options)?;
    let list = |of: fn(&Chunk) -> u32| chunks.iter().map(of).collect::<Vec<u32>>();
    let fields = [
        ("starts", list(|chunk| chunk.range_utf16.start).into()),
        ("ends", list(|chunk| chunk.range_utf16.end).into()),
        ("tokens", list(tokens_of).into()),
    ];
    Ok(object(&fields).into())
}

fn tokens_of(chunk: &Chunk) -> u32 {
    u32::try_from(chunk.tokens).unwrap_or(u32::MAX)
}

fn boundary_of(name: &str) -> crate::Result<Boundary> {
    match name {
        "token" => Ok(Boundary::Token),
        "sentence" => Ok(Boundary::Sentence),
        "paragraph" => Ok(Boundary::Paragraph),
        _ => Err(Error::new(
            ErrorKind::InvalidArgument,
            "boundary must be \"token\", \"sentence\" or \"paragraph\"",
        )),
    }
}
