//! The JSON formats: a service's offer file, a Savings Plan's, and the answers of the Query API. All are read as a
//! stream: what the book does not know is skipped without being kept.

mod plans;
mod products;
mod seed;
mod slips;
mod terms;

use super::attributes::Attributes;
use super::facts::{Facts, SkuId};
use super::fault::Place;
use super::input::Input;
use seed::{Text, object};
use serde::de::{DeserializeSeed, IgnoredAny};
use slips::Slips;
use std::io::Read;

/// What the visitors share: where the facts go, and texts that are used again.
pub(super) struct Reading {
    facts: Facts,
    attributes: Attributes,
    text: String,
    plans: plans::Plans,
    slips: Slips,
    /// The file is another one than a price list, for this reason.
    other: Option<&'static str>,
    /// Pages of answers, and how many of them say that another one follows.
    pages: u64,
    followed: u64,
    /// Strings that hold JSON of their own are read one deep.
    nested: bool,
}

impl Reading {
    fn place(&self) -> Place {
        Place::Byte(self.facts.progress.byte())
    }

    /// Makes the slips from a mark on faults of this SKU, or of the file where it is empty; whether there were any.
    fn take_slips(&mut self, mark: usize, sku: &str) -> bool {
        let slips = self.slips.since(mark);
        let any = !slips.is_empty();
        for (place, message) in slips {
            self.facts.fault_named(sku, place, message);
        }
        any
    }

    /// As [`take_slips`](Reading::take_slips), for a SKU whose product may be none that the book knows.
    fn take_slips_of(&mut self, mark: usize, sku: SkuId) -> bool {
        let slips = self.slips.since(mark);
        let any = !slips.is_empty();
        for (place, message) in slips {
            self.facts.fault(Some(sku), place, message);
        }
        any
    }
}

/// Reads a JSON list to its end, or as far as it is JSON.
pub(super) fn read<R: Read>(input: Input<R>, facts: Facts) -> Facts {
    let progress = input.progress();
    let mut reading = Reading {
        facts,
        attributes: Attributes::default(),
        text: String::new(),
        plans: plans::Plans::default(),
        slips: Slips::new(progress.clone()),
        other: None,
        pages: 0,
        followed: 0,
        nested: false,
    };
    let mut parser = serde_json::Deserializer::from_reader(input);
    // Query answers may follow each other, one a line.
    loop {
        if let Err(error) = List(&mut reading).deserialize(&mut parser) {
            let (message, byte) = progress.failure().unwrap_or_else(|| (plain(&error), progress.byte()));
            let place = match progress.has_passed() || error.line() == 0 {
                true => Place::Damage(byte),
                false => Place::LineColumn(error.line(), error.column()),
            };
            reading.facts.fault(None, place, message);
            break;
        }
        if parser.end().is_ok() || reading.other.is_some() {
            break;
        }
    }
    reading.take_slips(0, "");
    let Reading { mut facts, plans, other, pages, followed, .. } = reading;
    // Pages stand in any order: of all of an answer's only the last has none behind it.
    let is_page = followed > 0 && followed >= pages;
    for message in other.into_iter().chain(is_page.then_some(PAGE)) {
        facts.fault(None, Place::Whole, message.to_owned());
    }
    plans.finish(&mut facts);
    facts
}

/// serde_json's message without the place, which stands before it.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message);
    if error.is_eof() { format!("the file is cut: {text}") } else { text.to_owned() }
}

/// A whole list, or a list of Query answers.
struct List<'a>(&'a mut Reading);

const INDEX: &str = "an index of price lists, not a price list: import the files that it names";
const FEED: &str = "a file of the calculator's, not an offer file: its prices have no units";
const PAGE: &str = "a page of an answer, whose NextToken says that more prices follow: fetch all of it \
     (`aws pricing get-products` without --max-items and --no-paginate), or give all of its pages as one file: \
     `cat page1.json page2.json | costcalc prices import - -o DIR`";

object! {
    List<'_>, "a price list",
    slips(this) this.0.slips,
    map(this, map, key) {
        let reading = &mut *this.0;
        let place = reading.place();
        match key.as_str() {
            "offerCode" | "version" | "publicationDate" | "regionCode" => {
                let mut text = std::mem::take(&mut reading.text);
                map.next_value_seed(Text::new(&mut text, &key, &reading.slips))?;
                let facts = &mut reading.facts;
                match key.as_str() {
                    "offerCode" => facts.header(|facts| &mut facts.offer, "offer codes", &text, place),
                    "version" => facts.header(|facts| &mut facts.version, "versions", &text, place),
                    "publicationDate" => facts.published(&key, &text, place),
                    _ => facts.header(|facts| &mut facts.region, "regions", &text, place),
                }
                reading.text = text;
            }
            "products" => {
                map.next_value_seed(products::Products(reading))?;
                reading.facts.products_seen = true;
            }
            "product" => {
                map.next_value_seed(products::One { reading: &mut *reading, key: "" })?;
            }
            "terms" => map.next_value_seed(terms::Terms(reading))?,
            "serviceCode" => {
                let mut text = std::mem::take(&mut reading.text);
                map.next_value_seed(Text::new(&mut text, &key, &reading.slips))?;
                if reading.facts.service.is_empty() {
                    reading.facts.service.push_str(&text);
                }
                reading.text = text;
            }
            "PriceList" => {
                reading.pages += 1;
                map.next_value_seed(List(reading))?;
            }
            "NextToken" => {
                let mut text = std::mem::take(&mut reading.text);
                map.next_value_seed(Text::new(&mut text, &key, &reading.slips))?;
                reading.followed += u64::from(!text.is_empty());
                reading.text = text;
            }
            "offers" => {
                reading.other = Some(INDEX);
                map.next_value::<IgnoredAny>()?;
            }
            "regions" => {
                reading.other = reading.other.or(Some(INDEX));
                map.next_value::<IgnoredAny>()?;
            }
            "manifest" => {
                reading.other = Some(FEED);
                map.next_value::<IgnoredAny>()?;
            }
            _ => {
                map.next_value::<IgnoredAny>()?;
            }
        }
    },
    seq(this, seq) {
        // An answer's terms may come before its product.
        while seq.next_element_seed(List(&mut *this.0))?.is_some() {}
    },
    text(this, text) {
        // The command line's answers are strings of JSON.
        if this.0.nested {
            return Err(serde::de::Error::custom("a string within a string is no price list"));
        }
        this.0.nested = true;
        let mut parser = serde_json::Deserializer::from_str(text);
        let place = this.0.place();
        if let Err(error) = List(&mut *this.0).deserialize(&mut parser).and_then(|()| parser.end()) {
            this.0.facts.fault(None, place, format!("in the string that ends here: {error}"));
        }
        this.0.nested = false;
        this.0.facts.progress.pass_nothing();
    }
}

/// A fault at the parser's place.
fn fault(reading: &mut Reading, sku: &str, message: String) {
    let place = reading.place();
    reading.facts.fault_named(sku, place, message);
}
