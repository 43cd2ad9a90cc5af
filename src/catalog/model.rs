//! One model at one provider.

use std::sync::Arc;
use std::time::SystemTime;

use super::date::Day;
use super::tokenizer::TokenizerInfo;
use crate::Result;
use crate::cost::{Cost, Kind, Prices, Rate, Service, Usage};
use crate::limits::Limits;

/// The day from which a model no longer answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shutdown {
    /// In UTC.
    pub date: Day,
    /// What the provider recommends instead.
    pub successor: Option<String>,
}

/// Who sells models.
pub(super) struct Provider {
    pub id: String,
    pub name: String,
    pub pricing_url: Option<String>,
    pub local: bool,
    /// Names of the shapes of its responses.
    pub shapes: Vec<String>,
}

/// A model as one provider sells it.
#[derive(Clone)]
pub struct Model {
    pub(super) id: String,
    /// The provider's own id, which several providers may use.
    pub(super) own_id: String,
    pub(super) name: String,
    pub(super) provider: Arc<Provider>,
    /// Providers of the same model.
    pub(super) sellers: Arc<[Arc<Provider>]>,
    /// Further names, in lower case.
    pub(super) aliases: Vec<String>,
    pub(super) tokenizer: TokenizerInfo,
    pub(super) limits: Limits,
    pub(super) prices: Option<Arc<Prices>>,
    /// What has a price that is not among these.
    pub(super) apart: Arc<[String]>,
    pub(super) prices_checked: Day,
    pub(super) shutdown: Option<Shutdown>,
    pub(super) open_weights: Option<bool>,
}

impl Model {
    /// The id that [`super::Catalog::model`] finds this very entry by: the
    /// provider's own, with the provider before it where that would mean
    /// another provider's model.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The name for people.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The id of the provider.
    #[must_use]
    pub fn provider(&self) -> &str {
        &self.provider.id
    }

    /// The provider's name for people.
    #[must_use]
    pub fn provider_name(&self) -> &str {
        &self.provider.name
    }

    /// Whether it runs on the person's own machine.
    #[must_use]
    pub fn is_local(&self) -> bool {
        self.provider.local
    }

    /// The provider's own id of the model.
    #[must_use]
    pub fn own_id(&self) -> &str {
        &self.own_id
    }

    /// What counts its tokens.
    #[must_use]
    pub const fn tokenizer(&self) -> &TokenizerInfo {
        &self.tokenizer
    }

    /// How much fits.
    #[must_use]
    pub const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// When it ends, if that is announced.
    #[must_use]
    pub const fn shutdown(&self) -> Option<&Shutdown> {
        self.shutdown.as_ref()
    }

    /// Whether it has ended at a time.
    #[must_use]
    pub fn is_shut_down(&self, at: SystemTime) -> bool {
        self.shutdown
            .as_ref()
            .is_some_and(|shutdown| shutdown.date.start() <= at)
    }

    /// Ids of the providers that sell the same model, this one first.
    pub fn offers(&self) -> impl Iterator<Item = &str> {
        let sellers = self.sellers.iter().map(|seller| seller.id.as_str());
        let others = sellers.filter(|id| *id != self.provider.id);
        std::iter::once(self.provider()).chain(others)
    }

    /// What it costs, if that is known.
    #[must_use]
    pub fn prices(&self) -> Option<&Prices> {
        self.prices.as_deref()
    }

    /// What has a price of its own that [`Model::prices`] does not have, by
    /// the name that bills count it under, such as `input_audio_tokens`.
    #[must_use]
    pub fn apart(&self) -> &[String] {
        &self.apart
    }

    /// The cost of one request made at a time, in US dollars, or `None` if the
    /// price is not known.
    ///
    /// # Errors
    ///
    /// [`crate::ErrorKind::InvalidArgument`] if the usage cannot be.
    pub fn cost(&self, usage: &Usage, service: Service, at: SystemTime) -> Result<Option<Cost>> {
        usage.check()?;
        let prices = self.prices();
        prices
            .map(|prices| prices.cost(usage, service, at))
            .transpose()
    }

    /// All of it as plain values, with the prices at a time.
    #[must_use]
    pub fn info(&self, at: SystemTime) -> ModelInfo {
        let rates = self
            .prices()
            .map(|prices| prices.rates(Service::default(), at))
            .unwrap_or_default();
        let usd_per_mtok = |kind: Kind| rates[kind as usize].map(|rate: &Rate| rate.base_usd);
        ModelInfo {
            id: self.id.clone(),
            name: self.name.clone(),
            provider: self.provider.id.clone(),
            provider_name: self.provider.name.clone(),
            offers: self.offers().map(str::to_owned).collect(),
            tokenizer: self.tokenizer,
            limits: self.limits,
            input_usd_per_mtok: usd_per_mtok(Kind::Input),
            output_usd_per_mtok: usd_per_mtok(Kind::Output),
            prices_checked: self.prices_checked,
            pricing_url: self.provider.pricing_url.clone(),
            shutdown: self.shutdown.clone(),
            open_weights: self.open_weights,
        }
    }
}

/// What is known of a model, as plain values.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelInfo {
    /// [`Model::id`].
    pub id: String,
    /// The name for people.
    pub name: String,
    /// The provider's id.
    pub provider: String,
    /// The provider's name for people.
    pub provider_name: String,
    /// Ids of the providers that sell the same model, this one first.
    pub offers: Vec<String>,
    /// What counts its tokens.
    pub tokenizer: TokenizerInfo,
    /// How much fits.
    pub limits: Limits,
    /// US dollars per million input tokens, below any long-context tier.
    pub input_usd_per_mtok: Option<f64>,
    /// US dollars per million output tokens, below any long-context tier.
    pub output_usd_per_mtok: Option<f64>,
    /// The day the prices were last checked: the model's own where the data
    /// says it, else its provider's, else that of the data as a whole.
    pub prices_checked: Day,
    /// Where the provider publishes its prices.
    pub pricing_url: Option<String>,
    /// When it ends, if that is announced.
    pub shutdown: Option<Shutdown>,
    /// Whether its weights are published, where that is known.
    pub open_weights: Option<bool>,
}
