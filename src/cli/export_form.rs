//! What an exported file holds, by its extension.

use super::destination::is_standard_output;
use super::exit::{Exit, Failure};
use super::pictures::{PictureFormat, is_deck};
use crate::report::{self, Format};
use std::ffi::OsStr;
use std::fs::Metadata;
use std::path::Path;

/// What an exported file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExportForm {
    /// Rows or words.
    Text(Format),
    /// Bars of all workloads.
    Picture(PictureFormat),
    /// A workbook.
    Workbook,
    /// Slides.
    Deck,
}

impl ExportForm {
    /// The form of a file of `compare`.
    ///
    /// # Errors
    /// Wrong usage for an extension that nothing is written in.
    pub(crate) fn of(path: &Path) -> Result<ExportForm, Failure> {
        if is_deck(path) {
            return Ok(ExportForm::Deck);
        }
        match PictureFormat::of(path) {
            Some(format) => Ok(ExportForm::Picture(format)),
            None => rows(path, ".csv, .json, .md, .txt, .xlsx, .svg, .png, .pdf or .pptx"),
        }
    }

    /// The format of a text.
    pub(crate) fn text(&self) -> Option<Format> {
        match self {
            ExportForm::Text(format) => Some(*format),
            ExportForm::Picture(_) | ExportForm::Workbook | ExportForm::Deck => None,
        }
    }

    /// The form of a file of rows, of an answer that has no charts.
    ///
    /// # Errors
    /// Wrong usage for an extension that nothing is written in, and for pictures and slides.
    pub(crate) fn of_rows(path: &Path) -> Result<ExportForm, Failure> {
        rows(path, ".csv, .json, .md, .txt or .xlsx (pictures and slides: costcalc chart)")
    }
}

fn rows(path: &Path, known: &str) -> Result<ExportForm, Failure> {
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or("");
    if extension.eq_ignore_ascii_case("xlsx") {
        return Ok(ExportForm::Workbook);
    }
    Format::of_extension(extension).map(ExportForm::Text).ok_or_else(|| {
        let name = path.display().to_string();
        let name = report::clean(&name);
        Failure::new(Exit::Usage, format_args!("--export {name}: {}", why_none(path, known)))
    })
}

/// Why a file of this name is not written, and what to name.
fn why_none(path: &Path, known: &str) -> String {
    let there = std::fs::metadata(path).ok();
    if there.as_ref().is_some_and(Metadata::is_dir) {
        let within = path.join("result.csv").display().to_string();
        return format!("this is a folder; name a file in it, such as {}", report::clean(&within));
    }
    if is_standard_output(path) || there.is_some_and(|data| !data.is_file()) {
        return "this is no file; leave it out: standard output gets what --format says, such as --format csv"
            .to_owned();
    }
    format!("unknown extension; use {known}")
}
