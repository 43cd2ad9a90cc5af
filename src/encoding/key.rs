//! The bytes of a short piece as two words.

/// Pieces of up to this many bytes have a key.
pub(super) const KEY_BYTES: usize = 13;

/// How many bits of [`Key::high`] are used; those above are free for what a
/// table keeps with the key.
pub(super) const HIGH_BITS: u32 = 44;

/// The bytes of a piece, padded with zero: eight in `low`, five in `high`, and
/// above those its length. No piece is empty, so no key is [`Key::EMPTY`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) low: u64,
    pub(super) high: u64,
}

#[expect(clippy::cast_possible_truncation, reason = "the two halves")]
/// Which bits of two words belong to a piece, by its length in bytes.
const MASKS: [(u64, u64); 16] = {
    let mut masks = [(0, 0); 16];
    let mut length = 0;
    while length <= KEY_BYTES {
        let mask = (1_u128 << (8 * length)) - 1;
        masks[length] = (mask as u64, (mask >> 64) as u64);
        length += 1;
    }
    masks
};

impl Key {
    pub(super) const EMPTY: Self = Self { low: 0, high: 0 };

    /// The key of `text[start..end]`, at most [`KEY_BYTES`] long.
    #[inline]
    pub(super) fn of(text: &[u8], start: usize, end: usize) -> Self {
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
        let (low_mask, high_mask) = MASKS[length & 15];
        Self {
            low: low & low_mask,
            high: high & high_mask | (length as u64) << (HIGH_BITS - 4),
        }
    }

    #[inline]
    pub(super) fn hash(self) -> u64 {
        let mixed = self.low.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ self.high;
        (mixed ^ mixed >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93)
    }
}

/// The place of a hash in a table of a power of two.
#[inline]
#[allow(
    clippy::cast_possible_truncation,
    reason = "32 bits are enough, as wasm has"
)]
pub(super) fn place(hash: u64, table_length: usize) -> usize {
    (hash >> 32) as usize & (table_length - 1)
}

/// A power of two that leaves at least a fifth of the slots empty.
pub(super) fn table_length(entries: usize) -> usize {
    (entries * 5 / 4 + 1).next_power_of_two()
}
