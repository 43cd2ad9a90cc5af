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

mod cut;
mod long;
mod memory;
mod pairs;
mod queue;
mod short;
mod windows;

use alloc::boxed::Box;
pub(super) use pairs::{Pairs, Token};

use super::work::Tally;
use cut::Cutter;
use short::SHORT_PARTS;

/// Merges pieces, keeping its memory from one to the next.
pub(super) struct Merger {
    plain: Plain,
    cutter: Option<Box<Cutter>>,
}

/// Merges by the pairs alone.
struct Plain {
    short: short::Short,
    windows: windows::Windows,
    /// Most texts have no long piece.
    long: Option<Box<long::Long>>,
}

impl Merger {
    pub(super) fn new() -> Self {
        Self {
            plain: Plain {
                short: short::Short::new(),
                windows: windows::Windows::new(),
                long: None,
            },
            cutter: None,
        }
    }

    /// The tokens of a piece, by the pairs alone. O(n log n) in its bytes, and
    /// no allocation but for a long piece that is longer than every one before
    /// it.
    pub(super) fn merge<T: Tally>(&mut self, piece: &[u8], pairs: &Pairs, tally: &mut T) -> &[u32] {
        self.plain.merge(piece, pairs, tally)
    }
}

impl Plain {
    fn merge<T: Tally>(&mut self, piece: &[u8], pairs: &Pairs, tally: &mut T) -> &[u32] {
        if piece.len() > SHORT_PARTS {
            self.merge_long(piece, pairs, tally)
        } else {
            self.merge_at_once(piece, pairs, tally)
        }
    }

    /// A piece of more than [`SHORT_PARTS`] bytes.
    #[inline(never)]
    fn merge_long<T: Tally>(&mut self, piece: &[u8], pairs: &Pairs, tally: &mut T) -> &[u32] {
        if self.merge_windows(piece, pairs, tally) {
            self.windows.tokens()
        } else {
            self.merge_at_once(piece, pairs, tally)
        }
    }

    /// A piece of any length without windows.
    fn merge_at_once<T: Tally>(&mut self, piece: &[u8], pairs: &Pairs, tally: &mut T) -> &[u32] {
        if piece.len() > SHORT_PARTS {
            let long = self.long.get_or_insert_with(|| Box::new(long::Long::new()));
            return long.merge(piece, pairs, tally);
        }
        self.short.clear();
        for &byte in piece {
            self.short.push(pairs.byte_id(byte));
        }
        self.short.merge(pairs, tally)
    }
}
