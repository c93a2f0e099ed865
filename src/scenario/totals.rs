//! A last row that sums up the rows above it, as spreadsheets have one.

use super::columns::{self, COLUMNS};
use super::draft::Draft;
use super::number::parse_number;
use super::reader::Context;
use super::rows;
use super::total_names::{Named, is_bare_total, may_name_one};
use crate::terms::{Place, Problem, RowLocation};
use crate::units::Dec;

/// Where a row's name and its demand stand.
pub(super) struct Layout<'a> {
    pub(super) delimiter: u8,
    pub(super) name: Option<usize>,
    /// Cells that are read, and the column of each.
    pub(super) read: &'a [(usize, usize)],
}

/// The last row of a block, where it is no workload.
pub(super) struct Total {
    /// Where it begins.
    pub(super) byte: usize,
    /// Why it is none.
    by: By,
}

/// By what a total is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    /// Its demand is that of the rows above it.
    Sum,
    /// Its demand is that of the rows below it.
    SumBelow,
    /// It is named as a mean and its demand is that of the rows above it.
    Mean,
    /// It is named as one and has no demand.
    NoDemand,
    /// It is named as one, and rows above it are not at hand or have another demand.
    NameAlone,
}

impl Total {
    /// A row that has the demand of those above it.
    pub(super) fn of_above(byte: usize) -> Total {
        Total { byte, by: By::Sum }
    }

    /// A row that has the demand of those below it.
    pub(super) fn of_below(byte: usize) -> Total {
        Total { byte, by: By::SumBelow }
    }

    /// Whether it may be a workload all the same.
    pub(super) fn is_open(&self) -> bool {
        self.by == By::NameAlone
    }

    /// What is said of it.
    pub(super) fn problem(&self, row: RowLocation<'_>) -> Problem {
        let (message, help) = match self.by {
            By::Sum => ("this line is the total of the lines above it", "remove it: totals are computed"),
            By::SumBelow => ("this line is the total of the lines below it", "remove it: totals are computed"),
            By::Mean => ("this line is the average of the lines above it", "remove it: it is no workload"),
            By::NoDemand | By::NameAlone => {
                ("this line is named as a total and has no demand", "remove it if it sums up the lines above it")
            }
        };
        Problem {
            place: Place::Line { line: row.line() },
            message: message.to_owned(),
            help: help.to_owned(),
            excerpt: Some(row.row()),
        }
    }
}

/// A row's demand.
pub(super) enum Amount {
    /// Its cells are empty.
    Nothing,
    /// So many requests a month, and of how many the last digit that is written is one.
    Requests { count: Dec, place: Dec, has_point: bool },
    /// It cannot be read, is a range or is given twice.
    Unclear,
}

impl Layout<'_> {
    /// The last row of a block of rows, where it is their total: by its name or without one. Only of the first block, which
    /// holds all that people write, the rows are summed up.
    pub(super) fn total(&self, text: &str, is_first: bool, context: &Context<'_>) -> Option<Total> {
        if !self.may_end_in_total(text) {
            return None;
        }
        let mut sum = Some(Dec::ZERO);
        // Of numbers that are rounded to a decimal the sum may differ by half of it for each.
        let mut places = Dec::ZERO;
        let mut above: u64 = 0;
        // Rows that are all alike have their mean without one of them being it.
        let (mut first, mut differ) = (None, false);
        let mut last: Option<(usize, Named, bool, Amount)> = None;
        rows::for_each(text, self.delimiter, |start, cells, _| {
            if let Some((.., amount)) = last.take() {
                above += 1;
                sum = match amount {
                    Amount::Requests { count, place, has_point } => {
                        if has_point {
                            places = places.add(place).unwrap_or(places);
                        }
                        differ |= *first.get_or_insert(count) != count;
                        sum.and_then(|sum| sum.add(count))
                    }
                    Amount::Nothing => sum,
                    Amount::Unclear => None,
                };
            }
            let name = self.name.and_then(|index| cells.get(index)).copied().unwrap_or_default();
            last = Some((start.byte, Named::of(name), is_bare_total(name), self.amount(cells, context)));
        });
        let (byte, named, is_bare, amount) = last?;
        // Filtered or rounded rows have another total.
        let by_name = (is_bare && above > 0).then_some(Total { byte, by: By::NameAlone });
        match amount {
            _ if named == Named::Otherwise => None,
            Amount::Nothing => (named == Named::Total && above > 0).then_some(Total { byte, by: By::NoDemand }),
            _ if !is_first => (named == Named::Total).then_some(Total { byte, by: By::NameAlone }),
            Amount::Requests { count, place, .. } => {
                let Some(sum) = sum.filter(|sum| !sum.is_zero() && above > 1) else { return by_name };
                // So many means are the sum.
                let (by, times) = if named == Named::Mean { (By::Mean, above) } else { (By::Sum, 1) };
                if by == By::Mean && !differ {
                    return None;
                }
                let (count, place) = (count.times(times)?, place.times(times)?);
                let apart = if sum > count { sum.sub(count)? } else { count.sub(sum)? };
                let most = places.add(place)?.ratio(1, 2)?;
                if apart <= most { Some(Total { byte, by }) } else { by_name }
            }
            Amount::Unclear => by_name,
        }
    }

    /// Whether the last line has a word for a total in it or no name: only then are the rows looked through.
    fn may_end_in_total(&self, text: &str) -> bool {
        let is_row = |line: &&str| !line.trim().is_empty() && !line.starts_with('#');
        let Some(line) = text.rsplit('\n').find(is_row) else { return false };
        let name = self.name.and_then(|index| line.split(char::from(self.delimiter)).nth(index));
        name.is_some_and(|name| name.trim().trim_matches('"').trim().is_empty()) || may_name_one(line)
    }

    pub(super) fn amount(&self, cells: &[&str], context: &Context<'_>) -> Amount {
        let demand = self.read.iter().filter(|(_, at)| COLUMNS[*at].is_demand());
        let mut filled = demand.filter_map(|(index, at)| Some((cells.get(*index)?, at)).filter(|(c, _)| !c.is_empty()));
        let (cell, at) = match (filled.next(), filled.next()) {
            (None, _) => return Amount::Nothing,
            (Some(one), None) => one,
            (Some(_), Some(_)) => return Amount::Unclear,
        };
        let monthly = |text: &str| {
            let mut draft = Draft::new();
            columns::apply(&mut draft, *at, text, context).ok()?;
            if draft.workload.ranges.is_empty() { draft.workload.demand.monthly(context.hours_per_month) } else { None }
        };
        match monthly(cell) {
            None => Amount::Unclear,
            Some(count) => {
                let place = monthly(&last_digit(cell)).unwrap_or(Dec::ZERO);
                Amount::Requests { count, place, has_point: cell.contains('.') }
            }
        }
    }
}

/// The number with its last digit 1 and all others 0: `00.1M` of `15.2M`.
fn last_digit(cell: &str) -> String {
    let end = cell.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(cell.len());
    let last = cell[..end].rfind(|c: char| c.is_ascii_digit());
    let digit = |(at, c): (usize, char)| match c {
        '1'..='9' if at < end && Some(at) != last => '0',
        '0'..='9' if Some(at) == last => '1',
        other => other,
    };
    let text: String = cell.char_indices().map(digit).collect();
    // Groups of zeros are no number: without them it is.
    if parse_number(&text).is_ok() { text } else { text.replace([',', '_', ' '], "") }
}

#[cfg(test)]
mod tests {
    use crate::pricebook::PriceBook;
    use crate::scenario::told::of_rows as notes;
    use crate::scenario::{self, ScenarioError};

    fn first_problem(rows: &str) -> Option<String> {
        let book = PriceBook::current().unwrap();
        let text = format!("name,requests_per_month,duration_ms,memory_mb\n{rows}");
        match scenario::read_str(&text, book.rules()) {
            Err(ScenarioError::Problems { first, .. }) => Some(first[0].to_string()),
            Ok(_) => None,
            Err(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_total_is_told_by_its_name_and_its_sum() {
        let with = |last: &str| first_problem(&format!("A,10M,100,512\nB,5M,100,512\n{last}\n"));
        for name in [
            "Total",
            "Grand total:",
            "Summe",
            "합계",
            "Итого",
            "Sum (all)",
            "TOTAL requests",
            "All services",
            "All",
            "Everything",
            "Σ",
            "∑",
            "Summary",
            "Summa",
            "Celkem",
            "YHTEENSÄ",
            "Összesen",
            "المجموع",
        ] {
            // 10 and 5 million are 15.
            let told = with(&format!("{name},15M,100,512")).unwrap_or_default();
            assert!(told.contains("this line is the total of the lines above it"), "{name}: {told}");
        }
        for rest in ["15000000,,", "15M,,512", "1.5e7,100,"] {
            assert!(with(&format!("Total,{rest}")).unwrap_or_default().contains("is the total"), "{rest}");
            assert!(with(&format!(",{rest}")).unwrap_or_default().contains("is the total"), "{rest}");
        }
        assert!(with("Total,,100,512").unwrap_or_default().contains("named as a total"));
        // Another demand, or another name.
        for rows in [
            "Total,16M,100,512",
            "All,16M,100,512",
            "notify-all,15M,100,512",
            "todo-api,15M,100,512",
            "daily summary,15M,100,512",
            "Sumo,15M,100,512",
            "Totality,15M,100,512",
            "Total,16M,100,512\nC,1M,9,512",
        ] {
            assert_eq!(with(rows), None, "{rows}");
        }
    }

    #[test]
    fn a_name_that_is_nothing_but_a_total_is_told_with_any_demand() {
        let expected =
            "line 3 is named as a total and counts as a workload: remove it if it sums up the lines above it";
        for name in ["Total", "Grand total:", "Total requests", "合計"] {
            assert_eq!(notes(&format!("A,5M,100,512\n{name},5M,100,512\n")), [expected], "{name}");
        }
        assert_eq!(notes("A,1M,100,512\nB,3M,100,512\nTotals,5M,100,512\n").len(), 1);
        for rows in
            ["Total,5M,100,512\n", "A,5M,100,512\nTotal Care API,5M,100,512\n", "Total,5M,100,512\nA,4M,100,512\n"]
        {
            assert_eq!(notes(rows), Vec::<String>::new(), "{rows}");
        }
    }

    #[test]
    fn an_average_is_told_by_its_name_and_its_mean() {
        let with = |last: &str| first_problem(&format!("A,10M,100,512\nB,5M,100,512\nC,5M,100,512\n{last}\n"));
        // 20 million over three are 6,666,666.67.
        for row in ["Average,6666666.67,100,512", "avg,6.67M,,", "Durchschnitt,6666667,100,512"] {
            assert!(with(row).unwrap_or_default().contains("is the average of the lines above it"), "{row}");
        }
        for row in ["Average,6.6M,100,512", "Averages,6666666.67,100,512", "Mean queue,5M,100,512"] {
            assert_eq!(with(row), None, "{row}");
        }
        assert_eq!(first_problem("A,5M,100,512\nB,5M,100,512\nMean queue,5M,100,512\n"), None);
    }

    #[test]
    fn a_rounded_total_is_one() {
        // 10,234,000 + 4,987,000 = 15,221,000, which is 15.2M but not 15.3M; 1.24M + 1.24M + 1.24M = 3.72M may be written
        // 1.2M three times and 3.7M.
        let with = |total: &str| first_problem(&format!("A,10234000,99,512\nB,4987000,99,512\nTotal,{total},99,512\n"));
        assert!(with("15.2M").is_some() && with("15221k").is_some());
        assert!(with("15.3M").is_none() && with("15220k").is_none());
        let rounded = "A,1.2M,99,512\nB,1.2M,99,512\nC,1.2M,99,512\nTotal,3.7M,99,512\n";
        assert!(first_problem(rounded).is_some());
        assert!(first_problem(&rounded.replace("3.7M", "4.0M")).is_none());
    }
}
