//! What a text is turned into before it is split, see [`Form`].
//!
//! For normalisation form C, natively a crate has Unicode's tables; in a browser they are the browser's
//! own, so that they need not be sent. Unicode promises that a text of
//! characters it has keeps its form in every later version: two versions can
//! differ in a character only if the earlier one does not have it yet.

use super::rows::Form;
use super::slice;
use super::unicode::{CONTROL, Classes, MARK};
use alloc::string::String;

/// The bytes of a text are below this if its characters are below U+0300:
/// then it is in form C.
const PLAIN_BELOW: u8 = 0xcc;

/// What stands for a space, in encodings that have it so.
const SPACE_MARK: char = '▁';

/// The text in a form, if that is another.
pub(super) fn other_form(form: Form, text: &str) -> Option<String> {
    match form {
        Form::Given => None,
        Form::C => form_c(text),
        Form::Spaced => spaced(text),
    }
}

#[inline(never)]
fn spaced(text: &str) -> Option<String> {
    let mut mark = [0; 3];
    SPACE_MARK.encode_utf8(&mut mark);
    if !text.as_bytes().windows(mark.len()).any(|part| part == mark) {
        return None;
    }
    let mut spaced = String::with_capacity(text.len());
    for character in text.chars() {
        spaced.push(match character {
            SPACE_MARK => ' ',
            other => other,
        });
    }
    Some(spaced)
}

/// The byte offset in the given text of one in its [`Form::Spaced`].
pub(super) fn given_end(text: &str, end: usize) -> usize {
    let mut spaced = 0;
    let mut starts = text.char_indices();
    let at_end = starts.find(|&(_, character)| {
        let is_there = spaced >= end;
        spaced += if character == SPACE_MARK {
            1
        } else {
            character.len_utf8()
        };
        is_there
    });
    at_end.map_or(text.len(), |(at, _)| at)
}

/// The text in form C, if that is another. Linear, but for thousands of marks
/// in a row out of order, which some browsers sort by insertion.
#[inline(never)]
pub(super) fn form_c(text: &str) -> Option<String> {
    if text.bytes().all(|byte| byte < PLAIN_BELOW) {
        return None;
    }
    let form = nfc(text);
    (form != text).then_some(form)
}

#[cfg(not(target_arch = "wasm32"))]
fn nfc(text: &str) -> String {
    unicode_normalization::UnicodeNormalization::nfc(text).collect()
}

#[cfg(target_arch = "wasm32")]
use crate::wasm::nfc;

/// Where a *stretch* starts: a character that never joins what stands before
/// it, nor changes places with it. So form C of a text is that of its parts
/// between such places. More characters than need be are no start: among
/// controls are those that only a later version of Unicode has.
fn is_start(character: char) -> bool {
    let joins = matches!(
        character,
        // Hangul vowels and finals, and a vowel of Kirat Rai.
        '\u{1160}'..='\u{11ff}' | '\u{16d67}'
    );
    !joins && Classes::get().of(character.into()) & (MARK | CONTROL) == 0
}

/// The last start of a stretch, or 0: what is added to the text cannot change
/// the form of what stands before.
pub(super) fn last_start(text: &str) -> usize {
    let mut starts = text.char_indices().rev();
    let last = starts.find(|&(_, character)| is_start(character));
    last.map_or(0, |(at, _)| at)
}

/// Turns ascending byte offsets of a text's form C into those of the text as it
/// was given. One within a stretch that the form changes becomes the stretch's
/// end.
pub(super) struct GivenCursor<'t> {
    text: &'t str,
    /// Where the stretch at hand ends, as given and in form C.
    given: usize,
    normal: usize,
    is_changed: bool,
}

impl<'t> GivenCursor<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            given: 0,
            normal: 0,
            is_changed: false,
        }
    }

    /// The offset in the given text for `end`. Linear in the text between this
    /// call and the last.
    pub(super) fn advance_to(&mut self, end: usize) -> usize {
        while self.normal < end && self.given < self.text.len() {
            let start = self.given;
            self.given = stretch_end(self.text, start);
            let stretch = slice(self.text, start..self.given);
            let other = form_c(stretch);
            self.is_changed = other.is_some();
            self.normal += other.as_deref().unwrap_or(stretch).len();
        }
        if self.is_changed {
            self.given
        } else {
            self.given - (self.normal - end)
        }
    }
}

/// Where the stretch ends that starts at `start`.
fn stretch_end(text: &str, start: usize) -> usize {
    let mut characters = slice(text, start..text.len()).char_indices().skip(1);
    let next = characters.find(|&(_, character)| is_start(character));
    next.map_or(text.len(), |(at, _)| start + at)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use alloc::vec::Vec;
    use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

    #[test]
    fn no_character_that_joins_another_or_moves_starts_a_stretch() {
        for character in '\0'..=char::MAX {
            let parts: Vec<_> = core::iter::once(character).nfd().collect();
            for (place, &part) in parts.iter().enumerate() {
                if place > 0 || canonical_combining_class(part) != 0 {
                    assert!(!is_start(part), "{part:?} of {character:?}");
                }
            }
        }
    }
}
