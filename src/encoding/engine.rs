//! The loop: text to pieces to tokens.

use super::key::{KEY_BYTES, Key};
use super::merge::{Merger, Pairs};
use super::rows::Pattern;
use super::split::{Scanner, Split, cl100k::Cl100k, deepseek::DeepSeek, o200k::O200k, r50k::R50k};
use super::tables::Tables;
use super::work::Tally;
use crate::classes::{CLASSES, Classes};
use alloc::vec::Vec;
use core::ops::Range;

/// What an encoding splits and merges with; without the tables it is slower
/// and gives the same.
pub(super) struct Engine<'e> {
    pub(super) pattern: Pattern,
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
            sink.tokens_of(merger.merge(&text[piece], self.pairs, tally));
            return;
        };
        let is_short = piece.len() <= KEY_BYTES;
        match is_short.then(|| tables.find(Key::of(text, piece.start, piece.end))) {
            Some(Some(id)) => sink.token(id),
            _ => {
                sink.tokens_of(merger.merge_with(scanner.str(), piece, tables, self.pairs, tally));
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
    pub(super) fn token(&mut self, id: u32) {
        self.tokens += 1;
        match &mut self.wanted {
            Wanted::Nothing => {}
            Wanted::Ids(ids) => ids.push(id),
            Wanted::Classes(pairs, counts) => add(pairs, counts, &[id]),
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

    /// The tokens kept, the first of the vocabulary with the id `first`.
    pub(super) fn into_ids(self, first: u32) -> Vec<u32> {
        let Wanted::Ids(mut ids) = self.wanted else {
            return Vec::new();
        };
        for id in &mut ids {
            *id = id.wrapping_add(first);
        }
        ids
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
