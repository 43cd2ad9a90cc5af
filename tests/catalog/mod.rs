//! The catalogue as the site ships it, made anew from the pinned crate.

#[path = "../../xtask/src/catalog.rs"]
#[allow(dead_code)]
mod write;

use std::sync::LazyLock;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokenmeter::catalog::Catalog;

/// The sources of the prices and their release.
pub static SOURCE: LazyLock<(String, String)> =
    LazyLock::new(|| write::source().expect("the sources of genai-prices"));

/// The price file of the site.
pub static FILE: LazyLock<String> =
    LazyLock::new(|| write::stripped(&SOURCE.0, &SOURCE.1).expect("price data"));

/// The catalogue.
pub static CATALOG: LazyLock<Catalog> =
    LazyLock::new(|| Catalog::from_json(FILE.as_bytes()).expect("catalogue"));

/// 2026-11-24 12:00 UTC.
pub fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_hours(20_781 * 24 + 12)
}
