//! How fast requests may be sent: which limit binds, how long many take, and
//! how long to wait when the provider says no.

use crate::{Error, ErrorKind, Result};

/// What a provider allows an account; `None` is no limit, or none that is
/// known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RateLimits {
    /// RPM
    pub requests_per_minute: Option<u64>,
    /// RPD
    pub requests_per_day: Option<u64>,
    /// TPM: input and the output that is asked for.
    pub tokens_per_minute: Option<u64>,
    /// TPD
    pub tokens_per_day: Option<u64>,
    /// Input tokens that may wait in batches at once.
    pub batch_queue_tokens: Option<u64>,
}

/// A limit that decides how fast requests can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Binding {
    /// RPM
    RequestsPerMinute,
    /// RPD
    RequestsPerDay,
    /// TPM
    TokensPerMinute,
    /// TPD
    TokensPerDay,
}

impl Binding {
    /// The name of the limit in JavaScript.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::RequestsPerMinute => "requestsPerMinute",
            Self::RequestsPerDay => "requestsPerDay",
            Self::TokensPerMinute => "tokensPerMinute",
            Self::TokensPerDay => "tokensPerDay",
        }
    }
}

/// How many requests of one kind go how fast.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RatePlan {
    /// Requests in a minute, evenly spread; `None` if nothing limits them, 0
    /// if one alone is over a limit.
    pub requests_per_minute: Option<f64>,
    /// Requests in a day; `None` as above.
    pub requests_per_day: Option<f64>,
    /// From the first request to the last; `None` if they can never be sent.
    pub total_seconds: Option<f64>,
    /// The limit that decides how long they take; `None` if there is none.
    pub binding: Option<Binding>,
    /// Requests that may wait in the batch queue at once; `None` if that is
    /// not limited.
    pub batch_requests: Option<u64>,
}

const DAY_MINUTES: f64 = 1440.0;

impl RateLimits {
    /// How fast `requests` go, each of `input_tokens` and a planned
    /// `output_tokens`. Too much for a limit is a value here, not an error.
    ///
    /// # Errors
    ///
    /// `invalid-argument` if there are no requests, or a limit is 0.
    pub fn plan(&self, input_tokens: u64, output_tokens: u64, requests: u64) -> Result<RatePlan> {
        self.check(requests)?;
        let tokens = input_tokens.saturating_add(output_tokens);
        let minute = slowest([
            (
                Binding::RequestsPerMinute,
                rate(self.requests_per_minute, 1),
            ),
            (
                Binding::TokensPerMinute,
                rate(self.tokens_per_minute, tokens),
            ),
        ]);
        // Of a day's tokens only whole requests can be paid.
        let day = slowest([
            (Binding::RequestsPerDay, rate(self.requests_per_day, 1)),
            (
                Binding::TokensPerDay,
                rate(self.tokens_per_day, tokens).map(f64::floor),
            ),
        ]);
        // A day's worth of minutes may be less than the day allows.
        let by_minutes = minute.map(|(_, rate)| rate * DAY_MINUTES);
        let day = day.filter(|(_, most)| by_minutes.is_none_or(|by_minutes| *most < by_minutes));
        let count = float(requests);
        let (days, rest) = match day {
            Some((_, most)) if most >= 1.0 => {
                let days = ((count - 1.0) / most).floor();
                (days, count - days * most)
            }
            _ => (0.0, count),
        };
        let never = [minute, day]
            .into_iter()
            .flatten()
            .find(|(_, rate)| *rate <= 0.0);
        let pause_minutes = minute.map_or(0.0, |(_, rate)| 1.0 / rate);
        let total_seconds = 60.0 * (days * DAY_MINUTES + (rest - 1.0) * pause_minutes);
        Ok(RatePlan {
            requests_per_minute: never.or(minute).map(|(_, rate)| rate),
            requests_per_day: never.or(day).map(|(_, most)| most).or(by_minutes),
            total_seconds: never.is_none().then_some(total_seconds),
            binding: never
                .or(day.filter(|_| days > 0.0))
                .or(minute)
                .map(|(binding, _)| binding),
            batch_requests: self
                .batch_queue_tokens
                .and_then(|queue| queue.checked_div(input_tokens)),
        })
    }

    fn check(&self, requests: u64) -> Result<()> {
        let limits = [
            self.requests_per_minute,
            self.requests_per_day,
            self.tokens_per_minute,
            self.tokens_per_day,
            self.batch_queue_tokens,
        ];
        let problem = if requests == 0 {
            "There must be at least one request."
        } else if limits.contains(&Some(0)) {
            "A limit must be 1 or more; leave out one that does not hold."
        } else {
            return Ok(());
        };
        Err(Error::new(ErrorKind::InvalidArgument, problem))
    }
}

/// How many requests of `each` a limit allows; 0 if not even one.
fn rate(limit: Option<u64>, each: u64) -> Option<f64> {
    let limit = limit.filter(|_| each > 0)?;
    Some(if each > limit {
        0.0
    } else {
        float(limit) / float(each)
    })
}

fn slowest(rates: [(Binding, Option<f64>); 2]) -> Option<(Binding, f64)> {
    let known = rates
        .into_iter()
        .filter_map(|(binding, rate)| Some((binding, rate?)));
    known.min_by(|(_, one), (_, other)| one.total_cmp(other))
}

// Exact: no count here passes 2^53.
#[allow(clippy::cast_precision_loss)]
const fn float(number: u64) -> f64 {
    number as f64
}

/// How long to wait before an attempt is repeated, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// Always.
    pub least_seconds: u32,
    /// With all that chance may add, so that many who were refused together
    /// do not come back together.
    pub most_seconds: u32,
}

/// The waits after a status of 429, each twice as long as the one before:
/// exponential backoff with jitter. A `Retry-After` of the provider goes
/// before.
pub const BACKOFF: [Wait; 6] = {
    let mut waits = [Wait {
        least_seconds: 1,
        most_seconds: 2,
    }; 6];
    let mut attempt = 1;
    while attempt < waits.len() {
        waits[attempt] = Wait {
            least_seconds: 2 * waits[attempt - 1].least_seconds,
            most_seconds: 2 * waits[attempt - 1].most_seconds,
        };
        attempt += 1;
    }
    waits
};
