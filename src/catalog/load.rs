//! The catalogue, read from the price file.

use std::sync::Arc;

use super::date::Day;
use super::file::{ModelRow, PriceFile, ShutdownRow};
use super::model::{Model, Provider, Shutdown};
use super::names::{Names, plain};
use super::reading::Reading;
use crate::Result;
use crate::bill::Shape;

/// All models, immutable.
pub struct Catalog {
    pub(super) models: Vec<Model>,
    pub(super) names: Names,
    providers: Vec<Arc<Provider>>,
    shapes: Vec<Shape>,
    prices_release: String,
    prices_checked: Day,
}

/// The price file that the crate has inside.
#[cfg(not(target_arch = "wasm32"))]
const BUILT_IN: &[u8] = include_bytes!("../../data/prices.json");

impl Catalog {
    /// The catalogue that the crate has inside; [`Catalog::prices_checked`]
    /// says of which day. Not in a browser: there the file is loaded.
    ///
    /// Reads 2 000 models, each time: keep what it returns.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn main() -> tokenmeter::Result<()> {
    /// let catalog = tokenmeter::catalog::Catalog::built_in();
    /// let model = catalog.model("openai/gpt-4o")?;
    /// assert_eq!(model.name(), "GPT-4o");
    /// assert_eq!(model.tokenizer().encoding, "o200k_base");
    /// # Ok(()) }
    /// ```
    ///
    /// # Panics
    ///
    /// Never: a test reads the same file.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn built_in() -> Self {
        Self::read(BUILT_IN).expect("the file inside is a catalogue")
    }

    /// Reads the price file, `prices.json`, or its rows, one a line.
    ///
    /// # Errors
    ///
    /// [`crate::ErrorKind::InvalidCatalog`] if it is cut off, altered or of another
    /// form.
    ///
    /// # Complexity
    ///
    /// Linear in the data.
    pub fn read(prices: &[u8]) -> Result<Self> {
        let mut reading = Reading::new(prices)?;
        loop {
            if let Some(catalog) = reading.step() {
                return Ok(catalog);
            }
        }
    }

    /// The models of the file, without most of their names and what others offer.
    pub(super) fn unnamed(file: PriceFile) -> Self {
        let mut providers = Vec::new();
        let mut models = Vec::new();
        for row in file.providers {
            let provider = Arc::new(Provider {
                id: row.id,
                name: row.name,
                pricing_url: row.pricing_url,
                local: row.local,
                shapes: row.shapes,
                makes: row.makes,
                own_days: row.own_days,
                ends: row.shutdowns.into_iter().flat_map(ends).collect(),
            });
            for row in row.models {
                models.push(model(&provider, row, file.checked));
            }
            providers.push(provider);
        }
        let names = Names::new(&models, file.featured);
        Self {
            models,
            names,
            providers,
            shapes: file.shapes,
            prices_release: file.release,
            prices_checked: file.checked,
        }
    }

    /// Gives each model an id of which it is what is found.
    pub(super) fn give_ids(&mut self) {
        for provider in &self.providers {
            for (name, _) in &provider.ends {
                self.names.add_snapshot(&self.models, &provider.id, name);
            }
        }
        for (at, model) in self.models.iter_mut().enumerate() {
            // A local model's bare id looks like one that is charged for.
            let other = self.names.find(&model.own_id).map(|found| found.model) != Some(at);
            if other || model.is_local() {
                model.id = format!("{}/{}", model.provider.id, model.own_id);
            }
        }
    }

    /// The version of `genai-prices` that the prices come from.
    #[must_use]
    pub fn prices_release(&self) -> &str {
        &self.prices_release
    }

    /// The newest day on which the data says that one of its prices was
    /// checked: the data carries no date of its own.
    #[must_use]
    pub const fn prices_checked(&self) -> Day {
        self.prices_checked
    }

    /// Providers: id and name for people.
    pub fn providers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.providers
            .iter()
            .map(|provider| (provider.id.as_str(), provider.name.as_str()))
    }

    /// Where responses have their usage.
    pub(crate) fn shapes(&self) -> &[Shape] {
        &self.shapes
    }

    /// Where those of one provider have it.
    pub(crate) fn shapes_of(&self, provider: &str) -> Vec<&Shape> {
        let names = self.provider(provider).map(|provider| &provider.shapes);
        let names = names.into_iter().flatten();
        let shape = |name: &String| self.shapes.iter().find(|shape| shape.name == *name);
        names.filter_map(shape).collect()
    }

    /// Whether a provider's models run on the person's own machine.
    pub(crate) fn is_local(&self, provider: &str) -> bool {
        self.provider(provider)
            .is_some_and(|provider| provider.local)
    }

    fn provider(&self, id: &str) -> Option<&Provider> {
        let mut providers = self.providers.iter();
        providers
            .find(|provider| provider.id == id)
            .map(|found| &**found)
    }

    /// Every model at every provider: makers before resellers.
    #[must_use]
    pub fn all(&self) -> &[Model] {
        &self.models
    }
}

/// What ends on one day, by its plain name.
fn ends(row: ShutdownRow) -> impl Iterator<Item = (String, Shutdown)> {
    let shutdown = Shutdown {
        date: row.date,
        successor: row.successor,
    };
    let names = row.names.into_iter();
    names.map(move |name| (plain(&name), shutdown.clone()))
}

fn model(provider: &Arc<Provider>, row: ModelRow, checked: Day) -> Model {
    let name = row.name.unwrap_or_else(|| row.id.clone());
    Model {
        first_party: provider.makes(&row.id),
        tokenizer: row.tokenizer,
        provider: Arc::clone(provider),
        sellers: Arc::default(),
        entry: 0,
        limits: row.limits,
        prices: row.prices.map(Arc::new),
        apart: row.apart.into(),
        prices_checked: row.checked.unwrap_or(checked),
        shutdown: provider.end_of(&row.id).cloned(),
        ends_at_maker: None,
        open_weights: row.open_weights,
        media: row.media,
        aliases: row.aliases,
        id: row.id.clone(),
        own_id: row.id,
        name,
    }
}
