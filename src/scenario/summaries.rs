//! Rows that are the total, the mean or another figure of the rows around them, as spreadsheets have some.

use super::columns::{self, COLUMNS};
use super::draft::Draft;
use super::number::parse_number;
use super::reader::Context;
use super::rows;
use super::summary_names::{Figure, Named};
use super::{figures, subtotals};
use crate::terms::{Place, Problem, RowLocation};
use crate::units::Dec;

/// Where a row's name and its demand stand.
pub(super) struct Layout<'a> {
    pub(super) delimiter: u8,
    pub(super) name: Option<usize>,
    /// Cells that are read, and the column of each.
    pub(super) read: &'a [(usize, usize)],
}

/// A row that is no workload.
#[derive(Clone, Copy)]
pub(super) struct Summary {
    /// Where it begins.
    pub(super) byte: usize,
    /// What it is of others.
    pub(super) figure: Figure,
    /// Why it is none.
    pub(super) by: By,
}

/// By what a summary is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// Its cells are the figure of the rows above it.
    Above,
    /// Of the rows below it.
    Below,
    /// Of those above and below.
    Others,
    /// It stands in a table of statistics, without the rows that they are of.
    Statistics,
    /// It is named as one and has no demand.
    NoDemand,
    /// It is named as one, and the other rows are not at hand or have another figure.
    NameAlone,
    /// It has the sum of rows above it, or below it, and a name that says more or a demand that others may have by chance.
    Sum,
    SumBelow,
    /// It stands among workloads, is named as a total and nothing else, and may have a sum that was rounded.
    Among,
}

impl Summary {
    /// Whether it may be a workload all the same.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.by, By::NameAlone | By::Sum | By::SumBelow | By::Among)
    }

    /// What is said of it.
    pub(super) fn problem(&self, row: RowLocation<'_>) -> Problem {
        let figure = self.figure;
        let remove = match figure {
            Figure::Total => "remove it: totals are computed",
            _ => "remove it: it is no workload",
        };
        let of = |rows: &str| (format!("this line is the {figure} of the {rows}"), remove.to_owned());
        let named = figure.with_article();
        let (message, help) = match self.by {
            By::Above => of("lines above it"),
            By::Below => of("lines below it"),
            By::Others => of("other lines"),
            By::Statistics => (
                format!("this line is the {figure} in a table of statistics"),
                "remove it: a scenario has the workloads themselves, one a line".to_owned(),
            ),
            By::NoDemand => (format!("this line is named as {named} and has no demand"), removal(figure)),
            By::NameAlone | By::Sum | By::SumBelow | By::Among => {
                (format!("this line is named as {named}"), removal(figure))
            }
        };
        Problem { place: Place::Line { line: row.line() }, message, help, excerpt: Some(row.row()) }
    }
}

/// What to do with a row that is named as a figure.
pub(super) fn removal(figure: Figure) -> String {
    match figure {
        Figure::Total => "remove it if it sums up the lines above it".to_owned(),
        _ => format!("remove it if it is the {figure} of the lines above it"),
    }
}

/// The number in a cell of a row.
#[derive(Clone, Copy)]
pub(super) enum Amount {
    /// The cell is empty.
    Nothing,
    /// Its value, in requests a month where it is a demand, and of how much the last digit that is written is one.
    Number { value: Dec, place: Dec, has_point: bool },
    /// It cannot be read, is a range or is given twice.
    Unclear,
}

/// A row of which others may be a figure.
pub(super) struct Row {
    pub(super) byte: usize,
    pub(super) named: Option<Named>,
    pub(super) has_name: bool,
    /// Its demand, and then the numbers that every row needs.
    pub(super) amounts: Vec<Amount>,
    /// What it was found to be.
    pub(super) found: Option<(Figure, By)>,
}

impl Row {
    /// Its demand.
    pub(super) fn demand(&self) -> Amount {
        self.amounts.first().copied().unwrap_or(Amount::Unclear)
    }

    /// Whether it counts as a workload in one of the [ways](WAYS).
    pub(super) fn counts_in(&self, way: usize) -> bool {
        let least = match self.named.filter(|named| named.is_bare) {
            None => 0,
            Some(named) if named.is_loose => 1,
            Some(_) => 2,
        };
        self.found.is_none() && way >= least
    }
}

/// Ways to tell workloads by their names: without all that may be summaries, without those that no workload is called, and with all
/// that were not found to be some.
pub(super) const WAYS: usize = 3;

impl Layout<'_> {
    /// The rows of a block that are summaries of others, in their order. Only of the first block, which holds all that people
    /// write, numbers are looked at: of another one the last rows are told by their names.
    pub(super) fn summaries(&self, text: &str, is_first: bool, context: &Context<'_>) -> Vec<Summary> {
        match self.name {
            Some(name) if is_first && self.has_one(name, text) => self.by_numbers(name, text, context),
            Some(name) if !is_first && self.may_end_in_one(text) => self.by_names(name, text, context),
            _ => Vec::new(),
        }
    }

    /// Whether a row is named as a summary, or the last one has no name. Most files have none: their numbers are not looked at.
    fn has_one(&self, name: usize, text: &str) -> bool {
        let (mut has_one, mut has_name) = (false, true);
        rows::for_each(text, self.delimiter, |_, cells, _| {
            let name = cells.get(name).copied().unwrap_or_default();
            has_name = !name.is_empty();
            has_one = has_one || Named::of(name).is_some();
        });
        has_one || !has_name
    }

    /// Whether a cell of the last line says so.
    fn may_end_in_one(&self, text: &str) -> bool {
        let is_row = |line: &&str| !line.trim().is_empty() && !line.starts_with('#');
        let last = text.rsplit('\n').find(is_row).unwrap_or_default();
        last.split(char::from(self.delimiter)).any(|cell| Named::of(cell.trim().trim_matches('"')).is_some())
    }

    fn by_numbers(&self, name: usize, text: &str, context: &Context<'_>) -> Vec<Summary> {
        let is_needed = |column: &columns::Column| column.required && column.is_numeric() && !column.is_demand();
        let numbers: Vec<usize> =
            self.read.iter().filter(|(_, at)| is_needed(&COLUMNS[*at])).map(|(index, _)| *index).collect();
        let mut rows: Vec<Row> = Vec::new();
        rows::for_each(text, self.delimiter, |start, cells, _| {
            let name = cells.get(name).copied().unwrap_or_default();
            let of_cell = |index: &usize| cells.get(*index).map_or(Amount::Nothing, |cell| number(cell));
            rows.push(Row {
                byte: start.byte,
                named: Named::of(name),
                has_name: !name.is_empty(),
                amounts: std::iter::once(self.demand(cells, context)).chain(numbers.iter().map(of_cell)).collect(),
                found: None,
            });
        });
        let end = end_of_workloads(&rows);
        subtotals::find(&mut rows, end);
        figures::find(&mut rows);
        let has =
            |figure| rows.iter().any(|row| row.named.is_some_and(|named| named.is_bare && named.figure == figure));
        // As `describe()` of data frames makes them: nobody calls five workloads so.
        let ends = [Figure::Quantile(0), Figure::Quantile(100)];
        if [Figure::Count, Figure::Mean, Figure::Deviation].into_iter().chain(ends).all(has) {
            for row in rows.iter_mut().filter(|row| row.found.is_none()) {
                let named = row.named.filter(|named| named.is_bare && named.figure != Figure::Total);
                row.found = named.map(|named| (named.figure, By::Statistics));
            }
        }
        // Of one row there is none but its total.
        let are_several = rows[..end].iter().filter(|row| row.counts_in(WAYS - 2)).nth(1).is_some();
        let of_row = |row: &Row| if let Amount::Number { value, .. } = row.demand() { Some(value) } else { None };
        let demands = || rows[..end].iter().filter_map(of_row);
        let (least, largest) = (demands().min(), demands().max());
        for row in rows.iter_mut().skip(end.max(1)).filter(|row| row.found.is_none()) {
            let named = row.named.filter(|named| named.figure == Figure::Total || are_several);
            // Of workloads whose names have such a word nearly all are smaller than another one.
            // Nobody calls a workload Total, whatever was added up.
            let is_figure = |named: &Named| {
                (named.figure == Figure::Total && named.is_bare)
                    || of_row(row).is_none_or(|demand| named.figure.may_be(demand, least, largest))
            };
            // A total's name of more words says nothing where the row has a demand that is no sum.
            let is_told = |named: &Named| match named.figure {
                Figure::Total => matches!(row.demand(), Amount::Nothing),
                _ => of_row(row) >= largest,
            };
            let may_be = |named: &Named| is_figure(named) && (named.is_bare || is_told(named));
            row.found = named.filter(may_be).and_then(|named| Some((named.figure, by_name(named, row.demand())?)));
        }
        // Rounded figures have another sum: among workloads one that is called Total and nothing else, and is no smaller than both
        // rows above it, is asked about.
        for at in 2..end {
            let is_less = |above: &Row| of_row(above) <= of_row(&rows[at]);
            let may_be = is_less(&rows[at - 1]) && is_less(&rows[at - 2]);
            let row = &mut rows[at];
            let is_bare = |named: &Named| named.figure == Figure::Total && named.is_bare && !named.is_loose;
            if row.found.is_none() && may_be {
                row.found = row.named.filter(is_bare).map(|named| (named.figure, By::Among));
            }
        }
        let summary = |row: &Row| row.found.map(|(figure, by)| Summary { byte: row.byte, figure, by });
        rows.iter().filter_map(summary).collect()
    }

    fn by_names(&self, name: usize, text: &str, context: &Context<'_>) -> Vec<Summary> {
        let mut last: Vec<Summary> = Vec::new();
        rows::for_each(text, self.delimiter, |start, cells, _| {
            let by = |named: Named| {
                let by = by_name(named, self.demand(cells, context));
                by.or((named.figure == Figure::Total && !named.is_loose).then_some(By::NameAlone))
            };
            let named = Named::of(cells.get(name).copied().unwrap_or_default());
            match named.and_then(|named| Some((named.figure, by(named)?))) {
                Some((figure, by)) => last.push(Summary { byte: start.byte, figure, by }),
                None => last.clear(),
            }
        });
        last
    }

    /// A row's demand.
    fn demand(&self, cells: &[&str], context: &Context<'_>) -> Amount {
        let demand = || self.read.iter().filter(|(_, at)| COLUMNS[*at].is_demand());
        // It is given elsewhere, such as on the command line.
        if demand().next().is_none() {
            return Amount::Unclear;
        }
        let mut filled =
            demand().filter_map(|(index, at)| Some((cells.get(*index)?, at)).filter(|(c, _)| !c.is_empty()));
        let (cell, at) = match (filled.next(), filled.next()) {
            (None, _) => return Amount::Nothing,
            (Some(one), None) => one,
            (Some(_), Some(_)) => return Amount::Unclear,
        };
        amount_of(cell, |text| {
            let mut draft = Draft::new();
            columns::apply(&mut draft, *at, text, context).ok()?;
            if draft.workload.ranges.is_empty() { draft.workload.demand.monthly(context.hours_per_month) } else { None }
        })
    }
}

/// By what a last row that has another figure than its name says, or whose others are not at hand, is told: filtered or rounded rows
/// have another total.
fn by_name(named: Named, demand: Amount) -> Option<By> {
    match demand {
        // A workload may be called so.
        _ if named.is_loose || named.figure == Figure::Count => None,
        Amount::Nothing if named.is_bare || named.figure == Figure::Total => Some(By::NoDemand),
        _ => (named.is_bare || named.is_at_edge).then_some(By::NameAlone),
    }
}

/// The first of the last rows that are nothing but summaries by their names, or have none.
fn end_of_workloads(rows: &[Row]) -> usize {
    let is_summary = |row: &Row| !row.has_name || row.named.is_some_and(|named| named.is_bare);
    let last = rows.len().saturating_sub(1);
    rows.iter().rposition(|row| !is_summary(row)).map_or(0, |at| (at + 1).min(last))
}

/// The number in a cell.
fn number(cell: &str) -> Amount {
    if cell.is_empty() { Amount::Nothing } else { amount_of(cell, |text| parse_number(text).ok()) }
}

/// What `read` makes of a cell.
fn amount_of(cell: &str, read: impl Fn(&str) -> Option<Dec>) -> Amount {
    match read(cell) {
        None => Amount::Unclear,
        Some(value) => {
            let place = read(&last_digit(cell)).unwrap_or(Dec::ZERO);
            Amount::Number { value, place, has_point: cell.contains('.') }
        }
    }
}

/// How far two numbers are from each other.
pub(super) fn apart(one: Dec, other: Dec) -> Option<Dec> {
    if one > other { one.sub(other) } else { other.sub(one) }
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
        assert_eq!(notes("A,5M,100,512\nTotal Wine checkout,1000,100,512\n"), Vec::<String>::new());
        for name in ["Total", "Grand total:", "Total requests", "合計", "Total (all)"] {
            assert_eq!(notes(&format!("A,5M,100,512\n{name},5M,100,512\n")), [expected], "{name}");
        }
        for name in ["Total (two regions)", "Orders-Ergebnis", "Total Recall API"] {
            assert_eq!(notes(&format!("A,5M,100,512\n{name},5M,100,512\n")), Vec::<String>::new(), "{name}");
        }
        assert_eq!(notes("A,1M,100,512\nB,3M,100,512\nTotals,5M,100,512\n").len(), 1);
        // Rounded, among others: 50.4 and 10.3 are 60.7.
        let among = "A,50.4M,100,512\nB,10.3M,100,512\nTotal,61M,100,512\nC,20k,80,512\n";
        assert_eq!(notes(among), [expected.replace("line 3", "line 4")]);
        for rows in [
            "Total,5M,100,512\n",
            "A,5M,100,512\nThe total care,5M,100,512\n",
            "Total,5M,100,512\nA,4M,100,512\n",
            "A,5M,100,512\nB,6M,100,512\nTotal,4M,100,512\nC,1M,9,512\n",
        ] {
            assert_eq!(notes(rows), Vec::<String>::new(), "{rows}");
        }
    }

    #[test]
    fn a_table_of_statistics_is_told_without_its_rows() {
        let named = ["count", "mean", "std", "min", "25%", "50%", "75%", "max"];
        let table: String = named.iter().map(|name| format!("{name},200,120,512\n")).collect();
        let told = first_problem(&table).unwrap_or_default();
        assert!(told.contains("this line is the count in a table of statistics"), "{told}");
        assert_eq!(first_problem("count,200,120,512\nmean,200,120,512\n"), None);
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
