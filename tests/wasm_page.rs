//! The boundary to JavaScript, in a page.
#![cfg(target_arch = "wasm32")]

mod wasm;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn this_is_a_page() {
    assert!(wasm::has_global("document"));
}
