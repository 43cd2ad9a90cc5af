//! Whose names start how, and which tokenizer that means.

use super::TokenizerInfo;
#[cfg(feature = "llama3")]
use super::rows::LLAMA_3;
use super::rows::{
    CL100K, CLAUDE, CLAUDE_NEXT, COHERE, DEEPSEEK, DEEPSEEK_ASSUMED, DEEPSEEK_OTHER, GEMMA_2,
    GEMMA_3, GEMMA_3_ASSUMED, GEMMA_4, GEMMA_4_ASSUMED, GLM, GPT2, GROK, HARMONY, KIMI, LLAMA,
    LLAMA_2, LLAMA_4, MISTRAL, MISTRAL_1, MISTRAL_1_ASSUMED, MISTRAL_2, MISTRAL_3,
    MISTRAL_3_ASSUMED, MISTRAL_7, MISTRAL_7_ASSUMED, NOVA, O200K, O200K_ASSUMED, P50K, P50K_EDIT,
    QWEN, QWEN_ASSUMED, QWEN_NEXT, R50K, TEKKEN, TEKKEN_ASSUMED,
};

/// A family: what its names start with, and the words that may follow. Lists
/// are separated by spaces.
pub(super) struct Head {
    pub names: &'static str,
    /// Words that may follow, apart from [`COMMON_WORDS`] and versions; nothing
    /// at all if there are none.
    pub words: Option<&'static str>,
    pub info: &'static TokenizerInfo,
}

/// Words that follow the names of any family.
pub(super) const COMMON_WORDS: &str = "latest preview beta exp experimental free batch extended fast high low medium online instruct \
     chat thinking reasoning cloud";

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
const MISTRAL_WORDS: &str =
    "large medium small tiny nemo embed it code mini transcribe realtime k s m l";
/// What Ollama's tags say of how a model's weights are packed: `q4_K_M`.
const QUANTIZED: &str = "k s m l";

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
    // OpenRouter writes the number last.
    family(
        "gemini-1.0 gemini-1.5 gemini-1 gemini-flash-1.5 gemini-pro-1.5",
        GEMINI_WORDS,
        &GEMMA_2,
    ),
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
        "it k s m l",
        &TEKKEN,
    ),
    // As the maker's package has them by name, or the card of the weights.
    family(
        "open-mixtral-8x7b mixtral-8x7b mistral-7b-v0.1 mistral-7b-v0.2 mistral-7b-instruct-v0.1 \
         mistral-7b-instruct-v0.2 mistral-v0.1 mistral-v0.2 mistral-medium-2312 \
         mistral-embed-2312 mistral-embed",
        QUANTIZED,
        &MISTRAL_1,
    ),
    family(
        "mistral-large-2402 mistral-small-2402 mistral-small-2312 mistral-tiny-2312",
        "",
        &MISTRAL_2,
    ),
    family(
        "open-mixtral-8x22b mixtral-8x22b-instruct mistral-7b-v0.3 mistral-7b-instruct-v0.3 \
         mistral-v0.3 mistral-large-2407 mistral-large-instruct-2407 \
         mistral-large-123b-instruct-2407 mistral-tiny-2407 codestral-2405 \
         codestral-22b codestral-mamba mamba-codestral-7b",
        QUANTIZED,
        &MISTRAL_3,
    ),
    family(
        "mistral-large-2411 mistral-large-instruct-2411 mistral-large-123b-instruct-2411 \
         pixtral-large-2411 pixtral-large-instruct-2411",
        QUANTIZED,
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
        "mistral-small mistral-small3 mistral-medium mistral-large-2512 mistral-large-3 \
         mistral-large-4 mistral-large-latest mistral-24b mistral-saba ministral magistral devstral codestral \
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
        "deepseek-r1-latest deepseek-r1-1.5b deepseek-r1-7b deepseek-r1-8b deepseek-r1-14b \
         deepseek-r1-32b deepseek-r1-70b",
        "distill qwen llama k s m l",
        &DEEPSEEK_OTHER,
    ),
    family(
        "deepseek-r1 deepseek-v3 deepseek-v3.1 deepseek-v3.2 deepseek-v3p1 deepseek-v3p2 \
         deepseek-v4 deepseek-chat-v3 deepseek-chat-v3.1 deepseek-chat-v3.2",
        "flash pro terminus speciale base zero k s m l",
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
        "qwen1.5 qwen2 qwen2.5 qwen3 qwq qwen-1.5 qwen-2 qwen-2.5 qwen-3 qwen1.5-0.5b \
         qwen1.5-1.8b qwen2-0.5b qwen2-1.5b qwen2.5-0.5b qwen2.5-1.5b qwen3-0.6b qwen3-1.7b",
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
        "command c4ai-command",
        "a r light plus vision reasoning nightly translate",
        &COHERE,
    ),
    family("c4ai-aya aya", "expanse vision", &COHERE),
    family("nova", "micro lite pro premier sonic", &NOVA),
    family("kimi", "turbo code highspeed pro", &KIMI),
    family("moonshot", "auto vision", &KIMI),
    family(
        "glm glm4",
        "air airx x v long plus flash flashx assistant turbo prime",
        &GLM,
    ),
];

/// Parts that may stand before a model's name: providers, makers, regions and
/// words of paths; separated by spaces.
pub(super) const PREFIXES: &str = "\
    accounts amazon anthropic apac au azure azure_ai baseten bedrock cerebras cf cohere \
    cohereforai coherelabs deepseek deepseek-ai eu fireworks fireworks_ai gemini github \
    github-copilot github_copilot global google groq huggingface jp litellm meta \
    meta-llama minimax minimaxai mistral mistralai models moonshot moonshotai ollama openai \
    openrouter perplexity publishers qwen together together_ai us vertex vertex_ai x-ai xai z-ai zai zai-org";

/// Names of models to suggest, apart from those that stand alone in
/// [`HEADS`]; separated by spaces.
pub(super) const EXAMPLES: &str = "\
    gpt-4o gpt-4 gpt-4.1 gpt-5 o1 o3 o4-mini gpt-4o-mini gpt-3.5-turbo gpt-4-turbo \
    gpt-4.1-mini gpt-5-mini gpt-5.4 gpt-6-astra gpt-oss-120b o3-mini claude-opus-5-5 \
    claude-sonnet-5-5 claude-haiku-5-5 claude-sonnet-4-5 claude-haiku-4-5 claude-opus-4-5 \
    gemini-2.5-pro gemini-2.5-flash gemini-4-argon grok-4.7 mistral-large-4 deepseek-chat \
    qwen3-32b llama-3.3-70b command-r-plus kimi-k2";

/// The words of a list that is separated by spaces.
pub(super) fn words(list: &str) -> impl Iterator<Item = &[u8]> {
    list.as_bytes().split(|&byte| byte == b' ')
}
