//! Prices as they stand in the price file, one short text a model:
//!
//! ```text
//! prices     row { " " row }
//! row        [ condition { "&" condition } "=" ] rate { "," rate }
//! condition  "2026-10-14"            from that day on
//!          | "00:30-16:30"           in these hours
//!          | "batch" | "flex" | "priority"
//! rate       usd { ">" tokens ":" usd }
//! ```
//!
//! Rates stand in the order of [`Kind`], an empty one is not listed, and those
//! at the end may be left out. A step such as `5>200000:10` is 5, and 10 where
//! the input has more than 200 000 tokens. Days and hours are in UTC.

use std::fmt;
use std::str::FromStr;

use super::prices::{Kind, PriceRow, Prices, Rate, RateCard, Step};
use super::{Mode, exact};
use crate::{Error, ErrorKind};

impl FromStr for Prices {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let rows: Option<Vec<PriceRow>> = text.split(' ').map(read_row).collect();
        rows.and_then(Self::new).ok_or_else(|| {
            Error::new(
                ErrorKind::InvalidCatalog,
                format!("\"{text}\" does not say what a model costs."),
            )
        })
    }
}

fn read_row(text: &str) -> Option<PriceRow> {
    if text.is_empty() {
        return None;
    }
    let (conditions, rates) = match text.split_once('=') {
        Some((conditions, rates)) => (Some(conditions), rates),
        None => (None, text),
    };
    let mut row = PriceRow {
        mode: None,
        from: None,
        hours: None,
        rates: read_rates(rates)?,
    };
    // A row of neither conditions nor rates says nothing.
    if conditions.is_none() && row.rates.iter().all(Option::is_none) {
        return None;
    }
    for condition in conditions.into_iter().flat_map(|text| text.split('&')) {
        if let Some(mode) = Mode::named(condition) {
            row.mode = Some(mode);
        } else if condition.contains(':') {
            row.hours = Some(condition.parse().ok()?);
        } else {
            row.from = Some(condition.parse().ok()?);
        }
    }
    Some(row)
}

fn read_rates(text: &str) -> Option<RateCard> {
    let mut rates = RateCard::default();
    if text.split(',').count() > Kind::COUNT {
        return None;
    }
    for (rate, text) in rates.iter_mut().zip(text.split(',')) {
        if !text.is_empty() {
            *rate = Some(read_rate(text)?);
        }
    }
    Some(rates)
}

fn read_rate(text: &str) -> Option<Rate> {
    let mut parts = text.split('>');
    let base_usd = read_usd(parts.next()?)?;
    let steps = parts.map(|part| {
        let (tokens, price) = part.split_once(':')?;
        Some(Step {
            over_tokens: tokens.parse().ok()?,
            usd: read_usd(price)?,
        })
    });
    let steps: Vec<Step> = steps.collect::<Option<_>>()?;
    let ascending = steps.is_sorted_by(|left, right| left.over_tokens < right.over_tokens);
    ascending.then_some(Rate { base_usd, steps })
}

/// A plain decimal such as `12.5`.
fn read_usd(text: &str) -> Option<f64> {
    let plain = |byte: u8| byte.is_ascii_digit() || byte == b'.';
    text.bytes().all(plain).then(|| decimal(text))?
}

/// A decimal, `12.5` or `1.25e-5`, to the nearest `f64`: its digits and the
/// power of ten are exact, so that one division rounds once. The general way to
/// read an `f64` has tables of 10 kB for what no price needs.
pub(crate) fn decimal(text: &str) -> Option<f64> {
    const EXACT: u64 = 1 << 53;
    const EXACT_POWER: usize = 22;
    let (text, exponent) = match text.split_once(['e', 'E']) {
        Some((text, exponent)) => (text, exponent.parse::<isize>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if whole.is_empty() || fraction.is_empty() {
        return None;
    }
    let mut digits: u64 = 0;
    for byte in whole.bytes().chain(fraction.bytes()) {
        let digit = char::from(byte).to_digit(10)?;
        digits = digits.checked_mul(10)? + u64::from(digit);
        if digits > EXACT {
            return None;
        }
    }
    let places = isize::try_from(fraction.len()).ok()? - exponent;
    let power = places.unsigned_abs();
    if power > EXACT_POWER {
        return None;
    }
    let power = (0..power).fold(1.0, |power, _| power * 10.0);
    Some(if places < 0 {
        exact(digits) * power
    } else {
        exact(digits) / power
    })
}

impl fmt::Display for Prices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, row) in self.rows().iter().enumerate() {
            let space = if at == 0 { "" } else { " " };
            write!(f, "{space}{row}")?;
        }
        Ok(())
    }
}

impl fmt::Display for PriceRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let conditions = [
            self.mode.map(|mode| mode.name().to_owned()),
            self.from.map(|day| day.to_string()),
            self.hours.map(|hours| hours.to_string()),
        ];
        let conditions: Vec<String> = conditions.into_iter().flatten().collect();
        if !conditions.is_empty() {
            write!(f, "{}=", conditions.join("&"))?;
        }
        let listed = self.rates.iter().rposition(Option::is_some);
        let rates = &self.rates[..listed.map_or(0, |last| last + 1)];
        let rates: Vec<String> = rates
            .iter()
            .map(|rate| rate.as_ref().map_or(String::new(), Rate::to_string))
            .collect();
        f.write_str(&rates.join(","))
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.base_usd)?;
        for step in &self.steps {
            write!(f, ">{}:{}", step.over_tokens, step.usd)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_read_as_they_are_written() {
        for text in [
            "5,25",
            "0,0",
            "0.00000001,0.0833333333333333",
            "1,1,,,12",
            "4,20,0.2,5,,8,10",
            "5>200000:10,25>200000:37.5,0.5 2026-03-13=5,25,0.5,6.25",
            "0.135,0.55 00:30-16:30=0.27,1.1 23:00-01:00=3",
            "2,8 batch&2026-10-14=1,4 flex=1,4 priority&2026-10-12&01:00-04:00=4",
            "1>32000:2>128000:3 batch=",
        ] {
            let prices: Prices = text.parse().expect(text);
            assert_eq!(prices.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_price_is_refused() {
        for text in [
            "",
            ",,,,12",
            ",",
            ", 1",
            "free",
            "-1",
            ".5",
            "5.",
            "1e3",
            "0.12345678901234567",
            "NaN",
            "inf",
            "1,2,3,4,5,6,7,8",
            "1  2",
            "2026-10-14=1",
            "batch=1",
            "1 2026-13-14=1",
            "1 25:00-01:00=1",
            "1 express=1",
            "1>2",
            "1>200:2>100:3",
            "1>-5:2",
        ] {
            let refused = text.parse::<Prices>();
            assert!(refused.is_err(), "{text}: {refused:?}");
        }
    }
}
