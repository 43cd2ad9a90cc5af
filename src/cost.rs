//! What a request costs: prices as rows of data ([`Prices`]), which of them
//! holds for a request, and the arithmetic of tiers, dates and ways to send a
//! request. The time is always given, never read from a clock.

pub mod cache;
mod evaluate;
mod notation;
mod prices;
mod spending;
mod training;

use crate::{Error, ErrorKind, Result};

pub(crate) use notation::decimal;
pub use prices::{Kind, PriceRow, Prices, Rate, RateCard, Step};
pub use spending::{Cap, Month, Spending};
pub use training::{TrainingPlan, TrainingRow, default_epochs, training_of, training_plan};

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
    /// The part of that which the cache keeps for an hour, not for minutes.
    pub cache_write_1h_tokens: u64,
    /// Searches of the web that the provider makes for the answer.
    pub web_searches: u64,
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
        if self.cache_write_1h_tokens > self.cache_write_tokens {
            return Err(invalid(format!(
                "cacheWrite1hTokens is a part of cacheWriteTokens: it is {}, but they are {}.",
                self.cache_write_1h_tokens, self.cache_write_tokens
            )));
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

/// One way to make a request that a provider may list a price for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// In a batch.
    Batch,
    /// In a tier of service.
    Tier(Tier),
}

impl Mode {
    const ALL: [Self; 3] = [
        Self::Batch,
        Self::Tier(Tier::Flex),
        Self::Tier(Tier::Priority),
    ];

    /// Its name in the price file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Batch => "batch",
            Self::Tier(Tier::Flex) => "flex",
            Self::Tier(Tier::Priority) => "priority",
        }
    }

    /// The mode with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.name() == name)
    }
}

impl Service {
    /// Whether the request is made in this way.
    #[must_use]
    pub fn asks(self, mode: Mode) -> bool {
        match mode {
            Mode::Batch => self.batch,
            Mode::Tier(tier) => self.tier == Some(tier),
        }
    }

    fn modes(self) -> impl Iterator<Item = Mode> {
        Mode::ALL.into_iter().filter(move |mode| self.asks(*mode))
    }
}

/// US dollars for one request.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Cost {
    /// Input that is neither read from nor written to the cache.
    pub input_usd: f64,
    /// Input read from the cache.
    pub cached_input_usd: f64,
    /// Input written to the cache, for minutes or an hour.
    pub cache_write_usd: f64,
    /// Output.
    pub output_usd: f64,
    /// What the provider charges for a request as such.
    pub request_usd: f64,
    /// Searches of the web.
    pub searches_usd: f64,
    /// The sum of it all.
    pub total_usd: f64,
}

/// The number as an `f64`: none here passes 2^53.
#[allow(clippy::cast_precision_loss)]
const fn exact(number: u64) -> f64 {
    number as f64
}
