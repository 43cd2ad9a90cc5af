//! Which tokenizer counts for a model, and how honest that count is.
//!
//! A model's count is always made with one of the exact encodings. Where the
//! provider's own tokenizer is that encoding the count is exact; where it is
//! not, [`TokenizerInfo::range`] turns the count into an estimate with bounds.
//! The tables stand in `rows` and `families`, and `resolve` finds a name in them;
//! nothing here needs prices, so that a name finds its tokenizer before the
//! catalogue is there.

mod families;
mod ratios;
mod resolve;
mod rows;

use crate::classes::Classes;
use alloc::{borrow::ToOwned, string::String};
use ratios::Ratios;
use rows::ENCODINGS;

#[cfg(any(feature = "prices", feature = "requests"))]
pub(crate) use resolve::without_prefix;
pub use resolve::{
    base_model, by_key, contains, known_names, of_listed_model, of_row, resolve, unknown,
};
#[cfg(feature = "prices")]
pub(crate) use resolve::{has_parts, unknown_model};

/// How honest a number of tokens is, the most honest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The provider's own tokenizer on this text.
    Exact,
    /// An exact tokenizer, of which the provider does not publish that this
    /// model uses it.
    Assumed,
    /// A model of a tokenizer that is not at hand, with a range.
    Estimate,
}

impl Basis {
    /// The word for it in the JavaScript contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Assumed => "assumed",
            Self::Estimate => "estimate",
        }
    }
}

/// A number of tokens with its bounds; all three are equal unless it is an
/// estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// The most likely number.
    pub tokens: u64,
    /// Hardly fewer than this.
    pub low: u64,
    /// Hardly more than this.
    pub high: u64,
}

/// A tokenizer: the encoding that is counted with, and what the provider's
/// count is as a multiple of that.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TokenizerInfo {
    /// The name of the tokenizer: an encoding (`o200k_base`) or a family of
    /// models (`claude`).
    pub id: &'static str,
    /// The encoding whose count is taken.
    pub encoding: &'static str,
    /// What a count with it is.
    pub basis: Basis,
    /// The provider's tokens per token of `encoding`: the lower bound.
    pub low: f64,
    /// The same ratio for ordinary text.
    pub typical: f64,
    /// The same ratio, the upper bound.
    pub high: f64,
    /// What is known and what is not, for people; empty for exact ones.
    pub note: &'static str,
    /// Where the figures come from.
    pub source: &'static str,
    /// The day they were checked, `YYYY-MM-DD`.
    pub checked: &'static str,
}

impl TokenizerInfo {
    /// The tokens of a text that has these in [`TokenizerInfo::encoding`].
    ///
    /// An estimate has `low < tokens < high`, strictly, unless the text is
    /// empty; it is a closer one if the tokens' classes are known.
    #[must_use]
    pub fn range(&self, counted: &Classes) -> Counted {
        if self.basis == Basis::Estimate {
            return estimated(
                counted,
                ratios::ratios(self.id),
                [self.low, self.typical, self.high],
            );
        }
        let tokens = counted.total();
        Counted {
            tokens,
            low: tokens,
            high: tokens,
        }
    }

    /// An estimate from a count in `o200k_base`, for a table that is shown
    /// before [`TokenizerInfo::encoding`] has been loaded.
    #[must_use]
    pub fn estimate_from(&self, o200k: &Classes) -> Counted {
        if self.basis == Basis::Estimate || vocabulary_of(self.encoding) == "o200k_base" {
            return self.range(o200k);
        }
        let row = ENCODINGS.iter().find(|row| row.info.id == self.encoding);
        let per_o200k = row.map_or([1.0; 3], |row| row.per_o200k);
        estimated(o200k, ratios::encoding_ratios(self.encoding), per_o200k)
    }
}

impl TokenizerInfo {
    /// The name by which [`resolve`] finds this very entry.
    #[must_use]
    pub fn key(&self) -> String {
        match self.basis {
            Basis::Assumed => [ASSUMED, self.id].concat(),
            Basis::Exact | Basis::Estimate => self.id.to_owned(),
        }
    }

    /// Whether `name` is [`TokenizerInfo::key`].
    fn is_named(&self, name: &str) -> bool {
        let id = match self.basis {
            Basis::Assumed => name.strip_prefix(ASSUMED),
            Basis::Exact | Basis::Estimate => Some(name),
        };
        id == Some(self.id)
    }

    /// What a person should know about a count of text, in whole sentences.
    pub fn notes(&self, counted: &Classes) -> impl Iterator<Item = &'static str> {
        let own = Some(self.note).filter(|note| !note.is_empty());
        own.into_iter()
            .chain(self.wide_note(counted))
            .chain([PLAIN_TEXT])
    }

    /// That the range would be a closer one if the tokens' classes were known.
    #[must_use]
    pub fn wide_note(&self, counted: &Classes) -> Option<&'static str> {
        let is_wide = self.basis == Basis::Estimate && counted.unsorted > 0;
        (is_wide && ratios::ratios(self.id).is_some()).then_some(NOT_SORTED)
    }
}

const ASSUMED: &str = "assumed:";

const NOT_SORTED: &str =
    "What kinds of text these tokens spell was not looked at, so the range is a wide one.";

/// OpenAI's cookbook, "How to count tokens with tiktoken", checked 2026-11-24.
const PLAIN_TEXT: &str =
    "The text alone: in a chat, each message adds about 3 tokens, and the request 3 more.";

/// More tokens than any text has, so that their sums in hundredths stay numbers.
const MOST_TOKENS: u64 = 1 << 50;

/// The bounds are widened to differ from the number. What is unsorted, and all
/// of a tokenizer of which nothing is known by class, counts by `flat`.
fn estimated(counted: &Classes, per_class: Option<&Ratios>, flat: [f64; 3]) -> Counted {
    if counted.total() == 0 {
        return Counted {
            tokens: 0,
            low: 0,
            high: 0,
        };
    }
    let flat = flat.map(hundredths);
    let mut sums = [0; 3];
    add(&mut sums, counted.unsorted, flat);
    for (class, tokens) in counted.sorted.into_iter().enumerate() {
        let ratios = per_class.map_or(flat, |per_class| per_class[class]);
        add(&mut sums, tokens, ratios);
    }
    let [low, typical, high] = sums;
    let tokens = ((typical + 50) / 100).max(1);
    Counted {
        tokens,
        low: (low / 100).min(tokens - 1),
        high: high.div_ceil(100).max(tokens + 1),
    }
}

#[inline(never)]
fn add(sums: &mut [u64; 3], tokens: u64, ratios: [u16; 3]) {
    for (sum, ratio) in sums.iter_mut().zip(ratios) {
        *sum += tokens.min(MOST_TOKENS) * u64::from(ratio);
    }
}

/// The ratios of the tables have two digits behind the point.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
const fn hundredths(ratio: f64) -> u16 {
    (ratio * 100.0 + 0.5) as u16
}

/// The encoding that gives as many tokens to any text without special tokens.
#[must_use]
pub fn vocabulary_of(encoding: &str) -> &str {
    match encoding {
        "o200k_harmony" => "o200k_base",
        "p50k_edit" => "p50k_base",
        "gpt2" => "r50k_base",
        "mistral_v2" => "mistral_v1",
        other => other,
    }
}
