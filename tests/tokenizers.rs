//! A model's name finds the tokenizer that its provider uses, or says that it
//! does not know; it never guesses an exact one.

use tiktoken_rs::tokenizer::{Tokenizer, get_tokenizer};
use tokenmeter::ErrorKind;
use tokenmeter::catalog::tokenizer::{Basis, known_names, of_listed_model, resolve};
use tokenmeter::classes::Classes;

/// Llama 3 is estimated unless it is built in: `cargo test --features llama3`.
const LLAMA_3: &str = if cfg!(feature = "llama3") {
    "llama3"
} else {
    "llama-3"
};

/// Names from OpenAI's documentation, dated snapshots among them.
const OPENAI: &[&str] = &[
    "o1",
    "o1-mini",
    "o1-preview-2024-09-12",
    "o1-pro",
    "o3",
    "o3-mini-2025-01-31",
    "o3-deep-research",
    "o4-mini",
    "o4-mini-2025-04-16",
    "gpt-5",
    "gpt-5-mini",
    "gpt-5-nano",
    "gpt-5-2025-08-07",
    "gpt-5-codex",
    "gpt-5-pro",
    "gpt-5.1",
    "gpt-5.1-codex-mini",
    "gpt-5.2-pro",
    "gpt-5.3-codex-spark",
    "gpt-5.4",
    "gpt-5.4-mini",
    "gpt-5.6-terra",
    "codex-mini-latest",
    "gpt-4.5-preview",
    "gpt-4.1",
    "gpt-4.1-nano-2025-04-14",
    "chatgpt-4o-latest",
    "gpt-4o",
    "gpt-4o-mini",
    "gpt-4o-2024-05-13",
    "gpt-4o-mini-2024-07-18",
    "gpt-4o-audio-preview",
    "gpt-4o-mini-realtime-preview",
    "gpt-4o-search-preview-2025-03-11",
    "gpt-4",
    "gpt-4-0314",
    "gpt-4-32k",
    "gpt-4-32k-0613",
    "gpt-4-turbo",
    "gpt-4-turbo-2024-04-09",
    "gpt-4-0125-preview",
    "gpt-4-1106-vision-preview",
    "gpt-3.5-turbo",
    "gpt-3.5-turbo-16k",
    "gpt-3.5-turbo-0125",
    "gpt-3.5-turbo-instruct",
    "gpt-3.5",
    "gpt-35-turbo",
    "gpt-35-turbo-16k",
    "gpt-oss-20b",
    "gpt-oss-120b",
    "gpt-oss-safeguard-20b",
    "ft:gpt-4o-mini-2024-07-18:org::id",
    "ft:gpt-3.5-turbo:org:name:id",
    "ft:davinci-002:org",
    "gpt2",
];

fn tiktoken_name(tokenizer: Tokenizer) -> &'static str {
    match tokenizer {
        Tokenizer::O200kHarmony => "o200k_harmony",
        Tokenizer::O200kBase => "o200k_base",
        Tokenizer::Cl100kBase => "cl100k_base",
        Tokenizer::P50kBase => "p50k_base",
        Tokenizer::R50kBase => "r50k_base",
        Tokenizer::P50kEdit => "p50k_edit",
        Tokenizer::Gpt2 => "gpt2",
    }
}

#[test]
fn openai_names_agree_with_tiktoken() {
    let mut compared = 0;
    for name in OPENAI.iter().copied().chain(known_names()) {
        let Some(theirs) = get_tokenizer(name) else {
            continue;
        };
        let ours = resolve(name).expect(name);
        assert_eq!(ours.encoding, tiktoken_name(theirs), "{name}");
        assert_eq!(ours.basis, Basis::Exact, "{name}");
        compared += 1;
    }
    assert!(compared > 90, "only {compared} names were compared");
}

#[test]
fn no_model_has_an_openai_tokenizer_that_tiktoken_does_not_give_it() {
    for name in known_names().filter(|name| get_tokenizer(name).is_none()) {
        let info = resolve(name).expect(name);
        if info.id != name && info.source.contains("openai/tiktoken") {
            assert_ne!(info.basis, Basis::Exact, "{name}");
        }
    }
    assert_eq!(resolve("gpt-6-astra").unwrap().basis, Basis::Assumed);
    assert_eq!(resolve("gpt-6.1-sol").unwrap().encoding, "o200k_base");
}

#[test]
fn names_are_read_as_people_write_them() {
    for (written, tokenizer) in [
        ("GPT-4o", "o200k_base"),
        ("gpt-3.5 turbo", "cl100k_base"),
        (" gpt-4o ", "o200k_base"),
        ("openai/gpt-4o", "o200k_base"),
        ("openrouter/openai/gpt-4o:extended", "o200k_base"),
        ("azure/gpt-35-turbo-16k", "cl100k_base"),
        ("o200k_base", "o200k_base"),
        ("p50k_edit", "p50k_edit"),
        ("claude-sonnet-4-5-20250929", "claude"),
        ("anthropic/claude-opus-4.6", "claude"),
        ("claude-opus-4.7", "claude-4.7"),
        ("claude-opus-5-5", "claude-4.7"),
        ("global.anthropic.claude-haiku-4-5-20251001-v1:0", "claude"),
        ("us.amazon.nova-pro-v1:0", "nova"),
        ("models/gemini-2.5-flash-preview-09-2025", "gemma3"),
        ("ollama/llama3", LLAMA_3),
        ("ollama/llama3.1:8b-instruct-q4_K_M", LLAMA_3),
        ("qwen3-32b", "qwen"),
        ("qwen3.8-27b", "qwen-3.5"),
        ("@cf/meta/llama-3.1-8b-instruct", LLAMA_3),
    ] {
        assert_eq!(resolve(written).expect(written).id, tokenizer, "{written}");
    }
}

/// Where the maker publishes the model's tokenizer the count is exact; where a
/// name may stand for another model tomorrow, or its maker is silent, it is
/// assumed; where nothing is known it is an estimate.
#[test]
fn a_makers_model_has_the_makers_tokenizer_with_the_right_basis() {
    for (name, encoding, basis) in [
        ("mistral-nemo", "tekken", Basis::Exact),
        ("open-mistral-nemo-2407", "tekken", Basis::Exact),
        ("ministral-8b-2410", "tekken", Basis::Exact),
        ("mistralai/pixtral-12b-2409", "tekken", Basis::Exact),
        ("mistral-small-latest", "tekken", Basis::Assumed),
        ("mistral-large-latest", "tekken", Basis::Assumed),
        ("mistral-large-4", "tekken", Basis::Assumed),
        ("mistral-medium-2508", "tekken", Basis::Assumed),
        ("devstral-small-2507", "tekken", Basis::Assumed),
        ("deepseek-chat", "deepseek", Basis::Assumed),
        ("deepseek-reasoner", "deepseek", Basis::Assumed),
        ("deepseek-chat-v3-0324", "deepseek", Basis::Exact),
        ("deepseek/deepseek-chat-v3.1", "deepseek", Basis::Exact),
        ("deepseek-v3.2", "deepseek", Basis::Exact),
        ("deepseek-v3.7", "deepseek", Basis::Assumed),
        ("deepseek-v4.2", "deepseek", Basis::Assumed),
        ("deepseek-r1-0528", "deepseek", Basis::Exact),
        ("deepseek-ai/DeepSeek-V3.2-Exp", "deepseek", Basis::Exact),
        ("deepseek-r1:671b", "deepseek", Basis::Exact),
        ("deepseek-r1:8b", "o200k_base", Basis::Estimate),
        ("ollama/deepseek-r1:70b", "o200k_base", Basis::Estimate),
        ("deepseek/deepseek-v4-pro", "deepseek", Basis::Exact),
        ("deepseek-v4.1-flash", "deepseek", Basis::Assumed),
        ("deepseek-coder-33b-instruct", "o200k_base", Basis::Estimate),
        ("deepseek-v2", "o200k_base", Basis::Estimate),
        ("deepseek-v5", "o200k_base", Basis::Estimate),
        ("qwen3-32b", "qwen", Basis::Exact),
        ("Qwen/Qwen3-Coder-480B-A35B-Instruct", "qwen", Basis::Exact),
        ("qwen2.5:7b", "qwen", Basis::Exact),
        ("qwen2.5", "qwen", Basis::Exact),
        ("qwen3", "qwen", Basis::Exact),
        ("qwen3-4b", "qwen", Basis::Exact),
        ("qwen3.4-30b", "qwen", Basis::Assumed),
        ("qwen-2.7", "qwen", Basis::Assumed),
        ("qwen-2.5-72b-instruct", "qwen", Basis::Exact),
        ("qwq-32b-preview", "qwen", Basis::Exact),
        ("qwen-max", "qwen", Basis::Assumed),
        ("qwen-plus-latest", "qwen", Basis::Assumed),
        ("qwen3.5-9b", "o200k_base", Basis::Estimate),
        ("qwen-3.8-27b", "o200k_base", Basis::Estimate),
        ("qwen4-max", "o200k_base", Basis::Estimate),
        ("gemini-2.5-pro", "gemma3", Basis::Exact),
        ("gemini-2.5-pro-preview-06-05", "gemma3", Basis::Exact),
        (
            "gemini-2.5-flash-lite-preview-06-17",
            "gemma3",
            Basis::Exact,
        ),
        ("gemini-2.0-flash-001", "gemma3", Basis::Exact),
        ("gemini-live-2.5-flash", "gemma3", Basis::Exact),
        ("gemini-3-flash-preview", "gemma3", Basis::Exact),
        ("gemini-2.5-flash-image", "gemma3", Basis::Assumed),
        ("gemini-2.5-flash-preview-tts", "gemma3", Basis::Assumed),
        ("gemini-3.1-pro-preview", "gemma4", Basis::Exact),
        ("gemini-3.1-flash-lite", "gemma4", Basis::Exact),
        ("google/gemini-3.5-flash", "gemma4", Basis::Exact),
        ("gemini-3.5-flash-lite", "gemma4", Basis::Assumed),
        ("gemini-3.8-flash", "gemma4", Basis::Assumed),
        ("gemini-4-argon", "gemma4", Basis::Assumed),
        ("gemini-flash-latest", "gemma4", Basis::Assumed),
        ("gemini-1.5-pro", "o200k_base", Basis::Estimate),
        ("gemini-pro", "o200k_base", Basis::Estimate),
        ("gemma-3-27b-it", "gemma3", Basis::Exact),
        ("gemma-3n-e4b-it", "gemma3", Basis::Exact),
        ("gemma3:12b", "gemma3", Basis::Exact),
        ("gemma3:4b-it-qat", "gemma3", Basis::Exact),
        ("google/gemma-3-4b-pt", "gemma3", Basis::Exact),
        ("google/gemma-4-12b-it", "gemma4", Basis::Exact),
        ("gemma-2-9b-it", "o200k_base", Basis::Estimate),
    ] {
        let info = resolve(name).expect(name);
        assert_eq!((info.encoding, info.basis), (encoding, basis), "{name}");
    }
}

/// As the maker's package has it, or the card of the weights.
#[test]
fn mistrals_first_models_have_the_version_of_its_tokenizer_that_is_theirs() {
    for (name, encoding, basis) in [
        ("open-mixtral-8x7b", "mistral_v1", Basis::Exact),
        ("mixtral-8x7b-32768", "mistral_v1", Basis::Exact),
        (
            "mistral.mixtral-8x7b-instruct-v0:1",
            "mistral_v1",
            Basis::Exact,
        ),
        (
            "mistral.mistral-7b-instruct-v0:2",
            "mistral_v1",
            Basis::Exact,
        ),
        ("mistral-medium-2312", "mistral_v1", Basis::Exact),
        ("mistral-embed", "mistral_v1", Basis::Exact),
        ("mixtral:8x7b", "mistral_v1", Basis::Exact),
        ("mixtral", "mistral_v1", Basis::Assumed),
        ("mistral-large-2402", "mistral_v2", Basis::Exact),
        (
            "mistral.mistral-small-2402-v1:0",
            "mistral_v2",
            Basis::Exact,
        ),
        ("open-mixtral-8x22b", "mistral_v3", Basis::Exact),
        (
            "mistralai/Mixtral-8x22B-Instruct-v0.1",
            "mistral_v3",
            Basis::Exact,
        ),
        ("Mistral-7B-Instruct-v0.3", "mistral_v3", Basis::Exact),
        ("mistral-large-2407", "mistral_v3", Basis::Exact),
        ("codestral:22b", "mistral_v3", Basis::Exact),
        ("mistralai/codestral-mamba", "mistral_v3", Basis::Exact),
        ("open-mistral-7b", "mistral_v3", Basis::Assumed),
        ("mistral", "mistral_v3", Basis::Assumed),
        ("mistral:7b-instruct-q4_K_M", "mistral_v3", Basis::Assumed),
        ("mistral-small-2409", "mistral_v3", Basis::Assumed),
        ("mistral-large-2411", "mistral_v7", Basis::Exact),
        ("mistralai/pixtral-large-2411", "mistral_v7", Basis::Exact),
        (
            "mistral.pixtral-large-2502-v1:0",
            "mistral_v7",
            Basis::Assumed,
        ),
        ("mistral-large", "o200k_base", Basis::Estimate),
        ("mistral-ocr-latest", "o200k_base", Basis::Estimate),
        ("codestral-embed-2505", "o200k_base", Basis::Estimate),
    ] {
        let info = resolve(name).expect(name);
        assert_eq!((info.encoding, info.basis), (encoding, basis), "{name}");
    }
}

#[test]
fn a_tokenizer_is_found_by_its_own_key() {
    for name in [
        "gpt-4o",
        "gpt-6-astra",
        "claude-opus-5-5",
        "claude-opus-4-5",
        "deepseek-chat",
        "deepseek-v4.1-flash",
        "mistral-nemo",
        "mistral-small-latest",
        "mistral-7b",
        "mixtral-8x7b",
        "qwen3-32b",
        "qwen-max",
        "qwen3.8-27b",
        "llama-2-7b",
    ] {
        let info = resolve(name).expect(name);
        assert_eq!(resolve(&info.key()), Ok(info), "{name}");
    }
    let unknown = of_listed_model("novita", "someone/something", "");
    assert_eq!(resolve(&unknown.key()), Ok(unknown));
}

#[test]
fn no_prefix_takes_just_any_suffix() {
    let long = "gpt-4o-".repeat(10_000);
    for name in [
        "adafruit",
        "gpt-4online",
        "gpt-4o-banana",
        "o1banana",
        "claudette",
        "gpt4o",
        "__proto__",
        "constructor",
        "",
        " ",
        "/",
        "ft:",
        "openai/",
        "banana/gpt-4o",
        "\u{0}",
        &long,
    ] {
        let error = resolve(name).expect_err(name);
        assert_eq!(error.kind(), ErrorKind::UnknownModel, "{name:.40}");
        assert!(error.to_string().len() < 300, "{name:.40}");
    }
}

#[test]
fn a_misspelled_name_is_answered_with_the_nearest() {
    for (wrong, right) in [
        ("gpt4o", "gpt-4o"),
        ("gtp-4o", "gpt-4o"),
        ("gpt-4o-mni", "gpt-4o-mini"),
        ("claude-sonet-4-5", "claude-sonnet-4-5"),
        ("o200kbase", "o200k_base"),
    ] {
        let error = resolve(wrong).expect_err(wrong);
        assert_eq!(error.suggestions()[0], right, "{wrong}");
        assert!(error.to_string().contains(right), "{error}");
    }
}

#[test]
fn a_listed_model_gets_its_base_models_family_but_no_false_exactness() {
    for (provider, id, tokenizer) in [
        ("openrouter", "openai/gpt-4o", "o200k_base"),
        ("github-copilot", "gpt-4o", "o200k_base"),
        ("groq", "deepseek-r1-distill-llama-70b", LLAMA_3),
        ("databricks", "databricks-claude-sonnet-4", "claude"),
        ("fireworks", "llama-v3p1-8b-instruct", LLAMA_3),
        ("openai", "gpt-9-surprise", "o200k_base"),
        ("novita", "someone/marco-o1", "unknown"),
        ("voyageai", "voyage-3", "unknown"),
    ] {
        let info = of_listed_model(provider, id, "");
        assert_eq!(info.id, tokenizer, "{id}");
    }
    for (id, tokenizer) in [
        ("someone/magistral-tuned", "tekken"),
        ("someone/dolphin-mistral-24b", "tekken"),
        ("teknium/openhermes-2.5-mistral-7b", "mistral_v3"),
        ("someone/dolphin-mixtral-8x7b", "mistral_v1"),
    ] {
        let tuned = of_listed_model("novita", id, "");
        assert_eq!((tuned.id, tuned.basis), (tokenizer, Basis::Assumed), "{id}");
    }
    // Which of them it is made from, a name alone does not say.
    let tuned = of_listed_model("together", "someone/Snorkel-Mistral-PairRM", "");
    assert_eq!((tuned.id, tuned.basis), ("mistral-other", Basis::Estimate));
    let surprise = of_listed_model("openai", "gpt-9-surprise", "");
    assert_eq!(surprise.basis, Basis::Assumed);
}

#[test]
fn an_estimate_has_strict_bounds_and_nothing_is_nothing() {
    let names = [
        "claude-opus-5-5",
        "gemini-1.5-pro",
        "grok-4.7",
        if cfg!(feature = "llama3") {
            "llama-4-scout"
        } else {
            "llama-3.3-70b"
        },
    ];
    for name in names {
        let info = resolve(name).unwrap();
        for counted in [1, 2, 3, 10, 1_000, 10_000_000] {
            let range = info.range(&Classes::from(counted));
            assert!(
                range.low < range.tokens && range.tokens < range.high,
                "{name} {counted}"
            );
        }
        let nothing = info.range(&Classes::default());
        assert_eq!(
            (nothing.low, nothing.tokens, nothing.high),
            (0, 0, 0),
            "{name}"
        );
    }
    let exact = resolve("gpt-4o").unwrap().range(&7.into());
    assert_eq!((exact.low, exact.tokens, exact.high), (7, 7, 7));
}

#[test]
fn a_count_in_o200k_estimates_an_encoding_that_is_not_loaded() {
    let cl100k = resolve("gpt-4").unwrap().estimate_from(&100.into());
    assert!(cl100k.low < cl100k.tokens && cl100k.tokens < cl100k.high);
    let o200k = resolve("gpt-oss-120b").unwrap().estimate_from(&100.into());
    assert_eq!((o200k.low, o200k.high), (100, 100));
}
