//! What a request would cost on a model and whether it fits: one model's
//! estimate, or a table of all models.

mod compare;
mod notes;

use std::time::SystemTime;

use crate::catalog::Model;
use crate::catalog::tokenizer::Counted;
use crate::cost::{Cap, Cost, MOST, Month, Service, Spending, Usage};
use crate::limits::Fit;
use crate::{Error, ErrorKind, Result};

pub use compare::{Compared, Comparison, Counts, Row, Sort};

/// What is planned beside the input.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Plan {
    /// Tokens of the answer; `None` if none is planned.
    pub output_tokens: Option<u64>,
    /// The part of the input that is read from the provider's cache.
    pub cached_tokens: u64,
    /// The part of the input that is written to the provider's cache.
    pub cache_write_tokens: u64,
    /// The part of that which the cache keeps for an hour.
    pub cache_write_1h_tokens: u64,
    /// Searches of the web that the provider makes for the answer.
    pub web_searches: u64,
    /// How the request is made.
    pub service: Service,
    /// How many such requests; `None` is one.
    pub requests: Option<u64>,
    /// How often, and what may be spent.
    pub spending: Spending,
}

/// Cost and fit of one request, and of many.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// Planned tokens of output.
    pub output_tokens: u64,
    /// The cost of one request; `None` if the price is not known.
    pub cost: Option<Cost>,
    /// The total for the lowest likely count of tokens, in US dollars.
    pub low_usd: Option<f64>,
    /// The total for the highest likely count of tokens, in US dollars.
    pub high_usd: Option<f64>,
    /// Whether it fits.
    pub fit: Fit,
    /// How many requests are planned.
    pub requests: u64,
    /// The total for all requests, in US dollars.
    pub requests_usd: Option<f64>,
    /// A month of requests, where it is planned how many are sent in a day.
    pub month: Option<Month>,
    /// When the cap binds, where there is one and a price.
    pub cap: Option<Cap>,
    /// What a person should know, in whole sentences.
    pub notes: Vec<String>,
}

/// The cost and fit of a request with so many input tokens on a model, at a
/// time.
///
/// # Errors
///
/// [`ErrorKind::InvalidArgument`] if the numbers contradict each other or pass
/// [`MOST`].
///
/// # Examples
///
/// ```
/// # use tokenmeter::{catalog::Catalog, estimate::{Plan, estimate}};
/// # fn main() -> tokenmeter::Result<()> {
/// let catalog = Catalog::built_in();
/// let model = catalog.model("gpt-4o")?;
/// let counted = model.tokenizer().range(&158.into());
/// let now = std::time::SystemTime::now();
/// let estimate = estimate(&model, counted, &Plan::default(), now)?;
/// assert!(estimate.cost.is_some_and(|cost| cost.total_usd > 0.0));
/// assert_eq!(estimate.fit.ok, Some(true));
/// # Ok(()) }
/// ```
pub fn estimate(model: &Model, counted: Counted, plan: &Plan, at: SystemTime) -> Result<Estimate> {
    noted(false, model, counted, plan, at)
}

/// The same for a request that has been made: without notes on what is planned.
pub(crate) fn made(
    model: &Model,
    counted: Counted,
    plan: &Plan,
    at: SystemTime,
) -> Result<Estimate> {
    noted(true, model, counted, plan, at)
}

#[inline(never)]
fn noted(
    is_made: bool,
    model: &Model,
    counted: Counted,
    plan: &Plan,
    at: SystemTime,
) -> Result<Estimate> {
    let mut estimate = figures(model, counted, plan, at)?;
    estimate.notes = notes::notes(is_made, model, counted, plan, &estimate, at);
    Ok(estimate)
}

/// The estimate without its notes, which take longer than all the figures.
fn figures(model: &Model, counted: Counted, plan: &Plan, at: SystemTime) -> Result<Estimate> {
    let requests = plan.requests.unwrap_or(1);
    if requests > MOST {
        return Err(Error::new(
            ErrorKind::InvalidArgument,
            format!("requests must be at most {MOST}; it is {requests}."),
        ));
    }
    plan.spending.check()?;
    let usage = plan.usage(counted.tokens);
    let cost = model.cost(&usage, plan.service, at)?;
    let total_with = |input_tokens| {
        if input_tokens == counted.tokens {
            return Ok(cost.map(|cost| cost.total_usd));
        }
        let usage = plan.within(input_tokens).usage(input_tokens);
        let cost = model.cost(&usage, plan.service, at)?;
        Ok::<_, Error>(cost.map(|cost| cost.total_usd))
    };
    // Exact: no number of requests passes 2^53.
    #[allow(clippy::cast_precision_loss)]
    let requests_usd = cost.map(|cost| cost.total_usd * requests as f64);
    let each_usd = cost.map(|cost| cost.total_usd);
    let (low_usd, high_usd) = (total_with(counted.low)?, total_with(counted.high)?);
    Ok(Estimate {
        output_tokens: usage.output_tokens,
        cost,
        low_usd,
        high_usd,
        month: plan.spending.month([each_usd, low_usd, high_usd]),
        cap: plan.spending.cap(each_usd),
        fit: model.limits().fit(counted.tokens, usage.output_tokens),
        requests,
        requests_usd,
        notes: Vec::new(),
    })
}

impl Plan {
    /// The tokens of one request whose input has so many.
    fn usage(&self, input_tokens: u64) -> Usage {
        Usage {
            input_tokens,
            output_tokens: self.output_tokens.unwrap_or(0),
            cached_tokens: self.cached_tokens,
            cache_write_tokens: self.cache_write_tokens,
            cache_write_1h_tokens: self.cache_write_1h_tokens,
            web_searches: self.web_searches,
        }
    }

    /// The plan for an input of so many tokens: of what comes from the cache
    /// and goes there, no more than that.
    fn within(&self, input_tokens: u64) -> Self {
        let cached_tokens = self.cached_tokens.min(input_tokens);
        let cache_write_tokens = self.cache_write_tokens.min(input_tokens - cached_tokens);
        Self {
            cached_tokens,
            cache_write_tokens,
            cache_write_1h_tokens: self.cache_write_1h_tokens.min(cache_write_tokens),
            ..*self
        }
    }
}
