//! [`crate::catalog::Catalog`] as a JavaScript class.

use super::dto::{
    About, CompareQuery, ComparedOffers, Count, Estimate, EstimateQuery, ModelInfo, ModelsQuery,
    Planned, Provider, limit, time,
};
use super::error::to_js;
use crate::catalog::{self, Filter};
use crate::estimate::{self, Counts};
use crate::{Error, ErrorKind};
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

pub(super) type JsResult<T> = std::result::Result<T, JsValue>;

/// All models while they are read: a page is held no longer than a step takes.
#[wasm_bindgen]
pub struct CatalogReading(catalog::Reading);

#[wasm_bindgen]
impl CatalogReading {
    /// Reads the rows of the price data, `prices.json`.
    ///
    /// # Errors
    ///
    /// `invalid-catalog`.
    #[wasm_bindgen(constructor)]
    pub fn new(data: &[u8]) -> JsResult<Self> {
        catalog::Reading::new(data).map(Self).map_err(thrown)
    }

    /// Makes more of them, and returns the catalogue once it is complete.
    pub fn step(&mut self) -> Option<Catalog> {
        self.0.step().map(Catalog)
    }
}

/// All models, with prices and limits.
#[wasm_bindgen]
pub struct Catalog(pub(super) catalog::Catalog);

#[wasm_bindgen]
impl Catalog {
    /// Where the prices come from, and when they were checked.
    pub fn about(&self) -> JsResult<Ts<About>> {
        let providers = self.0.providers().map(|(id, name)| Provider {
            id: id.to_owned(),
            name: name.to_owned(),
        });
        out(&About {
            release: self.0.prices_release().to_owned(),
            checked: self.0.prices_checked().to_string(),
            source: "https://github.com/pydantic/genai-prices".to_owned(),
            models: self.0.all().len(),
            providers: providers.collect(),
        })
    }

    /// Models, the likeliest first.
    ///
    /// # Errors
    ///
    /// `invalid-argument`.
    pub fn models(
        &self,
        query: Option<Ts<ModelsQuery>>,
        #[wasm_bindgen(js_name = atMs)] at_ms: f64,
    ) -> JsResult<Vec<Ts<ModelInfo>>> {
        let query = query.map(given).transpose()?.unwrap_or_default();
        let at = time(at_ms).map_err(thrown)?;
        let filter = Filter {
            provider: query.provider.as_deref(),
            search: query.search.as_deref(),
            limit: limit(query.limit).map_err(thrown)?,
        };
        let models = self.0.models(&filter, at).into_iter();
        models
            .map(|model| out(&ModelInfo::from(model.info(at))))
            .collect()
    }

    /// The model of a name.
    ///
    /// # Errors
    ///
    /// `unknown-model`, with the nearest names.
    pub fn model(
        &self,
        name: &str,
        #[wasm_bindgen(js_name = atMs)] at_ms: f64,
    ) -> JsResult<Ts<ModelInfo>> {
        let info = || Ok(self.0.model(name)?.info(time(at_ms)?));
        out(&ModelInfo::from(info().map_err(thrown)?))
    }

    /// The name by which the tokens module knows the tokenizer of a model, or
    /// of an encoding.
    ///
    /// # Errors
    ///
    /// `unknown-model`, with the nearest names.
    #[wasm_bindgen(js_name = tokenizerOf)]
    pub fn tokenizer_of(&self, model: &str) -> JsResult<String> {
        Ok(self.0.tokenizer(model).map_err(thrown)?.key())
    }

    /// A number of tokens that the caller knows, for a model or an encoding.
    ///
    /// # Errors
    ///
    /// `unknown-model`, with the nearest names.
    #[wasm_bindgen(js_name = givenCount)]
    pub fn given_count(&self, model: &str, tokens: f64) -> JsResult<Ts<Count>> {
        let tokenizer = self.0.tokenizer(model).map_err(thrown)?;
        out(&Count::given(tokens, &tokenizer))
    }

    /// The encodings that [`Catalog::compare`] wants counts in, for these
    /// models or for all.
    ///
    /// # Errors
    ///
    /// `unknown-model`, with the nearest names.
    #[allow(clippy::needless_pass_by_value)]
    pub fn encodings(&self, models: Option<Vec<String>>) -> JsResult<Vec<String>> {
        let encodings = self.0.encodings(models.as_deref()).map_err(thrown)?;
        Ok(encodings.into_iter().map(str::to_owned).collect())
    }

    /// The models that [`Catalog::compare`] wants counts of a request for: the
    /// id of each, followed by the name of its tokenizer.
    ///
    /// # Errors
    ///
    /// `unknown-model`, with the nearest names.
    #[allow(clippy::needless_pass_by_value)]
    pub fn tokenizers(&self, models: Option<Vec<String>>) -> JsResult<Vec<String>> {
        let models = self.0.tokenizers(models.as_deref()).map_err(thrown)?;
        let named = models.into_iter().flat_map(|(id, info)| [id, info.key()]);
        Ok(named.collect())
    }

    /// Cost and fit of one request on one model.
    ///
    /// # Errors
    ///
    /// `unknown-model`, `invalid-argument`.
    pub fn estimate(
        &self,
        query: Ts<EstimateQuery>,
        planned: Ts<Planned>,
    ) -> JsResult<Ts<Estimate>> {
        let (query, planned) = (given(query)?, given(planned)?);
        let estimate = || {
            let model = self.0.model(&query.model)?;
            let at = time(planned.at_ms)?;
            let counted = query.count.counted()?;
            let estimate = estimate::estimate(&model, counted, &planned.plan()?, at)?;
            Ok(Estimate::new(model.info(at), query.count, estimate))
        };
        out(&estimate().map_err(thrown)?)
    }

    /// The same request on many models, each with its offers.
    ///
    /// # Errors
    ///
    /// `unknown-model`, `invalid-argument`.
    pub fn compare(
        &self,
        query: Ts<CompareQuery>,
        planned: Ts<Planned>,
    ) -> JsResult<Vec<Ts<ComparedOffers>>> {
        let (query, planned) = (given(query)?, given(planned)?);
        let rows = || {
            let at = time(planned.at_ms)?;
            let counts = query.counts()?;
            let each = query.each()?;
            let counts = match (query.given()?, &each) {
                (Some(tokens), _) => Counts::Given(tokens),
                (None, Some(each)) => Counts::ByModel(each),
                (None, None) => Counts::ByEncoding(&counts),
            };
            let (plan, comparison) = (planned.plan()?, query.comparison()?);
            let rows = self.0.compare(counts, &plan, &comparison, at)?;
            let rows = rows.into_iter();
            Ok(rows
                .map(|row| ComparedOffers::new(row, at))
                .collect::<Vec<_>>())
        };
        rows().map_err(thrown)?.iter().map(out).collect()
    }
}

#[allow(clippy::needless_pass_by_value)]
pub(super) fn thrown(error: Error) -> JsValue {
    to_js(&error)
}

// wasm-bindgen hands values over.
#[allow(clippy::needless_pass_by_value)]
fn given<T>(value: Ts<T>) -> JsResult<T>
where
    T: Tsify + serde::de::DeserializeOwned,
    T::JsType: JsCast + Clone,
{
    value.to_rust().map_err(|error| {
        let message = format!("The options cannot be read: {error}.");
        to_js(&Error::new(ErrorKind::InvalidArgument, message))
    })
}

pub(super) fn out<T>(value: &T) -> JsResult<Ts<T>>
where
    T: Tsify + serde::Serialize,
    T::JsType: JsCast,
{
    value
        .into_ts()
        .map_err(|error| to_js(&Error::new(ErrorKind::InvalidArgument, error.to_string())))
}
