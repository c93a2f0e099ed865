//! `costcalc init`: a scenario file to start from.

use super::Streams;
use super::args::InitArgs;
use super::exit::{Exit, Failure};
use super::export::Export;
use super::{reads, shell};
use crate::report;
use crate::scenario::template;
use std::io::Write as _;
use std::path::Path;

/// Endings that say that a file is no CSV.
const OTHER_FORMATS: [&str; 24] = [
    "xlsx", "xlsm", "xlsb", "xls", "ods", "numbers", "tsv", "tab", "psv", "json", "jsonl", "yaml", "yml", "toml",
    "xml", "html", "htm", "md", "parquet", "pdf", "docx", "gz", "zip", "sqlite",
];

/// Whether a file's ending says that it is no CSV.
fn says_another_format(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    OTHER_FORMATS.iter().any(|format| extension.eq_ignore_ascii_case(format))
}

pub(crate) fn run(args: &InitArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let Some(path) = args.file.as_ref().filter(|path| path.as_os_str() != "-") else {
        streams.out.write_all(template().as_bytes())?;
        return Ok(Exit::Done);
    };
    let name = report::clean(&path.display().to_string()).into_owned();
    if says_another_format(path) {
        let (format, csv) = (path.extension().unwrap_or_default().to_string_lossy(), path.with_extension("csv"));
        let (format, csv) = (report::clean(&format), shell::word(&csv));
        return Err(Failure::new(
            Exit::Usage,
            format_args!("{name}: a scenario is CSV, and .{format} says another format: costcalc init {csv}"),
        ));
    }
    if path.is_dir() {
        let named = "name a file in it, as in costcalc init";
        return Err(Failure::new(
            Exit::Usage,
            format_args!("{name} is a folder; {named} {}", shell::word(&path.join("scenario.csv"))),
        ));
    }
    let there = || Failure::new(Exit::Usage, format_args!("{name} is already there; --force replaces it"));
    if path.exists() && !args.force {
        return Err(there());
    }
    reads::refuse_scenario(path)?;
    let mut file = Export::begin(path)?;
    file.write_all(template().as_bytes()).map_err(|error| Failure::file(&name, "write", &error))?;
    if args.force {
        file.finish()?;
    } else if !file.finish_as_first()? {
        // Another run was as quick.
        return Err(there());
    }
    writeln!(streams.err, "Wrote {name}. Next: costcalc compare {}", shell::word(path))?;
    Ok(Exit::Done)
}
