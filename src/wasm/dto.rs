//! The values of the prices module as JavaScript has them; the core's own
//! types know nothing of them.

mod asked;

use crate::catalog;
use crate::catalog::tokenizer::{Counted, TokenizerInfo};
use crate::cost::{self, whole_number};
use crate::estimate::{self, Compared, Row};
use crate::{Result, limits};
use serde::{Deserialize, Serialize};
use std::time::SystemTime;
use tsify::Tsify;

pub use asked::*;

/// How honest a number of tokens is.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    Exact,
    Assumed,
    Estimate,
}

/// Tokens of a part of the input.
#[derive(Debug, Clone, Serialize, Deserialize, Tsify)]
pub struct Part {
    #[tsify(type = "\"text\" | \"message\" | \"tool\" | \"image\" | \"framing\"")]
    pub kind: String,
    pub label: String,
    pub tokens: f64,
}

/// The tokens of an input for a model.
#[derive(Debug, Clone, Serialize, Deserialize, Tsify)]
pub struct Count {
    pub tokens: f64,
    pub low: f64,
    pub high: f64,
    pub basis: Basis,
    pub tokenizer: String,
    pub parts: Vec<Part>,
    pub notes: Vec<String>,
}

/// What is known of a model; `null` is unknown.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct ModelInfo {
    pub id: String,
    pub name: String,
    pub provider: String,
    pub provider_name: String,
    /// Whether that is known to be who makes it.
    pub first_party: bool,
    /// Who sells the same model, this one among them: the cheapest first, by
    /// what a million tokens in and a million out cost; unknown prices last, and
    /// after them what has ended.
    pub offers: Vec<Offer>,
    pub tokenizer: String,
    pub basis: Basis,
    pub window: Option<f64>,
    pub max_input: Option<f64>,
    pub max_output: Option<f64>,
    pub input_usd_per_mtok: Option<f64>,
    pub output_usd_per_mtok: Option<f64>,
    /// `YYYY-MM-DD`
    pub prices_checked: String,
    pub pricing_url: Option<String>,
    /// `YYYY-MM-DD`
    pub shutdown: Option<String>,
    /// The day from which nobody gets an answer from it, `YYYY-MM-DD`: `shutdown`,
    /// else its maker's, where that holds for this provider.
    pub ends: Option<String>,
    pub successor: Option<String>,
    pub open_weights: Option<bool>,
    /// What goes in.
    #[tsify(type = "(\"text\" | \"image\" | \"audio\" | \"video\" | \"file\")[] | null")]
    pub inputs: Option<Vec<&'static str>>,
    /// What comes out.
    #[tsify(type = "(\"text\" | \"image\" | \"audio\" | \"video\" | \"embedding\")[] | null")]
    pub outputs: Option<Vec<&'static str>>,
}

/// One way to buy a model; `null` is unknown.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Offer {
    pub provider: String,
    /// Whether that is known to be who makes the model.
    pub first_party: bool,
    pub id: String,
    pub input_usd_per_mtok: Option<f64>,
    pub output_usd_per_mtok: Option<f64>,
}

/// US dollars for one request; `input` excludes what is read from or written
/// to the cache.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Cost {
    pub input: f64,
    pub cached_input: f64,
    pub cache_write: f64,
    pub output: f64,
    /// For the request as such.
    pub request: f64,
    /// For searches of the web.
    pub searches: f64,
    pub total: f64,
    #[tsify(type = "\"USD\"")]
    pub currency: &'static str,
}

/// Whether a request fits; `null` is unknown.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Fit {
    pub window: Option<f64>,
    pub max_output: Option<f64>,
    pub used: f64,
    /// Tokens left; negative if it is too much.
    pub remaining: Option<f64>,
    pub ok: Option<bool>,
    pub reason: Option<String>,
}

/// Tokens, cost and fit of a request on a model.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Estimate {
    pub model: ModelInfo,
    pub count: Count,
    pub output_tokens: f64,
    /// `null`: the price is unknown.
    pub cost: Option<Cost>,
    pub cost_low: Option<f64>,
    pub cost_high: Option<f64>,
    pub fit: Fit,
    pub requests: f64,
    pub total_for_requests: Option<f64>,
    /// `null`: how many are sent in a day is not planned.
    pub month: Option<Month>,
    /// `null`: without a cap, or without a price.
    pub cap: Option<Cap>,
    pub notes: Vec<String>,
}

/// A model at each provider, the cheapest for a request first.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct ComparedOffers {
    /// Without the offers of their models, which are the same for each.
    pub offers: Vec<Estimate>,
    /// These.
    pub sellers: Vec<Offer>,
    /// The place of the one that stands for the model.
    pub own: usize,
}

/// A month of requests, in US dollars; `null`: the price is unknown.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Month {
    pub requests: f64,
    pub total: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// When a cap on a month's spending binds.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Cap {
    pub usd: f64,
    /// Requests that can be sent before it is passed; `null`: it never binds.
    pub requests: Option<f64>,
    /// The day of the month on which it binds; `null`: not in a month.
    pub day: Option<f64>,
}

/// Where the prices come from.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct About {
    /// The version of `genai-prices`.
    pub release: String,
    /// The newest day on which one of its prices was checked, `YYYY-MM-DD`.
    pub checked: String,
    pub source: String,
    pub models: usize,
    pub providers: Vec<Provider>,
}

/// Who sells models.
#[derive(Debug, Serialize, Tsify)]
pub struct Provider {
    pub id: String,
    pub name: String,
}

impl Count {
    /// A number that the caller knows is taken at its word.
    pub fn given(tokens: f64, tokenizer: &TokenizerInfo) -> Self {
        Self {
            tokens,
            low: tokens,
            high: tokens,
            basis: Basis::Exact,
            tokenizer: tokenizer.id.to_owned(),
            parts: vec![Part {
                kind: "text".to_owned(),
                label: "Given number of tokens".to_owned(),
                tokens,
            }],
            notes: Vec::new(),
        }
    }

    /// The count of a row of a table.
    fn of_row(row: &Compared) -> Self {
        let tokenizer = row.model.tokenizer();
        let tokens = number(row.counted.tokens);
        if row.given {
            return Self::given(tokens, tokenizer);
        }
        Self {
            tokens,
            low: number(row.counted.low),
            high: number(row.counted.high),
            basis: row.basis.into(),
            tokenizer: tokenizer.id.to_owned(),
            parts: vec![Part {
                kind: "text".to_owned(),
                label: "Text".to_owned(),
                tokens,
            }],
            notes: row
                .count_notes
                .iter()
                .map(|&note| note.to_owned())
                .collect(),
        }
    }

    pub fn counted(&self) -> Result<Counted> {
        Ok(Counted {
            tokens: whole_number("count.tokens", self.tokens)?,
            low: whole_number("count.low", self.low)?,
            high: whole_number("count.high", self.high)?,
        })
    }
}

impl From<catalog::tokenizer::Basis> for Basis {
    fn from(basis: catalog::tokenizer::Basis) -> Self {
        match basis {
            catalog::tokenizer::Basis::Exact => Self::Exact,
            catalog::tokenizer::Basis::Assumed => Self::Assumed,
            catalog::tokenizer::Basis::Estimate => Self::Estimate,
        }
    }
}

/// A number that JavaScript holds exactly: no count here passes 2^53.
#[allow(clippy::cast_precision_loss)]
pub fn number(value: u64) -> f64 {
    value as f64
}

impl From<catalog::ModelInfo> for ModelInfo {
    fn from(info: catalog::ModelInfo) -> Self {
        let (shutdown, successor) = match info.shutdown {
            Some(shutdown) => (Some(shutdown.date.to_string()), shutdown.successor),
            None => (None, None),
        };
        Self {
            id: info.id,
            name: info.name,
            provider: info.provider,
            provider_name: info.provider_name,
            first_party: info.first_party,
            offers: info.offers.into_iter().map(Offer::from).collect(),
            tokenizer: info.tokenizer.id.to_owned(),
            basis: info.tokenizer.basis.into(),
            window: info.limits.window.map(number),
            max_input: info.limits.max_input.map(number),
            max_output: info.limits.max_output.map(number),
            input_usd_per_mtok: info.input_usd_per_mtok,
            output_usd_per_mtok: info.output_usd_per_mtok,
            prices_checked: info.prices_checked.to_string(),
            pricing_url: info.pricing_url,
            shutdown,
            ends: info.ends.map(|day| day.to_string()),
            successor,
            open_weights: info.open_weights,
            inputs: kinds(info.media.inputs),
            outputs: kinds(info.media.outputs),
        }
    }
}

fn kinds(kinds: catalog::Kinds) -> Option<Vec<&'static str>> {
    (!kinds.is_unknown()).then(|| kinds.names())
}

impl From<catalog::Offer> for Offer {
    fn from(offer: catalog::Offer) -> Self {
        Self {
            provider: offer.provider,
            first_party: offer.first_party,
            id: offer.id,
            input_usd_per_mtok: offer.input_usd_per_mtok,
            output_usd_per_mtok: offer.output_usd_per_mtok,
        }
    }
}

impl From<cost::Cost> for Cost {
    fn from(cost: cost::Cost) -> Self {
        Self {
            input: cost.input_usd,
            cached_input: cost.cached_input_usd,
            cache_write: cost.cache_write_usd,
            output: cost.output_usd,
            request: cost.request_usd,
            searches: cost.searches_usd,
            total: cost.total_usd,
            currency: "USD",
        }
    }
}

impl From<limits::Fit> for Fit {
    // Exact: no difference of token numbers passes 2^53.
    #[allow(clippy::cast_precision_loss)]
    fn from(fit: limits::Fit) -> Self {
        Self {
            window: fit.window.map(number),
            max_output: fit.max_output.map(number),
            used: number(fit.used),
            remaining: fit.remaining.map(|remaining| remaining as f64),
            ok: fit.ok,
            reason: fit.reason,
        }
    }
}

impl Estimate {
    pub fn new(model: catalog::ModelInfo, count: Count, estimate: estimate::Estimate) -> Self {
        Self {
            model: model.into(),
            count,
            output_tokens: number(estimate.output_tokens),
            cost: estimate.cost.map(Cost::from),
            cost_low: estimate.low_usd,
            cost_high: estimate.high_usd,
            fit: estimate.fit.into(),
            requests: number(estimate.requests),
            total_for_requests: estimate.requests_usd,
            month: estimate.month.map(|month| Month {
                requests: number(month.requests),
                total: month.usd,
                low: month.low_usd,
                high: month.high_usd,
            }),
            cap: estimate.cap.map(|cap| Cap {
                usd: cap.usd,
                requests: cap.requests.map(number),
                day: cap.day.map(number),
            }),
            notes: estimate.notes,
        }
    }

    fn of_row(row: Compared, at: SystemTime) -> Self {
        let count = Count::of_row(&row);
        Self::new(row.model.info_without_offers(at), count, row.estimate)
    }
}

impl ComparedOffers {
    pub fn new(row: Row, at: SystemTime) -> Self {
        let sellers = row.own().model.offers(at).into_iter();
        let sellers = sellers.map(Offer::from).collect();
        let offers = row.offers.into_iter();
        Self {
            sellers,
            offers: offers.map(|offer| Estimate::of_row(offer, at)).collect(),
            own: row.own,
        }
    }
}
