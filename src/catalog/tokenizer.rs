//! Which tokenizer counts for a model, and how honest that count is.
//!
//! A model's count is always made with one of the exact encodings. Where the
//! provider's own tokenizer is that encoding the count is exact; where it is
//! not, [`TokenizerInfo::range`] turns the count into an estimate with bounds.
//! The tables stand in `rows` and `families`; nothing here needs prices, so that a name finds
//! its tokenizer before the catalogue is there.

mod families;
mod ratios;
mod rows;

use super::spelling;
use crate::classes::Classes;
use crate::{Error, ErrorKind, Result};
use alloc::{borrow::ToOwned, string::String};
use families::{COMMON_WORDS, EXAMPLES, HEADS, Head, PREFIXES};
use ratios::Ratios;
use rows::{ANY_FAMILY, DERIVED, ENCODINGS};

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

/// The tokenizer of a model or encoding by its name.
///
/// A name is found by, in this order: a tokenizer's own name; a model's exact
/// name; a rule of its family, which takes dates, sizes and the family's own
/// words after the family's name, never just any suffix; the same without
/// prefixes of providers (`openai/gpt-4o`, `models/gemini-2.5-pro`). Names of
/// fine-tuned models (`ft:gpt-4o-mini:org::id`) stand for their base model.
/// Case does not count, and a space stands for a hyphen.
///
/// # Errors
///
/// [`ErrorKind::UnknownModel`] with the nearest names as suggestions.
pub fn resolve(name: &str) -> Result<TokenizerInfo> {
    if let Some(info) = find(name) {
        return Ok(*info);
    }
    Err(unknown_model(name, known_names()))
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

/// The names of models and encodings that stand in the tables, for
/// suggestions and tests.
pub fn known_names() -> impl Iterator<Item = &'static str> {
    let encodings = ENCODINGS.iter().map(|row| row.info.id);
    let exact = HEADS.iter().filter(|head| head.words.is_none());
    let lists = exact.map(|head| head.names);
    let names = [EXAMPLES].into_iter().chain(lists).flat_map(words);
    names
        .map(|name| core::str::from_utf8(name).unwrap_or_default())
        .chain(encodings)
}

/// The tokenizer whose [`TokenizerInfo::key`] this is.
#[must_use]
pub fn by_key(key: &str) -> Option<TokenizerInfo> {
    rows::tokenizers().find(|info| info.is_named(key)).copied()
}

/// The tokenizer that the price file gives a model, by its key; by the model's
/// name, where the key is that of an estimate whose tokenizer is built in here.
#[must_use]
pub fn of_row(key: &str, id: &str, name: Option<&str>) -> Option<TokenizerInfo> {
    let info = by_key(key)?;
    if rows::is_built_in(&info) {
        return Some(of_listed_model("", id, name.unwrap_or_default()));
    }
    Some(info)
}

/// The widest range, for a model of which nothing is known.
#[must_use]
pub fn unknown() -> TokenizerInfo {
    ANY_FAMILY
}

/// The tokenizer of a model that a price list names, so that it is known to
/// exist: [`resolve`], else the family named anywhere in the id or display
/// name (the last one, which in `deepseek-r1-distill-llama-70b` is the base
/// model), else the widest range.
#[must_use]
pub fn of_listed_model(provider: &str, id: &str, name: &str) -> TokenizerInfo {
    if let Some(info) = find(id) {
        return *info;
    }
    if provider == "openai" {
        return rows::O200K_ASSUMED;
    }
    *family_within(id)
        .or_else(|| family_within(name))
        .unwrap_or(&ANY_FAMILY)
}

/// The error for a name that no model has.
pub(crate) fn unknown_model<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Error {
    if name.trim_ascii().is_empty() {
        return Error::new(
            ErrorKind::UnknownModel,
            "The model name is empty. Give a model's id, such as gpt-4o.",
        );
    }
    let suggestions = spelling::nearest(name, known);
    let (shown, cut) = match name.char_indices().nth(60) {
        Some((end, _)) => (name.get(..end).unwrap_or_default(), "…"),
        None => (name, ""),
    };
    let advice = match suggestions.first() {
        Some(first) => ["Did you mean ", first, "?"],
        None => ["Check the spelling, or search the list of models.", "", ""],
    };
    let message = ["No model is named \"", shown, cut, "\". ", &advice.concat()];
    Error::new(ErrorKind::UnknownModel, message.concat()).with_suggestions(suggestions)
}

fn find(name: &str) -> Option<&'static TokenizerInfo> {
    if name.len() > spelling::LONGEST_NAME {
        return None;
    }
    let name = name.trim_ascii().to_ascii_lowercase();
    let mut rest = base_model(&name);
    loop {
        if let Some(info) = find_bare(rest) {
            return Some(info);
        }
        rest = without_prefix(rest)?;
    }
}

fn find_bare(name: &str) -> Option<&'static TokenizerInfo> {
    if let Some(info) = rows::tokenizers().find(|info| info.is_named(name)) {
        return Some(info);
    }
    HEADS.iter().find_map(|head| {
        let tails = words(head.names).filter_map(|wanted| {
            let tail = starts_with(segments(name.as_bytes()), wanted)?;
            tail.clone()
                .all(|segment| is_tail(head, segment))
                .then_some(tail)
        });
        // Of `qwen2` and `qwen2.5` the longer.
        let mut tail = tails.min_by_key(|tail| tail.clone().count())?;
        let is_next = tail.next().is_some_and(is_version) && !has_decimal_size(name);
        let derived = || derived(head).filter(|_| is_next);
        derived().or(Some(head.info))
    })
}

/// Whether a segment right behind a family's name makes it a later version, of
/// which nothing is published: `deepseek-v4.2` is not `deepseek-v4`. Sizes have
/// a letter, dates more digits.
fn is_version(segment: &[u8]) -> bool {
    segment.len() <= 2 && segment.iter().all(u8::is_ascii_digit)
}

/// Whether a size with a point is in a name, whose first digit is no version:
/// `qwen3:0.6b`.
fn has_decimal_size(name: &str) -> bool {
    name.bytes().enumerate().any(|(at, byte)| {
        let mut rest = name.bytes().skip(at + 1);
        let after = rest.clone().next().is_some_and(|b| b.is_ascii_digit());
        byte == b'.' && after && rest.find(|b| !b.is_ascii_digit()) == Some(b'b')
    })
}

/// The same tokenizer of a model of which that is not known.
fn derived(head: &Head) -> Option<&'static TokenizerInfo> {
    let mut all = DERIVED.iter().copied();
    all.find(|derived| has_id(derived, head.info.id))
}

/// A call for each, where the comparisons would be written out.
#[inline(never)]
fn has_id(info: &TokenizerInfo, id: &str) -> bool {
    info.id == id
}

/// The model that a fine-tuned one was made from: `ft:base:org:name:id`, or
/// Azure's `base.ft-id`; any other name as it is.
#[must_use]
pub fn base_model(name: &str) -> &str {
    if let Some(tuned) = name.strip_prefix("ft:") {
        return before(tuned, b":");
    }
    before(name, b".ft-")
}

/// The text before the first `mark`; all of it if there is none.
fn before<'a>(text: &'a str, mark: &[u8]) -> &'a str {
    let mut places = text.as_bytes().windows(mark.len());
    let end = places.position(|place| place == mark);
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// The name without its first part, where that part names a provider, a
/// region or a kind of path: `openai/…`, `global.anthropic.…`, `models/…`.
pub(crate) fn without_prefix(name: &str) -> Option<&str> {
    let end = name.bytes().position(|byte| matches!(byte, b'/' | b'.'))?;
    let (prefix, rest) = (name.get(..end)?, name.get(end + 1..)?);
    let prefix = prefix.strip_prefix('@').unwrap_or(prefix).as_bytes();
    let mut known = words(PREFIXES);
    (known.any(|word| word.eq_ignore_ascii_case(prefix)) && !rest.is_empty()).then_some(rest)
}

/// The parts of a name between separators; `4.1` and `4-1` are the same.
fn segments(name: &[u8]) -> impl Iterator<Item = &[u8]> + Clone {
    let is_separator = |byte: &u8| matches!(byte, b'-' | b'.' | b'_' | b':' | b'@' | b' ' | b'/');
    name.split(is_separator)
}

/// The words of a list that is separated by spaces.
fn words(list: &str) -> impl Iterator<Item = &[u8]> {
    list.as_bytes().split(|&byte| byte == b' ')
}

/// What stands after the parts of `head`, if the name starts with them.
fn starts_with<'a, I>(mut name: I, head: &[u8]) -> Option<I>
where
    I: Iterator<Item = &'a [u8]> + Clone,
{
    for wanted in segments(head) {
        if !name.next()?.eq_ignore_ascii_case(wanted) {
            return None;
        }
    }
    Some(name)
}

/// Whether a segment may follow the head: a version, size or date (digits with
/// at most two letters), or one of the family's words.
fn is_tail(head: &Head, segment: &[u8]) -> bool {
    let Some(own) = head.words else {
        return false;
    };
    let digits = segment.iter().filter(|byte| byte.is_ascii_digit()).count();
    let plain = segment.iter().all(u8::is_ascii_alphanumeric);
    let version = plain && digits > 0 && segment.len() - digits <= 2;
    version
        || words(COMMON_WORDS)
            .chain(words(own))
            .any(|word| word == segment)
}

/// Whether the parts of `wanted` stand side by side somewhere in the name.
#[must_use]
pub fn contains(name: &str, wanted: &str) -> bool {
    let mut rest = segments(name.as_bytes());
    loop {
        if starts_with(rest.clone(), wanted.as_bytes()).is_some() {
            return true;
        }
        if rest.next().is_none() {
            return false;
        }
    }
}

/// The family whose head stands last in the name, of those that may be followed
/// by anything. No row is exact here: an unknown host's name is no proof of an
/// exact tokenizer.
fn family_within(name: &str) -> Option<&'static TokenizerInfo> {
    let mut rest = segments(name.as_bytes());
    let mut found = None;
    loop {
        let is_here = |head: &&Head| {
            let mut names = words(head.names);
            head.words.is_some() && names.any(|name| starts_with(rest.clone(), name).is_some())
        };
        let here = HEADS.iter().filter(is_here).find_map(|head| {
            let estimate = head.info.basis == Basis::Estimate;
            derived(head).or(estimate.then_some(head.info))
        });
        found = here.or(found);
        if rest.next().is_none() {
            return found;
        }
    }
}
