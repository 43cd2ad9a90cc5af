//! Special tokens: their place in a text and their text by id.

use super::decimal::decimal;
use super::rows::{EncodingRow, SpecialRow};
use alloc::vec::Vec;
use core::ops::Range;

/// What to do with text that spells a special token, such as `<|endoftext|>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Special {
    /// It is ordinary text, as chat APIs treat what a person typed.
    #[default]
    Text,
    /// It becomes the special token.
    Allow,
    /// It is an error, `disallowed-special`.
    Reject,
}

/// The bytes that special tokens start with, in every encoding here.
const OPENING: [u8; 2] = [b'<', b'['];

/// The first special token of `row` in `text` at or after byte `from`: its
/// byte range and id. Linear in the text: special tokens are few and short,
/// and none is the beginning of another.
pub(super) fn find(row: &EncodingRow, text: &str, from: usize) -> Option<(Range<usize>, u32)> {
    let text = text.as_bytes();
    let mut start = from;
    loop {
        let mut rest = text.get(start..)?.iter();
        start += rest.position(|byte| OPENING.contains(byte))?;
        let rest = &text[start..];
        let special = at_start(row.specials, rest).or_else(|| numbered_at_start(row, rest));
        if let Some((length, id)) = special {
            return Some((start..start + length, id));
        }
        start += 1;
    }
}

/// The one of these tokens that `text` starts with: its length and id.
pub(super) fn at_start(tokens: &[SpecialRow], text: &[u8]) -> Option<(usize, u32)> {
    for &(names, first) in tokens {
        for (id, name) in (first..).zip(words(names)) {
            if text.starts_with(name) {
                return Some((name.len(), id));
            }
        }
    }
    None
}

fn numbered_at_start(row: &EncodingRow, text: &[u8]) -> Option<(usize, u32)> {
    row.numbered.iter().find_map(|numbered| {
        let rest = text.strip_prefix(numbered.prefix.as_bytes())?;
        let digits = rest
            .iter()
            .take(MOST_DIGITS)
            .take_while(|byte| byte.is_ascii_digit());
        let digits = &rest[..digits.count()];
        let rest = rest[digits.len()..].strip_prefix(numbered.suffix.as_bytes())?;
        let number = digits
            .iter()
            .fold(0, |sum, digit| 10 * sum + u32::from(digit - b'0'));
        let id = numbered.ids.start + number.checked_sub(numbered.first)?;
        // Without zeros before it.
        let is_it = numbered.ids.contains(&id) && decimal(number).len() == digits.len();
        is_it.then_some((text.len() - rest.len(), id))
    })
}

/// More digits than any number here has.
const MOST_DIGITS: usize = 7;

/// The names of a list that is separated by spaces.
fn words(names: &str) -> impl Iterator<Item = &[u8]> {
    names.as_bytes().split(|&byte| byte == b' ')
}

/// Adds the text of token `id`, if there is one that is not of the vocabulary.
pub(super) fn spell(row: &EncodingRow, id: u32, text: &mut Vec<u8>) -> bool {
    let lists = [row.specials, row.tags, row.silent];
    for (list, &(names, first)) in (0..)
        .zip(lists)
        .flat_map(|(n, list)| list.iter().map(move |names| (n, names)))
    {
        for (special, name) in (first..).zip(words(names)) {
            if special == id {
                if list == SILENT
                    && let Some(word) = name.strip_prefix("▁".as_bytes())
                {
                    text.push(b' ');
                    text.extend_from_slice(word);
                } else {
                    text.extend_from_slice(name);
                }
                return true;
            }
        }
    }
    if let Some(numbered) = row
        .numbered
        .iter()
        .find(|numbered| numbered.ids.contains(&id))
    {
        text.extend_from_slice(numbered.prefix.as_bytes());
        text.extend_from_slice(decimal(numbered.first + (id - numbered.ids.start)).as_bytes());
        text.extend_from_slice(numbered.suffix.as_bytes());
        return true;
    }
    let byte = row
        .byte_ids
        .and_then(|first| u8::try_from(id.checked_sub(first)?).ok());
    text.extend(byte);
    byte.is_some()
}

/// Which of the lists of a row has the names in which `▁` is a space.
const SILENT: usize = 2;
