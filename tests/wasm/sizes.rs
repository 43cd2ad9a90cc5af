//! Texts of a megabyte and more, in the memory that wasm has.

use js_sys::JsString;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::engine;

#[wasm_bindgen_test]
fn a_megabyte_in_one_piece_is_counted() {
    let engine = engine::load("o200k_base");
    for (unit, tokens) in [("a", 125_000), ("^", 125_000), (" ", 7_813)] {
        let text = JsString::from(unit).repeat(1_000_000);
        assert_eq!(
            engine.count(&text, &JsValue::UNDEFINED),
            Ok(tokens),
            "{unit:?}"
        );
    }
}

#[wasm_bindgen_test]
fn many_megabytes_are_counted_again_and_again() {
    let engine = engine::load("o200k_base");
    let line = "one two 3\n";
    for lines in [1, 400_000, 1_000_000, 1] {
        let text = JsString::from(line).repeat(lines);
        let one = engine.count(&line.into(), &JsValue::UNDEFINED).unwrap();
        let lines = u32::try_from(lines).unwrap();
        assert_eq!(engine.count(&text, &JsValue::UNDEFINED), Ok(one * lines));
    }
}
