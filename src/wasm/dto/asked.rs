//! What JavaScript asks for.

use super::Count;
use crate::catalog::tokenizer::{Basis, Counted};
use crate::classes::Classes;
use crate::cost::{self, Service, Spending, whole_number};
use crate::estimate::{self, Comparison, Plan};
use crate::{Error, ErrorKind, Result};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tsify::Tsify;

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
    /// Those of `o200k_base` by class.
    #[serde(default)]
    #[tsify(optional)]
    pub classes: Vec<f64>,
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
    #[serde(default)]
    #[tsify(optional)]
    pub skip: usize,
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

impl CompareQuery {
    /// What was counted.
    pub fn counts(&self) -> Result<Vec<(String, Classes)>> {
        let classes = self.classes.iter();
        let classes = classes.map(|tokens| whole_number("classes", *tokens));
        let classes = classes.collect::<Result<Vec<_>>>()?;
        let counts = self.counts.iter().map(|(encoding, tokens)| {
            let tokens = whole_number(encoding, *tokens)?;
            let is_sorted = encoding == "o200k_base" && !classes.is_empty();
            let one = [tokens];
            let counts = if is_sorted { &classes[..] } else { &one };
            Ok((encoding.clone(), Classes::from_counts(counts)))
        });
        counts.collect()
    }

    /// What was counted for each model.
    pub fn each(&self) -> Result<Option<Vec<(String, Counted, Basis)>>> {
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
                0 => Basis::Exact,
                1 => Basis::Assumed,
                _ => Basis::Estimate,
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
            skip: self.skip,
            limit: limit(self.limit)?,
        })
    }
}
