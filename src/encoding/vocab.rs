//! A vocabulary: the bytes of every token and the merges that make them.

mod blocks;
mod coder;
#[cfg(not(target_arch = "wasm32"))]
pub mod content;
pub mod decode;
#[cfg(not(target_arch = "wasm32"))]
pub mod encode;
pub mod file;
mod model;
mod repeats;
mod shape;
mod urn;
#[cfg(not(target_arch = "wasm32"))]
mod writer;

use super::merge::{Pairs, Token};
use crate::{Error, ErrorKind};
use alloc::vec::Vec;
use core::ops::Range;
use file::Merge;

/// How many tokens are single bytes: every one, so that any text encodes.
pub const BYTE_TOKENS: u32 = 256;

/// Longer than any token of any tokenizer (`o200k_base` has 128 spaces), so
/// that an altered file cannot make tokens that double without end.
pub(super) const MAX_TOKEN_BYTES: usize = 1024;

/// The bytes of every ordinary token, by id.
pub(super) struct Vocabulary {
    /// The bytes of all tokens, one after the other.
    arena: Vec<u8>,
    /// Where token `id` ends in `arena`; it starts where `id - 1` ends. An id
    /// without a token is empty.
    ends: Vec<u32>,
    longest_token_bytes: usize,
}

impl Vocabulary {
    /// Spells every token out. Linear in the bytes of the vocabulary.
    pub(super) fn build(pairs: &Pairs) -> Self {
        let tokens = pairs.tokens();
        let lengths = (0..pairs.id_end()).map(|id| pairs.token_bytes(id));
        let mut this = Self {
            arena: Vec::with_capacity(lengths.clone().sum()),
            ends: Vec::with_capacity(tokens.len()),
            longest_token_bytes: lengths.max().unwrap_or(0),
        };
        for token in tokens {
            match token {
                None => {}
                Some(Token::Byte(byte)) => this.arena.push(byte),
                Some(Token::Merge(Merge { left, right })) => {
                    for part in [left, right] {
                        this.arena.extend_from_within(this.range(part));
                    }
                }
            }
            this.close();
        }
        this
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "the tokens are few and bounded"
    )]
    fn close(&mut self) {
        self.ends.push(self.arena.len() as u32);
    }

    /// One more than the largest id.
    #[expect(clippy::cast_possible_truncation, reason = "ids are u32")]
    pub(super) fn id_end(&self) -> u32 {
        self.ends.len() as u32
    }

    pub(super) fn longest_token_bytes(&self) -> usize {
        self.longest_token_bytes
    }

    fn range(&self, id: u32) -> Range<usize> {
        let id = id as usize;
        let Some(&end) = self.ends.get(id) else {
            return 0..0;
        };
        let start = if id == 0 { 0 } else { self.ends[id - 1] };
        start as usize..end as usize
    }

    /// The bytes of token `id`; empty if there is no such token.
    pub(super) fn token(&self, id: u32) -> &[u8] {
        &self.arena[self.range(id)]
    }
}

pub(super) fn invalid(problem: &str) -> Error {
    Error::new(
        ErrorKind::InvalidVocabulary,
        [
            "the vocabulary file cannot be used: ",
            problem,
            "; load it again, or build it again with the same release of tokenmeter",
        ]
        .concat(),
    )
}
