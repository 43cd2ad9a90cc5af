//! Every code point of Unicode, in five contexts.

use super::comparison::Comparison;

/// `@` stands for the character: alone, within a word, after a space, before
/// a contraction, and between white space and a line break.
const CONTEXTS: [&str; 5] = ["@", "x@y", " @@1", "A@'s", "\t@ \n@"];

fn compare(encoding: &str) {
    let comparison = Comparison::of(encoding);
    for context in CONTEXTS {
        for character in '\0'..=char::MAX {
            let text = context.replace('@', character.encode_utf8(&mut [0; 4]));
            comparison.same_ids(&text, "every code point");
        }
    }
}

#[test]
fn o200k_base() {
    compare("o200k_base");
}

#[test]
fn cl100k_base() {
    compare("cl100k_base");
}

#[test]
fn tekken() {
    compare("tekken");
}

#[test]
fn mistral_v1() {
    compare("mistral_v1");
}

#[test]
fn deepseek() {
    compare("deepseek");
}

#[test]
fn qwen() {
    compare("qwen");
}

#[test]
fn p50k_base() {
    compare("p50k_base");
}

#[test]
fn r50k_base() {
    compare("r50k_base");
}

#[test]
fn gemma3() {
    compare("gemma3");
}

#[test]
fn gemma4() {
    compare("gemma4");
}
