//! The counts of the texts and what the rules add, put together.

use super::parts::{Joined, Part, PartKind, Prompt, weakness};
use crate::catalog::tokenizer::{Basis, Counted, TokenizerInfo};
use crate::classes::Classes;

/// A prompt's tokens, and where they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedPrompt {
    /// All of them.
    pub counted: Counted,
    /// The less sure of tokenizer and rules.
    pub basis: Basis,
    /// Together as many as `counted.tokens`.
    pub parts: Vec<CountedPart>,
}

/// A part's tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedPart {
    /// What it is.
    pub kind: PartKind,
    /// What a person calls it.
    pub label: String,
    /// The most likely number.
    pub tokens: u64,
}

impl Prompt {
    /// The tokens for a tokenizer, given what each of [`Prompt::texts`] has in
    /// the tokenizer's encoding. A text whose count is missing has none.
    #[must_use]
    pub fn assemble(&self, counts: &[Classes], tokenizer: &TokenizerInfo) -> CountedPrompt {
        self.put_together(counts, tokenizer.basis, |counted| tokenizer.range(counted))
    }

    /// The same from counts in `o200k_base`, before the tokenizer's own
    /// vocabulary is there: an estimate.
    #[must_use]
    pub fn estimate_from(
        &self,
        o200k_counts: &[Classes],
        tokenizer: &TokenizerInfo,
    ) -> CountedPrompt {
        self.put_together(o200k_counts, Basis::Estimate, |counted| {
            tokenizer.estimate_from(counted)
        })
    }

    fn put_together(
        &self,
        counts: &[Classes],
        sureness: Basis,
        range: impl Fn(&Classes) -> Counted,
    ) -> CountedPrompt {
        let mut counts = counts.iter().copied();
        let mut next = || counts.next().unwrap_or_default();
        let mut raw: Vec<Classes> = self
            .parts
            .iter()
            .map(|part| sum(part.texts.iter().map(|_| next())))
            .collect();
        for Joined { members, .. } in &self.joined {
            divide(&next(), &mut raw, members);
        }
        let of_texts = range(&sum(raw.iter().copied()));
        let fixed = |of: fn(&Part) -> i64| self.parts.iter().map(of).sum::<i64>();
        let plus = |tokens: u64, more: i64| tokens.saturating_add_signed(more);
        let mut counted = Counted {
            tokens: plus(of_texts.tokens, fixed(|part| part.fixed.tokens)),
            low: plus(of_texts.low, fixed(|part| part.fixed.low)),
            high: plus(of_texts.high, fixed(|part| part.fixed.high)),
        };
        let basis = if weakness(self.basis) > weakness(sureness) {
            self.basis
        } else {
            sureness
        };
        if basis == Basis::Estimate && counted.tokens > 0 {
            counted.low = counted.low.min(counted.tokens - 1);
            counted.high = counted.high.max(counted.tokens + 1);
        }
        // What rounding leaves over belongs to a text: what a rule adds stays.
        let mut shown: Vec<u64> = raw.iter().map(|raw| range(raw).tokens).collect();
        balance(&mut shown, of_texts.tokens);
        for (part, tokens) in self.parts.iter().zip(&mut shown) {
            *tokens = plus(*tokens, part.fixed.tokens);
        }
        balance(&mut shown, counted.tokens);
        let parts = self.parts.iter().zip(shown);
        CountedPrompt {
            counted,
            basis,
            parts: parts
                .map(|(part, tokens)| CountedPart {
                    kind: part.kind,
                    label: part.label.clone(),
                    tokens,
                })
                .collect(),
        }
    }
}

fn sum(counts: impl Iterator<Item = Classes>) -> Classes {
    counts.fold(Classes::default(), |mut sum, more| {
        sum += more;
        sum
    })
}

/// Gives some of the parts their share of `whole` by their own counts, whole
/// tokens of each class.
fn divide(whole: &Classes, parts: &mut [Classes], members: &[usize]) {
    let own: Vec<u64> = members.iter().map(|&at| parts[at].total()).collect();
    for &at in members {
        parts[at] = Classes::default();
    }
    for (class, &tokens) in whole.sorted.iter().enumerate() {
        for (&at, share) in members.iter().zip(shares(tokens, &own)) {
            parts[at].sorted[class] = share;
        }
    }
    for (&at, share) in members.iter().zip(shares(whole.unsorted, &own)) {
        parts[at].unsorted = share;
    }
}

/// `whole` by weight, in whole numbers.
fn shares(whole: u64, weights: &[u64]) -> impl Iterator<Item = u64> {
    let sum: u128 = weights.iter().map(|&weight| u128::from(weight)).sum();
    let mut before: u128 = 0;
    let mut given: u64 = 0;
    weights.iter().map(move |&weight| {
        before += u128::from(weight);
        // What all of them up to here have together, rounded: nothing is lost.
        let up_to_here = (u128::from(whole) * before).checked_div(sum).unwrap_or(0);
        let up_to_here = u64::try_from(up_to_here).unwrap_or(whole);
        let share = up_to_here - given;
        given = up_to_here;
        share
    })
}

/// Makes the parts sum up: what rounding left over goes to the largest.
fn balance(parts: &mut [u64], whole: u64) {
    let sum: u64 = parts.iter().sum();
    if let Some(largest) = parts.iter_mut().max() {
        *largest = if sum > whole {
            largest.saturating_sub(sum - whole)
        } else {
            *largest + (whole - sum)
        };
    }
}
