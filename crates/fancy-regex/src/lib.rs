//! Stands in for `fancy-regex` 0.19 under `genai-prices`, which matches the
//! names of models and providers with it.
//!
//! On wasm32 the host's own `RegExp` does the work, as it does for the same
//! data in that project's JavaScript package: a regex engine would be three
//! quarters of the wasm module. Elsewhere this is the real engine.
//!
//! Only what `genai-prices` calls is here: `new`, `as_str`, `is_match`, and
//! `replace_all` with groups by number. The two differ in one point that its
//! data does not touch: `\d` of `RegExp` is ASCII.

#[cfg(not(target_arch = "wasm32"))]
pub use engine::{Captures, Error, Regex, Result};

#[cfg(target_arch = "wasm32")]
mod host;
#[cfg(target_arch = "wasm32")]
pub use host::{Captures, Error, Regex, Result};
