//! Counts the tokens of a text exactly as a language model's own tokenizer
//! does, tells what they cost and whether they fit the context window.
//!
//! The core is pure: it reads no clock, opens no connection and names no
//! browser type; the time is an argument. It runs natively and, through
//! [`wasm`], in a browser or Node.

pub mod catalog;
#[cfg(feature = "prices")]
pub mod cost;
mod error;
#[cfg(feature = "prices")]
pub mod estimate;
#[cfg(feature = "prices")]
pub mod limits;

#[cfg(feature = "tokens")]
pub mod encoding;

#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use error::{Error, ErrorKind, Result};
