//! What a person should know about an estimate, in whole sentences.

use std::time::SystemTime;

use super::{Estimate, Plan};
use crate::catalog::tokenizer::Counted;
use crate::catalog::{Day, Model};
use crate::cost::cache::least_cached_tokens;
use crate::cost::{Cost, Kind, Prices, Rate, Service, Usage};
use crate::limits::grouped;

/// Of models on one's own machine. The second from Ollama's page on context
/// length, <https://docs.ollama.com/context-length>, checked 2026-11-30.
const LOCAL: [&str; 2] = [
    "Runs on your own machine: nothing is charged.",
    "How much fits is what num_ctx says, whatever the model could: Ollama sets it to 4,096 tokens with less than 24 GiB of graphics memory, to 32,768 below 48 GiB.",
];

struct About<'a> {
    model: &'a Model,
    plan: &'a Plan,
    usage: Usage,
    at: SystemTime,
    /// It has been made, and is not planned.
    is_made: bool,
}

/// The notes of an estimate, of which the figures are given. Of a request that
/// has been made it is known what was cached, and its prices will not change.
pub(super) fn notes(
    is_made: bool,
    model: &Model,
    counted: Counted,
    plan: &Plan,
    figures: &Estimate,
    at: SystemTime,
) -> Vec<String> {
    let about = About {
        model,
        plan,
        usage: plan.usage(counted.tokens),
        at,
        is_made,
    };
    let mut notes = Vec::new();
    notes.extend(shutdown(&about));
    match (model.prices(), &figures.cost) {
        _ if model.is_local() => {
            notes.extend(LOCAL.map(str::to_owned));
        }
        (Some(listed), Some(cost)) => prices(&about, listed, cost, &mut notes),
        _ => notes.push("The price of this model is not known.".to_owned()),
    }
    if plan.output_tokens.is_none() {
        notes.push("No output is planned: the cost is that of the input alone.".to_owned());
    }
    let at_most = model.limits().fit(counted.high, about.usage.output_tokens);
    if figures.fit.ok == Some(true) && at_most.ok == Some(false) {
        notes.push("At the upper bound of the estimate it would not fit.".to_owned());
    }
    notes
}

/// That a text has fewer tokens than were to come from the cache, and what of
/// it is charged so.
pub(super) fn less_cached(counted: Counted, plan: &Plan) -> String {
    let [all, read, written] =
        [counted.tokens, plan.cached_tokens, plan.cache_write_tokens].map(grouped);
    format!(
        "The input has only {all} tokens on this model: {read} of them are charged as read from the cache, {written} as written to it."
    )
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

fn prices(about: &About, listed: &Prices, cost: &Cost, notes: &mut Vec<String>) {
    let (service, at) = (about.plan.service, about.at);
    if !listed.offers(service, at) {
        notes.push(
            "No price is listed for a request made this way: the standard price is used."
                .to_owned(),
        );
    }
    let rates = listed.rates(service, at);
    notes.extend(long_context(&about.usage, &rates));
    if !about.is_made {
        notes.extend(too_short_to_cache(about, &rates));
    }
    if about.usage.cache_write_1h_tokens > 0 && rates[Kind::CacheWriteHour as usize].is_none() {
        notes.push(
            "No price of an hour in the cache is listed: it is charged as the shorter one."
                .to_owned(),
        );
    }
    if about.usage.cached_tokens > 0 && rates[Kind::CacheRead as usize].is_none() {
        notes.push(
            "No price of cached input is listed: it is charged as any other input.".to_owned(),
        );
    }
    if about.usage.web_searches > 0 && rates[Kind::Search as usize].is_none() {
        notes.push("No price of web searches is listed: they are not in this cost.".to_owned());
    }
    if about.usage.output_tokens > 0 && rates[Kind::Output as usize].is_none() {
        notes.push("No price of output is listed: the cost is that of the input.".to_owned());
    }
    if cost.request_usd > 0.0 {
        let fee = usd(cost.request_usd);
        notes.push(format!("The total includes {fee} for the request itself."));
    }
    if listed.rows().iter().any(|row| row.hours.is_some()) {
        notes.push("The price depends on the time of day.".to_owned());
    }
    if !about.is_made {
        notes.extend(change(listed, service, at));
    }
    let sellers = about.model.sellers();
    if sellers > 1 {
        let provider = about.model.provider_name();
        notes.push(format!(
            "{sellers} providers sell this model; this is the price of {provider}."
        ));
    }
}

/// A note on the next price, where one is known.
fn change(listed: &Prices, service: Service, at: SystemTime) -> Option<String> {
    let rates = listed.rates(service, at);
    let (today, changes) = (Day::of(at), listed.changes());
    let mut changes = changes.into_iter().filter(|day| *day > today);
    changes.find_map(|day| {
        // At the same time of day, on which the price may depend too.
        let then = at
            + day
                .start()
                .duration_since(today.start())
                .unwrap_or_default();
        let then = listed.rates(service, then);
        (then != rates).then(|| {
            let [then, now] = [&then, &rates].map(per_mtok);
            format!("From {day} the price is {then}, instead of {now}.")
        })
    })
}

type Rates<'a> = [Option<&'a Rate>; Kind::COUNT];

/// A note if the input is long enough to be charged at another rate.
fn long_context(usage: &Usage, rates: &Rates) -> Option<String> {
    let rate = rates[Kind::Input as usize]?;
    let (charged, base) = (usd(rate.for_input(usage.input_tokens)), usd(rate.base_usd));
    (charged != base).then(|| {
        let tokens = grouped(usage.input_tokens);
        format!(
            "An input of {tokens} tokens is charged at the rate for long inputs: {charged} instead of {base} per million tokens."
        )
    })
}

/// A note if an input that is planned to be cached is shorter than what is.
fn too_short_to_cache(about: &About, rates: &Rates) -> Option<String> {
    let usage = &about.usage;
    rates[Kind::CacheRead as usize]?;
    let least = least_cached_tokens(about.model.own_id())?;
    let is_planned = usage.cached_tokens + usage.cache_write_tokens > 0;
    (is_planned && usage.input_tokens < least).then(|| {
        let [tokens, least] = [usage.input_tokens, least].map(grouped);
        format!(
            "An input is cached from {least} tokens on: one of {tokens} is not, and is charged as any other input. This cost takes it as cached."
        )
    })
}

fn per_mtok(rates: &Rates) -> String {
    let price = |kind: Kind| rates[kind as usize].map(|rate| usd(rate.base_usd));
    let input = price(Kind::Input).unwrap_or_else(|| "unknown".to_owned());
    match price(Kind::Output) {
        Some(output) => format!("{input} for input and {output} for output per million tokens"),
        None => format!("{input} per million tokens"),
    }
}

/// Dollars with no more digits than they have: `$2`, `$0.15`.
fn usd(amount: f64) -> String {
    format!("${}", (amount * 1e6).round() / 1e6)
}
