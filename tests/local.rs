//! Models on one's own machine: a name and its tag say which tokenizer counts.

#[allow(dead_code)]
mod catalog;

use catalog::CATALOG;
use tokenmeter::catalog::tokenizer::Basis;

/// Llama 3 is estimated unless it is built in: `cargo test --features llama3`.
const LLAMA_3: &str = if cfg!(feature = "llama3") {
    "llama3"
} else {
    "llama-3"
};

/// Sizes of models on one's own machine, their tokenizer, and how sure that is.
#[rustfmt::skip]
const SIZES: &[(&str, &str, Basis)] = &[
    // Made from models of others, but for the whole one.
    ("deepseek-r1:8b", "deepseek-other", Basis::Estimate),
    ("deepseek-r1:8b-0528-qwen3-q4_K_M", "deepseek-other", Basis::Estimate),
    ("deepseek-r1:latest", "deepseek-other", Basis::Estimate),
    ("ollama/deepseek-r1", "deepseek-other", Basis::Estimate),
    ("deepseek-r1:671b", "deepseek", Basis::Exact),
    ("qwen2.5:7b", "qwen", Basis::Exact),
    ("qwen3:0.6b", "qwen", Basis::Exact),
    ("gemma3:4b-it-q4_K_M", "gemma3", Basis::Exact),
    // As the cards of the weights say, and of no size that is not there.
    ("codestral:22b", "mistral_v3", Basis::Exact),
    ("codestral:22b-v0.1-q4_K_M", "mistral_v3", Basis::Exact),
    ("codestral:latest", "mistral_v3", Basis::Assumed),
    ("codestral:7b", "tekken", Basis::Assumed),
    ("mistral-large:123b", "mistral_v7", Basis::Assumed),
    ("mistral-large:123b-instruct-2407-q4_0", "mistral_v3", Basis::Exact),
    ("mistral-large:123b-instruct-2411-q4_K_M", "mistral_v7", Basis::Exact),
    ("mistral-large:7b", "mistral-other", Basis::Estimate),
    ("mistral-small:22b", "mistral_v3", Basis::Assumed),
    ("mistral-small:24b", "tekken", Basis::Assumed),
    ("mistral:7b-instruct-v0.2-q4_K_M", "mistral_v1", Basis::Exact),
    ("mistral:v0.3", "mistral_v3", Basis::Exact),
    ("mixtral:8x22b-instruct-v0.1-q4_K_M", "mistral_v3", Basis::Exact),
];

#[test]
fn a_size_of_a_local_model_has_the_tokenizer_of_what_it_was_made_from() {
    for &(name, id, basis) in SIZES {
        let model = CATALOG.model(name).expect(name);
        assert!(model.is_local(), "{name}");
        let tokenizer = model.tokenizer();
        assert_eq!((tokenizer.id, tokenizer.basis), (id, basis), "{name}");
    }
    let llama = CATALOG.model("llama3.2:3b").unwrap();
    assert_eq!(llama.tokenizer().id, LLAMA_3);
}

/// What Ollama runs elsewhere has no price here, but its tokenizer is known.
#[test]
fn a_model_in_ollama_s_cloud_is_none_of_the_own_machine() {
    let tokenizer = CATALOG.tokenizer("gpt-oss:120b-cloud").unwrap();
    assert_eq!(
        (tokenizer.id, tokenizer.basis),
        ("o200k_harmony", Basis::Exact)
    );
}
