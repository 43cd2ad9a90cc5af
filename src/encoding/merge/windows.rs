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

/// How long a window is, in bytes; the next size where tokens are too long or
/// do not agree.
const SIZES: [usize; 2] = [SHORT_PARTS, 4096];

pub(super) struct Windows {
    /// The tokens of the piece so far; the last few may change.
    tokens: Vec<u32>,
    /// Those of the window at hand.
    window: Vec<u32>,
}

impl Windows {
    pub(super) const fn new() -> Self {
        Self {
            tokens: Vec::new(),
            window: Vec::new(),
        }
    }

    pub(super) fn tokens(&self) -> &[u32] {
        &self.tokens
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
        self.windows.tokens.clear();
        let mut end = 0;
        while end < piece.len() {
            let next = SIZES
                .iter()
                .find_map(|&size| self.merge_window(piece, end, size, pairs, tally));
            match next {
                Some(next) => end = next,
                None => return false,
            }
        }
        true
    }

    /// Merges a window that starts a few tokens before `end` and goes beyond
    /// it. Returns where it ends.
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
            if end - start > size / 2 {
                return None;
            }
            let window_end = piece.len().min(start + size);
            let mut window = core::mem::take(&mut self.windows.window);
            window.clear();
            window.extend_from_slice(self.merge_at_once(&piece[start..window_end], pairs, tally));
            let first = window[0];
            self.windows.window = window;
            let before = self.windows.tokens[..kept].last().copied();
            let agrees = before.is_none_or(|before| {
                let lengths = [before, first].map(|id| pairs.token_bytes(id));
                let both = &piece[start - lengths[0]..start + lengths[1]];
                self.merge_at_once(both, pairs, tally) == [before, first]
            });
            if agrees {
                self.windows.tokens.truncate(kept);
                self.windows.tokens.append(&mut self.windows.window);
                return Some(window_end);
            }
            back *= 2;
        }
    }
}
