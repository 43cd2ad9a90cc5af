//! What a request costs when it is sent again and again: in a month, and until
//! a cap on the spending binds.

use super::{MOST, exact, invalid};
use crate::Result;

/// How often a request is sent, and what may be spent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spending {
    /// Requests in a day; `None` is not planned.
    pub requests_per_day: Option<u64>,
    /// Days of the month on which they are sent.
    pub days_per_month: u64,
    /// US dollars that may be spent in a month; `None` is no cap.
    pub cap_usd: Option<f64>,
}

impl Default for Spending {
    fn default() -> Self {
        Self {
            requests_per_day: None,
            days_per_month: 30,
            cap_usd: None,
        }
    }
}

/// A month of requests.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Month {
    /// How many are sent.
    pub requests: u64,
    /// What they cost, in US dollars; `None` is not known.
    pub usd: Option<f64>,
    /// For the lowest likely count of tokens.
    pub low_usd: Option<f64>,
    /// For the highest likely count of tokens.
    pub high_usd: Option<f64>,
}

/// When a cap on the spending binds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cap {
    /// US dollars.
    pub usd: f64,
    /// Requests that can be sent before it is passed; `None`: it never binds,
    /// for they cost nothing.
    pub requests: Option<u64>,
    /// The day of the month, from 1, on which a request is the first too many;
    /// `None`: not in a month, or how many are sent in a day is not planned.
    pub day: Option<u64>,
}

impl Spending {
    /// Checks the numbers.
    ///
    /// # Errors
    ///
    /// [`crate::ErrorKind::InvalidArgument`] for days that no month has, a cap
    /// that is no amount of money, or more requests than [`MOST`].
    pub fn check(&self) -> Result<()> {
        if !(1..=31).contains(&self.days_per_month) {
            return Err(invalid(format!(
                "daysPerMonth must be from 1 to 31; it is {}.",
                self.days_per_month
            )));
        }
        if let Some(requests) = self.requests_per_day.filter(|requests| *requests > MOST) {
            return Err(invalid(format!(
                "requestsPerDay must be at most {MOST}; it is {requests}."
            )));
        }
        if let Some(usd) = self.cap_usd.filter(|usd| !(usd.is_finite() && *usd >= 0.0)) {
            return Err(invalid(format!(
                "capUsd must be US dollars, 0 or more; it is {usd}."
            )));
        }
        Ok(())
    }

    /// What a month costs where one request costs this much: most likely, and
    /// for the lowest and the highest likely count of tokens.
    #[must_use]
    pub fn month(&self, each_usd: [Option<f64>; 3]) -> Option<Month> {
        let requests = self.requests_per_day?.saturating_mul(self.days_per_month);
        let [usd, low_usd, high_usd] = each_usd.map(|each| each.map(|each| each * exact(requests)));
        Some(Month {
            requests,
            usd,
            low_usd,
            high_usd,
        })
    }

    /// When the cap binds, where one request costs `each_usd`; `None` without a
    /// cap or a price.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn cap(&self, each_usd: Option<f64>) -> Option<Cap> {
        /// A quotient that is whole but for rounding is whole.
        const ROUNDING: f64 = 1.0 + 1e-12;
        let (usd, each_usd) = (self.cap_usd?, each_usd?);
        let requests = (each_usd > 0.0).then(|| ((usd / each_usd) * ROUNDING).floor() as u64);
        let day = requests.zip(self.requests_per_day);
        let day = day.filter(|(_, a_day)| *a_day > 0);
        let day = day.map(|(requests, a_day)| requests / a_day + 1);
        Some(Cap {
            usd,
            requests,
            day: day.filter(|day| *day <= self.days_per_month),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn plan(requests_per_day: u64, cap_usd: f64) -> Spending {
        Spending {
            requests_per_day: Some(requests_per_day),
            days_per_month: 30,
            cap_usd: Some(cap_usd),
        }
    }

    #[test]
    fn a_cap_binds_with_the_first_request_that_passes_it() {
        for (a_day, usd, each_usd, requests, day) in [
            (10, 0.3, 0.1, Some(3), Some(1)),
            (3, 0.3, 0.1, Some(3), Some(2)),
            (1, 3.0, 0.1, Some(30), None),
            (1, 2.9, 0.1, Some(29), Some(30)),
            (10, 0.0, 0.1, Some(0), Some(1)),
            (10, 5.0, 0.0, None, None),
            (0, 5.0, 1.0, Some(5), None),
        ] {
            let cap = plan(a_day, usd).cap(Some(each_usd)).unwrap();
            assert_eq!((cap.requests, cap.day), (requests, day), "{usd} {each_usd}");
        }
        assert_eq!(plan(1, 1.0).cap(None), None);
        assert_eq!(Spending::default().cap(Some(1.0)), None);
    }

    #[test]
    fn a_month_is_a_day_times_its_days() {
        let month = plan(100, 0.0)
            .month([Some(0.01), None, Some(0.02)])
            .unwrap();
        assert_eq!(month.requests, 3_000);
        assert!((month.usd.unwrap() - 30.0).abs() < 1e-9);
        assert_eq!(month.low_usd, None);
        assert!((month.high_usd.unwrap() - 60.0).abs() < 1e-9);
        assert_eq!(Spending::default().month([Some(1.0); 3]), None);
    }

    #[test]
    fn what_is_no_plan_is_refused() {
        for (days_per_month, requests_per_day, cap_usd) in [
            (0, None, None),
            (32, None, None),
            (30, Some(MOST + 1), None),
            (30, None, Some(-1.0)),
            (30, None, Some(f64::NAN)),
            (30, None, Some(f64::INFINITY)),
        ] {
            let plan = Spending {
                requests_per_day,
                days_per_month,
                cap_usd,
            };
            assert!(plan.check().is_err(), "{plan:?}");
        }
        assert!(plan(1, 0.0).check().is_ok());
    }
}
