//! Where each token ends in the text, in the units that JavaScript counts.

use alloc::vec::Vec;

/// The tokens of a text with their ends.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Segments {
    /// Token ids.
    pub ids: Vec<u32>,
    /// For each token, where it ends in the text, in UTF-16 code units. A
    /// token that ends inside a character has the character's end, so that
    /// the tokens of one character end at the same place.
    pub ends_utf16: Vec<u32>,
}
