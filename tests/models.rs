//! What is known of a model: its tokens, its end, who sells and makes it, what goes in and
//! comes out, and its weights.

#[allow(dead_code)]
mod catalog;

use catalog::{CATALOG, now};
use tokenmeter::catalog::tokenizer::Basis;

#[test]
fn every_model_says_how_its_tokens_are_counted() {
    let mut counts = std::collections::BTreeMap::new();
    let mut sold = std::collections::BTreeMap::new();
    for model in CATALOG.all() {
        let info = model.tokenizer();
        *counts.entry(info.basis.name()).or_insert(0) += 1;
        if !model.is_local() {
            *sold.entry(info.basis.name()).or_insert(0) += 1;
        }
        // Of a model of which nothing is known that is what it says.
        let says = !info.note.is_empty() || info.basis == Basis::Exact;
        assert!(says && !info.source.is_empty(), "{}", model.id());
        let range = info.range(&1000.into());
        let is_range = range.low < range.tokens && range.tokens < range.high;
        assert_eq!(is_range, info.basis == Basis::Estimate, "{}", model.id());
        // Only of a family that nobody knows is there nothing by class.
        let by_class = info.wide_note(&1000.into()).is_some();
        let is_known = info.basis == Basis::Estimate && info.id != "unknown";
        assert_eq!(by_class, is_known, "{}: {}", model.id(), info.id);
    }
    let total: usize = counts.values().sum();
    println!("{counts:?}");
    assert_eq!(total, CATALOG.all().len());
    // What is counted by the model's own tokenizer does not become less unseen;
    // how many run on one's own machine is this project's choice.
    let own = sold["exact"] + sold["assumed"];
    let all: usize = sold.values().sum();
    assert!(own * 100 >= all * 39, "{own} of {all} models that are sold");
}

#[test]
fn a_snapshot_may_end_before_its_model() {
    let shutdown = |name: &str| {
        let model = CATALOG.model(name).expect(name).into_owned();
        model.shutdown().map(|shutdown| shutdown.date.to_string())
    };
    assert_eq!(shutdown("gpt-4o"), None);
    assert_eq!(shutdown("gpt-4o-2024-08-06").as_deref(), Some("2027-01-14"));
    assert_eq!(shutdown("gpt-5-2025-08-07").as_deref(), Some("2026-12-11"));
    // Also one that is known by its end alone.
    let preview = CATALOG.model("gemini-2.5-pro-preview-05-06").unwrap();
    assert_eq!(preview.id(), "gemini-2.5-pro");
    assert_eq!(
        shutdown("gemini-2.5-pro-preview-05-06").as_deref(),
        Some("2025-12-02")
    );
    assert_eq!(shutdown("gemini-2.5-pro").as_deref(), Some("2026-12-01"));
}

/// A host may keep a closed model longer than its maker, if it says so or is known
/// to set its own days.
#[test]
fn a_model_has_ended_at_a_host_on_the_host_s_day_else_on_its_maker_s() {
    let ended = |name: &str, day: &str| {
        let day: tokenmeter::catalog::Day = day.parse().unwrap();
        CATALOG.model(name).unwrap().has_ended(day.start())
    };
    let bedrock = "global.anthropic.claude-sonnet-4-5-20250929-v1:0";
    let regional = "regional.anthropic.claude-sonnet-4-5-20250929-v1:0";
    for (name, day, has_ended) in [
        ("claude-sonnet-4-5", "2026-11-29", false),
        ("claude-sonnet-4-5", "2026-11-30", true),
        ("openrouter/anthropic/claude-sonnet-4.5", "2026-11-30", true),
        (bedrock, "2026-11-30", false),
        (bedrock, "2027-04-08", true),
        (regional, "2026-11-30", false),
        (regional, "2027-04-08", true),
        // Of these nobody says it.
        ("google/claude-sonnet-4-5", "2026-11-30", false),
        (
            "regional.anthropic.claude-3-opus-20240229-v1:0",
            "2026-11-30",
            false,
        ),
        ("azure/o1", "2026-11-30", false),
        ("o1", "2026-11-30", true),
    ] {
        assert_eq!(ended(name, day), has_ended, "{name} on {day}");
    }
    let day: tokenmeter::catalog::Day = "2026-12-01".parse().unwrap();
    let model = CATALOG.model("claude-sonnet-4-5").unwrap();
    let offers = model.offers(day.start());
    let has_ended = |id: &str| CATALOG.model(id).unwrap().has_ended(day.start());
    let ended = offers.iter().map(|offer| has_ended(&offer.id));
    assert!(ended.is_sorted(), "what has ended stands last: {offers:?}");
    assert!(!has_ended(&offers[0].id), "{offers:?}");
    let info = CATALOG
        .model("openrouter/anthropic/claude-sonnet-4.5")
        .unwrap();
    let info = info.info(day.start());
    assert_eq!(info.shutdown, None, "OpenRouter has not said it");
    assert_eq!(
        info.ends.map(|day| day.to_string()).as_deref(),
        Some("2026-11-30")
    );
}

#[test]
fn a_model_says_who_else_sells_it_and_when_its_price_was_checked() {
    let info = CATALOG.model("gpt-4o").unwrap().info(now());
    let providers: Vec<&str> = info.offers.iter().map(|at| at.provider.as_str()).collect();
    assert!(providers.contains(&"openai"), "{providers:?}");
    assert!(providers.contains(&"openrouter"), "{providers:?}");
    for offer in &info.offers {
        let sold = CATALOG.model(&offer.id).unwrap().info(now());
        assert_eq!(
            sold.provider, offer.provider,
            "{} means that offer",
            offer.id
        );
        assert_eq!(sold.input_usd_per_mtok, offer.input_usd_per_mtok);
        assert_eq!(sold.offers, info.offers, "they are the same from each side");
    }
    let hosted = CATALOG.model("gpt-oss-120b").unwrap().offers(now());
    let prices: Vec<f64> = hosted
        .iter()
        .map(|at| {
            at.input_usd_per_mtok.unwrap_or(f64::INFINITY) + at.output_usd_per_mtok.unwrap_or(0.0)
        })
        .collect();
    assert!(prices.len() > 10 && prices.is_sorted(), "{prices:?}");
    let tuned = CATALOG.model("ft:gpt-4o-mini-2024-07-18:org::id").unwrap();
    assert_eq!(
        tuned.offers(now()).len(),
        1,
        "nobody else sells what one has tuned"
    );
    assert_eq!(info.open_weights, Some(false));
    assert_eq!(
        CATALOG
            .model("gpt-oss-120b")
            .unwrap()
            .info(now())
            .open_weights,
        Some(true)
    );
    assert_eq!(CATALOG.prices_release(), "0.2.1");
    assert!(info.prices_checked <= CATALOG.prices_checked());
    assert!(CATALOG.prices_checked().start() <= now());
}

/// Models, who sells them, and whether that is who makes them.
#[rustfmt::skip]
const MAKERS: &[(&str, &str, bool)] = &[
    ("gpt-4o", "OpenAI", true),
    ("grok-4.7", "xAI", true),
    ("deepseek-v4-pro", "DeepSeek", true),
    ("google/claude-opus-5-5", "Google", false),
    ("quicksilverpro/claude-opus-5-5", "QuickSilver Pro", false),
    ("regional.anthropic.claude-opus-5-5", "AWS Bedrock", false),
    ("amazon.nova-pro-v1:0", "AWS Bedrock", true),
    ("perplexity/kimi-k3", "Perplexity", false),
    ("sonar-pro", "Perplexity", true),
    ("mistral-large-4", "Mistral", true),
    ("zai-glm-5-3", "Mistral", false),
    // Listed there, though OpenAI gives only its weights out.
    ("openai/gpt-oss-120b", "OpenAI", false),
    ("huggingface_groq/openai/gpt-oss-120b", "Hugging Face (Groq)", false),
    ("ollama/llama3", "Ollama (local)", false),
];

#[test]
fn it_is_told_whether_a_provider_sells_its_own_model() {
    for &(name, provider, is_maker) in MAKERS {
        let info = CATALOG.model(name).expect(name).info(now());
        assert_eq!(
            (info.provider_name.as_str(), info.first_party),
            (provider, is_maker),
            "{name}"
        );
        let mut offers = info.offers.iter();
        let offer = offers.find(|offer| offer.id == info.id).expect(name);
        assert_eq!(offer.first_party, is_maker, "{name}");
    }
}

/// Models, what goes in and what comes out.
#[rustfmt::skip]
const MEDIA: &[(&str, &str, &str)] = &[
    ("gpt-4o", "text image file", "text"),
    ("claude-opus-5-5", "text image file", "text"),
    ("gemini-3.8-flash", "text image audio video file", "text"),
    // As its maker's, whoever sells it.
    ("regional.anthropic.claude-opus-5-5", "text image file", "text"),
    ("text-embedding-3-small", "", "embedding"),
    ("whisper-1", "audio", "text"),
    ("ollama/llama3", "", ""),
];

#[test]
fn what_goes_in_and_comes_out_is_told_where_it_is_published() {
    let media = |name: &str| CATALOG.model(name).unwrap().info(now()).media;
    for &(name, inputs, outputs) in MEDIA {
        let said = media(name);
        assert_eq!(said.inputs.names().join(" "), inputs, "{name}");
        assert_eq!(said.outputs.names().join(" "), outputs, "{name}");
    }
    let known = CATALOG.all().iter();
    let known = known.filter(|model| !model.info(now()).media.inputs.is_unknown());
    assert!(known.count() > 400, "few models say what goes into them");
}

#[test]
fn open_and_closed_weights_are_told_by_family_and_what_nobody_says_is_unknown() {
    for (name, open) in [
        ("gpt-4o", Some(false)),
        ("gpt-oss-120b", Some(true)),
        ("whisper-1", None),
        ("claude-opus-5-5", Some(false)),
        ("gemini-3.8-flash", Some(false)),
        ("mistral-medium-3-1", Some(false)),
        ("mistral-large-2512", Some(true)),
        ("mistral-medium-latest", None),
        ("phi-4", Some(true)),
        ("MiniMax-M2.7", Some(true)),
        // Of these nobody says it, or nobody whom this project has read.
        ("mistral-medium-3-5", None),
        ("command-r-plus", None),
        ("mythomax-l2-13b", None),
        ("qwen/qwen3-max", Some(false)),
        ("qwen/qwen3.6-27b", Some(true)),
        // A host's, of a repository on the Hub.
        ("GLM-5.3", Some(true)),
        ("kimi-k3", Some(true)),
        // The same models, served otherwise.
        ("kimi-k3-fast", Some(true)),
        ("kimi-k3-us", Some(true)),
        ("kimi-k3:batch", Some(true)),
        ("glm-5p3-flash-us", Some(true)),
        ("zai-org/GLM-5.3-Fast", Some(true)),
        // Another model, though its name ends so.
        ("grok-4-fast", None),
    ] {
        let info = CATALOG.model(name).unwrap().info(now());
        assert_eq!(info.open_weights, open, "{name}");
    }
    let unknown = CATALOG.all().iter();
    let unknown = unknown.filter(|model| model.info(now()).open_weights.is_none());
    let unknown = unknown.count();
    println!(
        "open weights: unknown of {unknown} of {} models",
        CATALOG.all().len()
    );
    assert!(unknown < 545, "unknown of {unknown} models");
}
