//! [`crate::limits::RateLimits`] in JavaScript.

use super::error::to_js;
use super::js::{number, object, or_null};
use crate::cost::whole_number;
use crate::limits::tiers::{CHECKED, SOURCE, TIERS, limits_of};
use crate::limits::{BACKOFF, RateLimits, Wait};
use crate::{Error, ErrorKind, Result};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What a provider allows an account; what is left out does not hold, or is not known. */
export interface RateLimits {
  requestsPerMinute?: number | null;
  requestsPerDay?: number | null;
  /** Input and planned output. */
  tokensPerMinute?: number | null;
  tokensPerDay?: number | null;
  /** Input that may wait in batches at once. */
  batchQueueTokens?: number | null;
}

/** How many requests of one kind go how fast. */
export interface RatePlan {
  limits: RateLimits;
  tokensPerRequest: number;
  requests: number;
  /** `null`: nothing limits it; 0: one request alone is over a limit. */
  requestsPerMinute: number | null;
  requestsPerDay: number | null;
  /** From the first request to the last; `null`: they can never be sent. */
  totalSeconds: number | null;
  /** The limit that decides; `null`: none does. */
  binding: "requestsPerMinute" | "requestsPerDay" | "tokensPerMinute" | "tokensPerDay" | null;
  /** Requests that may wait in the batch queue at once; `null`: not limited. */
  batchRequests: number | null;
  /** How long to wait after a status of 429, attempt by attempt. */
  backoff: { leastSeconds: number, mostSeconds: number }[];
  /** Of a tier: where its limits stand, and the day they were read. */
  source: string | null;
  checked: string | null;
}
"#;

/// The limits by their names in JavaScript, each with its place.
const NAMES: [&str; 5] = [
    "requestsPerMinute",
    "requestsPerDay",
    "tokensPerMinute",
    "tokensPerDay",
    "batchQueueTokens",
];

fn values(limits: &RateLimits) -> [Option<u64>; 5] {
    [
        limits.requests_per_minute,
        limits.requests_per_day,
        limits.tokens_per_minute,
        limits.tokens_per_day,
        limits.batch_queue_tokens,
    ]
}

/// The tiers whose limits are known for the model `id`, the lowest first.
#[wasm_bindgen(js_name = tiersOf)]
#[must_use]
pub fn tiers_of(id: &str) -> Vec<String> {
    let known = TIERS.iter().filter(|tier| limits_of(id, tier).is_some());
    known.map(|tier| (*tier).to_owned()).collect()
}

/// How fast requests go under the limits of a `tier`, else under those given,
/// in the order of [`NAMES`]; NaN for one that does not hold.
///
/// # Errors
///
/// `invalid-argument`
// wasm-bindgen hands values over.
#[allow(clippy::needless_pass_by_value)]
#[wasm_bindgen(js_name = ratePlan, unchecked_return_type = "RatePlan")]
pub fn rate_plan(
    id: &str,
    tier: Option<String>,
    limits: &[f64],
    #[wasm_bindgen(js_name = inputTokens)] input_tokens: f64,
    #[wasm_bindgen(js_name = outputTokens)] output_tokens: f64,
    requests: f64,
) -> std::result::Result<JsValue, JsValue> {
    let plan = || {
        let limits = match &tier {
            Some(tier) => limits_of(id, tier).ok_or_else(|| unknown_tier(id, tier))?,
            None => given(limits)?,
        };
        let input = whole_number("inputTokens", input_tokens)?;
        let output = whole_number("outputTokens", output_tokens)?;
        let plan = limits.plan(input, output, whole_number("requests", requests)?)?;
        Ok((limits, plan))
    };
    let (limits, plan) = plan().map_err(|error| to_js(&error))?;
    let named = NAMES.into_iter().zip(values(&limits).map(number));
    let named: Vec<_> = named.collect();
    let backoff: Vec<JsValue> = BACKOFF.iter().map(wait).collect();
    let of_tier = |text: &str| tier.as_ref().map_or(JsValue::NULL, |_| text.into());
    Ok(object(&[
        ("limits", object(&named).into()),
        ("tokensPerRequest", (input_tokens + output_tokens).into()),
        ("requests", requests.into()),
        ("requestsPerMinute", or_null(plan.requests_per_minute)),
        ("requestsPerDay", or_null(plan.requests_per_day)),
        ("totalSeconds", or_null(plan.total_seconds)),
        (
            "binding",
            plan.binding
                .map_or(JsValue::NULL, |binding| binding.name().into()),
        ),
        ("batchRequests", number(plan.batch_requests)),
        ("backoff", backoff.into()),
        ("source", of_tier(SOURCE)),
        ("checked", of_tier(CHECKED)),
    ])
    .into())
}

fn given(limits: &[f64]) -> Result<RateLimits> {
    let read = |at: usize| {
        let value = limits.get(at).copied().filter(|value| !value.is_nan());
        value
            .map(|value| whole_number(NAMES[at], value))
            .transpose()
    };
    Ok(RateLimits {
        requests_per_minute: read(0)?,
        requests_per_day: read(1)?,
        tokens_per_minute: read(2)?,
        tokens_per_day: read(3)?,
        batch_queue_tokens: read(4)?,
    })
}

fn unknown_tier(id: &str, tier: &str) -> Error {
    let message = format!("The limits of {tier} are not known for {id}; give them as limits.");
    Error::new(ErrorKind::InvalidArgument, message)
}

fn wait(wait: &Wait) -> JsValue {
    object(&[
        ("leastSeconds", wait.least_seconds.into()),
        ("mostSeconds", wait.most_seconds.into()),
    ])
    .into()
}
