//! Counts the tokens of a text exactly as a language model's own tokenizer
//! does, tells what they cost and whether they fit the context window.
//!
//! The core is pure: it reads no clock, opens no connection and names no
//! browser type; the time is an argument. It runs natively and, through the
//! module `wasm`, in a browser or Node.

#![cfg_attr(all(target_arch = "wasm32", not(feature = "std")), no_std)]

extern crate alloc;

#[cfg(any(feature = "tokens", feature = "prices", feature = "requests"))]
pub mod catalog;
#[cfg(feature = "chunks")]
pub mod chunks;
#[cfg(feature = "prices")]
pub mod cost;
mod error;
#[cfg(feature = "prices")]
pub mod estimate;
#[cfg(feature = "prices")]
pub mod limits;

#[cfg(feature = "tokens")]
pub mod encoding;
#[cfg(feature = "requests")]
pub mod prompt;
#[cfg(feature = "keys")]
pub mod secrets;

#[cfg(any(feature = "tokens", feature = "keys", feature = "chunks"))]
mod utf16;

#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use error::{Error, ErrorKind, Result};

/// Without the standard library a panic has no message: the module stops.
#[cfg(all(target_arch = "wasm32", not(feature = "std")))]
#[panic_handler]
fn stop(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
