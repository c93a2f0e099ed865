//! A price far off the book's, and which unit it may have been meant in.

use super::known::Known;
use crate::pricebook::PriceBook;
use crate::units::{Dec, format};

/// A price more than so many times above or below the book's is doubted.
const MOST_TIMES: i64 = 10;

/// A price far off the book's.
pub(super) struct Far {
    own: Dec,
    known: Known,
    is_above: bool,
    /// How many times the smaller one the larger one is: by the figure of the book that is nearest, and by the one that is
    /// farthest.
    times: (Dec, Dec),
}

impl Far {
    pub(super) fn of(own: Dec, known: Known) -> Option<Far> {
        let Known { least, most, .. } = known;
        if own.is_zero() || least.is_zero() {
            return None;
        }
        // What is out of reach of the arithmetic is far off as well.
        let ratio = |more: Dec, less: Dec| more.div(less).unwrap_or(Dec::from_int(i64::MAX));
        let is_above = own > most;
        let times =
            if is_above { (ratio(own, most), ratio(own, least)) } else { (ratio(least, own), ratio(most, own)) };
        (times.0 > Dec::from_int(MOST_TIMES)).then_some(Far { own, known, is_above, times })
    }

    pub(super) fn sentence(&self, what: &str, unit: &str, base: &PriceBook) -> String {
        let Far { own, known, is_above, times } = self;
        let times = format::decimals(times.0, 0);
        let relation = if *is_above { format!("{times} times as much") } else { format!("{times} times less") };
        let meant = self.meant(unit).map_or_else(String::new, |meant| format!(": {meant}"));
        format!("{what} costs {own} USD per {unit} here and {}, {relation}{meant}", known.words(base))
    }

    /// What may have happened: the ratio of two units, less or more what negotiated prices are off the list.
    fn meant(&self, unit: &str) -> Option<&'static str> {
        let near = |ratio: i64| {
            let (least, most) = (Dec::from_int(ratio).ratio(6, 10), Dec::from_int(ratio).ratio(11, 10));
            least.is_some_and(|least| self.times.1 >= least) && most.is_some_and(|most| self.times.0 <= most)
        };
        let by_hour = unit.ends_with("hour");
        match self.is_above {
            true if by_hour && near(730) => Some("is it what a month costs?"),
            true if by_hour && near(8_760) => Some("is it what a year costs?"),
            true if near(1_000_000) => Some("is it the price of a million?"),
            true if near(100) => Some("are these cents?"),
            false if unit.ends_with("month") && near(730) => Some("is it what an hour costs?"),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(own: &str, listed: &str, unit: &str) -> Option<String> {
        let far = Far::of(own.parse().unwrap(), Known::one(listed.parse().unwrap()))?;
        Some(far.sentence("It", unit, &PriceBook::current().unwrap()))
    }

    #[test]
    fn more_than_ten_times_either_way_is_far() {
        // 0.765 / 0.0765 and 0.0765 / 0.00765 are 10 exactly.
        assert_eq!(told("0.765", "0.0765", "instance-hour"), None);
        assert_eq!(told("0.00765", "0.0765", "instance-hour"), None);
        assert_eq!(told("0", "0.0765", "instance-hour"), None);
        assert_eq!(told("0.0765", "0", "instance-hour"), None);
        let above = "It costs 0.766 USD per instance-hour here and 0.0765 in price book 2026, 10 times as much";
        assert_eq!(told("0.766", "0.0765", "instance-hour").as_deref(), Some(above));
    }

    #[test]
    fn the_ratio_tells_which_unit_was_meant() {
        for (own, listed, unit, meant) in [
            // 0.0765 x 730 = 55.845; a third off it is 37.23, 487 times.
            ("55.85", "0.0765", "instance-hour", ": is it what a month costs?"),
            ("37.23", "0.0765", "instance-hour", ": is it what a month costs?"),
            // 0.0765 x 8,760 = 670.14.
            ("670.14", "0.0765", "instance-hour", ": is it what a year costs?"),
            ("0.20", "0.0000002", "request", ": is it the price of a million?"),
            ("7.65", "0.0765", "instance-hour", ": are these cents?"),
            // 0.08 / 730 = 0.00010959.
            ("0.00011", "0.08", "GB-month", ": is it what an hour costs?"),
            // 730 times, of a unit without hours; and 30 times.
            ("146", "0.2", "GB", "730 times as much"),
            ("6", "0.2", "GB", "30 times as much"),
        ] {
            let told = told(own, listed, unit).unwrap();
            assert!(told.ends_with(meant), "{told}");
        }
    }
}
