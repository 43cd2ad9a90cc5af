//! What Python's `tiktoken` says, of JavaScript's strings.

use js_sys::{Array, JSON, JsString, Reflect, Uint32Array};
use tokenmeter::encoding::{Form, ROWS, rows};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use super::engine::{self, Engine};

const GOLDEN: &str = include_str!("../vectors/golden.json");

/// Property `name`, or `undefined`.
fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).expect("an object")
}

fn ids(array: &JsValue) -> Vec<u32> {
    Uint32Array::new(array).to_vec()
}

/// The text of a vector: ill-formed where it is given in UTF-16.
fn text(vector: &JsValue) -> JsString {
    let text = get(vector, "text");
    if text.is_string() {
        return text.unchecked_into();
    }
    let units = js_sys::Uint16Array::new(&get(vector, "utf16")).to_vec();
    JsString::from_char_code(&units)
}

fn check(engine: &Engine, vector: &JsValue) {
    let encoding = engine.name();
    let context = format!("{encoding} on {:?}", get(vector, "name").as_string());
    let text = text(vector);
    let expected = ids(&get(&get(vector, "ids"), &encoding));
    let tokens = u32::try_from(expected.len()).unwrap();
    let plain = JsValue::UNDEFINED;

    assert_eq!(
        engine.encode(&text, &plain).unwrap().to_vec(),
        expected,
        "{context}"
    );
    assert_eq!(engine.count(&text, &plain).unwrap(), tokens, "{context}");
    assert_eq!(engine.count_up_to(&text, tokens), Some(tokens), "{context}");
    if let Some(less) = tokens.checked_sub(1) {
        assert_eq!(engine.count_up_to(&text, less), None, "{context}");
    }

    let segments = engine.segments(&text, u32::MAX).unwrap();
    let ends = ids(&get(&segments, "ends"));
    assert_eq!(ids(&get(&segments, "ids")), expected, "{context}");
    assert_eq!(ends.len(), expected.len(), "{context}");
    assert!(ends.is_sorted(), "{context}: {ends:?}");
    // In the units of the text as it was given, lone surrogates included.
    assert_eq!(
        ends.last().copied().unwrap_or(0),
        text.length(),
        "{context}"
    );

    // A lone surrogate is U+FFFD from here on.
    let normal = get(vector, "nfc");
    let well_formed = match rows::find(&encoding).unwrap().form {
        Form::C if normal.is_string() => normal.as_string().unwrap(),
        Form::Spaced | Form::Prefixed => String::from(&text).replace('▁', " "),
        Form::C | Form::Given => String::from(&text),
    };
    let array = Uint32Array::from(&expected[..]);
    assert_eq!(
        engine.decode_bytes(&array).unwrap().to_vec(),
        well_formed.as_bytes(),
        "{context}"
    );

    let allowed = get(vector, "allowed");
    let allowed = if allowed.is_undefined() {
        allowed
    } else {
        get(&allowed, &encoding)
    };
    let allowed = if allowed.is_undefined() {
        expected
    } else {
        ids(&allowed)
    };
    let allow = JsValue::from("allow");
    assert_eq!(
        engine.encode(&text, &allow).unwrap().to_vec(),
        allowed,
        "{context}"
    );
}

#[wasm_bindgen_test]
fn texts_of_every_kind_have_the_ids_of_tiktoken() {
    let vectors = get(&JSON::parse(GOLDEN).expect("golden.json"), "texts");
    let vectors: Array = vectors.unchecked_into();
    assert!(vectors.length() > 50, "vectors are missing");
    for row in ROWS {
        let engine = engine::load(row.name);
        assert_eq!(engine.name(), row.name);
        for vector in vectors.iter() {
            check(&engine, &vector);
        }
    }
}
