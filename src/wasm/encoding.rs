//! [`crate::encoding::Encoding`] as a JavaScript class.

use super::error::to_js;
use super::js::object;
use crate::classes::Classes;
use crate::encoding::vocab::decode;
use crate::encoding::{self, Loading, Special};
use crate::{Error, ErrorKind};
use alloc::{borrow::ToOwned, string::String, vec, vec::Vec};
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

/// How much of a vocabulary is there, verified.
#[wasm_bindgen]
#[derive(Debug, Clone, Copy)]
pub enum Ready {
    /// Nothing yet.
    Nothing = "nothing",
    /// What text in ASCII needs.
    Ascii = "ascii",
    /// All of it.
    All = "all",
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

/// An encoding, as far as its vocabulary file has come in.
#[wasm_bindgen]
pub struct Encoding(Loading);

#[wasm_bindgen]
impl Encoding {
    /// The encoding `name`, of whose vocabulary file nothing has come yet.
    ///
    /// # Errors
    ///
    /// `unknown-encoding`.
    #[wasm_bindgen(constructor)]
    pub fn new(name: &str) -> Result<Self, JsValue> {
        Loading::new(name).map(Self).map_err(|error| to_js(&error))
    }

    /// Takes the next bytes of the vocabulary file and says how much of it is
    /// ready.
    ///
    /// # Errors
    ///
    /// `invalid-vocabulary`.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Ready, JsValue> {
        let ready = self.0.push(bytes).map_err(|error| to_js(&error))?;
        Ok(match ready {
            decode::Ready::Nothing => Ready::Nothing,
            decode::Ready::Ascii => Ready::Ascii,
            decode::Ready::All => Ready::All,
        })
    }

    /// That the vocabulary file has come whole.
    ///
    /// # Errors
    ///
    /// `invalid-vocabulary` if it is cut off.
    pub fn finish(&self) -> Result<(), JsValue> {
        self.0.finish().map_err(|error| to_js(&error))
    }

    /// The encoding's name.
    #[wasm_bindgen(getter)]
    pub fn name(&self) -> String {
        self.0.row().name.to_owned()
    }

    /// One more than the largest token id.
    #[wasm_bindgen(getter, js_name = vocabularySize)]
    pub fn vocabulary_size(&self) -> u32 {
        self.0.vocabulary_size()
    }

    /// Builds now what else a longer text would have to wait for.
    ///
    /// # Errors
    ///
    /// `not-ready` before the file has come whole.
    pub fn prepare(&self) -> Result<(), JsValue> {
        let whole = self.0.for_bytes(&[0xff]).map_err(|error| to_js(&error))?;
        whole.prepare();
        Ok(())
    }

    /// The number of tokens of `text`.
    ///
    /// # Errors
    ///
    /// `disallowed-special`, `invalid-argument`, `not-ready`.
    pub fn count(&self, text: &str, mode: Option<SpecialTokens>) -> Result<usize, JsValue> {
        let special = special(mode)?;
        let count = self
            .0
            .for_text(text)
            .and_then(|encoding| encoding.count_with(text, special));
        count.map_err(|error| to_js(&error))
    }

    /// The tokens of `text` by what they spell.
    ///
    /// # Errors
    ///
    /// `not-ready`.
    pub fn classes(&self, text: &str) -> Result<Vec<u32>, JsValue> {
        let encoding = self.0.for_text(text).map_err(|error| to_js(&error))?;
        Ok(numbers(&encoding.classes(text)))
    }

    /// The number of tokens of `text`, or nothing if it is above the limit.
    ///
    /// # Errors
    ///
    /// `not-ready`.
    #[wasm_bindgen(js_name = countUpTo)]
    pub fn count_up_to(&self, text: &str, limit_tokens: usize) -> Result<Option<usize>, JsValue> {
        let encoding = self.0.for_text(text).map_err(|error| to_js(&error))?;
        Ok(encoding.count_up_to(text, limit_tokens))
    }

    /// The token ids of `text`.
    ///
    /// # Errors
    ///
    /// `disallowed-special`, `invalid-argument`, `not-ready`.
    pub fn encode(&self, text: &str, mode: Option<SpecialTokens>) -> Result<Vec<u32>, JsValue> {
        let special = special(mode)?;
        let ids = self
            .0
            .for_text(text)
            .and_then(|encoding| encoding.encode_with(text, special));
        ids.map_err(|error| to_js(&error))
    }

    /// The bytes of `ids`.
    ///
    /// # Errors
    ///
    /// `unknown-token`, `not-ready`.
    #[wasm_bindgen(js_name = decodeBytes)]
    pub fn decode_bytes(&self, ids: &[u32]) -> Result<Vec<u8>, JsValue> {
        self.0.decode_bytes(ids).map_err(|error| to_js(&error))
    }

    /// The tokens of `text` and where each ends in it, up to the piece that
    /// passes the limit.
    ///
    /// # Errors
    ///
    /// `input-too-large`, `not-ready`.
    #[wasm_bindgen(unchecked_return_type = "Segments")]
    pub fn segments(&self, text: &str, limit_tokens: usize) -> Result<JsValue, JsValue> {
        let encoding = self.0.for_text(text);
        let segments = encoding.and_then(|encoding| encoding.segments(text, limit_tokens));
        let segments = segments.map_err(|error| to_js(&error))?;
        let fields = [
            ("ids", segments.ids.into()),
            ("ends", segments.ends_utf16.into()),
        ];
        Ok(object(&fields).into())
    }
}

/// What is known of each class, or of all together; a module's memory holds no
/// text with more than 2³² tokens.
#[allow(clippy::cast_possible_truncation)]
fn numbers(counted: &Classes) -> Vec<u32> {
    if counted.unsorted > 0 {
        return vec![counted.unsorted as u32];
    }
    counted.sorted.map(|tokens| tokens as u32).to_vec()
}

/// Counts a text that comes in parts, cut anywhere, with one encoding.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Counter(encoding::Counter);

#[wasm_bindgen]
impl Counter {
    /// Nothing counted yet, of a text or of what follows its beginning.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(by_class: bool, is_rest: bool) -> Self {
        let counter = if by_class {
            encoding::Counter::by_class()
        } else {
            encoding::Counter::new()
        };
        Self(if is_rest { counter.of_rest() } else { counter })
    }

    /// The next part as UTF-8; broken bytes count as U+FFFD.
    ///
    /// # Errors
    ///
    /// `not-ready`.
    #[wasm_bindgen(js_name = pushBytes)]
    pub fn push_bytes(&mut self, encoding: &Encoding, part: &[u8]) -> Result<(), JsValue> {
        let encoding = encoding.0.for_bytes(part).map_err(|error| to_js(&error))?;
        self.0.push_bytes(encoding, part);
        Ok(())
    }

    /// The tokens of the whole text: one number, or one of each class. The
    /// counter is used up.
    ///
    /// # Errors
    ///
    /// `not-ready`.
    pub fn finish(self, encoding: &Encoding) -> Result<Vec<u32>, JsValue> {
        let encoding = encoding.0.for_text("").map_err(|error| to_js(&error))?;
        Ok(numbers(&self.0.finish_classes(encoding)))
    }
}
