//! What a request costs is charged once, told in whole, and never 0 where it is
//! not known.

#[allow(dead_code)]
mod catalog;

use catalog::{CATALOG, FILE, now};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokenmeter::ErrorKind;
use tokenmeter::catalog::Catalog;
use tokenmeter::catalog::tokenizer::Counted;
use tokenmeter::cost::{MOST, Service, Spending, Tier, Usage, whole_number};
use tokenmeter::estimate::{Plan, estimate};

fn exact(tokens: u64) -> Counted {
    Counted {
        tokens,
        low: tokens,
        high: tokens,
    }
}

fn day(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

#[test]
fn an_unknown_price_is_unknown_and_a_free_one_is_nothing() {
    let usage = Usage {
        input_tokens: 1_000,
        output_tokens: 10,
        ..Usage::default()
    };
    let unknown = CATALOG.model("github-copilot/gpt-4o").unwrap();
    let shown = estimate(&unknown, exact(1_000), &Plan::default(), now()).unwrap();
    assert_eq!((shown.cost, shown.requests_usd), (None, None));
    assert!(shown.notes.iter().any(|note| note.contains("not known")));
    let speech = CATALOG.model("whisper-1").unwrap();
    assert_eq!(
        speech.cost(&usage, Service::default(), now()).unwrap(),
        None
    );
    let local = CATALOG.model("ollama/llama3").unwrap();
    let shown = estimate(&local, exact(1_000), &Plan::default(), now()).unwrap();
    assert_eq!(shown.cost.map(|cost| cost.total_usd), Some(0.0));
}

#[test]
fn the_guides_three_models_cost_what_they_cost_today() {
    for (name, input, output) in [
        ("GPT-4o", 2.5, 10.0),
        ("GPT-4o mini", 0.15, 0.6),
        ("GPT-3.5 Turbo", 0.5, 1.5),
    ] {
        let info = CATALOG.model(name).unwrap().info(now());
        assert_eq!(info.name, name);
        assert_eq!(info.provider, "openai");
        assert_eq!(info.input_usd_per_mtok, Some(input), "{name}");
        assert_eq!(info.output_usd_per_mtok, Some(output), "{name}");
        assert!(info.pricing_url.unwrap().starts_with("https://"), "{name}");
    }
    let ended = CATALOG.model("gpt-3.5 turbo").unwrap();
    let shown = estimate(&ended, exact(1_000), &Plan::default(), now()).unwrap();
    assert!(shown.notes[0].contains("2026-10-23") && shown.notes[0].contains("gpt-5.6-terra"));
    assert!(ended.is_shut_down(now()));
    assert!(!ended.is_shut_down(day(1_792_713_600 - 1)));
    assert!(ended.is_shut_down(day(1_792_713_600)));
}

#[test]
fn cached_and_written_input_is_charged_once() {
    let usage = Usage {
        input_tokens: 10_000,
        output_tokens: 100,
        cached_tokens: 6_000,
        cache_write_tokens: 3_000,
        ..Usage::default()
    };
    let model = CATALOG.model("claude-opus-5-5").unwrap();
    let cost = model
        .cost(&usage, Service::default(), now())
        .unwrap()
        .unwrap();
    let near =
        |value: f64, wanted: f64| assert!((value - wanted).abs() < 1e-12, "{value} {wanted}");
    near(cost.input_usd, 1_000.0 * 4.0 / 1e6);
    near(cost.cached_input_usd, 6_000.0 * 0.2 / 1e6);
    near(cost.cache_write_usd, 3_000.0 * 5.0 / 1e6);
    near(cost.output_usd, 100.0 * 20.0 / 1e6);
    near(
        cost.total_usd,
        cost.input_usd + cost.cached_input_usd + cost.cache_write_usd + cost.output_usd,
    );
}

#[test]
fn what_changes_the_price_is_said() {
    let notes = |name: &str, tokens, plan: &Plan| {
        let model = CATALOG.model(name).unwrap();
        estimate(&model, exact(tokens), plan, now())
            .unwrap()
            .notes
            .join("\n")
    };
    let batch = Plan {
        output_tokens: Some(10),
        service: Service {
            batch: true,
            tier: None,
        },
        ..Plan::default()
    };
    assert!(notes("gpt-5.4", 300_000, &Plan::default()).contains("$5 instead of $2.5"));
    assert!(!notes("gpt-5.4", 272_000, &Plan::default()).contains("instead of"));
    assert!(
        notes("gemini-4-argon", 10, &Plan::default()).contains("From 2026-12-01 the price is $4")
    );
    assert!(notes("gpt-4o", 10, &Plan::default()).contains("No output is planned"));
    assert!(notes("gpt-4o", 10, &Plan::default()).contains("providers sell this model"));
    assert!(!notes("gpt-4o", 10, &batch).contains("standard price"));
    assert!(
        notes(
            "gpt-4",
            10,
            &Plan {
                service: Service {
                    batch: false,
                    tier: Some(Tier::Flex)
                },
                ..batch
            }
        )
        .contains("standard price")
    );
}

#[test]
fn an_input_too_short_to_be_cached_is_said() {
    let notes = |name: &str, tokens, plan: &Plan| {
        let model = CATALOG.model(name).unwrap();
        let notes = estimate(&model, exact(tokens), plan, now()).unwrap().notes;
        notes.join("\n").replace('\u{202F}', " ")
    };
    let cached = Plan {
        cached_tokens: 400,
        ..Plan::default()
    };
    let said = "An input is cached from 1 024 tokens on: one of 1 023 is not";
    assert!(notes("gpt-4o", 1_023, &cached).contains(said));
    assert!(!notes("gpt-4o", 1_024, &cached).contains("is cached from"));
    assert!(!notes("gpt-4o", 1_023, &Plan::default()).contains("is cached from"));
    assert!(notes("claude-opus-5-5", 500, &cached).contains("from 512 tokens on"));
    // A model without a price of cached input says only that.
    assert!(!notes("gpt-4", 500, &cached).contains("is cached from"));
    let hour = Plan {
        cache_write_tokens: 600,
        cache_write_1h_tokens: 600,
        ..Plan::default()
    };
    assert!(notes("gpt-5.4", 2_000, &hour).contains("No price of an hour in the cache"));
    assert!(!notes("claude-opus-5-5", 2_000, &hour).contains("an hour in the cache"));
}

#[test]
fn a_month_and_a_cap_follow_from_one_request() {
    let model = CATALOG.model("gpt-4o").unwrap();
    let plan = Plan {
        output_tokens: Some(100),
        spending: Spending {
            requests_per_day: Some(1_000),
            days_per_month: 22,
            cap_usd: Some(50.0),
        },
        ..Plan::default()
    };
    // $0.0035 each.
    let range = Counted {
        tokens: 1_000,
        low: 800,
        high: 1_200,
    };
    let shown = estimate(&model, range, &plan, now()).unwrap();
    let month = shown.month.unwrap();
    assert_eq!(month.requests, 22_000);
    assert!((month.usd.unwrap() - 77.0).abs() < 1e-9);
    assert!((month.low_usd.unwrap() - 66.0).abs() < 1e-9);
    assert!((month.high_usd.unwrap() - 88.0).abs() < 1e-9);
    let cap = shown.cap.unwrap();
    assert_eq!((cap.requests, cap.day), (Some(14_285), Some(15)));
    let unknown = CATALOG.model("github-copilot/gpt-4o").unwrap();
    let shown = estimate(&unknown, range, &plan, now()).unwrap();
    assert_eq!((shown.month.unwrap().usd, shown.cap), (None, None));
}

#[test]
fn nothing_costs_nothing_and_many_requests_cost_many_times() {
    let model = CATALOG.model("gpt-4o").unwrap();
    let none = estimate(&model, exact(0), &Plan::default(), now()).unwrap();
    assert!(none.cost.unwrap().total_usd.abs() < f64::EPSILON);
    let plan = Plan {
        output_tokens: Some(100),
        requests: Some(1_000),
        ..Plan::default()
    };
    let many = estimate(&model, exact(1_000), &plan, now()).unwrap();
    assert!((many.cost.unwrap().total_usd - 0.0035).abs() < 1e-12);
    assert!((many.requests_usd.unwrap() - 3.5).abs() < 1e-9);
    let range = Counted {
        tokens: 100,
        low: 50,
        high: 200,
    };
    let about = estimate(&model, range, &Plan::default(), now()).unwrap();
    assert!((about.low_usd.unwrap() - 0.000_125).abs() < 1e-12);
    assert!((about.high_usd.unwrap() - 0.000_5).abs() < 1e-12);
}

#[test]
fn arguments_that_cannot_be_are_refused_with_advice() {
    for value in [-1.0, 0.5, f64::NAN, f64::INFINITY, 1e300] {
        let error = whole_number("outputTokens", value).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidArgument);
        assert!(
            error
                .to_string()
                .contains("outputTokens must be a whole number"),
            "{error}"
        );
    }
    assert_eq!(whole_number("outputTokens", 7.0).unwrap(), 7);
    let model = CATALOG.model("gpt-4o").unwrap();
    let cached = Plan {
        cached_tokens: 11,
        ..Plan::default()
    };
    let many = Plan {
        requests: Some(MOST + 1),
        ..Plan::default()
    };
    for plan in [cached, many] {
        let error = estimate(&model, exact(10), &plan, now()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidArgument);
    }
}

/// A price file with the checksum that its rows have: FNV-1a, 64 bits, of each
/// with a line feed.
fn signed(file: &str) -> String {
    let rows = file
        .lines()
        .map(|row| row.trim_matches(['[', ']', '"', ',']));
    let (mut sum, mut out) = (0xcbf2_9ce4_8422_2325_u64, String::new());
    for row in rows.take_while(|row| !row.starts_with("=end")) {
        out += if out.is_empty() { "[\"" } else { ",\n\"" };
        out += row;
        out += "\"";
        for byte in row.bytes().chain([b'\n']) {
            sum = (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    out + &format!(",\n\"=end|{sum:016x}\"]\n")
}

#[test]
fn a_damaged_price_file_is_refused() {
    // With a right checksum, as somebody's own price file would have it.
    let altered = |from: &str, to: &str| signed(&FILE.replacen(from, to, 1));
    assert_eq!(signed(FILE), FILE);
    for damaged in [
        String::new(),
        "[]".to_owned(),
        "{}".to_owned(),
        "null".to_owned(),
        FILE[..FILE.len() / 2].to_owned(),
        FILE[..FILE.rfind("=end").unwrap()].to_owned(),
        FILE.replace('\n', ""),
        altered("prices|6|", "prices|4|"),
        altered("|2.5,10,1.25", "|2.5,10,free"),
        altered("|128000|", "|many|"),
        altered("|o200k_base|", "|o900k_base|"),
        altered("GPT-4o", r"GPT\u002d4o"),
    ] {
        assert_ne!(damaged, FILE);
        let error = Catalog::read(damaged.as_bytes()).err().expect("refused");
        assert_eq!(error.kind(), ErrorKind::InvalidCatalog);
        assert!(error.to_string().len() < 300, "{error}");
    }
    assert!(Catalog::read(b"\xff").is_err());
}

#[test]
fn the_price_file_is_read_as_an_array_and_as_lines() {
    let rows: Vec<String> = serde_json::from_str(FILE).expect("an array of strings");
    let catalog = Catalog::read(rows.join("\n").as_bytes()).expect("the rows alone");
    assert_eq!(catalog.all().len(), CATALOG.all().len());
}
