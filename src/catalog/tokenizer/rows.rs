//! The tables of tokenizers: encodings, names and families.

use super::{Basis, TokenizerInfo};

/// One encoding, with its tokens per token of `o200k_base`: lower bound,
/// ordinary text, upper bound, for tokens of which the class is not known.
/// Measured on 120 short texts in prose, code, numbers, symbols, Arabic, CJK and
/// emoji (2.5 to 97.5 %); `ratios` has them by class.
pub(super) struct EncodingRow {
    pub info: &'static TokenizerInfo,
    pub per_o200k: [f64; 3],
}

/// A family: what its names start with, and the words that may follow. Lists
/// are separated by spaces.
pub(super) struct Head {
    pub names: &'static str,
    /// Words that may follow, apart from [`COMMON_WORDS`] and versions; nothing
    /// at all if there are none.
    pub words: Option<&'static str>,
    pub info: &'static TokenizerInfo,
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

static O200K: TokenizerInfo = exact("o200k_base");
static HARMONY: TokenizerInfo = exact("o200k_harmony");
static CL100K: TokenizerInfo = exact("cl100k_base");
static P50K: TokenizerInfo = exact("p50k_base");
static P50K_EDIT: TokenizerInfo = exact("p50k_edit");
static R50K: TokenizerInfo = exact("r50k_base");
static GPT2: TokenizerInfo = exact("gpt2");
static TEKKEN: TokenizerInfo = published("tekken", TEKKEN_SOURCE);
static MISTRAL_1: TokenizerInfo = checked_later(published("mistral_v1", MISTRAL_SOURCE));
static MISTRAL_2: TokenizerInfo = checked_later(published("mistral_v2", MISTRAL_SOURCE));
static MISTRAL_3: TokenizerInfo = checked_later(published("mistral_v3", MISTRAL_SOURCE));
static MISTRAL_7: TokenizerInfo = checked_later(published("mistral_v7", MISTRAL_SOURCE));
static DEEPSEEK: TokenizerInfo = published("deepseek", DEEPSEEK_SOURCE);
static QWEN: TokenizerInfo = published("qwen", QWEN_SOURCE);
static GEMMA_3: TokenizerInfo = checked_later(published("gemma3", GEMMA_SOURCE));
static GEMMA_4: TokenizerInfo = checked_later(published("gemma4", GEMMA_SOURCE));

pub(super) static O200K_ASSUMED: TokenizerInfo = TokenizerInfo {
    basis: Basis::Assumed,
    note: "OpenAI has not published this model's tokenizer; o200k_base, which every model since GPT-4o has used, is assumed.",
    ..exact("o200k_base")
};

static TEKKEN_ASSUMED: TokenizerInfo = supposed("tekken", TEKKEN_SOURCE);
static MISTRAL_1_ASSUMED: TokenizerInfo = checked_later(supposed("mistral_v1", MISTRAL_SOURCE));
static MISTRAL_3_ASSUMED: TokenizerInfo = checked_later(supposed("mistral_v3", MISTRAL_SOURCE));
static MISTRAL_7_ASSUMED: TokenizerInfo = checked_later(supposed("mistral_v7", MISTRAL_SOURCE));
static DEEPSEEK_ASSUMED: TokenizerInfo = supposed("deepseek", DEEPSEEK_SOURCE);
static QWEN_ASSUMED: TokenizerInfo = supposed("qwen", QWEN_SOURCE);
static GEMMA_3_ASSUMED: TokenizerInfo = checked_later(supposed("gemma3", GEMMA_SOURCE));
static GEMMA_4_ASSUMED: TokenizerInfo = checked_later(supposed("gemma4", GEMMA_SOURCE));

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
static CLAUDE: TokenizerInfo = estimate(
    "claude",
    [0.95, 1.2, 2.2],
    "An estimate, for Anthropic does not publish Claude's tokenizer: it is fitted to 120 counts of its API, of which 98 % lie in such a range.",
    CLAUDE_SOURCE,
);

// New per old: prose 1.20 to 1.46, code 1.13 to 1.36, CJK and Arabic 1.00.
static CLAUDE_NEXT: TokenizerInfo = estimate(
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
static GEMMA_2: TokenizerInfo = estimate("gemma-2", [0.75, 1.1, 2.4], NOT_LOADED, ASSUMPTION);
static GROK: TokenizerInfo = estimate("grok", [0.9, 1.0, 1.1], NOT_PUBLISHED, ASSUMPTION);
// Between Tekken's and that of the first models: of names that have been those
// of either, and of models whose maker does not say.
static MISTRAL: TokenizerInfo = estimate(
    "mistral-other",
    [0.9, 1.2, 4.2],
    NOT_PUBLISHED,
    SENTENCEPIECE,
);
static DEEPSEEK_OTHER: TokenizerInfo =
    estimate("deepseek-other", [0.75, 1.05, 2.1], NOT_LOADED, ASSUMPTION);
static QWEN_NEXT: TokenizerInfo = estimate("qwen-3.5", [0.7, 1.05, 2.3], NOT_LOADED, ASSUMPTION);
// The price file has it by this name, whatever is built in.
static LLAMA_ESTIMATE: TokenizerInfo =
    estimate("llama-3", [0.85, 1.0, 2.2], NOT_LOADED, ASSUMPTION);
#[cfg(not(feature = "llama3"))]
const LLAMA: &TokenizerInfo = &LLAMA_ESTIMATE;
// Where its vocabulary is built in.
#[cfg(feature = "llama3")]
static LLAMA_3: TokenizerInfo = checked_later(published("llama3", LLAMA_SOURCE));
#[cfg(feature = "llama3")]
static LLAMA_ASSUMED: TokenizerInfo = checked_later(supposed("llama3", LLAMA_SOURCE));
#[cfg(feature = "llama3")]
const LLAMA: &TokenizerInfo = &LLAMA_ASSUMED;
#[cfg(feature = "llama3")]
const LLAMA_SOURCE: &str = "llama-models 0.3.0: llama3/tokenizer.model";
static LLAMA_2: TokenizerInfo = estimate("llama-2", MISTRAL_PER_O200K, NOT_LOADED, SENTENCEPIECE);
static LLAMA_4: TokenizerInfo = estimate("llama-4", [0.7, 1.05, 2.3], NOT_LOADED, ASSUMPTION);
static COHERE: TokenizerInfo = estimate("cohere", [0.7, 1.1, 2.4], NOT_LOADED, ASSUMPTION);
static NOVA: TokenizerInfo = estimate("nova", [0.7, 1.15, 2.5], NOT_PUBLISHED, ASSUMPTION);
static KIMI: TokenizerInfo = estimate("kimi", [0.75, 1.05, 2.2], NOT_LOADED, ASSUMPTION);
static GLM: TokenizerInfo = estimate("glm", [0.75, 1.05, 2.2], NOT_LOADED, ASSUMPTION);

/// For models of which only the name is known.
pub(super) static ANY_FAMILY: TokenizerInfo = estimate(
    "unknown",
    [0.5, 1.1, 5.0],
    "This model's tokenizer is not known here: the count is o200k_base's, and the range is as wide as tokenizers differ.",
    ASSUMPTION,
);

/// Words that follow the names of any family.
pub(super) const COMMON_WORDS: &str = "latest preview beta exp experimental free batch extended fast high low medium online instruct \
     chat thinking reasoning";

const OPENAI_WORDS: &str = "mini nano pro max turbo audio realtime transcribe diarize search tts \
     codex spark vision image deep research api sol terra luna astra cyber whisper translate safeguard";
const OPEN_WORDS: &str = "it non turbo mini lite large small medium base hf vl vision coder code math \
     text versatile instant omni plus flash max next distill guard k m s l v awq gguf pt qat";

const fn openai(names: &'static str, info: &'static TokenizerInfo) -> Head {
    family(names, OPENAI_WORDS, info)
}

const fn family(names: &'static str, words: &'static str, info: &'static TokenizerInfo) -> Head {
    Head {
        names,
        words: Some(words),
        info,
    }
}

const fn alone(names: &'static str, info: &'static TokenizerInfo) -> Head {
    Head {
        names,
        words: None,
        info,
    }
}

const CLAUDE_WORDS: &str = "opus sonnet haiku fable instant";
const GEMINI_WORDS: &str = "pro flash lite ultra nano image live native audio dialog tts embedding robotics er vision \
     computer use argon streaming customtools omni";
const MISTRAL_WORDS: &str = "large medium small tiny nemo embed it code mini transcribe realtime";

/// Families, the longer name before the shorter one that it starts with.
pub(super) static HEADS: &[Head] = &[
    // As in tiktoken's table.
    alone(
        "davinci-002 babbage-002 text-embedding-ada-002 text-embedding-3-small \
         text-embedding-3-large",
        &CL100K,
    ),
    alone(
        "text-davinci-003 text-davinci-002 code-davinci-002 code-davinci-001 code-cushman-002 \
         code-cushman-001 davinci-codex cushman-codex",
        &P50K,
    ),
    alone(
        "text-davinci-001 text-curie-001 text-babbage-001 text-ada-001 davinci curie babbage \
         ada text-similarity-davinci-001 text-similarity-curie-001 \
         text-similarity-babbage-001 text-similarity-ada-001 text-search-davinci-doc-001 \
         text-search-curie-doc-001 text-search-babbage-doc-001 text-search-ada-doc-001 \
         code-search-babbage-code-001 code-search-ada-code-001",
        &R50K,
    ),
    alone("text-davinci-edit-001 code-davinci-edit-001", &P50K_EDIT),
    alone("gpt-2", &GPT2),
    openai(
        "o1 o3 o4-mini o4 gpt-5 codex-mini gpt-4.5 gpt-4.1 chatgpt-4o gpt-4o",
        &O200K,
    ),
    openai("gpt-4 gpt-3.5 gpt-35-turbo", &CL100K),
    openai("gpt-oss", &HARMONY),
    openai(
        "gpt-6 gpt-chat-latest chat-latest gpt-audio gpt-realtime gpt-image computer-use",
        &O200K_ASSUMED,
    ),
    family(
        "claude-opus-4.7 claude-opus-4.8 claude-opus-5 claude-sonnet-5 claude-haiku-5 claude-fable",
        CLAUDE_WORDS,
        &CLAUDE_NEXT,
    ),
    family("claude", CLAUDE_WORDS, &CLAUDE),
    // As Google's own package counts for them.
    family(
        "gemini-2.0-flash-lite gemini-2.0-flash gemini-2.5-pro gemini-2.5-flash-lite \
         gemini-2.5-flash gemini-live-2.5-flash gemini-3-pro gemini-3-flash",
        "",
        &GEMMA_3,
    ),
    family(
        "gemini-3.1-pro gemini-3.1-flash-lite gemini-3.5-flash",
        "",
        &GEMMA_4,
    ),
    family("gemini-1.0 gemini-1.5 gemini-1", GEMINI_WORDS, &GEMMA_2),
    alone("gemini-pro gemini-pro-vision", &GEMMA_2),
    family(
        "gemini-2.0 gemini-2.5 gemini-2 gemini-3-pro gemini-3-flash gemini-live-2.5 gemini-robotics-er-1.5",
        GEMINI_WORDS,
        &GEMMA_3_ASSUMED,
    ),
    family("gemini", GEMINI_WORDS, &GEMMA_4_ASSUMED),
    family("gemma3n gemma3 gemma-3n gemma-3", OPEN_WORDS, &GEMMA_3),
    family("gemma4 gemma-4", OPEN_WORDS, &GEMMA_4),
    family("gemma gemma2", OPEN_WORDS, &GEMMA_2),
    family(
        "grok",
        "mini vision code build non multi agent voice think",
        &GROK,
    ),
    // The files that the vocabulary was compared with are those of these.
    family(
        "mistral-nemo open-mistral-nemo ministral-8b-2410 pixtral-12b",
        "it",
        &TEKKEN,
    ),
    // As the maker's package has them by name, or the card of the weights.
    family(
        "open-mixtral-8x7b mixtral-8x7b mistral-7b-v0.1 mistral-7b-v0.2 mistral-7b-instruct-v0.1 \
         mistral-7b-instruct-v0.2 mistral-medium-2312 mistral-embed-2312 mistral-embed",
        "",
        &MISTRAL_1,
    ),
    family(
        "mistral-large-2402 mistral-small-2402 mistral-small-2312 mistral-tiny-2312",
        "",
        &MISTRAL_2,
    ),
    family(
        "open-mixtral-8x22b mixtral-8x22b-instruct mistral-7b-v0.3 mistral-7b-instruct-v0.3 \
         mistral-large-2407 mistral-large-instruct-2407 mistral-tiny-2407 codestral-2405 \
         codestral-22b codestral-mamba mamba-codestral-7b",
        "",
        &MISTRAL_3,
    ),
    family(
        "mistral-large-2411 mistral-large-instruct-2411 pixtral-large-2411 \
         pixtral-large-instruct-2411",
        "",
        &MISTRAL_7,
    ),
    // Of several versions, of the newest; the package and the card of the
    // weights differ about `mistral-small-2409`.
    family(
        "open-mistral-7b mistral-7b mistral-tiny mixtral-8x22b mistral-small-2409 \
         mistral-small-instruct-2409 mistral-small-22b",
        OPEN_WORDS,
        &MISTRAL_3_ASSUMED,
    ),
    // Ollama's.
    alone(
        "mistral mistral-latest mistral-instruct mistral-text",
        &MISTRAL_3_ASSUMED,
    ),
    family("mixtral", OPEN_WORDS, &MISTRAL_1_ASSUMED),
    family(
        "pixtral-large mistral-large-123b",
        OPEN_WORDS,
        &MISTRAL_7_ASSUMED,
    ),
    family("codestral-embed", "", &MISTRAL),
    family(
        "mistral-small mistral-medium mistral-large-2512 mistral-large-3 mistral-large-4 \
         mistral-large-latest mistral-24b mistral-saba ministral magistral devstral codestral \
         pixtral voxtral",
        MISTRAL_WORDS,
        &TEKKEN_ASSUMED,
    ),
    family(
        "mistral open-mistral",
        "large medium small tiny ocr embed it code",
        &MISTRAL,
    ),
    family(
        "deepseek-v4.1 deepseek-v4p1 deepseek-flash deepseek-pro",
        "flash pro",
        &DEEPSEEK_ASSUMED,
    ),
    // Ollama's names of the small ones distilled into Qwen and Llama.
    family(
        "deepseek-r1-1.5b deepseek-r1-7b deepseek-r1-8b deepseek-r1-14b deepseek-r1-32b \
         deepseek-r1-70b",
        "distill",
        &DEEPSEEK_OTHER,
    ),
    family(
        "deepseek-r1 deepseek-v3 deepseek-v3.1 deepseek-v3.2 deepseek-v3p1 deepseek-v3p2 \
         deepseek-v4 deepseek-chat-v3 deepseek-chat-v3.1 deepseek-chat-v3.2",
        "flash pro terminus speciale base zero",
        &DEEPSEEK,
    ),
    // What these stand for changes.
    family("deepseek-chat deepseek-reasoner", "", &DEEPSEEK_ASSUMED),
    family(
        "deepseek",
        "reasoner coder flash pro distill base lite vl llm math prover ocr",
        &DEEPSEEK_OTHER,
    ),
    family(
        "qwen3.5 qwen3.6 qwen3.7 qwen3.8 qwen3.9 qwen-3.5 qwen-3.6 qwen-3.7 qwen-3.8 qwen-3.9 \
         qwen4 qwen-4",
        OPEN_WORDS,
        &QWEN_NEXT,
    ),
    family(
        "qwen1.5 qwen2 qwen2.5 qwen3 qwq qwen-1.5 qwen-2 qwen-2.5 qwen-3",
        OPEN_WORDS,
        &QWEN,
    ),
    // The maker's package counts for these too, whatever they stand for today.
    family("qwen qwen1", OPEN_WORDS, &QWEN_ASSUMED),
    family("llama-4 llama4", "scout maverick it instruct", &LLAMA_4),
    family("llama-2 llama2 codellama", OPEN_WORDS, &LLAMA_2),
    #[cfg(feature = "llama3")]
    family(
        "llama3 llama3.1 llama3.2 llama3.3 llama-3 llama-3.1 llama-3.2 llama-3.3 llama-v3 \
         llama-v3p1 llama-v3p2 llama-v3p3 meta-llama-3 meta-llama-3.1 meta-llama-3.2 \
         meta-llama-3.3",
        OPEN_WORDS,
        &LLAMA_3,
    ),
    family("llama llama3 meta-llama", OPEN_WORDS, LLAMA),
    family(
        "command",
        "a r light plus vision reasoning nightly translate",
        &COHERE,
    ),
    family("c4ai-aya", "expanse vision", &COHERE),
    family("nova", "micro lite pro premier sonic", &NOVA),
    family("kimi", "turbo code highspeed pro", &KIMI),
    family("moonshot", "auto vision", &KIMI),
    family(
        "glm",
        "air airx x v long plus flash flashx assistant turbo prime",
        &GLM,
    ),
];

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

/// Parts that may stand before a model's name: providers, makers, regions and
/// words of paths; separated by spaces.
pub(super) const PREFIXES: &str = "\
    accounts amazon anthropic apac azure azure_ai baseten bedrock cerebras cf cohere \
    deepseek deepseek-ai eu fireworks fireworks_ai gemini github github-copilot \
    github_copilot global google groq huggingface litellm meta meta-llama mistral mistralai \
    models moonshotai ollama openai openrouter publishers qwen together together_ai us \
    vertex vertex_ai x-ai xai z-ai zai zai-org";

/// Names of models to suggest, apart from those that stand alone in
/// [`HEADS`]; separated by spaces.
pub(super) const EXAMPLES: &str = "\
    gpt-4o gpt-4 gpt-4.1 gpt-5 o1 o3 o4-mini gpt-4o-mini gpt-3.5-turbo gpt-4-turbo \
    gpt-4.1-mini gpt-5-mini gpt-5.4 gpt-6-astra gpt-oss-120b o3-mini claude-opus-5-5 \
    claude-sonnet-5-5 claude-haiku-5-5 claude-sonnet-4-5 claude-haiku-4-5 claude-opus-4-5 \
    gemini-2.5-pro gemini-2.5-flash gemini-4-argon grok-4.7 mistral-large-4 deepseek-chat \
    qwen3-32b llama-3.3-70b command-r-plus kimi-k2";
