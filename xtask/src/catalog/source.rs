//! The data of `genai-prices` as it is written. A field that is not named here
//! fails the build: what a new release says must not be lost unread.

use anyhow::{Context, Result};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;

pub fn read(json: &str) -> Result<Vec<Provider>> {
    serde_json::from_str(json).context("reading the data of genai-prices")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    pub id: String,
    pub name: String,
    pub pricing_urls: Vec<String>,
    pub models: Vec<Model>,
    #[serde(default)]
    pub price_comments: String,
    /// Prose.
    #[serde(rename = "description")]
    _description: Option<IgnoredAny>,
    /// How the provider of a URL or a model's name is found.
    #[serde(rename = "api_pattern")]
    _api_pattern: IgnoredAny,
    #[serde(rename = "provider_match")]
    _provider_match: Option<IgnoredAny>,
    #[serde(rename = "model_match")]
    _model_match: Option<IgnoredAny>,
    #[serde(rename = "fallback_model_providers")]
    _fallback_model_providers: Option<IgnoredAny>,
    /// Where the usage stands in a response, by kind of API.
    #[serde(default)]
    pub extractors: Vec<Extractor>,
}

/// Where the usage stands in a response of one kind of API.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extractor {
    pub api_flavor: String,
    pub root: Path,
    pub model_path: Path,
    pub mappings: Vec<Mapping>,
}

/// A number in the usage, and what it counts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    pub path: Path,
    pub dest: String,
    pub required: bool,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub enum Path {
    Key(String),
    Steps(Vec<Step>),
}

#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Step {
    Key(String),
    /// The first item of an array of which `field` is this.
    Item {
        #[serde(rename = "type")]
        kind: String,
        field: String,
        #[serde(rename = "match")]
        rule: Rule,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    pub id: String,
    pub name: Option<String>,
    #[serde(rename = "match")]
    pub rule: Rule,
    pub context_window: Option<u64>,
    #[serde(default)]
    pub price_comments: String,
    pub prices: Prices,
    #[serde(default)]
    pub price_variants: Vec<Variant>,
    /// Prose.
    #[serde(rename = "description")]
    _description: Option<IgnoredAny>,
    /// Without a date; those that are known stand in `data/models.json`.
    #[serde(rename = "deprecated")]
    _deprecated: Option<IgnoredAny>,
}

/// Which names a model answers to.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    Or(Vec<Rule>),
    And(IgnoredAny),
    Equals(String),
    StartsWith(String),
    EndsWith(IgnoredAny),
    Contains(IgnoredAny),
    Regex(IgnoredAny),
}

impl Rule {
    /// The names that the rule spells out, and what names of fine-tuned models
    /// (`ft:…`, `….ft-`) begin with, in lower case. Rules that take any name of some
    /// shape are left to the catalogue's own.
    pub fn names(&self) -> Vec<String> {
        match self {
            Self::Or(rules) => rules.iter().flat_map(Self::names).collect(),
            Self::Equals(name) => vec![name.to_lowercase()],
            Self::StartsWith(start) if start.starts_with("ft:") || start.ends_with(".ft-") => {
                vec![start.to_lowercase()]
            }
            Self::And(_)
            | Self::StartsWith(_)
            | Self::EndsWith(_)
            | Self::Contains(_)
            | Self::Regex(_) => Vec::new(),
        }
    }
}

/// By what is charged for, such as `input_mtok`.
pub type RateCard = BTreeMap<String, Rate>;

#[derive(Deserialize)]
#[serde(untagged)]
pub enum Prices {
    Always(RateCard),
    Conditional(Vec<Conditional>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conditional {
    #[serde(default)]
    pub constraint: Constraint,
    pub prices: RateCard,
}

/// A price for requests made in some way, such as `processing: batch`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    pub when: BTreeMap<String, String>,
    #[serde(default)]
    pub constraint: Constraint,
    pub prices: RateCard,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Constraint {
    pub start_date: Option<String>,
    pub start_time: Option<String>,
    pub end_time: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Rate {
    Flat(f64),
    Tiered { base: f64, tiers: Vec<Tier> },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    pub start: u64,
    pub price: f64,
}
