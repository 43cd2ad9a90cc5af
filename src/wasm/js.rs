//! The JavaScript values that the boundary makes by hand.
//!
//! `js-sys` has them too, but whoever links it gets the exports of its futures
//! as well: a twentieth of the tokens module.

#[cfg(feature = "tokens")]
use alloc::string::String;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    pub(super) type Object;
    #[wasm_bindgen(constructor)]
    fn new() -> Object;
    #[wasm_bindgen(method, structural, indexing_setter)]
    pub(super) fn set(this: &Object, name: &str, value: &JsValue);

    #[wasm_bindgen(extends = Object)]
    pub(super) type Error;
    #[wasm_bindgen(constructor)]
    fn new(message: &str) -> Error;
}

#[cfg(feature = "tokens")]
#[wasm_bindgen]
extern "C" {
    type Text;
    #[wasm_bindgen(method)]
    fn normalize(this: &Text) -> String;
}

/// The text in Unicode's normalisation form C.
#[cfg(feature = "tokens")]
pub fn nfc(text: &str) -> String {
    JsValue::from_str(text).unchecked_into::<Text>().normalize()
}

/// An object with these properties.
pub(super) fn object(fields: &[(&str, JsValue)]) -> Object {
    with(Object::new(), fields)
}

/// An `Error` with these properties beside its message.
#[cfg(any(
    feature = "tokens",
    feature = "prices",
    feature = "chunks",
    feature = "requests"
))]
pub(super) fn error(message: &str, fields: &[(&str, JsValue)]) -> JsValue {
    with(Error::new(message).into(), fields).into()
}

fn with(object: Object, fields: &[(&str, JsValue)]) -> Object {
    for (name, value) in fields {
        object.set(name, value);
    }
    object
}

/// A number, or `null`. No count here passes 2^53.
#[cfg(any(feature = "prices", feature = "requests"))]
#[allow(clippy::cast_precision_loss)]
pub(super) fn number(value: Option<u64>) -> JsValue {
    or_null(value.map(|value| value as f64))
}

/// A number, or `null`.
#[cfg(any(feature = "prices", feature = "requests"))]
pub(super) fn or_null(value: Option<f64>) -> JsValue {
    value.map_or(JsValue::NULL, JsValue::from)
}
