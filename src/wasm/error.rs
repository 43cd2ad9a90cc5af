//! The crate's error as a JavaScript `Error`.

use crate::Error;
use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;

/// A JavaScript `Error` with the message, `code`, and `suggestions` where
/// there are any.
pub(super) fn to_js(error: &Error) -> JsValue {
    let js = js_sys::Error::new(&error.to_string());
    let set = |name: &str, value: JsValue| {
        // A new object takes any property.
        let _ = Reflect::set(&js, &name.into(), &value);
    };
    set("code", error.code().into());
    if !error.suggestions().is_empty() {
        let names = error.suggestions().iter().map(JsValue::from);
        set("suggestions", names.collect::<Array>().into());
    }
    js.into()
}
