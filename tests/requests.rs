//! A request costs what its messages, tools, images and framing cost.

use serde_json::Value;
use tokenmeter::catalog::tokenizer::resolve;
use tokenmeter::prompt::{self, CountedPrompt, PartKind, Prompt};

#[path = "tokens/vocabularies.rs"]
mod vocabularies;

/// The tokens of a request for a model.
fn count(body: &str, model: &str) -> (Prompt, CountedPrompt) {
    let prompt = prompt::read(body, model).unwrap();
    let info = resolve(model).unwrap();
    let encoding = vocabularies::load(info.encoding);
    let counts: Vec<_> = prompt.texts().map(|text| encoding.classes(text)).collect();
    let counted = prompt.assemble(&counts, &info);
    (prompt, counted)
}

fn vectors() -> Value {
    serde_json::from_str(include_str!("vectors/requests.json")).unwrap()
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    let list = value[name].as_array().expect(name);
    assert!(!list.is_empty());
    list
}

#[test]
fn requests_have_the_tokens_that_their_providers_bill() {
    for case in list(&vectors(), "cases") {
        let body = case["text"]
            .as_str()
            .map_or_else(|| case["body"].to_string(), str::to_owned);
        for expected in list(case, "counts") {
            let model = expected["model"].as_str().unwrap();
            let (prompt, counted) = count(&body, model);
            let what = format!("{} for {model}: {counted:#?} {prompt:#?}", case["name"]);
            assert_eq!(prompt.dialect.name(), case["dialect"], "{what}");
            assert_eq!(
                prompt.max_output_tokens,
                case["max_output_tokens"].as_u64(),
                "{what}"
            );
            if let Some(tokens) = expected["tokens"].as_u64() {
                assert_eq!(counted.counted.tokens, tokens, "{what}");
            }
            assert_eq!(counted.basis.name(), expected["basis"], "{what}");
            let range = counted.counted;
            assert!(
                range.low <= range.tokens && range.tokens <= range.high,
                "{what}"
            );
            assert_eq!(
                range.low < range.high,
                expected["basis"] == "estimate",
                "{what}"
            );
            let of = |kind| {
                let parts = counted.parts.iter().filter(move |part| kind == part.kind);
                parts.map(|part| part.tokens).sum::<u64>()
            };
            if let Some(tokens) = case["images"][model].as_u64() {
                assert_eq!(of(PartKind::Image), tokens, "{what}");
            }
            if let Some(tokens) = case["framing"][model].as_u64() {
                assert_eq!(of(PartKind::Framing), tokens, "{what}");
            }
            let sum: u64 = counted.parts.iter().map(|part| part.tokens).sum();
            assert_eq!(sum, range.tokens, "{what}");
            if let Some(parts) = case["parts"].as_array() {
                let labels: Vec<&str> = counted
                    .parts
                    .iter()
                    .map(|part| part.label.as_str())
                    .collect();
                assert_eq!(&labels, parts, "{what}");
            }
            if let Some(texts) = case["texts"].as_array() {
                let found: Vec<&str> = prompt.texts().collect();
                assert!(
                    texts
                        .iter()
                        .all(|text| found.contains(&text.as_str().unwrap())),
                    "{what}"
                );
            }
            if let Some(note) = case["note"].as_str() {
                assert!(
                    prompt.notes.iter().any(|told| told.contains(note)),
                    "{what}"
                );
            }
        }
    }
}

#[test]
fn what_is_no_request_says_where_and_what_to_do() {
    for case in list(&vectors(), "broken") {
        let text = case["text"].as_str().unwrap();
        let error = prompt::read(text, "gpt-4o").unwrap_err();
        assert_eq!(error.code(), "invalid-request", "{text}");
        assert!(
            error.to_string().contains(case["says"].as_str().unwrap()),
            "{error}"
        );
    }
}

#[test]
fn hostile_requests_are_refused_or_counted_and_never_hang() {
    let deep = format!(
        "{{\"messages\":{}{}}}",
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    let error = prompt::read(&deep, "gpt-4o").unwrap_err();
    assert!(error.to_string().contains("127 levels"), "{error}");

    let long = "x".repeat(100_000_000);
    let body = format!(r#"{{"messages":[{{"role":"user","content":"{long}"}}]}}"#);
    let prompt = prompt::read(&body, "gpt-4o").unwrap();
    assert!(prompt.texts().any(|text| text.len() == long.len()));

    let body = r#"{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"x",
        "width":18446744073709551615,"height":1e400}}]}],"max_tokens":123456789012345678901234567890}"#;
    assert!(prompt::read(body, "gpt-4o").is_err(), "1e400 is no number");
    let body = body.replace("1e400", "99999999999");
    let (prompt, counted) = count(&body, "gpt-4o");
    assert_eq!(prompt.max_output_tokens, None);
    assert!(counted.counted.tokens < 2_000);

    let many = vec![r#"{"role":"user","content":"a"}"#; 100_000].join(",");
    let (_, counted) = count(&format!(r#"{{"messages":[{many}]}}"#), "gpt-4o");
    assert_eq!(counted.counted.tokens, 100_000 * 5 + 3);
}

#[test]
fn schemas_that_refer_to_themselves_end_and_many_fields_take_no_time_squared() {
    let properties: Vec<String> = (0..12)
        .map(|at| format!(r##""p{at}":{{"type":"array","items":{{"$ref":"#"}}}}"##))
        .collect();
    let schema = format!(
        r#"{{"type":"object","properties":{{{}}}}}"#,
        properties.join(",")
    );
    let tool = format!(r#"{{"type":"function","function":{{"name":"f","parameters":{schema}}}}}"#);
    let body = format!(r#"{{"messages":[{{"role":"user","content":"Hi"}}],"tools":[{tool}]}}"#);
    let longest = prompt::read(&body, "gpt-4o")
        .unwrap()
        .texts()
        .map(str::len)
        .max();
    assert!(longest.unwrap() < 10_000_000);

    // By comparing each with each it would take minutes.
    let names: Vec<String> = (0..200_000).map(|at| format!("n{at}")).collect();
    let properties: Vec<String> = names
        .iter()
        .map(|name| format!(r#""{name}":{{"type":"string"}}"#))
        .collect();
    let tool = format!(
        r#"{{"name":"f","parameters":{{"properties":{{{}}},"required":["{}"]}}}}"#,
        properties.join(","),
        names.join("\",\"")
    );
    let fields: Vec<String> = names.iter().map(|name| format!(r#""{name}":1"#)).collect();
    let body = format!(
        r#"{{"messages":[{{"role":"user","content":"Hi",{}}}],"functions":[{tool}]}}"#,
        fields.join(",")
    );
    let prompt = prompt::read(&body, "gpt-4o").unwrap();
    assert!(prompt.notes.len() < 5, "{:?}", prompt.notes.len());
    assert!(
        prompt
            .notes
            .iter()
            .any(|note| note.contains("\"n0\", \"n1\", \"n2\" and more")),
        "{:?}",
        prompt.notes
    );
}

#[test]
fn tools_share_the_tokens_of_their_namespace() {
    let tools: Vec<String> = (0..200)
        .map(|at| {
            format!(
                r#"{{"type":"function","function":{{"name":"f{at}","description":"Does {at}"}}}}"#
            )
        })
        .collect();
    let body = format!(
        r#"{{"messages":[{{"role":"user","content":"Hi"}}],"tools":[{}]}}"#,
        tools.join(",")
    );
    let (prompt, counted) = count(&body, "gpt-4o");
    let whole = prompt.texts().last().unwrap();
    let encoding = vocabularies::load("o200k_base");
    let of_tools: u64 = counted
        .parts
        .iter()
        .filter(|part| part.kind == PartKind::Tool)
        .map(|part| part.tokens)
        .sum();
    assert_eq!(of_tools, encoding.count(whole) as u64);
}

#[test]
fn a_model_is_told_of_tools_in_its_own_way_whichever_api_the_request_is_for() {
    let schema =
        r#"{"type":"object","properties":{"where":{"type":"string","description":"City"}}}"#;
    let said = r#""messages":[{"role":"user","content":"Hello"}]"#;
    let chat = format!(
        r#"{{{said},"tools":[{{"type":"function","function":{{"name":"look","description":"Look","parameters":{schema}}}}}],"tool_choice":"required"}}"#
    );
    let anthropic = format!(
        r#"{{{said},"tools":[{{"name":"look","description":"Look","input_schema":{schema}}}],"tool_choice":{{"type":"any"}}}}"#
    );
    for (model, around, tokens) in [
        ("gpt-4o", "around the tools", 9),
        ("gpt-4", "around the tools", 9),
        ("claude-opus-4-8", "what Claude is told about tools", 410),
        ("claude-opus-4-5", "what Claude is told about tools", 588),
    ] {
        let [in_chat, in_anthropic] = [&chat, &anthropic].map(|body| {
            let parts = count(body, model).1.parts.into_iter();
            let of_tools = |label: &str| label.contains("tool");
            parts
                .filter(|part| of_tools(&part.label))
                .collect::<Vec<_>>()
        });
        assert_eq!(in_chat.len(), in_anthropic.len(), "{model}");
        for (chat, anthropic) in in_chat.iter().zip(&in_anthropic) {
            assert_eq!(chat.label, anthropic.label, "{model}");
            // What rounding an estimate leaves over goes to the longest text.
            let apart = chat.tokens.abs_diff(anthropic.tokens);
            assert!(apart <= 1, "{model}: {chat:?}, {anthropic:?}");
        }
        let found = in_chat.iter().find(|part| part.label == around);
        assert_eq!(found.map(|part| part.tokens), Some(tokens), "{model}");
    }
}

/// Models of the same version of the tokenizer, and so of the template.
const SAME_VERSION: &[(&str, &[&str])] = &[
    ("open-mixtral-8x7b", &["mistral-7b-instruct-v0.2"]),
    ("mistral-large-2402", &["mistral-small-2312"]),
    (
        "open-mixtral-8x22b",
        &[
            "mistralai/Mistral-Large-Instruct-2407",
            "codestral-22b",
            "mistral-small-2409",
            "mistral",
        ],
    ),
    ("mistral-large-2411", &["pixtral-large-2411"]),
];

#[test]
fn mistrals_chats_have_the_tokens_of_its_own_package() {
    let chats: Value = serde_json::from_str(include_str!("vectors/chats.json")).unwrap();
    for chat in list(&chats, "texts") {
        let body = serde_json::json!({ "messages": chat["messages"] }).to_string();
        let model = chat["model"].as_str().unwrap();
        let same = SAME_VERSION.iter().find(|(first, _)| *first == model);
        let others = same.map_or(&[][..], |(_, others)| others);
        for model in [&[model], others].concat() {
            let (_, counted) = count(&body, model);
            assert_eq!(
                counted.counted.tokens,
                chat["tokens"].as_u64().unwrap(),
                "{model}: {chat}: {counted:#?}"
            );
        }
    }
}
