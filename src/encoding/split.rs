//! Cuts a text into the pieces that an encoding's regular expression would,
//! without a regular expression: one scanner a pattern family.
//!
//! Each scanner looks at a character a bounded number of times, so that
//! splitting is linear in the text.

pub(super) mod cl100k;
pub(super) mod deepseek;
pub(super) mod gemma;
pub(super) mod o200k;
pub(super) mod r50k;

use super::rows::Pattern;
use super::unicode::{ASCII, Classes, END, NEWLINE, Set, WHITE};
use super::work::Tally;
use core::cell::Cell;

/// A pattern family.
pub(super) trait Split {
    /// Where the piece that starts at byte `start` ends, in a pattern of this
    /// family. `start` lies before the text's end and the result after it.
    fn piece_end<T: Tally>(scan: &Scanner, pattern: Pattern, start: usize, tally: &mut T) -> usize;
}

/// Looks at a text by character class.
pub(super) struct Scanner<'t> {
    text: &'t str,
    classes: &'static Classes,
    /// Whether a scanner has looked at the text's end: then what follows could
    /// change what it found.
    met_end: Cell<bool>,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            classes: Classes::get(),
            met_end: Cell::new(false),
        }
    }

    pub(super) fn str(&self) -> &'t str {
        self.text
    }

    /// Says that byte `at` has been looked at, or would have been.
    fn meet(&self, at: usize) {
        if at >= self.text.len() {
            self.met_end.set(true);
        }
    }

    pub(super) fn has_met_end(&self) -> bool {
        self.met_end.get()
    }

    pub(super) fn text(&self) -> &'t [u8] {
        self.text.as_bytes()
    }

    /// The class of the character at byte `at` and its length in bytes;
    /// ([`END`], 0) at the text's end.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "a call a character halves the speed in wasm"
    )]
    fn class(&self, at: usize) -> (Set, usize) {
        match self.text().get(at) {
            None => {
                self.met_end.set(true);
                (END, 0)
            }
            Some(&byte) if byte < 0x80 => (ASCII[usize::from(byte)], 1),
            Some(&byte) => self.wide(at, byte),
        }
    }

    /// [`Scanner::class`] of a character that is not ASCII.
    #[inline(never)]
    fn wide(&self, at: usize, lead: u8) -> (Set, usize) {
        let text = self.text();
        let tail = |i: usize| u32::from(text[at + i] & 0x3f);
        let lead = u32::from(lead);
        let (code_point, length) = if lead < 0xe0 {
            ((lead & 0x1f) << 6 | tail(1), 2)
        } else if lead < 0xf0 {
            ((lead & 0x0f) << 12 | tail(1) << 6 | tail(2), 3)
        } else {
            let high = (lead & 0x07) << 18 | tail(1) << 12;
            (high | tail(2) << 6 | tail(3), 4)
        };
        (self.classes.of(code_point), length)
    }

    /// The first byte at or after `at` whose character is not in `set`.
    #[inline]
    fn skip<T: Tally>(&self, mut at: usize, set: Set, tally: &mut T) -> usize {
        let start = at;
        loop {
            at = self.skip_ascii(at, set);
            let (class, length) = self.class(at);
            if class & set == 0 {
                tally.scanned(at - start);
                return at;
            }
            at += length;
        }
    }

    /// The first byte at or after `at` that is not an ASCII character in
    /// `set`.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "see `class`")]
    fn skip_ascii(&self, mut at: usize, set: Set) -> usize {
        let text = self.text();
        while let Some(&byte) = text.get(at)
            && ASCII[usize::from(byte)] & set != 0
        {
            at += 1;
        }
        at
    }

    /// `at`, or up to two characters more while they are in `set`: the rest of
    /// `{1,3}` after its first.
    #[inline]
    fn skip_two(&self, mut at: usize, set: Set) -> usize {
        for _ in 0..2 {
            let (class, length) = self.class(at);
            if class & set == 0 {
                break;
            }
            at += length;
        }
        at
    }

    /// The end of the contraction at `at` (`'s 't 'm 'd 'll 've 're`), or
    /// `at` if there is none. Case folds as in Unicode where `fold` is set:
    /// U+017F is an s too.
    #[inline]
    fn contraction(&self, at: usize, fold: bool) -> usize {
        if self.text().get(at) == Some(&b'\'') {
            return self.after_apostrophe(at, fold);
        }
        self.meet(at);
        at
    }

    /// [`Scanner::contraction`] where an apostrophe stands.
    #[inline(never)]
    fn after_apostrophe(&self, at: usize, fold: bool) -> usize {
        let text = self.text();
        self.meet(at + 2);
        let letter = |i: usize| {
            let byte = text.get(at + i).copied().unwrap_or(0);
            if fold {
                byte.to_ascii_lowercase()
            } else {
                byte
            }
        };
        match (letter(1), letter(2)) {
            (b's' | b't' | b'm' | b'd', _) => at + 2,
            (b'l', b'l') | (b'v' | b'r', b'e') => at + 3,
            // U+017F, long s.
            (0xc5, 0xbf) if fold => at + 3,
            _ => at,
        }
    }

    /// The white space that starts at `start`: where its run ends, where its
    /// last character starts, and where its last line break ends.
    #[inline(never)]
    fn white<T: Tally>(&self, start: usize, tally: &mut T) -> White {
        let mut white = White {
            end: start,
            last: start,
            line_end: None,
        };
        loop {
            let (class, length) = self.class(white.end);
            if class & WHITE == 0 {
                tally.scanned(white.end - start);
                return white;
            }
            white.last = white.end;
            white.end += length;
            if class == NEWLINE {
                white.line_end = Some(white.end);
            }
        }
    }
}

/// A run of white space, in bytes of the text.
struct White {
    end: usize,
    last: usize,
    line_end: Option<usize>,
}

impl White {
    /// `\s+(?!\S)|\s`: the last white space before other text is left to what
    /// follows, unless it is alone.
    fn but_last(&self, start: usize, text_end: usize) -> usize {
        if self.end == text_end || self.last == start {
            self.end
        } else {
            self.last
        }
    }
}
