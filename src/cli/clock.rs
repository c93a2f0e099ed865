//! What day it is: the one place that asks.

use crate::terms::Stamp;
use std::time::{SystemTime, UNIX_EPOCH};

/// Today in UTC. `SOURCE_DATE_EPOCH`, the seconds since 1970 that reproducible runs count as now, goes before the clock.
pub(crate) fn today() -> Stamp {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.parse::<u64>().ok());
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Stamp::of_day(fixed.unwrap_or_else(now) / 86_400)
}
