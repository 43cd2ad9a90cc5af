//! From a name to its tokenizer, by the families' rows.

use super::families::{COMMON_WORDS, EXAMPLES, HEADS, Head, PREFIXES, words};
use super::rows::{self, ANY_FAMILY, DERIVED, ENCODINGS};
use super::{Basis, TokenizerInfo};
use crate::catalog::spelling;
use crate::{Error, ErrorKind, Result};
use alloc::{string::String, vec::Vec};

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
    Err(unknown_model(name, spelling::nearest(name, known_names())))
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

/// The error for a name that no model has, with what may have been meant.
pub(crate) fn unknown_model(name: &str, suggestions: Vec<String>) -> Error {
    if name.trim_ascii().is_empty() {
        return Error::new(
            ErrorKind::UnknownModel,
            "The model name is empty. Give a model's id, such as gpt-4o.",
        );
    }
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
        let is_next = tail.next().is_some_and(is_version);
        let derived = || derived(head).filter(|_| is_next);
        derived().or(Some(head.info))
    })
}

/// Whether a segment right behind a family's name makes it a later version, of
/// which nothing is published: `deepseek-v4.2` is not `deepseek-v4`. Sizes have
/// a letter, dates more digits; sizes with a point stand with the names.
fn is_version(segment: &[u8]) -> bool {
    segment.len() <= 2 && segment.iter().all(u8::is_ascii_digit)
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
    contains_bytes(name, wanted.as_bytes())
}

#[inline(never)]
fn contains_bytes(name: &str, wanted: &[u8]) -> bool {
    let mut rest = segments(name.as_bytes());
    loop {
        if starts_with(rest.clone(), wanted).is_some() {
            return true;
        }
        if rest.next().is_none() {
            return false;
        }
    }
}

/// Whether all parts of `wanted` stand in the name, in any order, if there are any.
#[cfg(feature = "prices")]
pub(crate) fn has_parts(name: &str, wanted: &str) -> bool {
    let mut parts = segments(wanted.as_bytes()).filter(|part| !part.is_empty());
    let first = parts.next();
    first.is_some_and(|first| contains_bytes(name, first))
        && parts.all(|part| contains_bytes(name, part))
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
