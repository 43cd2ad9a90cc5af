//! Byte-pair merging: a piece that is no token becomes several.
//!
//! tiktoken merges, again and again, the leftmost of the adjacent parts whose
//! *bytes together* are the token of smallest rank. Here a merge is looked up
//! by the *ids* of the two parts, and only the one pair that each token was
//! made of is in the table. That is the same: as long as no merge crosses the
//! borders of a token's bytes, what happens inside them happens as if they
//! stood alone, and alone they end, just before the token, in the pair it was
//! made of. So of all the pairs that spell a token only this one ever meets.
//!
//! It follows too that a merge makes possible only merges of larger rank
//! (both parts of a token are older than the token), so the ranks of the
//! merges done never fall: while those of one rank are done, none of the same
//! rank or a smaller one turns up.

mod long;
mod pairs;
mod queue;
mod short;

pub(super) use pairs::Pairs;

use super::vocab::Vocabulary;
use super::work::Tally;

/// Pieces up to this many bytes are merged by looking through all of their
/// pairs for the next merge; longer ones with a queue.
const SHORT_BYTES: usize = 32;

/// Merges pieces, keeping its memory from one to the next.
pub(super) struct Merger {
    short: short::Short,
    /// Most texts have no long piece.
    long: Option<Box<long::Long>>,
}

impl Merger {
    pub(super) fn new() -> Self {
        Self {
            short: short::Short::new(),
            long: None,
        }
    }

    /// The tokens of a piece. O(n log n) in its bytes, and no allocation but
    /// for a long piece that is longer than every one before it.
    pub(super) fn merge<T: Tally>(
        &mut self,
        piece: &[u8],
        vocabulary: &Vocabulary,
        pairs: &Pairs,
        tally: &mut T,
    ) -> &[u32] {
        if piece.len() <= SHORT_BYTES {
            self.short.merge(piece, vocabulary, pairs, tally)
        } else {
            let long = self.long.get_or_insert_with(|| Box::new(long::Long::new()));
            long.merge(piece, vocabulary, pairs, tally)
        }
    }
}
