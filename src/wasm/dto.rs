//! The values of the prices module as JavaScript has them; the core's own
//! types know nothing of them.

use crate::catalog;
use crate::catalog::tokenizer::{self, Counted, TokenizerInfo};
use crate::cost::{self, Service, Spending, whole_number};
use crate::estimate::{self, Compared, Comparison, Plan};
use crate::{Error, ErrorKind, Result, limits};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tsify::Tsify;

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
    /// Providers that sell the same model, this one first.
    pub offers: Vec<String>,
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
    pub successor: Option<String>,
    pub open_weights: Option<bool>,
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

/// Which models to list.
#[derive(Debug, Default, Deserialize, Tsify)]
pub struct ModelsQuery {
    #[tsify(optional)]
    pub provider: Option<String>,
    #[tsify(optional)]
    pub search: Option<String>,
    #[tsify(optional)]
    pub limit: Option<f64>,
}

#[derive(Debug, Clone, Copy, Deserialize, Tsify)]
#[serde(rename_all = "lowercase")]
pub enum Processing {
    Batch,
}

#[derive(Debug, Clone, Copy, Deserialize, Tsify)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    Flex,
    Priority,
}

/// What is planned beside the input, and when. Apart from the queries: a flat
/// one would have serde buffer every value, in 6 kB of code.
#[derive(Debug, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Planned {
    #[tsify(optional)]
    output_tokens: Option<f64>,
    #[tsify(optional)]
    cached_tokens: Option<f64>,
    #[tsify(optional)]
    cache_write_tokens: Option<f64>,
    #[tsify(optional)]
    cache_write_1h_tokens: Option<f64>,
    #[tsify(optional)]
    web_searches: Option<f64>,
    #[tsify(optional)]
    processing: Option<Processing>,
    #[tsify(optional)]
    tier: Option<Tier>,
    #[tsify(optional)]
    requests: Option<f64>,
    #[tsify(optional)]
    requests_per_day: Option<f64>,
    #[tsify(optional)]
    days_per_month: Option<f64>,
    #[tsify(optional)]
    cap_usd: Option<f64>,
    /// Milliseconds since 1970.
    pub at_ms: f64,
}

/// One request on one model.
#[derive(Debug, Deserialize, Tsify)]
pub struct EstimateQuery {
    pub model: String,
    pub count: Count,
}

/// What to order a table by.
#[derive(Debug, Clone, Copy, Deserialize, Tsify)]
#[serde(rename_all = "lowercase")]
pub enum SortKey {
    Name,
    Tokens,
    Input,
    Total,
    Window,
}

/// One request on many models.
#[derive(Debug, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct CompareQuery {
    /// Exact tokens by encoding, `o200k_base` among them, unless `given` is set.
    #[serde(default)]
    #[tsify(optional, type = "Record<string, number>")]
    pub counts: BTreeMap<String, f64>,
    /// The ids of the models that a request was counted for, sorted.
    #[tsify(optional)]
    pub each: Option<Vec<String>>,
    /// What it has for each of these: tokens, low, high, and 0 for an exact
    /// number, 1 for an assumed one, 2 for an estimate.
    #[serde(default)]
    #[tsify(optional)]
    pub each_counts: Vec<f64>,
    /// A number of tokens that is taken at its word.
    #[tsify(optional)]
    pub given: Option<f64>,
    #[tsify(optional)]
    pub models: Option<Vec<String>>,
    #[tsify(optional)]
    pub sort: Option<SortKey>,
    #[tsify(optional)]
    pub limit: Option<f64>,
}

/// The time of milliseconds since 1970, as JavaScript counts them.
pub fn time(at_ms: f64) -> Result<SystemTime> {
    let seconds = at_ms / 1000.0;
    let since = Duration::try_from_secs_f64(seconds).ok();
    since
        .and_then(|since| UNIX_EPOCH.checked_add(since))
        .ok_or_else(|| {
            let message = format!("The time must be milliseconds since 1970; it is {at_ms}.");
            Error::new(ErrorKind::InvalidArgument, message)
        })
}

pub fn limit(limit: Option<f64>) -> Result<Option<usize>> {
    let limit = limit
        .map(|limit| whole_number("limit", limit))
        .transpose()?;
    Ok(limit.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX)))
}

/// How a request is made.
fn service(processing: Option<Processing>, tier: Option<Tier>) -> Service {
    Service {
        batch: processing.is_some(),
        tier: tier.map(|tier| match tier {
            Tier::Flex => cost::Tier::Flex,
            Tier::Priority => cost::Tier::Priority,
        }),
    }
}

impl Planned {
    pub fn plan(&self) -> Result<Plan> {
        let number =
            |name, value: Option<f64>| value.map(|value| whole_number(name, value)).transpose();
        Ok(Plan {
            output_tokens: number("outputTokens", self.output_tokens)?,
            cached_tokens: number("cachedTokens", self.cached_tokens)?.unwrap_or(0),
            cache_write_tokens: number("cacheWriteTokens", self.cache_write_tokens)?.unwrap_or(0),
            cache_write_1h_tokens: number("cacheWrite1hTokens", self.cache_write_1h_tokens)?
                .unwrap_or(0),
            web_searches: number("webSearches", self.web_searches)?.unwrap_or(0),
            service: service(self.processing, self.tier),
            requests: number("requests", self.requests)?,
            spending: Spending {
                requests_per_day: number("requestsPerDay", self.requests_per_day)?,
                days_per_month: number("daysPerMonth", self.days_per_month)?
                    .unwrap_or(Spending::default().days_per_month),
                cap_usd: self.cap_usd,
            },
        })
    }
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
            notes: tokenizer.notes().map(str::to_owned).collect(),
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

impl CompareQuery {
    /// What was counted.
    pub fn counts(&self) -> Result<Vec<(String, u64)>> {
        let counts = self.counts.iter();
        counts
            .map(|(encoding, tokens)| Ok((encoding.clone(), whole_number(encoding, *tokens)?)))
            .collect()
    }

    /// What was counted for each model.
    pub fn each(&self) -> Result<Option<Vec<(String, Counted, tokenizer::Basis)>>> {
        let Some(ids) = &self.each else {
            return Ok(None);
        };
        let read = |(id, of): (&String, &[f64])| {
            let [tokens, low, high, sureness] = [0, 1, 2, 3].map(|at| of[at]);
            let counted = Counted {
                tokens: whole_number("tokens", tokens)?,
                low: whole_number("low", low)?,
                high: whole_number("high", high)?,
            };
            let basis = match whole_number("basis", sureness)? {
                0 => tokenizer::Basis::Exact,
                1 => tokenizer::Basis::Assumed,
                _ => tokenizer::Basis::Estimate,
            };
            Ok((id.clone(), counted, basis))
        };
        let each = ids.iter().zip(self.each_counts.chunks_exact(4));
        each.map(read).collect::<Result<_>>().map(Some)
    }

    /// What was given instead.
    pub fn given(&self) -> Result<Option<u64>> {
        self.given
            .map(|tokens| whole_number("tokens", tokens))
            .transpose()
    }

    pub fn comparison(&self) -> Result<Comparison<'_>> {
        Ok(Comparison {
            models: self.models.as_deref(),
            sort: self.sort.map(|sort| match sort {
                SortKey::Name => estimate::Sort::Name,
                SortKey::Tokens => estimate::Sort::Tokens,
                SortKey::Input => estimate::Sort::InputCost,
                SortKey::Total => estimate::Sort::TotalCost,
                SortKey::Window => estimate::Sort::Window,
            }),
            limit: limit(self.limit)?,
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
            offers: info.offers,
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
            successor,
            open_weights: info.open_weights,
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

    pub fn of_row(row: Compared, at: SystemTime) -> Self {
        let count = Count::of_row(&row);
        Self::new(row.model.info(at), count, row.estimate)
    }
}
