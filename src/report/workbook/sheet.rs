//! [`Sheet`]: rows of typed cells below a heading that stays in view.

use super::super::clean;
use crate::units::{Dec, Usd};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

/// Cells hold 32,767 characters, counted in UTF-16 (Excel specifications and limits, 2025); half as many of ours always fit.
const MOST_CHARS: usize = 16_000;

/// How cells look.
pub(super) struct Looks {
    heading: Format,
    wrapped: Format,
    bold: Format,
    money: Format,
    /// For money that two decimals would show as nothing.
    small_money: Format,
    price: Format,
    whole: Format,
    number: Format,
}

impl Looks {
    pub(super) fn new() -> Looks {
        let number = |code: &str| Format::new().set_num_format(code);
        Looks {
            heading: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_border_bottom(FormatBorder::Thin),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            bold: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
            money: number("\"$\"#,##0.00"),
            small_money: number("\"$\"0.00##########"),
            price: number("\"$\"#,##0.00##########"),
            whole: number("#,##0"),
            number: number("#,##0.00####"),
        }
    }
}

/// A sheet under construction.
pub(super) struct Sheet {
    sheet: Worksheet,
    row: u32,
    columns: u16,
    widths: Vec<f64>,
}

/// The most characters across that can be read on one sheet of paper, lying.
const PAPER: f64 = 300.0;

/// The height of a line of text, in points, and the most lines that a row has room for.
const LINE: f64 = 15.0;
const MOST_LINES: f64 = 27.0;

impl Sheet {
    /// A sheet of that name without rows.
    pub(super) fn new(name: &str) -> Result<Sheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        sheet.set_landscape();
        Ok(Sheet { sheet, row: 0, columns: 0, widths: Vec::new() })
    }

    /// The heading, with the width of each column in characters. It stays in view, and its rows can be filtered.
    pub(super) fn heading(&mut self, looks: &Looks, columns: &[(&str, f64)]) -> Result<(), XlsxError> {
        for (at, (text, _)) in columns.iter().enumerate() {
            self.sheet.write_string_with_format(0, place(at)?, fitting(text), &looks.heading)?;
        }
        self.widths(&columns.iter().map(|(_, width)| *width).collect::<Vec<f64>>())?;
        self.columns = place(columns.len())?;
        self.sheet.set_freeze_panes(1, 1)?;
        self.sheet.set_repeat_rows(0, 0)?;
        self.row = 1;
        Ok(())
    }

    /// The widths of columns, in characters. All stand on one sheet of paper where that can be read.
    pub(super) fn widths(&mut self, widths: &[f64]) -> Result<(), XlsxError> {
        for (at, width) in widths.iter().enumerate() {
            self.sheet.set_column_width(place(at)?, *width)?;
        }
        if widths.iter().sum::<f64>() <= PAPER {
            self.sheet.set_print_fit_to_pages(1, 0);
        }
        self.widths = widths.to_vec();
        Ok(())
    }

    /// Goes on with the next row.
    pub(super) fn next_row(&mut self) {
        self.row += 1;
    }

    /// Text, whatever it looks like: no formula, no link, no number.
    pub(super) fn text(&mut self, column: usize, text: &str) -> Result<(), XlsxError> {
        if !text.is_empty() {
            self.sheet.write_string(self.row, place(column)?, fitting(text))?;
        }
        Ok(())
    }

    /// Text over several lines where it is long.
    pub(super) fn sentence(&mut self, looks: &Looks, column: usize, text: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, place(column)?, fitting(text), &looks.wrapped)?;
        // Not every program finds the height of a row by itself. A column has room for more letters than digits.
        let width = self.widths.get(column).copied().unwrap_or(f64::INFINITY);
        let lines = (text.chars().count() as f64 / (width * 1.15)).ceil();
        if lines > 1.0 {
            self.sheet.set_row_height(self.row, lines.min(MOST_LINES) * LINE)?;
        }
        Ok(())
    }

    /// A word that stands out.
    pub(super) fn bold(&mut self, looks: &Looks, column: usize, text: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, place(column)?, fitting(text), &looks.bold)?;
        Ok(())
    }

    pub(super) fn money(&mut self, looks: &Looks, column: usize, amount: Usd) -> Result<(), XlsxError> {
        let hidden = !amount.is_zero() && amount.rounded(2) == 0;
        let look = if hidden { &looks.small_money } else { &looks.money };
        self.sheet.write_number_with_format(self.row, place(column)?, nearest(amount, amount.to_f64()), look)?;
        Ok(())
    }

    /// Dollars for one unit, with all their decimals.
    pub(super) fn price(&mut self, looks: &Looks, column: usize, usd: Dec) -> Result<(), XlsxError> {
        self.sheet.write_number_with_format(self.row, place(column)?, nearest(usd, usd.to_f64()), &looks.price)?;
        Ok(())
    }

    pub(super) fn number(&mut self, looks: &Looks, column: usize, number: Dec) -> Result<(), XlsxError> {
        let look = if number.is_whole() { &looks.whole } else { &looks.number };
        self.sheet.write_number_with_format(self.row, place(column)?, nearest(number, number.to_f64()), look)?;
        Ok(())
    }

    pub(super) fn flag(&mut self, column: usize, flag: bool) -> Result<(), XlsxError> {
        self.sheet.write_boolean(self.row, place(column)?, flag)?;
        Ok(())
    }

    /// The sheet as the workbook takes it.
    pub(super) fn finish(mut self) -> Result<Worksheet, XlsxError> {
        if self.columns > 0 && self.row > 1 {
            self.sheet.autofilter(0, 0, self.row - 1, self.columns - 1)?;
        }
        Ok(self.sheet)
    }
}

/// The double nearest to an exact figure, read from its digits: a quotient of two doubles may be its neighbor.
fn nearest(exact: impl std::fmt::Display, otherwise: f64) -> f64 {
    exact.to_string().parse().unwrap_or(otherwise)
}

fn place(column: usize) -> Result<u16, XlsxError> {
    u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}

/// A text without control characters and changes of direction, cut where a cell ends.
fn fitting(text: &str) -> String {
    let text = clean(text);
    match text.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into_owned(),
    }
}
