//! The tables of a file or folder of prices: which files they are, and their text.

use crate::pricebook::OverlayFile;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// Tables that are larger together are refused.
const MOST_BYTES: u64 = 256 << 20;

/// A file or folder that cannot be read, and why.
#[derive(Debug)]
pub(crate) struct Unread {
    pub(crate) path: PathBuf,
    pub(crate) error: io::Error,
}

impl Unread {
    /// For errors of this path.
    fn of(path: &Path) -> impl Fn(io::Error) -> Unread {
        move |error| Unread { path: path.to_path_buf(), error }
    }

    /// Whether it is a link to something that is not there.
    pub(crate) fn is_broken_link(&self) -> bool {
        self.error.kind() == io::ErrorKind::NotFound && self.path.is_symlink()
    }
}

/// What lies in a folder of prices.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The tables, in a stable order.
    pub(crate) tables: Vec<PathBuf>,
    /// Tables by their names that are passed over: they are of another format.
    pub(crate) others: Vec<PathBuf>,
}

/// A file, or all `.csv` files of a folder and its subfolders in a stable order, but for what programs put beside them: names
/// that begin with a dot, and spreadsheets' locks.
///
/// # Errors
/// There is nothing of that name; or all folders that cannot be read, and tables that are no regular files.
pub(crate) fn tables(path: &Path) -> Result<Found, Vec<Unread>> {
    let data = std::fs::metadata(path).map_err(Unread::of(path)).map_err(|unread| vec![unread])?;
    if !data.is_dir() {
        return Ok(Found { tables: vec![path.to_path_buf()], others: Vec::new() });
    }
    let mut walk = Walk::default();
    walk.enter(path, std::fs::canonicalize(path));
    if walk.unread.is_empty() { Ok(walk.found) } else { Err(walk.unread) }
}

/// What to do with a table of another format.
pub(crate) const SAVE: &str = "only .csv files are read: if it holds prices, save it as .csv";

/// Whether a file of a folder counts as a table, by its name.
pub(crate) fn is_table(path: &Path) -> bool {
    is_csv(path) && !is_passed_over(path)
}

fn is_csv(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
}

/// Endings of files that hold tables and are not read as prices.
const OTHER_FORMATS: [&str; 16] = [
    "xlsx", "xlsm", "xlsb", "xls", "ods", "numbers", "tsv", "tab", "psv", "txt", "dat", "cvs", "json", "parquet", "gz",
    "zip",
];

/// Endings of what only vouches for another file: checksums and signatures.
const VOUCHERS: [&str; 9] = ["sha1", "sha256", "sha512", "sha256sum", "sha512sum", "md5", "md5sum", "sig", "asc"];

/// How the names of a folder's explanations begin, whatever their ending.
const WORDS: [&str; 5] = ["readme", "license", "licence", "notice", "changelog"];

/// Whether a file is a table by its name, and of another format than those that are read: a spreadsheet's, a packed, a put
/// aside or a downloaded one (`prices.csv.bak`, `prices.csv~`, `prices.csv (1)`).
fn is_of_other_format(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()).map(str::to_ascii_lowercase) else { return false };
    let Some((stem, ending)) = name.rsplit_once('.') else { return false };
    let is_aside = (stem.ends_with(".csv") && !ending.is_empty()) || (ending.starts_with("csv") && !stem.is_empty());
    let is_beside = VOUCHERS.contains(&ending) || WORDS.iter().any(|word| stem.starts_with(word));
    (is_aside || OTHER_FORMATS.contains(&ending)) && !is_beside && !is_csv(path)
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
/// All tables that cannot be read, or the one with which they are too large together.
pub(crate) fn read(tables: &[PathBuf]) -> Result<Vec<OverlayFile>, Vec<Unread>> {
    let (mut bytes, mut files, mut unread) = (0, Vec::with_capacity(tables.len()), Vec::new());
    for path in tables {
        match read_one(path, &mut bytes).map_err(Unread::of(path)) {
            Ok(file) => files.push(file),
            Err(failed) => unread.push(failed),
        }
        if bytes > MOST_BYTES {
            break;
        }
    }
    if unread.is_empty() { Ok(files) } else { Err(unread) }
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
    found: Found,
    unread: Vec<Unread>,
    /// Folders that were entered, links followed: a link upwards leads nowhere new.
    entered: HashSet<PathBuf>,
}

impl Walk {
    /// Takes what lies in a folder, whose own place, links followed, is `place`.
    fn enter(&mut self, folder: &Path, place: io::Result<PathBuf>) {
        match place.and_then(|place| Ok((self.entries(folder, &place)?, place))) {
            Ok((entries, place)) => {
                entries.into_iter().filter(|entry| !is_passed_over(entry)).for_each(|entry| self.take(entry, &place))
            }
            Err(error) => self.unread.push(Unread { path: folder.to_path_buf(), error }),
        }
    }

    /// What lies in a folder, in a stable order; nothing where it was entered before.
    fn entries(&mut self, folder: &Path, place: &Path) -> io::Result<Vec<PathBuf>> {
        if !self.entered.insert(place.to_path_buf()) {
            return Ok(Vec::new());
        }
        let entries = std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
        let mut entries = entries.collect::<io::Result<Vec<PathBuf>>>()?;
        entries.sort();
        Ok(entries)
    }

    /// Takes an entry of the folder at `place`.
    fn take(&mut self, entry: PathBuf, place: &Path) {
        if entry.is_dir() {
            // Only links lead elsewhere: to ask for the place of each would take time by the cube of the depth.
            let place = match entry.file_name().filter(|_| !entry.is_symlink()) {
                Some(name) => Ok(place.join(name)),
                None => std::fs::canonicalize(&entry),
            };
            self.enter(&entry, place);
        } else if is_table(&entry) {
            let no_file = || Err(io::Error::new(io::ErrorKind::Unsupported, "it is not a regular file"));
            match std::fs::metadata(&entry).and_then(|data| if data.is_file() { Ok(()) } else { no_file() }) {
                Ok(()) => self.found.tables.push(entry),
                Err(error) => self.unread.push(Unread { path: entry, error }),
            }
        } else if is_of_other_format(&entry) {
            self.found.others.push(entry);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_other_formats_are_known_by_their_names() {
        let told = ["p.xlsx", "p.XLS", "p.ods", "p.tsv", "p.json", "p.csv.gz", "a.txt", "a.csv.bak", "a.csv.orig"];
        let damaged = ["d.cvs", "e.csv (1)", "b.csv~", "i.parquet", "r.psv", "p.dat"];
        for name in told.into_iter().chain(damaged) {
            assert!(is_of_other_format(Path::new(name)), "{name}");
        }
        let others =
            ["p.csv", "P.CSV", "a.csv.csv", "README.md", "readme.txt", "LICENSE", "c.png", "csv.bak", "Makefile"];
        let beside = ["a.csv.sha256", "a.csv.md5", "a.csv.sig", "a.xlsx.asc", "README-prices.txt", "license.2.txt"];
        for name in others.into_iter().chain(beside) {
            assert!(!is_of_other_format(Path::new(name)), "{name}");
        }
    }
    /// The place of each folder was asked for with all of those above it: 1,000 in one another took ten seconds.
    #[cfg(unix)]
    #[test]
    fn folders_in_one_another_are_entered_once_each_by_their_own_places() {
        let folder = tempfile::tempdir().unwrap();
        let (top, mut deep) = (folder.path(), folder.path().join("b"));
        (0..50).for_each(|_| deep.push("d"));
        std::fs::create_dir_all(&deep).unwrap();
        let table = deep.join("p.csv");
        std::fs::write(&table, "").unwrap();
        // Links to a folder below, which comes first in the alphabet, and upwards.
        std::os::unix::fs::symlink("b/d", top.join("a")).unwrap();
        std::os::unix::fs::symlink(top, deep.join("up")).unwrap();
        let mut walk = Walk::default();
        walk.enter(top, std::fs::canonicalize(top));
        let found: Vec<PathBuf> = walk.found.tables.iter().map(|path| std::fs::canonicalize(path).unwrap()).collect();
        assert_eq!(found, [std::fs::canonicalize(&table).unwrap()]);
        // The folder itself, b and 50 below it.
        assert_eq!((walk.entered.len(), walk.unread.len()), (52, 0));
        assert!(walk.entered.iter().all(|place| std::fs::canonicalize(place).unwrap() == *place));
    }
}
