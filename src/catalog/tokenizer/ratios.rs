//! What other tokenizers have per token of `o200k_base`, by what the token
//! spells. In hundredths: lower bound, most likely, upper bound.

use super::families::words;
use crate::classes::CLASSES;

/// Those of one tokenizer, in the order of [`crate::classes::Class`]: Latin,
/// punctuation, digits, space, CJK, other scripts, the rest.
pub(super) type Ratios = [[u16; 3]; CLASSES];

/// A row of the table: what tokenizers it is for, by id.
struct Row {
    ids: &'static str,
    per_class: Ratios,
}

const fn row(ids: &'static str, per_class: Ratios) -> Row {
    Row { ids, per_class }
}

/// `SentencePiece` of 32,000 tokens.
#[rustfmt::skip]
const FIRST_MISTRAL: Ratios =
    [[105, 138, 200], [95, 120, 180], [100, 190, 300], [80, 120, 300], [110, 155, 240], [120, 205, 560], [100, 165, 340]];

/// The bounds of a tokenizer that is there are those of what was measured, of
/// 2026-11-30: `tests/vectors/languages.json` (messages of Django in 89
/// languages) and the texts of Claude's counts. `tests/ratios.rs` has how often
/// each holds.
#[rustfmt::skip]
static ROWS: &[Row] = &[
    // Fitted to 120 published counts; see `CLAUDE_SOURCE`.
    row("claude", [[90, 103, 150], [120, 138, 170], [85, 97, 120], [95, 106, 200], [100, 152, 230], [170, 214, 260], [130, 182, 340]]),
    // An assumption: those of `claude`, each times what published comparisons of
    // the two tokenizers say. English and code have 1.13 to 1.46 as many tokens,
    // identifiers of digits 1.06, CJK and other scripts as many.
    row("claude-4.7", [[100, 139, 225], [120, 166, 240], [85, 103, 145], [90, 127, 280], [90, 152, 255], [150, 214, 290], [120, 190, 400]]),
    // SentencePiece of as many tokens.
    row("llama-2", FIRST_MISTRAL),
    // From the lowest of Tekken's and of those to the highest.
    row("mistral-other", [[90, 122, 200], [90, 113, 180], [100, 190, 300], [60, 112, 300], [80, 130, 240], [80, 160, 560], [75, 150, 400]]),
    // Assumptions: within what was measured of vocabularies of 100,000 and more,
    // for some of which each digit is a token.
    row("grok", [[90, 100, 110], [90, 100, 110], [90, 100, 110], [90, 100, 110], [80, 100, 140], [70, 100, 200], [70, 100, 200]]),
    row("llama-3 kimi glm deepseek-other", [[90, 107, 150], [85, 103, 150], [95, 105, 300], [60, 105, 250], [60, 105, 190], [80, 130, 380], [75, 130, 400]]),
    row("llama-4 nova", [[90, 107, 150], [85, 105, 150], [95, 110, 300], [60, 110, 250], [60, 105, 190], [70, 120, 330], [75, 130, 400]]),
    row("qwen-3.5 cohere gemma-2", [[85, 105, 150], [85, 105, 150], [95, 190, 300], [60, 105, 250], [60, 95, 190], [65, 110, 330], [70, 120, 400]]),
];

/// Encodings that are there, for what is shown until they are loaded. Apart from
/// the others: the tokens module has no use for them.
#[rustfmt::skip]
static ENCODINGS: &[Row] = &[
    row("cl100k_base", [[90, 110, 150], [90, 100, 120], [100, 100, 101], [85, 105, 150], [110, 140, 190], [105, 180, 540], [90, 135, 220]]),
    row("p50k_base p50k_edit", [[95, 150, 260], [90, 105, 150], [100, 135, 300], [70, 110, 300], [150, 250, 400], [150, 380, 900], [90, 170, 350]]),
    row("r50k_base gpt2", [[95, 150, 260], [90, 110, 160], [100, 135, 300], [70, 130, 900], [150, 250, 400], [150, 380, 900], [90, 170, 350]]),
    row("tekken", [[90, 106, 145], [90, 107, 150], [100, 190, 300], [60, 105, 250], [80, 108, 160], [80, 115, 190], [75, 135, 400]]),
    row("mistral_v1 mistral_v2 mistral_v3 mistral_v7", FIRST_MISTRAL),
    row("deepseek", [[90, 108, 150], [85, 102, 150], [100, 100, 101], [70, 105, 250], [60, 85, 150], [95, 150, 330], [75, 125, 400]]),
    row("qwen", [[90, 110, 150], [85, 103, 150], [100, 190, 300], [60, 105, 250], [60, 92, 150], [85, 150, 330], [75, 115, 330]]),
];

/// What is known by class of a tokenizer that is not there.
pub(super) fn ratios(id: &str) -> Option<&'static Ratios> {
    find(ROWS, id)
}

/// What is known by class of an encoding.
pub(super) fn encoding_ratios(id: &str) -> Option<&'static Ratios> {
    find(ENCODINGS, id)
}

fn find(rows: &'static [Row], id: &str) -> Option<&'static Ratios> {
    let is_here = |row: &&Row| words(row.ids).any(|name| name == id.as_bytes());
    rows.iter().find(is_here).map(|row| &row.per_class)
}
