//! Prices of `genai-prices` as the crate's rows, or an error where a row cannot
//! say what they say.

use super::source::{self, Constraint, Model, RateCard, Variant};
use anyhow::{Context, Result, bail, ensure};
use std::collections::BTreeSet;
use tokenmeter::cost::{self, Kind, Mode, PriceRow, Prices, Rate, Step, Tier};

/// What the rows have rates for.
const COUNTED: [(&str, Kind); Kind::COUNT] = [
    ("input_mtok", Kind::Input),
    ("output_mtok", Kind::Output),
    ("cache_read_mtok", Kind::CacheRead),
    ("cache_write_mtok", Kind::CacheWrite),
    ("requests_kcount", Kind::Request),
    ("cache_write_1h_mtok", Kind::CacheWriteHour),
    ("web_searches_kcount", Kind::Search),
];

/// What a text and its answer do not use, and no row has a rate for: other
/// media, calls of tools, output that is told apart only in a response. With
/// what a response calls it, where one counts it.
const APART: &[(&str, Option<&str>)] = &[
    ("audio_hours", Some("audio_seconds")),
    ("cache_audio_read_mtok", Some("cache_audio_read_tokens")),
    ("cache_image_read_mtok", Some("cache_image_read_tokens")),
    (
        "input_annotated_document_kpages",
        Some("input_annotated_document_pages"),
    ),
    ("input_audio_hours", None),
    ("input_audio_mtok", Some("input_audio_tokens")),
    ("input_document_kpages", Some("input_document_pages")),
    ("input_image_mtok", Some("input_image_tokens")),
    ("input_mchars", None),
    ("input_text_messages_kcount", Some("input_text_messages")),
    ("input_video_mtok", Some("input_video_tokens")),
    ("output_audio_mtok", Some("output_audio_tokens")),
    ("output_citation_mtok", Some("output_citation_tokens")),
    ("output_image_mtok", Some("output_image_tokens")),
    ("output_reasoning_mtok", Some("output_reasoning_tokens")),
    ("output_video_mtok", Some("output_video_tokens")),
    ("storage_searches_kcount", None),
];

/// Whether responses count this and a model has a price of its own for it.
pub fn is_apart(unit: &str) -> bool {
    APART.iter().any(|(_, counted)| *counted == Some(unit))
}

/// Ways to make a request that rows can have a price for.
const OFFERED: [(&str, &str, Mode); 3] = [
    ("processing", "batch", Mode::Batch),
    ("service_tier", "flex", Mode::Tier(Tier::Flex)),
    ("service_tier", "priority", Mode::Tier(Tier::Priority)),
];

/// Ways that a plan here cannot ask for: an old name of `priority`, and options
/// of single providers.
const NOT_OFFERED: &[(&str, &str)] = &[
    ("route", "mistral/eu"),
    ("search_type", "fast"),
    ("search_type", "web"),
    ("service_tier", "fast"),
];

/// The prices of a model; `None` if it has none by the token.
///
/// # Errors
///
/// If a row cannot say what the data says.
pub fn prices(model: &Model) -> Result<Option<Prices>> {
    let always = Constraint::default();
    let mut rows = Vec::new();
    match &model.prices {
        source::Prices::Always(rates) => rows.push(row(None, &always, rates)?),
        source::Prices::Conditional(prices) => {
            for price in prices {
                rows.push(row(None, &price.constraint, &price.prices)?);
            }
        }
    }
    let by_token = rows.iter().filter(|row| row.rates[0].is_some()).count();
    if by_token == 0 {
        // An empty price is an unknown one, but for what is free by its name.
        return Ok(model.id.ends_with(":free").then(free));
    }
    ensure!(by_token == rows.len(), "input has a price only at times");
    for variant in &model.price_variants {
        if let Some(mode) = mode(variant)? {
            rows.push(row(Some(mode), &variant.constraint, &variant.prices)?);
        }
    }
    let prices = Prices::new(rows).context("no price holds always")?;
    Ok(Some(prices))
}

/// The prices of a model that costs nothing.
pub fn free() -> Prices {
    "0,0".parse().expect("a price")
}

/// What a response of the model may count that has a price and no rate here.
pub fn apart(model: &Model) -> Vec<String> {
    let always = match &model.prices {
        source::Prices::Always(rates) => vec![rates],
        source::Prices::Conditional(rows) => rows.iter().map(|row| &row.prices).collect(),
    };
    let variants = model.price_variants.iter().map(|variant| &variant.prices);
    let keys = always.into_iter().chain(variants).flat_map(RateCard::keys);
    let units = keys.filter_map(|key| {
        let (_, counted) = APART.iter().find(|(apart, _)| apart == key)?;
        counted.map(str::to_owned)
    });
    let units: BTreeSet<String> = units.collect();
    units.into_iter().collect()
}

fn mode(variant: &Variant) -> Result<Option<Mode>> {
    let when: Vec<_> = variant.when.iter().collect();
    let [(key, value)] = when[..] else {
        bail!("a variant has more than one condition: {:?}", variant.when);
    };
    let same = |known: &&(&str, &str)| *known == &(key.as_str(), value.as_str());
    if (key.as_str(), value.as_str()) == ("service_tier", "default") {
        ensure!(
            variant.prices.is_empty(),
            "the default tier has its own price"
        );
        return Ok(None);
    }
    if NOT_OFFERED.iter().any(|known| same(&known)) {
        return Ok(None);
    }
    let offered = OFFERED.iter().find(|(k, v, _)| same(&&(*k, *v)));
    let (.., mode) = offered.with_context(|| format!("an unknown variant: {key} {value}"))?;
    Ok(Some(*mode))
}

fn row(mode: Option<Mode>, constraint: &Constraint, prices: &RateCard) -> Result<PriceRow> {
    let Constraint {
        start_date,
        start_time,
        end_time,
    } = constraint;
    let hours = match (start_time, end_time) {
        (Some(start), Some(end)) => Some([whole_minute(start)?, whole_minute(end)?].join("-")),
        (None, None) => None,
        _ => bail!("hours without a start or an end"),
    };
    Ok(PriceRow {
        mode,
        from: start_date.as_deref().map(str::parse).transpose()?,
        hours: hours.as_deref().map(str::parse).transpose()?,
        rates: rates(prices)?,
    })
}

/// `00:30:00Z` as `00:30`.
fn whole_minute(time: &str) -> Result<&str> {
    let minute = time.strip_suffix(":00Z");
    minute.with_context(|| format!("{time} is no whole minute in UTC"))
}

fn rates(prices: &RateCard) -> Result<cost::RateCard> {
    let mut rates = cost::RateCard::default();
    for (key, price) in prices {
        if let Some((_, kind)) = COUNTED.iter().find(|(counted, _)| counted == key) {
            rates[*kind as usize] = Some(rate(price)?);
        } else {
            ensure!(
                APART.iter().any(|(apart, _)| apart == key),
                "an unknown kind of price: {key}"
            );
        }
    }
    Ok(rates)
}

fn rate(price: &source::Rate) -> Result<Rate> {
    let (base_usd, tiers) = match price {
        source::Rate::Flat(usd) => (decimal(*usd)?, &[][..]),
        source::Rate::Tiered { base, tiers } => (decimal(*base)?, &tiers[..]),
    };
    let steps = tiers.iter().map(|tier| {
        Ok(Step {
            over_tokens: tier.start,
            usd: decimal(tier.price)?,
        })
    });
    let mut steps: Vec<Step> = steps.collect::<Result<_>>()?;
    steps.sort_by_key(|step| step.over_tokens);
    ensure!(
        steps.is_sorted_by(|left, right| left.over_tokens < right.over_tokens),
        "two tiers start at the same length"
    );
    Ok(Rate { base_usd, steps })
}

/// The price to the 15 digits that every `f64` holds; some in the data are
/// quotients with more, of which the last mean nothing.
fn decimal(usd: f64) -> Result<f64> {
    ensure!(usd.is_finite() && usd >= 0.0, "{usd} is no price");
    Ok(format!("{usd:.14e}").parse()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn read(prices: &Value, variants: &Value) -> Result<String> {
        let model = serde_json::from_value(json!({
            "id": "m", "match": {"equals": "m"}, "prices": prices, "price_variants": variants,
        }))?;
        let prices = prices_of(&model)?;
        Ok(prices.map_or("unknown".to_owned(), |prices| prices.to_string()))
    }

    use super::prices as prices_of;

    #[test]
    fn prices_become_rows() {
        let batch = json!([{
            "when": {"processing": "batch"}, "prices": {"input_mtok": 1},
            "constraint": {"start_date": "2026-10-14"},
        }]);
        let tiered = json!({
            "input_mtok": {"base": 2, "tiers": [{"start": 200_000, "price": 4}]},
            "cache_read_mtok": 0.2, "web_searches_kcount": 10,
        });
        let hours = json!([
            {"prices": {"input_mtok": 0.5, "requests_kcount": 5}},
            {"constraint": {"start_time": "01:00:00Z", "end_time": "04:00:00Z"},
             "prices": {"input_mtok": 1}},
        ]);
        for (prices, variants, text) in [
            (&tiered, &batch, "2>200000:4,,0.2,,,,10 batch&2026-10-14=1"),
            (&hours, &json!([]), "0.5,,,,5 01:00-04:00=1"),
            (&json!({}), &json!([]), "unknown"),
            (&json!({"audio_hours": 3}), &json!([]), "unknown"),
        ] {
            assert_eq!(read(prices, variants).unwrap(), text);
        }
    }

    #[test]
    fn what_rows_cannot_say_fails_the_build() {
        let plain = json!({"input_mtok": 1});
        let variant = |when: Value, prices: Value| json!([{"when": when, "prices": prices}]);
        for (prices, variants) in [
            (json!({"input_mtok": 1, "dream_mtok": 1}), json!([])),
            (json!({"input_mtok": "1"}), json!([])),
            (json!({"input_mtok": -1}), json!([])),
            (
                json!({"input_mtok": {"base": 1, "tiers": [], "per": "day"}}),
                json!([]),
            ),
            (
                json!([{"prices": plain, "constraint": {"weekday": "Monday"}}]),
                json!([]),
            ),
            (
                json!([{"prices": plain, "constraint": {"start_time": "01:00:30Z", "end_time": "02:00:00Z"}}]),
                json!([]),
            ),
            (
                json!([{"prices": plain, "constraint": {"start_date": "2026-02-30"}}]),
                json!([]),
            ),
            (
                json!([{"prices": plain, "constraint": {"start_date": "2026-02-03"}}]),
                json!([]),
            ),
            (
                json!([{"prices": plain}, {"prices": {}, "constraint": {"start_date": "2026-02-03"}}]),
                json!([]),
            ),
            (
                plain.clone(),
                variant(json!({"service_tier": "express"}), json!({})),
            ),
            (
                plain.clone(),
                variant(json!({"service_tier": "default"}), json!({"input_mtok": 2})),
            ),
            (
                plain.clone(),
                variant(
                    json!({"service_tier": "flex", "processing": "batch"}),
                    json!({}),
                ),
            ),
        ] {
            let read = read(&prices, &variants);
            assert!(read.is_err(), "{prices} {variants} became {read:?}");
        }
    }
}
