//! The class `Encoding` as JavaScript calls it.

use js_sys::{JsString, Object, Uint8Array, Uint32Array};
use tokenmeter::wasm::{self, Encoding};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// An instance of the class, through its methods alone: every argument
    /// and result crosses the boundary.
    pub type Engine;

    #[wasm_bindgen(method, getter)]
    pub fn name(this: &Engine) -> String;

    #[wasm_bindgen(method, getter, js_name = vocabularySize)]
    pub fn vocabulary_size(this: &Engine) -> u32;

    #[wasm_bindgen(method, catch)]
    pub fn count(this: &Engine, text: &JsString, mode: &JsValue) -> Result<u32, JsValue>;

    #[wasm_bindgen(method, js_name = countUpTo)]
    pub fn count_up_to(this: &Engine, text: &JsString, limit_tokens: u32) -> Option<u32>;

    #[wasm_bindgen(method, catch)]
    pub fn encode(this: &Engine, text: &JsString, mode: &JsValue) -> Result<Uint32Array, JsValue>;

    #[wasm_bindgen(method, catch, js_name = decodeBytes)]
    pub fn decode_bytes(this: &Engine, ids: &Uint32Array) -> Result<Uint8Array, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub fn segments(this: &Engine, text: &JsString, limit_tokens: u32) -> Result<Object, JsValue>;
}

/// The vocabulary files as the build makes them.
const FILES: &[(&str, &[u8])] = &[
    (
        "o200k_base",
        include_bytes!(concat!(env!("TOKENMETER_VOCAB_DIR"), "/o200k_base.tmvocab")),
    ),
    (
        "cl100k_base",
        include_bytes!(concat!(
            env!("TOKENMETER_VOCAB_DIR"),
            "/cl100k_base.tmvocab"
        )),
    ),
    (
        "p50k_base",
        include_bytes!(concat!(env!("TOKENMETER_VOCAB_DIR"), "/p50k_base.tmvocab")),
    ),
    (
        "r50k_base",
        include_bytes!(concat!(env!("TOKENMETER_VOCAB_DIR"), "/r50k_base.tmvocab")),
    ),
    (
        "deepseek",
        include_bytes!(concat!(env!("TOKENMETER_VOCAB_DIR"), "/deepseek.tmvocab")),
    ),
    (
        "qwen",
        include_bytes!(concat!(env!("TOKENMETER_VOCAB_DIR"), "/qwen.tmvocab")),
    ),
    (
        "gemma",
        include_bytes!(concat!(env!("TOKENMETER_VOCAB_DIR"), "/gemma.tmvocab")),
    ),
    (
        "mistral",
        include_bytes!(concat!(env!("TOKENMETER_VOCAB_DIR"), "/mistral.tmvocab")),
    ),
    (
        "tekken",
        include_bytes!(concat!(env!("TOKENMETER_VOCAB_DIR"), "/tekken.tmvocab")),
    ),
];

/// The vocabulary file of an encoding.
pub fn file(encoding: &str) -> &'static [u8] {
    let vocabulary = wasm::vocabulary_of(encoding).expect("an encoding");
    let mut files = FILES.iter();
    files
        .find(|(name, _)| *name == vocabulary)
        .expect("a vocabulary file")
        .1
}

/// The encoding `name` over a vocabulary file.
pub fn open(name: &str, file: &[u8]) -> Result<Engine, JsValue> {
    let mut encoding = Encoding::new(name)?;
    encoding.push(file)?;
    encoding.finish()?;
    Ok(JsValue::from(encoding).unchecked_into())
}

/// An encoding over its own file.
pub fn load(name: &str) -> Engine {
    open(name, file(name)).expect("a good file")
}
