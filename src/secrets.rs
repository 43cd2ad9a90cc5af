//! Keys that must not stand in a text that is sent, pasted or shared: API keys
//! by the shapes that their providers give them.
//!
//! ```text
//! text ──scan──▶ places where a shape fits ──▶ keys, masked
//! ```
//!
//! [`SHAPES`] holds the shapes as data. What a key says is in no output: a
//! [`Key`] has its place, and a mask of it.

mod rows;
mod scan;
mod shape;

use crate::utf16::Utf16Cursor;
use alloc::{string::String, vec::Vec};
use core::ops::Range;

pub use rows::SHAPES;
pub use shape::{Alphabet, Part, Provider, Shape};

/// Characters at its end that a mask leaves, so that the key can be found in
/// its provider's list.
const SHOWN_AT_END: usize = 4;

/// A key that stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// What it is a key of.
    pub shape: &'static Shape,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// Where it stands, in UTF-16 code units.
    pub range_utf16: Range<u32>,
    /// What can be shown in its place: its prefix, three asterisks and its
    /// last four characters. Has the shape of no key.
    pub masked: String,
}

/// The keys in `text`, in order; they do not overlap. O(n) in the text,
/// whatever stands in it: [`work`].
///
/// What it does not find: keys without a shape of their own (but for those of
/// [`Shape::near`]), keys that are cut by a line break or encoded, and
/// placeholders, which repeat a few characters.
///
/// # Examples
///
/// ```
/// use tokenmeter::secrets::find_keys;
///
/// let secret: String = ('A'..='Z').chain('2'..='7').cycle().step_by(5).take(16).collect();
/// let text = format!("id = {}{secret}", "AKIA");
/// let keys = find_keys(&text);
/// assert_eq!(keys[0].range, 5..25);
/// assert!(!keys[0].masked.contains(&secret));
/// assert!(find_keys("nothing here").is_empty());
/// ```
#[must_use]
pub fn find_keys(text: &str) -> Vec<Key> {
    let mut cursor = Utf16Cursor::new(text);
    let mut keys = Vec::new();
    scan::scan(text.as_bytes(), |found| {
        let start_utf16 = cursor.advance_to(found.range.start);
        let end_utf16 = cursor.advance_to(found.range.end);
        let end = text.get(found.range.end - SHOWN_AT_END..found.range.end);
        keys.push(Key {
            shape: found.shape,
            masked: [found.prefix, "***", end.unwrap_or_default()].concat(),
            range: found.range,
            range_utf16: start_utf16..end_utf16,
        });
    });
    keys
}

/// How many bytes [`find_keys`] looks at in `text`, each as often as it does.
#[must_use]
pub fn work(text: &str) -> u64 {
    scan::scan(text.as_bytes(), |_| {})
}
