//! A megabyte without a place to split at costs little more than prose.

use serde_json::Value;
use tokenmeter::encoding::Encoding;

use super::comparison::Comparison;

const REPETITION: &str = include_str!("../vectors/repetition.json");

/// English prose.
const ENGLISH: &str = include_str!("../../LICENSE-APACHE");

const ENCODINGS: [&str; 10] = [
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

/// How many times the steps a byte of English prose takes, at most; Qwen comes
/// to 8.3 on random Han characters, of which it has many in pairs.
const MOST_TIMES_ENGLISH: f64 = 9.0;

/// What else might send a splitter or a merge back and forth.
const HARD_UNITS: &[&str] = &[
    "aA",
    "Aa",
    "A",
    "'s",
    "s'",
    " \n",
    "\n ",
    " a",
    "\r\n",
    "0",
    "٣",
    "/\n",
    "\n/",
    "!",
    " !",
    "\u{301}A",
    "A\u{301}",
    "\u{301}a",
    "ǅ",
    "<|",
    "|>",
    "é",
    "한",
    "日本",
    "\u{3000}",
    "\u{3000}\n",
    "\t\t\n",
    "ab12",
    "=-",
    "abcdefghijklmnopqrstuvwxyz",
    "\0",
    "> </",
    "<b>",
    "<b",
    "▁",
    "▁ a",
    "  a",
];

const HARD_BYTES: usize = 200_000;

/// The text that `tests/reference/repetition.py` makes of a row.
fn text(row: &Value) -> String {
    let bytes = usize::try_from(row["bytes"].as_u64().expect("bytes")).unwrap();
    if let Some(unit) = row["unit"].as_str() {
        return unit.repeat(bytes / unit.len());
    }
    let alphabet: Vec<char> = row["alphabet"].as_str().expect("a unit").chars().collect();
    let mut state: u64 = 1;
    let draw = |_| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(state >> 33).unwrap() % alphabet.len();
        alphabet[at]
    };
    (0..bytes / alphabet[0].len_utf8()).map(draw).collect()
}

fn fnv1a(ids: &[u32]) -> String {
    let bytes = ids.iter().flat_map(|id| id.to_le_bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// Steps a byte.
#[expect(clippy::cast_precision_loss, reason = "counts of steps are small")]
fn steps(encoding: &Encoding, text: &str) -> f64 {
    let work = encoding.work(text);
    assert_eq!(work.bytes, text.len() as u64);
    work.total() as f64 / work.bytes as f64
}

fn assert_little_work(encoding: &Encoding, name: &str, text: &str) {
    let english = steps(encoding, ENGLISH);
    let times = steps(encoding, text) / english;
    assert!(
        times <= MOST_TIMES_ENGLISH,
        "{} takes {times:.1} times the steps of English on {name:?}",
        encoding.name()
    );
}

#[test]
fn a_megabyte_in_one_piece_has_the_tokens_of_tiktoken() {
    let file: Value = serde_json::from_str(REPETITION).expect("repetition.json");
    let rows = file["texts"].as_array().expect("texts");
    assert!(rows.len() >= 8, "rows are missing");
    for row in rows {
        let (name, text) = (row["name"].as_str().expect("a name"), text(row));
        for encoding in ENCODINGS {
            let ours = &Comparison::of(encoding).ours;
            let ids = ours.encode(&text);
            let expected = &row[encoding];
            assert_eq!(ids.len() as u64, expected["tokens"], "{encoding} on {name}");
            assert_eq!(fnv1a(&ids), expected["fnv1a"], "{encoding} on {name}");
            assert_eq!(ours.count(&text), ids.len(), "{encoding} on {name}");
            assert_little_work(ours, name, &text);
        }
    }
}

#[test]
fn a_limit_stops_a_count_where_a_piece_ends() {
    let ours = &Comparison::of("o200k_base").ours;
    let text = "word ".repeat(200_000);
    assert_eq!(ours.count_up_to(&text, 10), None);
    let segments = ours.segments(&text, 10).expect("a short beginning");
    assert_eq!(segments.ids.len(), 11, "the beginning alone");
}

#[test]
fn what_splitters_could_go_back_over_takes_little_work() {
    for encoding in ENCODINGS {
        let ours = &Comparison::of(encoding).ours;
        for unit in HARD_UNITS {
            let text = unit.repeat(HARD_BYTES / unit.len());
            assert_little_work(ours, unit, &text);
            // As long as it is short enough for it, the oracle agrees.
            Comparison::of(encoding).same(&unit.repeat(40), "a hard unit");
        }
    }
}
