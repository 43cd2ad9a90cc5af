//! What a request costs. `genai-prices` does the arithmetic: long-context
//! tiers, dated prices, prices for batches and tiers of service. The time is
//! always given, never read from a clock.

use std::sync::OnceLock;
use std::time::SystemTime;

use genai_prices::{Calculator, PriceRequest, UsageKey};
use serde_json::value::RawValue;

use crate::catalog::data::{PriceShape, Variant};
use crate::catalog::date;
use crate::{Error, ErrorKind, Result};

/// More tokens or requests than anyone has; a larger number is a mistake.
pub const MOST: u64 = 1_000_000_000_000;

/// The tokens of one request.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// All tokens of the input, those read from and written to the cache
    /// included.
    pub input_tokens: u64,
    /// All tokens of the output, reasoning included.
    pub output_tokens: u64,
    /// The part of the input that is read from the provider's cache.
    pub cached_tokens: u64,
    /// The part of the input that is written to the provider's cache.
    pub cache_write_tokens: u64,
}

impl Usage {
    /// Checks that the parts of the input are no more than the whole.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`], also for numbers above [`MOST`].
    pub fn check(&self) -> Result<()> {
        for (name, tokens) in [
            ("The input", self.input_tokens),
            ("The output", self.output_tokens),
        ] {
            if tokens > MOST {
                return Err(invalid(format!(
                    "{name} cannot have more than {MOST} tokens; it has {tokens}."
                )));
            }
        }
        let special = self.cached_tokens.saturating_add(self.cache_write_tokens);
        if special > self.input_tokens {
            return Err(invalid(format!(
                "cachedTokens and cacheWriteTokens are parts of the input: together they are {special}, \
                 but the input has {} tokens. Lower them or add to the input.",
                self.input_tokens
            )));
        }
        Ok(())
    }
}

fn invalid(message: String) -> Error {
    Error::new(ErrorKind::InvalidArgument, message)
}

/// Reads a number of tokens or requests from outside.
///
/// # Errors
///
/// [`ErrorKind::InvalidArgument`] naming the argument, if the number is not
/// whole, is negative or above [`MOST`].
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)]
pub fn whole_number(name: &str, value: f64) -> Result<u64> {
    if value >= 0.0 && value.fract() == 0.0 && value <= MOST as f64 {
        return Ok(value as u64);
    }
    Err(invalid(format!(
        "{name} must be a whole number from 0 to {MOST}; it is {value}."
    )))
}

/// How a request is made, where that has a price of its own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Service {
    /// Sent in a batch, to be answered within a day.
    pub batch: bool,
    /// The tier of service; the provider's standard one if absent.
    pub tier: Option<Tier>,
}

/// A tier of service beside the standard one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tier {
    /// Slower and cheaper.
    Flex,
    /// Faster and dearer.
    Priority,
}

impl Tier {
    const fn name(self) -> &'static str {
        match self {
            Self::Flex => "flex",
            Self::Priority => "priority",
        }
    }
}

impl Service {
    /// The conditions of the request, as the price data names them.
    fn context(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let batch = self.batch.then_some(("processing", "batch"));
        let tier = self.tier.map(|tier| ("service_tier", tier.name()));
        batch.into_iter().chain(tier)
    }
}

/// US dollars for one request.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Cost {
    /// Input that is neither read from nor written to the cache.
    pub input_usd: f64,
    /// Input read from the cache.
    pub cached_input_usd: f64,
    /// Input written to the cache.
    pub cache_write_usd: f64,
    /// Output.
    pub output_usd: f64,
    /// All of it, and what the provider charges for a request as such.
    pub total_usd: f64,
}

/// US dollars per million tokens, below any long-context tier.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rates {
    /// For input.
    pub input_usd_per_mtok: Option<f64>,
    /// For output.
    pub output_usd_per_mtok: Option<f64>,
}

/// What is known of a model's prices.
pub(crate) enum Pricing {
    /// Nothing, or nothing that is charged by the token.
    Unknown,
    /// It costs nothing.
    Free,
    /// The provider's prices.
    Listed(Box<Listed>),
}

/// The prices of one model at one provider.
pub(crate) struct Listed {
    pub provider: String,
    pub prices: Box<RawValue>,
    pub variants: Option<Box<RawValue>>,
    pub shape: PriceShape,
    calculator: OnceLock<Calculator>,
}

impl Listed {
    pub(crate) fn new(
        provider: &str,
        prices: Box<RawValue>,
        variants: Option<Box<RawValue>>,
        shape: PriceShape,
    ) -> Self {
        Self {
            provider: provider.to_owned(),
            prices,
            variants,
            shape,
            calculator: OnceLock::new(),
        }
    }

    /// A calculator for this model alone: which model is meant has been
    /// settled already, and going through the matching rules of the whole list
    /// again for each of thousands of models is what would take the time.
    fn calculator(&self) -> Result<&Calculator> {
        if let Some(calculator) = self.calculator.get() {
            return Ok(calculator);
        }
        let json = format!(
            r#"[{{"id":{},"name":"-","api_pattern":"-","models":[{{"id":"-","match":{{"equals":"-"}},"prices":{},"price_variants":{}}}]}}]"#,
            serde_json::Value::from(self.provider.as_str()),
            self.prices,
            self.variants.as_deref().map_or("[]", RawValue::get),
        );
        let calculator = Calculator::from_json(json).map_err(|error| data_error(&error))?;
        Ok(self.calculator.get_or_init(|| calculator))
    }

    fn calculate(&self, usage: &Usage, service: Service, at: SystemTime) -> Result<[f64; 3]> {
        let mut reported = genai_prices::Usage::new();
        for (key, tokens) in [
            (UsageKey::INPUT_TOKENS, usage.input_tokens),
            (UsageKey::OUTPUT_TOKENS, usage.output_tokens),
            (UsageKey::CACHE_READ_TOKENS, usage.cached_tokens),
            (UsageKey::CACHE_WRITE_TOKENS, usage.cache_write_tokens),
        ] {
            // Exact: no number of tokens passes 2^53.
            #[allow(clippy::cast_precision_loss)]
            reported.insert(key, tokens as f64);
        }
        let mut request = PriceRequest::new("-", &reported)
            .with_provider_id(&self.provider)
            .with_timestamp(at);
        for (key, value) in service.context() {
            request = request.with_price_context(key, value);
        }
        let price = self
            .calculator()?
            .calculate(&request)
            .map_err(|error| data_error(&error))?;
        Ok([price.input_price, price.output_price, price.total_price])
    }

    /// Whether the data has a price for requests made this way.
    pub(crate) fn offers(&self, service: Service, at: SystemTime) -> Result<bool> {
        let variants = self.variants.as_deref().map_or("[]", RawValue::get);
        let variants: Vec<Variant> = serde_json::from_str(variants)
            .map_err(|error| Error::new(ErrorKind::InvalidCatalog, error.to_string()))?;
        let today = date::day_of(at);
        Ok(service.context().all(|(key, value)| {
            variants.iter().any(|variant| {
                variant.when.get(key).is_some_and(|when| when == value)
                    && variant
                        .constraint
                        .as_ref()
                        .and_then(|constraint| constraint.start_date.as_ref())
                        .is_none_or(|start| *start <= today)
            })
        }))
    }

    pub(crate) fn rates(&self, service: Service, at: SystemTime) -> Result<Rates> {
        let one = Usage {
            input_tokens: 1,
            output_tokens: 1,
            ..Usage::default()
        };
        let [input, output, _] = self.calculate(&one, service, at)?;
        let per_mtok = |price: f64| (price * 1e15).round() / 1e9;
        Ok(Rates {
            input_usd_per_mtok: self.shape.input.then(|| per_mtok(input)),
            output_usd_per_mtok: self.shape.output.then(|| per_mtok(output)),
        })
    }

    /// The price of the request, in its parts.
    ///
    /// The library tells the price of all input as one; what the cached part
    /// costs is the difference to the same input with nothing cached, which is
    /// in the same tier.
    #[allow(clippy::cast_precision_loss)]
    fn cost(&self, usage: &Usage, service: Service, at: SystemTime) -> Result<Cost> {
        let [all_input, output_usd, total_usd] = self.calculate(usage, service, at)?;
        if usage.cached_tokens == 0 && usage.cache_write_tokens == 0 {
            return Ok(Cost {
                input_usd: all_input,
                output_usd,
                total_usd,
                ..Cost::default()
            });
        }
        let without = |cache_write_tokens| Usage {
            cached_tokens: 0,
            cache_write_tokens,
            ..*usage
        };
        let [plain, ..] = self.calculate(&without(0), service, at)?;
        let [written, ..] = self.calculate(&without(usage.cache_write_tokens), service, at)?;
        let per_token = plain / usage.input_tokens as f64;
        let at_plain_rate = |tokens: u64| per_token * tokens as f64;
        Ok(Cost {
            input_usd: at_plain_rate(
                usage.input_tokens - usage.cached_tokens - usage.cache_write_tokens,
            ),
            cached_input_usd: (all_input - written + at_plain_rate(usage.cached_tokens)).max(0.0),
            cache_write_usd: (written - plain + at_plain_rate(usage.cache_write_tokens)).max(0.0),
            output_usd,
            total_usd,
        })
    }
}

impl Pricing {
    /// The cost of one request, or `None` if the price is not known.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`] for a usage that cannot be,
    /// [`ErrorKind::InvalidCatalog`] for prices that cannot be read.
    pub(crate) fn cost(
        &self,
        usage: &Usage,
        service: Service,
        at: SystemTime,
    ) -> Result<Option<Cost>> {
        usage.check()?;
        match self {
            Self::Unknown => Ok(None),
            Self::Free => Ok(Some(Cost::default())),
            Self::Listed(listed) => listed.cost(usage, service, at).map(Some),
        }
    }

    /// The prices below any long-context tier.
    pub(crate) fn rates(&self, service: Service, at: SystemTime) -> Result<Rates> {
        match self {
            Self::Unknown => Ok(Rates::default()),
            Self::Free => Ok(Rates {
                input_usd_per_mtok: Some(0.0),
                output_usd_per_mtok: Some(0.0),
            }),
            Self::Listed(listed) => listed.rates(service, at),
        }
    }

    pub(crate) fn listed(&self) -> Option<&Listed> {
        match self {
            Self::Listed(listed) => Some(listed),
            Self::Unknown | Self::Free => None,
        }
    }
}

fn data_error(error: &genai_prices::Error) -> Error {
    Error::new(
        ErrorKind::InvalidCatalog,
        format!("The price data cannot be used: {error}"),
    )
}
