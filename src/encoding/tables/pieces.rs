//! Piece → token, for pieces that are a token as they stand: most of a text.

use super::super::key::{HIGH_BITS, KEY_BYTES, Key, place, table_length};
use super::super::vocab::Vocabulary;
use alloc::{boxed::Box, vec};

/// A hash table from the bytes of every token to its id.
///
/// Short tokens stand in the table itself, so that a look-up is one place in
/// memory; longer ones are compared with the vocabulary's bytes.
pub(super) struct Pieces {
    /// Keys, each with the token's id in the free bits.
    short: Box<[Key]>,
    /// Ids of the longer tokens by hash; [`NONE`] where empty.
    long: Box<[u32]>,
}

const NONE: u32 = u32::MAX;

fn hash_long(piece: &[u8]) -> u64 {
    let (words, rest) = piece.as_chunks::<8>();
    let mut tail = [0; 8];
    tail[..rest.len()].copy_from_slice(rest);
    let words = words.iter().chain([&tail]);
    let mixed = words.fold(piece.len() as u64, |hash, word| {
        let mixed = (hash ^ u64::from_le_bytes(*word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ mixed >> 29
    });
    mixed.wrapping_mul(0xd6e8_feb8_6659_fd93)
}

impl Pieces {
    /// Linear in the vocabulary.
    pub(super) fn build(vocabulary: &Vocabulary) -> Self {
        let tokens = || {
            (0..vocabulary.id_end())
                .map(|id| (id, vocabulary.token(id)))
                .filter(|(_, token)| !token.is_empty())
        };
        let is_short = |token: &[u8]| token.len() <= KEY_BYTES;
        let short_count = tokens().filter(|(_, token)| is_short(token)).count();
        let long_count = tokens().count() - short_count;
        let mut this = Self {
            short: vec![Key::EMPTY; table_length(short_count)].into(),
            long: vec![NONE; table_length(long_count)].into(),
        };
        for (id, token) in tokens() {
            if is_short(token) {
                let Key { low, high } = Key::of(token, 0, token.len());
                let mut at = place(Key { low, high }.hash(), this.short.len());
                while this.short[at] != Key::EMPTY {
                    at = (at + 1) & (this.short.len() - 1);
                }
                let high = high | u64::from(id) << HIGH_BITS;
                this.short[at] = Key { low, high };
            } else {
                let mut at = place(hash_long(token), this.long.len());
                while this.long[at] != NONE {
                    at = (at + 1) & (this.long.len() - 1);
                }
                this.long[at] = id;
            }
        }
        this
    }

    /// The token with this key, if there is one.
    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "the high bits are the id")]
    pub(super) fn find(&self, key: Key) -> Option<u32> {
        let mask = self.short.len() - 1;
        let mut at = place(key.hash(), self.short.len());
        loop {
            let slot = self.short[at & mask];
            if slot.low == key.low && (slot.high ^ key.high) << (64 - HIGH_BITS) == 0 {
                return Some((slot.high >> HIGH_BITS) as u32);
            }
            if slot == Key::EMPTY {
                return None;
            }
            at += 1;
        }
    }

    /// The token that is exactly `piece`, of more than [`KEY_BYTES`].
    pub(super) fn find_long(&self, vocabulary: &Vocabulary, piece: &[u8]) -> Option<u32> {
        // Hashing a piece longer than every token would be work for nothing.
        if piece.len() > vocabulary.longest_token_bytes() {
            return None;
        }
        let mask = self.long.len() - 1;
        let mut at = place(hash_long(piece), self.long.len());
        loop {
            let id = self.long[at & mask];
            if id == NONE {
                return None;
            }
            if vocabulary.token(id) == piece {
                return Some(id);
            }
            at += 1;
        }
    }
}
