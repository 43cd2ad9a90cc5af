//! The tokenizers: encodings, and what is known of those that are none.

use super::families::HEADS;
use super::{Basis, TokenizerInfo};

/// One encoding, with its tokens per token of `o200k_base`: lower bound,
/// ordinary text, upper bound, for tokens of which the class is not known.
/// Measured on 120 short texts in prose, code, numbers, symbols, Arabic, CJK and
/// emoji (2.5 to 97.5 %); `ratios` has them by class.
pub(super) struct EncodingRow {
    pub info: &'static TokenizerInfo,
    pub per_o200k: [f64; 3],
}

const CHECKED: &str = "2026-11-24";
const TIKTOKEN: &str = "https://github.com/openai/tiktoken/blob/main/tiktoken/model.py";

const fn exact(id: &'static str) -> TokenizerInfo {
    TokenizerInfo {
        id,
        encoding: id,
        basis: Basis::Exact,
        low: 1.0,
        typical: 1.0,
        high: 1.0,
        note: "",
        source: TIKTOKEN,
        checked: CHECKED,
    }
}

/// A maker's own tokenizer, other than `OpenAI`'s.
const fn published(id: &'static str, source: &'static str) -> TokenizerInfo {
    TokenizerInfo {
        source,
        checked: "2026-11-25",
        ..exact(id)
    }
}

/// That of a model whose maker does not say that it has this one.
const fn supposed(id: &'static str, source: &'static str) -> TokenizerInfo {
    TokenizerInfo {
        basis: Basis::Assumed,
        note: "Its maker's published models have this tokenizer; that this one does is assumed.",
        ..published(id, source)
    }
}

const fn checked_later(info: TokenizerInfo) -> TokenizerInfo {
    TokenizerInfo {
        checked: "2026-11-30",
        ..info
    }
}

const QWEN_SOURCE: &str = "dashscope 2.0.2: qwen.tiktoken";
const DEEPSEEK_SOURCE: &str = "DeepSeek-V3 and V4: tokenizer.json";
const MISTRAL_SOURCE: &str = "mistral-common 1.13.1 and 1.5.0: mistral.py; the models' cards";
const TEKKEN_SOURCE: &str = "mistral-common 1.13.1: tekken_240911.json";
const GEMMA_SOURCE: &str = "google-genai 3.6.1: _local_tokenizer_loader.py";

const fn estimate(
    id: &'static str,
    [low, typical, high]: [f64; 3],
    note: &'static str,
    source: &'static str,
) -> TokenizerInfo {
    TokenizerInfo {
        id,
        encoding: "o200k_base",
        basis: Basis::Estimate,
        low,
        typical,
        high,
        note,
        source,
        checked: CHECKED,
    }
}

pub(super) static O200K: TokenizerInfo = exact("o200k_base");
pub(super) static HARMONY: TokenizerInfo = exact("o200k_harmony");
pub(super) static CL100K: TokenizerInfo = exact("cl100k_base");
pub(super) static P50K: TokenizerInfo = exact("p50k_base");
pub(super) static P50K_EDIT: TokenizerInfo = exact("p50k_edit");
pub(super) static R50K: TokenizerInfo = exact("r50k_base");
pub(super) static GPT2: TokenizerInfo = exact("gpt2");
pub(super) static TEKKEN: TokenizerInfo = published("tekken", TEKKEN_SOURCE);
pub(super) static MISTRAL_1: TokenizerInfo = checked_later(published("mistral_v1", MISTRAL_SOURCE));
pub(super) static MISTRAL_2: TokenizerInfo = checked_later(published("mistral_v2", MISTRAL_SOURCE));
pub(super) static MISTRAL_3: TokenizerInfo = checked_later(published("mistral_v3", MISTRAL_SOURCE));
pub(super) static MISTRAL_7: TokenizerInfo = checked_later(published("mistral_v7", MISTRAL_SOURCE));
pub(super) static DEEPSEEK: TokenizerInfo = published("deepseek", DEEPSEEK_SOURCE);
pub(super) static QWEN: TokenizerInfo = published("qwen", QWEN_SOURCE);
pub(super) static GEMMA_3: TokenizerInfo = checked_later(published("gemma3", GEMMA_SOURCE));
pub(super) static GEMMA_4: TokenizerInfo = checked_later(published("gemma4", GEMMA_SOURCE));

pub(super) static O200K_ASSUMED: TokenizerInfo = TokenizerInfo {
    basis: Basis::Assumed,
    note: "OpenAI has not published this model's tokenizer; o200k_base, which every model since GPT-4o has used, is assumed.",
    ..exact("o200k_base")
};

pub(super) static TEKKEN_ASSUMED: TokenizerInfo = supposed("tekken", TEKKEN_SOURCE);
pub(super) static MISTRAL_1_ASSUMED: TokenizerInfo =
    checked_later(supposed("mistral_v1", MISTRAL_SOURCE));
pub(super) static MISTRAL_3_ASSUMED: TokenizerInfo =
    checked_later(supposed("mistral_v3", MISTRAL_SOURCE));
pub(super) static MISTRAL_7_ASSUMED: TokenizerInfo =
    checked_later(supposed("mistral_v7", MISTRAL_SOURCE));
pub(super) static DEEPSEEK_ASSUMED: TokenizerInfo = supposed("deepseek", DEEPSEEK_SOURCE);
pub(super) static QWEN_ASSUMED: TokenizerInfo = supposed("qwen", QWEN_SOURCE);
pub(super) static GEMMA_3_ASSUMED: TokenizerInfo = checked_later(supposed("gemma3", GEMMA_SOURCE));
pub(super) static GEMMA_4_ASSUMED: TokenizerInfo = checked_later(supposed("gemma4", GEMMA_SOURCE));

pub(super) static ENCODINGS: &[EncodingRow] = &[
    encoding(&O200K, [1.0, 1.0, 1.0]),
    encoding(&HARMONY, [1.0, 1.0, 1.0]),
    encoding(&CL100K, [0.93, 1.02, 2.25]),
    encoding(&P50K, [0.72, 1.2, 3.55]),
    encoding(&P50K_EDIT, [0.72, 1.2, 3.55]),
    // As p50k_base, which only adds tokens for runs of spaces.
    encoding(&R50K, [0.72, 1.25, 3.8]),
    encoding(&GPT2, [0.72, 1.25, 3.8]),
    encoding(&TEKKEN, [0.9, 1.09, 2.9]),
    encoding(&MISTRAL_1, MISTRAL_PER_O200K),
    encoding(&MISTRAL_2, MISTRAL_PER_O200K),
    encoding(&MISTRAL_3, MISTRAL_PER_O200K),
    encoding(&MISTRAL_7, MISTRAL_PER_O200K),
    encoding(&DEEPSEEK, [0.75, 1.0, 1.4]),
    encoding(&QWEN, [0.8, 1.05, 2.1]),
    encoding(&GEMMA_3, [0.6, 1.11, 1.7]),
    encoding(&GEMMA_4, [0.6, 1.11, 1.7]),
    #[cfg(feature = "llama3")]
    encoding(&LLAMA_3, [0.85, 1.02, 2.2]),
];

/// The same pieces in all versions.
const MISTRAL_PER_O200K: [f64; 3] = [1.0, 1.3, 4.2];

const fn encoding(info: &'static TokenizerInfo, per_o200k: [f64; 3]) -> EncodingRow {
    EncodingRow { info, per_o200k }
}

const CLAUDE_SOURCE: &str = "120 published count_tokens results for Claude Haiku 4.5 (bpe-lite's benchmark, MIT) beside their o200k_base counts";

// Of tokens whose class is not known. Measured: this range holds for 97 % of
// those 120 texts; the median is 1.21.
pub(super) static CLAUDE: TokenizerInfo = estimate(
    "claude",
    [0.95, 1.2, 2.2],
    "An estimate, for Anthropic does not publish Claude's tokenizer: it is fitted to 120 counts of its API, of which 98 % lie in such a range.",
    CLAUDE_SOURCE,
);

// New per old: prose 1.20 to 1.46, code 1.13 to 1.36, CJK and Arabic 1.00.
pub(super) static CLAUDE_NEXT: TokenizerInfo = estimate(
    "claude-4.7",
    [0.95, 1.5, 2.5],
    "An estimate: Claude's tokenizer from Opus 4.7 and Sonnet 5 on is not published and no set of counts exists for it, so the range is an assumption: that of the earlier one, and about 30 % more for English and code.",
    "Anthropic's statement (about 30 % more tokens) and published comparisons of both tokenizers by language",
);

const NOT_LOADED: &str =
    "An estimate from the count of o200k_base: this family's own tokenizer is not built in.";
const NOT_PUBLISHED: &str =
    "An estimate from the count of o200k_base: the maker does not publish this tokenizer.";
const ASSUMPTION: &str = "an assumption from vocabularies of similar size; not measured";

const SENTENCEPIECE: &str = "mistral-common 1.13.1: tokenizer.model.v1, of as many tokens, beside o200k_base in 89 languages";

// Another vocabulary, of 256,000 tokens.
pub(super) static GEMMA_2: TokenizerInfo =
    estimate("gemma-2", [0.75, 1.1, 2.4], NOT_LOADED, ASSUMPTION);
pub(super) static GROK: TokenizerInfo =
    estimate("grok", [0.9, 1.0, 1.1], NOT_PUBLISHED, ASSUMPTION);
// Between Tekken's and that of the first models: of names that have been those
// of either, and of models whose maker does not say.
pub(super) static MISTRAL: TokenizerInfo = estimate(
    "mistral-other",
    [0.9, 1.2, 4.2],
    NOT_PUBLISHED,
    SENTENCEPIECE,
);
pub(super) static DEEPSEEK_OTHER: TokenizerInfo =
    estimate("deepseek-other", [0.75, 1.05, 2.1], NOT_LOADED, ASSUMPTION);
pub(super) static QWEN_NEXT: TokenizerInfo =
    estimate("qwen-3.5", [0.7, 1.05, 2.3], NOT_LOADED, ASSUMPTION);
// The price file has it by this name, whatever is built in.
static LLAMA_ESTIMATE: TokenizerInfo =
    estimate("llama-3", [0.85, 1.0, 2.2], NOT_LOADED, ASSUMPTION);
#[cfg(not(feature = "llama3"))]
pub(super) const LLAMA: &TokenizerInfo = &LLAMA_ESTIMATE;
// Where its vocabulary is built in.
#[cfg(feature = "llama3")]
pub(super) static LLAMA_3: TokenizerInfo = checked_later(published("llama3", LLAMA_SOURCE));
#[cfg(feature = "llama3")]
static LLAMA_ASSUMED: TokenizerInfo = checked_later(supposed("llama3", LLAMA_SOURCE));
#[cfg(feature = "llama3")]
pub(super) const LLAMA: &TokenizerInfo = &LLAMA_ASSUMED;
#[cfg(feature = "llama3")]
const LLAMA_SOURCE: &str = "llama-models 0.3.0: llama3/tokenizer.model";
pub(super) static LLAMA_2: TokenizerInfo =
    estimate("llama-2", MISTRAL_PER_O200K, NOT_LOADED, SENTENCEPIECE);
pub(super) static LLAMA_4: TokenizerInfo =
    estimate("llama-4", [0.7, 1.05, 2.3], NOT_LOADED, ASSUMPTION);
pub(super) static COHERE: TokenizerInfo =
    estimate("cohere", [0.7, 1.1, 2.4], NOT_LOADED, ASSUMPTION);
pub(super) static NOVA: TokenizerInfo =
    estimate("nova", [0.7, 1.15, 2.5], NOT_PUBLISHED, ASSUMPTION);
pub(super) static KIMI: TokenizerInfo = estimate("kimi", [0.75, 1.05, 2.2], NOT_LOADED, ASSUMPTION);
pub(super) static GLM: TokenizerInfo = estimate("glm", [0.75, 1.05, 2.2], NOT_LOADED, ASSUMPTION);

/// For models of which only the name is known.
pub(super) static ANY_FAMILY: TokenizerInfo = estimate(
    "unknown",
    [0.5, 1.1, 5.0],
    "This model's tokenizer is not known here: the count is o200k_base's, and the range is as wide as tokenizers differ.",
    ASSUMPTION,
);

/// The tokenizers of models that are made from one of these: a name among
/// others is no proof, but says which tokenizer to assume.
pub(super) static DERIVED: &[&TokenizerInfo] = &[
    #[cfg(feature = "llama3")]
    LLAMA,
    &TEKKEN_ASSUMED,
    &MISTRAL_1_ASSUMED,
    &MISTRAL_3_ASSUMED,
    &MISTRAL_7_ASSUMED,
    &DEEPSEEK_ASSUMED,
    &QWEN_ASSUMED,
    &GEMMA_3_ASSUMED,
    &GEMMA_4_ASSUMED,
];

/// Whether the tokenizer of this estimate is there for all who name it.
pub(super) fn is_built_in(estimate: &TokenizerInfo) -> bool {
    cfg!(feature = "llama3") && estimate.id == LLAMA_ESTIMATE.id
}

/// Every tokenizer, by whose own name it can be asked for.
pub(super) fn tokenizers() -> impl Iterator<Item = &'static TokenizerInfo> {
    let encodings = ENCODINGS.iter().map(|row| row.info);
    let families = HEADS.iter().map(|head| head.info);
    let others = [
        &ANY_FAMILY,
        #[cfg(feature = "llama3")]
        &LLAMA_ESTIMATE,
    ];
    encodings.chain(families).chain(others)
}
