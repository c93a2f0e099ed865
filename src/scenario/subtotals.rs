//! Rows that sum up those around them, as spreadsheets have one below each group, one below all or one above all.

use super::summaries::{Amount, By, Row, WAYS, apart};
use super::summary_names::Figure;
use crate::units::Dec;

/// The demand of rows so far.
#[derive(Clone, Copy)]
struct Sum {
    /// `None` where one cannot be added.
    requests: Option<Dec>,
    /// Of numbers that are rounded to a decimal the sum may differ by half of it for each.
    places: Dec,
    rows: u64,
}

impl Sum {
    const NONE: Sum = Sum { requests: Some(Dec::ZERO), places: Dec::ZERO, rows: 0 };

    fn add(&mut self, amount: Amount) {
        self.rows += 1;
        self.requests = match amount {
            Amount::Number { value, place, has_point } => {
                if has_point {
                    self.places = self.places.add(place).unwrap_or(self.places);
                }
                self.requests.and_then(|sum| sum.add(value))
            }
            Amount::Nothing => self.requests,
            Amount::Unclear => None,
        };
    }

    /// Whether that is the sum of at least so many rows.
    fn is(&self, count: Dec, least: u64) -> bool {
        self.rows >= least && !count.is_zero() && self.requests == Some(count)
    }

    /// The same of several rows, as far as numbers are rounded.
    fn is_about(&self, count: Dec, place: Dec) -> bool {
        let Some(sum) = self.requests.filter(|sum| !sum.is_zero() && self.rows > 1) else { return false };
        let most = self.places.add(place).and_then(|places| places.ratio(1, 2));
        apart(sum, count).zip(most).is_some_and(|(apart, most)| apart <= most)
    }
}

/// Marks rows that are named as totals and have exactly the demand of the rows above them, since the last such row or since
/// the first one; or, of the first row, that of all others. From row `end` on, rows may also be rounded, and have no name or one
/// that workloads have, too.
pub(super) fn find(rows: &mut [Row], end: usize) {
    find_by_sums(rows, end);
    find_heads(rows);
    // `Total Rewards API` may be a workload that has the demand of the others by chance, unless its row lacks what workloads have.
    let may_be_workload = |row: &Row| {
        row.named.is_some_and(|named| !named.is_bare)
            && !row.amounts.iter().any(|amount| matches!(amount, Amount::Nothing))
    };
    for row in rows.iter_mut().filter(|row| may_be_workload(row)) {
        let is_below = |by| matches!(by, By::Below | By::SumBelow);
        row.found = row.found.map(|(figure, by)| (figure, if is_below(by) { By::SumBelow } else { By::Sum }));
    }
}

fn find_by_sums(rows: &mut [Row], end: usize) {
    let found = |rows: &[Row]| rows.iter().filter(|row| row.found.is_some()).count();
    pass(rows, end, 2);
    let strictly = found(rows);
    let is_open = |row: &Row| {
        row.found.is_none() && row.named.is_some_and(|named| named.figure == Figure::Total && !named.is_loose)
    };
    if !rows.iter().any(is_open) {
        return;
    }
    // The first groups may be of one row each. That totals are of single workloads may be chance, where none is of several.
    let again = |rows: &mut [Row], least| {
        rows.iter_mut().for_each(|row| row.found = None);
        pass(rows, end, least)
    };
    if !again(rows, 1) || found(rows) < strictly.max(1) + 1 {
        again(rows, 2);
    }
}

/// The same, where no group before the first total that is found has less than so many rows. Whether one found is the exact sum
/// of several.
fn pass(rows: &mut [Row], end: usize, least: u64) -> bool {
    let (mut group, mut all, mut every) = ([Sum::NONE; WAYS], [Sum::NONE; WAYS], Sum::NONE);
    let (mut has_found, mut of_several, mut first) = (false, false, None);
    let (mut columns, mut group_start): (Vec<Dec>, usize) = (Vec::new(), 0);
    for at in 0..rows.len() {
        let (before, behind) = rows.split_at_mut(at);
        let Some(row) = behind.first_mut() else { break };
        let demand = row.demand();
        let total = row.named.filter(|named| named.figure == Figure::Total);
        let is_total = total.is_some_and(|named| !named.is_loose);
        let may_be_total = at >= end && (total.is_some() || !row.has_name);
        if let Amount::Number { value, place, .. } = demand {
            // A group may be of one row where others are of more.
            let least = if has_found { 1 } else { least };
            let is_sum = || {
                let of_group =
                    group.iter().any(|group| group.is(value, least)) && may_sum_up(row, &before[group_start..]);
                of_group || (all.iter().any(|all| all.is(value, 2)) && may_sum_up(row, before))
            };
            let is_exact = is_total && is_sum();
            let is_about = || all.iter().chain([&every]).any(|sum| sum.is_about(value, place));
            // A workload that takes in what others send may be named so, too, and is larger or slower than they are.
            let is_within = total.is_none_or(|named| !named.is_loose || exceeds_none(row, &columns));
            let is_like_total = || total.is_none() || may_sum_up(row, before);
            if is_exact || (may_be_total && is_about() && is_within && is_like_total()) {
                row.found = Some((Figure::Total, By::Above));
                of_several |= group.iter().chain(&all).any(|sum| sum.is(value, 2));
                (group, group_start) = ([Sum::NONE; WAYS], at + 1);
                has_found = true;
                every.add(demand);
                continue;
            }
            if at == 0 && is_total {
                first = Some(value);
            }
        }
        every.add(demand);
        columns.resize(row.amounts.len(), Dec::ZERO);
        for (sum, amount) in columns.iter_mut().zip(&row.amounts) {
            if let Amount::Number { value, .. } = amount {
                *sum = sum.add(*value).unwrap_or(*sum);
            }
        }
        // What may be the total of all is none of them.
        if at > 0 || first.is_none() {
            for way in (0..WAYS).filter(|way| row.counts_in(*way)) {
                group[way].add(demand);
                all[way].add(demand);
            }
        }
    }
    if let (Some(count), Some((row, others))) = (first, rows.split_first_mut())
        && all.iter().any(|all| all.is(count, 2))
        && may_sum_up(row, others)
    {
        row.found = Some((Figure::Total, By::Below));
    }
    find_all_above(rows);
    of_several
}

/// Marks rows that are named as totals and have exactly the demand of the rows next below them, which are no summaries.
fn find_heads(rows: &mut [Row]) {
    /// Nobody reads a group of more rows.
    const MOST_ROWS: usize = 1_000;
    for at in 0..rows.len() {
        let (above, below) = rows.split_at_mut(at + 1);
        let Some(row) = above.last_mut() else { return };
        let is_total = row.named.is_some_and(|named| named.figure == Figure::Total && !named.is_loose);
        let Amount::Number { value, .. } = row.demand() else { continue };
        if !is_total || row.found.is_some() {
            continue;
        }
        let mut sum = Sum::NONE;
        let counts =
            |other: &&Row| other.named.is_none_or(|named| named.figure != Figure::Total) && other.found.is_none();
        let is_sum = |other: &Row| {
            sum.add(other.demand());
            sum.requests.is_none_or(|requests| requests >= value)
        };
        let Some(last) = below.iter().take(MOST_ROWS).take_while(counts).position(is_sum) else { continue };
        if sum.is(value, 2) && may_sum_up(row, &below[..=last]) {
            row.found = Some((Figure::Total, By::SumBelow));
        }
    }
}

/// Marks a first row that is named `All services` or the like and has exactly the demand of all others.
fn find_all_above(rows: &mut [Row]) {
    let Some((row, others)) = rows.split_first_mut() else { return };
    let is_all = row.found.is_none() && row.named.is_some_and(|named| named.figure == Figure::Total && named.is_loose);
    let Amount::Number { value, .. } = row.demand() else { return };
    if !is_all {
        return;
    }
    let mut below = Sum::NONE;
    others.iter().filter(|other| other.found.is_none()).for_each(|other| below.add(other.demand()));
    if below.is(value, 2) && may_sum_up(row, others) {
        row.found = Some((Figure::Total, By::Below));
    }
}

/// Whether a row may sum up others by its numbers behind the demand, where its name may be a workload's as well, such as a gateway's
/// that takes in what the others send: each is a sum, or within those of the others, as a mean is.
fn may_sum_up(row: &Row, others: &[Row]) -> bool {
    let is_bare = row.named.is_some_and(|named| named.is_bare && !named.is_loose);
    let may_be = |(at, amount): (usize, &Amount)| {
        let Amount::Number { value, .. } = amount else { return true };
        let numbers =
            others.iter().filter(|other| other.found.is_none()).filter_map(|other| match other.amounts.get(at)? {
                Amount::Number { value, .. } => Some(*value),
                Amount::Nothing | Amount::Unclear => None,
            });
        let numbers: Vec<Dec> = numbers.collect();
        let sum = numbers.iter().try_fold(Dec::ZERO, |sum, number| sum.add(*number));
        let is_within = numbers.iter().min() <= Some(value) && Some(value) <= numbers.iter().max();
        numbers.is_empty() || is_within || sum == Some(*value)
    };
    is_bare || row.amounts.iter().enumerate().skip(1).all(may_be)
}

/// Whether no number of a row behind its demand is above the sum of its column.
fn exceeds_none(row: &Row, columns: &[Dec]) -> bool {
    let mut both = row.amounts.iter().zip(columns).skip(1);
    both.all(|(amount, sum)| !matches!(amount, Amount::Number { value, .. } if value > sum))
}

#[cfg(test)]
mod tests {
    use crate::pricebook::PriceBook;
    use crate::scenario::told::of_rows as told;
    use crate::scenario::{ScenarioError, read_str};

    /// Lines that are told to be totals. Those of more words are so for sure where they have no duration.
    fn totals(rows: &[&str]) -> Vec<u64> {
        let book = PriceBook::current().unwrap();
        let rest = |row: &str| if row.contains("Total,") || row.contains(" total,") { ",1024" } else { "120,1024" };
        let rows: String = rows.iter().map(|row| format!("{row},{}\n", rest(row))).collect();
        match read_str(&format!("name,requests_per_month,duration_ms,memory_mb\n{rows}"), book.rules()) {
            Ok(_) => Vec::new(),
            Err(ScenarioError::Problems { first, .. }) => {
                assert!(first.iter().all(|problem| problem.message.contains("is the total of the lines")), "{first:?}");
                first.iter().map(|problem| problem.line()).collect()
            }
            Err(other) => panic!("{other:?}"),
        }
    }

    /// A gateway has the demand of what stands behind it, and its own duration and memory.
    #[test]
    fn workloads_that_are_named_like_totals_are_none_by_chance() {
        let book = PriceBook::current().unwrap();
        let is_read = |rows: &str| {
            read_str(&format!("name,requests_per_month,duration_ms,memory_mb\n{rows}"), book.rules()).is_ok()
        };
        let two = "A,1000,120,512\nB,2000,140,1024\n";
        for name in ["Summary service", "total-auth", "Overall health check", "Total Wine checkout", "sum-api"] {
            assert!(is_read(&format!("{two}{name},3000,90,256\nC,5,120,512\n")), "{name}");
            assert!(is_read(&format!("{name},3000,90,256\n{two}")), "{name}");
            assert!(is_read(&format!("{two}{name},3000,90,256\n")), "{name}");
            // Of the sum of both durations, of a mean, and without any it is one.
            for cells in ["260,1536", "133,768"] {
                let note =
                    "line 4 is named as a total and counts as a workload: remove it if it sums up the lines above it";
                assert_eq!(told(&format!("{two}Team A total,3000,{cells}\nC,5,120,512\n")), [note], "{cells}");
                assert!(!is_read(&format!("{two}Subtotal,3000,{cells}\nC,5,120,512\n")), "{cells}");
            }
            assert!(!is_read(&format!("{two}Team A total,3000,,\nC,5,120,512\n")));
        }
    }

    #[test]
    fn a_name_of_more_words_is_a_note_where_it_sums_up_and_none_elsewhere() {
        let two = "Auth,1M,100,512\nOrders,2M,100,512\n";
        for name in ["Total Rewards API", "Sum service", "Summa Health", "TOTAL Energies webhook"] {
            let [note] = told(&format!("{two}{name},3M,100,512\n")).try_into().unwrap();
            assert!(
                note.starts_with("line 4 is named as a total and counts as a workload: remove it if"),
                "{name}: {note}"
            );
            assert_eq!(told(&format!("{two}{name},9M,100,512\n")), Vec::<String>::new(), "{name}");
        }
    }

    #[test]
    fn totals_above_their_groups_are_told() {
        let note = |line: u64| {
            format!(
                "line {line} is named as a total and counts as a workload: remove it if it sums up the lines below it"
            )
        };
        let eu = "Total EU,60M,110,1024\nCheckout,50M,120,1024\nPay,10M,100,512\n";
        let us = "Total US,30M,110,1024\nCheckout US,20M,120,1024\nPay US,10M,100,512\n";
        assert_eq!(told(&format!("{eu}{us}")), [note(2), note(5)]);
        // A gateway's name, memory or demand of its own, and a group of one.
        for rows in [
            "Total EU,60M,130,1024\nCheckout,50M,120,1024\nPay,10M,100,512\nAdmin,1M,90,512\n",
            "Total EU,60M,110,1024\nCheckout,50M,120,1024\nPay,11M,100,512\nAdmin,1M,90,512\n",
            "Total EU,60M,110,1024\nCheckout,60M,120,1024\nAdmin,1M,90,512\n",
        ] {
            assert_eq!(told(rows), Vec::<String>::new(), "{rows}");
        }
    }

    #[test]
    fn each_group_s_total_is_told() {
        let groups = ["Orders,5M", "Billing,6M", "Team A total,11M", "Mail,1M", "Team B total,1M", "Total,12M"];
        assert_eq!(totals(&groups), [4, 6, 7]);
        for name in ["Total", "All", "All functions", "Everything", "Tous"] {
            assert_eq!(totals(&[&format!("{name},11M"), "Orders,5M", "Billing,6M"]), [2], "{name}");
        }
        for first in ["All functions,12M", "All-in-one API,11M"] {
            assert!(totals(&[first, "Orders,5M", "Billing,6M"]).is_empty(), "{first}");
        }
        assert_eq!(totals(&["Orders,5M", "Billing,6M", "Total,11M", "Mail,1M"]), [4]);
        // Groups of one row come first: 5, then 1 + 2 = 3, and 8 of all.
        let singles = ["A,5M", "Orders Total,5M", "C,1M", "D,2M", "Payments Total,3M", "Grand Total,8M"];
        assert_eq!(totals(&singles), [3, 6, 7]);
        // Pairs of workloads with as many requests each.
        assert!(totals(&["cart,1M", "cart-total,1M", "order,2M", "order-total,2M", "search,9M"]).is_empty());
        // Other demand, or another name.
        assert!(totals(&["Orders,5M", "Billing,6M", "Total recall,12M", "Mail,1M"]).is_empty());
        assert!(totals(&["Orders,5M", "Billing,6M", "Search,11M", "Mail,1M"]).is_empty());
        assert!(totals(&["Total recall,5M", "Billing,5M"]).is_empty());
        assert!(totals(&["Billing,5M", "Total recall,5M", "Mail,1M"]).is_empty());
    }
}
