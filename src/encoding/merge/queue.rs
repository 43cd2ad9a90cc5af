//! A priority queue of merges by rank.

use super::super::vocab::file::MAX_TOKENS;
use super::super::work::Tally;
use alloc::{vec, vec::Vec};

const WORD_BITS: usize = u64::BITS as usize;
const NONE: u32 = u32::MAX;

/// For each rank the places that wait for it, in a list; and a tree of bits,
/// 64 a node, that finds the smallest rank that has any in three steps.
///
/// Long runs of one character make few ranks with many places each, random
/// letters many ranks with few: both cost a step or two a place.
pub(super) struct Queue {
    /// Bit r of the first level is set if rank r has places; bit w of the
    /// next if word w of the level below is not zero.
    levels: [Vec<u64>; 3],
    /// The newest entry of each rank, or [`NONE`].
    heads: Vec<u32>,
    entries: Vec<Entry>,
    /// The newest of the entries that can be used again, or [`NONE`].
    free: u32,
}

struct Entry {
    place: u32,
    older: u32,
}

impl Queue {
    pub(super) fn new() -> Self {
        let ranks = MAX_TOKENS as usize;
        let words = [1, 2, 3].map(|level| ranks.div_ceil(WORD_BITS.pow(level)));
        Self {
            levels: words.map(|words| vec![0; words]),
            heads: vec![NONE; ranks],
            entries: Vec::new(),
            free: NONE,
        }
    }

    /// Adds a place that waits for `rank`.
    #[inline]
    pub(super) fn push(&mut self, rank: u32, place: u32) {
        let older = core::mem::replace(&mut self.heads[rank as usize], NONE);
        if older == NONE {
            let mut index = rank as usize;
            for level in &mut self.levels {
                level[index / WORD_BITS] |= 1 << (index % WORD_BITS);
                index /= WORD_BITS;
            }
        }
        let entry = Entry { place, older };
        self.heads[rank as usize] = if self.free == NONE {
            self.entries.push(entry);
            index(self.entries.len() - 1)
        } else {
            let at = self.free;
            let slot = &mut self.entries[at as usize];
            self.free = slot.older;
            *slot = entry;
            at
        };
    }

    /// Takes the smallest rank with all its places, in no order, into
    /// `places`. A place that was pushed twice is there twice.
    pub(super) fn pop<T: Tally>(&mut self, places: &mut Vec<u32>, tally: &mut T) -> Option<u32> {
        let mut rank = 0;
        for level in self.levels.iter().rev() {
            let word = level[rank];
            if word == 0 {
                return None;
            }
            rank = rank * WORD_BITS + word.trailing_zeros() as usize;
        }
        let mut index = rank;
        for level in &mut self.levels {
            level[index / WORD_BITS] &= !(1 << (index % WORD_BITS));
            if level[index / WORD_BITS] != 0 {
                break;
            }
            index /= WORD_BITS;
        }

        places.clear();
        let mut at = core::mem::replace(&mut self.heads[rank], NONE);
        while at != NONE {
            let entry = &mut self.entries[at as usize];
            places.push(entry.place);
            let older = core::mem::replace(&mut entry.older, self.free);
            self.free = at;
            at = older;
        }
        tally.queue_steps(1 + places.len());
        Some(self::index(rank))
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "ranks have 18 bits, and entries are fewer than thrice the bytes of a piece"
)]
fn index(at: usize) -> u32 {
    at as u32
}
