//! The arithmetic: rates times tokens. It is that of `genai-prices`, which the
//! tests hold it to for every model.

use std::time::SystemTime;

use super::prices::{Kind, Prices, Rate};
use super::{Cost, Service, Usage, exact};
use crate::Result;

impl Prices {
    /// What a request costs.
    ///
    /// Cached input without a rate of its own is charged as any other input, and
    /// what the cache keeps for an hour as what it keeps for minutes.
    /// A step of a rate is taken by the length of the whole input.
    ///
    /// # Errors
    ///
    /// [`crate::ErrorKind::InvalidArgument`] for a usage that cannot be.
    pub fn cost(&self, usage: &Usage, service: Service, at: SystemTime) -> Result<Cost> {
        usage.check()?;
        let [
            input,
            output,
            cache_read,
            cache_write,
            request,
            cache_hour,
            search,
        ] = self.rates(service, at);
        let charge = |kind: Kind, rate: Option<&Rate>, count: u64| {
            rate.map_or(0.0, |rate| {
                rate.for_input(usage.input_tokens) * exact(count) / kind.units()
            })
        };
        let plain_tokens = usage.input_tokens - usage.cached_tokens - usage.cache_write_tokens;
        let input_usd = charge(Kind::Input, input, plain_tokens);
        let cached_input_usd = charge(Kind::CacheRead, cache_read.or(input), usage.cached_tokens);
        let cache_write = cache_write.or(input);
        let in_hour = usage.cache_write_1h_tokens;
        let in_minutes = usage.cache_write_tokens - in_hour;
        let cache_write_usd = charge(Kind::CacheWrite, cache_write, in_minutes)
            + charge(Kind::CacheWriteHour, cache_hour.or(cache_write), in_hour);
        let output_usd = charge(Kind::Output, output, usage.output_tokens);
        let request_usd = charge(Kind::Request, request, 1);
        let searches_usd = charge(Kind::Search, search, usage.web_searches);
        let all_input_usd = cached_input_usd + cache_write_usd + input_usd;
        Ok(Cost {
            input_usd,
            cached_input_usd,
            cache_write_usd,
            output_usd,
            request_usd,
            searches_usd,
            total_usd: request_usd + searches_usd + (all_input_usd + output_usd),
        })
    }
}
