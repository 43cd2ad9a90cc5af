//! Counts the tokens of a text exactly as a language model's own tokenizer
//! does, tells what they cost and whether they fit the context window.
//!
//! The core is pure: it reads no clock, opens no connection and names no
//! browser type; the time is an argument. It runs natively and, through the
//! module `wasm`, in a browser or Node.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use std::time::SystemTime;
//! use tokenmeter::catalog::Catalog;
//! use tokenmeter::encoding::Encoding;
//! use tokenmeter::estimate::{Plan, estimate};
//!
//! let file = std::fs::read("target/vocab/o200k_base.tmvocab")?;
//! let encoding = Encoding::load("o200k_base", &file)?;
//! let tokens = encoding.count("Hello, world!");
//!
//! let catalog = Catalog::built_in();
//! let model = catalog.model("gpt-4o")?;
//! let counted = model.tokenizer().range(&(tokens as u64).into());
//! let estimate = estimate(&model, counted, &Plan::default(), SystemTime::now())?;
//! println!("{tokens} tokens, {:?}", estimate.cost.map(|cost| cost.total_usd));
//! # assert_eq!(tokens, 4);
//! # Ok(()) }
//! ```
//!
//! A vocabulary file is one of those that `cargo xtask vocab` writes to
//! `target/vocab`, and that the npm package has in `vocab/`.
//!
//! # Features
//!
//! All are on by default. None brings a dependency that is for browsers into a
//! native program.
//!
//! | feature | what it has |
//! |---|---|
//! | `tokens` | [`encoding`]: counting, encoding, decoding |
//! | `prices` | [`catalog`], [`cost`], [`estimate`](mod@estimate), [`limits`]: models, prices, windows, rate limits |
//! | `chunks` | [`chunks`]: a long text in parts that fit |
//! | `keys` | [`secrets`]: API keys in a text |
//! | `std` | natively always so; off, on wasm32, the crate is a module without the standard library |

#![cfg_attr(all(target_arch = "wasm32", not(feature = "std")), no_std)]

extern crate alloc;

#[cfg(feature = "prices")]
pub mod bill;
#[cfg(any(feature = "tokens", feature = "prices", feature = "requests"))]
pub mod catalog;
#[cfg(any(feature = "tokens", feature = "prices"))]
mod checksum;
#[cfg(feature = "chunks")]
pub mod chunks;
#[cfg(any(feature = "tokens", feature = "prices", feature = "requests"))]
pub mod classes;
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

/// The README's examples in Rust are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub use error::{Error, ErrorKind, Result};

/// Without the standard library a panic has no message: the module stops.
#[cfg(all(target_arch = "wasm32", not(feature = "std")))]
#[panic_handler]
fn stop(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
