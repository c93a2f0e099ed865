//! Opening the files a user names: scenarios, and price rows of their own.

use super::exit::{Exit, Failure, words};
use super::{prices_books, terminal};
use crate::pricebook::{BookError, Layer, OverlayFile, PriceBook, TableFaults};
use crate::report::render_problems;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A scenario to read: a file, or standard input for `-`.
pub(crate) struct Source {
    /// The name for messages.
    pub(crate) name: String,
    /// The folder that relative paths in it start from.
    pub(crate) folder: PathBuf,
    pub(crate) reader: Box<dyn Read + Send>,
}

/// Opens a scenario.
///
/// # Errors
/// Bad input where there is no such file or it is a folder.
pub(crate) fn open(path: &Path) -> Result<Source, Failure> {
    if path.as_os_str() == "-" {
        let reader = Box::new(io::stdin());
        return Ok(Source { name: "standard input".to_owned(), folder: PathBuf::new(), reader });
    }
    let name = path.display().to_string();
    let shown = crate::report::clean(&name).into_owned();
    let bad = |message: String| Failure::new(Exit::BadInput, format_args!("{shown}: {message}"));
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            bad("there is no such file; `costcalc init` writes an example to start from".to_owned())
        }
        _ => bad(format!("cannot be read: {}", words(&error))),
    })?;
    if file.metadata().is_ok_and(|data| data.is_dir()) {
        return Err(bad("is a folder, not a scenario file".to_owned()));
    }
    let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
    Ok(Source { name, folder, reader: Box::new(Unchanged::new(file)) })
}

/// A file that must not change while it is read: rows of two states would make one answer.
struct Unchanged {
    file: File,
    /// Length and time of the last change at the beginning; `None` where it is no regular file.
    before: Option<(u64, SystemTime)>,
}

impl Unchanged {
    fn new(file: File) -> Unchanged {
        let before = Unchanged::state(&file);
        Unchanged { file, before }
    }

    fn state(file: &File) -> Option<(u64, SystemTime)> {
        let data = file.metadata().ok().filter(std::fs::Metadata::is_file)?;
        Some((data.len(), data.modified().ok()?))
    }
}

impl Read for Unchanged {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.file.read(buffer)?;
        if length == 0 && !buffer.is_empty() && Unchanged::state(&self.file) != self.before {
            return Err(io::Error::other("it changed while it was read; run again"));
        }
        Ok(length)
    }
}

/// Price tables that are larger together are refused.
const MOST_PRICE_BYTES: u64 = 256 << 20;

/// The book that `--pricing` options ask for: an embedded one by its name, with files and folders laid over it.
///
/// # Errors
/// Bad input where a file cannot be used; an unknown name is taken for a file that does not exist.
pub(crate) fn price_book(options: &[String]) -> Result<PriceBook, Failure> {
    let mut base = None;
    let mut layers = Vec::new();
    for option in options {
        if PriceBook::ids().any(|id| id == option) {
            base = Some(option.as_str());
            continue;
        }
        layers.push(layer(option)?);
    }
    PriceBook::open_layers(base, &layers).map_err(|error| book_failure(&error))
}

/// The file of a folder that makes it a book of its own.
pub(crate) const BOOK_FILE: &str = "book.csv";

/// The files of an embedded book, or of a file or folder of prices.
pub(crate) fn price_files(option: &str) -> Result<Vec<OverlayFile>, Failure> {
    if PriceBook::ids().any(|id| id == option) {
        return PriceBook::embedded_files(option).map_err(|error| book_failure(&error));
    }
    let saved = prices_books::saved(option).map(|path| path.display().to_string());
    collected(saved.as_deref().unwrap_or(option))
}

/// A file or folder of prices.
fn layer(option: &str) -> Result<Layer, Failure> {
    let saved = prices_books::saved(option).map(|path| path.display().to_string());
    let option = saved.as_deref().unwrap_or(option);
    let files = collected(option)?;
    let path = Path::new(option);
    let is_book = path.is_dir() && path.join(BOOK_FILE).is_file();
    Ok(if is_book { Layer::Book(files) } else { Layer::Own(files) })
}

/// The tables of a file or folder.
fn collected(option: &str) -> Result<Vec<OverlayFile>, Failure> {
    let path = Path::new(option);
    let mut walk = Walk::default();
    walk.take(path).map_err(|error| unreadable(option, &error))?;
    let files = walk.files;
    if files.is_empty() {
        let shown = crate::report::clean(option);
        return Err(Failure::new(Exit::BadInput, format_args!("{shown}: the folder has no .csv files")));
    }
    Ok(files)
}

/// Prices that cannot be used: bad input, with the faults of each file.
pub(crate) fn book_failure(error: &BookError) -> Failure {
    match error {
        BookError::Tables(tables) => {
            let color = terminal::colored_errors();
            let told = |table: &TableFaults| render_problems(&table.first, table.count, &table.file, color);
            Failure::Said(Exit::BadInput, tables.iter().map(told).collect::<Vec<_>>().join("\n"))
        }
        BookError::File { .. } => {
            let text = error.to_string();
            Failure::new(Exit::BadInput, format_args!("{}", crate::report::clean(&text)))
        }
    }
}

fn unreadable(option: &str, error: &io::Error) -> Failure {
    let shown = crate::report::clean(option);
    let ids: Vec<&str> = PriceBook::ids().collect();
    let hint = crate::terms::nearest(option, ids.iter().copied());
    let hint = match hint.first() {
        Some(near) => format!("did you mean the book {near}?"),
        None => format!("the books are {}; anything else is a file or folder of your own prices", ids.join(", ")),
    };
    Failure::new(Exit::BadInput, format_args!("--pricing {shown}: {}; {hint}", words(error)))
}

/// Files and folders on the way through a folder of prices.
#[derive(Default)]
struct Walk {
    files: Vec<OverlayFile>,
    bytes: u64,
    /// Folders that were entered, links followed: a link upwards leads nowhere new.
    entered: HashSet<PathBuf>,
}

impl Walk {
    /// Takes a file, or all `.csv` files of a folder and its subfolders in a stable order.
    fn take(&mut self, path: &Path) -> io::Result<()> {
        if std::fs::metadata(path)?.is_dir() { self.enter(path) } else { self.read(path) }
    }

    fn enter(&mut self, folder: &Path) -> io::Result<()> {
        if !self.entered.insert(std::fs::canonicalize(folder)?) {
            return Ok(());
        }
        let entries = std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
        let mut entries: Vec<PathBuf> = entries.collect::<io::Result<_>>()?;
        entries.sort();
        for entry in entries {
            let is_table = entry.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
            if entry.is_dir() {
                self.enter(&entry)?;
            } else if is_table && !std::fs::metadata(&entry)?.is_file() {
                let message = format!("{} is not a regular file", entry.display());
                return Err(io::Error::new(io::ErrorKind::Unsupported, message));
            } else if is_table {
                self.read(&entry)?;
            }
        }
        Ok(())
    }

    fn read(&mut self, path: &Path) -> io::Result<()> {
        let name = path.display().to_string();
        let mut bytes = Vec::new();
        let room = (MOST_PRICE_BYTES + 1).saturating_sub(self.bytes);
        let read = File::open(path)?.take(room).read_to_end(&mut bytes)?;
        self.bytes += read as u64;
        if self.bytes > MOST_PRICE_BYTES {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "more than 256 MiB"));
        }
        self.files.push(OverlayFile::of_bytes(name, bytes));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    #[test]
    fn a_file_that_changes_while_it_is_read_is_refused() {
        let mut kept = tempfile::NamedTempFile::new().unwrap();
        kept.write_all(&[b'x'; 100]).unwrap();
        let mut text = Vec::new();
        Unchanged::new(File::open(kept.path()).unwrap()).read_to_end(&mut text).unwrap();
        assert_eq!(text.len(), 100);
        let mut reader = Unchanged::new(File::open(kept.path()).unwrap());
        reader.read_exact(&mut [0; 50]).unwrap();
        kept.as_file().set_len(70).unwrap();
        let error = reader.read_to_end(&mut text).unwrap_err();
        assert!(error.to_string().contains("changed while it was read"), "{error}");
    }
}
