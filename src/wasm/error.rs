//! The crate's error as a JavaScript `Error`.

use super::js;
use crate::Error;
use alloc::vec;
use wasm_bindgen::JsValue;

/// A JavaScript `Error` with the message, `code`, and `suggestions` where
/// there are any.
pub(super) fn to_js(error: &Error) -> JsValue {
    let mut fields = vec![("code", error.code().into())];
    if !error.suggestions().is_empty() {
        fields.push(("suggestions", error.suggestions().to_vec().into()));
    }
    js::error(error.message(), &fields)
}
