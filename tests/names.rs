//! A model is found by the names that people and programs use for it, and by
//! nothing else.

#[allow(dead_code)]
mod catalog;

use catalog::{CATALOG, now};
use std::collections::HashSet;
use tokenmeter::ErrorKind;
use tokenmeter::catalog::Filter;
use tokenmeter::catalog::tokenizer::{Basis, known_names, resolve};

#[test]
fn every_model_is_found_by_its_own_id() {
    let mut seen = HashSet::new();
    for model in CATALOG.all() {
        assert!(seen.insert(model.id()), "{} stands twice", model.id());
        let id = model.id();
        let found = CATALOG.model(id).expect(id);
        assert_eq!(found.id(), model.id());
        assert_eq!(found.provider(), model.provider(), "{}", model.id());
    }
}

/// What people write, and the provider and id that it means.
#[rustfmt::skip]
const NAMES: &[(&str, &str, &str)] = &[
    ("gpt-4o", "openai", "gpt-4o"),
    ("GPT-4o", "openai", "gpt-4o"),
    ("gpt 4o", "openai", "gpt-4o"),
    (" GPT-4o mini ", "openai", "gpt-4o-mini"),
    ("gpt-3.5 turbo", "openai", "gpt-3.5-turbo"),
    ("GPT-3.5 Turbo", "openai", "gpt-3.5-turbo"),
    ("gpt-4o-2024-11-20", "openai", "gpt-4o"),
    ("gpt-4o-2024-05-13", "openai", "gpt-4o-2024-05-13"),
    ("gpt-6-astra-2026-09-01", "openai", "gpt-6-astra"),
    ("openai/gpt-4o", "openai", "gpt-4o"),
    // A host has an id of this name; its maker answers to it.
    ("gpt-4-1106-preview", "openai", "gpt-4-turbo"),
    ("llama3.2:3b", "ollama", "llama3.2"),
    ("qwen2.5:7b", "ollama", "qwen2.5"),
    ("gemma3", "ollama", "gemma3"),
    ("mistral", "ollama", "mistral"),
    ("meta-llama/Llama-3.3-70B-Instruct", "openrouter", "meta-llama/llama-3.3-70b-instruct"),
    ("openrouter/openai/gpt-4o", "openrouter", "openai/gpt-4o"),
    ("azure/gpt-4o", "openai", "gpt-4o"),
    ("github-copilot/gpt-4o", "github-copilot", "gpt-4o"),
    ("anthropic/claude-opus-4.5", "anthropic", "claude-opus-4-5"),
    ("claude-sonnet-4-5-20250929", "anthropic", "claude-sonnet-4-5"),
    ("Claude Opus 5.5", "anthropic", "claude-opus-5-5"),
    ("gemini-2.5-pro", "google", "gemini-2.5-pro"),
    ("models/gemini-2.5-pro", "google", "gemini-2.5-pro"),
    ("grok-4.7", "x-ai", "grok-4.7"),
    ("mistral-large-4", "mistral", "mistral-large-4"),
    ("ollama/llama3", "ollama", "llama3"),
    ("ollama/llama3.1:8b-instruct-q4_K_M", "ollama", "llama3.1"),
    // A tag means one's own machine, also where a maker sells one of that name.
    ("codestral", "mistral", "codestral"),
    ("codestral:22b", "ollama", "codestral"),
    ("mistral-nemo:12b", "ollama", "mistral-nemo"),
    ("llama4:scout", "ollama", "llama4"),
    ("gemma3n:e4b", "ollama", "gemma3n"),
    ("phi3:mini", "ollama", "phi3"),
    ("qwen3-coder:30b", "ollama", "qwen3-coder"),
    // Without one it means what is sold by that id or name, which is not free.
    ("bge-m3", "ovhcloud", "bge-m3"),
    ("qwen3-coder", "openrouter", "qwen/qwen3-coder"),
    ("GLM-4.7-Flash", "openrouter", "z-ai/glm-4.7-flash"),
    ("DeepSeek V3.1", "openrouter", "deepseek/deepseek-chat-v3.1"),
    ("ollama/qwen3-coder", "ollama", "qwen3-coder"),
    ("ollama/bge-m3", "ollama", "bge-m3"),
    // A maker is asked before hosts, for snapshots and states of a model, too.
    ("claude-3-opus-20240229", "anthropic", "claude-3-opus-latest"),
    ("claude-3-7-sonnet-20250219", "anthropic", "claude-3-7-sonnet-latest"),
    ("claude-3-5-sonnet-20240620", "anthropic", "claude-3-5-sonnet"),
    ("vertex_ai/claude-opus-5@default", "anthropic", "claude-opus-5"),
    ("gemini-2.0-flash-001", "google", "gemini-2.0-flash"),
    ("gemini-1.5-pro-002", "google", "gemini-1.5-pro"),
    ("gemini-2.5-pro-preview-05-06", "google", "gemini-2.5-pro"),
    ("gemini-3-pro", "google", "gemini-3-pro-preview"),
    ("projects/p/locations/us-central1/publishers/google/models/gemini-2.5-flash", "google", "gemini-2.5-flash"),
    ("magistral-medium-latest", "mistral", "magistral-medium"),
    ("moonshot/kimi-k3", "moonshotai", "kimi-k3"),
    // But Bedrock's names mean Bedrock, wherever it runs them.
    ("jp.anthropic.claude-sonnet-4-5-20250929-v1:0", "aws", "regional.anthropic.claude-sonnet-4-5-20250929-v1:0"),
    ("jp.anthropic.claude-sonnet-4-6", "aws", "regional.anthropic.claude-sonnet-4-6-v1:0"),
    ("us.anthropic.claude-sonnet-4-6", "aws", "regional.anthropic.claude-sonnet-4-6-v1:0"),
    ("anthropic.claude-sonnet-4-6", "aws", "regional.anthropic.claude-sonnet-4-6-v1:0"),
    ("bedrock/eu.anthropic.claude-sonnet-4-6", "aws", "regional.anthropic.claude-sonnet-4-6-v1:0"),
    ("global.anthropic.claude-sonnet-4-6", "aws", "global.anthropic.claude-sonnet-4-6-v1:0"),
    ("au.anthropic.claude-opus-4-7", "aws", "regional.anthropic.claude-opus-4-7-v1:0"),
    ("au.anthropic.claude-opus-4-8", "aws", "regional.anthropic.claude-opus-4-8-v1:0"),
    ("jp.anthropic.claude-fable-5-1", "aws", "regional.anthropic.claude-fable-5-1-v1:0"),
    // And what Bedrock does not have means its maker.
    ("openai.gpt-4o", "openai", "gpt-4o"),
    // What is left of a host's id without the maker's name.
    ("qwen3-max", "openrouter", "qwen/qwen3-max"),
    ("kimi-k3:batch", "openrouter", "moonshotai/kimi-k3:batch"),
];

#[test]
fn names_lead_to_the_makers_model() {
    for &(written, provider, own_id) in NAMES {
        let model = CATALOG.model(written).expect(written);
        assert_eq!(
            (model.provider(), model.own_id()),
            (provider, own_id),
            "{written}"
        );
    }
}

#[test]
fn a_fine_tuned_model_counts_and_fits_as_its_base() {
    let usage = tokenmeter::cost::Usage {
        input_tokens: 1_000_000,
        ..tokenmeter::cost::Usage::default()
    };
    let input_usd = |name: &str| {
        let model = CATALOG.model(name).expect(name);
        let service = tokenmeter::cost::Service::default();
        let cost = model.cost(&usage, service, now()).unwrap();
        cost.map(|cost| cost.input_usd)
    };
    let tuned = CATALOG.model("ft:gpt-4o-mini-2024-07-18:org::id").unwrap();
    assert_eq!(tuned.tokenizer().encoding, "o200k_base");
    assert_eq!(tuned.limits().window, Some(128_000));
    assert_eq!(tuned.id(), "ft:gpt-4o-mini-2024-07-18:org::id");
    assert_eq!(input_usd("ft:gpt-4o-mini-2024-07-18:org::id"), Some(0.3));
    assert_eq!(input_usd("ft:gpt-3.5-turbo:org:name:id"), Some(3.0));
    assert_eq!(input_usd("ft:gpt-4.1-2025-04-14:org::id"), None);
    let unlisted = CATALOG.model("ft:gpt-4.1-2025-04-14:org::id").unwrap();
    assert_eq!(unlisted.limits().window, Some(1_047_576));
    // Azure writes what was tuned after the base.
    for azure in [
        "gpt-4o-mini-2024-07-18.ft-abc123",
        "azure/GPT-4o-mini-2024-07-18.ft-abc123",
    ] {
        let tuned = CATALOG.model(azure).expect(azure);
        assert_eq!(tuned.tokenizer().encoding, "o200k_base");
        assert_eq!(tuned.limits().window, Some(128_000));
        assert_eq!(tuned.limits().max_output, Some(16_384));
        assert_eq!((tuned.id(), input_usd(azure)), (azure, Some(0.3)));
    }
    let unlisted = CATALOG.model("gpt-4.1-2025-04-14.ft-abc123").unwrap();
    assert_eq!(unlisted.limits().window, Some(1_047_576));
    assert_eq!(input_usd(unlisted.id()), None);
    // The entries with their prices, as a list of models shows them.
    let mut models = CATALOG.all().iter();
    let azure = models.find(|model| model.own_id() == "gpt-4o-mini-2024-07-18.ft-");
    let window = azure.expect("an entry").limits().window;
    assert_eq!(window, Some(128_000));
    for (id, encoding) in [
        ("ft:gpt-3.5-turbo-", "cl100k_base"),
        ("ft:gpt-4o-mini", "o200k_base"),
    ] {
        let mut models = CATALOG.all().iter();
        let listed = models.find(|model| model.own_id() == id).expect(id);
        assert_eq!(listed.tokenizer().id, encoding, "{id}");
    }
}

#[test]
fn an_entry_of_fine_tuned_models_has_its_price_by_its_own_id() {
    let mut seen = 0;
    for listed in CATALOG.all() {
        let id = listed.own_id();
        if id.starts_with("ft:") || id.ends_with(".ft-") {
            let found = CATALOG.model(id).expect(id).info(now());
            let listed = listed.info(now());
            assert_eq!(found.input_usd_per_mtok, listed.input_usd_per_mtok, "{id}");
            seen += 1;
        }
    }
    assert!(seen > 3, "{seen} entries");
}

#[test]
fn a_tokenizer_that_counts_without_the_catalogue_counts_with_it() {
    for name in known_names().chain(["assumed:o200k_base", "claude", "openai/o200k_base"]) {
        let alone = resolve(name).expect(name);
        let tokenizer = CATALOG.tokenizer(name).expect(name);
        assert_eq!(tokenizer.encoding, alone.encoding, "{name}");
    }
    let error = CATALOG.tokenizer("gpt4o").expect_err("a misspelt name");
    assert_eq!(error.suggestions()[0], "gpt-4o");
}

#[test]
fn what_is_no_name_is_unknown_with_the_nearest_names() {
    let long = "gpt-4o".repeat(20_000);
    for name in [
        "adafruit",
        "gpt-4o-banana",
        "__proto__",
        "constructor",
        "",
        "  ",
        "/",
        "openai/",
        "ft:",
        "ft:banana:org",
        "banana/",
        "gemma3:banana",
        // Ollama runs these at a price, and who names a provider means no model
        // of the own machine.
        "gpt-oss:120b-cloud",
        "kimi-k2:1t-cloud",
        "azure_ai/codellama",
        "\u{0}",
        "💥",
        &long,
    ] {
        let error = CATALOG
            .model(name)
            .map(|model| model.id().to_owned())
            .expect_err(name);
        assert_eq!(error.kind(), ErrorKind::UnknownModel);
        assert!(error.to_string().len() < 300);
    }
    for (wrong, right) in [
        ("gpt4o", "gpt-4o"),
        ("gtp-4o", "gpt-4o"),
        ("gpt-4o-mni", "gpt-4o-mini"),
        ("claude-sonet-4-5", "claude-sonnet-4-5"),
        ("gemini-25-por", "gemini-2.5-pro"),
        // The beginning or some words of a name.
        ("claude", "claude-opus-5-5"),
        ("sonnet", "claude-sonnet-5-5"),
        ("gemini", "gemini-4-argon"),
        ("chatgpt", "chatgpt-4o-latest"),
        ("gpt-6", "gpt-6-astra"),
        ("gpt-3.5", "gpt-3.5-turbo"),
        ("deepseek", "deepseek-v4-pro"),
        ("grok", "grok-4.7"),
        ("claude-4.5-sonnet", "claude-sonnet-4-5"),
        // While it is being typed.
        ("sonnet ", "claude-sonnet-5-5"),
        ("sonnet-", "claude-sonnet-5-5"),
        ("claude--sonnet", "claude-sonnet-5-5"),
    ] {
        let error = CATALOG
            .model(wrong)
            .map(|model| model.id().to_owned())
            .expect_err(wrong);
        assert_eq!(error.suggestions()[0], right, "{wrong}: {error}");
    }
    let error = CATALOG.model("---").err().expect("no name");
    assert_eq!(error.suggestions(), &[] as &[String]);
}

#[test]
fn a_search_shows_the_makers_current_model_first() {
    let search = |text: &str| {
        let filter = Filter {
            search: Some(text),
            limit: Some(5),
            ..Filter::default()
        };
        let found = CATALOG.models(&filter, now());
        found
            .iter()
            .map(|model| model.id().to_owned())
            .collect::<Vec<_>>()
    };
    for (text, first) in [
        ("4o mini", "gpt-4o-mini"),
        ("gpt-4o", "gpt-4o"),
        ("opus", "claude-opus-5-5"),
        ("gemini argon", "gemini-4-argon"),
        ("llama3 ollama", "ollama/llama3"),
        ("GPT 3.5 TURBO", "gpt-3.5-turbo"),
    ] {
        assert_eq!(search(text)[0], first, "{text}: {:?}", search(text));
    }
    assert_eq!(search("no such model anywhere"), Vec::<String>::new());
    assert_eq!(search("")[0], "gpt-6-astra");
    let filter = Filter {
        provider: Some("Anthropic"),
        ..Filter::default()
    };
    let anthropic = CATALOG.models(&filter, now());
    assert!(
        anthropic.len() > 20
            && anthropic
                .iter()
                .all(|model| model.provider() == "anthropic")
    );
}

#[test]
fn models_of_makers_have_their_tokenizers() {
    for model in CATALOG.all() {
        let tokenizer = model.tokenizer();
        match model.provider() {
            "anthropic" => assert!(tokenizer.id.starts_with("claude"), "{}", model.id()),
            "openai" => assert_ne!(tokenizer.basis, Basis::Estimate, "{}", model.id()),
            "x-ai" => assert_eq!(tokenizer.id, "grok", "{}", model.id()),
            _ => {}
        }
    }
    let known = CATALOG
        .all()
        .iter()
        .filter(|model| model.tokenizer().id != "unknown");
    let share = known.count() * 100 / CATALOG.all().len();
    assert!(
        share >= 70,
        "the tokenizer's family is known for {share} % of the models"
    );
}

#[test]
fn a_dated_name_has_the_tokenizer_of_its_date_where_the_name_it_is_listed_under_has_none() {
    let listed = |id: &str| {
        let mut models = CATALOG.all().iter();
        *models.find(|model| model.id() == id).unwrap().tokenizer()
    };
    for (name, encoding) in [
        ("mistral-large-2407", "mistral_v3"),
        ("mistral-large-2411", "mistral_v7"),
        ("mistralai/Mistral-7B-Instruct-v0.3", "mistral_v3"),
        ("deepseek/deepseek-r1-0528", "deepseek"),
    ] {
        let model = CATALOG.model(name).unwrap();
        let tokenizer = model.tokenizer();
        assert_eq!(
            (tokenizer.encoding, tokenizer.basis),
            (encoding, Basis::Exact),
            "{name}"
        );
        assert_ne!(*tokenizer, listed(model.id()), "{name}");
    }
    let undated = CATALOG.model("mistral-large").unwrap();
    assert_eq!(undated.tokenizer().basis, Basis::Estimate);
}

#[test]
fn a_version_of_a_model_s_own_is_no_other_version() {
    let id = |name: &str| CATALOG.model(name).map(|model| model.id().to_owned()).ok();
    assert_eq!(
        id("mistral.mistral-7b-instruct-v0:2").as_deref(),
        Some("mistral.mistral-7b-instruct-v0:2")
    );
    assert_ne!(
        id("mistral-7b-instruct-v3"),
        id("mistral.mistral-7b-instruct-v0:2")
    );
}
