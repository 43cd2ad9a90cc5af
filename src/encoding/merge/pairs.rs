//! Pair of ids → the token they merge into.

use super::super::pieces::table_length;
use super::super::vocab::file::{Content, MAX_TOKENS};

/// No merge: larger than every rank.
pub(in super::super) const NO_MERGE: u32 = u32::MAX;

const ID_BITS: u32 = MAX_TOKENS.trailing_zeros();
const EMPTY: u64 = u64::MAX;

/// A hash table of one word an entry: left id, right id and merged id, 18
/// bits each.
pub(in super::super) struct Pairs {
    slots: Box<[u64]>,
}

impl Pairs {
    /// Linear in the vocabulary.
    pub(in super::super) fn build(content: &Content) -> Self {
        let mut slots = vec![EMPTY; table_length(content.merges.len())].into_boxed_slice();
        let mask = slots.len() - 1;
        for (id, merge) in content.merges_by_id() {
            let key = key(merge.left, merge.right);
            let mut at = hash(key) & mask;
            while slots[at] != EMPTY {
                at = (at + 1) & mask;
            }
            slots[at] = key << ID_BITS | u64::from(id);
        }
        Self { slots }
    }

    /// The token that `left` and `right` merge into, which is also the
    /// merge's rank, or [`NO_MERGE`].
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "the low bits are the id")]
    pub(in super::super) fn rank(&self, left: u32, right: u32) -> u32 {
        let mask = self.slots.len() - 1;
        let key = key(left, right);
        let mut at = hash(key);
        loop {
            let slot = self.slots[at & mask];
            if slot >> ID_BITS == key {
                return slot as u32 & (MAX_TOKENS - 1);
            }
            if slot == EMPTY {
                return NO_MERGE;
            }
            at += 1;
        }
    }
}

#[inline]
fn key(left: u32, right: u32) -> u64 {
    u64::from(left) << ID_BITS | u64::from(right)
}

#[inline]
#[allow(
    clippy::cast_possible_truncation,
    reason = "32 bits are enough, as wasm has"
)]
fn hash(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
}
