//! Tokens are exactly those of OpenAI's tiktoken, on every text.
//!
//! Three oracles, each independent of the engine: the pinned `tiktoken-rs` on
//! random and real texts, a naive implementation on short ones, and vectors
//! written by Python's `tiktoken`.

mod chunks;
mod code_points;
mod comparison;
mod ids;
mod naive;
mod random;
mod random_texts;
mod real_texts;
mod repetition;
mod specials;
mod streaming;
mod vectors;
mod vocabularies;
