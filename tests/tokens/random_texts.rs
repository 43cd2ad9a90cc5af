//! Random texts, everything said of them compared.

use std::env;

use super::comparison::Comparison;
use super::random::Texts;

/// Another seed finds other texts; a failure names its own.
pub fn seed() -> u64 {
    let seed = env::var("TOKENMETER_SEED").ok();
    seed.map_or(1, |seed| seed.parse().expect("TOKENMETER_SEED is a number"))
}

/// One encoding of each pattern and vocabulary.
const VOCABULARIES: [&str; 10] = [
    "o200k_base",
    "cl100k_base",
    "p50k_base",
    "r50k_base",
    "tekken",
    "mistral_v1",
    "deepseek",
    "qwen",
    "gemma3",
    "gemma4",
];

fn compare(encoding: &str, texts: usize) {
    let comparison = Comparison::of(encoding);
    let mut random = Texts::new(seed());
    for number in 0..texts {
        let context = format!("random text {number} of TOKENMETER_SEED={}", seed());
        comparison.same(&random.any_text(), &context);
    }
}

#[test]
fn o200k_base() {
    compare("o200k_base", 200_000);
}

#[test]
fn cl100k_base() {
    compare("cl100k_base", 200_000);
}

#[test]
fn p50k_base() {
    compare("p50k_base", 200_000);
}

#[test]
fn r50k_base() {
    compare("r50k_base", 200_000);
}

#[test]
fn tekken() {
    compare("tekken", 200_000);
}

#[test]
fn deepseek() {
    compare("deepseek", 200_000);
}

#[test]
fn qwen() {
    compare("qwen", 200_000);
}

#[cfg(feature = "llama3")]
#[test]
fn llama3() {
    compare("llama3", 200_000);
}

#[test]
fn gemma3() {
    compare("gemma3", 100_000);
}

#[test]
fn gemma4() {
    compare("gemma4", 100_000);
}

#[test]
fn mistral_v1() {
    compare("mistral_v1", 100_000);
}

#[test]
fn mistral_v3() {
    compare("mistral_v3", 60_000);
}

#[test]
fn mistral_v7() {
    compare("mistral_v7", 60_000);
}

/// They share pattern and vocabulary with the ones above.
#[test]
fn encodings_that_differ_in_special_tokens_alone() {
    for encoding in ["o200k_harmony", "p50k_edit", "gpt2", "mistral_v2"] {
        compare(encoding, 10_000);
    }
}

/// Where merging changes its method, and cuts what no token crosses.
#[test]
fn long_words() {
    for encoding in VOCABULARIES {
        let comparison = Comparison::of(encoding);
        let mut random = Texts::new(seed());
        for number in 0..2_000 {
            let most_runs = if number % 10 == 0 { 500 } else { 60 };
            let context = format!("long word {number} of TOKENMETER_SEED={}", seed());
            comparison.same(&random.long_word(most_runs), &context);
        }
    }
}
