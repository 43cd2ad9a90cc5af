//! One model at one provider.

use std::sync::Arc;
use std::time::SystemTime;

use super::date::Day;
use super::kinds::Media;
use super::names::plain;
use super::offers::{Offer, Seller, cheapest_first, is_over, per_mtok};
use super::tokenizer::{TokenizerInfo, contains};
use crate::Result;
use crate::cost::{Cost, Prices, Service, Usage};
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
    /// What it makes itself: the parts that ids contain, or `*` for all, but for
    /// those after a `-`.
    pub makes: Vec<String>,
    /// Whether it decides itself when another maker's model ends there.
    pub own_days: bool,
    /// Models and snapshots that have ended or will, by their plain names, in the
    /// file's order.
    pub ends: Vec<(String, Shutdown)>,
}

impl Provider {
    pub fn makes(&self, own_id: &str) -> bool {
        let has = |head: &str| head == "*" || contains(own_id, head);
        let mut heads = self.makes.iter();
        let excepted = |head: &String| head.strip_prefix('-').is_some_and(has);
        !heads.clone().any(excepted) && heads.any(|head| has(head))
    }

    /// When what has this name here ends.
    pub fn end_of(&self, name: &str) -> Option<&Shutdown> {
        let name = plain(name);
        let mut ends = self.ends.iter();
        ends.find(|(ended, _)| *ended == name)
            .map(|(_, shutdown)| shutdown)
    }
}

/// A model as one provider sells it.
#[derive(Clone)]
pub struct Model {
    pub(super) id: String,
    /// The provider's own id, which several providers may use.
    pub(super) own_id: String,
    pub(super) name: String,
    pub(super) provider: Arc<Provider>,
    /// Whether that is its maker.
    pub(super) first_party: bool,
    /// Who sells the same model, its maker first, else in the catalogue's order;
    /// empty for what only its owner can use.
    pub(super) sellers: Arc<[Seller]>,
    /// The first of them, by its place in the catalogue.
    pub(crate) entry: usize,
    /// Further names, in lower case.
    pub(super) aliases: Vec<String>,
    pub(super) tokenizer: TokenizerInfo,
    pub(super) limits: Limits,
    pub(super) prices: Option<Arc<Prices>>,
    /// What has a price that is not among these.
    pub(super) apart: Arc<[String]>,
    pub(super) prices_checked: Day,
    pub(super) shutdown: Option<Shutdown>,
    /// When it ends at its maker, if it ends here then, too.
    pub(super) ends_at_maker: Option<Day>,
    pub(super) open_weights: Option<bool>,
    pub(super) media: Media,
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

    /// Whether who sells it is known to be who makes it.
    #[must_use]
    pub const fn is_first_party(&self) -> bool {
        self.first_party
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
        is_over(self.shutdown.as_ref().map(|shutdown| shutdown.date), at)
    }

    /// The day from which nobody gets an answer from it: when it ends here; or, if
    /// that is not said, when it ends at its maker, whose weights no host has. But
    /// not where the provider decides that itself, and has said nothing.
    #[must_use]
    pub fn ends(&self) -> Option<Day> {
        let shutdown = self.shutdown.as_ref();
        shutdown
            .map(|shutdown| shutdown.date)
            .or(self.ends_at_maker)
    }

    /// Whether [`Model::ends`] has come.
    #[must_use]
    pub fn has_ended(&self, at: SystemTime) -> bool {
        is_over(self.ends(), at)
    }

    /// Whether output has no price of its own at a time.
    pub(crate) fn lacks_output_price(&self, at: SystemTime) -> bool {
        per_mtok(self.prices(), at)[1].is_none()
    }

    /// Every offer of the same model at a time, this one among them, the
    /// cheapest first: by what a million tokens in and a million out cost. Those
    /// whose price is not known stand last, and after them those that have ended.
    #[must_use]
    pub fn offers(&self, at: SystemTime) -> Vec<Offer> {
        if self.sellers.is_empty() {
            return cheapest_first(&[Seller::of(self)], at);
        }
        cheapest_first(&self.sellers, at)
    }

    /// How many providers sell the same model, this one among them.
    #[must_use]
    pub fn sellers(&self) -> usize {
        // The models of a provider stand together.
        let others = self.sellers.windows(2);
        let others = others.filter(|pair| pair[0].provider.id != pair[1].provider.id);
        1 + others.count()
    }

    /// The [`Model::id`] of the entry that stands for all offers of this model:
    /// its maker's, where that sells it, or the first host's.
    #[must_use]
    pub fn entry_id(&self) -> &str {
        self.sellers.first().map_or(&self.id, |first| &first.id)
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
        ModelInfo {
            offers: self.offers(at),
            ..self.info_without_offers(at)
        }
    }

    /// The same, for one who lists the offers of all of them once.
    pub(crate) fn info_without_offers(&self, at: SystemTime) -> ModelInfo {
        let [input_usd_per_mtok, output_usd_per_mtok] = per_mtok(self.prices(), at);
        ModelInfo {
            id: self.id.clone(),
            name: self.name.clone(),
            provider: self.provider.id.clone(),
            provider_name: self.provider.name.clone(),
            first_party: self.first_party,
            offers: Vec::new(),
            tokenizer: self.tokenizer,
            limits: self.limits,
            input_usd_per_mtok,
            output_usd_per_mtok,
            prices_checked: self.prices_checked,
            pricing_url: self.provider.pricing_url.clone(),
            shutdown: self.shutdown.clone(),
            ends: self.ends(),
            open_weights: self.open_weights,
            media: self.media,
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
    /// [`Model::is_first_party`].
    pub first_party: bool,
    /// [`Model::offers`].
    pub offers: Vec<Offer>,
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
    /// [`Model::ends`].
    pub ends: Option<Day>,
    /// Whether its weights are published, where that is known.
    pub open_weights: Option<bool>,
    /// What goes in and comes out, where that is published.
    pub media: Media,
}
