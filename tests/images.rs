//! Images in a request cost what the provider's rule says for their size.

use serde_json::Value;
use tokenmeter::prompt::image::{Detail, Size, image_tokens, size_in_data_uri, source_of};

fn vectors() -> Value {
    serde_json::from_str(include_str!("vectors/images.json")).expect("the vectors are JSON")
}

fn rows<'a>(vectors: &'a Value, name: &str) -> &'a [Value] {
    let rows = vectors[name].as_array().expect("a list of cases");
    assert!(!rows.is_empty());
    rows
}

fn size(case: &Value) -> Size {
    let side = |name: &str| u32::try_from(case[name].as_u64().unwrap()).unwrap();
    Size {
        width_px: side("width_px"),
        height_px: side("height_px"),
    }
}

fn detail(name: &str) -> Detail {
    match name {
        "low" => Detail::Low,
        "medium" => Detail::Medium,
        "high" => Detail::High,
        "original" => Detail::Original,
        "auto" => Detail::Auto,
        other => panic!("no detail is named {other}"),
    }
}

#[test]
fn an_image_costs_what_the_providers_rule_says() {
    let vectors = vectors();
    for case in rows(&vectors, "cases") {
        let model = case["model"].as_str().unwrap();
        let found = image_tokens(model, size(case), detail(case["detail"].as_str().unwrap()));
        assert_eq!(
            found.map(|image| image.tokens),
            case["tokens"].as_u64(),
            "{case}"
        );
        let basis = found.map(|image| image.basis.name());
        assert_eq!(basis, case["basis"].as_str(), "{case}");
        if found.is_some() {
            let (source, checked) = source_of(model).unwrap();
            assert!(source.contains("https://") && checked.len() == 10, "{case}");
        }
    }
}

#[test]
fn no_size_is_too_absurd_to_count() {
    let absurd = [1, 2, 31, 33, 65_535, 1_000_000, u32::MAX];
    for model in [
        "gpt-4o",
        "gpt-4.1-mini",
        "gpt-6-astra",
        "claude-opus-4-5",
        "gemini-2.5-pro",
        "gemini-3.8-flash",
    ] {
        for width_px in absurd {
            for height_px in absurd {
                let size = Size {
                    width_px,
                    height_px,
                };
                for asked in [Detail::Low, Detail::High, Detail::Auto] {
                    let image = image_tokens(model, size, asked).unwrap();
                    assert!(image.tokens > 0, "{model} {size:?} {asked:?}");
                }
            }
        }
    }
}

#[test]
fn a_bounded_image_never_passes_the_bound() {
    let mut random = fastrand::Rng::with_seed(20_261_125);
    for _ in 0..50_000 {
        let size = Size {
            width_px: random.u32(1..12_000),
            height_px: random.u32(1..12_000),
        };
        let most = |model, detail| image_tokens(model, size, detail).unwrap().tokens;
        assert!(most("gpt-6-astra", Detail::High) <= 3000, "{size:?}");
        assert!(most("gpt-4.1-mini", Detail::High) <= 2489, "{size:?}");
        assert!(most("claude-opus-4-5", Detail::Auto) <= 1568, "{size:?}");
        assert!(most("claude-opus-5", Detail::Auto) <= 4784, "{size:?}");
        assert!(most("gemini-3.8-flash", Detail::Auto) <= 1120, "{size:?}");
    }
}

#[test]
fn the_size_of_a_pasted_image_is_read_from_its_first_bytes() {
    let vectors = vectors();
    for case in rows(&vectors, "files") {
        let base64 = case["base64"].as_str().unwrap();
        let format = case["format"].as_str().unwrap();
        let uri = format!("data:image/{format};base64,{base64}");
        assert_eq!(size_in_data_uri(&uri), Some(size(case)), "{case}");
        assert_eq!(size_in_data_uri(base64), Some(size(case)), "{case}");
        // Megabytes of picture follow.
        let whole = format!("{uri}{}", "A".repeat(1 << 20));
        assert_eq!(size_in_data_uri(&whole), Some(size(case)), "{case}");
    }
    for none in [
        "",
        "data:",
        "data:image/png;base64,",
        "data:image/png,AAAA",
        "https://example.com/a.png",
        "iVBORw0KGgo",
        "%%%%",
        "data:text/plain;base64,SGVsbG8=",
    ] {
        assert_eq!(size_in_data_uri(none), None, "{none}");
    }
}
