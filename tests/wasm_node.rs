//! The boundary to JavaScript, in Node.
#![cfg(target_arch = "wasm32")]

mod wasm;

use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn this_is_node() {
    assert!(wasm::has_global("process") && !wasm::has_global("document"));
}
