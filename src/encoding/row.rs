//! What an encoding is, as a row of data.

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
    /// As `Qwen`, digits by three.
    Llama3,
    /// None: where no token crosses.
    Gemma,
    /// None, as `Gemma`; several spaces stand before a word.
    Mistral,
}

/// What a text is turned into before it is split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// It stays as it is given.
    Given,
    /// Unicode's normalisation form C.
    C,
    /// `▁`, which stands for a space, becomes one.
    Spaced,
    /// As `Spaced`, with a space before it, unless it is empty.
    Prefixed,
}

/// Special tokens with ids that follow each other: their texts, separated by
/// spaces, and the id of the first.
pub type SpecialRow = (&'static str, u32);

/// Special tokens that are numbered: with what stands before and after the
/// number, the number of the first, and their ids.
#[derive(Debug)]
pub struct Numbered {
    /// Before the number.
    pub prefix: &'static str,
    /// After it.
    pub suffix: &'static str,
    /// The number of the first.
    pub first: u32,
    /// Their ids.
    pub ids: Range<u32>,
}

/// One encoding: what is needed, beside the vocabulary file, to encode.
#[derive(Debug)]
pub struct EncodingRow {
    /// The encoding's name, in tiktoken if it is there.
    pub name: &'static str,
    /// The vocabulary file it reads; several encodings can share one.
    pub vocabulary: &'static str,
    /// The id of the first token of the vocabulary; what is added to every id,
    /// where the vocabulary's file has ids.
    pub first_id: u32,
    /// What the text is turned into first.
    pub form: Form,
    /// How a text is cut into pieces.
    pub pattern: Pattern,
    /// Special tokens with a name of their own.
    pub specials: &'static [SpecialRow],
    /// Special tokens with numbers.
    pub numbered: &'static [Numbered],
    /// Tokens that are found in every text before it is split, all with the same
    /// first character: tags of HTML, Mistral's references.
    pub tags: &'static [SpecialRow],
    /// Tokens that no text has; `▁` in them is a space.
    pub silent: &'static [SpecialRow],
    /// The tokens of two and more spaces, by their ids counted from `first_id`;
    /// 0 where there is none of a length. They are made when all else is.
    pub spaces: &'static [u32],
    /// The id of the byte 0, where each byte has an id of its own, also if it
    /// is a character that is a token.
    pub byte_ids: Option<u32>,
    /// The first of the tokens, by their places in the vocabulary, that no
    /// merging makes: a piece becomes one if it is that as it stands.
    pub whole_from: u32,
    /// One more than the largest id, special tokens included.
    pub id_end: u32,
}
