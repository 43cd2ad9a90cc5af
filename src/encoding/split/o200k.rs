//! The pattern of `o200k_base` and, without contractions and with digits one
//! by one, of Mistral's Tekken. In order of preference:
//!
//! ```text
//! [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?
//! [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?
//! \p{N}{1,3}
//!  ?[^\s\p{L}\p{N}]+[\r\n/]*
//! \s*[\r\n]+
//! \s+(?!\S)
//! \s+
//! ```

use super::super::rows::Pattern;
use super::super::unicode::{
    CASELESS, LETTER, LOWER, MARK, NEWLINE, NUMBER, OTHER, SPACE, Set, UPPER,
};
use super::super::work::Tally;
use super::{Scanner, Split};

/// What a word starts with: `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]`.
const HEAD: Set = UPPER | CASELESS | MARK;
/// What a word ends with: `[\p{Ll}\p{Lm}\p{Lo}\p{M}]`.
const TAIL: Set = LOWER | CASELESS | MARK;

pub(in super::super) struct O200k;

impl Split for O200k {
    #[inline]
    fn piece_end<T: Tally>(scan: &Scanner, pattern: Pattern, start: usize, tally: &mut T) -> usize {
        let is_tekken = pattern == Pattern::Tekken;
        let (class, length) = scan.class(start);
        let next = start + length;
        let with_contraction = |end: usize| {
            if is_tekken {
                end
            } else {
                scan.contraction(end, true)
            }
        };
        if class & LETTER != 0 {
            return with_contraction(word(scan, start, tally).end());
        }
        if class & (SPACE | MARK | OTHER) != 0 {
            let (after, after_length) = scan.class(next);
            if after & (LETTER | MARK) != 0 {
                let end = match word(scan, next, tally) {
                    // `ABC` after a mark: the first alternative gives the
                    // prefix back and takes the mark as a word of its own.
                    Word::Capitals(_) if class == MARK => next,
                    word => word.end(),
                };
                return with_contraction(end);
            }
            if class == MARK {
                return with_contraction(next);
            }
            let symbols = if class & OTHER != 0 {
                Some(next)
            } else if after & OTHER != 0 && scan.text()[start] == b' ' {
                Some(next + after_length)
            } else {
                None
            };
            if let Some(from) = symbols {
                let end = scan.skip(from, MARK | OTHER, tally);
                return line_ends_or_slashes(scan, end, tally);
            }
        }
        if class == NUMBER {
            if is_tekken {
                return next;
            }
            return scan.skip_two(next, NUMBER);
        }
        debug_assert!(class & (SPACE | NEWLINE) != 0);
        let white = scan.white(start, tally);
        white
            .line_end
            .unwrap_or_else(|| white.but_last(start, scan.text().len()))
    }
}

/// A word without prefix and contraction, by the alternative that matches it.
enum Word {
    /// `HEAD* TAIL+`, and where it ends.
    Tailed(usize),
    /// `HEAD+` without any character of `TAIL`, and where it ends.
    Capitals(usize),
}

impl Word {
    fn end(&self) -> usize {
        match *self {
            Self::Tailed(end) | Self::Capitals(end) => end,
        }
    }
}

/// The word at `start`, where a character of `HEAD` or `TAIL` stands.
#[inline]
fn word<T: Tally>(scan: &Scanner, start: usize, tally: &mut T) -> Word {
    let mut at = start;
    // Where the last character ends that can be head and tail: `HEAD*` gives
    // back up to it when no lower case follows.
    let mut last_tail = None;
    loop {
        at = scan.skip_ascii(at, UPPER);
        let (class, length) = scan.class(at);
        if class & HEAD == 0 {
            tally.scanned(at - start);
            if class == LOWER {
                return Word::Tailed(scan.skip(at + length, TAIL, tally));
            }
            return last_tail.map_or(Word::Capitals(at), Word::Tailed);
        }
        at += length;
        if class != UPPER {
            last_tail = Some(at);
        }
    }
}

/// `[\r\n/]*`.
fn line_ends_or_slashes<T: Tally>(scan: &Scanner, start: usize, tally: &mut T) -> usize {
    let rest = scan.text()[start..].iter();
    let length = rest
        .take_while(|byte| matches!(byte, b'\r' | b'\n' | b'/'))
        .count();
    tally.scanned(length);
    scan.meet(start + length);
    start + length
}
