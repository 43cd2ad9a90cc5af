//! What a person should know about an estimate, in whole sentences.

use std::time::SystemTime;

use super::Plan;
use crate::Result;
use crate::catalog::tokenizer::Counted;
use crate::catalog::{Model, date};
use crate::cost::{Cost, Pricing, Rates, Usage};
use crate::limits::{Fit, grouped};

/// An estimate as far as it has come.
pub(super) struct About<'a> {
    pub model: &'a Model,
    pub counted: Counted,
    pub usage: &'a Usage,
    pub plan: &'a Plan,
    pub cost: Option<&'a Cost>,
    pub fit: &'a Fit,
    pub at: SystemTime,
}

pub(super) fn notes(about: &About) -> Result<Vec<String>> {
    let mut notes = Vec::new();
    notes.extend(shutdown(about));
    match about.model.pricing() {
        Pricing::Unknown => notes.push("The price of this model is not known.".to_owned()),
        Pricing::Free if about.model.provider() == "ollama" => {
            notes.push("Runs on your own machine: nothing is charged.".to_owned());
        }
        Pricing::Free => {}
        Pricing::Listed(_) => prices(about, &mut notes)?,
    }
    if about.plan.output_tokens.is_none() {
        notes.push("No output is planned: the cost is that of the input alone.".to_owned());
    }
    let at_most = about
        .model
        .limits()
        .fit(about.counted.high, about.usage.output_tokens);
    if about.fit.ok == Some(true) && at_most.ok == Some(false) {
        notes.push("At the upper bound of the estimate it would not fit.".to_owned());
    }
    Ok(notes)
}

fn shutdown(about: &About) -> Option<String> {
    let shutdown = about.model.shutdown()?;
    let instead = shutdown
        .successor
        .as_ref()
        .map_or(String::new(), |successor| format!(": use {successor}"));
    Some(if about.model.is_shut_down(about.at) {
        format!(
            "Shut down since {}{instead}. The price is the last one charged.",
            shutdown.date
        )
    } else {
        format!("Will be shut down on {}{instead}.", shutdown.date)
    })
}

fn prices(about: &About, notes: &mut Vec<String>) -> Result<()> {
    let (Some(listed), Some(cost)) = (about.model.pricing().listed(), about.cost) else {
        return Ok(());
    };
    let service = about.plan.service;
    if !listed.offers(service, about.at)? {
        notes.push(
            "No price is listed for a request made this way: the standard price is used."
                .to_owned(),
        );
    }
    let rates = listed.rates(service, about.at)?;
    notes.extend(long_context(about.usage, cost, rates));
    if about.usage.output_tokens > 0 && !listed.shape.output {
        notes.push("No price of output is listed: the cost is that of the input.".to_owned());
    }
    let parts = cost.input_usd + cost.cached_input_usd + cost.cache_write_usd + cost.output_usd;
    if cost.total_usd - parts > 1e-12 {
        let fee = cost.total_usd - parts;
        notes.push(format!(
            "The total includes {} for the request itself.",
            usd(fee)
        ));
    }
    let today = date::day_of(about.at);
    if let Some(day) = listed.shape.changes.iter().find(|day| **day > today)
        && let Some(then) = date::start_of(day)
    {
        let then = listed.rates(service, then)?;
        if then != rates {
            notes.push(format!(
                "From {day} the price is {}, instead of {}.",
                per_mtok(then),
                per_mtok(rates)
            ));
        }
    }
    if about.model.offers.len() > 1 {
        notes.push(format!(
            "{} providers sell this model; this is the price of {}.",
            about.model.offers.len(),
            about.model.provider_name()
        ));
    }
    Ok(())
}

/// A note if the input is long enough to be charged at another rate, or if
/// reading the cache is charged as any input.
#[allow(clippy::cast_precision_loss)]
fn long_context(usage: &Usage, cost: &Cost, rates: Rates) -> Option<String> {
    let base = rates.input_usd_per_mtok?;
    let plain_tokens = usage.input_tokens - usage.cached_tokens - usage.cache_write_tokens;
    if plain_tokens == 0 {
        return None;
    }
    let charged = cost.input_usd / plain_tokens as f64 * 1e6;
    let other_rate = (charged - base).abs() > 1e-6 * base;
    if other_rate {
        return Some(format!(
            "An input of {} tokens is charged at the rate for long inputs: {} instead of {} per million tokens.",
            grouped(usage.input_tokens),
            usd(charged),
            usd(base)
        ));
    }
    let cached = base * usage.cached_tokens as f64 / 1e6;
    let no_discount = usage.cached_tokens > 0 && (cost.cached_input_usd - cached).abs() < 1e-12;
    no_discount
        .then(|| "No price of cached input is listed: it is charged as any other input.".to_owned())
}

fn per_mtok(rates: Rates) -> String {
    let input = rates.input_usd_per_mtok.map_or("unknown".to_owned(), usd);
    match rates.output_usd_per_mtok {
        Some(output) => format!(
            "{input} for input and {} for output per million tokens",
            usd(output)
        ),
        None => format!("{input} per million tokens"),
    }
}

/// Dollars with no more digits than they have: `$2`, `$0.15`.
fn usd(amount: f64) -> String {
    format!("${}", (amount * 1e6).round() / 1e6)
}
