//! Merging a short piece: look through all pairs, merge the best, repeat.

use super::super::work::Tally;
use super::pairs::{NO_MERGE, Pairs};

/// How many parts a short piece may start with: a bit of a word each.
pub(super) const SHORT_PARTS: usize = 64;

const PLACE_BITS: u32 = SHORT_PARTS.trailing_zeros();
/// Parts are looked through by blocks, and of each block the best is kept.
const BLOCK: usize = 8;

/// The parts of the piece at hand.
pub(super) struct Short {
    ids: [u32; SHORT_PARTS],
    /// For each part the rank of merging it with the next one, and below that
    /// its place: the smallest of these is the merge that comes next.
    merges: [u32; SHORT_PARTS],
    best: [u32; SHORT_PARTS / BLOCK],
    length: usize,
}

impl Short {
    pub(super) const fn new() -> Self {
        Self {
            ids: [0; SHORT_PARTS],
            merges: [NO_MERGE; SHORT_PARTS],
            best: [NO_MERGE; SHORT_PARTS / BLOCK],
            length: 0,
        }
    }

    pub(super) fn clear(&mut self) {
        self.length = 0;
    }

    /// One part more; of at most [`SHORT_PARTS`].
    #[inline]
    pub(super) fn push(&mut self, id: u32) {
        self.ids[self.length % SHORT_PARTS] = id;
        self.length += 1;
    }

    /// Merges what has been pushed, at least one part, into its tokens.
    #[inline(never)]
    pub(super) fn merge<T: Tally>(&mut self, pairs: &Pairs, tally: &mut T) -> &[u32] {
        let length = self.length.min(SHORT_PARTS);
        let mut alive = u64::MAX >> (SHORT_PARTS - length);
        for place in 0..length - 1 {
            self.look_up(place, place + 1, pairs, tally);
        }
        self.merges[length - 1..length.next_multiple_of(BLOCK)].fill(NO_MERGE);
        let blocks = length.div_ceil(BLOCK);
        self.choose(0, blocks - 1, tally);
        loop {
            let best = self.best[..blocks].iter().fold(NO_MERGE, |a, &b| a.min(b));
            tally.queue_steps(blocks.div_ceil(BLOCK));
            if best == NO_MERGE {
                break;
            }
            let at = best as usize % SHORT_PARTS;
            let behind = alive & (u64::MAX << at << 1);
            let next = behind.trailing_zeros() as usize % SHORT_PARTS;
            let behind = behind & (behind - 1);
            alive &= !(1 << next);
            self.ids[at] = best >> PLACE_BITS;
            self.merges[next] = NO_MERGE;
            self.merges[at] = NO_MERGE;
            if behind != 0 {
                self.look_up(at, behind.trailing_zeros() as usize, pairs, tally);
            }
            let before = alive & !(u64::MAX << at);
            let mut first = at;
            if before != 0 {
                first = before.ilog2() as usize;
                self.look_up(first, at, pairs, tally);
            }
            self.choose(first / BLOCK, next / BLOCK, tally);
        }
        let mut tokens = 0;
        while alive != 0 {
            self.ids[tokens] = self.ids[alive.trailing_zeros() as usize];
            tokens += 1;
            alive &= alive - 1;
        }
        &self.ids[..tokens]
    }

    /// Looks up the merge of the part at `at` with the one at `next`.
    #[inline]
    fn look_up<T: Tally>(&mut self, at: usize, next: usize, pairs: &Pairs, tally: &mut T) {
        tally.pair_lookup();
        let (at, next) = (at % SHORT_PARTS, next % SHORT_PARTS);
        let rank = pairs.rank(self.ids[at], self.ids[next]);
        // No merge stays no merge: its upper bits are all set.
        self.merges[at] = if rank == NO_MERGE {
            NO_MERGE
        } else {
            #[expect(clippy::cast_possible_truncation, reason = "below SHORT_PARTS")]
            let place = at as u32;
            rank << PLACE_BITS | place
        };
    }

    /// Finds the best of the blocks `first..=last` again.
    #[inline]
    fn choose<T: Tally>(&mut self, first: usize, last: usize, tally: &mut T) {
        let blocks = self.merges.as_chunks::<BLOCK>().0;
        let blocks = blocks.iter().zip(&mut self.best);
        for (block, best) in blocks.take(last + 1).skip(first) {
            *best = block.iter().fold(NO_MERGE, |a, &b| a.min(b));
        }
        tally.queue_steps(last + 1 - first);
    }
}
