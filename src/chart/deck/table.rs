//! [`Table`]: a chart's data in columns, of which both the chart and its workbook are made: they cannot differ.

use super::xml::Escaped;
use crate::chart::ChartError;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Workbook, XlsxError};
use std::fmt::Write as _;

/// The sheet that the data is in.
const SHEET: &str = "Data";

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// A gap.
    Empty,
    Text(String),
    Number(f64),
    /// A formula of ours over other cells of the row, and its value.
    Formula(String, f64),
}

impl From<Option<f64>> for Cell {
    fn from(value: Option<f64>) -> Cell {
        value.map_or(Cell::Empty, Cell::Number)
    }
}

/// A column's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column(usize);

/// Data in columns.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Table {
    columns: Vec<(String, Vec<Cell>)>,
}

impl Table {
    pub(super) fn push(&mut self, heading: impl Into<String>, cells: Vec<Cell>) -> Column {
        self.columns.push((heading.into(), cells));
        Column(self.columns.len() - 1)
    }

    pub(super) fn numbers(
        &mut self,
        heading: impl Into<String>,
        cells: impl IntoIterator<Item = Option<f64>>,
    ) -> Column {
        self.push(heading, cells.into_iter().map(Cell::from).collect())
    }

    pub(super) fn texts(&mut self, heading: impl Into<String>, cells: impl IntoIterator<Item = String>) -> Column {
        self.push(heading, cells.into_iter().map(Cell::Text).collect())
    }

    /// Makes all columns equally long with gaps at their ends: LibreOffice draws no line of a series that is shorter than
    /// another one.
    pub(super) fn fill_up(&mut self) {
        let rows = self.columns.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        for (_, cells) in &mut self.columns {
            cells.resize(rows, Cell::Empty);
        }
    }

    pub(super) fn heading(&self, column: Column) -> &str {
        &self.columns[column.0].0
    }

    fn cells(&self, column: Column) -> &[Cell] {
        &self.columns[column.0].1
    }

    /// A series' name, for a chart.
    pub(super) fn name_ref(&self, column: Column) -> String {
        let place = format!("{SHEET}!${}$1", letters(column.0));
        format!(
            "<c:tx><c:strRef><c:f>{place}</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{}</c:v></c:pt>\
             </c:strCache></c:strRef></c:tx>",
            Escaped(self.heading(column))
        )
    }

    fn range(&self, first: Column, last: Column) -> String {
        let rows = self.cells(last).len().max(1) + 1;
        format!("{SHEET}!${}$2:${}${rows}", letters(first.0), letters(last.0))
    }

    /// Numbers, for a chart.
    pub(super) fn number_ref(&self, column: Column) -> String {
        let mut xml = format!(
            "<c:numRef><c:f>{}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"{}\"/>",
            self.range(column, column),
            self.cells(column).len()
        );
        for (at, cell) in self.cells(column).iter().enumerate() {
            if let Cell::Number(value) | Cell::Formula(_, value) = cell {
                let _ = write!(xml, "<c:pt idx=\"{at}\"><c:v>{value}</c:v></c:pt>");
            }
        }
        xml.push_str("</c:numCache></c:numRef>");
        xml
    }

    fn points(&self, column: Column) -> String {
        let mut xml = String::new();
        for (at, cell) in self.cells(column).iter().enumerate() {
            if let Cell::Text(text) = cell {
                let _ = write!(xml, "<c:pt idx=\"{at}\"><c:v>{}</c:v></c:pt>", Escaped(text));
            }
        }
        xml
    }

    /// Categories, for a chart.
    pub(super) fn text_ref(&self, column: Column) -> String {
        format!(
            "<c:strRef><c:f>{}</c:f><c:strCache><c:ptCount val=\"{}\"/>{}</c:strCache></c:strRef>",
            self.range(column, column),
            self.cells(column).len(),
            self.points(column)
        )
    }

    /// Categories in groups, for a chart: the groups' column stands before the categories' one.
    pub(super) fn grouped_ref(&self, groups: Column, categories: Column) -> String {
        format!(
            "<c:multiLvlStrRef><c:f>{}</c:f><c:multiLvlStrCache><c:ptCount val=\"{}\"/><c:lvl>{}</c:lvl>\
             <c:lvl>{}</c:lvl></c:multiLvlStrCache></c:multiLvlStrRef>",
            self.range(groups, categories),
            self.cells(categories).len(),
            self.points(categories),
            self.points(groups)
        )
    }

    /// The workbook that the chart's data is edited in.
    ///
    /// # Errors
    /// [`ChartError::Convert`] where it cannot be written.
    pub(super) fn workbook(&self) -> Result<Vec<u8>, ChartError> {
        self.write().map_err(|error| ChartError::convert("PPTX", error))
    }

    fn write(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        // The same chart has the same bytes on every day.
        let properties = DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(1980, 1, 1)?);
        workbook.set_properties(&properties);
        let sheet = workbook.add_worksheet();
        sheet.set_name(SHEET)?;
        let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
        for (at, (heading, cells)) in self.columns.iter().enumerate() {
            let column = u16::try_from(at).unwrap_or(u16::MAX);
            sheet.write_string_with_format(0, column, fitting(heading), &bold)?;
            let text = cells.iter().any(|cell| matches!(cell, Cell::Text(_)));
            sheet.set_column_width(column, if text { 36.0 } else { 18.0 })?;
            for (row, cell) in cells.iter().enumerate() {
                let row = u32::try_from(row + 1).unwrap_or(u32::MAX);
                match cell {
                    Cell::Empty => continue,
                    Cell::Text(text) => sheet.write_string(row, column, fitting(text))?,
                    Cell::Number(value) => sheet.write_number(row, column, *value)?,
                    Cell::Formula(formula, value) => {
                        sheet.write_formula(row, column, Formula::new(formula).set_result(value.to_string()))?
                    }
                };
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        workbook.save_to_buffer()
    }
}

/// What a cell of a workbook can hold: 32,767 characters (Excel's specifications and limits, 2025). Texts of charts are
/// far shorter; this is for those that are not.
fn fitting(text: &str) -> &str {
    text.char_indices().nth(16_000).map_or(text, |(end, _)| &text[..end])
}

/// A column as a spreadsheet names it: `A`, `Z`, `AA`.
pub(super) fn letters(mut column: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + (column % 26) as u8));
        if column < 26 {
            return name;
        }
        column = column / 26 - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_spreadsheets_do() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn gaps_are_no_points() {
        let mut table = Table::default();
        let column = table.numbers("Cost", [Some(1.5), None, Some(0.00001)]);
        assert_eq!(
            table.number_ref(column),
            "<c:numRef><c:f>Data!$A$2:$A$4</c:f><c:numCache><c:formatCode>General</c:formatCode>\
             <c:ptCount val=\"3\"/><c:pt idx=\"0\"><c:v>1.5</c:v></c:pt><c:pt idx=\"2\"><c:v>0.00001</c:v></c:pt>\
             </c:numCache></c:numRef>"
        );
    }
}
