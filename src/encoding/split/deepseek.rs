//! The patterns of `DeepSeek` V3 to V4, applied one after the other: what one
//! finds, and what it leaves between, is cut further by the next as if it were
//! a text of its own.
//!
//! ```text
//! \p{N}{1,3}
//! [一-龥぀-ゟ゠-ヿ]+
//! [!-/:-@\[-`{-~][A-Za-z]+
//!   |[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+
//!   | ?[\p{P}\p{S}]+[\r\n]*
//!   |\s*[\r\n]+
//!   |\s+(?!\S)
//!   |\s+
//! ```
//!
//! So a number is a piece, and everything else is cut within *stretches*: of
//! the Chinese and Japanese characters of the second pattern, or of all that
//! are neither those nor numbers. Where a stretch ends, the text ends for the
//! third pattern. What that does not match, controls without a letter after
//! them, is a piece too, up to where it matches again.

use super::super::rows::Pattern;
use super::super::unicode::{CONTROL, END, LETTER, MARK, NEWLINE, NUMBER, SPACE, SYMBOL, Set};
use super::super::work::Tally;
use super::{Scanner, Split};

pub(in super::super) struct DeepSeek;

impl Split for DeepSeek {
    fn piece_end<T: Tally>(scan: &Scanner, _: Pattern, start: usize, tally: &mut T) -> usize {
        let (class, length) = scan.class(start);
        let next = start + length;
        if class == NUMBER {
            return scan.skip_two(next, NUMBER);
        }
        let stretch = Stretch {
            scan,
            is_east_asian: is_east_asian(scan.text(), start),
        };
        let (after, _) = stretch.class(next);
        if class == SYMBOL && length == 1 {
            let end = scan.skip_ascii(next, LETTER);
            if end > next {
                scan.meet(end);
                tally.scanned(end - next);
                return end;
            }
        }
        let begins_word = class & (SPACE | CONTROL) != 0 && after & WORD != 0;
        if class & WORD != 0 || begins_word {
            return stretch.skip(next, WORD, tally);
        }
        let is_space = scan.text()[start] == b' ';
        if class == SYMBOL || is_space && after == SYMBOL {
            let end = stretch.skip(next, SYMBOL, tally);
            return stretch.skip(end, NEWLINE, tally);
        }
        if class == CONTROL {
            return stretch.controls(start, tally);
        }
        // White space is no number and not East Asian, so it ends no stretch.
        let white = scan.white(start, tally);
        let at_end = stretch.class(white.end).0 == END;
        let but_last = || white.but_last(start, if at_end { white.end } else { usize::MAX });
        white.line_end.unwrap_or_else(but_last)
    }
}

/// What words consist of: `[\p{L}\p{M}]`.
const WORD: Set = LETTER | MARK;

/// A part of the text that the first two patterns leave to the third.
struct Stretch<'s, 't> {
    scan: &'s Scanner<'t>,
    is_east_asian: bool,
}

impl Stretch<'_, '_> {
    /// [`Scanner::class`] within the stretch.
    #[inline(never)]
    fn class(&self, at: usize) -> (Set, usize) {
        let (class, length) = self.scan.class(at);
        if class == NUMBER || is_east_asian(self.scan.text(), at) != self.is_east_asian {
            (END, 0)
        } else {
            (class, length)
        }
    }

    /// [`Scanner::skip`] within the stretch.
    #[inline(never)]
    fn skip<T: Tally>(&self, start: usize, set: Set, tally: &mut T) -> usize {
        let mut at = start;
        loop {
            if !self.is_east_asian {
                at = self.scan.skip_ascii(at, set);
            }
            let (class, length) = self.class(at);
            if class & set == 0 {
                tally.scanned(at - start);
                return at;
            }
            at += length;
        }
    }

    /// The end of the controls at `start` that the third pattern does not
    /// match: the last one before a word belongs to the word.
    fn controls<T: Tally>(&self, start: usize, tally: &mut T) -> usize {
        let (mut last, mut at) = (start, start);
        loop {
            let (class, length) = self.class(at);
            if class & CONTROL == 0 {
                tally.scanned(at - start);
                return if class & WORD != 0 { last } else { at };
            }
            last = at;
            at += length;
        }
    }
}

/// Whether the character at `at` is one of `[一-龥぀-ゟ゠-ヿ]`.
#[inline]
fn is_east_asian(text: &[u8], at: usize) -> bool {
    let Some(&lead @ 0xe3..=0xe9) = text.get(at) else {
        return false;
    };
    let code_point = u32::from_be_bytes([0, lead, text[at + 1], text[at + 2]]);
    // In UTF-8, U+3040 to U+30FF and U+4E00 to U+9FA5.
    matches!(code_point, 0xe3_8180..=0xe3_83bf | 0xe4_b880..=0xe9_bea5)
}

// The third pattern knows ASCII punctuation by a list, which is all of it.
const _: () = {
    let mut byte = 0_u8;
    while byte.is_ascii() {
        let class = super::super::unicode::ASCII[byte as usize];
        assert!((class == SYMBOL) == byte.is_ascii_punctuation());
        byte += 1;
    }
};
