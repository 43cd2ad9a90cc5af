//! Merging a long piece window by window, each near enough to stay in the
//! cache.
//!
//! Tokens side by side are the tokens of their bytes together if that is so of
//! each two neighbours. For take the first merge that crosses a border between
//! two of them: until then each is merged as if it stood alone, so the two
//! neighbours alone, without the rest, would come to the same merge, and would
//! not stay two tokens. So where a window's first token agrees with the token
//! before it, the window joins what stands before.

use super::super::work::Tally;
use super::short::SHORT_PARTS;
use super::{Pairs, Plain};
use alloc::vec::Vec;
use core::ops::Range;

/// How long a window is, in bytes; the next size where tokens are too long or
/// do not agree.
const SIZES: [usize; 2] = [SHORT_PARTS, 4096];

pub(super) struct Windows {
    /// The tokens of the piece so far; the last few may change.
    tokens: Vec<u32>,
    /// The newest window of each size: in a row of something repeated, the
    /// next one is the same.
    newest: [Window; SIZES.len()],
    /// The newest two tokens that were seen to stay two.
    agreed: [u32; 2],
}

/// A part of the piece and its tokens as if it stood alone.
struct Window {
    bytes: Range<usize>,
    tokens: Vec<u32>,
}

impl Windows {
    pub(super) const fn new() -> Self {
        const NONE: Window = Window {
            bytes: 0..0,
            tokens: Vec::new(),
        };
        Self {
            tokens: Vec::new(),
            newest: [NONE; SIZES.len()],
            agreed: [u32::MAX; 2],
        }
    }

    pub(super) fn tokens(&self) -> &[u32] {
        &self.tokens
    }

    /// Forgets the piece before.
    fn begin(&mut self) {
        self.tokens.clear();
        self.agreed = [u32::MAX; 2];
        for window in &mut self.newest {
            window.bytes = 0..0;
        }
    }
}

impl Plain {
    /// Whether [`Windows::tokens`] now are those of the piece: at some place
    /// no window may agree.
    pub(super) fn merge_windows<T: Tally>(
        &mut self,
        piece: &[u8],
        pairs: &Pairs,
        tally: &mut T,
    ) -> bool {
        self.windows.begin();
        let mut end = 0;
        while end < piece.len() {
            let next =
                (0..SIZES.len()).find_map(|size| self.merge_window(piece, end, size, pairs, tally));
            match next {
                Some(next) => end = next,
                None => return false,
            }
        }
        true
    }

    /// Merges a window, of `SIZES[size]`, that starts a few tokens before
    /// `end` and goes beyond it. Returns where it ends.
    fn merge_window<T: Tally>(
        &mut self,
        piece: &[u8],
        end: usize,
        size: usize,
        pairs: &Pairs,
        tally: &mut T,
    ) -> Option<usize> {
        let (mut kept, mut start) = (self.windows.tokens.len(), end);
        let mut back = 2;
        loop {
            let taken = back.min(kept);
            kept -= taken;
            let taken = &self.windows.tokens[kept..kept + taken];
            start -= taken.iter().map(|&id| pairs.token_bytes(id)).sum::<usize>();
            if end - start > SIZES[size] / 2 {
                return None;
            }
            let window = start..piece.len().min(start + SIZES[size]);
            let window_end = window.end;
            let first = self.merge_newest(piece, window, size, pairs, tally);
            let before = self.windows.tokens[..kept].last().copied();
            let agrees = before.is_none_or(|before| {
                let end = start + pairs.token_bytes(first);
                let both = start - pairs.token_bytes(before)..end;
                self.agree([before, first], &piece[both], pairs, tally)
            });
            if agrees {
                let Windows { tokens, newest, .. } = &mut self.windows;
                tokens.truncate(kept);
                tokens.extend_from_slice(&newest[size].tokens);
                return Some(window_end);
            }
            back *= 2;
        }
    }

    /// Makes `window` the newest of its size. Returns its first token.
    fn merge_newest<T: Tally>(
        &mut self,
        piece: &[u8],
        window: Range<usize>,
        size: usize,
        pairs: &Pairs,
        tally: &mut T,
    ) -> u32 {
        let newest = &mut self.windows.newest[size];
        let mut tokens = core::mem::take(&mut newest.tokens);
        tally.scanned(window.len());
        if piece[newest.bytes.clone()] != piece[window.clone()] {
            newest.bytes = window.clone();
            tokens.clear();
            tokens.extend_from_slice(self.merge_at_once(&piece[window], pairs, tally));
        }
        let first = tokens[0];
        self.windows.newest[size].tokens = tokens;
        first
    }

    /// Whether two tokens stay two where they stand side by side.
    fn agree<T: Tally>(
        &mut self,
        tokens: [u32; 2],
        bytes: &[u8],
        pairs: &Pairs,
        tally: &mut T,
    ) -> bool {
        let agree =
            self.windows.agreed == tokens || self.merge_at_once(bytes, pairs, tally) == tokens;
        if agree {
            self.windows.agreed = tokens;
        }
        agree
    }
}
