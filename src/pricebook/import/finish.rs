//! From what a list says to the book's prices: the terms in force, whole ladders, one price for each key.

use super::details::Details;
use super::facts::{Fact, Facts, SkuId};
use super::fault::{Fault, Faults, Place};
use super::known::{Item, RULES, Rule, What};
use super::left_out::{LeftOut, Reason};
use super::one_price::{Hourly, NoPrice, Price, TierText, name, price};
use crate::terms::Stamp;
use crate::terms::{Arch, Purchase};
use std::collections::BTreeMap;
use std::rc::Rc;

/// How strictly to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Today: a term that begins later never counts.
    pub today: Stamp,
    /// Leave out products without a price instead of refusing the list.
    pub leave_out_unpriced: bool,
    /// Refuse a list that contradicts itself, in a product's region or an instance type.
    pub strict: bool,
}

/// The place of a price in the tables of rates.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RateKey {
    pub(super) region: Rc<str>,
    pub(super) meter: usize,
    pub(super) arch: Option<Arch>,
    pub(super) purchase: usize,
}

/// The place of a price in the tables of EC2.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct HourKey {
    pub(super) region: Rc<str>,
    pub(super) instance_type: Rc<str>,
    pub(super) purchase: usize,
}

/// A price and where its list has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found<T> {
    pub(super) price: T,
    pub(super) sku: Rc<str>,
    pub(super) place: Place,
}

/// The prices of one list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPrices {
    /// The offer's code, as `AmazonEC2`.
    pub offer: String,
    /// AWS's version of the list, fourteen digits.
    pub version: String,
    /// The day on which AWS published it.
    pub published: String,
    /// What stands for the day of publication where that is no date and the version's day counts: empty where nothing does.
    pub unread_date: Option<String>,
    /// What the list has and the book does not take.
    pub left_out: LeftOut,
    /// What the list contradicts itself in: a product's region (the location or region code counted), what an instance type is
    /// (the first counted), a day of publication that is still to come.
    pub contradictions: Faults,
    pub(super) rates: BTreeMap<RateKey, Found<Vec<TierText>>>,
    pub(super) hours: BTreeMap<HourKey, Found<Hourly>>,
    pub(super) types: BTreeMap<Rc<str>, Option<Details>>,
}

impl ListPrices {
    /// How many prices there are: tiers of ladders, and hourly rates.
    #[must_use]
    pub fn count(&self) -> usize {
        self.rates.values().map(|found| found.price.len()).sum::<usize>() + self.hours.len()
    }

    /// Codes of the regions that have a price, in alphabetical order.
    #[must_use]
    pub fn regions(&self) -> Vec<&str> {
        regions(self.rates.keys(), self.hours.keys())
    }
}

/// Codes of the regions of these keys, each once and in alphabetical order.
pub(super) fn regions<'a>(
    rates: impl Iterator<Item = &'a RateKey>,
    hours: impl Iterator<Item = &'a HourKey>,
) -> Vec<&'a str> {
    let mut regions: Vec<&str> = rates.map(|key| &*key.region).chain(hours.map(|key| &*key.region)).collect();
    regions.sort_unstable();
    regions.dedup();
    regions
}

/// Turns what a list says into prices.
///
/// # Errors
/// Everything that must be mended first.
pub(super) fn finish(mut facts: Facts, options: Options) -> Result<ListPrices, Faults> {
    let given = Stamp::parse(&facts.published);
    let published = given.or_else(|| Stamp::parse(&facts.version));
    let today = options.today.end_of_day();
    // What a list says of a day still to come is not in force, whenever it says that it was published.
    let in_force = InForce { published: published.unwrap_or_default().end_of_day().min(today), today };
    if let Some(day) = published.filter(|day| *day > today) {
        let (day, today) = (day.date(), options.today.date());
        let message = format!("published on {day}, which is still to come: today is {today}");
        facts.contradictions.push(Fault::new(Place::Whole, "", message));
    }
    let items: Vec<Item> = facts.items().into_iter().cloned().collect();
    let mut priced = vec![Priced::Nowhere; facts.by_sku.len()];
    let mut prices = ListPrices {
        offer: if facts.offer.is_empty() { facts.service.clone() } else { facts.offer.clone() },
        version: facts.version.clone(),
        published: published.unwrap_or_default().date(),
        unread_date: given.is_none().then(|| facts.published.clone()),
        left_out: LeftOut::default(),
        contradictions: Faults::default(),
        rates: BTreeMap::new(),
        hours: BTreeMap::new(),
        types: BTreeMap::new(),
    };
    let rows = sorted(&mut facts);
    let same_key = |a: &(u32, Fact), b: &(u32, Fact)| a.0 == b.0 && a.1.purchase == b.1.purchase;
    for of_key in rows.chunk_by(same_key) {
        let Some((item, purchase)) = of_key.first().map(|(item, fact)| (&items[*item as usize], fact.purchase)) else {
            continue;
        };
        let mut chosen: Option<(Price, &Fact)> = None;
        for of_sku in of_key.chunk_by(|a, b| a.1.sku == b.1.sku) {
            let Some((_, first)) = of_sku.first() else { continue };
            let term = in_force.choose(of_sku, &mut facts.left_out).unwrap_or_default();
            let term: Vec<&Fact> = term.iter().map(|(_, fact)| fact).collect();
            let state = &mut priced[first.sku as usize];
            let price = match price(&facts, item, purchase, &term) {
                Ok(Some(price)) => price,
                Ok(None) if purchase == Purchase::OnDemand => {
                    *state = Priced::From(first.effective);
                    continue;
                }
                Ok(None) => {
                    if *state == Priced::Nowhere {
                        *state = Priced::From(first.effective);
                    }
                    continue;
                }
                Err(NoPrice::Zero(zero)) => {
                    *state = Priced::AtZero;
                    if options.leave_out_unpriced {
                        let sku = &facts.by_sku[first.sku as usize].name;
                        facts.left_out.add(Reason::Unpriced, &format!("{} (SKU {sku})", name(item, purchase)));
                    } else {
                        for (place, message) in zero {
                            facts.fault(Some(first.sku), place, format!("{message} {LEAVES_OUT}"));
                        }
                    }
                    continue;
                }
                Err(NoPrice::Wrong((place, message))) => {
                    // What is amiss among the others follows from the tier that could not be read, which is told.
                    if !facts.gaps.contains(&(first.sku, purchase)) {
                        facts.fault(Some(first.sku), place, message);
                    }
                    continue;
                }
            };
            if *state == Priced::Nowhere {
                *state = Priced::Somewhere;
            }
            match &chosen {
                None => chosen = Some((price, term.first().copied().unwrap_or(first))),
                Some((known, _)) if *known == price => {}
                Some((_, other)) => {
                    let message = format!(
                        "two prices for {}: this one and that of SKU {}, {}",
                        name(item, purchase),
                        facts.by_sku[other.sku as usize].name,
                        other.place
                    );
                    facts.fault(Some(first.sku), first.place, message);
                }
            }
        }
        let Some((price, fact)) = chosen else { continue };
        let (region, purchase) = (item.region.clone(), purchase.index());
        let (sku, place) = (facts.by_sku[fact.sku as usize].name.clone(), fact.place);
        match (price, &item.what) {
            (Price::Tiers(price), What::Meter { rule }) => {
                let Rule { meter, arch, .. } = RULES[*rule];
                prices.rates.insert(RateKey { region, meter, arch, purchase }, Found { price, sku, place });
            }
            (Price::Hour(price), What::Instance(kind)) => {
                let key = HourKey { region, instance_type: kind.clone(), purchase };
                prices.hours.insert(key, Found { price, sku, place });
            }
            _ => {}
        }
    }
    // Where the file breaks off, that products have no price says nothing of them.
    if !facts.faults().is_damage() {
        unpriced(&mut facts, &items, &priced, options);
    }
    for (at, item) in items.iter().enumerate() {
        if let What::Instance(kind) = &item.what {
            let details = u32::try_from(at).ok().and_then(|at| facts.details.remove(&at));
            let known = prices.types.entry(kind.clone()).or_insert(None);
            if let Some(message) = known.as_ref().zip(details.as_ref()).and_then(|(known, new)| new.unlike(kind, known))
            {
                facts.contradictions.push(Fault::new(Place::Whole, "", format!("{message} in another region")));
            }
            *known = known.take().or(details);
        }
    }
    if prices.count() == 0 && facts.faults().is_empty() {
        facts.fault(None, Place::Whole, nothing(&facts));
    }
    if published.is_none() && facts.faults().is_empty() {
        let message = "the list has neither a publication date nor a version with one: give it with the lines that AWS writes \
                       above the prices";
        facts.fault(None, Place::Whole, message.to_owned());
    }
    let mut faults = facts.faults();
    if options.strict {
        facts.contradictions.first.iter().for_each(|fault| faults.push(fault.clone()));
        faults.more += facts.contradictions.more;
    }
    prices.left_out.merge(&facts.left_out);
    prices.contradictions = facts.contradictions;
    if faults.is_empty() { Ok(prices) } else { Err(faults) }
}

/// The facts of products that the book knows, by key, SKU and beginning.
fn sorted(facts: &mut Facts) -> Vec<(u32, Fact)> {
    let mut rows = Vec::with_capacity(facts.facts.len());
    for fact in std::mem::take(&mut facts.facts) {
        match facts.by_sku[fact.sku as usize].item {
            Some(item) => rows.push((item, fact)),
            None => facts.left_out.add(Reason::Orphan, ""),
        }
    }
    rows.sort_by_key(|(item, fact)| (*item, fact.purchase.index(), fact.sku, fact.effective, fact.from));
    rows
}

/// What prices a SKU was found to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Priced {
    Nowhere,
    Somewhere,
    /// The list has a price of it that is 0, which is told where that price is.
    AtZero,
    /// Its first price begins on a day that is still to come.
    From(Stamp),
}

/// What may be done about a product without a price.
const LEAVES_OUT: &str = "(--leave-out-unpriced leaves such products out)";

/// Faults of the products that have no price, unless they are to be left out.
fn unpriced(facts: &mut Facts, items: &[Item], priced: &[Priced], options: Options) {
    for (id, priced) in (0..).zip(priced) {
        let sku = &facts.by_sku[id as usize];
        let Some(item) = sku.item.filter(|_| !matches!(priced, Priced::Somewhere | Priced::AtZero)) else { continue };
        let what = name(&items[item as usize], Purchase::OnDemand);
        if options.leave_out_unpriced {
            let text = format!("{what} (SKU {})", sku.name);
            facts.left_out.add(Reason::Unpriced, &text);
        } else if !facts.has_fault_of(id) {
            let place = sku.place;
            let lacks = match priced {
                Priced::From(day) => format!("has no price in force: its first begins on {}", day.date()),
                _ => "has no price in the list".to_owned(),
            };
            let message = format!("{what} {lacks} {LEAVES_OUT}");
            facts.fault(Some(id), place, message);
        }
    }
}

/// Why a list without a fault gave nothing.
fn nothing(facts: &Facts) -> String {
    let reasons: Vec<String> = facts.left_out.all().map(|(words, count, _)| format!("{count} {words}")).collect();
    let seen = if reasons.is_empty() { "it is empty".to_owned() } else { reasons.join(", ") };
    format!("the list has no price that the book knows: {seen}")
}

/// Which of a SKU's terms counts.
struct InForce {
    published: Stamp,
    today: Stamp,
}

impl InForce {
    /// The newest term that began by the day the list was published; failing that, the first that has begun by today.
    /// Rows are ordered by when they begin.
    fn choose<'a>(&self, rows: &'a [(u32, Fact)], left_out: &mut LeftOut) -> Option<&'a [(u32, Fact)]> {
        let terms: Vec<&[(u32, Fact)]> = rows.chunk_by(|a, b| a.1.effective == b.1.effective).collect();
        let begins = |term: &[(u32, Fact)]| term.first().map(|(_, fact)| fact.effective);
        let by_then = |term: &&&[(u32, Fact)]| begins(term) <= Some(self.published);
        let by_now = |term: &&&[(u32, Fact)]| begins(term) <= Some(self.today);
        let chosen = terms.iter().rfind(by_then).or_else(|| terms.iter().find(by_now)).copied();
        for term in &terms {
            match begins(term).cmp(&chosen.and_then(begins)) {
                std::cmp::Ordering::Less => left_out.add(Reason::Old, ""),
                std::cmp::Ordering::Equal => {}
                std::cmp::Ordering::Greater => left_out.add(Reason::Future, ""),
            }
        }
        chosen
    }
}

impl Facts {
    /// Whether a SKU has a fault already: its missing price is that fault's consequence.
    fn has_fault_of(&self, id: SkuId) -> bool {
        let name = &*self.by_sku[id as usize].name;
        self.faults.iter().any(|(sku, fault)| *sku == Some(id) || fault.sku == name)
    }
}
