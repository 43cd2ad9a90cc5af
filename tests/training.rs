//! What a file of examples costs to train on, and how large a batch may be.

use tokenmeter::cost::{default_epochs, training_of, training_plan};
use tokenmeter::limits::batch_limits;

#[test]
fn a_few_examples_are_trained_on_more_often_and_very_many_less() {
    let expected = [
        (0, 3),
        (1, 25),
        (4, 25),
        (10, 10),
        (33, 3),
        (34, 3),
        (100, 3),
        (8_333, 3),
        (8_334, 2),
        (12_500, 2),
        (12_501, 1),
        (25_000, 1),
        (1_000_000, 1),
    ];
    for (examples, epochs) in expected {
        assert_eq!(default_epochs(examples), epochs, "{examples} examples");
    }
}

#[test]
fn training_is_billed_by_the_tokens_that_are_not_cut_off_as_often_as_they_are_seen() {
    let row = training_of("gpt-4o-mini-2024-07-18").unwrap();
    let examples = [100, 65_536, 70_000];
    let plan = training_plan(
        &examples,
        Some(row.limit_tokens),
        None,
        Some(row.usd_per_mtok),
    )
    .unwrap();
    assert_eq!((plan.epochs, plan.over_limit), (25, 1));
    assert_eq!(plan.tokens, 100 + 2 * 65_536);
    assert_eq!(plan.trained_tokens, 25 * plan.tokens);
    assert!((plan.usd.unwrap() - 25.0 * 131_172.0 * 3.0 / 1e6).abs() < 1e-9);
    let twice = training_plan(&examples, None, Some(2), None).unwrap();
    assert_eq!(
        (twice.trained_tokens, twice.over_limit, twice.usd),
        (2 * 135_636, 0, None)
    );
}

#[test]
fn what_is_not_known_of_a_model_or_provider_is_not_guessed() {
    assert_eq!(
        training_of("ft:gpt-4o-mini-2024-07-18:team::id"),
        training_of("gpt-4o-mini")
    );
    assert!(training_of("gpt-6-astra").is_none() && training_of("claude-opus-5").is_none());
    assert!(batch_limits("perplexity").is_none());
    let openai = batch_limits("openai").unwrap();
    assert_eq!(
        (openai.requests, openai.bytes),
        (Some(50_000), Some(200_000_000))
    );
    assert_eq!(batch_limits("google").unwrap().requests, None);
}

#[test]
fn epochs_and_rates_that_cannot_be_meant_are_refused() {
    for (epochs, rate) in [
        (Some(0), None),
        (Some(51), None),
        (None, Some(-1.0)),
        (None, Some(f64::NAN)),
    ] {
        let refused = training_plan(&[1, 2], None, epochs, rate).unwrap_err();
        assert_eq!(refused.code(), "invalid-argument");
    }
}
