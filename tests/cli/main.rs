//! The command line on good input: forms of a file that mean the same, options, outputs, exit codes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod all_faults;
mod commands;
mod conditions;
mod doubts;
mod files;
mod forms;
mod json;
mod settings;
mod shown;
mod usage;

use assert_cmd::Command;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Output, Stdio};
use std::time::Duration;
use tempfile::TempDir;

const EC2_HEADING: &str = "region,instance_type,purchase,usd_per_hour,upfront_usd,as_of,source\n";
const RATES_HEADING: &str = "region,service,dimension,arch,purchase,tier_from,tier_to,unit,usd,as_of,source\n";
const HEADING: &str = "name,requests_per_month,duration_ms,memory_mb\n";
const TWO: &str = "name,requests_per_month,duration_ms,memory_mb\nCheckout,50M,120,1024\nReports,30,45000,2048\n";

/// A folder with a file `s.csv`.
struct Case {
    folder: TempDir,
}

impl Case {
    fn new(text: impl AsRef<[u8]>) -> Case {
        let case = Case { folder: tempfile::tempdir().unwrap() };
        case.write("s.csv", text);
        case
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path().join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    fn files(&self) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(self.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn run(&self, args: &[&str]) -> Run {
        Run::of(command().current_dir(self.path()).args(args).output().unwrap())
    }

    /// `costcalc compare s.csv` with further arguments.
    fn compare(&self, args: &[&str]) -> Run {
        let all: Vec<&str> = ["compare", "s.csv"].into_iter().chain(args.iter().copied()).collect();
        self.run(&all)
    }
}

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_costcalc"));
    command.env_remove("COLUMNS").env_remove("NO_COLOR").timeout(Duration::from_secs(120));
    // 2026-11-24: how old a book is must not depend on the day of the test.
    command.env("SOURCE_DATE_EPOCH", "1795478400");
    command
}

/// What a run left behind.
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    fn of(output: Output) -> Run {
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(!err.contains("panicked"), "{err}");
        Run { code: output.status.code().unwrap(), out: String::from_utf8(output.stdout).unwrap(), err }
    }

    #[track_caller]
    fn ends(self, code: i32) -> Run {
        assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.out, self.err);
        self
    }

    #[track_caller]
    fn says(self, parts: &[&str]) -> Run {
        for part in parts {
            assert!(self.err.contains(part), "no {part:?} in {}", self.err);
        }
        self
    }

    #[track_caller]
    fn shows(self, parts: &[&str]) -> Run {
        for part in parts {
            assert!(self.out.contains(part), "no {part:?} in {}", self.out);
        }
        self
    }

    #[track_caller]
    fn silent(self) -> Run {
        assert_eq!(self.out, "");
        self
    }

    /// A column of the CSV on standard output.
    fn column(&self, name: &str) -> Vec<String> {
        let mut reader = csv::Reader::from_reader(self.out.as_bytes());
        let at = reader.headers().unwrap().iter().position(|heading| heading == name).unwrap();
        reader.records().map(|record| record.unwrap()[at].to_owned()).collect()
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap()
    }
}

/// The CSV of a scenario's text.
#[track_caller]
fn figures(text: impl AsRef<[u8]>) -> String {
    Case::new(text).compare(&["--format", "csv"]).ends(0).out
}
