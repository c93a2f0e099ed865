//! Prices of the user's own that nothing can use.

use super::{GLOBAL, PriceBook};
use crate::pricebook::estimates::Estimate;
use crate::pricebook::meters;
use crate::pricebook::named::ANY;
use crate::pricebook::plausible;
use crate::pricebook::regions;
use crate::pricebook::{OwnPriceNotes, ProvenanceId, foreign_region};
use crate::pricebook::{days, differs, discount};
use crate::terms::{Stamp, nearest};
use std::cell::Cell;
use std::collections::{BTreeSet, HashSet};

/// The names of a book's regions, without those that only prices of the user's own have.
#[derive(Debug)]
pub(in crate::pricebook) struct KnownRegions<'a> {
    names: BTreeSet<&'a str>,
    book: &'a str,
    /// How many unknown names may still be compared with all known ones.
    comparisons: Cell<u32>,
}

/// Unknown names that are looked at closely: of a table with more of them nobody reads what each was meant to be, and to find
/// it takes seconds.
const MOST_COMPARED: u32 = 1_000;

impl<'a> KnownRegions<'a> {
    fn new(names: BTreeSet<&'a str>, book: &'a str) -> KnownRegions<'a> {
        KnownRegions { names, book, comparisons: Cell::new(MOST_COMPARED) }
    }

    /// A sentence on a region that neither AWS's lists in this book have nor anybody meant as a new one: it is spelled
    /// nearly like one of them.
    pub(in crate::pricebook) fn mistyped(&self, name: &str) -> Option<String> {
        if self.has(name) {
            return None;
        }
        if matches!(name, ANY | "*" | "all") {
            return Some(format!(
                "a price is one region's, and {name} is none: write a row for each region that you use; region {ANY} is for discounts"
            ));
        }
        let near = self.near(name)?;
        Some(format!("{}; did you mean {near}?", self.none(name)))
    }

    /// The region that a name was meant to be.
    fn near(&self, name: &str) -> Option<&'a str> {
        self.comparisons.set(self.comparisons.get().checked_sub(1)?);
        // By its place it is one of the book's; what else it may be, a book of one's own may have.
        let place = regions::meant(name).into_iter().find(|code| self.names.contains(code));
        if place.is_none() && foreign_region(name).is_some() {
            return None;
        }
        place.or_else(|| nearest(name, self.names.iter().copied()).first().copied())
    }

    /// A sentence on a region that AWS's lists in this book do not have, and that is spelled like none of them.
    pub(in crate::pricebook) fn strange(&self, name: &str) -> Option<String> {
        (!self.has(name) && self.mistyped(name).is_none()).then(|| self.none(name))
    }

    /// Whether AWS's lists in this book have it.
    pub(in crate::pricebook) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// A sentence on any region that AWS's lists in this book do not have.
    pub(in crate::pricebook) fn unknown(&self, name: &str) -> Option<String> {
        self.mistyped(name).or_else(|| (!self.has(name)).then(|| self.none(name)))
    }

    fn none(&self, name: &str) -> String {
        format!("{name} is no region of price book {}", self.book)
    }
}

impl PriceBook {
    /// Prices of the user's own that nothing can use: of a type that no table describes, of a region that is spelled like
    /// one of the book's and is none, estimated where nothing asks for an estimate, or in a region in which nothing looks for
    /// them.
    #[must_use]
    pub fn unused_own_prices(&self) -> OwnPriceNotes {
        let mut unused = OwnPriceNotes::default();
        let (mut types, mut regions) = (HashSet::new(), HashSet::new());
        let known = self.known_regions();
        for (file, row) in self.overlay.ec2_rows().filter(|(_, row)| row.rate.provenance.is_own()) {
            let name = row.instance_type.as_str();
            if types.insert(name) && !self.may_price(name) {
                unused.note(file, row.line, || {
                    if self.may_have_type(name) {
                        return format!(
                            "{name} is a family, and prices are of types: write a row for each, such as {name}.large"
                        );
                    }
                    let near = self.types_like(name);
                    let near = near.first().map_or_else(String::new, |near| format!("; did you mean {near}?"));
                    format!("{name} is no instance type of price book {}{near}", self.info.id)
                });
            }
        }
        for (region, file, line, _) in self.region_places().filter(|(.., provenance)| provenance.is_own()) {
            if regions.insert(region)
                && let Some(sentence) = known.mistyped(region)
            {
                unused.note(file, line, || sentence);
            }
        }
        self.note_without_use(&mut unused);
        unused
    }

    /// Regions of saved books that the embedded book does not have, and whose names no region of AWS's can have: somebody
    /// changed such a book by hand. One of a new name is AWS's newest.
    #[must_use]
    pub fn regions_of_no_list(&self) -> OwnPriceNotes {
        let known = KnownRegions::new(self.base.rates.iter().map(|(region, _)| *region).collect(), self.base.id);
        let (mut found, mut told) = (OwnPriceNotes::default(), HashSet::new());
        for (region, file, line, _) in self.region_places().filter(|(.., provenance)| !provenance.is_own()) {
            if told.insert(region)
                && !regions::has_form(region)
                && let Some(sentence) = known.unknown(region)
            {
                found.note(file, line, || sentence);
            }
        }
        found
    }

    /// The region of each price that lies over the embedded book, with its file and line.
    pub(super) fn region_places(&self) -> impl Iterator<Item = (&str, &str, u64, ProvenanceId)> {
        let instances = self.overlay.ec2_rows();
        let instances = instances.map(|(file, row)| (row.region.as_str(), file, row.line, row.rate.provenance));
        let others = self.overlay.rates.iter().flatten();
        instances.chain(others.map(|row| (row.region.as_str(), row.place.0.as_str(), row.place.1, row.tier.provenance)))
    }

    /// Prices of the files that are laid over the embedded book, a saved book's among them, that are far off that book's, each
    /// with both figures. What a saved book has is looked at closely only where it is not near at first sight: whoever made it
    /// looked at all of it ([`all_far_off_prices`](PriceBook::all_far_off_prices)), and every run would pay for it.
    #[must_use]
    pub fn far_off_prices(&self) -> OwnPriceNotes {
        self.far_off(false)
    }

    /// As [`far_off_prices`](PriceBook::far_off_prices), with a close look at every row.
    #[must_use]
    pub fn all_far_off_prices(&self) -> OwnPriceNotes {
        self.far_off(true)
    }

    /// Instance types and billing rules of the user's own that are not what the embedded book has, each with both.
    #[must_use]
    pub fn own_facts_that_differ(&self) -> OwnPriceNotes {
        let mut found = OwnPriceNotes::default();
        let (types, rules) = (&self.overlay.own_types, &self.overlay.rules);
        if types.is_empty() && rules.is_empty() {
            return found;
        }
        // Where the book's own data is damaged, pricing tells it.
        let Ok(base) = PriceBook::open(self.base.id, &[]) else { return found };
        for (at, file, line) in types {
            let Some(own) = self.overlay.types.get(*at) else { continue };
            let known = base.may_price(&own.name).then(|| base.instance_type(&own.name).ok()).flatten();
            if let Some(differs) = known.and_then(|(_, listed)| differs::of_type(own, listed)) {
                found.note(file, *line, || format!("{differs} in price book {}", base.info.id));
            }
        }
        for own in rules {
            let listed = base.rule_rows.iter().rev().find(|listed| listed.is_same_rule(&own.rule));
            if let Some(differs) = listed.and_then(|listed| differs::of_rule(&own.rule, listed)) {
                found.note(&own.file, own.line, || format!("{differs} in price book {}", base.info.id));
            }
        }
        found
    }

    /// Whether all rows count; else those of saved books only where they are not like the embedded book's at first sight.
    fn far_off(&self, all: bool) -> OwnPriceNotes {
        if self.overlay.ec2.is_empty() && self.overlay.rates.is_empty() {
            return OwnPriceNotes::default();
        }
        // Where the book's own data is damaged, pricing tells it.
        let Ok(base) = PriceBook::open(self.base.id, &[]) else { return OwnPriceNotes::default() };
        let (mut near, is_own) = (plausible::Near::new(&base), ProvenanceId::is_own);
        let instances = self.overlay.ec2_rows();
        let instances: Vec<_> =
            instances.filter(|(_, row)| all || is_own(row.rate.provenance) || !near.has(row)).collect();
        let rates = self.overlay.rates.iter().flatten();
        let rates: Vec<_> =
            rates.filter(|row| all || is_own(row.tier.provenance) || !plausible::is_tier_near(&base, row)).collect();
        plausible::far_off(&base, instances.iter().copied(), rates.iter().copied())
    }

    /// Discounts of the user's own that leave less of a price than any of AWS's.
    #[must_use]
    pub fn discounts_that_leave_little(&self) -> OwnPriceNotes {
        discount::too_large(self.overlay.discounts.rows())
    }

    /// Prices of the user's own, discounts among them, whose `as_of` is after `today` or before AWS sold what they price.
    #[must_use]
    pub fn own_prices_of_impossible_days(&self, today: Stamp) -> OwnPriceNotes {
        let instances = self.overlay.ec2_rows().filter(|(_, row)| row.rate.provenance.is_own());
        let rates = self.overlay.rates.iter().flatten().filter(|row| row.tier.provenance.is_own());
        days::impossible(&self.pool, today, instances, rates, self.overlay.discounts.rows().iter())
    }

    /// Prices of the user's own whose names are all known and that nothing can use all the same: estimated where nothing asks
    /// for an estimate, or in a region in which nothing looks for them.
    #[must_use]
    pub(in crate::pricebook) fn prices_without_use(&self) -> OwnPriceNotes {
        let mut unused = OwnPriceNotes::default();
        self.note_without_use(&mut unused);
        unused
    }

    fn note_without_use(&self, unused: &mut OwnPriceNotes) {
        self.note_misplaced(unused);
        self.note_estimates(unused);
    }

    /// Prices of a region where there is none, and allowances in one; each price once, however many tiers it has.
    fn note_misplaced(&self, unused: &mut OwnPriceNotes) {
        const BY_REGION: &str = "in region global nothing looks for it: write a row for each region that you use";
        let instances = self.overlay.ec2_rows().filter(|(_, row)| row.rate.provenance.is_own() && row.region == GLOBAL);
        for (file, row) in instances {
            unused.note(file, row.line, || format!("{} is priced by region; {BY_REGION}", row.instance_type));
        }
        let mut told = HashSet::new();
        for row in self.overlay.rates.iter().flatten().filter(|row| row.tier.provenance.is_own()) {
            let Some(meter) = row.meter else { continue };
            let (info, is_global) = (&meters::ALL[meter], row.region == GLOBAL);
            if info.is_looked_for(is_global) || !told.insert((&row.region, meter, row.arch, row.purchase)) {
                continue;
            }
            let (file, line) = &row.place;
            unused.note(file, *line, || {
                let what = format!("{} {}", info.service, info.dimension);
                if is_global {
                    format!("{what} is priced by region; {BY_REGION}")
                } else {
                    format!("{what} is an account's, whatever its regions: write it with region {GLOBAL}")
                }
            });
        }
    }

    /// Estimates of rates that are never estimated. Where the book's own table is damaged, pricing tells it.
    fn note_estimates(&self, unused: &mut OwnPriceNotes) {
        let mut own = self.overlay.estimates.iter().filter_map(Estimate::own).peekable();
        let Some(estimates) = own.peek().and_then(|_| self.estimates().ok()) else { return };
        for (file, line, purchase) in own.filter(|(.., purchase)| !estimates.uses(*purchase)) {
            unused.note(file, line, || {
                format!("{purchase} rates are never estimated: give them as prices; estimates are for commitments")
            });
        }
    }

    /// The regions of AWS's lists in this book.
    pub(in crate::pricebook) fn known_regions(&self) -> KnownRegions<'_> {
        let listed = self.overlay.region_rows().filter(|(_, provenance)| !provenance.is_own());
        let names = self.base.rates.iter().map(|(region, _)| *region).chain(listed.map(|(region, _)| region)).collect();
        KnownRegions::new(names, &self.info.id)
    }
}
