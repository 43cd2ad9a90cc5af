//! From a response to its usage.

use std::borrow::Cow;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::json::Value;
use super::layers::{Layers, events};
use super::rows;
use super::shape::Shape;
use crate::catalog::tokenizer::Counted;
use crate::catalog::{Catalog, Day, Model};
use crate::cost::{Mode, Service, Spending, Usage, decimal};
use crate::estimate::{Estimate, Plan, made};
use crate::limits::grouped;
use crate::{Error, ErrorKind, Result};

/// What is known of a response beside what stands in it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// The id of who sent it; recognised by what stands in it if absent.
    pub provider: Option<&'a str>,
    /// The model; the one that it names if absent.
    pub model: Option<&'a str>,
}

/// What a response says of its cost.
#[derive(Clone)]
pub struct Bill {
    /// The model whose prices hold.
    pub model: Model,
    /// The model as the response names it.
    pub named: String,
    /// The id of the provider that sent it.
    pub provider: String,
    /// Its name for people.
    pub provider_name: String,
    /// Its tokens.
    pub usage: Usage,
    /// The part of the output that is reasoning, where that is said.
    pub reasoning_tokens: Option<u64>,
    /// What it counts that the model has a price for and the catalogue no
    /// rate, such as 12 `input_audio_tokens`.
    pub apart: Vec<(String, u64)>,
    /// How the request was made, as far as it says that.
    pub service: Service,
    /// When it was made, where it says that.
    pub made: Option<SystemTime>,
    /// What the provider says that it has charged, in US dollars.
    pub charged_usd: Option<f64>,
}

impl Catalog {
    /// Reads a response: the body of one, the events of a stream, a line of a
    /// batch's results, or the usage alone.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidUsage`] with the line and column where it is no
    /// JSON, or with what is missing in it; [`ErrorKind::InvalidArgument`] for
    /// a provider that is not known; [`ErrorKind::UnknownModel`].
    ///
    /// # Complexity
    ///
    /// Linear in the response.
    pub fn read_bill(&self, response: &str, asked: Asked) -> Result<Bill> {
        let (events, is_stream) = events(response).map_err(|broken| {
            invalid(format!(
                "The response is no JSON: {broken}. Paste it whole, as the API has sent it."
            ))
        })?;
        let mut layers = Layers::of(&events);
        let all = self.shapes();
        layers.bare = !all
            .iter()
            .any(|shape| !shape.root.is_empty() && layers.at(&shape.root).is_some());
        if let Some(provider) = asked.provider
            && !self.providers().any(|(id, _)| id == provider)
        {
            let message =
                format!("No provider has the id \"{provider}\"; try openai, anthropic or google.");
            return Err(Error::new(ErrorKind::InvalidArgument, message));
        }
        let named = asked.model.map(str::to_owned);
        let named = named.or_else(|| layers.text(&rows::MODELS));
        let row = || {
            let mut providers = rows::PROVIDERS.iter();
            providers.find(|(path, _)| layers.at(path).is_some())
        };
        let maker = || self.maker(&layers, named.as_deref()?);
        let provider = asked.provider.or_else(|| row().map(|(_, id)| *id));
        let provider = provider.map(str::to_owned).or_else(maker);
        let shape = self.shape(&layers, provider.as_deref())?;
        layers.is_one(shape, is_stream)?;
        let named = asked.model.map(str::to_owned);
        let named = named.or_else(|| layers.text(&[shape.model.as_str()]));
        let named = named.or_else(|| layers.text(&rows::MODELS));
        let named = named.ok_or_else(|| {
            invalid("The response does not name its model: say which one it is.".to_owned())
        })?;
        let model = self.billed(provider.as_deref(), &named)?;
        let counts = layers.counts(shape)?;
        let mode = rows::SERVICE.iter().find_map(|path| layers.text(&[path]));
        let mode = mode.and_then(|name| Mode::named(&name));
        let provider = provider.unwrap_or_else(|| model.provider().to_owned());
        let mut providers = self.providers();
        let name = providers.find(|(id, _)| *id == provider);
        Ok(Bill {
            named,
            provider_name: name.map_or(String::new(), |(_, name)| name.to_owned()),
            provider,
            usage: counts.usage,
            reasoning_tokens: counts.reasoning_tokens,
            apart: counts.apart(model.apart()),
            service: Service {
                batch: mode == Some(Mode::Batch) || layers.at(rows::BATCH).is_some(),
                tier: match mode {
                    Some(Mode::Tier(tier)) => Some(tier),
                    _ => None,
                },
            },
            made: rows::MADE.iter().find_map(|path| time(layers.at(path)?)),
            charged_usd: rows::CHARGED
                .iter()
                .find_map(|path| match layers.at(path)? {
                    Value::Number(number) => charged(number),
                    _ => None,
                }),
            model,
        })
    }

    /// The shape of a response of a provider: its own, unless one of another
    /// provider finds kinds of tokens there that its own do not.
    fn shape(&self, layers: &Layers, provider: Option<&str>) -> Result<&Shape> {
        let own: Vec<&Shape> = provider.map_or(Vec::new(), |id| self.shapes_of(id));
        let others = rows::OTHERS.iter().flat_map(|id| self.shapes_of(id));
        let own = layers.nearest(own);
        let other = layers.nearest(others.collect());
        let shape = match (own, other) {
            (Some(own), Some(other)) if layers.tells(other) > layers.tells(own) => Some(other),
            (own, other) => own.or(other),
        };
        match shape {
            Some(shape) if layers.missing(shape).is_none() => Ok(shape),
            nearest => Err(layers.without_usage(nearest)),
        }
    }

    /// Who has sent a response that has no mark of anyone: the first provider
    /// that sells a model of this name and answers in this way.
    fn maker(&self, layers: &Layers, named: &str) -> Option<String> {
        let model = self
            .sold(named, Some(layers))
            .or_else(|| self.sold(named, None))?;
        Some(model.provider().to_owned())
    }

    /// The model of this name at the first provider, makers before hosts, that
    /// sells it and, where a response is given, answers in its way. What runs
    /// on one's own machine only where the name says so: others sell the same
    /// models.
    #[inline(never)]
    fn sold(&self, named: &str, layers: Option<&Layers>) -> Option<Cow<'_, Model>> {
        for (id, _) in self.providers().filter(|_| !named.contains('/')) {
            let answers = |layers: &Layers| {
                let mut shapes = self.shapes_of(id).into_iter();
                shapes.any(|shape| layers.found(shape) > 0 && layers.missing(shape).is_none())
            };
            if let Some(model) = self.model_at(id, named)
                && !model.is_local()
                && layers.is_none_or(answers)
            {
                return Some(model);
            }
        }
        let model = self.model(named).ok()?;
        let is_said = named.split_once('/').map(|(first, _)| first) == Some(model.provider());
        (is_said || !model.is_local()).then_some(model)
    }

    /// The model that a provider charges for under this name.
    fn billed(&self, provider: Option<&str>, named: &str) -> Result<Model> {
        if let Some(provider) = provider {
            if let Some(model) = self.model_at(provider, named) {
                return Ok(model.into_owned());
            }
            let own = self.model(&[provider, "/", named].concat());
            match own {
                Ok(model) if model.provider() == provider => return Ok(model.into_owned()),
                // What runs on one's own machine has no price elsewhere.
                _ if self.is_local(provider) => return own.map(Cow::into_owned),
                _ => {}
            }
        }
        if let Some(model) = self.sold(named, None) {
            return Ok(model.into_owned());
        }
        let local = self.model(named)?;
        Err(invalid(format!(
            "Nobody sells \"{named}\" by this name: say who sent it (provider), or the model's name there. On your own machine it is {}.",
            local.id()
        )))
    }
}

impl Bill {
    /// What the call costs, made in this way at this time.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`] if the usage cannot be.
    pub fn price(&self, service: Service, at: SystemTime) -> Result<Estimate> {
        let Usage {
            input_tokens: tokens,
            output_tokens,
            cached_tokens,
            cache_write_tokens,
            cache_write_1h_tokens,
            web_searches,
        } = self.usage;
        let plan = Plan {
            output_tokens: Some(output_tokens),
            cached_tokens,
            cache_write_tokens,
            cache_write_1h_tokens,
            web_searches,
            service,
            requests: None,
            spending: Spending::default(),
        };
        let counted = Counted {
            tokens,
            low: tokens,
            high: tokens,
        };
        let mut estimate = made(&self.model, counted, &plan, at)?;
        estimate.notes.extend(self.notes());
        Ok(estimate)
    }

    fn notes(&self) -> Vec<String> {
        let apart = self.apart.iter().map(|(unit, count)| {
            format!(
                "The response counts {} {}, which have a price of their own that is not in this cost.",
                grouped(*count),
                unit.replace('_', " "),
            )
        });
        let mut notes: Vec<String> = apart.collect();
        if self.provider != self.model.provider() {
            notes.push(format!(
                "{} lists no price for {}: this is the price of {}.",
                self.provider_name,
                self.named,
                self.model.provider_name()
            ));
        }
        notes
    }
}

/// Dollars as a program has added them up, such as `0.30000000000000004`: to 15
/// digits, of which every decimal is exact.
fn charged(number: &str) -> Option<f64> {
    const DIGITS: usize = 15;
    let at = number.find(['e', 'E']).unwrap_or(number.len());
    let (digits, exponent) = number.split_at(at);
    let Some((whole, fraction)) = digits.split_once('.') else {
        return decimal(number);
    };
    let places = DIGITS.saturating_sub(whole.len()).max(1);
    let fraction = fraction.get(..places).unwrap_or(fraction);
    decimal(&[whole, ".", fraction, exponent].concat())
}

/// Seconds since 1970, or `2026-11-25T12:34:56Z`.
fn time(value: &Value) -> Option<SystemTime> {
    match value {
        Value::Number(seconds) => {
            let (seconds, _) = seconds.split_once('.').unwrap_or((seconds, ""));
            let seconds: u32 = seconds.parse().ok()?;
            Some(UNIX_EPOCH + Duration::from_secs(seconds.into()))
        }
        Value::Text(text) => {
            let text = text.decoded();
            let day: Day = text.get(..10)?.parse().ok()?;
            let clock = text.get(11..19).unwrap_or("00:00:00");
            let mut seconds = 0;
            for part in clock.split(':') {
                seconds = seconds * 60 + part.parse::<u64>().ok()?;
            }
            Some(day.start() + Duration::from_secs(seconds))
        }
        _ => None,
    }
}

pub(super) fn invalid(message: String) -> Error {
    Error::new(ErrorKind::InvalidUsage, message)
}
