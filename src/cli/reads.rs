//! What a run reads: no output may take the place of it.

use super::args::InputArgs;
use super::exit::{Exit, Failure};
use super::export::Export;
use super::profiles::Profiles;
use super::{price_tables, source};
use crate::pricebook::is_price_table;
use crate::report::clean;
use crate::traffic::Profile;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Files and folders that a run reads, as far as they are known before it begins.
pub(crate) struct Reads {
    /// What each is in words, and where it lies.
    files: Vec<(String, PathBuf)>,
    /// Files and folders of prices, and how they were named.
    prices: Vec<(String, PathBuf)>,
}

impl Reads {
    /// What every question about a scenario reads.
    pub(crate) fn of(scenario: &Path, args: &InputArgs) -> Reads {
        // What the shell put in place of standard input is a file, too.
        let scenario = if scenario.as_os_str() == "-" { Path::new("/dev/stdin") } else { scenario };
        let prices = args.pricing.iter().filter_map(|option| Some((option.clone(), source::place(option)?)));
        Reads { files: vec![("the scenario itself".to_owned(), scenario.to_path_buf())], prices: prices.collect() }
    }

    /// The same and the file of an option, where it is given.
    pub(crate) fn and(mut self, option: &str, file: Option<&Path>) -> Reads {
        self.files.extend(file.map(|path| (format!("the file of {option}, which is read"), path.to_path_buf())));
        self
    }

    /// Refuses outputs that are read, by whatever path or link, tables that would lie among the prices that are read, and
    /// outputs in place of any scenario, table of prices or traffic profile: an earlier output may be replaced, what somebody wrote may not.
    ///
    /// # Errors
    /// Wrong usage that names each such output and what it is.
    pub(crate) fn refuse<'p>(
        &self,
        option: &str,
        outputs: impl IntoIterator<Item = &'p PathBuf>,
    ) -> Result<(), Failure> {
        let (outputs, shown): (Vec<&PathBuf>, Vec<&PathBuf>) =
            outputs.into_iter().partition(|path| path.as_os_str() != "-");
        let mut text = String::new();
        if shown.len() > 1 {
            // One document behind another is none that a program reads.
            text.push_str(&format!(
                "error: {option} -: standard output is named {} times; name it once\n",
                shown.len()
            ));
        } else if outputs.is_empty() {
            return Ok(());
        }
        let mut known: Vec<(String, Identity)> = Vec::new();
        for (what, path) in &self.files {
            known.extend(identity(path).map(|identity| (what.clone(), identity)));
        }
        for (name, place) in &self.prices {
            // A folder that cannot be read is told when it is opened.
            for table in price_tables::tables(place).unwrap_or_default().tables {
                let what = format!("a table of --pricing {}, which is read", clean(name));
                known.extend(identity(&table).map(|identity| (what, identity)));
            }
        }
        let mut written: Vec<(&PathBuf, PathBuf)> = Vec::new();
        for path in outputs {
            let own = place(path);
            if let Some((other, _)) = written.iter().find(|(_, place)| *place == own) {
                let [path, other] = [path, *other].map(|path| path.display().to_string());
                let (path, other) = (clean(&path), clean(&other));
                text.push_str(&format!("error: {option} {path}: this is the same file as {other}; name another one\n"));
                continue;
            }
            written.push((path, own));
            let read = identity(path).and_then(|own| known.iter().find(|(_, identity)| *identity == own));
            let why = match (read, self.folder_around(path)) {
                (Some((what, _)), _) => format!("this is {what}; name another file"),
                (None, Some(folder)) => {
                    let folder = clean(folder);
                    format!(
                        "the next run would read it as one of the tables of --pricing {folder}; name another folder"
                    )
                }
                (None, None) => match input(path) {
                    Some((what, mend)) => format!("this is {what}, which would be lost; {mend}"),
                    None => continue,
                },
            };
            text.push_str(&format!("error: {option} {}: {why}\n", clean(&path.display().to_string())));
        }
        if text.is_empty() { Ok(()) } else { Err(Failure::Said(Exit::Usage, text)) }
    }

    /// The folder of prices that a table would lie in.
    fn folder_around(&self, output: &Path) -> Option<&str> {
        let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = folder.canonicalize().ok().filter(|_| price_tables::is_table(output))?;
        let holds = |place: &Path| place.is_dir() && place.canonicalize().is_ok_and(|place| folder.starts_with(place));
        self.prices.iter().find(|(_, place)| holds(place)).map(|(name, _)| name.as_str())
    }
}

/// Puts files in their places, unless one of them is a traffic profile: which of these a run reads is known only when
/// its rows are.
///
/// # Errors
/// Wrong usage that names the output; a file that cannot be written.
pub(crate) fn put_in_place(mut files: Vec<Export>, option: &str, profiles: &Profiles) -> Result<(), Failure> {
    let named = profiles.files().into_iter().map(|path| {
        let name = path.display().to_string();
        (format!("the traffic profile {}, which is read", clean(&name)), path)
    });
    let read = Reads { files: named.collect(), prices: Vec::new() };
    read.refuse(option, files.iter().map(Export::given))?;
    // Of files of which one cannot be written whole none appears.
    files.iter_mut().try_for_each(Export::complete)?;
    files.into_iter().try_for_each(Export::finish)
}

/// Where a file is written, links followed.
fn place(path: &Path) -> PathBuf {
    let in_folder = || {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(folder.canonicalize().ok()?.join(path.file_name()?))
    };
    path.canonicalize().ok().or_else(in_folder).unwrap_or_else(|| path.to_path_buf())
}

/// So many bytes of a file are looked at for its heading.
const MOST_HEADING_BYTES: u64 = 64 << 10;

/// Refuses a new scenario in place of a table of prices or a traffic profile: that an earlier scenario may be replaced says
/// nothing of these.
///
/// # Errors
/// Wrong usage that names the file and what it is.
pub(crate) fn refuse_scenario(path: &Path) -> Result<(), Failure> {
    match input(path) {
        Some((what, mend)) if what != SCENARIO => {
            let name = path.display().to_string();
            Err(Failure::new(
                Exit::Usage,
                format_args!("{}: this is {what}, which would be lost; {mend}", clean(&name)),
            ))
        }
        _ => Ok(()),
    }
}

/// What a scenario is among the inputs.
const SCENARIO: &str = "a scenario";

/// What a file that is there is, where it begins as an input does, and what to do about it.
fn input(path: &Path) -> Option<(&'static str, &'static str)> {
    let mut bytes = Vec::new();
    let is_file = std::fs::metadata(path).is_ok_and(|data| data.is_file());
    let file = if is_file { File::open(path).ok()? } else { return None };
    file.take(MOST_HEADING_BYTES).read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let unread = "name another file, or remove it first";
    if is_scenario(&text) {
        return Some((SCENARIO, unread));
    }
    if is_price_table(&text) {
        return Some(("a table of prices", unread));
    }
    // A row of the scenario may name it.
    is_profile(&text).then_some(("a traffic profile", "name another file"))
}

/// Whether a text is a traffic profile, of lines of a weight alone or behind its hour: no output is as narrow.
fn is_profile(text: &str) -> bool {
    let is_narrow = |line: &str| line.split([',', ';', '\t']).count() <= 2;
    text.lines().filter(|line| !line.starts_with('#')).all(is_narrow) && Profile::parse("", text).is_ok()
}

/// Whether a text begins as a scenario does: comments, then a heading with `name` and `duration_ms` that is not one of this
/// program's own outputs, which say what is cheaper.
fn is_scenario(text: &str) -> bool {
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    let heading = lines.clone().find(|line| !line.is_empty() && !line.starts_with('#'));
    let names = heading.unwrap_or_default().split([',', ';', '\t']).map(|name| name.trim().trim_matches('"'));
    let names: Vec<&str> = names.collect();
    names.contains(&"name") && names.contains(&"duration_ms") && !names.contains(&"cheaper")
}

/// What tells a file from others, however it is reached: hard links share it, too.
#[cfg(unix)]
type Identity = (u64, u64);

#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata(path).ok().map(|data| (data.dev(), data.ino()))
}

#[cfg(not(unix))]
type Identity = PathBuf;

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<Identity> {
    path.canonicalize().ok()
}
