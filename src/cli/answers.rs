//! Where an answer goes: standard output in a format, and files by their extension.

use super::Streams;
use super::args::OutputArgs;
use super::compare::format_of;
use super::exit::{Exit, Failure, tolerate_closed_pipe};
use super::export::Export;
use super::export_form::ExportForm;
use super::profiles::Profiles;
use super::reads::{self, Reads};
use super::{progress, terminal};
use crate::report::{Answer, Format, TableStyle, clean};

/// The outputs of a run, begun before any work is done.
pub(crate) struct Output {
    format: Format,
    files: Vec<(Export, ExportForm, String)>,
}

impl Output {
    /// Begins the files; one that cannot be written is found out at once.
    ///
    /// # Errors
    /// Wrong usage for an unknown extension or a file that the run reads, a fault where a file cannot be written.
    pub(crate) fn begin(reads: &Reads, args: &OutputArgs) -> Result<Output, Failure> {
        reads.refuse("--export", &args.export)?;
        let files = (args.export.iter())
            .map(|path| Ok((ExportForm::of_rows(path)?, Export::begin(path)?, path.display().to_string())))
            .map(|opened| opened.map(|(form, file, name)| (file, form, name)))
            .collect::<Result<Vec<_>, Failure>>()?;
        Ok(Output { format: format_of(args.format), files })
    }

    /// Writes an answer everywhere, but not over a traffic profile that was read.
    ///
    /// # Errors
    /// A failure of an output.
    pub(crate) fn write(
        self,
        answer: &Answer<'_>,
        profiles: &Profiles,
        streams: &mut Streams<'_>,
    ) -> Result<Exit, Failure> {
        let mut written = Vec::with_capacity(self.files.len());
        for (mut file, form, name) in self.files {
            match form {
                ExportForm::Text(format) => answer.write(format, TableStyle::PLAIN, &mut file),
                // Pictures and slides were refused when the files were begun.
                ExportForm::Workbook | ExportForm::Picture(_) | ExportForm::Deck => {
                    progress::during(streams.err, &format!("writing {}", clean(&name)), || answer.write_xlsx(&mut file))
                }
            }
            .map_err(|error| Failure::file(&name, "write", &error))?;
            written.push(file);
        }
        reads::put_in_place(written, "--export", profiles)?;
        tolerate_closed_pipe(answer.write(self.format, terminal::table_style(), streams.out))?;
        Ok(Exit::Done)
    }
}
