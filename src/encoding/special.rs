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
#[inline(never)]
pub(super) fn at_start(tokens: &'static [SpecialRow], text: &[u8]) -> Option<(usize, u32)> {
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
fn words(names: &'static str) -> impl Iterator<Item = &'static [u8]> {
    names.as_bytes().split(|&byte| byte == b' ')
}

/// Adds the text of token `id`, if there is one that is not of the vocabulary.
pub(super) fn spell(row: &EncodingRow, id: u32, text: &mut Vec<u8>) -> bool {
    let named = name(row.specials, id).or_else(|| name(row.tags, id));
    if let Some(name) = named.or_else(|| name_of_silent(row, id, text)) {
        text.extend_from_slice(name);
        return true;
    }
    for numbered in row.numbered {
        if numbered.ids.contains(&id) {
            let number = numbered.first + (id - numbered.ids.start);
            text.extend_from_slice(numbered.prefix.as_bytes());
            text.extend_from_slice(decimal(number).as_bytes());
            text.extend_from_slice(numbered.suffix.as_bytes());
            return true;
        }
    }
    if let Some(spaces) = spaces(row, id) {
        text.extend(core::iter::repeat_n(b' ', spaces));
        return true;
    }
    let byte = row.byte_ids.map(|first| id.wrapping_sub(first));
    let byte = byte.and_then(|byte| u8::try_from(byte).ok());
    text.extend(byte);
    byte.is_some()
}

/// How many spaces token `id` is, if it is several.
fn spaces(row: &EncodingRow, id: u32) -> Option<usize> {
    let id = id.checked_sub(row.first_id).filter(|&id| id > 0)?;
    let at = row.spaces.iter().position(|&spaces| spaces == id)?;
    Some(at + 2)
}

/// Whether token `id` is one that no text has.
pub(super) fn is_special(row: &EncodingRow, id: u32) -> bool {
    let mut numbered = row.numbered.iter();
    name(row.specials, id).is_some() || numbered.any(|numbered| numbered.ids.contains(&id))
}

#[inline(never)]
fn name(tokens: &'static [SpecialRow], id: u32) -> Option<&'static [u8]> {
    for &(names, first) in tokens {
        for (special, name) in (first..).zip(words(names)) {
            if special == id {
                return Some(name);
            }
        }
    }
    None
}

/// What follows the space, which is added to the text, if there is one.
fn name_of_silent(row: &EncodingRow, id: u32, text: &mut Vec<u8>) -> Option<&'static [u8]> {
    let name = name(row.silent, id)?;
    let word = name.strip_prefix("▁".as_bytes());
    text.extend(word.map(|_| b' '));
    Some(word.unwrap_or(name))
}
