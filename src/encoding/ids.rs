//! The ids of tokens.
//!
//! Inside, a token is named by its place in the vocabulary, which is its rank.
//! Outside it has an id: in most encodings that place and what comes before,
//! in some another number.

use super::vocab::file::{MAX_TOKENS, Run};
use super::vocab::{BYTE_TOKENS, invalid};
use crate::Result;
use alloc::vec::Vec;
use core::ops::Range;

/// Marks the id of a token that is not of the vocabulary.
const OTHER: u32 = 1 << 31;

/// Which ids the tokens have.
pub(super) struct Ids {
    /// The id of the first token, if ids are in the order of tokens; else what
    /// is added to those of the runs.
    first: u32,
    runs: Vec<Run>,
    parts: Range<u32>,
}

impl Ids {
    /// The ids of tokens from `first` on.
    pub(super) const fn from(first: u32) -> Self {
        Self {
            first,
            runs: Vec::new(),
            parts: 0..0,
        }
    }

    /// Ids in runs, `first` added to each; or from `first` on if there are none.
    ///
    /// # Errors
    ///
    /// `invalid-vocabulary` if the runs are no order.
    pub(super) fn new(first: u32, runs: &[Run]) -> Result<Self> {
        let mut this = Self::from(first);
        let mut expected = 0;
        for &run in runs {
            let is_in_order =
                (expected..MAX_TOKENS).contains(&run.token) && (expected > 0 || run.token == 0);
            // Parts are no bytes, and stand together.
            let is_id = match run.id {
                Run::PARTS => run.token >= BYTE_TOKENS && this.parts.is_empty(),
                id => id <= MAX_TOKENS,
            };
            if !is_in_order || !is_id {
                return Err(invalid("its ids are out of order"));
            }
            expected = run.token + 1;
            if !this.parts.is_empty() && this.parts.end == MAX_TOKENS {
                this.parts.end = run.token;
            }
            if run.id == Run::PARTS {
                this.parts = run.token..MAX_TOKENS;
            }
        }
        this.runs = runs.to_vec();
        Ok(this)
    }

    /// What stands for a token that is not of the vocabulary among tokens.
    pub(super) const fn other(id: u32) -> u32 {
        OTHER | id
    }

    /// The id of a token that is not of the vocabulary.
    pub(super) fn as_other(token: u32) -> Option<u32> {
        (token & OTHER != 0).then_some(token ^ OTHER)
    }

    /// The tokens that are the beginnings of characters and no tokens to
    /// others.
    #[inline]
    pub(super) fn parts(&self) -> Range<u32> {
        self.parts.clone()
    }

    /// Puts the ids of tokens in their places.
    pub(super) fn number(&self, mut tokens: Vec<u32>) -> Vec<u32> {
        for token in &mut tokens {
            *token = match Self::as_other(*token) {
                Some(id) => id,
                None => self.id(*token),
            };
        }
        tokens
    }

    #[inline]
    fn id(&self, token: u32) -> u32 {
        let after = self.runs.partition_point(|run| run.token <= token);
        match after.checked_sub(1) {
            None => token + self.first,
            Some(at) => self.runs[at].id + (token - self.runs[at].token) + self.first,
        }
    }

    /// The token with an id; linear in the runs.
    pub(super) fn token(&self, id: u32) -> Option<u32> {
        let id = id.checked_sub(self.first)?;
        if self.runs.is_empty() {
            return Some(id);
        }
        let ends = self.runs.iter().skip(1).map(|run| run.token);
        let mut runs = self.runs.iter().zip(ends.chain([u32::MAX]));
        runs.find_map(|(run, end)| {
            if run.id == Run::PARTS {
                return None;
            }
            let token = run.token.checked_add(id.checked_sub(run.id)?)?;
            (token < end).then_some(token)
        })
    }
}
