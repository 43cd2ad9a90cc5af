//! The loop: text to pieces to tokens.

use super::ids::Ids;
use super::key::{KEY_BYTES, Key};
use super::merge::{Merger, Pairs};
use super::rows::{Pattern, SpecialRow};
use super::split::{
    Scanner, Split, cl100k::Cl100k, deepseek::DeepSeek, gemma, o200k::O200k, r50k::R50k,
};
use super::tables::Tables;
use super::work::Tally;
use crate::classes::{CLASSES, Classes};
use alloc::vec::Vec;
use core::ops::Range;

/// What an encoding splits and merges with; without the tables it is slower
/// and gives the same.
pub(super) struct Engine<'e> {
    pub(super) pattern: Pattern,
    pub(super) tags: &'static [SpecialRow],
    /// Tokens that are given out as their bytes.
    pub(super) parts: Range<u32>,
    pub(super) pairs: &'e Pairs,
    pub(super) tables: Option<&'e Tables>,
}

impl Engine<'_> {
    /// Every token of the text into `sink`, until it is full; of `certain`
    /// pieces alone, of which nothing that may follow the text can change the
    /// end. Returns where the rest starts.
    pub(super) fn feed<T: Tally>(
        &self,
        scanner: &Scanner,
        certain: bool,
        merger: &mut Merger,
        sink: &mut Sink,
        tally: &mut T,
    ) -> usize {
        let end = scanner.text().len();
        let mut start = 0;
        while start < end && !sink.is_full() {
            let piece = start..self.piece_end(scanner, start, tally);
            if certain && scanner.has_met_end() {
                break;
            }
            start = piece.end;
            self.feed_piece(scanner, piece, merger, sink, tally);
        }
        start
    }

    #[inline]
    fn piece_end<T: Tally>(&self, scanner: &Scanner, start: usize, tally: &mut T) -> usize {
        let pattern = self.pattern;
        match pattern {
            Pattern::O200k | Pattern::Tekken => O200k::piece_end(scanner, pattern, start, tally),
            Pattern::Cl100k | Pattern::Qwen => Cl100k::piece_end(scanner, pattern, start, tally),
            Pattern::DeepSeek => DeepSeek::piece_end(scanner, pattern, start, tally),
            Pattern::R50k => R50k::piece_end(scanner, pattern, start, tally),
            Pattern::Gemma => gemma::piece_end(scanner, self.tags, start, tally),
        }
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "a call a piece costs a tenth")]
    fn feed_piece<T: Tally>(
        &self,
        scanner: &Scanner,
        piece: Range<usize>,
        merger: &mut Merger,
        sink: &mut Sink,
        tally: &mut T,
    ) {
        let text = scanner.text();
        tally.piece();
        let Some(tables) = self.tables else {
            if !self.feed_tag(scanner, piece.start, sink) {
                let tokens = merger.merge(&text[piece.clone()], self.pairs, tally);
                self.give(&text[piece], tokens, sink);
            }
            return;
        };
        let is_short = piece.len() <= KEY_BYTES;
        let known = is_short.then(|| tables.find(Key::of(text, piece.start, piece.end)));
        if let Some(Some(token)) = known {
            sink.token(token);
        } else if !self.feed_tag(scanner, piece.start, sink) {
            let (str, bytes) = (scanner.str(), piece.clone());
            let tokens = merger.merge_with(str, bytes, tables, self.pairs, tally);
            self.give(&text[piece], tokens, sink);
        }
    }

    /// The tag that starts here, if there is one, into `sink`; tags are no
    /// tokens of the vocabulary.
    #[inline]
    fn feed_tag(&self, scanner: &Scanner, start: usize, sink: &mut Sink) -> bool {
        let tag = gemma::tag(scanner, self.tags, start);
        if let Some((_, id)) = tag {
            sink.token(Ids::other(id));
        }
        tag.is_some()
    }

    /// The tokens of a piece into `sink`.
    #[inline]
    fn give(&self, piece: &[u8], tokens: &[u32], sink: &mut Sink) {
        if self.parts.is_empty() {
            sink.tokens_of(tokens);
        } else {
            self.give_parts(piece, tokens, sink);
        }
    }

    /// What begins a character that is no token becomes its bytes again.
    #[inline(never)]
    fn give_parts(&self, mut piece: &[u8], tokens: &[u32], sink: &mut Sink) {
        for &token in tokens {
            let bytes;
            (bytes, piece) = piece.split_at(self.pairs.token_bytes(token));
            if self.parts.contains(&token) {
                for &byte in bytes {
                    sink.token(self.pairs.byte_id(byte));
                }
            } else {
                sink.token(token);
            }
        }
    }
}

/// Where tokens go: all are counted, and kept or sorted where that is wanted.
pub(super) struct Sink<'p> {
    tokens: usize,
    limit_tokens: usize,
    wanted: Wanted<'p>,
}

/// What is wanted beside the number of all tokens.
enum Wanted<'p> {
    Nothing,
    Ids(Vec<u32>),
    /// As many of each class, which the pairs know.
    Classes(&'p Pairs, [u64; CLASSES]),
}

impl<'p> Sink<'p> {
    /// Full as soon as it has had more than so many tokens.
    pub(super) const fn counting(limit_tokens: usize) -> Self {
        Self::wanting(Wanted::Nothing, limit_tokens)
    }

    /// [`Sink::counting`] that keeps the tokens.
    pub(super) const fn keeping(limit_tokens: usize) -> Self {
        Self::wanting(Wanted::Ids(Vec::new()), limit_tokens)
    }

    /// [`Sink::counting`] of all tokens, each class by itself.
    pub(super) const fn sorting(pairs: &'p Pairs) -> Self {
        Self::wanting(Wanted::Classes(pairs, [0; CLASSES]), usize::MAX)
    }

    const fn wanting(wanted: Wanted<'p>, limit_tokens: usize) -> Self {
        Self {
            tokens: 0,
            limit_tokens,
            wanted,
        }
    }

    #[inline]
    pub(super) fn token(&mut self, token: u32) {
        self.tokens += 1;
        match &mut self.wanted {
            Wanted::Nothing => {}
            Wanted::Ids(ids) => ids.push(token),
            Wanted::Classes(pairs, counts) => add(pairs, counts, &[token]),
        }
    }

    #[inline]
    fn tokens_of(&mut self, piece: &[u32]) {
        self.tokens += piece.len();
        match &mut self.wanted {
            Wanted::Nothing => {}
            Wanted::Ids(ids) => ids.extend_from_slice(piece),
            Wanted::Classes(pairs, counts) => add(pairs, counts, piece),
        }
    }

    pub(super) const fn tokens(&self) -> usize {
        self.tokens
    }

    /// The tokens by class, as far as that was wanted.
    pub(super) fn classes(&self) -> Classes {
        match self.wanted {
            Wanted::Classes(_, sorted) => Classes {
                sorted,
                unsorted: 0,
            },
            Wanted::Nothing | Wanted::Ids(_) => Classes::from(self.tokens as u64),
        }
    }

    /// No more tokens are wanted.
    pub(super) const fn is_full(&self) -> bool {
        self.tokens > self.limit_tokens
    }

    /// The tokens kept.
    pub(super) fn into_tokens(self) -> Vec<u32> {
        match self.wanted {
            Wanted::Ids(tokens) => tokens,
            Wanted::Nothing | Wanted::Classes(..) => Vec::new(),
        }
    }
}

#[inline(never)]
fn add(pairs: &Pairs, counts: &mut [u64; CLASSES], ids: &[u32]) {
    for &id in ids {
        if let Some(count) = counts.get_mut(pairs.class(id)) {
            *count += 1;
        }
    }
}
