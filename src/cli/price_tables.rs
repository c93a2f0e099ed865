//! The tables of a file or folder of prices: which files they are, and their text.

use crate::pricebook::OverlayFile;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// Tables that are larger together are refused.
const MOST_BYTES: u64 = 256 << 20;

/// A file, or all `.csv` files of a folder and its subfolders in a stable order, but for what programs put beside them: names
/// that begin with a dot, and spreadsheets' locks.
///
/// # Errors
/// There is nothing of that name, a folder cannot be read, or a table of it is no regular file.
pub(crate) fn tables(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !std::fs::metadata(path)?.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut walk = Walk::default();
    walk.enter(path)?;
    Ok(walk.tables)
}

/// Whether a file of a folder counts as a table, by its name.
pub(crate) fn is_table(path: &Path) -> bool {
    is_csv(path) && !is_passed_over(path)
}

fn is_csv(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
}

/// Whether a file or folder within a folder is not one that somebody put there to be read: hidden ones hold what editors,
/// systems and notebooks keep for themselves (`._prices.csv`, `.ipynb_checkpoints`), Excel's lock of a file begins with `~$`.
fn is_passed_over(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| [&b"."[..], b"~$"].iter().any(|begin| name.as_encoded_bytes().starts_with(begin)))
}

/// A file of a folder itself that would be a table by its ending and is passed over.
pub(crate) fn passed_over(folder: &Path) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    entries.filter(|path| is_csv(path) && is_passed_over(path)).min()
}

/// The texts of these tables.
///
/// # Errors
/// A table cannot be read, or all are too large together.
pub(crate) fn read(tables: &[PathBuf]) -> io::Result<Vec<OverlayFile>> {
    let mut bytes = 0;
    tables.iter().map(|path| read_one(path, &mut bytes)).collect()
}

/// Reads a table; `bytes` are those of the tables before it.
fn read_one(path: &Path, bytes: &mut u64) -> io::Result<OverlayFile> {
    let name = path.display().to_string();
    let mut text = Vec::new();
    let room = (MOST_BYTES + 1).saturating_sub(*bytes);
    let read = File::open(path)?.take(room).read_to_end(&mut text)?;
    *bytes += read as u64;
    if *bytes > MOST_BYTES {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "more than 256 MiB"));
    }
    Ok(OverlayFile::of_bytes(name, text))
}

/// Folders on the way through a folder of prices.
#[derive(Default)]
struct Walk {
    tables: Vec<PathBuf>,
    /// Folders that were entered, links followed: a link upwards leads nowhere new.
    entered: HashSet<PathBuf>,
}

impl Walk {
    fn enter(&mut self, folder: &Path) -> io::Result<()> {
        if !self.entered.insert(std::fs::canonicalize(folder)?) {
            return Ok(());
        }
        let entries = std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
        let mut entries: Vec<PathBuf> = entries.collect::<io::Result<_>>()?;
        entries.sort();
        for entry in entries {
            if is_passed_over(&entry) {
                continue;
            }
            if entry.is_dir() {
                self.enter(&entry)?;
            } else if is_table(&entry) && !std::fs::metadata(&entry)?.is_file() {
                let message = format!("{} is not a regular file", entry.display());
                return Err(io::Error::new(io::ErrorKind::Unsupported, message));
            } else if is_table(&entry) {
                self.tables.push(entry);
            }
        }
        Ok(())
    }
}
