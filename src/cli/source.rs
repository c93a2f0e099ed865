//! Opening the files a user names: scenarios, and price rows of their own.

use super::exit::{Exit, Failure};
use super::prices_books;
use crate::pricebook::{BookError, Layer, OverlayFile, PriceBook};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

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
        _ => bad(format!("cannot be read: {error}")),
    })?;
    if file.metadata().is_ok_and(|data| data.is_dir()) {
        return Err(bad("is a folder, not a scenario file".to_owned()));
    }
    let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
    Ok(Source { name, folder, reader: Box::new(file) })
}

/// A price table larger than this is refused.
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
    let mut files = Vec::new();
    collect(path, &mut files).map_err(|error| unreadable(option, &error))?;
    if files.is_empty() {
        let shown = crate::report::clean(option);
        return Err(Failure::new(Exit::BadInput, format_args!("{shown}: the folder has no .csv files")));
    }
    Ok(files)
}

/// A fault in price rows: bad input, with its file and line.
pub(crate) fn book_failure(error: &BookError) -> Failure {
    let text = error.to_string();
    Failure::new(Exit::BadInput, format_args!("{}", crate::report::clean(&text)))
}

fn unreadable(option: &str, error: &io::Error) -> Failure {
    let shown = crate::report::clean(option);
    let ids: Vec<&str> = PriceBook::ids().collect();
    let hint = crate::terms::nearest(option, ids.iter().copied());
    let hint = match hint.first() {
        Some(near) => format!("did you mean the book {near}?"),
        None => format!("the books are {}; anything else is a file or folder of your own prices", ids.join(", ")),
    };
    Failure::new(Exit::BadInput, format_args!("--pricing {shown}: {error}; {hint}"))
}

/// A file, or all `.csv` files of a folder and its subfolders in a stable order.
fn collect(path: &Path, files: &mut Vec<OverlayFile>) -> io::Result<()> {
    let data = std::fs::metadata(path)?;
    if data.is_dir() {
        let mut entries: Vec<PathBuf> =
            std::fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
        entries.sort();
        for entry in entries {
            let is_table = entry.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
            if is_table || entry.is_dir() {
                collect(&entry, files)?;
            }
        }
        return Ok(());
    }
    let mut text = String::new();
    let read = File::open(path)?.take(MOST_PRICE_BYTES + 1).read_to_string(&mut text)?;
    if read as u64 > MOST_PRICE_BYTES {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "more than 256 MiB"));
    }
    files.push(OverlayFile { name: path.display().to_string(), text });
    Ok(())
}
