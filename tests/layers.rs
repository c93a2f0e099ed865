//! Who may know whom: reads the `use` lines of `src/` and fails on an arrow that points up, and on a library outside
//! its folder.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

/// Folders from the top down; a folder may use those below it and itself. Peers share a number.
const LAYERS: [(&str, u32); 10] = [
    ("cli", 7),
    ("report", 6),
    ("chart", 5),
    ("analysis", 4),
    ("cost", 3),
    ("scenario", 2),
    ("traffic", 1),
    ("pricebook", 1),
    ("terms", 0),
    ("units", 0),
];

/// Libraries that live in some folders only.
const HOMES: [(&str, &[&str]); 17] = [
    ("clap", &["cli"]),
    ("comfy_table", &["report"]),
    ("annotate_snippets", &["report"]),
    ("maud", &["report"]),
    ("csv", &["scenario", "traffic", "pricebook"]),
    ("tempfile", &["cli", "scenario"]),
    ("crossbeam_channel", &["cli"]),
    ("plotters", &["chart"]),
    ("resvg", &["chart"]),
    ("krilla", &["chart"]),
    ("png", &["chart"]),
    ("rustybuzz", &["chart"]),
    ("notosans", &["chart"]),
    ("flate2", &["cli", "pricebook"]),
    ("ureq", &["cli"]),
    ("signal_hook", &["cli"]),
    ("etcetera", &["cli"]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Each source file with the folder it belongs to and its text without comments.
fn files() -> Vec<(PathBuf, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&root, &mut paths);
    let folder = |path: &Path| {
        let first = path.strip_prefix(&root).unwrap().components().next().unwrap();
        first.as_os_str().to_string_lossy().into_owned()
    };
    let code = |path: &Path| {
        let text = fs::read_to_string(path).unwrap();
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    };
    paths.iter().map(|path| (path.clone(), folder(path), code(path))).collect()
}

fn level(folder: &str) -> Option<u32> {
    LAYERS.iter().find(|(name, _)| *name == folder).map(|(_, level)| *level)
}

#[test]
fn arrows_run_one_way() {
    let mut wrong = Vec::new();
    for (path, folder, code) in files() {
        let Some(own) = level(&folder) else { continue };
        for (name, other) in LAYERS {
            let up = other > own || (other == own && name != folder);
            if up && code.contains(&format!("crate::{name}")) {
                wrong.push(format!("{} uses {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_folder_has_its_layer() {
    for (path, folder, _) in files() {
        let top = matches!(folder.as_str(), "lib.rs" | "main.rs");
        assert!(top || level(&folder).is_some(), "{} is in no layer", path.display());
    }
}

#[test]
fn libraries_stay_at_home() {
    let mut wrong = Vec::new();
    for (path, folder, code) in files() {
        for (library, homes) in HOMES {
            let used = code.contains(&format!("{library}::")) && !code.contains(&format!("_{library}::"));
            if used && !homes.contains(&folder.as_str()) {
                wrong.push(format!("{} uses {library}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_engine_touches_nothing_outside() {
    for (path, folder, code) in files() {
        if !matches!(folder.as_str(), "cost" | "analysis" | "units" | "terms") {
            continue;
        }
        for outside in ["std::fs", "std::env", "std::time", "std::io", "std::process", "std::net", "std::thread"] {
            assert!(!code.contains(outside), "{} uses {outside}", path.display());
        }
    }
}
