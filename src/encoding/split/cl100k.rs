//! The pattern of `cl100k_base` and, without `\s++$`, of Llama 3 and, with
//! digits one by one too, of Qwen. In order of preference:
//!
//! ```text
//! '(?i:[sdmt]|ll|ve|re)
//! [^\r\n\p{L}\p{N}]?+\p{L}++
//! \p{N}{1,3}+
//!  ?[^\s\p{L}\p{N}]++[\r\n]*+
//! \s++$
//! \s*[\r\n]
//! \s+(?!\S)
//! \s
//! ```

use super::super::rows::Pattern;
use super::super::unicode::{LETTER, MARK, NEWLINE, NUMBER, OTHER, SPACE};
use super::super::work::Tally;
use super::{Scanner, Split};

pub(in super::super) struct Cl100k;

impl Split for Cl100k {
    #[inline]
    fn piece_end<T: Tally>(scan: &Scanner, pattern: Pattern, start: usize, tally: &mut T) -> usize {
        let (class, length) = scan.class(start);
        let next = start + length;
        if class & LETTER != 0 {
            return scan.skip(next, LETTER, tally);
        }
        if class == NUMBER {
            if pattern == Pattern::Qwen {
                return next;
            }
            return scan.skip_two(next, NUMBER);
        }
        if class & (SPACE | MARK | OTHER) != 0 {
            let contraction = scan.contraction(start, true);
            if contraction > start {
                return contraction;
            }
            let (after, after_length) = scan.class(next);
            if after & LETTER != 0 {
                return scan.skip(next + after_length, LETTER, tally);
            }
            let symbol_after_space =
                class == SPACE && scan.text()[start] == b' ' && after & (MARK | OTHER) != 0;
            if class != SPACE || symbol_after_space {
                let end = scan.skip(next, MARK | OTHER, tally);
                return scan.skip(end, NEWLINE, tally);
            }
        }
        let white = scan.white(start, tally);
        let text_end = scan.text().len();
        if white.end == text_end && pattern == Pattern::Cl100k {
            return text_end;
        }
        white
            .line_end
            .unwrap_or_else(|| white.but_last(start, text_end))
    }
}
