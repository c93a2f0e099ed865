//! [`Discounts`]: rows of discounts, found by what they are for.

use super::{Discount, Priced};
use crate::pricebook::named::ANY;
use foldhash::fast::RandomState;
use std::collections::HashMap;

/// What a row is for: numbers of its service, region, family and purchase option; 0 where it is for each.
type Scope = [usize; 4];

/// Discounts in the order of their layers, of which a price's is found without a look at the others.
#[derive(Debug, Default)]
pub(in crate::pricebook) struct Discounts {
    rows: Vec<Discount>,
    /// The numbers of names, from 1; what two kinds of names share does no harm.
    names: HashMap<String, usize, RandomState>,
    /// The last row of each scope.
    last: HashMap<Scope, usize, RandomState>,
}

impl Discounts {
    /// Adds the rows of a file that lies over those before it.
    pub(in crate::pricebook) fn extend(&mut self, rows: Vec<Discount>) {
        for row in rows {
            let Discount { service, region, family, purchase, .. } = &row;
            let option = purchase.map_or(0, |purchase| purchase.index() + 1);
            let scope = [self.number(service), self.number(region), self.number(family), option];
            self.last.insert(scope, self.rows.len());
            self.rows.push(row);
        }
    }

    fn number(&mut self, name: &str) -> usize {
        if name == ANY {
            return 0;
        }
        if let Some(known) = self.names.get(name) {
            return *known;
        }
        let next = self.names.len() + 1;
        self.names.insert(name.to_owned(), next);
        next
    }

    /// All of them.
    pub(in crate::pricebook) fn rows(&self) -> &[Discount] {
        &self.rows
    }

    /// Whether any names this region.
    pub(in crate::pricebook) fn name_region(&self, region: &str) -> bool {
        self.names.contains_key(region) && self.rows.iter().any(|row| row.region == region)
    }

    /// The place of the discount that counts: of several that fit, the one that names most; of equals that of the later layer, as
    /// those of one are refused where they differ.
    pub(in crate::pricebook) fn best(&self, priced: &Priced<'_>) -> Option<usize> {
        let number = |name: &str| self.names.get(name).copied();
        let option = priced.purchase.index() + 1;
        let named = [number(priced.service), number(priced.region), number(priced.family), Some(option)];
        let fitting = (0_u32..1 << named.len()).filter_map(|parts| {
            let mut scope = [0; 4];
            for (at, (part, number)) in scope.iter_mut().zip(named).enumerate() {
                if parts & 1 << at != 0 {
                    *part = number?;
                }
            }
            Some((parts.count_ones(), *self.last.get(&scope)?))
        });
        fitting.max().map(|(_, place)| place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::Purchase;
    use crate::units::Dec;

    const NAMES: [&str; 3] = [ANY, "a", "b"];

    /// The rule as it is written: each row is looked at.
    fn by_each_row(rows: &[Discount], priced: &Priced<'_>) -> Option<usize> {
        let fit = |row: &Discount| {
            let parts = [(&row.service, priced.service), (&row.region, priced.region), (&row.family, priced.family)];
            let fits = parts.iter().all(|(own, asked)| *own == ANY || own == asked)
                && row.purchase.is_none_or(|own| own == priced.purchase);
            let named = parts.iter().filter(|(own, _)| *own != ANY).count() + usize::from(row.purchase.is_some());
            fits.then_some(named)
        };
        let fitting = rows.iter().enumerate().filter_map(|(place, row)| Some((fit(row)?, place)));
        fitting.max().map(|(_, place)| place)
    }

    #[test]
    fn the_discount_that_names_most_is_found_as_by_a_look_at_each_row() {
        let options = [None, Some(Purchase::OnDemand), Some(Purchase::Spot)];
        let row = |at: usize| Discount {
            service: NAMES[at % 3].to_owned(),
            region: NAMES[at / 3 % 3].to_owned(),
            family: NAMES[at / 9 % 3].to_owned(),
            purchase: options[at / 27 % 3],
            percent: Dec::ONE,
            as_of: String::new(),
            source: String::new(),
            place: (String::new(), at as u64),
        };
        // Each step leaves other rows out, and puts them into another order; 81 is all of them, and further ones stand twice.
        for step in [1, 2, 5, 7, 11, 25, 40, 80] {
            for count in [0, 1, 3, 9, 30, 100] {
                let mut discounts = Discounts::default();
                discounts.extend((0..count).map(|at| row(at * step % 81)).collect());
                for service in ["a", "b", "c"] {
                    for region in ["a", "b", "c"] {
                        for family in ["a", "b", ""] {
                            for purchase in [Purchase::OnDemand, Purchase::Spot] {
                                let priced = Priced { service, region, family, purchase };
                                assert_eq!(
                                    discounts.best(&priced),
                                    by_each_row(discounts.rows(), &priced),
                                    "{priced:?}"
                                );
                            }
                        }
                    }
                }
            }
        }
    }
}
