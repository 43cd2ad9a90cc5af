//! Days of the calendar and hours of the day, in UTC.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::{Error, ErrorKind};

const SECONDS_PER_DAY: u64 = 86_400;
/// Days from 0000-03-01, from which the arithmetic here counts, to 1970-01-01.
const DAYS_BEFORE_1970: u64 = 719_468;
const LAST_YEAR: u64 = 9999;

/// A day, from 1970-01-01 to 9999-12-31; written as `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(u64);

impl Day {
    /// The day of a point in time; 1970-01-01 before that.
    #[must_use]
    pub fn of(time: SystemTime) -> Self {
        Self(seconds(time) / SECONDS_PER_DAY)
    }

    /// Its first moment.
    #[must_use]
    pub fn start(self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(self.0 * SECONDS_PER_DAY)
    }
}

fn seconds(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH);
    since.unwrap_or_default().as_secs()
}

/// Years count from March, so that the leap day is the last of a year and the
/// months have a regular pattern of lengths (Hinnant's `civil_from_days`).
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = self.0 + DAYS_BEFORE_1970;
        let era = days / 146_097;
        let day_of_era = days % 146_097;
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = (month_from_march + 2) % 12 + 1;
        let year = era * 400 + year_of_era + u64::from(month <= 2);
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        read_day(text)
            .filter(|day| day.to_string() == text)
            .ok_or_else(|| invalid(text, "day as YYYY-MM-DD"))
    }
}

/// The day, if there is one; a day past the month's end is one of the next.
fn read_day(text: &str) -> Option<Day> {
    let mut parts = text.splitn(3, '-').map(str::parse::<u64>);
    let mut next = || parts.next()?.ok();
    let (year, month, day) = (next()?, next()?, next()?);
    if !(1970..=LAST_YEAR).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day)
    {
        return None;
    }
    let year = year - u64::from(month <= 2);
    let (era, year_of_era) = (year / 400, year % 400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    (era * 146_097 + day_of_era)
        .checked_sub(DAYS_BEFORE_1970)
        .map(Day)
}

/// Hours that come every day, from a minute of the day up to another, which
/// may lie after midnight; written as `HH:MM-HH:MM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    start_minute: u64,
    end_minute: u64,
}

impl Hours {
    /// Whether a point in time is in them.
    #[must_use]
    pub fn contains(self, time: SystemTime) -> bool {
        let minute = seconds(time) % SECONDS_PER_DAY / 60;
        let (started, ended) = (minute >= self.start_minute, minute >= self.end_minute);
        if self.end_minute < self.start_minute {
            started || !ended
        } else {
            started && !ended
        }
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [start, end] =
            [self.start_minute, self.end_minute].map(|minute| (minute / 60, minute % 60));
        write!(f, "{:02}:{:02}-{:02}:{:02}", start.0, start.1, end.0, end.1)
    }
}

impl FromStr for Hours {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let read = || {
            let (start, end) = text.split_once('-')?;
            Some(Self {
                start_minute: minute_of_day(start)?,
                end_minute: minute_of_day(end)?,
            })
        };
        read()
            .filter(|hours| hours.to_string() == text)
            .ok_or_else(|| invalid(text, "time of day as HH:MM-HH:MM"))
    }
}

fn minute_of_day(text: &str) -> Option<u64> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes): (u64, u64) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

fn invalid(text: &str, what: &str) -> Error {
    Error::new(
        ErrorKind::InvalidCatalog,
        format!("\"{text}\" is no {what}."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        for (seconds, text) in [
            (0, "1970-01-01"),
            (951_782_399, "2000-02-28"),
            (951_782_400, "2000-02-29"),
            (1_709_164_800, "2024-02-29"),
            (1_792_713_600, "2026-10-23"),
            (1_798_675_200, "2026-12-31"),
            (4_107_542_400, "2100-03-01"),
        ] {
            let day = Day::of(at(seconds));
            assert_eq!(day.to_string(), text);
            assert_eq!(text.parse(), Ok(day));
            assert_eq!(Day::of(day.start()), day);
        }
        for text in [
            "soon",
            "2026-02-30",
            "2026-13-01",
            "2026-1-1",
            "1969-12-31",
            "",
        ] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }

    #[test]
    fn hours_begin_on_time_and_may_pass_midnight() {
        let clock = |hour: u64, minute: u64, second: u64| {
            at(5 * 86_400 + hour * 3_600 + minute * 60 + second)
        };
        let day: Hours = "00:30-16:30".parse().unwrap();
        let night: Hours = "22:00-06:00".parse().unwrap();
        for (time, in_day, in_night) in [
            (clock(0, 29, 59), false, true),
            (clock(0, 30, 0), true, true),
            (clock(6, 0, 0), true, false),
            (clock(16, 29, 59), true, false),
            (clock(16, 30, 0), false, false),
            (clock(22, 0, 0), false, true),
        ] {
            assert_eq!(
                (day.contains(time), night.contains(time)),
                (in_day, in_night)
            );
        }
        for text in [
            "",
            "1:00-2:00",
            "24:00-25:00",
            "00:60-01:00",
            "00:00:00-01:00",
        ] {
            assert!(text.parse::<Hours>().is_err(), "{text}");
        }
    }
}
