//! The loop: text to pieces to tokens.

use super::key::{KEY_BYTES, Key};
use super::merge::{Merger, Pairs};
use super::rows::Pattern;
use super::split::{Scanner, Split, cl100k::Cl100k, deepseek::DeepSeek, o200k::O200k, r50k::R50k};
use super::tables::Tables;
use super::work::Tally;
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

/// Where tokens go: all are counted, and kept where they are wanted.
pub(super) struct Sink {
    tokens: usize,
    limit_tokens: usize,
    ids: Option<Vec<u32>>,
}

impl Sink {
    /// Full as soon as it has had more than so many tokens.
    pub(super) const fn counting(limit_tokens: usize) -> Self {
        Self {
            tokens: 0,
            limit_tokens,
            ids: None,
        }
    }

    /// [`Sink::counting`] that keeps the tokens.
    pub(super) const fn keeping(limit_tokens: usize) -> Self {
        Self {
            tokens: 0,
            limit_tokens,
            ids: Some(Vec::new()),
        }
    }

    #[inline]
    pub(super) fn token(&mut self, id: u32) {
        self.tokens += 1;
        if let Some(ids) = &mut self.ids {
            ids.push(id);
        }
    }

    #[inline]
    fn tokens_of(&mut self, piece: &[u32]) {
        self.tokens += piece.len();
        if let Some(ids) = &mut self.ids {
            ids.extend_from_slice(piece);
        }
    }

    pub(super) const fn tokens(&self) -> usize {
        self.tokens
    }

    /// No more tokens are wanted.
    pub(super) const fn is_full(&self) -> bool {
        self.tokens > self.limit_tokens
    }

    /// The tokens kept, the first of the vocabulary with the id `first`.
    pub(super) fn into_ids(self, first: u32) -> Vec<u32> {
        let mut ids = self.ids.unwrap_or_default();
        for id in &mut ids {
            *id = id.wrapping_add(first);
        }
        ids
    }
}
