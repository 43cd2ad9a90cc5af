//! An estimate's range holds, and its number is as near as the README says.
//!
//! Counts of Claude are published (`vectors/claude.json`); for encodings that
//! are there, what is shown before they are loaded is held to texts in many
//! languages (`vectors/languages.json`).

use serde_json::Value;
use tokenmeter::catalog::tokenizer::{Counted, known_names, resolve};
use tokenmeter::classes::{CLASSES, Classes};

/// A text's tokens of `o200k_base` by class, and those of another tokenizer.
struct Text {
    kind: String,
    classes: Classes,
    tokens: u64,
}

fn read(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}

fn numbers(values: &[Value]) -> Vec<u64> {
    values.iter().map(|value| value.as_u64().unwrap()).collect()
}

fn claude() -> Vec<Text> {
    let vectors = read(include_str!("vectors/claude.json"));
    let rows = vectors["rows"].as_array().unwrap();
    let texts = rows.iter().map(|row| {
        let row = row.as_array().unwrap();
        let counts = numbers(&row[1..]);
        Text {
            kind: row[0].as_str().unwrap().to_owned(),
            classes: Classes::from_counts(&counts[..CLASSES]),
            tokens: counts[CLASSES],
        }
    });
    let texts: Vec<_> = texts.collect();
    assert_eq!(texts.len(), 120);
    texts
}

/// The messages in every language, with their tokens in `tokenizer`.
fn languages(tokenizer: &str) -> Vec<Text> {
    let vectors = read(include_str!("vectors/languages.json"));
    let rows = vectors["texts"].as_array().unwrap();
    let texts = rows.iter().map(|row| Text {
        kind: row["name"].as_str().unwrap().to_owned(),
        classes: Classes::from_counts(&numbers(row["classes"].as_array().unwrap())),
        tokens: row["tokens"][tokenizer].as_u64().unwrap(),
    });
    let texts: Vec<_> = texts.collect();
    assert!(texts.len() > 80, "{} languages", texts.len());
    texts
}

/// How many of a hundred texts have a number in the range, and those that have
/// not.
fn held(texts: &[Text], range: impl Fn(&Classes) -> Counted) -> (usize, Vec<String>) {
    let misses = texts.iter().filter_map(|text| {
        let Counted { low, tokens, high } = range(&text.classes);
        assert!(low < tokens && tokens < high, "{}", text.kind);
        let holds = (low..=high).contains(&text.tokens);
        let (kind, real) = (&text.kind, text.tokens);
        (!holds).then(|| format!("{kind}: {real}, not {low} to {high}"))
    });
    let misses: Vec<_> = misses.collect();
    ((texts.len() - misses.len()) * 100 / texts.len(), misses)
}

#[test]
fn the_range_of_claude_holds_for_the_published_counts() {
    let info = resolve("claude-haiku-4-5").unwrap();
    let (percent, misses) = held(&claude(), |classes| info.range(classes));
    assert!(percent >= 98, "{percent} %: {misses:#?}");
    // As many together, of which no class is known.
    let flat = |classes: &Classes| info.range(&classes.total().into());
    let (percent, misses) = held(&claude(), flat);
    assert!(percent >= 95, "{percent} %: {misses:#?}");
}

#[test]
fn what_is_known_of_the_classes_makes_the_range_closer_and_the_number_nearer() {
    let info = resolve("claude-haiku-4-5").unwrap();
    let texts = claude();
    let median_width = |by_class: bool| {
        let widths = texts.iter().map(|text| {
            let plain = Classes::from(text.classes.total());
            let range = info.range(if by_class { &text.classes } else { &plain });
            (range.high - range.low) * 100 / range.tokens
        });
        let mut widths: Vec<_> = widths.collect();
        widths.sort_unstable();
        widths[widths.len() / 2]
    };
    assert!(median_width(true) * 3 < median_width(false) * 2);
}

/// The weights of the row are those that the counts give, and what the README
/// says of their error is that of texts which the weights have not seen.
#[test]
fn the_weights_of_claude_are_fitted_to_the_published_counts() {
    let texts = claude();
    let all: Vec<&Text> = texts.iter().collect();
    let info = resolve("claude-haiku-4-5").unwrap();
    for (class, weight) in fit(&all).into_iter().enumerate() {
        let mut classes = Classes::default();
        classes.sorted[class] = 100;
        let row = info.range(&classes).tokens;
        let fitted = whole(weight * 100.0);
        assert!(row.abs_diff(fitted) <= 1, "class {class}: {row}, {fitted}");
    }
    let errors: Vec<(&str, f64)> = (0..texts.len())
        .map(|left_out| {
            let others = texts.iter().enumerate().filter(|(at, _)| *at != left_out);
            let others: Vec<&Text> = others.map(|(_, text)| text).collect();
            let text = &texts[left_out];
            let tokens = dot(&features(text), &fit(&others)).round().max(1.0);
            let error = (tokens / real(text.tokens) - 1.0).abs();
            (text.kind.as_str(), error * 100.0)
        })
        .collect();
    let readme = include_str!("../README.md");
    let mut missing = Vec::new();
    let mut kinds: Vec<&str> = texts.iter().map(|text| text.kind.as_str()).collect();
    kinds.dedup();
    for kind in kinds.into_iter().chain(["all 120 texts"]) {
        let of_kind = errors
            .iter()
            .filter(|(other, _)| kind == "all 120 texts" || *other == kind);
        let of_kind: Vec<f64> = of_kind.map(|(_, error)| *error).collect();
        let mean = of_kind.iter().sum::<f64>() / real(of_kind.len() as u64);
        let row = format!("| {kind} | {} % |", mean.round());
        if !readme.contains(&row) {
            missing.push(row);
        }
    }
    assert!(missing.is_empty(), "the README lacks {missing:#?}");
}

/// What is shown before an encoding is loaded, and what Mistral's first models
/// have, holds in every script.
#[test]
fn the_ranges_of_measured_tokenizers_hold_in_95_of_100_languages() {
    for (name, column) in [
        ("cl100k_base", "cl100k_base"),
        ("p50k_base", "p50k_base"),
        ("gpt2", "r50k_base"),
        ("tekken", "tekken"),
        ("deepseek", "deepseek"),
        ("qwen", "qwen"),
        ("open-mixtral-8x7b", "mistral_v1"),
        ("llama-2-7b", "mistral_v1"),
        // Of which it is not known whether it is the one or the other.
        ("mistral-ocr-latest", "mistral_v1"),
        ("mistral-ocr-latest", "tekken"),
    ] {
        let info = resolve(name).unwrap();
        let (percent, misses) = held(&languages(column), |classes| info.estimate_from(classes));
        assert!(percent >= 95, "{name}: {percent} % {misses:#?}");
    }
}

#[test]
fn a_family_that_nobody_knows_has_the_widest_range() {
    let unknown = tokenmeter::catalog::tokenizer::unknown();
    for name in known_names() {
        let info = resolve(name).unwrap();
        for class in 0..CLASSES {
            let mut classes = Classes::default();
            classes.sorted[class] = 1000;
            let [own, widest] = [info, unknown].map(|info| info.range(&classes));
            let within = widest.low <= own.low && own.high <= widest.high;
            assert!(within, "{name}, class {class}");
        }
    }
}

#[test]
fn a_range_says_that_it_is_wide_where_no_class_is_known() {
    let wide = |name: &str, counted: &Classes| resolve(name).unwrap().wide_note(counted);
    let by_class = Classes::from_counts(&[9_u64, 1, 0, 0, 0, 0, 0]);
    assert_eq!(wide("claude-opus-5-5", &by_class), None);
    assert!(wide("claude-opus-5-5", &10.into()).is_some());
    assert_eq!(wide("gpt-4o", &10.into()), None);
}

type Weights = [f64; CLASSES];

#[allow(clippy::cast_precision_loss)]
fn real(tokens: u64) -> f64 {
    tokens as f64
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(number: f64) -> u64 {
    number.round() as u64
}

fn features(text: &Text) -> Weights {
    text.classes.sorted.map(real)
}

fn dot(left: &Weights, right: &Weights) -> f64 {
    left.iter().zip(right).map(|(l, r)| l * r).sum()
}

/// The weights with the least sum of relative errors, a little drawn to 1.25:
/// least squares, each text weighed by the error of the round before.
fn fit(texts: &[&Text]) -> Weights {
    const PRIOR: f64 = 1.25;
    const PULL: f64 = 0.01;
    let mut weights = [PRIOR; CLASSES];
    for _ in 0..30 {
        let mut sums = [[0.0; CLASSES + 1]; CLASSES];
        for (class, row) in sums.iter_mut().enumerate() {
            row[class] = PULL;
            row[CLASSES] = PULL * PRIOR;
        }
        for text in texts {
            let scaled = features(text).map(|count| count / real(text.tokens));
            let trust = 1.0 / ((1.0 - dot(&scaled, &weights)).abs() + 0.05);
            for (row, own) in sums.iter_mut().zip(scaled) {
                for (sum, other) in row.iter_mut().zip(scaled.into_iter().chain([1.0])) {
                    *sum += trust * own * other;
                }
            }
        }
        weights = solve(sums);
    }
    weights
}

/// By elimination; the rows are those of a positive matrix, so none needs to be
/// exchanged.
fn solve(mut rows: [[f64; CLASSES + 1]; CLASSES]) -> Weights {
    for at in 0..CLASSES {
        let pivot = rows[at].map(|value| value / rows[at][at]);
        rows[at] = pivot;
        for (other, row) in rows.iter_mut().enumerate() {
            if other != at {
                let factor = row[at];
                for (value, own) in row.iter_mut().zip(pivot) {
                    *value -= factor * own;
                }
            }
        }
    }
    rows.map(|row| row[CLASSES])
}
