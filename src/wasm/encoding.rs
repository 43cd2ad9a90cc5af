//! [`crate::encoding::Encoding`] as a JavaScript class.

use super::error::to_js;
use super::js::object;
use crate::encoding::vocab::file;
use crate::encoding::{self, Special};
use crate::{Error, ErrorKind};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const SEGMENTS: &str = r#"
/** The tokens of a text: ids, and for each its end in UTF-16 code units. */
export interface Segments {
  ids: Uint32Array;
  ends: Uint32Array;
}
"#;

/// What to do with text that spells a special token.
#[wasm_bindgen]
#[derive(Debug, Clone, Copy)]
pub enum SpecialTokens {
    /// It is ordinary text.
    Text = "text",
    /// It becomes the special token.
    Allow = "allow",
    /// It is an error, `disallowed-special`.
    Reject = "reject",
}

/// The core's choice; none means ordinary text.
fn special(choice: Option<SpecialTokens>) -> Result<Special, JsValue> {
    match choice {
        None | Some(SpecialTokens::Text) => Ok(Special::Text),
        Some(SpecialTokens::Allow) => Ok(Special::Allow),
        Some(SpecialTokens::Reject) => Ok(Special::Reject),
        Some(_) => Err(to_js(&Error::new(
            ErrorKind::InvalidArgument,
            "special must be \"text\", \"allow\" or \"reject\"",
        ))),
    }
}

/// The vocabulary file that an encoding reads.
///
/// # Errors
///
/// `unknown-encoding`.
#[wasm_bindgen(js_name = vocabularyOf)]
pub fn vocabulary_of(encoding: &str) -> Result<String, JsValue> {
    let row = encoding::rows::find(encoding).map_err(|error| to_js(&error))?;
    Ok(row.vocabulary.to_owned())
}

/// How many bytes of a vocabulary file come before its deflated part.
#[wasm_bindgen(js_name = vocabularyHeaderBytes)]
#[must_use]
pub fn vocabulary_header_bytes() -> usize {
    file::HEADER_BYTES
}

/// An encoding with its vocabulary.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Encoding(encoding::Encoding);

#[wasm_bindgen]
impl Encoding {
    /// The encoding `name` over its vocabulary file, and over the same file
    /// from [`vocabulary_header_bytes`] on as it inflates; empty if it does
    /// not.
    ///
    /// # Errors
    ///
    /// `unknown-encoding`, `invalid-vocabulary`.
    #[wasm_bindgen(constructor)]
    pub fn new(name: &str, file: &[u8], inflated: Vec<u8>) -> Result<Self, JsValue> {
        let content = file::read_with(file, |_, _| Some(inflated));
        let encoding = content.and_then(|content| encoding::Encoding::new(name, &content));
        encoding.map(Self).map_err(|error| to_js(&error))
    }

    /// The encoding's name.
    #[wasm_bindgen(getter)]
    pub fn name(&self) -> String {
        self.0.name().to_owned()
    }

    /// One more than the largest token id.
    #[wasm_bindgen(getter, js_name = vocabularySize)]
    pub fn vocabulary_size(&self) -> u32 {
        self.0.vocabulary_size()
    }

    /// The number of tokens of `text`.
    ///
    /// # Errors
    ///
    /// `disallowed-special`, `invalid-argument`.
    pub fn count(&self, text: &str, mode: Option<SpecialTokens>) -> Result<usize, JsValue> {
        let count = self.0.count_with(text, special(mode)?);
        count.map_err(|error| to_js(&error))
    }

    /// The number of tokens of `text`, or nothing if it is above the limit.
    #[wasm_bindgen(js_name = countUpTo)]
    pub fn count_up_to(&self, text: &str, limit_tokens: usize) -> Option<usize> {
        self.0.count_up_to(text, limit_tokens)
    }

    /// The token ids of `text`.
    ///
    /// # Errors
    ///
    /// `disallowed-special`, `invalid-argument`.
    pub fn encode(&self, text: &str, mode: Option<SpecialTokens>) -> Result<Vec<u32>, JsValue> {
        let ids = self.0.encode_with(text, special(mode)?);
        ids.map_err(|error| to_js(&error))
    }

    /// The text of `ids`, U+FFFD where it is not UTF-8.
    ///
    /// # Errors
    ///
    /// `unknown-token`.
    pub fn decode(&self, ids: &[u32]) -> Result<String, JsValue> {
        self.0.decode(ids).map_err(|error| to_js(&error))
    }

    /// The bytes of `ids`.
    ///
    /// # Errors
    ///
    /// `unknown-token`.
    #[wasm_bindgen(js_name = decodeBytes)]
    pub fn decode_bytes(&self, ids: &[u32]) -> Result<Vec<u8>, JsValue> {
        self.0.decode_bytes(ids).map_err(|error| to_js(&error))
    }

    /// The tokens of `text` and where each ends in it, up to the piece that
    /// passes the limit.
    ///
    /// # Errors
    ///
    /// `input-too-large`.
    #[wasm_bindgen(unchecked_return_type = "Segments")]
    pub fn segments(&self, text: &str, limit_tokens: usize) -> Result<JsValue, JsValue> {
        let segments = self.0.segments(text, limit_tokens);
        let segments = segments.map_err(|error| to_js(&error))?;
        let fields = [
            ("ids", segments.ids.into()),
            ("ends", segments.ends_utf16.into()),
        ];
        Ok(object(&fields).into())
    }
}
