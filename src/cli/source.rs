//! Opening the files a user names: scenarios, and price rows of their own.

use super::exit::{Exit, Failure, Failures, words};
use super::price_tables::Unread;
use super::prices_args::UPDATED;
use super::{price_tables, prices_books, shell, terminal};
use crate::pricebook::{BookError, Layer, OverlayFile, PriceBook, TableFaults};
use crate::report::render_problems;
use crate::terms::MOST_PROBLEMS;
use std::fs::File;
use std::io::{self, IsTerminal as _, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A scenario to read: a file, or standard input for `-`.
pub(crate) struct Source {
    /// The name for messages.
    pub(crate) name: String,
    /// The folder that relative paths in it start from.
    pub(crate) folder: PathBuf,
    pub(crate) reader: Box<dyn Read + Send>,
    /// Whether it is standard input.
    pub(crate) is_standard_input: bool,
    /// How long it is, in bytes; `None` where that is not known.
    pub(crate) bytes: Option<u64>,
}

impl Source {
    /// Whether somebody types it.
    pub(crate) fn is_typed(&self) -> bool {
        self.is_standard_input && io::stdin().is_terminal()
    }
}

/// Opens a scenario.
///
/// # Errors
/// Bad input where there is no such file or it is a folder.
pub(crate) fn open(path: &Path) -> Result<Source, Failure> {
    if path.as_os_str() == "-" {
        let reader = Box::new(io::stdin());
        return Ok(Source {
            name: "standard input".to_owned(),
            folder: PathBuf::new(),
            reader,
            is_standard_input: true,
            bytes: None,
        });
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
    let file = Unchanged::new(file);
    let bytes = file.before.map(|(length, _)| length);
    Ok(Source { name, folder, reader: Box::new(file), is_standard_input: false, bytes })
}

/// Whether a path is that of standard input.
pub(crate) fn is_standard_input(path: &Path) -> bool {
    ["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"].iter().any(|name| path.as_os_str() == *name)
}

/// Refuses a file of an option that is standard input where the scenario is.
///
/// # Errors
/// Wrong usage where it is.
pub(crate) fn refuse_second(scenario: &Path, option: &str, file: &Path) -> Result<(), Failure> {
    if !(is_standard_input(scenario) && is_standard_input(file)) {
        return Ok(());
    }
    let file = file.display();
    let why = "standard input is the scenario here, and can be read only once; name a file";
    Err(Failure::new(Exit::Usage, format_args!("{option} {file}: {why}")))
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

/// The book that `--pricing` options ask for: an embedded one by its name, with files and folders laid over it.
///
/// # Errors
/// Wrong usage for two embedded books; bad input where a file cannot be used, with the faults of all others. An unknown
/// name is taken for a file that does not exist.
pub(crate) fn price_book(options: &[String]) -> Result<PriceBook, Failure> {
    open_book("--pricing ", options)
}

/// The book of an argument that is no option.
///
/// # Errors
/// As [`price_book`].
pub(crate) fn named_book(name: &String) -> Result<PriceBook, Failure> {
    open_book("", std::slice::from_ref(name))
}

/// The book of texts that a fault shows with what stands before them.
fn open_book(before: &str, options: &[String]) -> Result<PriceBook, Failure> {
    let mut failures = Failures::default();
    let (mut base, mut layers) = (None, Vec::new());
    for option in options {
        match (place(option), base) {
            (Some(place), _) => layers.extend(failures.take(layer(before, option, &place))),
            (None, Some(other)) if other != option.as_str() => {
                let why = format!(
                    "--pricing {option}: this book would replace the whole of {other}, which --pricing names too; choose one"
                );
                failures.note(Failure::new(Exit::Usage, why));
            }
            (None, _) => base = Some(option.as_str()),
        }
    }
    let book = failures.take(PriceBook::open_layers(base, &layers).map_err(|error| book_failure(&error)));
    failures.or(book)
}

/// Where the prices of an option lie; `None` for an embedded book.
pub(crate) fn place(option: &str) -> Option<PathBuf> {
    let is_embedded = PriceBook::ids().any(|id| id == option);
    (!is_embedded).then(|| prices_books::saved(option).unwrap_or_else(|| PathBuf::from(option)))
}

/// The file of a folder that makes it a book of its own.
pub(crate) const BOOK_FILE: &str = "book.csv";

/// The tables of other formats in a folder of prices, which are passed over. A folder that cannot be read is told when it is
/// opened.
pub(crate) fn passed_over(option: &str) -> Vec<PathBuf> {
    place(option).map_or_else(Vec::new, |place| price_tables::tables(&place).unwrap_or_default().others)
}

/// The files of an embedded book, or of a file or folder of prices.
pub(crate) fn price_files(option: &str) -> Result<Vec<OverlayFile>, Failure> {
    match place(option) {
        None => PriceBook::embedded_files(option).map_err(|error| book_failure(&error)),
        Some(place) => collected("", option, &place),
    }
}

/// A file or folder of prices.
fn layer(before: &str, option: &str, place: &Path) -> Result<Layer, Failure> {
    let files = collected(before, option, place)?;
    Ok(if is_book(place) { Layer::Book(files) } else { Layer::Own(files) })
}

/// Whether a folder is a book of its own.
fn is_book(place: &Path) -> bool {
    place.is_dir() && place.join(BOOK_FILE).is_file()
}

/// Whether an option names a book that is not embedded.
pub(crate) fn is_saved_book(option: &str) -> bool {
    place(option).is_some_and(|place| is_book(&place))
}

/// The tables of a file or folder.
fn collected(before: &str, option: &str, place: &Path) -> Result<Vec<OverlayFile>, Failure> {
    if option == "-" {
        let why = "-: prices are not read from standard input; name a file or a folder";
        return Err(Failure::new(Exit::Usage, format_args!("{before}{why}")));
    }
    let unread = |unread: Vec<Unread>| {
        let told = unread.iter().take(MOST_PROBLEMS).map(|unread| unreadable(before, option, place, unread));
        let more = unread.len().saturating_sub(MOST_PROBLEMS);
        let more = (more > 0)
            .then(|| Failure::new(Exit::BadInput, format_args!("{}: and {more} more", crate::report::clean(option))));
        told.chain(more).collect::<Failures>().together()
    };
    let price_tables::Found { tables, others } = price_tables::tables(place).map_err(unread)?;
    if tables.is_empty() {
        let shown = place.display().to_string();
        let shown = crate::report::clean(&shown);
        let name_of = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
        let but = match (price_tables::passed_over(place), others.first()) {
            (Some(hidden), _) => name_of(&hidden).map(|name| (name, "names that begin with . or ~$ are passed over")),
            (None, Some(other)) => name_of(other).map(|name| (name, price_tables::SAVE)),
            (None, None) => None,
        };
        let but =
            but.map_or_else(String::new, |(name, why)| format!(" but such as {}: {why}", crate::report::clean(&name)));
        return Err(Failure::new(Exit::BadInput, format_args!("{shown}: the folder has no .csv files{but}")));
    }
    price_tables::read(&tables).map_err(unread)
}

/// Prices that cannot be used: bad input, with the faults of each file.
pub(crate) fn book_failure(error: &BookError) -> Failure {
    match error {
        BookError::Tables(tables) => {
            let color = terminal::colored_errors();
            let told =
                |table: &TableFaults| render_problems(&table.first, (table.count, &table.hidden), &table.file, color);
            Failure::Said(Exit::BadInput, tables.iter().map(told).collect::<Vec<_>>().join("\n"))
        }
        BookError::File { .. } => {
            let text = error.to_string();
            Failure::new(Exit::BadInput, format_args!("{}", crate::report::clean(&text)))
        }
    }
}

/// That a file or folder of prices cannot be read, or what of it.
fn unreadable(before: &str, option: &str, place: &Path, unread: &Unread) -> Failure {
    let error = &unread.error;
    if unread.path != place {
        let shown = unread.path.display().to_string();
        let link = unread.is_broken_link().then(|| "it is a link to something that is not there".to_owned());
        let why = link.unwrap_or_else(|| words(error));
        let (shown, option) = (crate::report::clean(&shown), crate::report::clean(option));
        let help = format!("every table of {option} counts: mend it, or move it out of the folder");
        return Failure::new(Exit::BadInput, format_args!("{shown}: {why}; {help}"));
    }
    let shown = crate::report::clean(option);
    if let Some(folder) = prices_books::without_book_file(option) {
        let (shown_folder, word) = (folder.display().to_string(), shell::word(&folder));
        let shown_folder = crate::report::clean(&shown_folder);
        let why = format!(
            "{shown_folder} is no saved book: it has no {BOOK_FILE}. Add one with the heading key,value and the rows id, title, as_of and \
             base, beside a sources.csv with the heading source,title,published,where and a row for each source; or name the folder as \
             prices over the embedded book with --pricing {word}"
        );
        return Failure::new(Exit::BadInput, format_args!("{before}{shown}: {why}"));
    }
    let ids: Vec<&str> = PriceBook::ids().collect();
    let hint = crate::terms::nearest(option, ids.iter().copied());
    let hint = match hint.first() {
        _ if option == UPDATED => format!("`costcalc prices update` fetches AWS's newest prices as the book {UPDATED}"),
        Some(near) => format!("did you mean the book {near}?"),
        None => format!("the books are {}; anything else is a file or folder of your own prices", ids.join(", ")),
    };
    Failure::new(Exit::BadInput, format_args!("{before}{shown}: {}; {hint}", words(error)))
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
