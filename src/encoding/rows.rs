//! The encodings as rows of data.
//!
//! Patterns, special tokens and their ids are those of `OpenAI`'s tiktoken
//! 0.14.0, file `tiktoken_ext/openai_public.py` (checked 2026-11-24).

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
}

/// A special token's text and id.
pub type SpecialRow = (&'static str, u32);

/// Special tokens `<|reserved_N|>` whose id is N.
pub const RESERVED_PREFIX: &str = "<|reserved_";
/// See [`RESERVED_PREFIX`].
pub const RESERVED_SUFFIX: &str = "|>";

/// One encoding: what is needed, beside the vocabulary file, to encode.
#[derive(Debug)]
pub struct EncodingRow {
    /// The encoding's name in tiktoken.
    pub name: &'static str,
    /// The vocabulary file it reads; several encodings can share one.
    pub vocabulary: &'static str,
    /// How a text is cut into pieces.
    pub pattern: Pattern,
    /// Special tokens with a name of their own.
    pub specials: &'static [SpecialRow],
    /// Ids N of the special tokens `<|reserved_N|>`.
    pub reserved: &'static [Range<u32>],
}

const ENDOFTEXT: &str = "<|endoftext|>";
const FIM_PREFIX: &str = "<|fim_prefix|>";
const FIM_MIDDLE: &str = "<|fim_middle|>";
const FIM_SUFFIX: &str = "<|fim_suffix|>";
const ENDOFPROMPT: &str = "<|endofprompt|>";

/// Every encoding, newest first.
pub const ROWS: &[EncodingRow] = &[
    EncodingRow {
        name: "o200k_base",
        vocabulary: "o200k_base",
        pattern: Pattern::O200k,
        specials: &[(ENDOFTEXT, 199_999), (ENDOFPROMPT, 200_018)],
        reserved: &[],
    },
    EncodingRow {
        name: "o200k_harmony",
        vocabulary: "o200k_base",
        pattern: Pattern::O200k,
        specials: &[
            ("<|startoftext|>", 199_998),
            (ENDOFTEXT, 199_999),
            ("<|return|>", 200_002),
            ("<|constrain|>", 200_003),
            ("<|channel|>", 200_005),
            ("<|start|>", 200_006),
            ("<|end|>", 200_007),
            ("<|message|>", 200_008),
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
    },
    EncodingRow {
        name: "cl100k_base",
        vocabulary: "cl100k_base",
        pattern: Pattern::Cl100k,
        specials: &[
            (ENDOFTEXT, 100_257),
            (FIM_PREFIX, 100_258),
            (FIM_MIDDLE, 100_259),
            (FIM_SUFFIX, 100_260),
            (ENDOFPROMPT, 100_276),
        ],
        reserved: &[],
    },
    EncodingRow {
        name: "p50k_base",
        vocabulary: "p50k_base",
        pattern: Pattern::R50k,
        specials: &[(ENDOFTEXT, 50_256)],
        reserved: &[],
    },
    EncodingRow {
        name: "p50k_edit",
        vocabulary: "p50k_base",
        pattern: Pattern::R50k,
        specials: &[
            (ENDOFTEXT, 50_256),
            (FIM_PREFIX, 50_281),
            (FIM_MIDDLE, 50_282),
            (FIM_SUFFIX, 50_283),
        ],
        reserved: &[],
    },
    EncodingRow {
        name: "r50k_base",
        vocabulary: "r50k_base",
        pattern: Pattern::R50k,
        specials: &[(ENDOFTEXT, 50_256)],
        reserved: &[],
    },
    EncodingRow {
        name: "gpt2",
        vocabulary: "r50k_base",
        pattern: Pattern::R50k,
        specials: &[(ENDOFTEXT, 50_256)],
        reserved: &[],
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
        let names: Vec<_> = ROWS.iter().map(|row| row.name.to_owned()).collect();
        let mut message = ["there is no encoding \"", name, "\"; use one of"].concat();
        for (number, known) in names.iter().enumerate() {
            message += if number == 0 { " " } else { ", " };
            message += known;
        }
        Error::new(ErrorKind::UnknownEncoding, message).with_suggestions(names)
    })
}
