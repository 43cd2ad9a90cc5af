//! The catalogue, put together from the price data and this project's rows.

use std::collections::HashMap;
use std::sync::Arc;

use super::data::{self, ModelRow, ModelsFile, PriceFile, PriceShape, ProviderRow};
use super::model::{Model, Shutdown};
use super::names::Names;
use super::tokenizer::{self, base_model};
use crate::cost::{Listed, Pricing};
use crate::limits::Limits;
use crate::{Error, ErrorKind, Result};

/// All models, immutable.
pub struct Catalog {
    pub(super) models: Vec<Model>,
    pub(super) names: Names,
    pub(super) shutdowns: HashMap<(String, String), Shutdown>,
    /// Provider's id → name, in the order of the lists.
    providers: Vec<(String, String)>,
    prices_release: String,
    prices_checked: String,
}

impl Catalog {
    /// Reads the price data, `prices.json`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidCatalog`] if it is cut off, altered or of another
    /// form.
    ///
    /// # Complexity
    ///
    /// Linear in the data. A model's prices are decoded when first asked for.
    pub fn from_json(prices: &[u8]) -> Result<Self> {
        let prices: PriceFile = serde_json::from_slice(prices).map_err(|error| {
            invalid(format!(
                "The price data cannot be read ({error}). Load the prices.json that belongs to this version."
            ))
        })?;
        let rows: ModelsFile = serde_json::from_str(data::MODELS)
            .map_err(|error| invalid(format!("The model data cannot be read: {error}")))?;
        let loading = Loading::new(rows, &prices.checked);
        let mut providers = Vec::new();
        let mut models = Vec::new();
        for provider in prices.providers {
            providers.push((provider.id.clone(), provider.name.clone()));
            loading.provider(provider, &mut models)?;
        }
        providers.push((OLLAMA.to_owned(), "Ollama (local)".to_owned()));
        loading.local(&mut models);
        models.sort_by_key(|model| loading.rank(model));
        add_offers(&mut models);
        let names = Names::new(&models, &loading.rows.featured);
        for (at, model) in models.iter_mut().enumerate() {
            if names.find(&model.own_id).map(|found| found.model) != Some(at) {
                model.id = format!("{}/{}", model.provider, model.own_id);
            }
        }
        Ok(Self {
            models,
            names,
            shutdowns: loading.shutdowns,
            providers,
            prices_release: prices.release,
            prices_checked: prices.checked,
        })
    }

    /// The version of `genai-prices` that the prices come from.
    #[must_use]
    pub fn prices_release(&self) -> &str {
        &self.prices_release
    }

    /// The newest day on which the data says that one of its prices was
    /// checked, `YYYY-MM-DD`: the data carries no date of its own.
    #[must_use]
    pub fn prices_checked(&self) -> &str {
        &self.prices_checked
    }

    /// Providers: id and name for people.
    pub fn providers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.providers
            .iter()
            .map(|(id, name)| (id.as_str(), name.as_str()))
    }

    /// Every model at every provider: makers before resellers.
    #[must_use]
    pub fn all(&self) -> &[Model] {
        &self.models
    }
}

const OLLAMA: &str = "ollama";

/// The rows of this project, looked up while models are read.
struct Loading<'a> {
    rows: ModelsFile,
    limits: HashMap<(String, String), Limits>,
    names: HashMap<(String, String), String>,
    shutdowns: HashMap<(String, String), Shutdown>,
    checked: &'a str,
}

impl<'a> Loading<'a> {
    fn new(mut rows: ModelsFile, checked: &'a str) -> Self {
        let mut limits = HashMap::new();
        for row in std::mem::take(&mut rows.limits) {
            for id in row.ids {
                let known = Limits {
                    window: Some(row.window),
                    max_input: row.max_input,
                    max_output: row.max_output,
                };
                limits.insert((row.provider.clone(), id), known);
            }
        }
        let mut shutdowns = HashMap::new();
        for row in std::mem::take(&mut rows.shutdowns) {
            for id in row.ids {
                let shutdown = Shutdown {
                    date: row.date.clone(),
                    successor: row.successor.clone(),
                };
                shutdowns.insert((row.provider.clone(), id), shutdown);
            }
        }
        let names = std::mem::take(&mut rows.names)
            .into_iter()
            .map(|row| ((row.provider, row.id), row.name))
            .collect();
        Self {
            rows,
            limits,
            names,
            shutdowns,
            checked,
        }
    }

    fn provider(&self, provider: ProviderRow, models: &mut Vec<Model>) -> Result<()> {
        let ProviderRow {
            id,
            name,
            pricing_url,
            models: rows,
        } = provider;
        for row in rows {
            let mut model = self.model(&id, &name, row)?;
            model.pricing_url.clone_from(&pricing_url);
            models.push(model);
        }
        Ok(())
    }

    fn model(&self, provider: &str, provider_name: &str, row: ModelRow) -> Result<Model> {
        let key = (provider.to_owned(), row.id.clone());
        let listed = row.name.unwrap_or_default();
        let shape = PriceShape::read(&row.prices).map_err(|error| {
            invalid(format!("The prices of {} cannot be read: {error}", row.id))
        })?;
        let free = row.id.ends_with(":free");
        let pricing = match (shape.input, free) {
            (true, _) => Pricing::Listed(Box::new(Listed::new(
                provider,
                row.prices,
                row.price_variants,
                shape,
            ))),
            (false, true) => Pricing::Free,
            (false, false) => Pricing::Unknown,
        };
        let base = (
            provider.to_owned(),
            base_model(&row.id).trim_end_matches('-').to_owned(),
        );
        let known = self.limits.get(&key).or_else(|| self.limits.get(&base));
        let limits = known.copied().unwrap_or(Limits {
            window: row.context_window,
            ..Limits::default()
        });
        let name = self.names.get(&key).cloned().unwrap_or_else(|| {
            if listed.is_empty() {
                row.id.clone()
            } else {
                listed.clone()
            }
        });
        Ok(Model {
            tokenizer: tokenizer::of_listed_model(provider, &row.id, &listed),
            open_weights: self.open_weights(&row.id),
            shutdown: self.shutdowns.get(&key).cloned(),
            prices_checked: row.checked.unwrap_or_else(|| self.checked.to_owned()),
            aliases: row.rule.names(),
            id: row.id.clone(),
            own_id: row.id,
            name,
            provider: provider.to_owned(),
            provider_name: provider_name.to_owned(),
            pricing_url: None,
            offers: Vec::new(),
            limits,
            pricing: Arc::new(pricing),
        })
    }

    /// Models that run on the person's own machine, at no cost.
    fn local(&self, models: &mut Vec<Model>) {
        for row in &self.rows.local {
            let id = format!("{OLLAMA}/{}", row.id);
            models.push(Model {
                tokenizer: tokenizer::of_listed_model(OLLAMA, &row.id, &row.name),
                open_weights: Some(true),
                shutdown: None,
                prices_checked: self.checked.to_owned(),
                aliases: Vec::new(),
                own_id: row.id.clone(),
                id,
                name: row.name.clone(),
                provider: OLLAMA.to_owned(),
                provider_name: "Ollama (local)".to_owned(),
                pricing_url: None,
                offers: Vec::new(),
                limits: Limits::default(),
                pricing: Arc::new(Pricing::Free),
            });
        }
    }

    /// The longest head that the id contains decides.
    fn open_weights(&self, id: &str) -> Option<bool> {
        let heads = self
            .rows
            .weights
            .iter()
            .flat_map(|row| row.heads.iter().map(move |head| (head, row.open)));
        heads
            .filter(|(head, _)| tokenizer::contains(id, head))
            .max_by_key(|(head, _)| head.len())
            .map(|(_, open)| open)
    }

    /// Makers before hosts.
    fn rank(&self, model: &Model) -> usize {
        let listed = &self.rows.providers;
        listed
            .iter()
            .position(|provider| *provider == model.provider)
            .unwrap_or(listed.len())
    }
}

/// Two ids mean the same model if they are the same after the maker's name.
fn add_offers(models: &mut [Model]) {
    let key = |model: &Model| {
        let id = model.own_id.rsplit('/').next().unwrap_or_default();
        id.to_ascii_lowercase()
    };
    let mut sellers: HashMap<String, Vec<String>> = HashMap::new();
    for model in models.iter() {
        let sellers = sellers.entry(key(model)).or_default();
        if !sellers.contains(&model.provider) {
            sellers.push(model.provider.clone());
        }
    }
    for model in models {
        let own = std::iter::once(&model.provider);
        let others = sellers[&key(model)]
            .iter()
            .filter(|seller| **seller != model.provider);
        model.offers = own.chain(others).cloned().collect();
    }
}

fn invalid(message: String) -> Error {
    Error::new(ErrorKind::InvalidCatalog, message)
}
