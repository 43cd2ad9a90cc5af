//! Tokens are exactly those of the makers' own tokenizers, on every text.
//!
//! Oracles independent of the engine: the pinned `tiktoken-rs`, with each
//! maker's ranks and pattern, on random and real texts; a naive implementation
//! on short ones; `splintr` on random texts of the families that tiktoken does
//! not have; and vectors written by the makers' own packages.

mod chunks;
mod code_points;
mod comparison;
mod gemma;
mod ids;
mod independent;
mod mistral;
mod naive;
mod oracle;
mod pieces;
mod random;
mod random_texts;
mod real_texts;
mod repetition;
mod specials;
mod streaming;
mod vectors;
mod vocabularies;
