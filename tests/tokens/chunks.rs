//! A long text in chunks: none is over the limit, nothing is lost, and no
//! character is torn.

use super::random::Texts;
use super::random_texts::seed;
use super::vocabularies::load;
use serde_json::Value;
use std::cell::Cell;
use std::convert::Infallible;
use tokenmeter::ErrorKind;
use tokenmeter::chunks::{Boundary, Chunk, Options, Tokens, chunks};
use tokenmeter::encoding::Encoding;
use unicode_segmentation::UnicodeSegmentation;

const BOUNDARIES: [Boundary; 3] = [Boundary::Token, Boundary::Sentence, Boundary::Paragraph];

fn cut(
    encoding: &Encoding,
    text: &str,
    limit: usize,
    overlap: usize,
    boundary: Boundary,
) -> Vec<Chunk> {
    let options = Options::new(limit, overlap, boundary).expect("a limit above the overlap");
    let Ok(chunks) = chunks(text, encoding, options);
    chunks
}

/// What holds of all chunks.
fn check(
    encoding: &Encoding,
    text: &str,
    limit: usize,
    overlap: usize,
    boundary: Boundary,
    context: &str,
) {
    let context = format!("{context}, {limit} and {overlap} by {boundary:?}");
    let ends: Vec<usize> = text
        .grapheme_indices(true)
        .map(|(at, part)| at + part.len())
        .collect();
    let is_end = |at: usize| at == 0 || ends.binary_search(&at).is_ok();
    let (mut end, mut end_utf16) = (0, 0);
    for chunk in cut(encoding, text, limit, overlap, boundary) {
        let part = &text[chunk.range.clone()];
        assert_eq!(chunk.tokens, encoding.count(part), "{context}: {part:?}");
        assert!(
            chunk.tokens <= limit || part.graphemes(true).count() == 1,
            "{context}: {part:?}"
        );
        assert!(
            is_end(chunk.range.start) && is_end(chunk.range.end),
            "{context}: {part:?}"
        );
        assert!(
            chunk.range.start <= end && chunk.range.end > end,
            "{context}: {part:?}"
        );
        let again = &text[chunk.range.start..end];
        assert!(encoding.count(again) <= overlap, "{context}: {again:?}");
        let units = |text: &str| u32::try_from(text.encode_utf16().count()).expect("a short text");
        assert_eq!(
            chunk.range_utf16.start,
            end_utf16 - units(again),
            "{context}"
        );
        end_utf16 += units(&text[end..chunk.range.end]);
        assert_eq!(chunk.range_utf16.end, end_utf16, "{context}");
        end = chunk.range.end;
    }
    assert_eq!(end, text.len(), "{context}");
}

#[test]
fn chunks_of_any_text_fit_are_counted_exactly_and_lose_nothing() {
    let mut random = Texts::new(seed());
    for encoding in ["o200k_base", "cl100k_base", "qwen", "mistral_v3"].map(load) {
        for number in 0..300 {
            let text = match number % 3 {
                0 => random.any_text(),
                1 => random.long_word(40),
                _ => (0..5)
                    .map(|_| random.text(12))
                    .collect::<Vec<_>>()
                    .join(". A\n\n"),
            };
            for (limit, overlap) in [(1, 0), (2, 1), (7, 0), (16, 4), (50, 49)] {
                for boundary in BOUNDARIES {
                    check(
                        &encoding,
                        &text,
                        limit,
                        overlap,
                        boundary,
                        &format!("{number}: {text:?}"),
                    );
                }
            }
        }
    }
}

#[test]
fn texts_are_cut_where_a_reader_would_cut_them() {
    let file: Value = serde_json::from_str(include_str!("../vectors/chunks.json")).expect("JSON");
    let encoding = load(file["encoding"].as_str().expect("an encoding"));
    let rows = file["chunks"].as_array().expect("rows");
    for row in rows {
        let text = row["text"].as_str().expect("a text");
        let number =
            |name: &str| usize::try_from(row[name].as_u64().unwrap_or(0)).expect("a number");
        let boundary = match row["boundary"].as_str() {
            Some("token") => Boundary::Token,
            Some("sentence") => Boundary::Sentence,
            Some("paragraph") => Boundary::Paragraph,
            other => panic!("{other:?}"),
        };
        let (limit, overlap) = (number("limitTokens"), number("overlapTokens"));
        let chunks = cut(&encoding, text, limit, overlap, boundary);
        let parts: Vec<&str> = chunks.into_iter().map(|chunk| &text[chunk.range]).collect();
        let expected: Vec<&str> = row["parts"]
            .as_array()
            .expect("parts")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        assert_eq!(parts, expected, "{}", row["name"]);
        check(
            &encoding,
            text,
            limit,
            overlap,
            boundary,
            &row["name"].to_string(),
        );
    }
}

#[test]
fn a_limit_that_no_chunk_could_have_is_refused() {
    for (limit, overlap) in [(0, 0), (1, 1), (5, 6)] {
        let error = Options::new(limit, overlap, Boundary::Token).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidArgument);
    }
}

/// An encoding, and how many bytes it was given.
struct Weighed<'e>(&'e Encoding, Cell<usize>);

impl Tokens for Weighed<'_> {
    type Error = Infallible;

    fn count(&self, text: &str) -> Result<usize, Infallible> {
        self.1.set(self.1.get() + text.len());
        Ok(self.0.count(text))
    }

    fn prefix_bytes(&self, text: &str, tokens: usize) -> Result<Option<usize>, Infallible> {
        self.1.set(self.1.get() + text.len());
        Ok(self.0.prefix_bytes(text, tokens))
    }
}

#[test]
fn no_text_makes_cutting_slow() {
    const BYTES: usize = 200_000;
    let encoding = load("o200k_base");
    encoding.prepare();
    for unit in [
        "a",
        " ",
        "word ",
        "The end. ",
        "((",
        ". ",
        "\n",
        "日本語。",
        "e\u{301}",
        "🇦",
        "👨‍👩‍👧 ",
        "a\n\n",
        "0",
    ] {
        let text = unit.repeat(BYTES / unit.len());
        for boundary in BOUNDARIES {
            for (limit, overlap) in [(100, 0), (1000, 200)] {
                let weighed = Weighed(&encoding, Cell::new(0));
                let options =
                    Options::new(limit, overlap, boundary).expect("a limit above the overlap");
                let Ok(chunks) = chunks(&text, &weighed, options);
                assert_eq!(chunks.last().map(|chunk| chunk.range.end), Some(text.len()));
                let times = weighed.1.get() / text.len();
                assert!(
                    times < 32,
                    "{unit:?} by {boundary:?}, {limit}: all of it {times} times"
                );
            }
        }
    }
}
