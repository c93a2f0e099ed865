//! Days that prices cannot be of: they are still to come, or AWS did not sell it yet.

use super::OwnPriceNotes;
use super::discount::{self, Discount};
use super::ec2::Ec2Row;
use super::meters;
use super::provenance::ProvenancePool;
use super::region::RateRow;
use crate::terms::Stamp;
use std::collections::HashSet;

/// What AWS began to sell in which month (AWS News Blog, 2014-11-13).
const LAMBDA: (&str, &str) = ("lambda", "2014-11");
/// EC2, as a beta (AWS News Blog, 2006-08-25); nothing that is priced here is older.
const EC2: (&str, &str) = ("EC2", "2006-08");

/// Rows whose `as_of` is after `today` or before AWS sold what they price; each source's date once.
pub(super) fn impossible<'r>(
    pool: &ProvenancePool,
    today: Stamp,
    instances: impl Iterator<Item = (&'r str, &'r Ec2Row)>,
    rates: impl Iterator<Item = &'r RateRow>,
    discounts: impl Iterator<Item = &'r Discount>,
) -> OwnPriceNotes {
    let mut found = OwnPriceNotes::default();
    let mut looked_at = HashSet::new();
    let of_rates = rates.map(|row| {
        let service = row.meter.map_or(discount::EC2, |meter| meters::ALL[meter].service);
        (row.place.0.as_str(), row.place.1, row.tier.provenance, since(service))
    });
    let of_instances = instances.map(|(file, row)| (file, row.line, row.rate.provenance, EC2));
    for (file, line, id, sold) in of_rates.chain(of_instances) {
        if looked_at.insert((id, sold))
            && let Some(sentence) = pool.get(id).and_then(|known| sentence(&known.as_of, today, sold))
        {
            found.note(file, line, || sentence);
        }
    }
    for discount in discounts {
        if let Some(sentence) = sentence(discount.as_of(), today, since(discount.service())) {
            let (file, line) = discount.place();
            found.note(file, line, || sentence);
        }
    }
    found
}

/// Since when a service is sold.
fn since(service: &str) -> (&'static str, &'static str) {
    if service == LAMBDA.0 { ("Lambda", LAMBDA.1) } else { EC2 }
}

/// That a day is after `today`.
pub(super) fn to_come(date: &str, today: Stamp) -> Option<String> {
    let is_later = Stamp::first_day(date).is_some_and(|first| first > today.end_of_day());
    is_later.then(|| format!("as_of {date:?} is still to come"))
}

/// Why nothing can have had a price on a day.
fn sentence(date: &str, today: Stamp, (sold, since): (&str, &str)) -> Option<String> {
    if let Some(sentence) = to_come(date, today) {
        return Some(sentence);
    }
    // Dates are years, months or days: as far as both go.
    let is_before = date < since.get(..date.len()).unwrap_or(since);
    is_before.then(|| format!("as_of {date:?} is before AWS sold {sold}, which began in {since}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_has_a_price_before_it_was_sold_or_on_a_day_to_come() {
        let today = Stamp::parse("2026-11-24").unwrap();
        let told = |date: &str, service: &str| sentence(date, today, since(service));
        for fine in ["2006-08-01", "2006-08", "2006", "2026-11-24", "2026-11", "2026"] {
            assert_eq!(told(fine, "ec2"), None, "{fine}");
        }
        let before = |date: &str, sold: &str| Some(format!("as_of {date:?} is before AWS sold {sold}"));
        for (date, service, sold) in [
            ("1926-11-01", "ec2", "EC2, which began in 2006-08"),
            ("2006-07-31", "any", "EC2, which began in 2006-08"),
            ("2005", "ebs", "EC2, which began in 2006-08"),
            ("2014-10-31", "lambda", "Lambda, which began in 2014-11"),
        ] {
            assert_eq!(told(date, service), before(date, sold), "{date}");
        }
        assert_eq!(told("2014-11-13", "lambda"), None);
        for later in ["2026-11-25", "2026-12", "2027"] {
            assert_eq!(told(later, "ec2"), Some(format!("as_of {later:?} is still to come")));
        }
    }
}
