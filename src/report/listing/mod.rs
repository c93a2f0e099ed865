//! Listings of figures with their dates and sources: as a table with footnotes, as CSV, as JSON.

mod grid;

use super::clean;
use super::csv_rows::push_cell;
use super::table::TableStyle;
use crate::pricebook::{PriceBook, Provenance};
use crate::terms::wrapped;
use crate::units::{Dec, Usd, format};
use grid::Grid;
use serde_json::{Map, Value};

/// Where a column of a [`FigureList`] appears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// Everywhere.
    Everywhere,
    /// In CSV and JSON only.
    Data,
    /// In tables only.
    Table,
    /// In tables only, as a line of its own above the rows that have it in common.
    Above,
}

/// A column of a [`FigureList`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListColumn {
    /// The heading of the table.
    title: &'static str,
    /// The name in CSV and JSON.
    key: &'static str,
    /// Figures align right.
    figure: bool,
    shown: Shown,
}

impl ListColumn {
    /// A column of words.
    #[must_use]
    pub const fn words(title: &'static str, key: &'static str) -> ListColumn {
        ListColumn { title, key, figure: false, shown: Shown::Everywhere }
    }

    /// A column of figures.
    #[must_use]
    pub const fn figure(title: &'static str, key: &'static str) -> ListColumn {
        ListColumn { figure: true, ..ListColumn::words(title, key) }
    }

    /// A column that CSV and JSON have and tables do not: they say it in other words.
    #[must_use]
    pub const fn data(key: &'static str) -> ListColumn {
        ListColumn { shown: Shown::Data, ..ListColumn::words("", key) }
    }

    /// Words of tables only: CSV and JSON have columns for each part of them.
    #[must_use]
    pub const fn phrase(title: &'static str) -> ListColumn {
        ListColumn { shown: Shown::Table, ..ListColumn::words(title, "") }
    }

    /// Words of tables only, which stand as a line above the rows that have them in common.
    #[must_use]
    pub const fn above() -> ListColumn {
        ListColumn { shown: Shown::Above, ..ListColumn::words("", "") }
    }

    /// The same column, left out of tables where that is so: their heading says it.
    #[must_use]
    pub const fn hidden_if(self, hidden: bool) -> ListColumn {
        if hidden { ListColumn { shown: Shown::Data, ..self } } else { self }
    }

    const fn is_data(&self) -> bool {
        matches!(self.shown, Shown::Everywhere | Shown::Data)
    }
}

/// A cell of a [`FigureList`].
#[derive(Debug, Clone, PartialEq)]
pub enum ListCell {
    /// Words.
    Text(String),
    /// A quantity.
    Number(Dec),
    /// Dollars a unit, with all digits.
    Price(Dec),
    /// Dollars a part of a unit, shown with five digits.
    Share(Dec),
    /// An amount, shown in cents.
    Amount(Usd),
    /// Percent, shown with one digit.
    Percent(Dec),
    /// Nothing.
    Empty,
}

/// Rows of figures, each with the date and source of its price.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FigureList {
    /// The columns before the date and source.
    pub columns: Vec<ListColumn>,
    /// The rows.
    pub rows: Vec<(Vec<ListCell>, Option<Provenance>)>,
    /// The books that the prices are of, as the last columns of CSV and JSON.
    pub books: Vec<(&'static str, String)>,
}

impl FigureList {
    /// A listing of a book's prices without rows yet.
    #[must_use]
    pub fn of_book(columns: Vec<ListColumn>, book: &PriceBook) -> FigureList {
        FigureList { columns, rows: Vec::new(), books: vec![("price_book", book.info().label())] }
    }

    /// As a table, with each date and source once below it. Where the columns do not fit, those of words at the beginning
    /// share one, whose words break at hyphens; where that is not enough, the table is wider than asked.
    #[must_use]
    pub fn table(&self, style: TableStyle) -> String {
        let mut sources = Vec::new();
        let mut grid = self.grid(&mut sources);
        let width = usize::from(style.width);
        if grid.least_width() > width {
            grid.join_words();
            grid.break_at_hyphens(width);
        }
        let mut text = grid.text(style);
        if !sources.is_empty() {
            text.push('\n');
        }
        for (at, (source, as_of)) in sources.iter().enumerate() {
            let note = format!("{}, as of {as_of}", clean(source));
            text.push_str(&wrapped(&note, usize::from(style.width), &format!("[{}] ", at + 1), "    "));
        }
        text
    }

    /// The cells of the table; sources are added to `sources` when they are first met.
    fn grid<'a>(&'a self, sources: &mut Vec<(&'a str, &'a str)>) -> Grid {
        let shown: Vec<(usize, &ListColumn)> = (self.columns.iter().enumerate())
            .filter(|(_, column)| matches!(column.shown, Shown::Everywhere | Shown::Table))
            .collect();
        let above = self.columns.iter().position(|column| column.shown == Shown::Above);
        let sourced = self.rows.iter().any(|(_, provenance)| provenance.is_some());
        let titles = shown.iter().map(|(_, column)| column.title);
        let heading: Vec<&str> = titles.chain(sourced.then_some("Source")).collect();
        let words = shown.iter().take_while(|(_, column)| !column.figure).count();
        let right = shown.iter().enumerate().filter(|(_, (_, column))| column.figure).map(|(at, _)| at).collect();
        let mut rows = Vec::with_capacity(self.rows.len());
        for (cells, provenance) in &self.rows {
            let above = above.and_then(|at| cells.get(at)).map_or_else(String::new, ListCell::shown);
            let cells = shown.iter().filter_map(|(at, _)| cells.get(*at));
            let mut row: Vec<String> = cells.map(|cell| clean(&cell.shown()).into_owned()).collect();
            if let Some(from) = provenance {
                let source = (from.source.as_str(), from.as_of.as_str());
                let at = sources.iter().position(|known| *known == source).unwrap_or_else(|| {
                    sources.push(source);
                    sources.len() - 1
                });
                let estimated = if from.estimated { " estimated" } else { "" };
                let own = if from.own { " own price" } else { "" };
                row.push(format!("[{}]{estimated}{own}", at + 1));
            }
            rows.push((above, row));
        }
        Grid { heading: heading.into_iter().map(str::to_owned).collect(), right, words, rows }
    }

    /// As CSV, unrounded.
    #[must_use]
    pub fn csv(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let columns = self.columns.iter().filter(|column| column.is_data());
        let keys: Vec<&str> =
            columns.map(|column| column.key).chain(PROVENANCE).chain(self.books.iter().map(|(key, _)| *key)).collect();
        out.extend_from_slice(keys.join(",").as_bytes());
        out.push(b'\n');
        for (cells, provenance) in &self.rows {
            let columns = self.columns.iter().zip(cells).filter(|(column, _)| column.is_data());
            let mut cells: Vec<ListCell> = columns.map(|(_, cell)| cell.clone()).collect();
            match provenance {
                Some(from) => {
                    let flags = [from.estimated, from.own].map(|flag| flag.to_string());
                    let texts = [from.as_of.clone(), from.source.clone()].into_iter().chain(flags);
                    cells.extend(texts.map(ListCell::Text));
                }
                None => cells.extend(PROVENANCE.map(|_| ListCell::Empty)),
            }
            cells.extend(self.books.iter().map(|(_, id)| ListCell::Text(id.clone())));
            for (at, cell) in cells.iter().enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                match cell {
                    ListCell::Text(text) => push_cell(&mut out, text),
                    // A figure below zero is no formula.
                    figure => out.extend_from_slice(figure.exact().as_bytes()),
                }
            }
            out.push(b'\n');
        }
        out
    }

    /// As a JSON array of objects, decimals as strings.
    #[must_use]
    pub fn json(&self) -> Value {
        let row = |(cells, provenance): &(Vec<ListCell>, Option<Provenance>)| {
            let mut object = Map::new();
            for (column, cell) in self.columns.iter().zip(cells).filter(|(column, _)| column.is_data()) {
                let value = if *cell == ListCell::Empty { Value::Null } else { Value::String(cell.exact()) };
                object.insert(column.key.to_owned(), value);
            }
            if let Some(from) = provenance {
                let values: [Value; 4] =
                    [from.as_of.clone().into(), from.source.clone().into(), from.estimated.into(), from.own.into()];
                object.extend(PROVENANCE.map(str::to_owned).into_iter().zip(values));
            }
            object.extend(self.books.iter().map(|(key, id)| ((*key).to_owned(), id.as_str().into())));
            Value::Object(object)
        };
        Value::Array(self.rows.iter().map(row).collect())
    }
}

/// Names of what a price's date and source are in CSV and JSON.
const PROVENANCE: [&str; 4] = ["as_of", "source", "estimated", "own_price"];

impl ListCell {
    fn shown(&self) -> String {
        match self {
            ListCell::Text(text) => text.clone(),
            ListCell::Number(number) => format::quantity(*number),
            ListCell::Price(usd) => format::unit_price(*usd),
            ListCell::Share(usd) => format!("${}", format::decimals(*usd, 5)),
            ListCell::Amount(usd) => format::usd(*usd),
            ListCell::Percent(percent) => format!("{} %", format::decimals(*percent, 1)),
            ListCell::Empty => String::new(),
        }
    }

    fn exact(&self) -> String {
        match self {
            ListCell::Text(text) => text.clone(),
            ListCell::Number(figure)
            | ListCell::Price(figure)
            | ListCell::Share(figure)
            | ListCell::Percent(figure) => figure.to_string(),
            ListCell::Amount(usd) => usd.to_string(),
            ListCell::Empty => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing() -> FigureList {
        let books = vec![("price_book", "2026".to_owned())];
        let from = Provenance { as_of: "2026-01-01".into(), source: "A, list".into(), estimated: true, own: false };
        FigureList {
            columns: vec![
                ListColumn::words("What", "what"),
                ListColumn::figure("USD", "usd"),
                ListColumn::figure("%", "percent").hidden_if(true),
            ],
            rows: vec![
                (
                    vec![ListCell::Text("a,b".into()), ListCell::Price("0.00001".parse().unwrap()), ListCell::Empty],
                    Some(from),
                ),
                (
                    vec![
                        ListCell::Text("c".into()),
                        ListCell::Share("1.0000051".parse().unwrap()),
                        ListCell::Percent("-5.25".parse().unwrap()),
                    ],
                    None,
                ),
            ],
            books,
        }
    }

    #[test]
    fn figures_are_rounded_in_tables_only() {
        let csv = String::from_utf8(listing().csv()).unwrap();
        let expected = "what,usd,percent,as_of,source,estimated,own_price,price_book\n\
                        \"a,b\",0.00001,,2026-01-01,\"A, list\",true,false,2026\n\
                        c,1.0000051,-5.25,,,,,2026\n";
        assert_eq!(csv, expected);
        let json = listing().json();
        assert_eq!(json[0]["usd"], "0.00001");
        assert_eq!(json[0]["percent"], Value::Null);
        assert_eq!(json[0]["estimated"], true);
        let table = listing().table(TableStyle::PLAIN);
        assert!(table.contains("$0.00001") && table.contains("$1.00001") && table.contains("[1] estimated"), "{table}");
        assert!(table.ends_with("[1] A, list, as of 2026-01-01\n") && !table.contains("5.3"), "{table}");
    }

    /// Rows of two columns of words and a figure, under a line each pair has in common.
    fn wide() -> FigureList {
        let row = |above: &str, name: &str, place: &str| {
            let texts = [above, name, place].map(|text| ListCell::Text(text.to_owned()));
            (texts.into_iter().chain([ListCell::Price(Dec::from_int(1))]).collect(), None)
        };
        FigureList {
            columns: vec![
                ListColumn::above(),
                ListColumn::words("Name", "name"),
                ListColumn::phrase("Place"),
                ListColumn::figure("USD", "usd"),
            ],
            rows: vec![
                row("first:", "ri-convertible-3y-partial-upfront", "eu-west-1"),
                row("first:", "on-demand", "eu-west-1"),
                row("second:", "spot", "eu-west-1"),
            ],
            books: Vec::new(),
        }
    }

    #[test]
    fn rows_with_a_line_in_common_stand_below_it() {
        let table = wide().table(TableStyle::PLAIN);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[2], "first:", "{table}");
        assert!(lines[3].starts_with("ri-convertible-3y-partial-upfront  eu-west-1  $1"), "{table}");
        assert_eq!((lines[5], lines[6]), ("", "second:"), "{table}");
        assert_eq!(
            String::from_utf8(wide().csv()).unwrap().lines().next(),
            Some("name,usd,as_of,source,estimated,own_price")
        );
    }

    #[test]
    fn narrow_tables_put_words_into_one_column_and_break_at_hyphens_only() {
        // 33 cells of the longest name, 2 of the gap, 5 of the figure.
        let joined = wide().table(TableStyle { width: 41, color: false });
        assert!(joined.contains("\nri-convertible-3y-partial-upfront  $1"), "{joined}");
        assert!(joined.contains("\neu-west-1\n"), "{joined}");
        let narrow = wide().table(TableStyle { width: 28, color: false });
        assert!(narrow.contains("\nri-convertible-3y- "), "{narrow}");
        assert!(narrow.contains("\npartial-upfront\n"), "{narrow}");
        assert!(narrow.lines().all(|line| line.chars().count() <= 28), "{narrow}");
    }
}
