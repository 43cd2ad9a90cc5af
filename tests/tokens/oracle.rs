//! What other implementations make of a text: tiktoken's engine with the ranks
//! and the pattern of each encoding.

use std::collections::HashMap;
use std::fs;
use std::sync::LazyLock;

use base64::prelude::{BASE64_STANDARD, Engine};
use cargo_metadata::{Metadata, MetadataCommand};
use tiktoken_rs::CoreBPE;

/// A maker's encoding that tiktoken does not have.
struct Family {
    /// The rank file: crate and path.
    ranks: (&'static str, &'static str),
    /// Whether tokens are spelled as in GPT-2's vocabulary.
    in_characters: bool,
    pattern: &'static str,
    /// The first special token and its id; the others follow.
    specials: (u32, &'static [&'static str]),
    /// The id of the first ordinary token.
    first: u32,
}

/// `config.pattern` of mistral-common's `tekken_240911.json`.
pub const TEKKEN: &str = concat!(
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|",
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*|",
    r"\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+",
);

fn family(encoding: &str) -> Family {
    match encoding {
        "tekken" => Family {
            ranks: ("splintr-vocab-mistral", "vocabs/mistral_v3_tekken.tiktoken"),
            in_characters: true,
            pattern: TEKKEN,
            specials: (
                0,
                &[
                    "<unk>",
                    "<s>",
                    "</s>",
                    "[INST]",
                    "[/INST]",
                    "[AVAILABLE_TOOLS]",
                    "[/AVAILABLE_TOOLS]",
                    "[TOOL_RESULTS]",
                    "[/TOOL_RESULTS]",
                    "[TOOL_CALLS]",
                    "[IMG]",
                    "<pad>",
                    "[IMG_BREAK]",
                    "[IMG_END]",
                    "[PREFIX]",
                    "[MIDDLE]",
                    "[SUFFIX]",
                    "[SYSTEM_PROMPT]",
                    "[/SYSTEM_PROMPT]",
                    "[TOOL_CONTENT]",
                ],
            ),
            first: 1000,
        },
        _ => panic!("no oracle for {encoding}"),
    }
}

/// tiktoken's engine for an encoding.
pub fn of(encoding: &str) -> CoreBPE {
    let oracle = match encoding {
        "o200k_base" => tiktoken_rs::o200k_base(),
        "o200k_harmony" => tiktoken_rs::o200k_harmony(),
        "cl100k_base" => tiktoken_rs::cl100k_base(),
        "p50k_base" => tiktoken_rs::p50k_base(),
        "p50k_edit" => tiktoken_rs::p50k_edit(),
        "r50k_base" | "gpt2" => tiktoken_rs::r50k_base(),
        other => return family(other).oracle(),
    };
    oracle.expect(encoding)
}

impl Family {
    fn oracle(&self) -> CoreBPE {
        let (first, names) = self.specials;
        let names = names.iter().map(|&name| name.to_owned());
        let specials: HashMap<_, _> = names.zip(first..).collect();
        let ranks = self.ranks().into_iter().collect();
        CoreBPE::new(ranks, specials.into_iter().collect(), self.pattern).expect("a pattern")
    }

    fn ranks(&self) -> Vec<(Vec<u8>, u32)> {
        let (package, file) = self.ranks;
        let package = METADATA.packages.iter().find(|p| p.name == package);
        let manifest = &package.expect("a crate").manifest_path;
        let file = manifest.parent().expect("a directory").join(file);
        let file = fs::read_to_string(file).expect("a rank file");
        let rank = |line: &str| {
            let (token, id) = line.split_once(' ').expect("an id");
            let id = id.parse().expect("a number");
            (id >= self.first).then(|| (self.bytes(token), id))
        };
        file.lines().filter_map(rank).collect()
    }

    fn bytes(&self, token: &str) -> Vec<u8> {
        let token = BASE64_STANDARD.decode(token).expect("base64");
        if !self.in_characters {
            return token;
        }
        let token = String::from_utf8(token).expect("characters");
        token.chars().map(|c| BYTES[&c]).collect()
    }
}

/// Which byte each character of GPT-2's vocabulary stands for: printable ones
/// of Latin-1 stand for themselves, those from U+0100 on for the others.
static BYTES: LazyLock<HashMap<char, u8>> = LazyLock::new(|| {
    let mut next = '\u{100}'..;
    let mut character = |byte: u8| match byte {
        b'!'..=b'~' | 0xa1..=0xac | 0xae..=0xff => char::from(byte),
        _ => next.next().expect("a character"),
    };
    (0..=u8::MAX).map(|byte| (character(byte), byte)).collect()
});

/// The crates that the lock file pins.
pub static METADATA: LazyLock<Metadata> = LazyLock::new(|| {
    MetadataCommand::new()
        .other_options(vec!["--locked".to_owned()])
        .exec()
        .expect("cargo metadata")
});
