//! Listings of figures with their dates and sources: as a table with footnotes, as CSV, as JSON.

use super::clean;
use super::csv_rows::push_cell;
use super::table::{TableStyle, whole_table, wrapped};
use crate::pricebook::Provenance;
use crate::units::{Dec, Usd, format};
use serde_json::{Map, Value};

/// A column of a [`FigureList`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListColumn {
    /// The heading of the table.
    pub title: &'static str,
    /// The name in CSV and JSON.
    pub key: &'static str,
    /// Figures align right.
    pub figure: bool,
    /// The table leaves it out, as its heading says it.
    pub hidden: bool,
}

impl ListColumn {
    /// A column of words.
    #[must_use]
    pub const fn words(title: &'static str, key: &'static str) -> ListColumn {
        ListColumn { title, key, figure: false, hidden: false }
    }

    /// A column of figures.
    #[must_use]
    pub const fn figure(title: &'static str, key: &'static str) -> ListColumn {
        ListColumn { title, key, figure: true, hidden: false }
    }

    /// The same column, left out of tables where that is so.
    #[must_use]
    pub const fn hidden_if(self, hidden: bool) -> ListColumn {
        ListColumn { hidden, ..self }
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
}

impl FigureList {
    /// As a table, with each date and source once below it.
    #[must_use]
    pub fn table(&self, style: TableStyle) -> String {
        let shown: Vec<(usize, &ListColumn)> =
            self.columns.iter().enumerate().filter(|(_, column)| !column.hidden).collect();
        let sourced = self.rows.iter().any(|(_, provenance)| provenance.is_some());
        let titles = shown.iter().map(|(_, column)| column.title);
        let heading: Vec<&str> = titles.chain(sourced.then_some("Source")).collect();
        let figures = shown.iter().enumerate().filter(|(_, (_, column))| column.figure);
        let right: Vec<usize> = figures.map(|(at, _)| at).collect();
        let mut sources: Vec<(&str, &str)> = Vec::new();
        let mut rows = Vec::with_capacity(self.rows.len());
        for (cells, provenance) in &self.rows {
            let cells = shown.iter().filter_map(|(at, _)| cells.get(*at));
            let mut row: Vec<String> = cells.map(ListCell::shown).collect();
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
            rows.push(row);
        }
        let marks: Vec<usize> = sourced.then_some(shown.len()).into_iter().collect();
        let mut text = whole_table(style, &heading, &right, &marks, &rows);
        if sourced {
            text.push('\n');
        }
        for (at, (source, as_of)) in sources.iter().enumerate() {
            let note = format!("{}, as of {as_of}", clean(source));
            text.push_str(&wrapped(&note, usize::from(style.width), &format!("[{}] ", at + 1), "    "));
        }
        text
    }

    /// As CSV, unrounded.
    #[must_use]
    pub fn csv(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let keys: Vec<&str> = self.columns.iter().map(|column| column.key).chain(PROVENANCE).collect();
        out.extend_from_slice(keys.join(",").as_bytes());
        out.push(b'\n');
        for (cells, provenance) in &self.rows {
            let mut cells = cells.clone();
            match provenance {
                Some(from) => {
                    let flags = [from.estimated, from.own].map(|flag| flag.to_string());
                    let texts = [from.as_of.clone(), from.source.clone()].into_iter().chain(flags);
                    cells.extend(texts.map(ListCell::Text));
                }
                None => cells.extend(PROVENANCE.map(|_| ListCell::Empty)),
            }
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
            for (column, cell) in self.columns.iter().zip(cells) {
                let value = if *cell == ListCell::Empty { Value::Null } else { Value::String(cell.exact()) };
                object.insert(column.key.to_owned(), value);
            }
            if let Some(from) = provenance {
                let values: [Value; 4] =
                    [from.as_of.clone().into(), from.source.clone().into(), from.estimated.into(), from.own.into()];
                object.extend(PROVENANCE.map(str::to_owned).into_iter().zip(values));
            }
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
        }
    }

    #[test]
    fn figures_are_rounded_in_tables_only() {
        let csv = String::from_utf8(listing().csv()).unwrap();
        let expected = "what,usd,percent,as_of,source,estimated,own_price\n\
                        \"a,b\",0.00001,,2026-01-01,\"A, list\",true,false\n\
                        c,1.0000051,-5.25,,,,\n";
        assert_eq!(csv, expected);
        let json = listing().json();
        assert_eq!(json[0]["usd"], "0.00001");
        assert_eq!(json[0]["percent"], Value::Null);
        assert_eq!(json[0]["estimated"], true);
        let table = listing().table(TableStyle::PLAIN);
        assert!(table.contains("$0.00001") && table.contains("$1.00001") && table.contains("[1] estimated"), "{table}");
        assert!(table.ends_with("[1] A, list, as of 2026-01-01\n") && !table.contains("5.3"), "{table}");
    }
}
