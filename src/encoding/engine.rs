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
    /// Tokens of several spaces: see `EncodingRow`.
    pub(super) spaces: &'static [u32],
    /// The id of the encoding's first token.
    pub(super) first_id: u32,
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
        let mut start = 0;
        loop {
            start = self.feed_from(start, scanner, certain, merger, sink, tally);
            if !sink.make_room(self.pairs) {
                return start;
            }
        }
    }

    #[inline]
    fn feed_from<T: Tally>(
        &self,
        mut start: usize,
        scanner: &Scanner,
        certain: bool,
        merger: &mut Merger,
        sink: &mut Sink,
        tally: &mut T,
    ) -> usize {
        let end = scanner.text().len();
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
            Pattern::Cl100k | Pattern::Qwen | Pattern::Llama3 => {
                Cl100k::piece_end(scanner, pattern, start, tally)
            }
            Pattern::DeepSeek => DeepSeek::piece_end(scanner, pattern, start, tally),
            Pattern::R50k => R50k::piece_end(scanner, pattern, start, tally),
            Pattern::Gemma | Pattern::Mistral => {
                gemma::piece_end(scanner, pattern, self.tags, start, tally)
            }
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
        tally.piece();
        let is_short = piece.len() <= KEY_BYTES;
        if let Some(tables) = self.tables
            && is_short
            && let Some(token) = tables.find(Key::of(scanner.text(), piece.start, piece.end))
        {
            sink.token(token);
        } else {
            self.feed_other(scanner, piece, merger, sink, tally);
        }
    }

    /// A piece that is no token of a few bytes.
    #[inline(never)]
    fn feed_other<T: Tally>(
        &self,
        scanner: &Scanner,
        piece: Range<usize>,
        merger: &mut Merger,
        sink: &mut Sink,
        tally: &mut T,
    ) {
        if self.feed_tag(scanner, piece.start, sink) {
            return;
        }
        let bytes = &scanner.text()[piece.clone()];
        let tokens = match self.tables {
            None => merger.merge(bytes, self.pairs, tally),
            Some(tables) => merger.merge_with(scanner.str(), piece, tables, self.pairs, tally),
        };
        self.give(bytes, tokens, sink);
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

    /// Spaces before a word become one token, and what begins a character that is
    /// no token becomes its bytes again.
    #[inline(never)]
    fn give_parts(&self, mut piece: &[u8], mut tokens: &[u32], sink: &mut Sink) {
        if let Some((spaces, id)) = self.spaces_before(piece, tokens) {
            sink.token(Ids::other(self.first_id + id));
            piece = piece.get(spaces..).unwrap_or_default();
            tokens = tokens.get(spaces..).unwrap_or_default();
        }
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

    /// The longest token of those spaces at the beginning of a piece that have
    /// merged with nothing: how many it has, and its id.
    fn spaces_before(&self, piece: &[u8], tokens: &[u32]) -> Option<(usize, u32)> {
        if self.spaces.is_empty() || !piece.starts_with(b"  ") {
            return None;
        }
        let space = self.pairs.byte_id(b' ');
        let alone = tokens.iter().take_while(|&&token| token == space).count();
        let ids = (2..=alone).zip(self.spaces.iter().copied());
        ids.filter(|&(_, id)| id > 0).last()
    }
}

/// Where tokens go: all are counted, and kept or sorted where that is wanted.
pub(super) struct Sink {
    tokens: usize,
    /// It is full as soon as it has had more than so many tokens.
    limit_tokens: usize,
    kept: Option<Vec<u32>>,
    /// As many of each class, of which the kept ones are not yet a part.
    sorted: Option<[u64; CLASSES]>,
}

/// So many tokens are kept before they are sorted.
const SORTED_AT_ONCE: usize = 1 << 12;

impl Sink {
    /// Full as soon as it has had more than so many tokens.
    pub(super) const fn counting(limit_tokens: usize) -> Self {
        Self {
            tokens: 0,
            limit_tokens,
            kept: None,
            sorted: None,
        }
    }

    /// [`Sink::counting`] that keeps the tokens.
    pub(super) const fn keeping(limit_tokens: usize) -> Self {
        Self {
            tokens: 0,
            limit_tokens,
            kept: Some(Vec::new()),
            sorted: None,
        }
    }

    /// [`Sink::counting`] of all tokens, each class by itself.
    pub(super) const fn sorting() -> Self {
        Self {
            tokens: 0,
            limit_tokens: SORTED_AT_ONCE,
            kept: Some(Vec::new()),
            sorted: Some([0; CLASSES]),
        }
    }

    #[inline]
    pub(super) fn token(&mut self, token: u32) {
        self.tokens += 1;
        if let Some(kept) = &mut self.kept {
            kept.push(token);
        }
    }

    #[inline]
    fn tokens_of(&mut self, piece: &[u32]) {
        self.tokens += piece.len();
        if let Some(kept) = &mut self.kept {
            kept.extend_from_slice(piece);
        }
    }

    pub(super) const fn tokens(&self) -> usize {
        self.tokens
    }

    /// The tokens by class, as far as that was wanted.
    pub(super) fn classes(mut self, pairs: &Pairs) -> Classes {
        self.sort(pairs);
        match self.sorted {
            Some(sorted) => Classes {
                sorted,
                unsorted: 0,
            },
            None => Classes::from(self.tokens as u64),
        }
    }

    /// No more tokens are wanted.
    pub(super) const fn is_full(&self) -> bool {
        self.tokens > self.limit_tokens
    }

    /// Whether more tokens are wanted after all, now that it was full.
    fn make_room(&mut self, pairs: &Pairs) -> bool {
        let has_room = self.sorted.is_some() && self.is_full();
        if has_room {
            self.sort(pairs);
            self.limit_tokens = self.tokens + SORTED_AT_ONCE;
        }
        has_room
    }

    /// Sorts the tokens kept, if they are to be sorted.
    fn sort(&mut self, pairs: &Pairs) {
        if let (Some(sorted), Some(kept)) = (&mut self.sorted, &mut self.kept) {
            for token in kept.drain(..) {
                if let Some(count) = sorted.get_mut(pairs.class(token)) {
                    *count += 1;
                }
            }
        }
    }

    /// The tokens kept.
    pub(super) fn into_tokens(self) -> Vec<u32> {
        self.kept.unwrap_or_default()
    }
}
