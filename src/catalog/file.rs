//! The price file, `prices.json`: everything that the catalogue knows, one row
//! a model. `cargo xtask catalog` writes it from `genai-prices` and from what
//! this project adds.

use serde::{Deserialize, Serialize};

use super::Day;
use crate::cost::Prices;

/// The form of the file that this version reads; others are refused.
pub const FORMAT: u32 = 1;

/// The whole file.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct PriceFile {
    /// [`FORMAT`].
    pub format: u32,
    /// The version of `genai-prices`.
    pub release: String,
    /// The newest day on which one of the prices was checked.
    pub checked: Day,
    /// Makers before hosts.
    pub providers: Vec<ProviderRow>,
    /// Models and snapshots that have ended or will.
    pub shutdowns: Vec<ShutdownRow>,
    /// Ids of the models that most people look for, in that order.
    pub featured: Vec<String>,
}

/// Who sells models.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct ProviderRow {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Where it publishes its prices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pricing_url: Option<String>,
    /// Whether its models run on the person's own machine.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub local: bool,
    /// What it sells.
    pub models: Vec<ModelRow>,
}

/// A model as one provider sells it; what is absent is unknown.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct ModelRow {
    /// The provider's own id.
    pub id: String,
    /// The name for people, where it differs from the id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Further names in lower case; one that begins with `ft:` is what names of
    /// fine-tuned models at this price begin with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// [`crate::limits::Limits::window`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<u64>,
    /// [`crate::limits::Limits::max_input`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_input: Option<u64>,
    /// [`crate::limits::Limits::max_output`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_output: Option<u64>,
    /// Whether its weights are published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_weights: Option<bool>,
    /// The day its prices were last checked, where that is said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<Day>,
    /// What it costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prices: Option<Prices>,
}

/// The day from which models no longer answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShutdownRow {
    /// The provider's id.
    pub provider: String,
    /// Ids of models, or names of their dated snapshots.
    pub ids: Vec<String>,
    /// In UTC.
    pub date: Day,
    /// What the provider recommends instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<String>,
}
