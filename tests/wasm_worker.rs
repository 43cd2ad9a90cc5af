//! The boundary to JavaScript, in a worker.
#![cfg(target_arch = "wasm32")]

mod wasm;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[wasm_bindgen_test]
fn this_is_a_worker() {
    assert!(wasm::has_global("importScripts") && !wasm::has_global("document"));
}
