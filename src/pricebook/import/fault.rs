//! What can be wrong with a price list.

use std::fmt;

/// Where a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    Whole,
    /// Near this byte of a JSON file, from 0, of the uncompressed text.
    Byte(u64),
    /// In this line of a CSV file, from 1.
    Line(u64),
    /// In this line and column of a JSON file, both from 1.
    LineColumn(usize, usize),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Whole => f.write_str("the file"),
            Place::Byte(byte) => write!(f, "byte {byte}"),
            Place::Line(line) => write!(f, "line {line}"),
            Place::LineColumn(line, column) => write!(f, "line {line}, column {column}"),
        }
    }
}

/// Something that must be mended before the list can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where it is.
    pub place: Place,
    /// The product it belongs to; empty where it is not of one product.
    pub sku: String,
    /// What was found, what was expected.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place != Place::Whole {
            write!(f, "{}: ", self.place)?;
        }
        if !self.sku.is_empty() {
            write!(f, "SKU {}: ", self.sku)?;
        }
        f.write_str(&self.message)
    }
}

/// At most this many faults are kept; more are counted.
const MOST_FAULTS: usize = 50;

/// Faults in the order in which they were found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Faults {
    /// The first ones.
    pub first: Vec<Fault>,
    /// How many more there were.
    pub more: u64,
}

impl Faults {
    /// Adds a fault.
    pub fn push(&mut self, fault: Fault) {
        if self.first.len() < MOST_FAULTS {
            self.first.push(fault);
        } else {
            self.more += 1;
        }
    }

    /// Whether the file as such is damaged or another one than a price list, rather than a product of it.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        self.first.iter().any(|fault| matches!(fault.place, Place::Whole | Place::LineColumn(..)))
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.first.is_empty() && self.more == 0
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines: Vec<String> = self.first.iter().map(ToString::to_string).collect();
        if self.more > 0 {
            lines.push(format!("and {} more", self.more));
        }
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for Faults {}
