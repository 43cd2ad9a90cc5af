//! What fine-tuning costs: the tokens of the examples, as often as they are
//! trained on, at a rate.

use super::{MOST, invalid};
use crate::Result;
use crate::catalog::tokenizer::base_model;

/// What a provider says about fine-tuning a model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrainingRow {
    /// The provider's ids of the models.
    ids: &'static [&'static str],
    /// The most tokens of one example; what is longer is cut off.
    pub limit_tokens: u64,
    /// US dollars per million trained tokens.
    pub usd_per_mtok: f64,
    /// Where the figures stand.
    pub source: &'static str,
    /// When they were read from there.
    pub checked: &'static str,
}

const RATES: &str = "OpenAI, Pricing: https://openai.com/api/pricing/ (as copied in public repositories), and Fine-tuning: https://learn.microsoft.com/azure/ai-foundry/openai/concepts/models";

const fn row(ids: &'static [&'static str], limit_tokens: u64, usd_per_mtok: f64) -> TrainingRow {
    TrainingRow {
        ids,
        limit_tokens,
        usd_per_mtok,
        source: RATES,
        checked: "2026-11-25",
    }
}

/// Supervised fine-tuning at `OpenAI`.
static ROWS: &[TrainingRow] = &[
    row(&["gpt-4.1", "gpt-4.1-2025-04-14"], 65_536, 25.0),
    row(&["gpt-4.1-mini", "gpt-4.1-mini-2025-04-14"], 65_536, 5.0),
    row(&["gpt-4.1-nano", "gpt-4.1-nano-2025-04-14"], 65_536, 1.5),
    row(&["gpt-4o", "gpt-4o-2024-08-06"], 65_536, 25.0),
    row(&["gpt-4o-mini", "gpt-4o-mini-2024-07-18"], 65_536, 3.0),
    row(
        &["gpt-3.5-turbo", "gpt-3.5-turbo-0125", "gpt-3.5-turbo-1106"],
        16_385,
        8.0,
    ),
];

/// What is known of fine-tuning a model, by its id at `OpenAI`; `None`:
/// nothing.
#[must_use]
pub fn training_of(id: &str) -> Option<&'static TrainingRow> {
    // What was trained once can be trained further.
    let id = base_model(id);
    ROWS.iter().find(|row| row.ids.contains(&id))
}

/// How often `OpenAI` trains on so many examples, unless it is told: three
/// times, more often on a few and less often on very many.
///
/// From its cookbook, "Data preparation and analysis for chat model
/// fine-tuning", checked 2026-11-25.
#[must_use]
pub fn default_epochs(examples: u64) -> u64 {
    const EPOCHS: u64 = 3;
    const FEW_EXAMPLES: u64 = 100;
    const MANY_EXAMPLES: u64 = 25_000;
    if examples == 0 {
        EPOCHS
    } else if EPOCHS * examples < FEW_EXAMPLES {
        (FEW_EXAMPLES / examples).min(25)
    } else if EPOCHS * examples > MANY_EXAMPLES {
        (MANY_EXAMPLES / examples).max(1)
    } else {
        EPOCHS
    }
}

/// What a file of examples comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrainingPlan {
    /// How often each example is trained on.
    pub epochs: u64,
    /// The tokens of all examples once, each cut off at the limit.
    pub tokens: u64,
    /// Those tokens as often as they are trained on, which is what is billed.
    pub trained_tokens: u64,
    /// How many examples are longer than the limit.
    pub over_limit: u64,
    /// In US dollars; `None` if no rate is known.
    pub usd: Option<f64>,
}

/// Plans the training on examples of so many tokens each. In time linear in
/// their number.
///
/// # Errors
///
/// [`crate::ErrorKind::InvalidArgument`] for no epochs or more than 50, and
/// for a rate that is not a price.
pub fn training_plan(
    examples: &[u32],
    limit_tokens: Option<u64>,
    epochs: Option<u64>,
    usd_per_mtok: Option<f64>,
) -> Result<TrainingPlan> {
    let epochs = epochs.unwrap_or_else(|| default_epochs(examples.len() as u64));
    if !(1..=50).contains(&epochs) {
        return Err(invalid(format!(
            "epochs must be from 1 to 50; it is {epochs}."
        )));
    }
    if let Some(rate) = usd_per_mtok.filter(|rate| !(0.0..=1e6).contains(rate)) {
        return Err(invalid(format!(
            "trainingUsdPerMtok must be a price in US dollars, 0 or more; it is {rate}."
        )));
    }
    let limit = limit_tokens.unwrap_or(MOST);
    let lengths = || examples.iter().map(|&tokens| u64::from(tokens));
    let tokens: u64 = lengths().map(|tokens| tokens.min(limit)).sum();
    let trained_tokens = tokens.saturating_mul(epochs);
    // Exact: no file has 2^53 tokens.
    #[allow(clippy::cast_precision_loss)]
    let usd = usd_per_mtok.map(|rate| trained_tokens as f64 * rate / 1e6);
    Ok(TrainingPlan {
        epochs,
        tokens,
        trained_tokens,
        over_limit: lengths().filter(|&tokens| tokens > limit).count() as u64,
        usd,
    })
}
