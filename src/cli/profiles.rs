//! Finding traffic profiles: built-in by name, or files beside the scenario.

use super::exit::words;
use crate::report::clean;
use crate::scenario::ProfileLoader;
use crate::terms::{Problem, whole_text};
use crate::traffic::{Profile, builtin_meant, builtin_names};
use std::collections::HashMap;
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A profile file larger than this is refused.
const MOST_BYTES: u64 = 16 << 20;

/// Loads each profile once.
pub(crate) struct Profiles {
    folder: PathBuf,
    known: Mutex<HashMap<String, Result<Arc<Profile>, String>>>,
    /// Those that were read, by where their file really is: a path can be written in many ways.
    read: Mutex<HashMap<PathBuf, Result<Arc<Profile>, String>>>,
}

impl Profiles {
    /// A loader for references of a scenario in `folder`.
    pub(crate) fn new(folder: PathBuf) -> Profiles {
        Profiles { folder, known: Mutex::new(HashMap::new()), read: Mutex::new(HashMap::new()) }
    }

    /// The files that were read so far, in a stable order.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let named = known.keys().filter(|name| Profile::builtin(name).is_none());
        let mut files: Vec<PathBuf> = named.map(|name| self.folder.join(name)).collect();
        files.sort();
        files
    }

    fn find(&self, reference: &str) -> Result<Profile, String> {
        if let Some(builtin) = Profile::builtin(reference) {
            return builtin.map_err(|error| error.to_string());
        }
        let path = self.folder.join(Path::new(reference));
        let names: Vec<&str> = builtin_names().collect();
        let missing = || {
            let elsewhere = self.elsewhere(reference);
            match builtin_meant(reference).filter(|_| elsewhere.is_empty()) {
                Some(near) => format!("did you mean the built-in profile {near}? There is no such file"),
                None => format!("the built-in profiles are {}; there is no such file{elsewhere}", names.join(", ")),
            }
        };
        let data = std::fs::metadata(&path).map_err(|error| match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename => missing(),
            _ => format!("the file cannot be read: {}", words(&error)),
        })?;
        if !data.is_file() || is_of_system(&path) {
            return Err("it is not a regular file; name a CSV file of 24 or 168 weights".to_owned());
        }
        let mut bytes = Vec::new();
        let file = std::fs::File::open(&path).map_err(|error| format!("the file cannot be read: {}", words(&error)))?;
        match file.take(MOST_BYTES + 1).read_to_end(&mut bytes) {
            Ok(read) if read as u64 <= MOST_BYTES => {}
            Ok(_) => {
                return Err(format!(
                    "the file has more than {} MiB; sum its lines up by the hour, or take fewer weeks",
                    MOST_BYTES >> 20
                ));
            }
            Err(error) => return Err(format!("the file cannot be read: {}", words(&error))),
        }
        let told = |fault: &Problem| match self.is_beside(&path) {
            true => format!("line {}: {}; {}", fault.line(), fault.message, fault.help),
            false => "the file is no table of text in UTF-8".to_owned(),
        };
        let (text, faults) = whole_text(bytes).map_err(|fault| told(&fault))?;
        if let Some(fault) = faults.first() {
            return Err(told(fault));
        }
        Profile::parse(reference, &text).map_err(|error| match error.without_cells() {
            // A scenario of a stranger's must not bring any file's text into a log.
            Some(line) if !self.is_beside(&path) => {
                format!("{line}; what it says is not shown, as the file is outside the scenario's folder")
            }
            _ => error.to_string(),
        })
    }

    /// Where a file was looked for and where it lies, where it is in the current folder and not in the scenario's.
    fn elsewhere(&self, reference: &str) -> String {
        let here = std::fs::canonicalize(reference).ok().filter(|_| !self.folder.as_os_str().is_empty());
        here.map_or_else(String::new, |here| {
            let [folder, here] = [&self.folder, &here].map(|path| path.display().to_string());
            let (folder, here) = (clean(&folder), clean(&here));
            format!(" beside the scenario, in {folder}; one lies in the current folder: write {here}")
        })
    }

    /// Whether a file is in the scenario's folder, links followed.
    fn is_beside(&self, path: &Path) -> bool {
        let folder = if self.folder.as_os_str().is_empty() { Path::new(".") } else { &self.folder };
        let real = |path: &Path| std::fs::canonicalize(path).ok();
        real(path).zip(real(folder)).is_some_and(|(path, folder)| path.starts_with(folder))
    }
}

/// Whether a path leads to where Linux shows its own state: what looks like a file there may keep a reader waiting for ever.
fn is_of_system(path: &Path) -> bool {
    let real = std::fs::canonicalize(path);
    real.is_ok_and(|real| ["/proc", "/sys"].iter().any(|folder| real.starts_with(folder)))
}

impl ProfileLoader for Profiles {
    fn load(&self, reference: &str) -> Result<Arc<Profile>, String> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(profile) = known.get(reference) {
            return profile.clone();
        }
        let place = std::fs::canonicalize(self.folder.join(reference)).ok();
        let place = place.filter(|_| Profile::builtin(reference).is_none());
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let profile = match place.as_ref().and_then(|place| read.get(place)) {
            Some(same) => same.clone().map(|same| Arc::new(same.named(reference))),
            None => self.find(reference).map(Arc::new),
        };
        if let Some(place) = place {
            read.insert(place, profile.clone());
        }
        known.insert(reference.to_owned(), profile.clone());
        profile
    }
}
