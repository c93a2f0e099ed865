//! Discounts that fit one price and name equally much: which of them counts, no row says.

use super::{Discount, is_sold_under};
use crate::pricebook::error::TableFaults;
use crate::pricebook::named::ANY;
use crate::terms::{MOST_PROBLEMS, Purchase};
use crate::units::Dec;
use std::collections::{HashMap, HashSet};
use std::fmt;

/// What a discount is for; `None` where a part of it is for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Scope<'d> {
    service: Option<&'d str>,
    region: Option<&'d str>,
    family: Option<&'d str>,
    purchase: Option<Purchase>,
}

/// Which parts of a scope name something: one bit for each of the four.
type Parts = u8;

impl<'d> Scope<'d> {
    fn of(discount: &'d Discount) -> Scope<'d> {
        let part = |name: &'d str| (name != ANY).then_some(name);
        Scope {
            service: part(&discount.service),
            region: part(&discount.region),
            family: part(&discount.family),
            purchase: discount.purchase,
        }
    }

    fn parts(self) -> Parts {
        let Scope { service, region, family, purchase } = self;
        let named = [service.is_some(), region.is_some(), family.is_some(), purchase.is_some()];
        named.into_iter().fold(0, |parts, is_named| parts << 1 | Parts::from(is_named))
    }

    /// The scope that names these of its parts alone.
    fn only(self, parts: Parts) -> Scope<'d> {
        let has = |bit: Parts| parts & bit != 0;
        Scope {
            service: self.service.filter(|_| has(0b1000)),
            region: self.region.filter(|_| has(0b0100)),
            family: self.family.filter(|_| has(0b0010)),
            purchase: self.purchase.filter(|_| has(0b0001)),
        }
    }

    /// What both are for, where the parts that both name are the same; `None` where no service is sold so.
    fn meet(self, other: Scope<'d>) -> Option<Scope<'d>> {
        let met = Scope {
            service: self.service.or(other.service),
            region: self.region.or(other.region),
            family: self.family.or(other.family),
            purchase: self.purchase.or(other.purchase),
        };
        let is_sold = met.service.zip(met.purchase).is_none_or(|(service, purchase)| is_sold_under(service, purchase));
        is_sold.then_some(met)
    }
}

impl fmt::Display for Scope<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for name in [self.service, self.region, self.family] {
            write!(f, "{}, ", name.unwrap_or(ANY))?;
        }
        match self.purchase {
            Some(purchase) => purchase.fmt(f),
            None => f.write_str(ANY),
        }
    }
}

/// Rows in their order, in runs of one percentage: of very many rows that say the same no two need be looked into.
#[derive(Debug, Default)]
struct Runs(Vec<(Dec, Vec<usize>)>);

impl Runs {
    fn push(&mut self, percent: Dec, index: usize) {
        match self.0.last_mut() {
            Some((last, rows)) if *last == percent => rows.push(index),
            _ => self.0.push((percent, vec![index])),
        }
    }

    /// Between two runs that are passed over there is one that is not: they take no longer than the rows that come of it.
    fn of_other_percent(&self, percent: Dec) -> impl Iterator<Item = usize> {
        self.0.iter().filter(move |(of_run, _)| *of_run != percent).flat_map(|(_, rows)| rows.iter().copied())
    }
}

/// So many pairs of rows are looked into: those of every region, family and option that AWS has are fewer.
const MOST_LOOKS: u32 = 4_000_000;

/// The rows among the discounts of files that are read together that fit a price which an earlier one of another
/// percentage fits too and names equally much of, unless a row that names more fits all that both fit. One fault for a row;
/// `text_of` gives the text of a file.
pub(in crate::pricebook) fn faults<'t>(discounts: &[Discount], text_of: impl Fn(&str) -> &'t str) -> Vec<TableFaults> {
    let scopes: Vec<Scope<'_>> = discounts.iter().map(Scope::of).collect();
    let all: HashSet<Scope<'_>> = scopes.iter().copied().collect();
    // Earlier rows by which parts they name, and by what they say of those that a row of another kind names too.
    let mut earlier: HashMap<(Parts, Scope<'_>), Runs> = HashMap::new();
    let mut faults = Vec::new();
    let mut looks = 0_u32;
    for (index, (discount, scope)) in discounts.iter().zip(&scopes).enumerate() {
        let parts = scope.parts();
        let alike = (0..=0b1111).filter(|other| *other != parts && other.count_ones() == parts.count_ones());
        let rows = alike.clone().filter_map(|other| earlier.get(&(other, scope.only(parts & other))));
        let decided = |met: Scope<'_>| {
            let more = (0..=met.parts()).filter(|more| more & !met.parts() == 0);
            more.filter(|more| more.count_ones() > parts.count_ones()).any(|more| all.contains(&met.only(more)))
        };
        let rival = rows.flat_map(|rows| rows.of_other_percent(discount.percent)).find_map(|rival| {
            looks = looks.saturating_add(1);
            if looks > MOST_LOOKS {
                return None;
            }
            let met = scope.meet(scopes[rival]).filter(|met| !decided(*met))?;
            Some((&discounts[rival], scopes[rival], met))
        });
        if let Some((rival, of_rival, met)) = rival {
            let is_told = faults.len() < MOST_PROBLEMS;
            let fault = || fault(discount, *scope, rival, of_rival, met, &text_of);
            faults.push(if is_told { fault() } else { counted(discount) });
        }
        if looks > MOST_LOOKS {
            faults.push(too_many(discount));
            return faults;
        }
        let shared: HashSet<Scope<'_>> = alike.map(|other| scope.only(parts & other)).collect();
        for part in shared {
            earlier.entry((parts, part)).or_default().push(discount.percent, index);
        }
    }
    faults
}

fn fault<'t>(
    discount: &Discount,
    scope: Scope<'_>,
    rival: &Discount,
    of_rival: Scope<'_>,
    met: Scope<'_>,
    text_of: impl Fn(&str) -> &'t str,
) -> TableFaults {
    let ((file, line), (other, other_line)) = (discount.place(), rival.place());
    let of = if file == other { String::new() } else { format!(" of {other}") };
    let message = format!(
        "{} % off {scope:?} and {} % off {of_rival:?} (line {other_line}{of}) name equally much, and both fit {met:?}",
        discount.percent,
        rival.percent,
        scope = scope.to_string(),
        of_rival = of_rival.to_string(),
        met = met.to_string(),
    );
    let help =
        format!("add a row for {:?}, which names more and then counts there, or keep one of the two", met.to_string());
    TableFaults::of_row(file, line, message, &help).at_cell(text_of(file), "discount_pct")
}

/// The fault of discounts that overlap too often to be looked through.
fn too_many(discount: &Discount) -> TableFaults {
    let (file, line) = discount.place();
    let message = "the discounts up to here overlap in millions of ways, of which each would have to be looked into";
    TableFaults::of_row(
        file,
        line,
        message.to_owned(),
        "name the service and the region in each row, or leave rows out",
    )
}

/// The fault as one of very many.
fn counted(discount: &Discount) -> TableFaults {
    TableFaults::counted(discount.place().0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricebook::keys::Met;
    use crate::pricebook::region::{SourceNames, Titles};
    use std::collections::HashMap;

    /// The faults of a table with these rows (without date and source), each as its line and message.
    fn told(rows: &[&str]) -> Vec<(u64, String)> {
        let mut text = "service,region,family,purchase,discount_pct,as_of,source\n".to_owned();
        rows.iter().for_each(|row| text.push_str(&format!("{row},2026-11-01,x\n")));
        let titles = HashMap::new();
        let names = SourceNames { titles: Titles::Read(&titles), own: true, complete: true };
        let (discounts, wrong) = super::super::read("d.csv", &text, &names, &Met::default());
        assert_eq!(wrong, None);
        let found = faults(&discounts, |_| &text);
        let problems = found.into_iter().flat_map(|faults| faults.first);
        problems.map(|problem| (problem.line(), problem.message)).collect()
    }

    fn lines(rows: &[&str]) -> Vec<u64> {
        told(rows).into_iter().map(|(line, _)| line).collect()
    }

    #[test]
    fn equally_much_of_one_price_is_a_fault_of_the_later_row() {
        let (region, family) = ("ec2,us-east-1,any,any,10", "ec2,any,m7g,any,20");
        let message = "20 % off \"ec2, any, m7g, any\" and 10 % off \"ec2, us-east-1, any, any\" (line 2) name equally much, \
                       and both fit \"ec2, us-east-1, m7g, any\"";
        assert_eq!(told(&[region, family]), [(3, message.to_owned())]);
        assert_eq!(lines(&[family, region]), [3]);
        assert_eq!(lines(&["lambda,any,,,5", "any,us-east-1,,,7", "any,any,,on-demand,9"]), [3, 4]);
        assert_eq!(lines(&["ec2,us-east-1,,,5", "ec2,any,,spot,7", "ec2,any,m7g,,9"]), [3, 4]);
    }

    #[test]
    fn a_row_that_names_more_of_all_that_both_fit_decides() {
        let two = ["ec2,us-east-1,any,any,10", "ec2,any,m7g,any,20"];
        for (third, lines_told) in [
            ("ec2,us-east-1,m7g,any,30", vec![]),
            ("ec2,us-east-1,m7g,on-demand,30", vec![3]),
            ("ec2,us-east-1,m7i,any,30", vec![3]),
            ("ec2,us-west-2,m7g,any,30", vec![3]),
        ] {
            assert_eq!(lines(&[two[0], two[1], third]), lines_told, "{third}");
            let first = lines_told.iter().map(|line| line + 1).collect::<Vec<u64>>();
            assert_eq!(lines(&[third, two[0], two[1]]), first, "{third}");
        }
        // Two that name two parts each and share none meet in four; of these a row that names three names more than either.
        let apart = ["ec2,any,m7g,,10", "any,us-east-1,,spot,5"];
        assert_eq!(lines(&apart), [3]);
        assert_eq!(lines(&[apart[0], apart[1], "ec2,us-east-1,m7g,,7"]), [] as [u64; 0]);
        assert_eq!(lines(&[apart[0], apart[1], "ec2,us-west-2,m7g,,7"]), [3]);
    }

    #[test]
    fn rows_that_fit_no_price_together_or_say_the_same_are_none() {
        for rows in [
            ["ec2,us-east-1,any,any,10", "ec2,us-west-2,any,any,20"],
            ["ec2,any,any,any,10", "ec2,any,m7g,any,20"],
            ["ec2,us-east-1,any,any,10", "lambda,any,,compute-sp-1y,20"],
            ["ec2,us-east-1,any,any,10", "ec2,any,m7g,any,10"],
            // Lambda has no Spot price.
            ["lambda,any,,,10", "any,any,,spot,20"],
        ] {
            assert_eq!(told(&rows), [], "{rows:?}");
        }
    }

    /// Each region was compared with each family: minutes.
    #[test]
    fn very_many_rows_of_one_percentage_take_a_moment() {
        let of = |what: fn(usize) -> String| (0..100_000).map(what).collect::<Vec<String>>();
        let regions = of(|at| format!("ec2,r{at},any,any,10"));
        let families = of(|at| format!("ec2,any,f{at},any,10"));
        let mut rows: Vec<&str> = regions.iter().chain(&families).map(String::as_str).collect();
        assert_eq!(lines(&rows), [] as [u64; 0]);
        // One of another percentage is found behind them all: 200,000 rows from line 2 on.
        rows.push("ec2,any,f,any,20");
        assert_eq!(lines(&rows), [200_002]);
    }
}
