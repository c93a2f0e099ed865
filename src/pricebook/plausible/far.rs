//! A price far off the book's, and which unit it may have been meant in.

use super::known::Known;
use crate::pricebook::PriceBook;
use crate::units::{Dec, format};

/// A price so many times above or below the book's, or more, is doubted: a slipped decimal makes ten, and no negotiated discount
/// leaves an eighth.
const FAR_TIMES: i64 = 8;

/// What AWS itself leaves of a price on demand: Spot is listed with up to 90 percent off, which is ten times less.
const MOST_OFF_SPOT: i64 = 10;

/// Larger ratios are not told digit by digit.
const MOST_TOLD: i64 = 1_000_000_000;

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
        Far::beyond(FAR_TIMES, own, known)
    }

    /// As [`of`](Far::of), of a Spot price, which the book may only have on demand.
    pub(super) fn of_spot(own: Dec, known: Known) -> Option<Far> {
        let is_below = known.is_on_demand() && own < known.least;
        // Ten times less is still one that AWS may have.
        Far::beyond(FAR_TIMES, own, known).filter(|far| !is_below || far.times.0 > Dec::from_int(MOST_OFF_SPOT))
    }

    fn beyond(least_times: i64, own: Dec, known: Known) -> Option<Far> {
        let Known { least, most, .. } = known;
        if own.is_zero() || least.is_zero() {
            return None;
        }
        // What is out of reach of the arithmetic is far off as well.
        let ratio = |more: Dec, less: Dec| more.div(less).unwrap_or(Dec::from_int(i64::MAX));
        let is_above = own > most;
        let times =
            if is_above { (ratio(own, most), ratio(own, least)) } else { (ratio(least, own), ratio(most, own)) };
        (times.0 >= Dec::from_int(least_times)).then_some(Far { own, known, is_above, times })
    }

    pub(super) fn sentence(&self, what: &str, unit: &str, base: &PriceBook) -> String {
        let Far { own, known, is_above, times } = self;
        let is_told = times.0 <= Dec::from_int(MOST_TOLD);
        let (more, times) = if is_told { ("", times.0) } else { ("more than ", Dec::from_int(MOST_TOLD)) };
        let times = format!("{more}{}", format::decimals(times, 0));
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
        let (by_hour, by_gb_second) = (unit.ends_with("hour"), unit.ends_with("GB-s"));
        match self.is_above {
            true if by_hour && near(730) => Some("is it what a month costs?"),
            true if by_hour && near(8_760) => Some("is it what a year costs?"),
            true if by_gb_second && near(3_600) => Some("is it the price of a GB-hour?"),
            true if near(1_000_000) => Some("is it the price of a million?"),
            true if near(100) => Some("are these cents?"),
            false if unit.ends_with("month") && near(730) => Some("is it what an hour costs?"),
            false if by_hour && near(3_600) => Some("is it what a second costs?"),
            false if by_gb_second && near(10) => Some("is it per 100 ms?"),
            false if by_gb_second && near(80) => Some("is it per 100 ms of 128 MB?"),
            _ if near(10) => Some("is its decimal point one place off?"),
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
    fn eight_times_either_way_is_far() {
        // 0.0765 x 8 = 0.612, and 0.612 / 8 = 0.0765.
        assert_eq!(told("0.6119", "0.0765", "instance-hour"), None);
        assert_eq!(told("0.0766", "0.612", "instance-hour"), None);
        let above = "It costs 0.612 USD per instance-hour here and 0.0765 in price book 2026, 8 times as much";
        assert!(told("0.612", "0.0765", "instance-hour").unwrap().starts_with(above));
        let below = "It costs 0.0765 USD per instance-hour here and 0.612 in price book 2026, 8 times less";
        assert!(told("0.0765", "0.612", "instance-hour").unwrap().starts_with(below));
        assert_eq!(told("0", "0.0765", "instance-hour"), None);
        assert_eq!(told("0.0765", "0", "instance-hour"), None);
    }

    #[test]
    fn a_ratio_beyond_all_reason_is_not_told_digit_by_digit() {
        // 0.2 / 0.0000002 is a million; 1e26 / 0.0000002 is 5e32, which no number here can hold.
        for (own, ratio) in
            [("0.2", "1,000,000 times"), ("99999999999999999999999999", "more than 1,000,000,000 times")]
        {
            let told = told(own, "0.0000002", "request").unwrap();
            assert!(told.contains(&format!("price book 2026, {ratio} as much")), "{told}");
        }
    }

    #[test]
    fn a_spot_price_may_be_a_tenth_of_that_on_demand() {
        let of = |own: &str, known: Known| Far::of_spot(own.parse().unwrap(), known).is_some();
        let listed = Known::one("0.8".parse().unwrap());
        assert_eq!([of("0.08", listed), of("0.101", listed)], [true, false]);
        assert_eq!([of("0.08", listed.on_demand()), of("0.079", listed.on_demand())], [false, true]);
        assert_eq!([of("6.3", listed.on_demand()), of("6.4", listed.on_demand())], [false, true]);
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
            // A GB-hour is 3,600 GB-s: 0.0000166667 x 3,600 = 0.06000012; a hundred ms is a tenth, and an eighth of that 1/80.
            ("0.06", "0.0000166667", "GB-s", ": is it the price of a GB-hour?"),
            ("0.00000166667", "0.0000166667", "GB-s", ": is it per 100 ms?"),
            ("0.000000208", "0.0000166667", "GB-s", ": is it per 100 ms of 128 MB?"),
            // 0.36 / 3,600 = 0.0001.
            ("0.0001", "0.36", "instance-hour", ": is it what a second costs?"),
            ("0.000002", "0.0000002", "request", ": is its decimal point one place off?"),
            ("0.00816", "0.0816", "instance-hour", ": is its decimal point one place off?"),
            // 730 times, of a unit without hours; and 30 times.
            ("146", "0.2", "GB", "730 times as much"),
            ("6", "0.2", "GB", "30 times as much"),
        ] {
            let told = told(own, listed, unit).unwrap();
            assert!(told.ends_with(meant), "{told}");
        }
    }
}
