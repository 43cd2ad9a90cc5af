//! The obvious implementation, as slow as it likes: the maker's published
//! patterns, then the merge of smallest rank among adjacent bytes until there
//! is none.

use std::collections::HashMap;

use fancy_regex::Regex;

use super::comparison::Comparison;
use super::oracle::{DEEPSEEK, QWEN, TEKKEN, compiled, pieces};
use super::random::Texts;

const TEXTS: usize = 25_000;

/// The pattern of GPT-2 and GPT-3 as first released.
const R50K: &str =
    r"'s|'t|'re|'ve|'m|'ll|'d| ?[\p{L}]+| ?[\p{N}]+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

/// The pattern of `cl100k_base` as first released.
const CL100K: &str = concat!(
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}|",
    r" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
);

/// The pattern of `o200k_base`.
const O200K: &str = concat!(
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|",
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|",
    r"\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+",
);

struct Naive {
    patterns: Vec<Regex>,
    ranks: HashMap<Vec<u8>, u32>,
}

impl Naive {
    fn new(patterns: &[&str], comparison: &Comparison) -> Self {
        let specials = comparison.theirs.special_tokens();
        let token = |id| Some((comparison.theirs.decode_bytes(&[id])?, id));
        let tokens = (0..comparison.ours.vocabulary_size()).filter_map(token);
        let is_special = |token: &[u8]| specials.iter().any(|text| text.as_bytes() == token);
        Self {
            patterns: compiled(patterns),
            ranks: tokens.filter(|(token, _)| !is_special(token)).collect(),
        }
    }

    fn encode(&self, text: &str) -> Vec<u32> {
        let pieces = pieces(&self.patterns, text);
        pieces
            .into_iter()
            .flat_map(|piece| self.merge(piece.as_bytes()))
            .collect()
    }

    fn merge(&self, piece: &[u8]) -> Vec<u32> {
        let mut parts: Vec<Vec<u8>> = piece.iter().map(|&byte| vec![byte]).collect();
        loop {
            let pairs = parts.windows(2).enumerate();
            let ranked =
                pairs.filter_map(|(at, pair)| Some((*self.ranks.get(&pair.concat())?, at)));
            let Some((_, at)) = ranked.min() else {
                return parts.iter().map(|part| self.ranks[part]).collect();
            };
            let right = parts.remove(at + 1);
            parts[at].extend(right);
        }
    }
}

fn compare(encoding: &str, patterns: &[&str]) {
    let comparison = Comparison::of(encoding);
    let naive = Naive::new(patterns, comparison);
    let mut random = Texts::new(3);
    for _ in 0..TEXTS {
        let text = random.text(8);
        let ids = comparison.ours.encode(&text);
        let normal = comparison.theirs.normal(&text);
        assert_eq!(ids, naive.encode(&normal), "{encoding} encodes {text:?}");
    }
}

#[test]
fn o200k_base() {
    compare("o200k_base", &[O200K]);
}

#[test]
fn cl100k_base() {
    compare("cl100k_base", &[CL100K]);
}

#[test]
fn tekken() {
    compare("tekken", &[TEKKEN]);
}

#[test]
fn qwen() {
    compare("qwen", &[QWEN]);
}

#[test]
fn deepseek() {
    compare("deepseek", DEEPSEEK);
}

#[test]
fn p50k_base() {
    compare("p50k_base", &[R50K]);
}

#[test]
fn r50k_base() {
    compare("r50k_base", &[R50K]);
}
