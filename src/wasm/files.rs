//! What files of requests and of examples come to, in JavaScript.

use super::error::to_js;
use super::js::{number, object, or_null};
use crate::cost::{training_of, training_plan, whole_number};
use crate::limits::batch_limits;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What a provider takes as one batch; `null`: not limited. */
export interface BatchLimits {
  requests: number | null;
  bytes: number | null;
  source: string;
  checked: string;
}

/** What fine-tuning on a file of examples comes to. */
export interface TrainingPlan {
  epochs: number;
  /** The tokens of all examples once, each cut off at the limit. */
  tokens: number;
  /** As often as they are trained on: what is billed. */
  trainedTokens: number;
  /** The most tokens of one example; `null`: not known. */
  limitTokens: number | null;
  /** Examples that are longer. */
  overLimit: number;
  usdPerMtok: number | null;
  /** `null`: no rate is known. */
  usd: number | null;
  /** Where limit and rate stand, and the day they were read; `null`: nothing is known of this model. */
  source: string | null;
  checked: string | null;
}
"#;

/// What a provider takes as one batch; `undefined` if that is not known.
#[wasm_bindgen(js_name = batchLimits, unchecked_return_type = "BatchLimits | undefined")]
#[must_use]
pub fn limits_of_batch(provider: &str) -> JsValue {
    batch_limits(provider).map_or(JsValue::UNDEFINED, |limits| {
        object(&[
            ("requests", number(limits.requests)),
            ("bytes", number(limits.bytes)),
            ("source", limits.source.into()),
            ("checked", limits.checked.into()),
        ])
        .into()
    })
}

/// Fine-tuning the model `id` on examples of so many tokens each.
///
/// # Errors
///
/// `invalid-argument`
#[wasm_bindgen(js_name = trainingPlan, unchecked_return_type = "TrainingPlan")]
pub fn plan_training(
    id: &str,
    examples: &[u32],
    epochs: Option<f64>,
    #[wasm_bindgen(js_name = usdPerMtok)] usd_per_mtok: Option<f64>,
) -> Result<JsValue, JsValue> {
    let known = training_of(id);
    let rate = usd_per_mtok.or(known.map(|row| row.usd_per_mtok));
    let limit = known.map(|row| row.limit_tokens);
    let epochs = epochs.map(|epochs| whole_number("epochs", epochs));
    let plan = epochs
        .transpose()
        .and_then(|epochs| training_plan(examples, limit, epochs, rate));
    let plan = plan.map_err(|error| to_js(&error))?;
    let text = |text: Option<&str>| text.map_or(JsValue::NULL, JsValue::from);
    Ok(object(&[
        ("epochs", number(Some(plan.epochs))),
        ("tokens", number(Some(plan.tokens))),
        ("trainedTokens", number(Some(plan.trained_tokens))),
        ("limitTokens", number(limit)),
        ("overLimit", number(Some(plan.over_limit))),
        ("usdPerMtok", or_null(rate)),
        ("usd", or_null(plan.usd)),
        ("source", text(known.map(|row| row.source))),
        ("checked", text(known.map(|row| row.checked))),
    ])
    .into())
}
