//! Every token id decodes to its bytes; every other is unknown.

use tokenmeter::ErrorKind;
use tokenmeter::encoding::ROWS;
use tokenmeter::encoding::vocab::BYTE_TOKENS;

use super::comparison::Comparison;

/// Beyond the last id of every encoding.
const MORE_IDS: u32 = 10_000;

#[test]
fn every_id_decodes_to_the_bytes_that_tiktoken_gives() {
    for row in ROWS {
        let Comparison { ours, theirs } = Comparison::of(row.name);
        let name = row.name;
        for id in 0..ours.vocabulary_size() + MORE_IDS {
            // tiktoken-rs lacks the second name of this id; see `specials`.
            if name == "o200k_harmony" && id == 200_018 {
                continue;
            }
            match (ours.decode_bytes(&[id]), theirs.decode_bytes(&[id])) {
                (Ok(bytes), Some(expected)) => assert_eq!(bytes, expected, "{name} token {id}"),
                (Err(error), None) => assert_eq!(error.kind(), ErrorKind::UnknownToken),
                (ours, theirs) => panic!("{name} token {id}: {ours:?}, tiktoken {theirs:?}"),
            }
        }
        let last = ours.vocabulary_size() - 1;
        assert!(
            theirs.decode_bytes(&[last]).is_some(),
            "{name} has fewer ids"
        );
    }
}

#[test]
fn an_unknown_id_among_known_ones_is_named() {
    for row in ROWS {
        let ours = &Comparison::of(row.name).ours;
        for unknown in [ours.vocabulary_size(), u32::MAX] {
            let error = ours.decode(&[0, unknown, 1]).expect_err(row.name);
            assert_eq!(error.kind(), ErrorKind::UnknownToken);
            assert!(error.to_string().contains(&unknown.to_string()), "{error}");
        }
    }
}

#[test]
fn bytes_that_are_no_text_decode_to_replacement_characters() {
    for row in ROWS {
        let Comparison { ours, theirs } = Comparison::of(row.name);
        let ids = ours.encode("\u{10400}\u{1f9ff}");
        assert!(ids.len() > 2, "{} has no token for these", row.name);
        for end in 0..=ids.len() {
            let bytes = theirs.decode_bytes(&ids[..end]).expect("known ids");
            let expected = String::from_utf8_lossy(&bytes);
            assert_eq!(ours.decode(&ids[..end]).expect("known ids"), expected);
        }
        let first = row.byte_ids.unwrap_or(row.first_id);
        let bytes = first..first + BYTE_TOKENS;
        let byte_tokens = bytes.map(|id| ours.decode(&[id]).expect("a byte"));
        let broken = byte_tokens.filter(|text| text == "\u{fffd}").count();
        assert_eq!(broken, 128, "{}: bytes that are no text alone", row.name);
    }
}
