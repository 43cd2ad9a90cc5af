//! [`crate::bill::Bill`] in JavaScript.

use super::dto::{Count, Estimate, Part, number, time};
use super::js::{Object, object};
use super::prices::{Catalog, JsResult, out, thrown};
use crate::bill::{Asked, Bill};
use crate::catalog::tokenizer::TokenizerInfo;
use crate::cost::{Mode, Service};
use std::time::{SystemTime, UNIX_EPOCH};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What a response says of its cost. */
export interface Bill {
  /** The id of who sent it. */
  provider: string;
  /** The model as the response names it. */
  model: string;
  /** All input, what was read from and written to the cache included. */
  inputTokens: number;
  cachedTokens: number;
  cacheWriteTokens: number;
  /** The part of that which the cache keeps for an hour. */
  cacheWrite1hTokens: number;
  /** All output, reasoning included. */
  outputTokens: number;
  /** `null`: not said. */
  reasoningTokens: number | null;
  webSearches: number;
  /** What has a price of its own that is not in the cost, such as `input_audio_tokens`. */
  apart: { unit: string, count: number }[];
  processing: "batch" | null;
  tier: "flex" | "priority" | null;
  /** The time whose prices hold, in milliseconds since 1970. */
  atMs: number;
  /** What the provider says that it has charged, in US dollars; `null`: not said. */
  chargedUsd: number | null;
}

/** The cost of a finished call. */
export type BilledEstimate = Estimate & { bill: Bill };
"#;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "BilledEstimate")]
    pub type JsBilledEstimate;
}

#[wasm_bindgen]
impl Catalog {
    /// What a finished call has cost, from its response. `service` is how it was
    /// made, `batch`, `flex` or `priority`, and `atMs` when; where they are not
    /// given, as the response says, else in the standard way at `nowMs`.
    ///
    /// # Errors
    ///
    /// `invalid-usage`, `unknown-model`, `invalid-argument`.
    #[allow(clippy::needless_pass_by_value)]
    #[wasm_bindgen(js_name = priceResponse)]
    pub fn price_response(
        &self,
        response: &str,
        provider: Option<String>,
        model: Option<String>,
        service: Vec<String>,
        #[wasm_bindgen(js_name = atMs)] at_ms: Option<f64>,
        #[wasm_bindgen(js_name = nowMs)] now_ms: f64,
    ) -> JsResult<JsBilledEstimate> {
        let asked = Asked {
            provider: provider.as_deref(),
            model: model.as_deref(),
        };
        let bill = self.0.read_bill(response, asked).map_err(thrown)?;
        let at = match (at_ms, bill.made) {
            (None, Some(made)) => made,
            (at_ms, _) => time(at_ms.unwrap_or(now_ms)).map_err(thrown)?,
        };
        let service = if service.is_empty() {
            bill.service
        } else {
            asked_service(&service)
        };
        let estimate = bill.price(service, at).map_err(thrown)?;
        let count = count(&bill, bill.model.tokenizer());
        let estimate = out(&Estimate::new(bill.model.info(at), count, estimate))?;
        let estimate: Object = JsValue::from(estimate).unchecked_into();
        estimate.set("bill", &facts(&bill, service, at));
        Ok(estimate.unchecked_into())
    }
}

fn asked_service(modes: &[String]) -> Service {
    let mut service = Service::default();
    for mode in modes.iter().filter_map(|name| Mode::named(name)) {
        match mode {
            Mode::Batch => service.batch = true,
            Mode::Tier(tier) => service.tier = Some(tier),
        }
    }
    service
}

/// The input: the provider has counted it.
fn count(bill: &Bill, tokenizer: &TokenizerInfo) -> Count {
    let usage = &bill.usage;
    let cached = usage.cached_tokens + usage.cache_write_tokens;
    let parts = [
        ("Input", usage.input_tokens - cached),
        ("Read from the cache", usage.cached_tokens),
        ("Written to the cache", usage.cache_write_tokens),
    ];
    let mut count = Count::given(number(usage.input_tokens), tokenizer);
    count.parts.clear();
    for (label, tokens) in parts {
        if tokens > 0 {
            count.parts.push(Part {
                kind: "text".to_owned(),
                label: label.to_owned(),
                tokens: number(tokens),
            });
        }
    }
    count
}

fn facts(bill: &Bill, service: Service, at: SystemTime) -> JsValue {
    let usage = &bill.usage;
    let since = at.duration_since(UNIX_EPOCH).unwrap_or_default();
    let apart = bill.apart.iter().map(|(unit, count)| {
        let part = [("unit", unit.into()), ("count", number(*count).into())];
        JsValue::from(object(&part))
    });
    let known = |number: Option<f64>| number.map_or(JsValue::NULL, JsValue::from);
    let mode = |mode: Option<Mode>| mode.map_or(JsValue::NULL, |mode| mode.name().into());
    object(&[
        ("provider", bill.provider.as_str().into()),
        ("model", bill.named.as_str().into()),
        ("inputTokens", number(usage.input_tokens).into()),
        ("cachedTokens", number(usage.cached_tokens).into()),
        ("cacheWriteTokens", number(usage.cache_write_tokens).into()),
        (
            "cacheWrite1hTokens",
            number(usage.cache_write_1h_tokens).into(),
        ),
        ("outputTokens", number(usage.output_tokens).into()),
        ("reasoningTokens", known(bill.reasoning_tokens.map(number))),
        ("webSearches", number(usage.web_searches).into()),
        ("apart", apart.collect::<Vec<_>>().into()),
        ("processing", mode(service.batch.then_some(Mode::Batch))),
        ("tier", mode(service.tier.map(Mode::Tier))),
        ("atMs", (since.as_secs_f64() * 1000.0).into()),
        ("chargedUsd", known(bill.charged_usd)),
    ])
    .into()
}
