//! What holds wherever JavaScript runs: the cases of every wasm suite.

mod engine;
mod failures;
mod sizes;
mod vectors;

use wasm_bindgen::JsValue;

/// Whether the global object has `name`.
pub fn has_global(name: &str) -> bool {
    js_sys::Reflect::has(&js_sys::global(), &JsValue::from(name)).expect("a global object")
}
