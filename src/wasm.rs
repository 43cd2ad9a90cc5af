//! The boundary to JavaScript: one file a thing that is exposed, each only
//! delegating to the core. The only place that names `wasm_bindgen`.

#[cfg(feature = "prices")]
mod bill;
#[cfg(feature = "chunks")]
mod chunks;
#[cfg(feature = "prices")]
mod dto;
#[cfg(feature = "tokens")]
mod encoding;
#[cfg(any(
    feature = "tokens",
    feature = "prices",
    feature = "chunks",
    feature = "requests"
))]
mod error;
#[cfg(feature = "prices")]
mod files;
mod js;
#[cfg(feature = "keys")]
mod keys;
#[cfg(feature = "prices")]
mod prices;
#[cfg(feature = "prices")]
mod rate;
#[cfg(feature = "requests")]
mod requests;
#[cfg(feature = "tokens")]
mod resolve;

#[cfg(feature = "chunks")]
pub use chunks::chunks_of;
#[cfg(feature = "tokens")]
pub use encoding::{Encoding, vocabulary_of};
#[cfg(feature = "tokens")]
pub(crate) use js::nfc;
#[cfg(feature = "keys")]
pub use keys::find_keys;

#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
