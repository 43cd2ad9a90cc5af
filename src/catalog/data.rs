//! The two data files as they are read: the prices (`prices.json`, made from
//! `genai-prices`) and what this project knows beside them
//! (`data/models.json`).

use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// `data/models.json`: limits, shutdowns and names, each row with its source
/// and the day it was checked.
pub(super) const MODELS: &str = include_str!("../../data/models.json");

#[derive(Deserialize)]
pub(super) struct PriceFile {
    pub release: String,
    pub checked: String,
    pub providers: Vec<ProviderRow>,
}

#[derive(Deserialize)]
pub(super) struct ProviderRow {
    pub id: String,
    pub name: String,
    pub pricing_url: Option<String>,
    pub models: Vec<ModelRow>,
}

#[derive(Deserialize)]
pub(super) struct ModelRow {
    pub id: String,
    pub name: Option<String>,
    pub context_window: Option<u64>,
    pub checked: Option<String>,
    #[serde(rename = "match")]
    pub rule: Rule,
    pub prices: Box<RawValue>,
    pub price_variants: Option<Box<RawValue>>,
}

/// Which names a model answers to, in `genai-prices`.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Rule {
    And(Vec<Rule>),
    Or(Vec<Rule>),
    Contains(String),
    EndsWith(String),
    Equals(String),
    Regex(String),
    StartsWith(String),
}

impl Rule {
    /// The names that the rule spells out. Rules that take any name of some
    /// shape are left out, apart from those for fine-tuned models.
    pub(super) fn names(self) -> Vec<String> {
        match self {
            Self::Equals(name) => vec![name.to_lowercase()],
            Self::StartsWith(prefix) if prefix.starts_with("ft:") => vec![prefix],
            Self::Or(rules) => rules.into_iter().flat_map(Self::names).collect(),
            Self::And(_)
            | Self::Contains(_)
            | Self::EndsWith(_)
            | Self::Regex(_)
            | Self::StartsWith(_) => Vec::new(),
        }
    }
}

/// What kinds of usage a model has prices for, and from when.
#[derive(Default)]
pub(super) struct PriceShape {
    pub input: bool,
    pub output: bool,
    /// Days on which the prices change, ascending, `YYYY-MM-DD`.
    pub changes: Vec<String>,
}

type Prices = BTreeMap<String, serde::de::IgnoredAny>;

#[derive(Deserialize)]
struct DatedPrices {
    constraint: Option<Constraint>,
    prices: Prices,
}

/// When a price holds: from a day on, or at some hours.
#[derive(Deserialize)]
pub(super) struct Constraint {
    pub start_date: Option<String>,
}

/// A price for requests made in some way.
#[derive(Deserialize)]
pub(super) struct Variant {
    pub when: BTreeMap<String, String>,
    pub constraint: Option<Constraint>,
}

impl PriceShape {
    pub(super) fn read(prices: &RawValue) -> serde_json::Result<Self> {
        let mut shape = Self::default();
        let mut add = |prices: Prices| {
            shape.input |= prices.contains_key("input_mtok");
            shape.output |= prices.contains_key("output_mtok");
        };
        if !prices.get().starts_with('[') {
            add(serde_json::from_str(prices.get())?);
            return Ok(shape);
        }
        let mut changes = Vec::new();
        for dated in serde_json::from_str::<Vec<DatedPrices>>(prices.get())? {
            add(dated.prices);
            changes.extend(dated.constraint.and_then(|constraint| constraint.start_date));
        }
        changes.sort();
        shape.changes = changes;
        Ok(shape)
    }
}

#[derive(Deserialize)]
pub(super) struct ModelsFile {
    pub limits: Vec<LimitsRow>,
    pub shutdowns: Vec<ShutdownRow>,
    pub names: Vec<NameRow>,
    pub weights: Vec<WeightsRow>,
    pub local: Vec<LocalRow>,
    pub featured: Vec<String>,
    pub providers: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct LimitsRow {
    pub provider: String,
    pub ids: Vec<String>,
    pub window: u64,
    pub max_input: Option<u64>,
    pub max_output: Option<u64>,
}

#[derive(Deserialize)]
pub(super) struct ShutdownRow {
    pub provider: String,
    pub ids: Vec<String>,
    pub date: String,
    pub successor: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct NameRow {
    pub provider: String,
    pub id: String,
    pub name: String,
}

/// Whether the weights of a family are published; the family is named by the
/// parts that its ids contain.
#[derive(Deserialize)]
pub(super) struct WeightsRow {
    pub open: bool,
    pub heads: Vec<String>,
}

/// A model that Ollama runs on the person's own machine.
#[derive(Deserialize)]
pub(super) struct LocalRow {
    pub id: String,
    pub name: String,
}
