//! Counting a text that comes in parts.

use super::Encoding;
use super::engine::Sink;
use super::slice;
use crate::classes::Classes;
use alloc::{string::String, vec::Vec};

/// As much text is gathered before it is counted.
const ENOUGH_BYTES: usize = 64 << 10;

/// Counts a text that comes in parts, cut anywhere, also inside a character.
///
/// A piece is counted once its end no longer depends on what follows, so the
/// count is that of the whole text. What is kept is the piece at hand and some
/// 64 kB: a text with spaces or line breaks takes the same memory however
/// long it is, one unbroken piece takes three times its bytes.
///
/// Every call is given the same encoding.
#[derive(Debug, Default)]
pub struct Counter {
    counted: Classes,
    /// Whether the class of each token is looked at.
    by_class: bool,
    /// Whether what is to come is not the beginning of the text.
    is_rest: bool,
    /// What is not counted yet.
    text: String,
    /// How long `text` must be, above [`ENOUGH_BYTES`], before it is worth
    /// looking at.
    enough: usize,
    /// The bytes of a character that has begun.
    begun: Vec<u8>,
}

impl Counter {
    /// Nothing counted yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Nothing counted yet, of what will be told by class.
    #[must_use]
    pub fn by_class() -> Self {
        Self {
            by_class: true,
            ..Self::default()
        }
    }

    /// The same, of a text whose beginning is counted apart: what an encoding
    /// puts before a text does not count again.
    #[must_use]
    pub fn of_rest(mut self) -> Self {
        self.is_rest = true;
        self
    }

    /// The next part of the text.
    pub fn push(&mut self, encoding: &Encoding, part: &str) {
        self.break_off(encoding);
        for part in blocks(part) {
            self.add(encoding, part);
            self.count_certain(encoding);
        }
    }

    /// The next part as UTF-8. Bytes that are none count as U+FFFD, as many
    /// as `String::from_utf8_lossy` makes of the whole.
    pub fn push_bytes(&mut self, encoding: &Encoding, part: &[u8]) {
        let joined;
        let mut rest = part;
        if !self.begun.is_empty() {
            joined = [&self.begun, part].concat();
            self.begun.clear();
            rest = &joined;
        }
        loop {
            let error = match core::str::from_utf8(rest) {
                Ok(text) => return self.push(encoding, text),
                Err(error) => error,
            };
            let (valid, after) = rest.split_at(error.valid_up_to());
            self.push(encoding, core::str::from_utf8(valid).unwrap_or_default());
            let Some(broken) = error.error_len() else {
                self.begun.extend_from_slice(after);
                return;
            };
            self.push(encoding, "\u{fffd}");
            rest = &after[broken..];
        }
    }

    /// The tokens of the whole text.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "they were counted as usize"
    )]
    pub fn finish(self, encoding: &Encoding) -> usize {
        self.finish_classes(encoding).total() as usize
    }

    /// The tokens of the whole text by class, if this is [`Counter::by_class`].
    #[must_use]
    pub fn finish_classes(mut self, encoding: &Encoding) -> Classes {
        self.break_off(encoding);
        let mut sink = self.sink();
        encoding.feed_rest(&self.text, &mut sink);
        self.counted += sink.classes(&encoding.pairs);
        self.counted
    }

    #[inline(never)]
    fn add(&mut self, encoding: &Encoding, part: &str) {
        if !self.is_rest && encoding.has_prefix() {
            self.text.push(' ');
        }
        self.is_rest = true;
        self.text.push_str(part);
    }

    /// A character that has begun does not go on.
    fn break_off(&mut self, encoding: &Encoding) {
        if !self.begun.is_empty() {
            self.begun.clear();
            self.add(encoding, "\u{fffd}");
        }
    }

    #[inline(never)]
    fn sink(&self) -> Sink {
        if self.by_class {
            Sink::sorting()
        } else {
            Sink::counting(usize::MAX)
        }
    }

    fn count_certain(&mut self, encoding: &Encoding) {
        if self.text.len() < self.enough.max(ENOUGH_BYTES) {
            return;
        }
        let mut sink = self.sink();
        encoding.feed_certain(&mut self.text, &mut sink);
        self.counted += sink.classes(&encoding.pairs);
        // A long piece is looked at again only when it has doubled.
        self.enough = 2 * self.text.len();
    }
}

/// The text in parts of about [`ENOUGH_BYTES`], between characters.
fn blocks(mut text: &str) -> impl Iterator<Item = &str> {
    core::iter::from_fn(move || {
        let end = text.floor_char_boundary(ENOUGH_BYTES);
        let block = slice(text, 0..end);
        text = slice(text, end..text.len());
        (!block.is_empty()).then_some(block)
    })
}
