//! Special tokens: their place in a text and their text by id.

use super::decimal::decimal;
use super::rows::{EncodingRow, RESERVED_PREFIX, RESERVED_SUFFIX};
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
        if let Some((length, id)) = at_start(row, &text[start..]) {
            return Some((start..start + length, id));
        }
        start += 1;
    }
}

/// The special token that `text` starts with: its length and id.
fn at_start(row: &EncodingRow, text: &[u8]) -> Option<(usize, u32)> {
    for &(names, first) in row.specials {
        for (id, name) in (first..).zip(words(names)) {
            if text.starts_with(name) {
                return Some((name.len(), id));
            }
        }
    }
    let rest = text.strip_prefix(RESERVED_PREFIX.as_bytes())?;
    let (digits, rest) = rest.split_first_chunk::<RESERVED_DIGITS>()?;
    let value = |sum: u32, digit: &u8| {
        let is_digit = digit.is_ascii_digit();
        is_digit.then(|| 10 * sum + u32::from(digit - b'0'))
    };
    let id = digits.iter().try_fold(0, value)?;
    let length = text.len() - rest.len() + RESERVED_SUFFIX.len();
    let is_whole = rest.starts_with(RESERVED_SUFFIX.as_bytes());
    (is_whole && is_reserved(row, id)).then_some((length, id))
}

/// How many digits the reserved ids have.
const RESERVED_DIGITS: usize = 6;

/// The names of a list that is separated by spaces.
fn words(names: &str) -> impl Iterator<Item = &[u8]> {
    names.as_bytes().split(|&byte| byte == b' ')
}

fn is_reserved(row: &EncodingRow, id: u32) -> bool {
    row.reserved.iter().any(|ids| ids.contains(&id))
}

/// Adds the text of special token `id`, if there is one.
pub(super) fn spell(row: &EncodingRow, id: u32, text: &mut Vec<u8>) -> bool {
    for &(names, first) in row.specials {
        for (special, name) in (first..).zip(words(names)) {
            if special == id {
                text.extend_from_slice(name);
                return true;
            }
        }
    }
    let is_reserved = is_reserved(row, id);
    if is_reserved {
        text.extend_from_slice(RESERVED_PREFIX.as_bytes());
        text.extend_from_slice(decimal(id).as_bytes());
        text.extend_from_slice(RESERVED_SUFFIX.as_bytes());
    }
    is_reserved
}
