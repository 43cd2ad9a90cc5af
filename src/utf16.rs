//! From bytes of UTF-8 to the units that JavaScript counts.

/// Turns ascending byte offsets of a text into UTF-16 offsets.
pub(crate) struct Utf16Cursor<'t> {
    rest: core::str::Chars<'t>,
    at_byte: usize,
    at_utf16: u32,
}

impl<'t> Utf16Cursor<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self {
            rest: text.chars(),
            at_byte: 0,
            at_utf16: 0,
        }
    }

    /// The UTF-16 offset of byte `end`, or of the end of the character that
    /// `end` lies in. Linear in the text between this call and the last.
    pub(crate) fn advance_to(&mut self, end: usize) -> u32 {
        while self.at_byte < end {
            let Some(character) = self.rest.next() else {
                break;
            };
            self.at_byte += character.len_utf8();
            self.at_utf16 += if character.len_utf16() == 1 { 1 } else { 2 };
        }
        self.at_utf16
    }
}
