//! What a list says, as both formats report it: products the book knows, their prices, and what was left out.

use super::attributes::{Attribute, Product};
use super::details::Details;
use super::fault::{Fault, Faults, MOST_NAME_BYTES, Place, clip};
use super::input::Progress;
use super::known::{self, Item, Verdict, What};
use super::left_out::LeftOut;
use crate::terms::Purchase;
use crate::terms::Stamp;
use crate::units::Dec;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// The number of a [`Item`] within one list.
pub(super) type ItemId = u32;
/// The number of a SKU within one list.
pub(super) type SkuId = u32;
/// The number of a unit's name within one list.
type UnitId = u16;

/// Different units of a list: AWS's have some ten.
const MOST_UNITS: usize = 1_000;

/// One price of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fact {
    pub(super) sku: SkuId,
    pub(super) purchase: Purchase,
    /// When the price began; the beginning of time where the list does not say.
    pub(super) effective: Stamp,
    pub(super) from: Dec,
    /// `None` is open.
    pub(super) to: Option<Dec>,
    pub(super) usd: Dec,
    unit: UnitId,
    pub(super) place: Place,
}

/// A SKU of a list.
#[derive(Debug)]
pub(super) struct Sku {
    pub(super) name: Rc<str>,
    /// What it is the price of; `None` while no product of that SKU was seen that the book knows.
    pub(super) item: Option<ItemId>,
    pub(super) place: Place,
}

/// Everything that a list says and the book knows.
#[derive(Debug)]
pub(super) struct Facts {
    /// The list's own code, which decides what its products are.
    pub(super) offer: String,
    /// The service that products of a list without a code name.
    pub(super) service: String,
    pub(super) version: String,
    pub(super) published: String,
    /// The region that a Savings Plan list is of.
    pub(super) region: String,
    items: HashMap<Item, ItemId>,
    skus: HashMap<Rc<str>, SkuId>,
    pub(super) by_sku: Vec<Sku>,
    pub(super) facts: Vec<Fact>,
    units: Vec<String>,
    pub(super) details: HashMap<ItemId, Details>,
    pub(super) left_out: LeftOut,
    pub(super) contradictions: Faults,
    /// Prices that lack a tier, as it could not be read.
    pub(super) gaps: HashSet<(SkuId, Purchase)>,
    pub(super) faults: Vec<(Option<SkuId>, Fault)>,
    more_faults: u64,
    told_full: bool,
    /// Prices may come for SKUs whose products are still to come.
    pub(super) products_seen: bool,
    pub(super) progress: Progress,
}

/// The lists of all regions together have some 30,000 products that the book knows, with some 400,000 prices.
const MOST_SKUS: usize = 1_000_000;
const MOST_FACTS: usize = 5_000_000;

/// Faults of products are kept up to this many until it is known which of them the book knows.
const MOST_PENDING: usize = 1_000;

impl Facts {
    pub(super) fn new(progress: Progress) -> Facts {
        Facts {
            offer: String::new(),
            service: String::new(),
            version: String::new(),
            published: String::new(),
            region: String::new(),
            items: HashMap::new(),
            skus: HashMap::new(),
            by_sku: Vec::new(),
            facts: Vec::new(),
            units: Vec::new(),
            details: HashMap::new(),
            left_out: LeftOut::default(),
            contradictions: Faults::default(),
            gaps: HashSet::new(),
            faults: Vec::new(),
            more_faults: 0,
            told_full: false,
            products_seen: false,
            progress,
        }
    }

    /// Takes note of one of the list's own lines, such as its version; two that differ are a fault.
    pub(super) fn header(&mut self, field: fn(&mut Facts) -> &mut String, name: &str, value: &str, place: Place) {
        let known = field(self);
        if known.is_empty() {
            value.clone_into(known);
        } else if known != value {
            let message = format!("{name} {known:?} and {value:?} in one file: import them as files of their own");
            self.fault(None, place, message);
        }
    }

    /// Takes note of the list's day; one that the calendar does not have is a fault of `field`, as the format calls it.
    pub(super) fn published(&mut self, field: &str, value: &str, place: Place) {
        if self.published.is_empty() && Stamp::is_impossible(value) {
            self.fault(None, place, format!("{field} {value:?} is no date of the calendar"));
        }
        self.header(|facts| &mut facts.published, "publication dates", value, place);
    }

    /// A fault of a SKU or of the file.
    pub(super) fn fault(&mut self, sku: Option<SkuId>, place: Place, message: String) {
        if self.faults.len() < MOST_PENDING {
            let name = sku.map_or("", |sku| &self.by_sku[sku as usize].name);
            let fault = Fault::new(place, name, message);
            self.faults.push((sku, fault));
        } else {
            self.more_faults += 1;
        }
    }

    /// As [`fault`](Facts::fault), for a SKU that may not be among the list's.
    pub(super) fn fault_named(&mut self, sku: &str, place: Place, message: String) {
        if self.faults.len() < MOST_PENDING {
            self.faults.push((None, Fault::new(place, sku, message)));
        } else {
            self.more_faults += 1;
        }
    }

    /// Takes note of a product of the list; gives its SKU if the book knows it.
    pub(super) fn product(&mut self, sku: &str, product: &impl Product, place: Place) -> Option<SkuId> {
        if let Some(text) = with_nul(product) {
            let message = format!("{:?} has a NUL byte in it: what it names cannot be known", clip(&text, 40));
            self.fault_named(sku, place, message);
            return None;
        }
        let verdict = known::classify(&self.offer, product);
        let is_instance = matches!(&verdict, Verdict::Take(Item { what: What::Instance(_), .. }, _));
        let (id, item) = self.take(sku, verdict, place)?;
        if is_instance {
            let known = self.details.get(&item);
            match Details::of(product) {
                Ok(Some(details)) => match known {
                    None => {
                        self.details.insert(item, details);
                    }
                    Some(known) => {
                        if let Some(message) = details.unlike(&product.text(Attribute::InstanceType), known) {
                            let message = format!("{message} above");
                            self.contradictions.push(Fault::new(place, sku, message));
                        }
                    }
                },
                Ok(None) => {}
                Err(_) if known.is_some() => {}
                Err(wrong) => wrong.into_iter().for_each(|message| self.fault(Some(id), place, message)),
            }
        }
        Some(id)
    }

    /// As [`product`](Facts::product), for what was classified already.
    pub(super) fn take(&mut self, sku: &str, verdict: Verdict, place: Place) -> Option<(SkuId, ItemId)> {
        match verdict {
            Verdict::Leave(reason, name) => {
                self.left_out.add(reason, &name);
                None
            }
            Verdict::Wrong(message) => {
                self.fault_named(sku, place, message);
                None
            }
            Verdict::Take(..) if self.is_full() || self.is_no_sku(sku, place) => None,
            Verdict::Take(item, contradiction) => {
                let next = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
                let item = *self.items.entry(item).or_insert(next);
                let id = self.sku(sku, place);
                let known = &mut self.by_sku[id as usize];
                match known.item {
                    None => {
                        known.item = Some(item);
                        known.place = place;
                        if let Some(message) = contradiction {
                            self.contradictions.push(Fault::new(place, sku, message));
                        }
                    }
                    Some(other) if other != item => {
                        self.fault(Some(id), place, "stands for two different things".to_owned());
                    }
                    Some(_) => {}
                }
                Some((id, item))
            }
        }
    }

    /// Whether a product of that SKU was seen that the book knows.
    pub(super) fn has_product(&self, name: &str) -> bool {
        self.skus.get(name).is_some_and(|id| self.by_sku[*id as usize].item.is_some())
    }

    /// Whether the list has more products or prices than any list; told once.
    fn is_full(&mut self) -> bool {
        let full = self.by_sku.len() >= MOST_SKUS || self.facts.len() >= MOST_FACTS;
        if full && !self.told_full {
            self.told_full = true;
            let message = format!("more than {MOST_SKUS} products or {MOST_FACTS} prices: no list of AWS's is so long");
            self.fault(None, Place::Whole, message);
        }
        full
    }

    /// Whether this is longer than any SKU: then it is a fault, and not kept.
    fn is_no_sku(&mut self, name: &str, place: Place) -> bool {
        let too_long = name.len() > MOST_NAME_BYTES;
        if too_long {
            self.fault_named(name, place, format!("the SKU has {} bytes: it is none of AWS's", name.len()));
        }
        too_long
    }

    /// The number of a SKU, new or known.
    fn sku(&mut self, name: &str, place: Place) -> SkuId {
        if let Some(id) = self.skus.get(name) {
            return *id;
        }
        let id = u32::try_from(self.by_sku.len()).unwrap_or(u32::MAX);
        let name: Rc<str> = name.into();
        self.skus.insert(name.clone(), id);
        self.by_sku.push(Sku { name, item: None, place });
        id
    }

    /// The SKU whose prices are to be read, if the book knows it or may yet come to know it.
    pub(super) fn wanted(&mut self, name: &str, place: Place) -> Option<SkuId> {
        match self.products_seen || self.is_full() {
            true => self.skus.get(name).copied(),
            false if self.is_no_sku(name, place) => None,
            false => Some(self.sku(name, place)),
        }
    }

    /// The number of a unit's name.
    fn unit(&mut self, name: &str) -> UnitId {
        let at = self.units.iter().position(|known| known == name).unwrap_or_else(|| {
            self.units.push(name.to_owned());
            self.units.len() - 1
        });
        UnitId::try_from(at).unwrap_or(UnitId::MAX)
    }

    /// A unit's name.
    pub(super) fn unit_name(&self, fact: &Fact) -> &str {
        self.units.get(usize::from(fact.unit)).map_or("", String::as_str)
    }

    /// Adds a price; text that is no price or no range is a fault.
    pub(super) fn price(&mut self, sku: SkuId, purchase: Purchase, effective: Stamp, price: &PriceText, place: Place) {
        let parsed = price.parse();
        match parsed {
            Ok((from, to, usd)) => {
                if self.is_full() {
                    return;
                }
                if price.unit.len() > MOST_NAME_BYTES {
                    let message = format!("unit {:?} is none of AWS's", clip(&price.unit, 40));
                    self.unreadable(sku, purchase, place, message);
                    return;
                }
                if self.units.len() >= MOST_UNITS {
                    self.fault(Some(sku), place, "the list has too many different units".to_owned());
                    return;
                }
                let unit = self.unit(&price.unit);
                self.facts.push(Fact { sku, purchase, effective, from, to, usd, unit, place });
            }
            Err(message) => self.unreadable(sku, purchase, place, message),
        }
    }

    /// A fault of a tier that cannot be read: that tier is not there to be measured with the others of its price.
    pub(super) fn unreadable(&mut self, sku: SkuId, purchase: Purchase, place: Place, message: String) {
        self.gaps.insert((sku, purchase));
        self.fault(Some(sku), place, message);
    }

    /// The items by their numbers.
    pub(super) fn items(&self) -> Vec<&Item> {
        let mut items: Vec<(&Item, ItemId)> = self.items.iter().map(|(item, id)| (item, *id)).collect();
        items.sort_unstable_by_key(|(_, id)| *id);
        items.into_iter().map(|(item, _)| item).collect()
    }

    /// The faults that count: those of products that the book does not know are nobody's.
    pub(super) fn faults(&self) -> Faults {
        let mut faults = Faults { first: Vec::new(), more: self.more_faults };
        for (sku, fault) in &self.faults {
            if sku.is_none_or(|sku| self.by_sku[sku as usize].item.is_some()) {
                faults.push(fault.clone());
            }
        }
        faults
    }
}

/// The first attribute of a product that has a NUL byte in it: no name that is compared would have it.
fn with_nul(product: &impl Product) -> Option<String> {
    let found = Attribute::ALL.iter().find(|attribute| product.get(**attribute).contains(&0))?;
    Some(product.text(*found))
}

/// A price as the file writes it.
#[derive(Debug, Default)]
pub(super) struct PriceText {
    pub(super) unit: String,
    /// Empty on upfront fees, which have no range.
    pub(super) from: String,
    pub(super) to: String,
    /// The price in dollars; `None` where the list has none.
    pub(super) usd: Option<String>,
    /// Another currency that it has.
    pub(super) other_currency: String,
}

impl PriceText {
    pub(super) fn clear(&mut self) {
        for text in [&mut self.unit, &mut self.from, &mut self.to, &mut self.other_currency] {
            text.clear();
        }
        self.usd = None;
    }

    fn parse(&self) -> Result<(Dec, Option<Dec>, Dec), String> {
        let number = |what: &str, text: &str| match text.parse::<Dec>() {
            Ok(number) if !number.is_negative() => Ok(number),
            Ok(_) => Err(format!("{what} {text:?} is negative")),
            Err(error) => Err(format!("{what} {text:?}: {error}")),
        };
        let Some(usd) = &self.usd else {
            let found = if self.other_currency.is_empty() { "no price" } else { "a price in another currency" };
            return Err(format!("{found}{}, expected USD", dash(&self.other_currency)));
        };
        let usd = number("price", usd)?;
        if self.unit.is_empty() {
            return Err("a price without a unit".to_owned());
        }
        let is_fee = self.unit == known::FEE && self.from.is_empty() && self.to.is_empty();
        let from = if is_fee { Dec::ZERO } else { number("beginning of a tier", &self.from)? };
        let to = if is_fee || self.to == "Inf" { None } else { Some(number("end of a tier", &self.to)?) };
        Ok((from, to, usd))
    }
}

fn dash(currency: &str) -> String {
    if currency.is_empty() { String::new() } else { format!(" ({currency})") }
}
