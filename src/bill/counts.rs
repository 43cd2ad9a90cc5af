//! The numbers of a response.

use super::json::Value;
use super::read::invalid;
use super::shape::Unit;
use crate::Result;
use crate::cost::{MOST, Usage};
use crate::limits::grouped;

/// The numbers of a response.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) usage: Usage,
    pub(super) reasoning_tokens: Option<u64>,
    others: Vec<(String, u64)>,
}

impl Counts {
    pub(super) fn add(&mut self, unit: &Unit, count: u64) {
        let usage = &mut self.usage;
        let sum = match unit {
            Unit::Input => &mut usage.input_tokens,
            Unit::Output => &mut usage.output_tokens,
            Unit::CacheRead => &mut usage.cached_tokens,
            Unit::CacheWrite => &mut usage.cache_write_tokens,
            Unit::CacheWriteHour => &mut usage.cache_write_1h_tokens,
            Unit::Searches => &mut usage.web_searches,
            Unit::Reasoning => self.reasoning_tokens.get_or_insert(0),
            Unit::Apart(name) => self.other(name),
        };
        // No more than a dozen numbers up to MOST are added.
        *sum += count;
    }

    pub(super) fn other(&mut self, name: &str) -> &mut u64 {
        let known = self.others.iter().position(|(known, _)| known == name);
        let at = known.unwrap_or(self.others.len());
        if known.is_none() {
            self.others.push((name.to_owned(), 0));
        }
        &mut self.others[at].1
    }

    /// What of it has a price of its own.
    pub(super) fn apart(mut self, priced: &[String]) -> Vec<(String, u64)> {
        *self.other("output_reasoning_tokens") = self.reasoning_tokens.unwrap_or(0);
        self.others
            .retain(|(name, count)| *count > 0 && priced.contains(name));
        self.others
    }

    pub(super) fn check(&self) -> Result<()> {
        let Usage {
            input_tokens,
            output_tokens,
            cached_tokens,
            cache_write_tokens,
            cache_write_1h_tokens,
            ..
        } = self.usage;
        for (part, all, what) in [
            (
                cached_tokens + cache_write_tokens,
                input_tokens,
                "input tokens are read from or written to the cache",
            ),
            (
                cache_write_1h_tokens,
                cache_write_tokens,
                "tokens are written to the cache for an hour",
            ),
            (
                self.reasoning_tokens.unwrap_or(0),
                output_tokens,
                "output tokens are reasoning",
            ),
        ] {
            if part > all {
                return Err(invalid(format!(
                    "The usage contradicts itself: {} {what}, of {} in all.",
                    grouped(part),
                    grouped(all)
                )));
            }
        }
        self.usage
            .check()
            .map_err(|error| invalid(error.message().to_owned()))
    }
}

/// A number of a response; a fraction of zeros is none.
pub(super) fn whole(path: &str, value: &Value) -> Result<u64> {
    let number = match value {
        Value::Number(number) => *number,
        _ => return Err(invalid(format!("{path} must be a number."))),
    };
    let (digits, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let count = digits.parse().ok().filter(|count| *count <= MOST);
    count
        .filter(|_| fraction.bytes().all(|digit| digit == b'0'))
        .ok_or_else(|| {
            invalid(format!(
                "{path} must be a whole number from 0 to {MOST}; it is {number}."
            ))
        })
}
