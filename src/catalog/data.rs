//! The two data files as they are read: the prices (`prices.json`, made from
//! `genai-prices`) and what this project knows beside them
//! (`data/models.json`).

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// `data/models.json`: limits, shutdowns and names, each row with its source
/// and the day it was checked.
pub(crate) const MODELS: &str = include_str!("../../data/models.json");

#[derive(Deserialize)]
pub(crate) struct PriceFile {
    pub release: String,
    pub checked: String,
    pub providers: Vec<ProviderRow>,
}

#[derive(Deserialize)]
pub(crate) struct ProviderRow {
    pub id: String,
    pub name: String,
    pub pricing_url: Option<String>,
    pub models: Vec<ModelRow>,
}

#[derive(Deserialize)]
pub(crate) struct ModelRow {
    pub id: String,
    pub name: Option<String>,
    pub context_window: Option<u64>,
    pub checked: Option<String>,
    #[serde(rename = "match")]
    pub rule: Rule,
    pub prices: Box<RawValue>,
    pub price_variants: Option<Box<RawValue>>,
}

/// Which names a model answers to, in `genai-prices`: the parts of a rule that
/// spell names out. Those that take any name of some shape are not read.
#[derive(Deserialize)]
pub(crate) struct Rule {
    #[serde(default)]
    or: Vec<Rule>,
    equals: Option<String>,
    starts_with: Option<String>,
}

impl Rule {
    /// The names of the model in lower case; for fine-tuned models (`ft:…`)
    /// what their names start with.
    pub(crate) fn names(self) -> Vec<String> {
        let tuned = self.starts_with.filter(|start| start.starts_with("ft:"));
        let own = self.equals.into_iter().chain(tuned);
        let own = own.map(|name| name.to_lowercase());
        own.chain(self.or.into_iter().flat_map(Self::names))
            .collect()
    }
}

/// What kinds of usage a model has prices for, and from when.
#[derive(Default)]
pub(crate) struct PriceShape {
    pub input: bool,
    pub output: bool,
    /// Days on which the prices change, ascending, `YYYY-MM-DD`.
    pub changes: Vec<String>,
}

#[derive(Deserialize)]
struct Prices {
    input_mtok: Option<IgnoredAny>,
    output_mtok: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct DatedPrices {
    constraint: Option<Constraint>,
    prices: Prices,
}

/// When a price holds: from a day on, or at some hours.
#[derive(Deserialize)]
pub(crate) struct Constraint {
    pub start_date: Option<String>,
}

/// A price for requests made in some way.
#[derive(Deserialize)]
pub(crate) struct Variant {
    pub when: BTreeMap<String, String>,
    pub constraint: Option<Constraint>,
}

impl PriceShape {
    pub(crate) fn read(prices: &RawValue) -> serde_json::Result<Self> {
        let mut shape = Self::default();
        let mut add = |prices: &Prices| {
            shape.input |= prices.input_mtok.is_some();
            shape.output |= prices.output_mtok.is_some();
        };
        if !prices.get().starts_with('[') {
            add(&serde_json::from_str(prices.get())?);
            return Ok(shape);
        }
        let mut changes = Vec::new();
        for dated in serde_json::from_str::<Vec<DatedPrices>>(prices.get())? {
            add(&dated.prices);
            changes.extend(
                dated
                    .constraint
                    .and_then(|constraint| constraint.start_date),
            );
        }
        changes.sort();
        shape.changes = changes;
        Ok(shape)
    }
}

#[derive(Deserialize)]
pub(crate) struct ModelsFile {
    pub limits: Vec<LimitsRow>,
    pub shutdowns: Vec<ShutdownRow>,
    pub names: Vec<NameRow>,
    pub weights: Vec<WeightsRow>,
    pub local: Vec<LocalRow>,
    pub featured: Vec<String>,
    pub providers: Vec<String>,
}

#[derive(Deserialize)]
pub(crate) struct LimitsRow {
    pub provider: String,
    pub ids: Vec<String>,
    pub window: u64,
    pub max_input: Option<u64>,
    pub max_output: Option<u64>,
}

#[derive(Deserialize)]
pub(crate) struct ShutdownRow {
    pub provider: String,
    pub ids: Vec<String>,
    pub date: String,
    pub successor: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct NameRow {
    pub provider: String,
    pub id: String,
    pub name: String,
}

/// Whether the weights of a family are published; the family is named by the
/// parts that its ids contain.
#[derive(Deserialize)]
pub(crate) struct WeightsRow {
    pub open: bool,
    pub heads: Vec<String>,
}

/// A model that Ollama runs on the person's own machine.
#[derive(Deserialize)]
pub(crate) struct LocalRow {
    pub id: String,
    pub name: String,
}
