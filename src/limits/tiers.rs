//! The rate limits of `OpenAI`'s usage tiers as rows of data.

use super::RateLimits;

/// Where the rows come from.
pub const SOURCE: &str =
    "gpt-tokenizer 4.0.0 (npm), from https://developers.openai.com/api/docs/models";
/// When they were taken from there.
pub const CHECKED: &str = "2026-11-25";

/// Usage tiers, the lowest first.
pub const TIERS: [&str; 5] = ["tier-1", "tier-2", "tier-3", "tier-4", "tier-5"];

/// Requests a minute, requests a day, tokens a minute, tokens in the batch
/// queue; 0 is no limit.
type Row = [u64; 4];

const K: u64 = 1_000;
const M: u64 = 1_000_000;

/// Models, by the ids of `OpenAI`, and what each tier allows.
#[rustfmt::skip]
const ROWS: &[(&[&str], [Row; 5])] = &[
    (&["gpt-4o", "o1", "o1-pro", "o3", "o3-pro", "gpt-5-pro", "gpt-4.1", "gpt-5.2-pro"],
     [[500, 0, 30 * K, 90 * K], [5 * K, 0, 450 * K, 1_350 * K], [5 * K, 0, 800 * K, 50 * M], [10 * K, 0, 2 * M, 200 * M], [10 * K, 0, 30 * M, 5_000 * M]]),
    (&["gpt-4o-mini", "gpt-4.1-mini", "gpt-4.1-nano"],
     [[500, 10 * K, 200 * K, 2 * M], [5 * K, 0, 2 * M, 20 * M], [5 * K, 0, 4 * M, 40 * M], [10 * K, 0, 10 * M, 1_000 * M], [30 * K, 0, 150 * M, 15_000 * M]]),
    (&["gpt-3.5-turbo"],
     [[500, 10 * K, 200 * K, 2 * M], [5 * K, 0, 2 * M, 5 * M], [5 * K, 0, 4 * M, 50 * M], [10 * K, 0, 10 * M, 1_000 * M], [10 * K, 0, 50 * M, 10_000 * M]]),
    (&["gpt-4"],
     [[500, 10 * K, 10 * K, 100 * K], [5 * K, 0, 40 * K, 200 * K], [5 * K, 0, 80 * K, 5 * M], [10 * K, 0, 300 * K, 30 * M], [10 * K, 0, M, 150 * M]]),
    (&["gpt-4-turbo"],
     [[500, 0, 30 * K, 90 * K], [5 * K, 0, 450 * K, 1_350 * K], [5 * K, 0, 600 * K, 40 * M], [10 * K, 0, 800 * K, 80 * M], [10 * K, 0, 2 * M, 300 * M]]),
    (&["gpt-5", "gpt-5.1", "gpt-5.2", "gpt-5.4", "gpt-5.5", "gpt-5.6-terra"],
     [[500, 0, 500 * K, 1_500 * K], [5 * K, 0, M, 3 * M], [5 * K, 0, 2 * M, 100 * M], [10 * K, 0, 4 * M, 200 * M], [15 * K, 0, 40 * M, 15_000 * M]]),
    (&["gpt-5-mini", "gpt-5.4-mini", "gpt-5.6-luna"],
     [[500, 0, 500 * K, 5 * M], [5 * K, 0, 2 * M, 20 * M], [5 * K, 0, 4 * M, 40 * M], [10 * K, 0, 10 * M, 1_000 * M], [30 * K, 0, 180 * M, 15_000 * M]]),
    (&["gpt-5-nano", "gpt-5.4-nano"],
     [[500, 0, 200 * K, 2 * M], [5 * K, 0, 2 * M, 20 * M], [5 * K, 0, 4 * M, 40 * M], [10 * K, 0, 10 * M, 1_000 * M], [30 * K, 0, 180 * M, 15_000 * M]]),
    (&["o3-mini"],
     [[K, 0, 100 * K, M], [2 * K, 0, 200 * K, 2 * M], [5 * K, 0, 4 * M, 40 * M], [10 * K, 0, 10 * M, 1_000 * M], [30 * K, 0, 150 * M, 15_000 * M]]),
    (&["o4-mini"],
     [[K, 0, 100 * K, M], [2 * K, 0, 2 * M, 2 * M], [5 * K, 0, 4 * M, 40 * M], [10 * K, 0, 10 * M, 1_000 * M], [30 * K, 0, 150 * M, 15_000 * M]]),
];

/// What `tier` allows for `OpenAI`'s model `id`; `None` if that is not known.
#[must_use]
pub fn limits_of(id: &str, tier: &str) -> Option<RateLimits> {
    let (_, tiers) = ROWS.iter().find(|(ids, _)| ids.contains(&id))?;
    let at = TIERS.iter().position(|name| *name == tier)?;
    let [
        requests_per_minute,
        requests_per_day,
        tokens_per_minute,
        batch_queue_tokens,
    ] = tiers[at].map(|limit| Some(limit).filter(|limit| *limit > 0));
    Some(RateLimits {
        requests_per_minute,
        requests_per_day,
        tokens_per_minute,
        tokens_per_day: None,
        batch_queue_tokens,
    })
}
