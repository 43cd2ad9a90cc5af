//! What short pieces merged into, for the next time they turn up.

use super::super::key::{HIGH_BITS, Key, place};
use alloc::{boxed::Box, vec};

/// Pieces of more tokens are not kept.
const MOST_TOKENS: usize = 4;
const SLOTS: usize = 1 << 12;

/// A table of the last pieces, one a place: a new piece drives out the old.
pub(super) struct Memory {
    slots: Box<[Slot]>,
}

#[derive(Clone, Copy)]
struct Slot {
    /// With the number of tokens in the free bits.
    key: Key,
    tokens: [u32; MOST_TOKENS],
}

impl Memory {
    pub(super) fn new() -> Self {
        let empty = Slot {
            key: Key::EMPTY,
            tokens: [0; MOST_TOKENS],
        };
        Self {
            slots: vec![empty; SLOTS].into(),
        }
    }

    /// The tokens of the piece with this key, or none if it is not known.
    #[inline]
    pub(super) fn find(&self, key: Key) -> &[u32] {
        let slot = &self.slots[place(key.hash(), SLOTS)];
        let known = slot.key.low == key.low && (slot.key.high ^ key.high) << (64 - HIGH_BITS) == 0;
        let tokens = (1..=MOST_TOKENS).find(|&tokens| tokens as u64 == slot.key.high >> HIGH_BITS);
        &slot.tokens[..tokens.filter(|_| known).unwrap_or(0)]
    }

    #[inline]
    pub(super) fn keep(&mut self, key: Key, tokens: &[u32]) {
        if tokens.len() > MOST_TOKENS {
            return;
        }
        let slot = &mut self.slots[place(key.hash(), SLOTS)];
        slot.key.low = key.low;
        slot.key.high = key.high | (tokens.len() as u64) << HIGH_BITS;
        slot.tokens[..tokens.len()].copy_from_slice(tokens);
    }
}
