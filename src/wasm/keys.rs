//! [`crate::secrets`] in JavaScript.

use super::js::object;
use crate::secrets::{self, Key};
use alloc::vec::Vec;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const KEY: &str = r#"
/** An API key that stands in a text. What it says is not in it. */
export interface Key {
  /** A stable name, such as `openai`. */
  kind: string;
  /** What it is, for people. */
  name: string;
  /** Who gave it out. */
  provider: string;
  /** Where it stands, in UTF-16 code units. */
  start: number;
  end: number;
  /** What can be shown in its place: prefix, three asterisks, last four characters. */
  masked: string;
  /** Where its owner can revoke it. */
  revokeUrl: string;
  /** The environment variable that the provider's library reads it from. */
  variable: string;
}
"#;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "Key")]
    pub type JsKey;
}

/// The keys in `text`, in order.
#[wasm_bindgen(js_name = findKeys)]
#[must_use]
pub fn find_keys(text: &str) -> Vec<JsKey> {
    secrets::find_keys(text).iter().map(js_key).collect()
}

fn js_key(key: &Key) -> JsKey {
    let provider = key.shape.provider;
    object(&[
        ("kind", key.shape.kind.into()),
        ("name", key.shape.name.into()),
        ("provider", provider.name.into()),
        ("start", key.range_utf16.start.into()),
        ("end", key.range_utf16.end.into()),
        ("masked", key.masked.as_str().into()),
        ("revokeUrl", provider.revoke_url.into()),
        ("variable", provider.variable.into()),
    ])
    .unchecked_into()
}
