//! Normalisation form C, for encodings whose tokenizer normalises first.
//!
//! Natively a crate has Unicode's tables; in a browser they are the browser's
//! own, so that they need not be sent. Unicode promises that a text of
//! characters it has keeps its form in every later version: two versions can
//! differ in a character only if the earlier one does not have it yet.

use super::slice;
use super::unicode::{Classes, MARK};
use alloc::string::String;

/// The bytes of a text are below this if its characters are below U+0300:
/// then it is in form C.
const PLAIN_BELOW: u8 = 0xcc;

/// The text in form C, if that is another. Linear.
#[inline(never)]
pub(super) fn other_form(text: &str) -> Option<String> {
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
/// between such places. A few characters more than need be are no start.
fn is_start(character: char) -> bool {
    let joins = matches!(
        character,
        // Hangul vowels and finals, and a vowel of Kirat Rai.
        '\u{1160}'..='\u{11ff}' | '\u{16d67}'
    );
    !joins && Classes::get().of(character.into()) & MARK == 0
}

/// The last start of a stretch, or 0: what is added to the text cannot change
/// the form of what stands before.
pub(super) fn last_start(text: &str) -> usize {
    let mut starts = text.char_indices().rev();
    let last = starts.find(|&(_, character)| is_start(character));
    last.map_or(0, |(at, _)| at)
}

/// Turns byte offsets of a text's form C, ascending, into those of the text as
/// it was given. One within a stretch that the form changes becomes the
/// stretch's end. Linear.
pub(super) fn given_ends(text: &str, ends: &mut [usize]) {
    // Where the stretch at hand ends, as given and in form C.
    let (mut given, mut normal) = (0, 0);
    let mut is_changed = false;
    for end in ends {
        while normal < *end && given < text.len() {
            let start = given;
            given = stretch_end(text, start);
            let stretch = slice(text, start..given);
            let other = other_form(stretch);
            is_changed = other.is_some();
            normal += other.as_deref().unwrap_or(stretch).len();
        }
        *end = if is_changed {
            given
        } else {
            given - (normal - *end)
        };
    }
}

/// Where the stretch ends that starts at `start`.
fn stretch_end(text: &str, start: usize) -> usize {
    let mut characters = slice(text, start..text.len()).char_indices().skip(1);
    let next = characters.find(|&(_, character)| is_start(character));
    next.map_or(text.len(), |(at, _)| start + at)
}
