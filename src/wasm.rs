//! The boundary to JavaScript: one file a thing that is exposed, each only
//! delegating to the core. The only place that names `wasm_bindgen`, `js_sys`
//! and `web_sys`.

#[cfg(feature = "prices")]
mod dto;
#[cfg(feature = "tokens")]
mod encoding;
mod error;
#[cfg(feature = "prices")]
mod prices;
#[cfg(feature = "tokens")]
mod resolve;
