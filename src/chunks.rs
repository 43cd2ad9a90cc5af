//! A long text in chunks that each fit a limit, cut where a reader would cut
//! it, and counted each by itself.
//!
//! ```text
//! text ──boundaries──▶ places to cut ──as many tokens as fit──▶ chunks
//! ```
//!
//! Tokens of a part are not tokens of the whole: a chunk is cut where the
//! limit is reached in the whole, then counted alone, and made shorter if that
//! is more.

mod boundaries;

use crate::utf16::Utf16Cursor;
use crate::{Error, ErrorKind, Result};
use alloc::vec::Vec;
use boundaries::Cuts;
use core::ops::Range;

/// Where a chunk may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Boundary {
    /// After any token; never inside what a reader takes for one character.
    Token,
    /// After a sentence or line; after a token in one that is too long.
    Sentence,
    /// After an empty line; after a sentence in a paragraph that is too long.
    Paragraph,
}

/// How to cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    limit_tokens: usize,
    overlap_tokens: usize,
    boundary: Boundary,
}

impl Options {
    /// Chunks of at most `limit_tokens`, each of which begins with the last
    /// `overlap_tokens` of the one before, or fewer.
    ///
    /// # Errors
    ///
    /// `invalid-argument` if the limit is 0, or not more than the overlap.
    pub fn new(limit_tokens: usize, overlap_tokens: usize, boundary: Boundary) -> Result<Self> {
        let problem = if limit_tokens == 0 {
            "A chunk must have room for a token: limitTokens must be 1 or more."
        } else if overlap_tokens >= limit_tokens {
            "A chunk must be longer than its overlap: overlapTokens must be less than limitTokens."
        } else {
            return Ok(Self {
                limit_tokens,
                overlap_tokens,
                boundary,
            });
        };
        Err(Error::new(ErrorKind::InvalidArgument, problem))
    }
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// Where it stands, in UTF-16 code units.
    pub range_utf16: Range<u32>,
    /// Tokens of this part by itself.
    pub tokens: usize,
}

/// What counts the tokens.
pub trait Tokens {
    /// Why it could not.
    type Error;

    /// The tokens of `text`.
    ///
    /// # Errors
    ///
    /// If it cannot be counted.
    fn count(&self, text: &str) -> core::result::Result<usize, Self::Error>;

    /// The bytes that the first `tokens` of `text` have, or `None` if it has
    /// no more than that.
    ///
    /// # Errors
    ///
    /// If it cannot be counted.
    fn prefix_bytes(
        &self,
        text: &str,
        tokens: usize,
    ) -> core::result::Result<Option<usize>, Self::Error>;
}

#[cfg(feature = "tokens")]
impl Tokens for crate::encoding::Encoding {
    type Error = core::convert::Infallible;

    fn count(&self, text: &str) -> core::result::Result<usize, Self::Error> {
        Ok(self.count(text))
    }

    fn prefix_bytes(
        &self,
        text: &str,
        tokens: usize,
    ) -> core::result::Result<Option<usize>, Self::Error> {
        Ok(self.prefix_bytes(text, tokens))
    }
}

/// The chunks of `text`, in order: together they have all of it. None has more
/// than the limit, unless a single character has more tokens than that.
///
/// Linear in the tokens of the chunks, overlaps included.
///
/// # Errors
///
/// If a part cannot be counted.
///
/// # Examples
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use tokenmeter::chunks::{Boundary, Options, chunks};
/// # let file = std::fs::read("target/vocab/o200k_base.tmvocab")?;
/// # let encoding = tokenmeter::encoding::Encoding::load("o200k_base", &file)?;
///
/// let text = "One sentence. Another one. The last of them.";
/// let parts = chunks(text, &encoding, Options::new(8, 0, Boundary::Sentence)?)?;
/// assert_eq!(&text[parts[0].range.clone()], "One sentence. Another one. ");
/// assert!(parts.iter().all(|part| part.tokens <= 8));
/// # Ok(()) }
/// ```
pub fn chunks<T: Tokens>(
    text: &str,
    tokens: &T,
    options: Options,
) -> core::result::Result<Vec<Chunk>, T::Error> {
    let splitter = Splitter {
        cuts: Cuts::new(text, options.boundary),
        text,
        tokens,
        options,
    };
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut cursor = Utf16Cursor::new(text);
    let mut end_utf16 = 0;
    let mut end = 0;
    while end < text.len() {
        let mut start = end;
        let mut start_utf16 = end_utf16;
        if let Some(last) = chunks.last() {
            let overlap = splitter.overlap(last)?;
            let units = text.get(overlap..end).unwrap_or_default();
            start = overlap;
            start_utf16 -= units.encode_utf16().map(|_| 1).sum::<u32>();
        }
        let (mut filled, mut count) = splitter.fill(start)?;
        if filled <= end {
            // Nothing new fits behind the overlap.
            (start, start_utf16) = (end, end_utf16);
            (filled, count) = splitter.fill(start)?;
        }
        end = filled;
        end_utf16 = cursor.advance_to(end);
        chunks.push(Chunk {
            range: start..end,
            range_utf16: start_utf16..end_utf16,
            tokens: count,
        });
    }
    Ok(chunks)
}

struct Splitter<'t, T> {
    text: &'t str,
    tokens: &'t T,
    options: Options,
    cuts: Cuts<'t>,
}

impl<T: Tokens> Splitter<'_, T> {
    /// Where the longest chunk ends that begins at `start`, and its tokens.
    fn fill(&self, start: usize) -> core::result::Result<(usize, usize), T::Error> {
        let Some(reach) = self.reach(start)? else {
            let end = self.text.len();
            return Ok((end, self.tokens.count(self.slice(start..end))?));
        };
        for boundary in self.options.boundary.and_finer() {
            let mut at = start + reach;
            let mut step = 1;
            while let Some(end) = self.cuts.before(*boundary, start, at) {
                let count = self.tokens.count(self.slice(start..end))?;
                if count <= self.options.limit_tokens {
                    return Ok((end, count));
                }
                at = end.saturating_sub(step);
                if *boundary == Boundary::Token {
                    // What is lost by that are a few tokens.
                    step *= 2;
                }
            }
        }
        let end = self.cuts.first_character(start);
        Ok((end, self.tokens.count(self.slice(start..end))?))
    }

    /// How many bytes from `start` on have the limit, or `None` if the rest
    /// has no more. Looks at about as much as that is.
    fn reach(&self, start: usize) -> core::result::Result<Option<usize>, T::Error> {
        let rest = self.slice(start..self.text.len());
        let limit = self.options.limit_tokens;
        let mut window = limit.saturating_mul(8).max(64);
        loop {
            let end = rest.floor_char_boundary(window);
            let part = rest.get(..end).unwrap_or_default();
            let reach = self.tokens.prefix_bytes(part, limit)?;
            if reach.is_some() || end == rest.len() {
                return Ok(reach);
            }
            window = window.saturating_mul(2);
        }
    }

    /// Where the next chunk begins, so that it has the last tokens of this.
    fn overlap(&self, last: &Chunk) -> core::result::Result<usize, T::Error> {
        let Range { start, end } = last.range;
        let most = self.options.overlap_tokens;
        if most == 0 || last.tokens <= most {
            return Ok(end);
        }
        let before = last.tokens - most;
        let prefix = self.tokens.prefix_bytes(self.slice(start..end), before)?;
        let mut at = start + prefix.unwrap_or(end - start);
        let boundary = self.options.boundary.of_overlap();
        while let Some(cut) = self.cuts.after(boundary, start, at, end) {
            if self.tokens.count(self.slice(cut..end))? <= most {
                return Ok(cut);
            }
            at = cut + 1;
        }
        Ok(end)
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }
}

impl Boundary {
    /// This, and where to cut in what is too long for that.
    const fn and_finer(self) -> &'static [Self] {
        match self {
            Self::Token => &[Self::Token],
            Self::Sentence => &[Self::Sentence, Self::Token],
            Self::Paragraph => &[Self::Paragraph, Self::Sentence, Self::Token],
        }
    }

    /// Where an overlap begins: whole paragraphs would rarely fit in it.
    const fn of_overlap(self) -> Self {
        match self {
            Self::Token => Self::Token,
            Self::Sentence | Self::Paragraph => Self::Sentence,
        }
    }
}
