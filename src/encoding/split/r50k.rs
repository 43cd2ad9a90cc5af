//! The pattern of `gpt2`, `r50k_base`, `p50k_base` and `p50k_edit`, in order
//! of preference:
//!
//! ```text
//! '(?:[sdmt]|ll|ve|re)
//!  ?\p{L}++
//!  ?\p{N}++
//!  ?[^\s\p{L}\p{N}]++
//! \s++$
//! \s+(?!\S)
//! \s
//! ```

use super::super::rows::Pattern;
use super::super::unicode::{LETTER, MARK, NUMBER, OTHER, Set, WHITE};
use super::super::work::Tally;
use super::{Scanner, Split};

/// `[^\s\p{L}\p{N}]`.
const SYMBOL: Set = MARK | OTHER;

pub(in super::super) struct R50k;

impl Split for R50k {
    #[inline]
    fn piece_end<T: Tally>(scan: &Scanner, _: Pattern, start: usize, tally: &mut T) -> usize {
        let contraction = scan.contraction(start, false);
        if contraction > start {
            return contraction;
        }
        let space = usize::from(scan.text()[start] == b' ');
        let (class, length) = scan.class(start + space);
        let set = [LETTER, NUMBER, SYMBOL]
            .into_iter()
            .find(|set| class & set != 0);
        if let Some(set) = set {
            return scan.skip(start + space + length, set, tally);
        }
        debug_assert!(space == 1 || class & WHITE != 0);
        let white = scan.white(start, tally);
        white.but_last(start, scan.text().len())
    }
}
