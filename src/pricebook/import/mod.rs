//! AWS's own price lists to rows of a price book.
//!
//! [`read`] takes a reader of an offer file (JSON or CSV; of a service, of a Savings Plan, or answers of the Query
//! API) and keeps what the book knows: Linux on shared tenancy without software, the book's meters with their tiers,
//! Reserved Instances and Savings Plans. [`PriceList::finish`] turns it into prices or names everything that is wrong
//! with it. [`BookTables`] lays several lists together and writes them in the book's own columns.
//!
//! Files are read as a stream: memory holds the products that the book knows, whatever the file's size. A file whose
//! prices stand before its products (AWS writes none) takes as much as its prices need.

mod attributes;
mod brackets;
mod conflict;
mod details;
mod facts;
mod fault;
mod finish;
mod input;
mod json;
mod known;
mod left_out;
mod one_price;
mod plan_rates;
mod purchase;
mod sheet;
mod tables;

pub use fault::{Fault, Faults, Place};
pub use finish::{ListPrices, Options};
pub use left_out::LeftOut;

pub use tables::{BookTables, ListSource};

use crate::terms::{other_encoding, page_of_html};
use facts::Facts;
use input::Input;
use std::io::Read;

/// What one file says, as far as it could be read.
#[derive(Debug)]
pub struct PriceList {
    facts: Facts,
}

impl PriceList {
    /// The list's prices.
    ///
    /// # Errors
    /// All faults of the list: a file that is cut or no price list, unknown units, gaps between tiers, two prices for
    /// one key, products without a price.
    pub fn finish(self, options: Options) -> Result<ListPrices, Faults> {
        finish::finish(self.facts, options)
    }
}

/// What to do about a file that is none of AWS's lists.
const HOW: &str = "give the list as AWS publishes it: JSON or CSV in UTF-8, plain or packed once with gzip";

/// Reads a price list of either format to its end. Faults wait until [`PriceList::finish`].
pub fn read(reader: impl Read) -> PriceList {
    let mut input = Input::new(reader);
    let mut facts = Facts::new(input.progress());
    if let Some(other) = input.peek().ok().and_then(|bytes| other_encoding(bytes).or_else(|| page_of_html(bytes))) {
        facts.fault(None, Place::Whole, format!("{}; {HOW}", other.message));
        return PriceList { facts };
    }
    let first = match first_byte(&mut input) {
        Ok(first) => first,
        Err(error) => {
            facts.fault(None, Place::Whole, error.to_string());
            return PriceList { facts };
        }
    };
    let facts = match first {
        Some(b'{' | b'[') => json::read(input, facts),
        Some(_) => sheet::read(input, facts),
        None => {
            facts.fault(None, Place::Whole, "the file is empty".to_owned());
            facts
        }
    };
    PriceList { facts }
}

/// The first byte that is neither white space nor a byte-order mark; those are taken.
fn first_byte(input: &mut Input<impl Read>) -> std::io::Result<Option<u8>> {
    loop {
        let block = input.peek()?;
        let Some(first) = block.first().copied() else { return Ok(None) };
        if !first.is_ascii_whitespace() && !b"\xef\xbb\xbf".contains(&first) {
            return Ok(Some(first));
        }
        input.skip(1);
    }
}
