//! The catalogue as the site ships it, and what it was made from.

use std::sync::LazyLock;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokenmeter::catalog::Catalog;

/// The price file of the site.
pub const FILE: &str = include_str!("../../data/prices.json");

/// The catalogue.
pub static CATALOG: LazyLock<Catalog> =
    LazyLock::new(|| Catalog::read(FILE.as_bytes()).expect("catalogue"));

/// 2026-11-24 12:00 UTC.
pub fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_hours(20_781 * 24 + 12)
}
