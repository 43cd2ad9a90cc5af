//! Where a text may be cut.

use super::Boundary;
use alloc::vec::Vec;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// The places to cut in a text.
pub(super) struct Cuts<'t> {
    text: &'t str,
    /// Where sentences end, and lines, in bytes.
    sentences: Vec<usize>,
    /// Where paragraphs end.
    paragraphs: Vec<usize>,
}

impl<'t> Cuts<'t> {
    /// Those that chunks of `boundary` need.
    pub(super) fn new(text: &'t str, boundary: Boundary) -> Self {
        let mut cuts = Self {
            text,
            sentences: Vec::new(),
            paragraphs: Vec::new(),
        };
        if boundary != Boundary::Token {
            cuts.sentences = sentence_ends(text);
        }
        if boundary == Boundary::Paragraph {
            cuts.paragraphs = paragraph_ends(text);
        }
        cuts
    }

    /// The last place to cut after `start` that is not after `at`.
    pub(super) fn before(&self, boundary: Boundary, start: usize, at: usize) -> Option<usize> {
        let Some(ends) = self.ends(boundary) else {
            let mut places = (start + 1..=at).rev();
            return places.find(|at| is_character_end(self.text, start, *at));
        };
        let after = ends.partition_point(|end| *end <= at);
        let cut = ends.get(after.checked_sub(1)?).copied();
        cut.filter(|cut| *cut > start)
    }

    /// The first place to cut from `at` on, between `start` and `end`.
    pub(super) fn after(
        &self,
        boundary: Boundary,
        start: usize,
        at: usize,
        end: usize,
    ) -> Option<usize> {
        let Some(ends) = self.ends(boundary) else {
            return (at..end).find(|at| is_character_end(self.text, start, *at));
        };
        let cut = ends.get(ends.partition_point(|end| *end < at)).copied();
        cut.filter(|cut| (start + 1..end).contains(cut))
    }

    /// Where the character at `start` ends, as a reader takes it.
    pub(super) fn first_character(&self, start: usize) -> usize {
        let rest = self.text.get(start..).unwrap_or_default();
        start + rest.graphemes(true).next().map_or(0, str::len)
    }

    fn ends(&self, boundary: Boundary) -> Option<&[usize]> {
        match boundary {
            Boundary::Token => None,
            Boundary::Sentence => Some(&self.sentences),
            Boundary::Paragraph => Some(&self.paragraphs),
        }
    }
}

/// Whether a character ends at `at`, as a reader takes it, in a text from
/// `start` on, where one begins.
fn is_character_end(text: &str, start: usize, at: usize) -> bool {
    if !text.is_char_boundary(at) {
        return false;
    }
    let rest = text.get(start..).unwrap_or_default();
    let mut cursor = GraphemeCursor::new(at - start, rest.len(), true);
    // The whole rest is there: it asks for no more.
    cursor.is_boundary(rest, 0).unwrap_or(false)
}

/// What ends a sentence where white space follows.
const TERMINATORS: &str = ".!?…‽؟۔।॥։።";
/// What ends a sentence, whatever follows.
const WIDE_TERMINATORS: &str = "。！？｡";
/// What may stand between a sentence's last mark and the white space.
const CLOSERS: &str = ")]}\"'”’»›」』）】》";

/// Where a sentence may be about to end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Words,
    /// A mark behind which white space is needed.
    Mark,
    WideMark,
    /// White space behind a mark.
    Space,
    LineBreak,
}

impl Seen {
    fn first(character: char) -> Self {
        match character {
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Self::LineBreak,
            mark if WIDE_TERMINATORS.contains(mark) => Self::WideMark,
            mark if TERMINATORS.contains(mark) => Self::Mark,
            _ => Self::Words,
        }
    }

    /// What is seen with one more character, and whether a sentence ended
    /// before that.
    fn then(self, character: char) -> (Self, bool) {
        let first = Self::first(character);
        let is_mark = matches!(first, Self::Mark | Self::WideMark);
        match self {
            _ if first == Self::LineBreak => (Self::LineBreak, false),
            Self::LineBreak | Self::Space if character.is_whitespace() => (self, false),
            Self::Mark | Self::WideMark if character.is_whitespace() => (Self::Space, false),
            Self::Mark | Self::WideMark if is_mark || CLOSERS.contains(character) => (self, false),
            Self::LineBreak | Self::WideMark => (first, true),
            Self::Space => (first, !character.is_lowercase()),
            Self::Mark | Self::Words => (first, false),
        }
    }
}

/// Where sentences end, and lines, each with the white space that follows it.
///
/// A full stop before a small letter ends none; one of an abbreviation before
/// a name does. By rules that look at a character once: those of Unicode
/// (UAX 29) ask what follows, however far, which takes the square of the
/// length of some texts.
fn sentence_ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut seen = Seen::Words;
    for (at, character) in text.char_indices() {
        let ended;
        (seen, ended) = seen.then(character);
        // An accent belongs to the space before it.
        if ended && is_character_end(text, 0, at) {
            ends.push(at);
        }
    }
    ends.push(text.len());
    ends
}

/// Where paragraphs end: before the first line after an empty one.
fn paragraph_ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut at = 0;
    let mut was_empty = false;
    for line in text.split_inclusive('\n') {
        let is_empty = line.trim().is_empty();
        if was_empty && !is_empty {
            ends.push(at);
        }
        was_empty = is_empty;
        at += line.len();
    }
    ends.push(text.len());
    ends
}
