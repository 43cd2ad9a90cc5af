//! A request fits or not for a stated reason, and what is not known is not
//! guessed.

#[allow(dead_code)]
mod catalog;

use catalog::CATALOG;
use tokenmeter::limits::{Fit, Limits};

fn fit(name: &str, input: u64, output: u64) -> Fit {
    CATALOG.model(name).expect(name).limits().fit(input, output)
}

#[test]
fn input_and_planned_output_share_the_window() {
    let fits = fit("gpt-4o", 100_000, 16_000);
    assert_eq!(
        (fits.used, fits.remaining, fits.ok),
        (116_000, Some(12_000), Some(true))
    );
    assert_eq!(fits.reason, None);
    let full = fit("gpt-4o", 127_999, 1);
    assert_eq!((full.remaining, full.ok), (Some(0), Some(true)));
    let over = fit("gpt-4o", 128_000, 1);
    assert_eq!((over.remaining, over.ok), (Some(-1), Some(false)));
    let reason = over.reason.unwrap();
    assert!(
        reason.contains("128\u{202f}000") && reason.contains(" 1 over"),
        "{reason}"
    );
}

#[test]
fn the_output_has_a_limit_of_its_own() {
    let over = fit("gpt-4o", 10, 16_385);
    assert_eq!(over.ok, Some(false));
    assert!(over.reason.unwrap().contains("16\u{202f}384 output tokens"));
    assert_eq!(fit("gpt-4o", 10, 16_384).ok, Some(true));
}

#[test]
fn the_input_may_have_a_limit_below_the_window() {
    let model = CATALOG.model("gpt-6-astra").unwrap();
    assert_eq!(model.limits().window, Some(1_050_000));
    assert_eq!(model.limits().max_input, Some(922_000));
    let over = fit("gpt-6-astra", 922_001, 0);
    assert_eq!((over.ok, over.remaining), (Some(false), Some(-1)));
    assert!(over.reason.unwrap().contains("922\u{202f}000 input tokens"));
    assert_eq!(fit("gpt-6-astra", 922_000, 128_000).ok, Some(true));
}

#[test]
fn an_unknown_limit_decides_nothing() {
    let nothing = Limits::default().fit(1, 0);
    assert_eq!((nothing.ok, nothing.remaining), (None, None));
    assert!(nothing.reason.unwrap().contains("not known"));
    let window = Limits {
        window: Some(100),
        ..Limits::default()
    };
    assert_eq!(window.fit(100, 0).ok, Some(true));
    assert_eq!(window.fit(50, 50).ok, None, "its output limit is not known");
    assert_eq!(
        window.fit(50, 51).ok,
        Some(false),
        "no output limit could make that fit"
    );
}

#[test]
fn numbers_beyond_all_windows_are_only_too_much() {
    let over = fit("gpt-4o", u64::MAX, u64::MAX);
    assert_eq!(over.ok, Some(false));
}

#[test]
fn the_flagships_limits_are_known() {
    for name in [
        "gpt-4o",
        "gpt-4o-mini",
        "gpt-3.5-turbo",
        "gpt-6-astra",
        "gpt-6.1-sol",
        "gpt-6.1-terra",
        "gpt-6-luna",
        "gpt-5",
        "gpt-5.4",
        "o3",
        "claude-opus-5-5",
        "claude-sonnet-5-5",
        "claude-haiku-5-5",
        "claude-opus-4-5",
    ] {
        assert_eq!(fit(name, 1_000, 1_000).ok, Some(true), "{name}");
    }
}
