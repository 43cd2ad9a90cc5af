//! A vocabulary: the bytes of every token and the merges that make them.

pub mod file;

use crate::{Error, ErrorKind, Result};
use std::ops::Range;

/// How many tokens are single bytes: every one, so that any text encodes.
pub const BYTE_TOKENS: u32 = 256;

/// Longer than any token of any tokenizer (`o200k_base` has 128 spaces), so
/// that an altered file cannot make tokens that double without end.
const MAX_TOKEN_BYTES: usize = 1024;

/// Every ordinary token of a vocabulary, by id.
///
/// An id is also the rank: of two possible merges the one with the smaller id
/// comes first.
pub(super) struct Vocabulary {
    /// The bytes of all tokens, one after the other.
    arena: Vec<u8>,
    /// Where token `id` ends in `arena`; it starts where `id - 1` ends. An id
    /// without a token is empty.
    ends: Vec<u32>,
    /// The token of each single byte.
    byte_ids: [u32; BYTE_TOKENS as usize],
    longest_token_bytes: usize,
}

impl Vocabulary {
    /// Spells every token out from its merge.
    ///
    /// # Errors
    ///
    /// `invalid-vocabulary` if a merge names a token that comes later or is
    /// missing, or if two tokens stand for the same byte.
    pub(super) fn build(content: &file::Content) -> Result<Self> {
        let capacity = content.merges.len() + content.gaps.len() + BYTE_TOKENS as usize;
        let mut this = Self {
            arena: Vec::with_capacity(capacity * 7),
            ends: Vec::with_capacity(capacity),
            byte_ids: [u32::MAX; BYTE_TOKENS as usize],
            longest_token_bytes: 1,
        };
        for (id, &byte) in (0..).zip(&content.bytes) {
            if this.byte_ids[usize::from(byte)] != u32::MAX {
                return Err(invalid("two tokens stand for the same byte"));
            }
            this.byte_ids[usize::from(byte)] = id;
            this.arena.push(byte);
            this.close();
        }
        for (id, merge) in content.merges_by_id() {
            while this.id_end() < id {
                this.close();
            }
            let parts = [merge.left, merge.right].map(|part| this.range(part));
            if parts.iter().any(Range::is_empty) {
                return Err(invalid("a merge names a token that is not there"));
            }
            let length = parts.iter().map(Range::len).sum();
            if length > MAX_TOKEN_BYTES {
                return Err(invalid("it has a token that is too long"));
            }
            this.longest_token_bytes = this.longest_token_bytes.max(length);
            for part in parts {
                this.arena.extend_from_within(part);
            }
            this.close();
        }
        Ok(this)
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "the file bounds its size to u32"
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

    /// The token that is the single byte `byte`.
    #[inline]
    pub(super) fn byte_id(&self, byte: u8) -> u32 {
        self.byte_ids[usize::from(byte)]
    }
}

fn invalid(problem: &str) -> Error {
    Error::new(
        ErrorKind::InvalidVocabulary,
        format!(
            "the vocabulary file cannot be used: {problem}; load it again, \
             or build it again with the same release of tokenmeter"
        ),
    )
}
