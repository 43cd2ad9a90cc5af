//! Piece → token, for pieces that are a token as they stand: most of a text.

use super::vocab::Vocabulary;

/// Tokens of up to this many bytes are keys as they are.
const INLINE_BYTES: usize = 15;

/// A hash table from the bytes of every token to its id.
///
/// Short tokens stand in the table itself, so that a look-up is one place in
/// memory; longer ones are compared with the vocabulary's bytes.
pub(super) struct Pieces {
    short: Box<[Slot]>,
    /// Ids of the longer tokens by hash; [`NONE`] where empty.
    long: Box<[u32]>,
}

#[expect(clippy::cast_possible_truncation, reason = "the two halves")]
/// Which bits of two words belong to a piece, by its length in bytes.
const MASKS: [(u64, u64); INLINE_BYTES + 1] = {
    let mut masks = [(0, 0); INLINE_BYTES + 1];
    let mut length = 0;
    while length <= INLINE_BYTES {
        let mask = (1_u128 << (8 * length)) - 1;
        masks[length] = (mask as u64, (mask >> 64) as u64);
        length += 1;
    }
    masks
};

#[derive(Clone, Copy)]
struct Slot {
    key: Key,
    id: u32,
}

const NONE: u32 = u32::MAX;

/// The bytes of a short piece, padded with zero, and its length in the last
/// byte. No piece is empty, so a zero key is an empty slot.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Key {
    low: u64,
    high: u64,
}

impl Key {
    const EMPTY: Self = Self { low: 0, high: 0 };

    /// The key of `text[start..end]`, at most [`INLINE_BYTES`] long.
    #[inline]
    fn of(text: &[u8], start: usize, end: usize) -> Self {
        let length = end - start;
        let wide = if let Some(chunk) = text[start..].first_chunk::<16>() {
            *chunk
        } else {
            let mut padded = [0; 16];
            padded[..length].copy_from_slice(&text[start..end]);
            padded
        };
        let wide = u128::from_le_bytes(wide);
        #[expect(clippy::cast_possible_truncation, reason = "the two halves")]
        let (low, high) = (wide as u64, (wide >> 64) as u64);
        let (low_mask, high_mask) = MASKS[length & INLINE_BYTES];
        Self {
            low: low & low_mask,
            high: high & high_mask | (length as u64) << 56,
        }
    }

    #[inline]
    fn hash(self) -> u64 {
        let mixed = self.low.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ self.high;
        (mixed ^ mixed >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93)
    }
}

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

/// The place of a hash in a table of a power of two.
#[inline]
#[allow(
    clippy::cast_possible_truncation,
    reason = "32 bits are enough, as wasm has"
)]
fn place(hash: u64, table_length: usize) -> usize {
    (hash >> 32) as usize & (table_length - 1)
}

impl Pieces {
    /// Linear in the vocabulary.
    pub(super) fn build(vocabulary: &Vocabulary) -> Self {
        let tokens = || {
            (0..vocabulary.id_end())
                .map(|id| (id, vocabulary.token(id)))
                .filter(|(_, token)| !token.is_empty())
        };
        let is_short = |token: &[u8]| token.len() <= INLINE_BYTES;
        let short_count = tokens().filter(|(_, token)| is_short(token)).count();
        let long_count = tokens().count() - short_count;
        let empty = Slot {
            key: Key::EMPTY,
            id: NONE,
        };
        let mut this = Self {
            short: vec![empty; table_length(short_count)].into(),
            long: vec![NONE; table_length(long_count)].into(),
        };
        for (id, token) in tokens() {
            if is_short(token) {
                let key = Key::of(token, 0, token.len());
                let mut at = place(key.hash(), this.short.len());
                while this.short[at].key != Key::EMPTY {
                    at = (at + 1) & (this.short.len() - 1);
                }
                this.short[at] = Slot { key, id };
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

    /// The token that is exactly `text[start..end]`, if there is one. The
    /// piece is not empty.
    #[inline]
    pub(super) fn find(
        &self,
        vocabulary: &Vocabulary,
        text: &[u8],
        start: usize,
        end: usize,
    ) -> Option<u32> {
        if end - start > INLINE_BYTES {
            return self.find_long(vocabulary, &text[start..end]);
        }
        let key = Key::of(text, start, end);
        let mask = self.short.len() - 1;
        let mut at = place(key.hash(), self.short.len());
        loop {
            let slot = &self.short[at & mask];
            if slot.key == key {
                return Some(slot.id);
            }
            if slot.key == Key::EMPTY {
                return None;
            }
            at += 1;
        }
    }

    fn find_long(&self, vocabulary: &Vocabulary, piece: &[u8]) -> Option<u32> {
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

/// A power of two that leaves at least a fifth of the slots empty.
pub(super) fn table_length(entries: usize) -> usize {
    (entries * 5 / 4 + 1).next_power_of_two()
}
