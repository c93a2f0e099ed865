//! What can be wrong with a price list.

use std::fmt;

/// The beginning of a text that is longer than `most` bytes, cut between letters: a list made to fill the memory has texts
/// of megabytes, and none of AWS's is near these bounds.
pub(super) fn clip(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or(0)]
}

/// Bytes of a message, and of a name in one, that are kept.
const MOST_MESSAGE_BYTES: usize = 600;
pub(super) const MOST_NAME_BYTES: usize = 120;

/// Where a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    Whole,
    /// Near this byte of a JSON file, from 0, of the uncompressed text.
    Byte(u64),
    /// In this line of a CSV file, from 1.
    Line(u64),
    /// In this line and column of a JSON file, both from 1: it is damaged there.
    LineColumn(usize, usize),
    /// The same near this byte, from 0, where lines were not counted.
    Damage(u64),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Whole => f.write_str("the file"),
            Place::Byte(byte) | Place::Damage(byte) => write!(f, "byte {byte}"),
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

impl Fault {
    pub(super) fn new(place: Place, sku: &str, mut message: String) -> Fault {
        message.truncate(clip(&message, MOST_MESSAGE_BYTES).len());
        message.shrink_to_fit();
        Fault { place, sku: clip(sku, MOST_NAME_BYTES).to_owned(), message }
    }
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
        self.first.iter().any(|fault| matches!(fault.place, Place::Whole | Place::LineColumn(..) | Place::Damage(_)))
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
