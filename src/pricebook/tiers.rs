//! Whether the tiers of a price fit together: each fault at the row and the cell where it is.

use super::meters;
use super::rows::{Row, Table};
use crate::terms::{Arch, Purchase};
use crate::units::Dec;
use foldhash::fast::RandomState;
use std::collections::{HashMap, HashSet};

/// Prices of AWS have up to six tiers.
const MOST_TIERS: usize = 1_000;

/// Which price a row is a tier of, as far as it can be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct TierOf<'t> {
    pub(super) region: Option<&'t str>,
    pub(super) service: &'t str,
    pub(super) meter: Option<usize>,
    pub(super) arch: Option<Option<Arch>>,
    pub(super) purchase: Option<Purchase>,
}

/// One tier: where its row begins, and its bounds.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    row: (usize, u64),
    from: Dec,
    to: Option<Dec>,
}

/// A price: region, meter, architecture and purchase option.
type Price = (String, usize, Option<Arch>, Purchase);

/// The tiers of a table's prices, in the order of the table.
#[derive(Debug, Default)]
pub(super) struct Tiers {
    prices: Vec<(Price, Vec<Bounds>)>,
    places: HashMap<Price, usize, RandomState>,
    /// What rows that cannot be read may be tiers of.
    unread: HashSet<Scope, RandomState>,
}

/// Some prices: all, those of a region, of a service there, of a meter, or one.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Scope {
    All,
    Region(String),
    Service(String, &'static str),
    Meter(String, usize),
    One(Price),
}

/// The numbers of the columns with a tier's bounds.
#[derive(Debug, Clone, Copy)]
pub(super) struct BoundColumns {
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Tiers {
    /// Adds a row with its bounds, as far as they can be read.
    pub(super) fn add(&mut self, row: &Row<'_>, of: TierOf<'_>, from: Option<Dec>, to: Option<Option<Dec>>) {
        let price = match Scope::of(of) {
            Scope::One(price) => price,
            wider => {
                self.unread.insert(wider);
                return;
            }
        };
        match (from, to) {
            (Some(from), Some(to)) if !row.is_repeated() => self.put(price, Bounds { row: row.start(), from, to }),
            _ => {
                self.unread.insert(Scope::One(price));
            }
        }
    }

    fn put(&mut self, price: Price, bounds: Bounds) {
        // The tiers of a price follow each other in most tables.
        if let Some((last, tiers)) = self.prices.last_mut()
            && *last == price
        {
            tiers.push(bounds);
            return;
        }
        match self.places.get(&price) {
            Some(place) => self.prices[*place].1.push(bounds),
            None => {
                self.places.insert(price.clone(), self.prices.len());
                self.prices.push((price, vec![bounds]));
            }
        }
    }

    /// Notes each tier that does not fit to the others of its price.
    pub(super) fn check(mut self, table: &Table<'_>, columns: BoundColumns) {
        for (price, mut tiers) in std::mem::take(&mut self.prices) {
            tiers.sort_by_key(|tier| tier.from);
            let is_whole = !table.may_lack_rows() && !self.may_lack(&price);
            let meter = &meters::ALL[price.1];
            let is_allowance = meter.is_allowance();
            let fault = |tier: &Bounds, column: usize, message: String, help: String| {
                table.fault_at(tier.row, column, message, help);
            };
            match tiers.get(1) {
                Some(second) if !meter.has_tiers(price.3) => {
                    let message = format!(
                        "{} {} is charged alike whatever its amount: it has one tier",
                        meter.service, meter.dimension
                    );
                    let to = if is_allowance { "how much is free" } else { "Inf" };
                    let help =
                        format!("write one row, from 0 to {to}; tiers count for {}, on demand", meters::tiered());
                    fault(second, columns.from, message, help);
                }
                Some(_) if tiers.len() > MOST_TIERS => {
                    let message = format!("this price has more than {MOST_TIERS} tiers");
                    let help = "write those that your agreement has: each tier is a line of every bill".to_owned();
                    fault(&tiers[MOST_TIERS], columns.from, message, help);
                }
                _ => check_price(&tiers, is_whole, is_allowance, columns, &fault),
            }
        }
    }

    /// Whether a row that cannot be read may be a tier of this price.
    fn may_lack(&self, price: &Price) -> bool {
        let (region, meter, ..) = price;
        let scopes = [
            Scope::All,
            Scope::Region(region.clone()),
            Scope::Service(region.clone(), meters::ALL[*meter].service),
            Scope::Meter(region.clone(), *meter),
            Scope::One(price.clone()),
        ];
        !self.unread.is_empty() && scopes.iter().any(|scope| self.unread.contains(scope))
    }
}

impl Scope {
    /// The fewest prices among which the row's must be.
    fn of(of: TierOf<'_>) -> Scope {
        let Some(region) = of.region.map(str::to_owned) else { return Scope::All };
        let service = meters::ALL.iter().map(|info| info.service).find(|known| *known == of.service);
        match (service, of.meter, of.arch, of.purchase) {
            (_, Some(meter), Some(arch), Some(purchase)) => Scope::One((region, meter, arch, purchase)),
            (_, Some(meter), ..) => Scope::Meter(region, meter),
            (Some(service), None, ..) => Scope::Service(region, service),
            (None, None, ..) => Scope::Region(region),
        }
    }
}

/// Checks the tiers of one price, which are in the order of their beginnings. Where rows of it may be unread, nothing is
/// told that one of them could explain.
fn check_price(
    tiers: &[Bounds],
    is_whole: bool,
    is_allowance: bool,
    columns: BoundColumns,
    fault: &dyn Fn(&Bounds, usize, String, String),
) {
    let BoundColumns { from: from_column, to: to_column } = columns;
    let is_empty = |tier: &Bounds| tier.to.is_some_and(|to| to <= tier.from);
    for (index, tier) in tiers.iter().enumerate() {
        let (from, line) = (tier.from, tier.row.1);
        let before = index.checked_sub(1).map(|before| &tiers[before]);
        match before.map(|before| (before, before.to)) {
            None if !from.is_zero() && is_whole => {
                let message = format!("the first tier of this price begins at {from}, not at 0");
                fault(tier, from_column, message, "write 0, or add the tier that begins there".to_owned());
            }
            Some((before, None)) => {
                let message = format!("this tier has no end, and another one begins at {from}, in line {line}");
                fault(before, to_column, message, format!("write {from}, where the other one begins"));
            }
            // Of a tier that ends before it begins nobody knows where it ends.
            Some((before, Some(to))) if to != from && !is_empty(before) => {
                let what = if to > from { "overlaps with" } else { "leaves a gap behind" };
                let other = before.row.1;
                if is_whole || to > from {
                    let message =
                        format!("this tier begins at {from} and {what} that of line {other}, which ends at {to}");
                    fault(tier, from_column, message, format!("write {to}, or let line {other} end at {from}"));
                }
            }
            _ => {}
        }
        if let (Some(to), true) = (tier.to, is_empty(tier)) {
            let message = format!("this tier ends at {to}, and it begins at {from}");
            fault(tier, to_column, message, format!("write a number above {from}, or Inf where it has no end"));
        }
    }
    let Some(last) = tiers.last() else { return };
    match last.to {
        None if is_allowance => {
            let message = "an allowance needs an end".to_owned();
            fault(last, to_column, message, "write how much is free".to_owned());
        }
        Some(to) if !is_allowance && is_whole && !is_empty(last) => {
            let message = format!("the last tier of this price ends at {to}: what is above has no price");
            fault(last, to_column, message, "write Inf, or add the tier that begins there".to_owned());
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    const COLUMNS: BoundColumns = BoundColumns { from: 5, to: 6 };

    /// What is told of tiers in lines 2, 3, …: line, column and the beginning of the message.
    fn told(tiers: &[(i64, Option<i64>)], is_whole: bool, is_allowance: bool) -> Vec<(u64, usize, String)> {
        let tiers: Vec<Bounds> = (2..)
            .zip(tiers)
            .map(|(line, (from, to))| Bounds { row: (0, line), from: Dec::from_int(*from), to: to.map(Dec::from_int) })
            .collect();
        let told = RefCell::new(Vec::new());
        check_price(&tiers, is_whole, is_allowance, COLUMNS, &|tier, column, message, _| {
            told.borrow_mut().push((tier.row.1, column, message.chars().take(27).collect()));
        });
        told.into_inner()
    }

    fn fault(line: u64, column: usize, message: &str) -> (u64, usize, String) {
        (line, column, message.to_owned())
    }

    #[test]
    fn each_tier_that_does_not_fit_is_told_where_it_is() {
        assert_eq!(told(&[(0, Some(5)), (5, None)], true, false), []);
        assert_eq!(
            told(&[(1, Some(5)), (7, Some(9)), (8, Some(8)), (9, Some(12)), (12, None), (20, Some(30))], true, false),
            [
                fault(2, 5, "the first tier of this pric"),
                fault(3, 5, "this tier begins at 7 and l"),
                fault(4, 5, "this tier begins at 8 and o"),
                fault(4, 6, "this tier ends at 8, and it"),
                fault(6, 6, "this tier has no end, and a"),
                fault(7, 6, "the last tier of this price"),
            ]
        );
    }

    #[test]
    fn allowances_end_and_prices_do_not() {
        assert_eq!(told(&[(0, Some(5))], true, true), []);
        assert_eq!(told(&[(0, None)], true, true), [fault(2, 6, "an allowance needs an end")]);
        assert_eq!(told(&[(0, Some(5))], true, false), [fault(2, 6, "the last tier of this price")]);
    }

    #[test]
    fn nothing_is_told_that_an_unread_row_explains() {
        assert_eq!(told(&[(1, Some(5)), (7, Some(9))], false, false), []);
        assert_eq!(told(&[(0, Some(5)), (4, Some(9))], false, false), [fault(3, 5, "this tier begins at 4 and o")]);
    }

    #[test]
    fn a_price_of_very_many_tiers_is_refused() {
        use crate::pricebook::{OverlayFile, PriceBook};
        let heading = "region,service,dimension,arch,purchase,tier_from,tier_to,unit,usd,as_of,source\n";
        let opened = |tiers: usize| {
            let row = |from: usize| {
                let to = if from + 1 == tiers { "Inf".to_owned() } else { (from + 1).to_string() };
                format!("us-east-1,lambda,duration,x86_64,on-demand,{from},{to},GB-s,0.00001,2026-11-01,x\n")
            };
            let text = format!("{heading}{}", (0..tiers).map(row).collect::<String>());
            PriceBook::open("2026", &[OverlayFile::new("p.csv", text)]).map(|_| ()).map_err(|error| error.to_string())
        };
        assert_eq!(opened(MOST_TIERS), Ok(()));
        let refused = opened(MOST_TIERS + 1).unwrap_err();
        assert!(refused.contains("this price has more than 1000 tiers"), "{refused}");
    }
}
