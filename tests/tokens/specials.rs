//! Special tokens in a text: as text, allowed, rejected.

use tokenmeter::ErrorKind;
use tokenmeter::encoding::{ROWS, Special};

use super::comparison::Comparison;
use super::random::Texts;

const TEXTS: usize = 20_000;

/// Almost special tokens, and what stands between them.
const BETWEEN: &[&str] = &[
    "",
    "<",
    "<|",
    "|>",
    "|",
    "<|endoftext",
    "endoftext|>",
    "<|endoftext|",
    "<|ENDOFTEXT|>",
    "<|reserved_0200013|>",
    "<|reserved_+200013|>",
    "<|reserved_201088|>",
    "<|reserved_|>",
    "<|reserved_200002|>",
    "<||>",
    " ",
    "\n",
    "a",
    "é",
    "<|im_start|>",
    "1",
];

#[test]
fn special_tokens_are_what_tiktoken_makes_of_them() {
    for row in ROWS {
        let Comparison { ours, theirs } = Comparison::of(row.name);
        let mut names: Vec<_> = theirs
            .special_tokens()
            .into_iter()
            .map(str::to_owned)
            .collect();
        names.sort();
        let between: Vec<_> = BETWEEN.iter().map(|&text| text.to_owned()).collect();
        let mut random = Texts::new(7);
        for _ in 0..TEXTS {
            let mut text = random.text(2);
            for _ in 0..3 {
                text += random.choice(&between);
                text += random.choice(&names);
                text += random.choice(&between);
            }
            // One id, two names, of which tiktoken-rs knows one; see below.
            if row.name == "o200k_harmony"
                && (text.contains("<|endofprompt|>") || text.contains("<|reserved_200018|>"))
            {
                continue;
            }
            let allowed = ours.encode_with(&text, Special::Allow).expect("allowed");
            assert_eq!(
                allowed,
                theirs.encode_with_special_tokens(&text),
                "{} with special tokens allowed in {text:?}",
                row.name
            );
            assert_eq!(ours.count_with(&text, Special::Allow), Ok(allowed.len()));
            let decoded = ours.decode(&allowed).expect("known ids");
            assert_eq!(theirs.normal(&decoded), theirs.normal(&text));
            let error = ours
                .encode_with(&text, Special::Reject)
                .expect_err("rejected");
            assert_eq!(error.kind(), ErrorKind::DisallowedSpecial, "{text:?}");
            assert_eq!(ours.count_with(&text, Special::Reject), Err(error));
            let plain = theirs.encode_ordinary(&text);
            assert_eq!(
                ours.encode_with(&text, Special::Text),
                Ok(plain),
                "{text:?}"
            );
        }
    }
}

#[test]
fn text_without_special_tokens_is_the_same_in_every_mode() {
    let mut random = Texts::new(11);
    for _ in 0..TEXTS {
        let text = random.any_text().replace("|>", "| ");
        let ours = &Comparison::of("o200k_harmony").ours;
        let ids = ours.encode(&text);
        for special in [Special::Text, Special::Allow, Special::Reject] {
            assert_eq!(
                ours.encode_with(&text, special).as_ref(),
                Ok(&ids),
                "{text:?}"
            );
        }
    }
}

#[test]
fn a_rejected_token_is_named_with_the_way_out() {
    let ours = &Comparison::of("cl100k_base").ours;
    let error = ours.encode_with("a <|fim_middle|> b", Special::Reject);
    let message = error.expect_err("rejected").to_string();
    assert!(message.contains("<|fim_middle|>"), "{message}");
    assert!(message.contains("allow"), "{message}");
}

#[test]
fn both_names_of_a_harmony_token_are_read() {
    let ours = &Comparison::of("o200k_harmony").ours;
    for name in ["<|endofprompt|>", "<|reserved_200018|>"] {
        assert_eq!(ours.encode_with(name, Special::Allow), Ok(vec![200_018]));
    }
    assert_eq!(ours.decode(&[200_018]).as_deref(), Ok("<|endofprompt|>"));
}
