//! Inputs to begin with: the examples, the hostile catalog, the lists that tests use, and `fuzz/seeds/`.

use std::fs;
use std::path::{Path, PathBuf};

/// Larger files only slow the fuzzer down.
const MOST_BYTES: u64 = 40_000;

/// Every input to begin with of a target: those of `seeds/NAME/`, one of which is a line of `seeds/NAME.txt` or a whole
/// file, and files of the repository.
pub fn seeds(root: &Path, target: &str) -> Vec<(String, Vec<u8>)> {
    let folders: &[(&str, &str)] = match target {
        "scenario" | "compare" => &[("scenarios", "csv"), ("tests/hostile", ""), ("tests/data/worked", "csv")],
        "profile" => &[("profiles", "csv"), ("tests/hostile/profiles", "")],
        "price_table" => &[("tests/pricing/frozen", "csv"), ("pricing/2019", "csv"), ("pricing/2026", "csv")],
        "offer_json" => &[("tests/data/price-lists", "json")],
        "offer_csv" => &[("tests/data/price-lists", "csv")],
        _ => &[],
    };
    let own = format!("fuzz/seeds/{target}");
    let mut found = Vec::new();
    for (folder, ending) in folders.iter().copied().chain([(own.as_str(), "")]) {
        for path in files(&root.join(folder)) {
            let is_wanted = path.extension().is_some_and(|extension| extension != "expected")
                && (ending.is_empty() || path.extension().is_some_and(|extension| extension == ending));
            if is_wanted && fs::metadata(&path).is_ok_and(|data| data.len() <= MOST_BYTES) {
                found.push((path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()));
            }
        }
    }
    let lines = fs::read_to_string(root.join(format!("fuzz/seeds/{target}.txt"))).unwrap_or_default();
    // A line of several values writes their line break as \n.
    let lines = lines.lines().enumerate();
    found.extend(lines.map(|(at, line)| (format!("line-{at}"), line.replace("\\n", "\n").into_bytes())));
    found
}

/// The files of a folder in the order of their names; none where there is no such folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    paths.sort();
    paths
}
