//! How fast requests go, which limit decides, and how long many take.
#![cfg(not(target_arch = "wasm32"))]

use tokenmeter::ErrorKind;
use tokenmeter::limits::tiers::{TIERS, limits_of};
use tokenmeter::limits::{BACKOFF, Binding, RateLimits};

const LIMITS: RateLimits = RateLimits {
    requests_per_minute: Some(500),
    requests_per_day: Some(10_000),
    tokens_per_minute: Some(30_000),
    tokens_per_day: None,
    batch_queue_tokens: Some(90_000),
};

fn near(got: Option<f64>, expected: f64) {
    let got = got.expect("a number");
    assert!(
        (got - expected).abs() < 1e-9 * expected.max(1.0),
        "{got}, not {expected}"
    );
}

#[test]
fn short_requests_are_bound_by_their_number_and_long_ones_by_their_tokens() {
    let short = LIMITS.plan(10, 10, 501).unwrap();
    assert_eq!(short.binding, Some(Binding::RequestsPerMinute));
    near(short.requests_per_minute, 500.0);
    near(short.total_seconds, 60.0);
    // 30,000 / 600 = 50 a minute.
    let long = LIMITS.plan(500, 100, 101).unwrap();
    assert_eq!(long.binding, Some(Binding::TokensPerMinute));
    near(long.requests_per_minute, 50.0);
    near(long.total_seconds, 120.0);
    // Only input waits in the queue.
    assert_eq!(long.batch_requests, Some(180));
}

#[test]
fn a_day_binds_once_it_is_used_up_and_the_rest_waits_for_the_next() {
    let one_day = LIMITS.plan(10, 0, 10_000).unwrap();
    assert_eq!(one_day.binding, Some(Binding::RequestsPerMinute));
    near(one_day.total_seconds, 9_999.0 * 60.0 / 500.0);
    let two_days = LIMITS.plan(10, 0, 10_001).unwrap();
    assert_eq!(two_days.binding, Some(Binding::RequestsPerDay));
    near(two_days.requests_per_day, 10_000.0);
    near(two_days.total_seconds, 86_400.0);
    // At 5 a minute no day's limit of 10,000 is ever met.
    let slow = LIMITS.plan(6_000, 0, 100_000).unwrap();
    assert_eq!(slow.binding, Some(Binding::TokensPerMinute));
    near(slow.requests_per_day, 7_200.0);
    near(slow.total_seconds, 99_999.0 * 12.0);
}

#[test]
fn a_days_tokens_pay_for_whole_requests() {
    let limits = RateLimits {
        tokens_per_day: Some(1_000),
        ..RateLimits::default()
    };
    let plan = limits.plan(300, 0, 4).unwrap();
    assert_eq!(plan.binding, Some(Binding::TokensPerDay));
    near(plan.requests_per_day, 3.0);
    near(plan.total_seconds, 86_400.0);
    assert_eq!(plan.requests_per_minute, None);
    assert_eq!(plan.batch_requests, None);
}

#[test]
fn one_request_that_is_over_a_limit_is_never_sent_and_says_which() {
    let plan = LIMITS.plan(30_000, 1, 1).unwrap();
    assert_eq!(plan.binding, Some(Binding::TokensPerMinute));
    assert_eq!(
        (plan.total_seconds, plan.requests_per_minute),
        (None, Some(0.0))
    );
    assert_eq!(LIMITS.plan(30_000, 0, 1).unwrap().total_seconds, Some(0.0));
}

#[test]
fn without_a_limit_nothing_binds_and_nothing_waits() {
    let plan = RateLimits::default().plan(1_000_000, 0, 1_000_000).unwrap();
    assert_eq!((plan.binding, plan.requests_per_minute), (None, None));
    assert_eq!(plan.total_seconds, Some(0.0));
    // Nothing to count is no reason to wait either.
    assert_eq!(LIMITS.plan(0, 0, 1).unwrap().batch_requests, None);
}

#[test]
fn what_cannot_be_planned_is_refused() {
    assert_eq!(
        LIMITS.plan(1, 0, 0).unwrap_err().kind(),
        ErrorKind::InvalidArgument
    );
    let none = RateLimits {
        requests_per_day: Some(0),
        ..LIMITS
    };
    assert_eq!(
        none.plan(1, 0, 1).unwrap_err().kind(),
        ErrorKind::InvalidArgument
    );
}

#[test]
fn waits_double_and_leave_room_for_chance() {
    let waits: Vec<_> = BACKOFF
        .iter()
        .map(|wait| (wait.least_seconds, wait.most_seconds))
        .collect();
    assert_eq!(waits, [(1, 2), (2, 4), (4, 8), (8, 16), (16, 32), (32, 64)]);
}

#[test]
fn a_higher_tier_never_allows_less() {
    for id in [
        "gpt-4o",
        "gpt-4o-mini",
        "gpt-3.5-turbo",
        "gpt-5",
        "o3",
        "o4-mini",
        "gpt-4",
    ] {
        let limits: Vec<_> = TIERS
            .iter()
            .map(|tier| limits_of(id, tier).expect(id))
            .collect();
        for pair in limits.windows(2) {
            assert!(
                pair[0].tokens_per_minute <= pair[1].tokens_per_minute,
                "{id}"
            );
            assert!(
                pair[0].requests_per_minute <= pair[1].requests_per_minute,
                "{id}"
            );
            assert!(
                pair[0].batch_queue_tokens <= pair[1].batch_queue_tokens,
                "{id}"
            );
        }
    }
    assert_eq!(limits_of("gpt-4o", "tier-9"), None);
    assert_eq!(limits_of("no-such-model", "tier-1"), None);
    assert_eq!(
        limits_of("gpt-4o", "tier-1").unwrap().tokens_per_minute,
        Some(30_000)
    );
}
