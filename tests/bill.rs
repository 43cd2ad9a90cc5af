//! What a bill says of a response: who sent it, its tokens, each once, and what
//! they cost; and what is no bill says what is missing.

#[allow(dead_code)]
mod bills;
#[allow(dead_code)]
mod catalog;

use bills::{near, read, text_of, vectors};
use catalog::{CATALOG, now};
use serde_json::{Value, json};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokenmeter::ErrorKind;
use tokenmeter::bill::{Asked, Bill};
use tokenmeter::catalog::tokenizer::Counted;
use tokenmeter::cost::{Tier, Usage};
use tokenmeter::estimate::{Plan, estimate};

#[test]
fn responses_are_recognised_and_their_tokens_counted_once() {
    let vectors = vectors();
    let samples = vectors["responses"].as_array().unwrap();
    assert!(samples.len() > 20);
    for sample in samples {
        let name = &sample["name"];
        let bill = read(sample);
        let wanted = |key: &str| sample["counts"][key].as_u64();
        let count = |key: &str| wanted(key).unwrap();
        let usage = Usage {
            input_tokens: count("input"),
            output_tokens: count("output"),
            cached_tokens: count("cached"),
            cache_write_tokens: count("cacheWrite"),
            cache_write_1h_tokens: count("cacheWrite1h"),
            web_searches: count("searches"),
        };
        assert_eq!(bill.usage, usage, "{name}");
        assert_eq!(bill.reasoning_tokens, wanted("reasoning"), "{name}");
        assert_eq!(
            bill.provider,
            sample["provider"].as_str().unwrap(),
            "{name}"
        );
        assert_eq!(bill.model.id(), sample["model"].as_str().unwrap(), "{name}");
        assert_eq!(bill.charged_usd, sample["chargedUsd"].as_f64(), "{name}");
        let service = sample.get("service").unwrap_or(&Value::Null);
        let tier = bill.service.tier.map(|tier| match tier {
            Tier::Flex => "flex",
            Tier::Priority => "priority",
        });
        assert_eq!(tier, service["tier"].as_str(), "{name}");
        assert_eq!(bill.service.batch, service["batch"] == true, "{name}");
    }
}

#[test]
fn what_is_no_bill_says_what_is_missing() {
    let vectors = vectors();
    for sample in vectors["refused"].as_array().unwrap() {
        let error = CATALOG
            .read_bill(&text_of(sample), Asked::default())
            .err()
            .unwrap_or_else(|| panic!("{} is read", sample["name"]));
        assert_eq!(error.kind(), ErrorKind::InvalidUsage, "{}", sample["name"]);
        let wanted = sample["message"].as_str().unwrap();
        assert!(
            error.message().contains(wanted),
            "{}: {error}",
            sample["name"]
        );
    }
    let usage = r#"{"model": "gpt-99", "usage": {"prompt_tokens": 1, "completion_tokens": 1}}"#;
    let unknown = CATALOG.read_bill(usage, Asked::default()).err().unwrap();
    assert_eq!(unknown.kind(), ErrorKind::UnknownModel);
    let asked = Asked {
        provider: Some("openay"),
        model: None,
    };
    let unknown = CATALOG.read_bill(usage, asked).err().unwrap();
    assert_eq!(unknown.kind(), ErrorKind::InvalidArgument);
}

#[test]
fn what_has_a_price_of_its_own_is_said() {
    let response = json!({
        "model": "gpt-realtime", "type": "response.done",
        "response": {"usage": {
            "input_tokens": 500, "output_tokens": 300,
            "input_token_details": {"text_tokens": 100, "audio_tokens": 400},
            "output_token_details": {"text_tokens": 50, "audio_tokens": 250},
        }},
    });
    let notes = |response: &Value| {
        let bill = CATALOG.read_bill(&response.to_string(), Asked::default());
        let bill = bill.unwrap();
        bill.price(bill.service, now()).unwrap().notes.join("\n")
    };
    let said = notes(&response);
    assert!(
        said.contains("400 input audio tokens, which have a price of their own"),
        "{said}"
    );
    assert!(said.contains("250 output audio tokens"), "{said}");
    let pages = json!({"model": "mistral-ocr-2512", "usage_info": {"pages_processed": 3}});
    let said = notes(&pages);
    assert!(said.contains("3 input document pages"), "{said}");
    assert!(said.contains("not known"), "{said}");
    let without = json!({
        "model": "gpt-4o",
        "usage": {"prompt_tokens": 9, "completion_tokens": 1, "prompt_tokens_details": {"audio_tokens": 5}},
    });
    assert!(!notes(&without).contains("price of their own"));
}

#[test]
fn a_bill_is_priced_at_the_time_that_it_tells() {
    let made = |field: &str, time: Value| {
        let response = json!({
            "model": "gpt-4o", "usage": {"prompt_tokens": 9, "completion_tokens": 1}, field: time,
        });
        CATALOG
            .read_bill(&response.to_string(), Asked::default())
            .unwrap()
            .made
    };
    let at = |seconds| Some(UNIX_EPOCH + Duration::from_secs(seconds));
    assert_eq!(made("created", json!(1_793_620_800)), at(1_793_620_800));
    assert_eq!(
        made("created_at", json!(1_793_620_800.5)),
        at(1_793_620_800)
    );
    assert_eq!(
        made("createTime", json!("2026-11-02T12:00:00.5Z")),
        at(1_793_620_800)
    );
    assert_eq!(made("created", json!("yesterday")), None);
    assert_eq!(made("created", json!(-5)), None);
    assert_eq!(made("other", json!(1)), None::<SystemTime>);
}

#[test]
fn a_response_of_any_size_and_depth_is_read_or_refused() {
    let long = "x\\n".repeat(2_000_000);
    let response = format!(
        r#"{{"choices": [{{"text": "{long}"}}], "model": "gpt-4o", "usage": {{"prompt_tokens": 9, "completion_tokens": 1}}}}"#
    );
    assert!(CATALOG.read_bill(&response, Asked::default()).is_ok());
    for text in [
        "[".repeat(10_000),
        "{\"usage\":".repeat(10_000),
        "[[],".repeat(400),
    ] {
        let error = CATALOG.read_bill(&text, Asked::default()).err().unwrap();
        assert_eq!(error.kind(), ErrorKind::InvalidUsage);
        assert!(error.message().len() < 400, "{error}");
    }
}

fn chat(model: &str) -> String {
    let usage = json!({"prompt_tokens": 1_000, "completion_tokens": 100});
    json!({"model": model, "usage": usage}).to_string()
}

fn bill_of(response: &str, provider: Option<&str>) -> Result<Bill, tokenmeter::Error> {
    let asked = Asked {
        provider,
        model: None,
    };
    CATALOG.read_bill(response, asked)
}

#[test]
fn a_hosted_model_is_not_free_because_ollama_has_it_too() {
    for named in [
        "deepseek-r1",
        "qwen3",
        "llama3.1",
        "mistral",
        "gemma3",
        "gpt-oss:120b",
    ] {
        match bill_of(&chat(named), None) {
            Ok(bill) => {
                assert!(!bill.model.is_local(), "{named}");
                let cost = bill.price(bill.service, now()).unwrap().cost;
                assert!(cost.is_none_or(|cost| cost.total_usd > 0.0), "{named}");
            }
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::InvalidUsage, "{named}");
                let said = error.message();
                assert!(said.contains("say who sent it (provider)"), "{said}");
                assert!(said.contains("it is ollama/"), "{said}");
            }
        }
        // Nor is it where someone else is named.
        if let Ok(bill) = bill_of(&chat(named), Some("groq")) {
            assert!(!bill.model.is_local(), "{named}");
        }
        let local = bill_of(&chat(named), Some("ollama")).unwrap();
        assert!(local.model.is_local(), "{named}");
        let local = bill_of(&chat(&format!("ollama/{named}")), None).unwrap();
        assert_eq!(local.provider, "ollama", "{named}");
    }
    let own = json!({"model": "qwen3", "prompt_eval_count": 9, "eval_count": 1});
    let own = bill_of(&own.to_string(), None).unwrap();
    assert_eq!(own.model.id(), "ollama/qwen3");
}

#[test]
fn a_dated_name_of_the_maker_is_not_priced_as_a_resellers() {
    let messages = |model: &str| {
        let usage = json!({"input_tokens": 1_000, "output_tokens": 100});
        json!({"model": model, "usage": usage}).to_string()
    };
    let gemini = json!({
        "modelVersion": "gemini-2.0-flash-001",
        "usageMetadata": {"promptTokenCount": 1_000, "candidatesTokenCount": 100},
    });
    for (response, provider, model) in [
        (chat("o3-2025-04-16"), "openai", "o3"),
        (chat("gpt-4-1106-preview"), "openai", "gpt-4-turbo"),
        (
            messages("claude-sonnet-4-20250514"),
            "anthropic",
            "claude-sonnet-4-0",
        ),
        (
            messages("claude-3-7-sonnet-20250219"),
            "anthropic",
            "claude-3-7-sonnet-latest",
        ),
        (
            messages("claude-3-opus-20240229"),
            "anthropic",
            "claude-3-opus-latest",
        ),
        (gemini.to_string(), "google", "gemini-2.0-flash"),
    ] {
        let bill = bill_of(&response, None).unwrap();
        let found = (bill.provider.as_str(), bill.model.provider());
        assert_eq!(found, (provider, provider), "{response}");
        assert_eq!(bill.model.own_id(), model, "{response}");
    }
    let mut flex: Value = serde_json::from_str(&chat("o3-2025-04-16")).unwrap();
    flex["service_tier"] = "flex".into();
    let bill = bill_of(&flex.to_string(), None).unwrap();
    let cost = bill.price(bill.service, now()).unwrap().cost.unwrap();
    assert!(near(cost.total_usd, (1_000.0 + 4.0 * 100.0) / 1e6));
    // Who has no model of the name of their own is not made to.
    let bill = bill_of(&chat("gpt-4o"), Some("anthropic")).unwrap();
    assert_eq!(bill.model.id(), "gpt-4o");
}

#[test]
fn no_cached_token_is_charged_as_a_new_one_whoever_answers_in_whose_way() {
    for (model, usage, read, written) in [
        (
            "claude-sonnet-5-5",
            json!({"input_tokens": 900, "output_tokens": 10, "input_tokens_details": {"cached_tokens": 800}}),
            800,
            0,
        ),
        (
            "claude-sonnet-5-5",
            json!({"prompt_tokens": 900, "completion_tokens": 10, "prompt_tokens_details": {"cached_tokens": 800}}),
            800,
            0,
        ),
        (
            "deepseek-v4-pro",
            json!({"prompt_tokens": 900, "completion_tokens": 10, "prompt_cache_hit_tokens": 800, "prompt_cache_miss_tokens": 100}),
            800,
            0,
        ),
        (
            "kimi-k2.5",
            json!({"prompt_tokens": 900, "completion_tokens": 10, "cached_tokens": 800}),
            800,
            0,
        ),
        // LiteLLM's, of Claude: all of it is within `prompt_tokens`.
        (
            "claude-sonnet-5-5",
            json!({
                "prompt_tokens": 900, "completion_tokens": 10, "prompt_tokens_details": {"cached_tokens": 700},
                "cache_creation_input_tokens": 100, "cache_read_input_tokens": 700,
            }),
            700,
            100,
        ),
    ] {
        let response = json!({"model": model, "usage": usage}).to_string();
        let maker = CATALOG.model(model).unwrap().provider().to_owned();
        for provider in [None, Some(maker.as_str())] {
            let bill = bill_of(&response, provider);
            let bill = bill.unwrap_or_else(|error| panic!("{response}: {error}"));
            assert_eq!(bill.provider, maker, "{response}");
            let found = (bill.usage.input_tokens, bill.usage.output_tokens);
            assert_eq!(found, (900, 10), "{response}");
            let found = (bill.usage.cached_tokens, bill.usage.cache_write_tokens);
            assert_eq!(found, (read, written), "{response}");
        }
    }
}

#[test]
fn searches_without_a_price_are_said_to_be_missing_from_the_cost() {
    let usage = json!({"input_tokens": 9, "output_tokens": 1, "server_tool_use": {"web_search_requests": 3}});
    let notes = |model: &str| {
        let bill = bill_of(&json!({"model": model, "usage": usage}).to_string(), None).unwrap();
        assert_eq!(bill.usage.web_searches, 3);
        bill.price(bill.service, now()).unwrap().notes.join("\n")
    };
    let said = "No price of web searches is listed: they are not in this cost.";
    assert!(notes("claude-3-haiku-20240307").contains(said));
    assert!(!notes("claude-sonnet-5-5").contains(said));
}

#[test]
fn several_responses_are_not_priced_as_the_last_of_them() {
    let (one, other) = (chat("gpt-4o"), chat("gpt-4o-mini"));
    let chunk = |input: u64, output: u64| {
        let usage = json!({"promptTokenCount": input, "candidatesTokenCount": output});
        json!({"modelVersion": "gemini-3.8-flash", "usageMetadata": usage}).to_string()
    };
    for text in [
        format!("[{one}, {other}]"),
        format!("[{one}, {one}]"),
        format!("{one}\n{other}"),
        format!("[{}, {}]", chunk(900, 1), chunk(800, 10)),
    ] {
        let error = bill_of(&text, None).err();
        let error = error.unwrap_or_else(|| panic!("{text} is one"));
        assert_eq!(error.kind(), ErrorKind::InvalidUsage);
        assert!(error.message().contains("2 responses"), "{error}");
    }
    let bill = bill_of(&format!("[{}, {}]", chunk(900, 1), chunk(900, 10)), None).unwrap();
    assert_eq!(bill.usage.output_tokens, 10);
    assert!(bill_of(&format!("[{one}]"), None).is_ok());
    let start = json!({"id": "msg_1", "model": "claude-opus-5-5", "usage": {"input_tokens": 25, "output_tokens": 1}});
    let delta = json!({"type": "message_delta", "usage": {"output_tokens": 115}});
    let events = json!([{"type": "message_start", "message": start}, delta]).to_string();
    assert_eq!(bill_of(&events, None).unwrap().usage.output_tokens, 115);
}

#[test]
fn what_a_provider_has_added_up_in_binary_is_a_charge_too() {
    for (cost, charged_usd) in [
        ("0.30000000000000004", 0.3),
        ("12.345678901234567", 12.345_678_901_234_5),
        ("1.2345678901234567e-05", 1.234_567_890_123_45e-5),
        ("0.0000123456789", 1.234_567_89e-5),
        ("2", 2.0),
    ] {
        let response = format!(
            r#"{{"model": "gpt-4o", "usage": {{"prompt_tokens": 9, "completion_tokens": 1, "cost": {cost}}}}}"#
        );
        let found = bill_of(&response, None).unwrap().charged_usd;
        let found = found.unwrap_or_else(|| panic!("{cost} is none"));
        assert!(near(found, charged_usd), "{cost}: {found}");
    }
}

#[test]
fn a_bill_has_no_notes_on_what_is_planned() {
    let usage =
        json!({"promptTokenCount": 900, "cachedContentTokenCount": 100, "candidatesTokenCount": 9});
    let response = json!({"modelVersion": "gemini-3.8-flash", "usageMetadata": usage});
    let bill = bill_of(&response.to_string(), None).unwrap();
    let billed = bill.price(bill.service, now()).unwrap();
    let counted = Counted {
        tokens: 900,
        low: 900,
        high: 900,
    };
    let plan = Plan {
        output_tokens: Some(9),
        cached_tokens: 100,
        ..Plan::default()
    };
    let planned = estimate(&bill.model, counted, &plan, now()).unwrap();
    assert_eq!(billed.cost, planned.cost);
    for said in [
        "An input is cached from",
        "This cost takes it as cached.",
        "From 2027-01-01 the price is",
    ] {
        assert!(planned.notes.join("\n").contains(said), "{said}");
        assert!(!billed.notes.join("\n").contains(said), "{said}");
    }
}
