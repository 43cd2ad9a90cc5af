//! What other implementations make of a text: tiktoken's engine with the ranks
//! and the pattern of each encoding.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::LazyLock;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use cargo_metadata::{Metadata, MetadataCommand};
use fancy_regex::Regex;
use tiktoken_rs::CoreBPE;
use tokenmeter::encoding::Form;
use unicode_normalization::UnicodeNormalization;

use super::pieces::Pieces;
use super::{gemma, mistral};

/// A maker's encoding that tiktoken does not have.
struct Family {
    /// The rank file: crate and path.
    ranks: (&'static str, &'static str),
    /// Whether tokens are spelled as in GPT-2's vocabulary.
    in_characters: bool,
    /// What one finds, and what it leaves, is cut by the next.
    patterns: &'static [&'static str],
    is_normalized: bool,
    specials: &'static [(&'static str, u32)],
    /// Further ones that are numbered: the first number, and their ids.
    reserved: &'static [(u32, Range<u32>)],
    /// The id of the first ordinary token.
    first: u32,
}

/// `config.pattern` of mistral-common's `tekken_240911.json`.
pub const TEKKEN: &str = concat!(
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|",
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*|",
    r"\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+",
);

/// The three splits of `tokenizer.json` of `DeepSeek` V3 and V4.
pub const DEEPSEEK: &[&str] = &[
    r"\p{N}{1,3}",
    "[一-龥\u{3040}-ゟ゠-ヿ]+",
    concat!(
        r##"[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|"##,
        r"[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
    ),
];

/// `PAT_STR` of dashscope's `qwen_tokenizer.py`.
pub const QWEN: &str = concat!(
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}|",
    r" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
);

/// `pat_str` of llama-models' `llama3/tokenizer.py`.
pub const LLAMA: &str = concat!(
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}|",
    r" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
);

fn family(encoding: &str) -> Family {
    match encoding {
        "tekken" => Family {
            ranks: ("splintr-vocab-mistral", "vocabs/mistral_v3_tekken.tiktoken"),
            in_characters: true,
            patterns: &[TEKKEN],
            is_normalized: false,
            specials: &[
                ("<unk>", 0),
                ("<s>", 1),
                ("</s>", 2),
                ("[INST]", 3),
                ("[/INST]", 4),
                ("[AVAILABLE_TOOLS]", 5),
                ("[/AVAILABLE_TOOLS]", 6),
                ("[TOOL_RESULTS]", 7),
                ("[/TOOL_RESULTS]", 8),
                ("[TOOL_CALLS]", 9),
                ("[IMG]", 10),
                ("<pad>", 11),
                ("[IMG_BREAK]", 12),
                ("[IMG_END]", 13),
                ("[PREFIX]", 14),
                ("[MIDDLE]", 15),
                ("[SUFFIX]", 16),
                ("[SYSTEM_PROMPT]", 17),
                ("[/SYSTEM_PROMPT]", 18),
                ("[TOOL_CONTENT]", 19),
            ],
            reserved: &[],
            first: 1000,
        },
        "deepseek" => Family {
            ranks: ("splintr-vocab-deepseek", "vocabs/deepseek_v3.tiktoken"),
            in_characters: true,
            patterns: DEEPSEEK,
            is_normalized: false,
            specials: &[
                ("<｜begin▁of▁sentence｜>", 0),
                ("<｜end▁of▁sentence｜>", 1),
                ("<｜▁pad▁｜>", 2),
                ("<｜fim▁hole｜>", 128_800),
                ("<｜fim▁begin｜>", 128_801),
                ("<｜fim▁end｜>", 128_802),
                ("<｜User｜>", 128_803),
                ("<｜Assistant｜>", 128_804),
                ("<|EOT|>", 128_805),
                ("<｜tool▁calls▁begin｜>", 128_806),
                ("<｜tool▁calls▁end｜>", 128_807),
                ("<｜tool▁call▁begin｜>", 128_808),
                ("<｜tool▁call▁end｜>", 128_809),
                ("<｜tool▁outputs▁begin｜>", 128_810),
                ("<｜tool▁outputs▁end｜>", 128_811),
                ("<｜tool▁output▁begin｜>", 128_812),
                ("<｜tool▁output▁end｜>", 128_813),
                ("<｜tool▁sep｜>", 128_814),
            ],
            reserved: &[],
            first: 3,
        },
        "qwen" => Family {
            ranks: ("splintr-vocab-qwen", "vocabs/qwen3.tiktoken"),
            in_characters: false,
            patterns: &[QWEN],
            is_normalized: true,
            specials: &[
                ("<|endoftext|>", 151_643),
                ("<|im_start|>", 151_644),
                ("<|im_end|>", 151_645),
                ("<|object_ref_start|>", 151_646),
                ("<|object_ref_end|>", 151_647),
                ("<|box_start|>", 151_648),
                ("<|box_end|>", 151_649),
                ("<|quad_start|>", 151_650),
                ("<|quad_end|>", 151_651),
                ("<|vision_start|>", 151_652),
                ("<|vision_end|>", 151_653),
                ("<|vision_pad|>", 151_654),
                ("<|image_pad|>", 151_655),
                ("<|video_pad|>", 151_656),
                ("<tool_call>", 151_657),
                ("</tool_call>", 151_658),
                ("<|fim_prefix|>", 151_659),
                ("<|fim_middle|>", 151_660),
                ("<|fim_suffix|>", 151_661),
                ("<|fim_pad|>", 151_662),
                ("<|repo_name|>", 151_663),
                ("<|file_sep|>", 151_664),
                ("<tool_response>", 151_665),
                ("</tool_response>", 151_666),
                ("<think>", 151_667),
                ("</think>", 151_668),
            ],
            reserved: &[],
            first: 0,
        },
        "llama3" => llama3(),
        _ => panic!("no oracle for {encoding}"),
    }
}

fn llama3() -> Family {
    Family {
        ranks: ("splintr-vocab-llama3", "vocabs/llama3.tiktoken"),
        in_characters: false,
        patterns: &[LLAMA],
        is_normalized: false,
        specials: &[
            ("<|begin_of_text|>", 128_000),
            ("<|end_of_text|>", 128_001),
            ("<|finetune_right_pad_id|>", 128_004),
            ("<|step_id|>", 128_005),
            ("<|start_header_id|>", 128_006),
            ("<|end_header_id|>", 128_007),
            ("<|eom_id|>", 128_008),
            ("<|eot_id|>", 128_009),
            ("<|python_tag|>", 128_010),
            ("<|image|>", 128_011),
        ],
        reserved: &[(0, 128_002..128_004), (2, 128_012..128_256)],
        first: 0,
    }
}

/// tiktoken's engine for an encoding; or another's, for one that merges
/// characters.
pub struct Oracle {
    engine: Engine,
    /// Empty if the engine splits by itself.
    patterns: Vec<Regex>,
    form: Form,
}

enum Engine {
    Tiktoken(CoreBPE),
    Pieces(Box<Pieces>),
}

/// The oracle of an encoding.
pub fn of(encoding: &str) -> Oracle {
    let oracle = match encoding {
        "o200k_base" => tiktoken_rs::o200k_base(),
        "o200k_harmony" => tiktoken_rs::o200k_harmony(),
        "cl100k_base" => tiktoken_rs::cl100k_base(),
        "p50k_base" => tiktoken_rs::p50k_base(),
        "p50k_edit" => tiktoken_rs::p50k_edit(),
        "r50k_base" | "gpt2" => tiktoken_rs::r50k_base(),
        "gemma3" => return Oracle::pieces(gemma::three(), Form::Spaced),
        "gemma4" => return Oracle::pieces(gemma::four(), Form::Spaced),
        "mistral_v1" | "mistral_v2" | "mistral_v3" | "mistral_v7" => {
            return Oracle::pieces(mistral::pieces(encoding), Form::Prefixed);
        }
        other => return family(other).oracle(),
    };
    Oracle {
        engine: Engine::Tiktoken(oracle.expect(encoding)),
        patterns: Vec::new(),
        form: Form::Given,
    }
}

impl Oracle {
    fn pieces(pieces: Pieces, form: Form) -> Self {
        Self {
            engine: Engine::Pieces(Box::new(pieces)),
            patterns: Vec::new(),
            form,
        }
    }

    /// The ids of a text in which special tokens are text.
    pub fn encode_ordinary(&self, text: &str) -> Vec<u32> {
        let text = self.normal(text);
        let pieces = pieces(&self.patterns, &text);
        let encode = |piece| match &self.engine {
            Engine::Tiktoken(bpe) => bpe.encode_ordinary(piece),
            Engine::Pieces(pieces) => (pieces.encode)(piece),
        };
        pieces.into_iter().flat_map(encode).collect()
    }

    /// The text in the form that is split and merged, but for what stands before
    /// it, and that decoding gives.
    pub fn normal(&self, text: &str) -> String {
        match self.form {
            Form::Given => text.to_owned(),
            Form::C => text.nfc().collect(),
            Form::Spaced | Form::Prefixed => text.replace('▁', " "),
        }
    }

    /// Whether characters of the form stand for others of the text.
    pub fn composes(&self) -> bool {
        self.form == Form::C
    }

    /// The ids of a text in which special tokens are themselves.
    pub fn encode_with_special_tokens(&self, text: &str) -> Vec<u32> {
        if let Engine::Tiktoken(bpe) = &self.engine
            && self.patterns.is_empty()
        {
            return bpe.encode_with_special_tokens(text);
        }
        let specials = self.special_tokens();
        let found = specials.iter().filter_map(|&s| Some((text.find(s)?, s)));
        let Some((at, special)) = found.min() else {
            return self.encode_ordinary(text);
        };
        let mut ids = self.encode_ordinary(&text[..at]);
        match &self.engine {
            Engine::Tiktoken(bpe) => ids.extend(bpe.encode_with_special_tokens(special)),
            Engine::Pieces(pieces) => ids.push(pieces.specials[special]),
        }
        ids.extend(self.encode_with_special_tokens(&text[at + special.len()..]));
        ids
    }

    /// The texts of special tokens: of all, or of those that have a name and
    /// some others.
    pub fn special_tokens(&self) -> HashSet<&str> {
        match &self.engine {
            Engine::Tiktoken(bpe) => bpe.special_tokens(),
            Engine::Pieces(pieces) => pieces.specials.keys().map(String::as_str).collect(),
        }
    }

    /// The bytes of ids, if all are known.
    pub fn decode_bytes(&self, ids: &[u32]) -> Option<Vec<u8>> {
        match &self.engine {
            Engine::Tiktoken(bpe) => bpe.decode_bytes(ids).ok(),
            Engine::Pieces(pieces) => {
                let mut bytes = Vec::new();
                let mut is_first = true;
                for &id in ids {
                    let piece = pieces.bytes(id)?;
                    let prefix: &[u8] = if is_first { self.prefix() } else { b"" };
                    bytes.extend(piece.strip_prefix(prefix).unwrap_or(piece));
                    is_first = pieces.is_special(id);
                }
                Some(bytes)
            }
        }
    }

    /// How many bytes of a text each of its ids has.
    pub fn lengths(&self, ids: &[u32]) -> Vec<usize> {
        let mut prefix = self.prefix().len();
        let length = |&id: &u32| {
            let length = match &self.engine {
                Engine::Tiktoken(bpe) => bpe.decode_bytes(&[id]).expect("known id").len(),
                Engine::Pieces(pieces) => pieces.bytes(id).expect("known id").len(),
            };
            length - std::mem::take(&mut prefix)
        };
        ids.iter().map(length).collect()
    }

    fn prefix(&self) -> &'static [u8] {
        if self.form == Form::Prefixed {
            b" "
        } else {
            b""
        }
    }
}

/// A text cut at the borders of what each pattern finds, one after the other;
/// what none finds is kept.
pub fn pieces<'t>(patterns: &[Regex], text: &'t str) -> Vec<&'t str> {
    patterns.iter().fold(vec![text], |pieces, pattern| {
        let cut = |piece: &'t str| {
            let mut ends = Vec::new();
            for found in pattern.find_iter(piece) {
                let found = found.expect("a short piece");
                ends.extend([found.start(), found.end()]);
            }
            ends.push(piece.len());
            let starts = std::iter::once(0).chain(ends.clone());
            let ranges = starts.zip(ends).filter(|(start, end)| start < end);
            ranges
                .map(|(start, end)| &piece[start..end])
                .collect::<Vec<_>>()
        };
        pieces.into_iter().flat_map(cut).collect()
    })
}

pub fn compiled(patterns: &[&str]) -> Vec<Regex> {
    let compile = |pattern: &&str| Regex::new(pattern).expect("a pattern");
    patterns.iter().map(compile).collect()
}

impl Family {
    fn oracle(&self) -> Oracle {
        let named = self
            .specials
            .iter()
            .map(|&(name, id)| (name.to_owned(), id));
        let reserved = self.reserved.iter().flat_map(|(number, ids)| {
            let name = |number: u32| format!("<|reserved_special_token_{number}|>");
            (*number..).map(name).zip(ids.clone())
        });
        let specials = named.chain(reserved).collect();
        let ranks = self.ranks().into_iter().collect();
        Oracle {
            engine: Engine::Tiktoken(CoreBPE::new(ranks, specials, r"[\s\S]+").expect("a pattern")),
            patterns: compiled(self.patterns),
            form: if self.is_normalized {
                Form::C
            } else {
                Form::Given
            },
        }
    }

    fn ranks(&self) -> Vec<(Vec<u8>, u32)> {
        let (package, file) = self.ranks;
        let file = fs::read_to_string(crate_file(package, file)).expect("a rank file");
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

/// A file of a crate that the lock file pins.
pub fn crate_file(package: &str, file: &str) -> PathBuf {
    let package = METADATA.packages.iter().find(|p| p.name == package);
    let manifest = &package.expect("a crate").manifest_path;
    manifest.parent().expect("a directory").join(file).into()
}

/// The crates that the lock file pins.
pub static METADATA: LazyLock<Metadata> = LazyLock::new(|| {
    let features = cfg!(feature = "llama3").then_some("--features=llama3");
    let options = ["--locked"].into_iter().chain(features);
    MetadataCommand::new()
        .other_options(options.map(str::to_owned).collect::<Vec<_>>())
        .exec()
        .expect("cargo metadata")
});
