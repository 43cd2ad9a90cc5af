//! [`crate::prompt`] in JavaScript, over the counts of another module.

use super::error::to_js;
use super::js::{number, object};
use crate::catalog::tokenizer::{Basis, TokenizerInfo, by_key, resolve};
use crate::classes::{CLASSES, Classes};
use crate::prompt::{self, CountedPrompt, Prompt};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** The tokens of a request, and where they are. */
export interface RequestCount {
  tokens: number;
  low: number;
  high: number;
  basis: "exact" | "assumed" | "estimate";
  tokenizer: string;
  parts: { kind: "text" | "message" | "tool" | "image" | "framing"; label: string; tokens: number }[];
  notes: string[];
  /** The API that the request is for, for people. */
  api: string;
  /** The model that it names. */
  requestedModel: string | null;
  /** The most output that it asks for. */
  requestedOutputTokens: number | null;
}
"#;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "RequestCount")]
    pub type JsRequestCount;
}

/// A request taken apart, to be counted.
#[wasm_bindgen]
pub struct Request {
    prompt: Prompt,
    tokenizer: TokenizerInfo,
}

#[wasm_bindgen]
impl Request {
    /// Reads a request body for a model, which is counted by a tokenizer.
    ///
    /// # Errors
    ///
    /// `invalid-request` with line and column; `unknown-model`.
    #[wasm_bindgen(constructor)]
    pub fn new(body: &str, model: &str, tokenizer: &str) -> Result<Request, JsValue> {
        let read = || {
            let known = by_key(tokenizer).map_or_else(|| resolve(tokenizer), Ok)?;
            Ok((prompt::read(body, model)?, known))
        };
        let (prompt, tokenizer) = read().map_err(|error| to_js(&error))?;
        Ok(Self { prompt, tokenizer })
    }

    /// The encoding to count the texts with.
    #[must_use]
    pub fn encoding(&self) -> String {
        self.tokenizer.encoding.to_owned()
    }

    /// The texts to be counted, each by itself.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        self.prompt.texts().map(str::to_owned).collect()
    }

    /// Whether its count is an estimate, for which the texts are counted by
    /// class.
    #[wasm_bindgen(js_name = isEstimate)]
    #[must_use]
    pub fn is_estimate(&self) -> bool {
        self.tokenizer.basis == Basis::Estimate
    }

    /// What the request has, given the tokens of each of its texts in
    /// [`Request::encoding`]; in `o200k_base` if `estimate` is set. Of each one
    /// number, or one of each class.
    #[must_use]
    pub fn count(
        &self,
        counts: &[u32],
        estimate: bool,
        #[wasm_bindgen(js_name = byClass)] by_class: bool,
    ) -> JsRequestCount {
        let counts = counts.chunks(if by_class { CLASSES } else { 1 });
        let counts: Vec<Classes> = counts.map(Classes::from_counts).collect();
        let wide = counts
            .iter()
            .find_map(|counted| self.tokenizer.wide_note(counted));
        let counted = if estimate {
            self.prompt.estimate_from(&counts, &self.tokenizer)
        } else {
            self.prompt.assemble(&counts, &self.tokenizer)
        };
        self.to_js(counted, wide)
    }
}

impl Request {
    fn to_js(&self, counted: CountedPrompt, wide: Option<&str>) -> JsRequestCount {
        let parts: Vec<JsValue> = counted
            .parts
            .into_iter()
            .map(|part| {
                object(&[
                    ("kind", part.kind.name().into()),
                    ("label", part.label.into()),
                    ("tokens", number(Some(part.tokens))),
                ])
                .into()
            })
            .collect();
        let own = Some(self.tokenizer.note).filter(|note| !note.is_empty());
        let told = self.prompt.notes.iter().map(String::as_str);
        let notes: Vec<JsValue> = own
            .into_iter()
            .chain(wide)
            .chain(told)
            .map(JsValue::from)
            .collect();
        let prompt = &self.prompt;
        object(&[
            ("tokens", number(Some(counted.counted.tokens))),
            ("low", number(Some(counted.counted.low))),
            ("high", number(Some(counted.counted.high))),
            ("basis", counted.basis.name().into()),
            ("tokenizer", self.tokenizer.id.into()),
            ("parts", parts.into()),
            ("notes", notes.into()),
            ("api", prompt.dialect.name().into()),
            (
                "requestedModel",
                prompt.model.as_deref().map_or(JsValue::NULL, JsValue::from),
            ),
            ("requestedOutputTokens", number(prompt.max_output_tokens)),
        ])
        .unchecked_into()
    }
}

/// A name for the rules that hold for a model's requests.
#[wasm_bindgen(js_name = rulesOf)]
#[must_use]
pub fn rules_of(model: &str) -> String {
    prompt::rules_of(model)
}
