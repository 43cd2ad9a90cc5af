//! The prices of one model at one provider, as rows of data, and which of them
//! holds for a request.

use std::array;
use std::time::SystemTime;

use super::{Mode, Service};
use crate::catalog::{Day, Hours};

/// What is charged for; the order of the rates in a [`RateCard`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Input tokens that no other rate is listed for.
    Input,
    /// Output tokens.
    Output,
    /// Input tokens read from the provider's cache.
    CacheRead,
    /// Input tokens written to the provider's cache.
    CacheWrite,
    /// The request itself.
    Request,
    /// Input tokens that the cache keeps for an hour.
    CacheWriteHour,
    /// Searches of the web.
    Search,
}

impl Kind {
    /// How many there are.
    pub const COUNT: usize = 7;

    /// How many units the rates are for: a million tokens, a thousand requests or searches.
    #[must_use]
    pub const fn units(self) -> f64 {
        match self {
            Self::Request | Self::Search => 1e3,
            Self::Input
            | Self::Output
            | Self::CacheRead
            | Self::CacheWrite
            | Self::CacheWriteHour => 1e6,
        }
    }
}

/// A rate for each [`Kind`], where one is listed.
pub type RateCard = [Option<Rate>; Kind::COUNT];

/// US dollars for [`Kind::units`], which may depend on the length of the input.
#[derive(Debug, Clone, PartialEq)]
pub struct Rate {
    /// Below all steps.
    pub base_usd: f64,
    /// Rates for long inputs, the shortest first.
    pub steps: Vec<Step>,
}

/// The rate for all of a request whose input passes a length.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// The input has more tokens than this.
    pub over_tokens: u64,
    /// US dollars for [`Kind::units`].
    pub usd: f64,
}

impl Rate {
    /// The rate of a request with so many tokens of input.
    #[must_use]
    pub fn for_input(&self, input_tokens: u64) -> f64 {
        let mut steps = self.steps.iter().rev();
        let step = steps.find(|step| input_tokens > step.over_tokens);
        step.map_or(self.base_usd, |step| step.usd)
    }
}

/// Rates and the conditions under which they hold: all that are given.
#[derive(Debug, Clone, PartialEq)]
pub struct PriceRow {
    /// The request is made in this way.
    pub mode: Option<Mode>,
    /// It is made on this day or later.
    pub from: Option<Day>,
    /// It is made in these hours of the day.
    pub hours: Option<Hours>,
    /// What it costs.
    pub rates: RateCard,
}

impl PriceRow {
    fn holds(&self, at: SystemTime) -> bool {
        self.from.is_none_or(|day| at >= day.start())
            && self.hours.is_none_or(|hours| hours.contains(at))
    }
}

/// The rows of one model. Of those without a mode, the last that holds is the
/// standard price; of those with a mode, the first that holds replaces the
/// rates that it lists.
#[derive(Debug, Clone, PartialEq)]
pub struct Prices(Vec<PriceRow>);

impl Prices {
    /// Prices from their rows; `None` if no rate of input always holds.
    #[must_use]
    pub fn new(rows: Vec<PriceRow>) -> Option<Self> {
        let always = |row: &PriceRow| {
            let conditional = row.mode.is_some() || row.from.is_some() || row.hours.is_some();
            !conditional && row.rates[Kind::Input as usize].is_some()
        };
        rows.iter().any(always).then_some(Self(rows))
    }

    /// The rows.
    #[must_use]
    pub fn rows(&self) -> &[PriceRow] {
        &self.0
    }

    /// The rates of a request that is made in some way at some time.
    #[must_use]
    pub fn rates(&self, service: Service, at: SystemTime) -> [Option<&Rate>; Kind::COUNT] {
        let holding = || self.0.iter().filter(|row| row.holds(at));
        let standard = holding().rfind(|row| row.mode.is_none());
        let special = || holding().filter(|row| row.mode.is_some_and(|mode| service.asks(mode)));
        array::from_fn(|kind| {
            let own = special().find_map(|row| row.rates[kind].as_ref());
            own.or_else(|| standard?.rates[kind].as_ref())
        })
    }

    /// Whether every way in which the request is made has rows of its own.
    #[must_use]
    pub fn offers(&self, service: Service, at: SystemTime) -> bool {
        let listed = |mode| {
            let mut rows = self.0.iter();
            rows.any(|row| row.mode == Some(mode) && row.holds(at))
        };
        service.modes().all(listed)
    }

    /// The days on which rates begin to hold, ascending, each once.
    #[must_use]
    pub fn changes(&self) -> Vec<Day> {
        let mut days: Vec<Day> = self.0.iter().filter_map(|row| row.from).collect();
        days.sort_unstable();
        days.dedup();
        days
    }
}
