//! What JavaScript catches: an `Error` with a code that says what to do.

use js_sys::{Array, JsString, Reflect, Uint32Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use super::engine;

const TEXT: JsValue = JsValue::UNDEFINED;

/// The code of an error, which must be an `Error` with a message.
fn code(error: &JsValue) -> String {
    let error: &js_sys::Error = error.dyn_ref().expect("an Error");
    assert!(error.message().length() > 20, "no message for people");
    let code = Reflect::get(error, &"code".into()).expect("an object");
    code.as_string().expect("a code")
}

fn code_of_file(encoding: &str, file: &[u8]) -> String {
    code(&engine::open(encoding, file).err().expect("a bad file"))
}

#[wasm_bindgen_test]
fn a_file_that_is_cut_off_is_refused() {
    let file = engine::file("r50k_base");
    for length in [0, 1, 7, 8, 20, 64, file.len() / 2, file.len() - 1] {
        let code = code_of_file("r50k_base", &file[..length]);
        assert_eq!(code, "invalid-vocabulary", "{length} bytes");
    }
}

#[wasm_bindgen_test]
fn a_file_that_is_altered_is_refused() {
    let mut file = engine::file("r50k_base").to_vec();
    let head = 0..96;
    let rest = (96..file.len()).step_by(file.len() / 100);
    for at in head.chain(rest).chain([file.len() - 1]) {
        for bit in [1, 0x80] {
            file[at] ^= bit;
            let code = code_of_file("r50k_base", &file);
            assert_eq!(code, "invalid-vocabulary", "byte {at}");
            file[at] ^= bit;
        }
    }
    file.push(0);
    assert_eq!(code_of_file("r50k_base", &file), "invalid-vocabulary");
}

#[wasm_bindgen_test]
fn what_is_no_vocabulary_or_another_ones_is_refused() {
    let page = b"<!doctype html><title>404 Not Found</title>".repeat(100);
    assert_eq!(code_of_file("o200k_base", &page), "invalid-vocabulary");
    assert_eq!(
        code_of_file("o200k_base", &vec![0; 100_000]),
        "invalid-vocabulary"
    );
    let other = engine::file("cl100k_base");
    assert_eq!(code_of_file("o200k_base", other), "invalid-vocabulary");
}

#[wasm_bindgen_test]
fn an_unknown_encoding_is_told_with_the_known_ones() {
    for name in ["", "o200k", "__proto__", "constructor"] {
        let error = engine::open(name, engine::file("r50k_base")).err();
        let error = error.expect("an unknown name");
        assert_eq!(code(&error), "unknown-encoding", "{name}");
        let suggestions = Reflect::get(&error, &"suggestions".into()).expect("an object");
        let suggestions: Array = suggestions.unchecked_into();
        assert!(suggestions.includes(&"o200k_base".into(), 0), "{name}");
    }
}

#[wasm_bindgen_test]
fn an_unknown_id_is_refused() {
    let engine = engine::load("p50k_base");
    for id in [engine.vocabulary_size(), u32::MAX] {
        let ids = Uint32Array::from(&[0, id][..]);
        assert_eq!(
            code(&engine.decode_bytes(&ids).unwrap_err()),
            "unknown-token"
        );
    }
}

#[wasm_bindgen_test]
fn a_special_token_is_refused_on_demand() {
    let engine = engine::load("r50k_base");
    let text = JsString::from("a <|endoftext|>");
    let reject = JsValue::from("reject");
    assert_eq!(
        code(&engine.encode(&text, &reject).unwrap_err()),
        "disallowed-special"
    );
    assert_eq!(
        code(&engine.count(&text, &reject).unwrap_err()),
        "disallowed-special"
    );
    assert!(engine.count(&text, &TEXT).is_ok());
}

#[wasm_bindgen_test]
fn an_unknown_mode_is_refused() {
    let engine = engine::load("r50k_base");
    let text = JsString::from("a");
    for mode in ["", "ALLOW", "__proto__"] {
        let error = engine.count(&text, &mode.into()).unwrap_err();
        assert_eq!(code(&error), "invalid-argument", "{mode}");
    }
}
