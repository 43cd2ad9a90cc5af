//! Special tokens: their place in a text and their text by id.

use super::rows::{EncodingRow, RESERVED_PREFIX, RESERVED_SUFFIX};
use alloc::{borrow::ToOwned, string::String, string::ToString};
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

/// Where special tokens start in every encoding here. The search below also
/// needs that none contains [`CLOSE`] before its end.
const OPEN: &[u8; 2] = b"<|";
const CLOSE: &[u8; 2] = b"|>";

/// The first special token of `row` in `text` at or after byte `from`: its
/// byte range and id. Linear in the text.
pub(super) fn find(row: &EncodingRow, text: &str, from: usize) -> Option<(Range<usize>, u32)> {
    let mut at = from;
    // The next closing mark; kept while it lies ahead, so that a text full of
    // opening marks is not searched to its end once for each.
    let mut close = None;
    loop {
        let start = position(text, at, *OPEN)?;
        let inner = start + OPEN.len();
        if close.is_none_or(|close| close < inner) {
            close = Some(position(text, inner, *CLOSE)?);
        }
        let end = close? + CLOSE.len();
        if let Some(id) = id_of(row, super::slice(text, start..end)) {
            return Some((start..end, id));
        }
        at = start + 1;
    }
}

/// Where `pair` stands first in `text` at or after byte `from`.
fn position(text: &str, from: usize, pair: [u8; 2]) -> Option<usize> {
    let mut windows = text.as_bytes()[from..].windows(2);
    windows
        .position(|window| window == pair)
        .map(|at| from + at)
}

/// The id of the special token spelled exactly `token`.
fn id_of(row: &EncodingRow, token: &str) -> Option<u32> {
    if let Some(&(_, id)) = row.specials.iter().find(|(name, _)| *name == token) {
        return Some(id);
    }
    let digits = token
        .strip_prefix(RESERVED_PREFIX)?
        .strip_suffix(RESERVED_SUFFIX)?;
    let id: u32 = digits.parse().ok()?;
    // `parse` also takes "+200013" and "0200013", which are not the token.
    let canonical = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit());
    (canonical && is_reserved(row, id)).then_some(id)
}

fn is_reserved(row: &EncodingRow, id: u32) -> bool {
    row.reserved.iter().any(|ids| ids.contains(&id))
}

/// The text of special token `id`.
pub(super) fn text_of(row: &EncodingRow, id: u32) -> Option<String> {
    let named = row.specials.iter().find(|&&(_, special)| special == id);
    match named {
        Some(&(name, _)) => Some(name.to_owned()),
        None => is_reserved(row, id)
            .then(|| [RESERVED_PREFIX, &id.to_string(), RESERVED_SUFFIX].concat()),
    }
}

/// The largest special id.
pub(super) fn max_id(row: &EncodingRow) -> u32 {
    let named = row.specials.iter().map(|&(_, id)| id);
    let reserved = row.reserved.iter().map(|ids| ids.end - 1);
    named.chain(reserved).max().unwrap_or(0)
}
