//! Merging a short piece: look through all pairs, merge the best, repeat.

use super::super::vocab::Vocabulary;
use super::super::work::Tally;
use super::SHORT_BYTES;
use super::pairs::{NO_MERGE, Pairs};

/// The parts of the piece at hand, and for each the rank of merging it with
/// the next one.
pub(super) struct Short {
    ids: [u32; SHORT_BYTES],
    ranks: [u32; SHORT_BYTES],
}

impl Short {
    pub(super) fn new() -> Self {
        Self {
            ids: [0; SHORT_BYTES],
            ranks: [NO_MERGE; SHORT_BYTES],
        }
    }

    /// The tokens of a piece of at most [`SHORT_BYTES`], not empty.
    pub(super) fn merge<T: Tally>(
        &mut self,
        piece: &[u8],
        vocabulary: &Vocabulary,
        pairs: &Pairs,
        tally: &mut T,
    ) -> &[u32] {
        let mut length = piece.len();
        let Self { ids, ranks } = self;
        for (id, &byte) in ids.iter_mut().zip(piece) {
            *id = vocabulary.byte_id(byte);
        }
        let mut rank = |left, right| {
            tally.pair_lookup();
            pairs.rank(left, right)
        };
        for at in 1..length {
            ranks[at - 1] = rank(ids[at - 1], ids[at]);
        }
        ranks[length - 1] = NO_MERGE;
        let mut steps = 0;
        loop {
            let (mut best, mut at) = (NO_MERGE, 0);
            for (place, &rank) in ranks[..length].iter().enumerate() {
                if rank < best {
                    (best, at) = (rank, place);
                }
            }
            steps += length;
            if best == NO_MERGE {
                break;
            }
            ids[at] = best;
            length -= 1;
            for place in at + 1..length {
                ids[place] = ids[place + 1];
                ranks[place] = ranks[place + 1];
            }
            ranks[at] = if at + 1 < length {
                rank(best, ids[at + 1])
            } else {
                NO_MERGE
            };
            if at > 0 {
                ranks[at - 1] = rank(ids[at - 1], best);
            }
        }
        tally.queue_steps(steps);
        &self.ids[..length]
    }
}
