//! A text that comes in parts has the tokens of the whole, wherever it is cut;
//! and the tables that make counting fast change no token.

use fastrand::Rng;
use tokenmeter::classes::{Class, Classes};
use tokenmeter::encoding::{Counter, Encoding};

use super::comparison::Comparison;
use super::random::Texts;
use super::vocabularies;

/// Several times what the counter gathers before it counts.
const TEXT_BYTES: usize = 200_000;

fn long_text(texts: &mut Texts) -> String {
    let mut text = String::new();
    while text.len() < TEXT_BYTES {
        text += &texts.any_text();
    }
    text
}

/// Counts `bytes` in random parts.
fn in_parts(encoding: &Encoding, bytes: &[u8], rng: &mut Rng) -> usize {
    let most = [3, 100, 30_000, TEXT_BYTES][rng.usize(..4)];
    let mut counter = Counter::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let (part, after) = rest.split_at(rng.usize(1..=most).min(rest.len()));
        match std::str::from_utf8(part) {
            Ok(text) if rng.bool() => counter.push(encoding, text),
            _ => counter.push_bytes(encoding, part),
        }
        rest = after;
    }
    counter.finish(encoding)
}

#[test]
fn parts_have_the_tokens_of_the_whole() {
    for name in [
        "o200k_base",
        "cl100k_base",
        "r50k_base",
        "tekken",
        "mistral_v1",
        "deepseek",
        "qwen",
        "gemma3",
        "gemma4",
    ] {
        let encoding = &Comparison::of(name).ours;
        let (mut texts, mut rng) = (Texts::new(5), Rng::with_seed(5));
        for number in 0..8 {
            let text = long_text(&mut texts);
            let counted = in_parts(encoding, text.as_bytes(), &mut rng);
            assert_eq!(counted, encoding.count(&text), "{name}, text {number}");
        }
    }
}

/// An estimate of another tokenizer is as good as these are.
#[test]
fn a_token_is_of_the_class_that_it_begins_with() {
    for name in ["o200k_base", "cl100k_base", "tekken", "qwen"] {
        let encoding = &Comparison::of(name).ours;
        let mut texts = Texts::new(6);
        for number in 0..2_000 {
            let text = texts.any_text();
            let mut expected = Classes::default();
            for id in encoding.encode(&text) {
                let bytes = encoding.decode_bytes(&[id]).unwrap();
                let classes = bytes.iter().map(|&byte| Class::of_first_byte(byte));
                let first = classes.clone().find(|class| *class != Class::Space);
                expected.sorted[first.unwrap_or(Class::Space) as usize] += 1;
            }
            assert_eq!(encoding.classes(&text), expected, "{name}, text {number}");
            assert_eq!(expected.total(), encoding.count(&text) as u64);
        }
        let text = long_text(&mut texts);
        let mut counter = Counter::by_class();
        for part in text.as_bytes().chunks(10_007) {
            counter.push_bytes(encoding, part);
        }
        assert_eq!(counter.finish_classes(encoding), encoding.classes(&text));
    }
}

#[test]
fn every_character_is_of_the_class_of_its_script() {
    for (class, characters) in [
        (Class::Latin, "aZéßŁɏ"),
        (Class::Punctuation, "!~{_"),
        (Class::Digits, "09"),
        (Class::Space, " \t\r\n"),
        (Class::Cjk, "語あア한、"),
        (Class::OtherScript, "ЖΩأहไქ"),
        (Class::Rest, "—→😀\u{fe0f}\u{a0}"),
    ] {
        for character in characters.chars() {
            let byte = character.to_string().as_bytes()[0];
            assert_eq!(Class::of_first_byte(byte), class, "{character:?}");
        }
    }
}

/// What a file has whose bytes are not all UTF-8.
#[test]
fn broken_bytes_count_as_they_do_in_the_whole() {
    let encoding = &Comparison::of("o200k_base").ours;
    let (mut texts, mut rng) = (Texts::new(6), Rng::with_seed(6));
    for number in 0..5 {
        let mut bytes = long_text(&mut texts).into_bytes();
        for _ in 0..2000 {
            let at = rng.usize(..bytes.len());
            bytes[at] = rng.u8(..);
        }
        let whole = String::from_utf8_lossy(&bytes);
        let mut counter = Counter::new();
        for part in bytes.chunks(rng.usize(1..5000)) {
            counter.push_bytes(encoding, part);
        }
        assert_eq!(
            counter.finish(encoding),
            encoding.count(&whole),
            "text {number}"
        );
    }
}

/// One piece without an end must not be looked at again with every part.
#[test]
fn an_unbroken_piece_comes_in_parts_too() {
    for name in [
        "o200k_base",
        "cl100k_base",
        "r50k_base",
        "tekken",
        "mistral_v1",
        "deepseek",
        "qwen",
        "gemma3",
        "gemma4",
    ] {
        let encoding = &Comparison::of(name).ours;
        for unit in ["a", " ", "\n", "中", "^", "\u{301}"] {
            let part = unit.repeat(1000);
            let mut counter = Counter::new();
            (0..150).for_each(|_| counter.push(encoding, &part));
            let whole = part.repeat(150);
            assert_eq!(
                counter.finish(encoding),
                encoding.count(&whole),
                "{name}, {unit:?}"
            );
        }
    }
}

/// The first texts are encoded by the merges alone, later ones with tables.
#[test]
fn tables_change_no_token() {
    for name in [
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
    ] {
        let mut texts = Texts::new(7);
        for _ in 0..2 {
            let encoding = vocabularies::load(name);
            let mut first = Vec::new();
            let mut bytes = 0;
            while bytes < 60_000 {
                let text = texts.any_text();
                bytes += text.len();
                first.push((encoding.encode(&text), text));
            }
            encoding.prepare();
            for (ids, text) in first {
                assert_eq!(encoding.encode(&text), ids, "{name}: {text:?}");
            }
        }
    }
}
