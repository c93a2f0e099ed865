//! Embeds `pricing/<book>/` into the binary: each file as it is, `rates.csv` cut by region so that a run
//! reads only the regions it needs, prices of instances by region and kind, without what repeats in their rows or, where most
//! runs do not need them, deflated, the rows of `sources.csv`, and the SHA-256 over all of a book's files. Tells the linker how
//! the program is to lie in memory.

use flate2::Compression;
use flate2::write::DeflateEncoder;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=pricing");
    link_at_fixed_addresses();
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("pricing");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    let mut code = String::from("pub(super) static BOOKS: &[EmbeddedBook] = &[\n");
    for book in sorted(&root)? {
        if book.is_dir() {
            embed(&book, &out, &mut code)?;
        }
    }
    code.push_str("];\n");
    fs::write(out.join("books.rs"), code)
}

/// Links the program where it will lie in memory: else each start begins with moving 14,000 addresses, a fifth of what ten rows
/// take. Its own code is safe Rust, which does not rest on where things lie.
fn link_at_fixed_addresses() {
    let is = |key: &str, value: &str| std::env::var(format!("CARGO_CFG_TARGET_{key}")).is_ok_and(|set| set == value);
    let features = std::env::var("CARGO_CFG_TARGET_FEATURE").unwrap_or_default();
    // A program that brings its C library along begins otherwise.
    if is("OS", "linux") && is("ENV", "gnu") && !features.split(',').any(|feature| feature == "crt-static") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

/// Appends one book's entry to the generated table.
fn embed(book: &Path, out: &Path, code: &mut String) -> io::Result<()> {
    let id = name(book);
    let mut hash = Sha256::new();
    let mut files = Vec::new();
    collect(book, &mut files)?;
    for file in &files {
        let relative = file.strip_prefix(book).unwrap_or(file).to_string_lossy().replace('\\', "/");
        hash.update(relative.as_bytes());
        hash.update([0]);
        hash.update(fs::read(file)?);
        hash.update([0]);
    }
    let digest: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    let _ = writeln!(code, "EmbeddedBook {{ id: {id:?}, sha256: {digest:?},");
    for table in ["book", "rules", "sources", "types"] {
        let _ = writeln!(code, "    {table}: include_str!({:?}),", book.join(format!("{table}.csv")));
    }
    let types = fs::read_to_string(book.join("types.csv"))?;
    let _ = writeln!(code, "    type_rows: &{:?},", plain_rows(&types)?);
    let estimates = book.join("ec2-estimates.csv");
    let estimates = if estimates.exists() { fs::read_to_string(estimates)? } else { String::new() };
    let path = out.join(format!("ec2-estimates-{id}"));
    fs::write(&path, deflated(&estimates)?)?;
    let _ = writeln!(code, "    ec2_estimates: include_bytes!({path:?}),");
    let rates = fs::read_to_string(book.join("rates.csv"))?;
    let mut lines = rates.lines();
    let header = lines.next().unwrap_or_default();
    let mut regions: Vec<(String, String)> = Vec::new();
    for line in lines {
        let region = line.split(',').next().unwrap_or_default();
        match regions.last_mut() {
            Some((last, text)) if last == region => {
                text.push_str(line);
                text.push('\n');
            }
            _ => regions.push((region.to_owned(), format!("{header}\n{line}\n"))),
        }
    }
    code.push_str("    rates: &[\n");
    for (region, text) in &regions {
        let path = out.join(format!("rates-{id}-{region}.csv"));
        fs::write(&path, text)?;
        let _ = writeln!(code, "        ({region:?}, include_str!({path:?})),");
    }
    code.push_str("    ],\n");
    let mut short = Short::default();
    for (field, folder, belongs, keep) in PARTS {
        let _ = writeln!(code, "    {field}: &[");
        let path = book.join(folder);
        for file in if path.is_dir() { sorted(&path)? } else { Vec::new() } {
            let region = name(&file).trim_end_matches(".csv").to_owned();
            let text = part_of(&fs::read_to_string(&file)?, *belongs);
            let kept = out.join(format!("{field}-{id}-{region}"));
            let (include, bytes) = match keep {
                Keep::Short => ("include_str!", short.of(&text, &region)?.into_bytes()),
                Keep::Deflated => ("include_bytes!", deflated(&text)?),
            };
            fs::write(&kept, bytes)?;
            let _ = writeln!(code, "        ({region:?}, {include}({kept:?})),");
        }
        code.push_str("    ],\n");
    }
    let _ = writeln!(code, "    ec2_heading: {:?}, ec2_endings: &{:?},", short.heading, short.endings);
    code.push_str("    source_rows: &[\n");
    let mut rows = csv::Reader::from_path(book.join("sources.csv")).map_err(io::Error::from)?;
    for row in rows.records() {
        let _ = writeln!(code, "        &{:?},", row.map_err(io::Error::from)?.iter().collect::<Vec<&str>>());
    }
    code.push_str("    ],\n");
    code.push_str("},\n");
    Ok(())
}

/// Where each row of a table behind its heading begins, whose rows are its lines, in alphabetical order of the names that they
/// begin with.
fn plain_rows(table: &str) -> io::Result<Vec<usize>> {
    let (mut starts, mut last, mut from) = (Vec::new(), "", 0);
    for line in table.split_inclusive('\n') {
        let name = line.split(',').next().unwrap_or_default();
        if from > 0 {
            if name <= last || line.contains(['"', '\r', '#']) {
                return Err(io::Error::other(format!("no plain row in alphabetical order: {line}")));
            }
            (last, _) = (name, starts.push(from));
        }
        from += line.len();
    }
    Ok(starts)
}

/// Tables of instance prices: field, folder, which rows, and how they are kept.
///
/// Most runs ask for a few on-demand prices, which are found in text without reading all of it. Spot prices are nearly half of
/// the listed ones and commitments are most of a book: deflated they take a tenth of the room.
const PARTS: &[(&str, &str, Belongs, Keep)] = &[
    ("ec2", "ec2", |line| !is_spot(line), Keep::Short),
    ("ec2_spot", "ec2", is_spot, Keep::Deflated),
    ("ec2_commitments", "ec2-commitments", |_| true, Keep::Deflated),
];

/// Whether a row belongs to a part of its table.
type Belongs = fn(&str) -> bool;

/// How a part of a table stands in the binary.
enum Keep {
    /// As text, without what repeats in its rows.
    Short,
    Deflated,
}

/// On-demand prices in short: of each row the type, the price and the number of its ending.
#[derive(Default)]
struct Short {
    /// That of every region's table.
    heading: String,
    /// What follows the price in a row, once each.
    endings: Vec<String>,
}

impl Short {
    /// The rows of a region's table in short.
    fn of(&mut self, table: &str, region: &str) -> io::Result<String> {
        let (heading, rows) = table.split_once('\n').unwrap_or_default();
        if self.heading.is_empty() {
            self.heading = heading.to_owned();
        }
        if self.heading != heading {
            return Err(io::Error::other(format!("the prices of {region} have other columns than those before")));
        }
        let mut short = String::with_capacity(table.len() / 3);
        for row in rows.lines() {
            let cells: Vec<&str> = row.splitn(5, ',').collect();
            let [of, instance_type, "on-demand", usd, ending] = cells[..] else {
                return Err(io::Error::other(format!("no on-demand price: {row}")));
            };
            if of != region || row.contains('"') {
                return Err(io::Error::other(format!("no plain price of {region}: {row}")));
            }
            let known = self.endings.iter().position(|known| known == ending);
            let at = known.unwrap_or_else(|| {
                self.endings.push(ending.to_owned());
                self.endings.len() - 1
            });
            let _ = writeln!(short, "{instance_type},{usd},{at}");
        }
        Ok(short)
    }
}

fn is_spot(line: &str) -> bool {
    line.split(',').nth(2) == Some("spot")
}

/// A table's heading and those of its rows that belong to a part.
fn part_of(table: &str, belongs: Belongs) -> String {
    let mut part = String::with_capacity(table.len());
    for (at, line) in table.lines().enumerate() {
        if at == 0 || belongs(line) {
            part.push_str(line);
            part.push('\n');
        }
    }
    part
}

fn deflated(text: &str) -> io::Result<Vec<u8>> {
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::best());
    packer.write_all(text.as_bytes())?;
    packer.finish()
}

/// All files below a folder, in a stable order.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for path in sorted(folder)? {
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// A folder's entries by name.
fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    paths.sort();
    Ok(paths)
}

/// A path's last part as text.
fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
