//! What a text is turned into before it is split, see [`Form`].
//!
//! For normalisation form C, natively a crate has Unicode's tables; in a
//! browser they are the browser's own, so that they need not be sent. Unicode
//! promises that a text of characters it has keeps its form in every later
//! version: two versions can differ in a character only if the earlier one does
//! not have it yet. Most texts are in form C already: they are asked only about
//! runs with a mark or another character that it may change.

use super::rows::Form;
use super::slice;
use super::unicode::{CONTROL, Classes, MARK};
use alloc::string::String;
use core::ops::Range;

/// The bytes of a text are below this if its characters are below U+0300:
/// then it is in form C.
const PLAIN_BELOW: u8 = 0xcc;

/// What stands for a space, in encodings that have it so.
const SPACE_MARK: &str = "▁";

/// A whole text in a form, if that is another.
pub(super) fn other_form(form: Form, text: &str) -> Option<String> {
    match form {
        Form::Prefixed if !text.is_empty() => Some(spaced(text, " ")),
        _ => other_form_of_rest(form, text),
    }
}

/// A text in a form, if that is another, of which the beginning stands apart.
pub(super) fn other_form_of_rest(form: Form, text: &str) -> Option<String> {
    match form {
        Form::Given => None,
        Form::C => form_c(text),
        Form::Spaced | Form::Prefixed => find_mark(text).map(|_| spaced(text, "")),
    }
}

/// Where the first mark for a space stands.
#[inline(never)]
fn find_mark(text: &str) -> Option<usize> {
    let mut parts = text.as_bytes().windows(SPACE_MARK.len());
    parts.position(|part| part == SPACE_MARK.as_bytes())
}

#[inline(never)]
fn spaced(text: &str, prefix: &str) -> String {
    let mut spaced = String::with_capacity(prefix.len() + text.len());
    spaced.push_str(prefix);
    let mut rest = text;
    while let Some(at) = find_mark(rest) {
        spaced.push_str(slice(rest, 0..at));
        spaced.push(' ');
        rest = slice(rest, at + SPACE_MARK.len()..rest.len());
    }
    spaced.push_str(rest);
    spaced
}

/// The byte offset in the given text of one in its [`Form::Spaced`].
pub(super) fn given_end(text: &str, end: usize) -> usize {
    let mut spaced = 0;
    let mut at = 0;
    while let Some(mark) = find_mark(slice(text, at..text.len())) {
        if spaced + mark >= end {
            break;
        }
        spaced += mark + 1;
        at += mark + SPACE_MARK.len();
    }
    (at + end - spaced).min(text.len())
}

/// The text in form C, if that is another. Linear, but for thousands of marks
/// in a row out of order, which some browsers sort by insertion.
#[inline(never)]
pub(super) fn form_c(text: &str) -> Option<String> {
    if text.bytes().all(|byte| byte < PLAIN_BELOW) {
        return None;
    }
    let mut form = String::new();
    // How much of the text `form` has.
    let mut done = 0;
    let mut run = 0..0;
    while let Some(next) = next_run(text, run.end) {
        run = next;
        if let Some(other) = nfc(slice(text, run.clone())) {
            form.push_str(slice(text, done..run.start));
            form.push_str(&other);
            done = run.end;
        }
    }
    (done > 0).then(|| {
        form.push_str(slice(text, done..text.len()));
        form
    })
}

/// Runs with less between them are one: in a browser each is a call.
const APART_BYTES: usize = if cfg!(target_arch = "wasm32") {
    1 << 10
} else {
    0
};

/// The next part of the text, from byte `from` on, that form C may change: what
/// stands before and behind it stays as it is.
fn next_run(text: &str, from: usize) -> Option<Range<usize>> {
    let mut characters = slice(text, from..text.len()).char_indices();
    let mut start = 0;
    let (first, _) = characters.find(|&(at, character)| {
        let may_join = !is_start(character);
        if !may_join {
            start = at;
        }
        may_join || is_changed_alone(character)
    })?;
    let mut end = first;
    for (at, character) in characters {
        if is_start(character) && !is_changed_alone(character) {
            if at >= end + APART_BYTES {
                return Some(from + start..from + at);
            }
        } else {
            end = at;
        }
    }
    Some(from + start..text.len())
}

/// The form of a text, if that is another.
#[cfg(not(target_arch = "wasm32"))]
fn nfc(text: &str) -> Option<String> {
    use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return None;
    }
    let form: String = text.nfc().collect();
    (form != text).then_some(form)
}

#[cfg(target_arch = "wasm32")]
fn nfc(text: &str) -> Option<String> {
    let form = crate::wasm::nfc(text);
    (form != text).then_some(form)
}

/// Where a *stretch* starts: a character that never joins what stands before
/// it, nor changes places with it. So form C of a text is that of its parts
/// between such places. More characters than need be are no start: among
/// controls are those that only a later version of Unicode has.
fn is_start(character: char) -> bool {
    if character < '\u{300}' {
        return true;
    }
    let joins = matches!(
        character,
        // Hangul vowels and finals, and a vowel of Kirat Rai.
        '\u{1160}'..='\u{11ff}' | '\u{16d67}'
    );
    !joins && Classes::get().of(character.into()) & (MARK | CONTROL) == 0
}

/// Whether form C has another character for this one, which is no mark; or
/// whether that is so of one near it.
fn is_changed_alone(character: char) -> bool {
    matches!(
        character,
        '\u{374}' | '\u{37e}' | '\u{387}'
        // Letters of India and Tibet with a dot.
        | '\u{958}'..='\u{95f}' | '\u{9dc}'..='\u{9df}' | '\u{a33}'..='\u{a36}'
        | '\u{a59}'..='\u{a5e}' | '\u{b5c}'..='\u{b5d}' | '\u{f43}'..='\u{f69}'
        // Greek, and two spaces.
        | '\u{1f71}'..='\u{2001}'
        // Signs that are letters: ohm, kelvin, ångström.
        | '\u{2126}'..='\u{212b}' | '\u{2329}'..='\u{232a}' | '\u{2adc}'
        // Ideographs, and Hebrew with points.
        | '\u{f900}'..='\u{fb4e}'
        // Notes.
        | '\u{1d15e}'..='\u{1d1c0}'
        | '\u{2f800}'..='\u{2fa1d}'
    )
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
            let is_plain = is_start(character) && !is_changed_alone(character);
            let form = core::iter::once(character).nfc();
            assert!(!is_plain || form.eq([character]), "{character:?}");
        }
    }

    /// Characters that join, move, decompose or stay, most of them beside each
    /// other.
    const CHARACTERS: &str = "a b\n\0eÅ\u{212b}Å語\u{f900}\u{fa0e}\u{301}\u{323}\u{327}\u{338}\u{345}\u{344}\
         \u{1100}\u{1161}\u{11a8}가각\u{1175}\u{11c2}\u{958}\u{915}\u{93c}\u{94d}\u{9c7}\u{9be}\u{9cb}\
         \u{5d0}\u{5b8}\u{fb1d}\u{fb2a}\u{f43}\u{f71}\u{f72}\u{fe0f}\u{200d}😀\u{1d157}\u{1d165}\u{1d15e}\
         \u{2000}\u{2126}\u{1f71}\u{11099}\u{110ba}\u{16d67}\u{378}\u{e000}\u{2f800}жй";

    #[test]
    fn a_text_has_the_form_that_it_has_as_a_whole() {
        let characters: Vec<char> = CHARACTERS.chars().collect();
        let mut random = fastrand::Rng::with_seed(1);
        for number in 0..300_000 {
            let (some, length) = (random.usize(1..=characters.len()), random.usize(..24));
            let mut text = String::new();
            for _ in 0..length {
                let times = if random.u8(..60) == 0 { 50 } else { 1 };
                let character = match random.u8(..20) {
                    0 => random.char(..),
                    _ => characters[random.usize(..some)],
                };
                text.extend(core::iter::repeat_n(character, times));
            }
            let whole: String = text.nfc().collect();
            let form = form_c(&text);
            assert_eq!(form.as_ref().unwrap_or(&text), &whole, "text {number}");
            assert_eq!(form.is_none(), text == whole, "text {number}: {text:?}");
            // What a counter counts before the rest is there.
            let cut = text.floor_char_boundary(random.usize(..=text.len()));
            let cut = last_start(slice(&text, 0..cut));
            let parts = [slice(&text, 0..cut), slice(&text, cut..text.len())];
            let parts = parts.map(|part| form_c(part).unwrap_or_else(|| part.into()));
            assert_eq!(parts.concat(), whole, "text {number} cut at {cut}");
        }
    }
}
