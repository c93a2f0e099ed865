//! [`Asked`]: which rates of a user's own a run asked for, and with them which of its files no bill needed.

use super::{GLOBAL, PriceBook, Slot};
use crate::pricebook::discount::{self, Discount, Priced};
use crate::pricebook::ec2::Ec2Row;
use crate::pricebook::named::ANY;
use crate::pricebook::region::{RateRow, RegionLadders};
use crate::pricebook::{HourlyRate, OwnPriceNotes, TypeId, meters, plausible, regions};
use crate::terms::{Arch, Purchase};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// The purchase options under which something was asked for, a bit for each.
#[derive(Debug, Default)]
pub(in crate::pricebook) struct Options(AtomicU32);

const _: () = assert!(Purchase::COUNT <= 32);

impl Options {
    /// Notes one; threads that ask for the same do not wait for each other.
    pub(in crate::pricebook) fn note(&self, purchase: Purchase) {
        let bit = 1 << purchase.index();
        if self.0.load(Ordering::Relaxed) & bit == 0 {
            self.0.fetch_or(bit, Ordering::Relaxed);
        }
    }

    pub(in crate::pricebook) fn all(&self) -> impl Iterator<Item = Purchase> {
        let bits = self.0.load(Ordering::Relaxed);
        Purchase::all().filter(move |purchase| bits & (1 << purchase.index()) != 0)
    }
}

/// The types of a region whose rates of the user's own, or with discounts, were asked for: pages of types that follow each
/// other in the alphabet, of which a region with few own rates needs few.
#[derive(Debug, Default)]
pub(super) struct Asked(OnceLock<Box<[Page]>>);

/// Types that follow each other, once one of them was asked for.
type Page = OnceLock<Box<[Options; PAGE]>>;

/// Types of a page.
const PAGE: usize = 256;

impl Asked {
    /// Notes a type among `types`.
    fn note(&self, types: usize, id: TypeId, purchase: Purchase) {
        let pages = self.0.get_or_init(|| (0..types.div_ceil(PAGE)).map(|_| OnceLock::new()).collect());
        let at = id.0 as usize;
        if let Some(page) = pages.get(at / PAGE) {
            page.get_or_init(|| Box::new(std::array::from_fn(|_| Options::default())))[at % PAGE].note(purchase);
        }
    }

    fn of(&self, id: TypeId) -> impl Iterator<Item = Purchase> {
        let at = id.0 as usize;
        let page = self.0.get().and_then(|pages| pages.get(at / PAGE)?.get());
        page.into_iter().flat_map(move |page| page[at % PAGE].all())
    }

    fn all(&self) -> impl Iterator<Item = (TypeId, Purchase)> {
        let pages = (0..).step_by(PAGE).zip(self.0.get().into_iter().flatten());
        let pages = pages.filter_map(|(first, page)| Some((first, page.get()?)));
        let types = pages.flat_map(|(first, page)| (first..).map(TypeId).zip(page.iter()));
        types.flat_map(|(id, options)| options.all().map(move |purchase| (id, purchase)))
    }
}

/// A file of the user's own: whether a bill needed it, and the first row that none did.
#[derive(Debug, Default)]
struct File {
    is_used: bool,
    first: Option<(u64, String, String)>,
}

impl File {
    fn row(&mut self, line: u64, region: &str, is_used: bool, what: impl FnOnce() -> String) {
        self.is_used |= is_used;
        if !is_used && self.first.is_none() {
            self.first = Some((line, region.to_owned(), what()));
        }
    }
}

impl PriceBook {
    /// A rate that is asked for: one of the user's own is noted.
    pub(super) fn asked(&self, slot: &Slot, id: TypeId, purchase: Purchase, rate: HourlyRate) -> HourlyRate {
        if rate.provenance.is_own()
            && let Some(Ok(types)) = self.types.get()
        {
            slot.asked.note(types.len(), id, purchase);
        }
        rate
    }

    /// Files of the user's own of which no row was needed for any bill so far, each with its first row; rows that cannot be used
    /// at all are told elsewhere ([`unused_own_prices`](PriceBook::unused_own_prices),
    /// [`own_regions_without_bills`](PriceBook::own_regions_without_bills)).
    #[must_use]
    pub fn own_files_without_bills(&self) -> OwnPriceNotes {
        let mut notes = OwnPriceNotes::default();
        if self.info.own_files.is_empty() {
            return notes;
        }
        let files = self.looked_at();
        let regions: Vec<&str> = self.regions_of_bills().take(MOST_REGIONS + 1).collect();
        for (file, state) in files.into_iter().filter(|(_, state)| !state.is_used) {
            let Some((line, region, what)) = state.first else { continue };
            let is_elsewhere =
                ![ANY, GLOBAL].contains(&region.as_str()) && !regions.is_empty() && !regions.contains(&region.as_str());
            let why = if is_elsewhere && regions.len() <= MOST_REGIONS {
                format!("and the bills are of {}", regions.join(", "))
            } else {
                "which none asks for".to_owned()
            };
            notes.note(file, line, || format!("no row of this file is in any bill; the first is {what}, {why}"));
        }
        notes
    }

    /// Regions of prices of the user's own that the embedded book does not have, and of which no bill is. A name that is made
    /// like a code may be a place of one's own, which other scenarios have: it is told where the file has no other use.
    #[must_use]
    pub fn own_regions_without_bills(&self) -> OwnPriceNotes {
        let (mut notes, known) = (OwnPriceNotes::default(), self.known_regions());
        let (mut told, mut files) = (HashSet::new(), None);
        for (region, file, line, _) in self.region_places().filter(|(.., provenance)| provenance.is_own()) {
            if told.insert(region)
                && !self.has_bills(region)
                && let Some(sentence) = known.strange(region)
            {
                let files = files.get_or_insert_with(|| self.looked_at());
                let has_use = files.get(file).is_some_and(|file| file.is_used);
                if !has_use || !regions::is_code(region.as_bytes()) {
                    notes.note(file, line, || format!("{sentence}, and no workload is in it"));
                }
            }
        }
        notes
    }

    /// That a saved book has no price of any region that bills are of, so that they rest on the book below it alone.
    #[must_use]
    pub fn saved_book_without_bills(&self) -> Option<String> {
        if self.info.id == self.info.base_id {
            return None;
        }
        let instances = self.overlay.ec2_rows().filter(|(_, row)| !row.rate.provenance.is_own());
        let rates = self.overlay.rates.iter().flatten().filter(|row| !row.tier.provenance.is_own());
        let of_book: BTreeSet<&str> =
            instances.map(|(_, row)| row.region.as_str()).chain(rates.map(|row| row.region.as_str())).collect();
        let mut bills = self.regions_of_bills().peekable();
        let has_some = of_book.contains(GLOBAL) || bills.peek().is_none() || of_book.is_empty();
        if has_some || bills.any(|region| of_book.contains(region)) {
            return None;
        }
        let named: Vec<&str> = of_book.iter().copied().take(MOST_REGIONS).collect();
        let more = if of_book.len() > named.len() { " and more" } else { "" };
        Some(format!(
            "book {} has prices of {}{more}, and the bills are of other regions: they rest on price book {} as of {}",
            self.info.id,
            named.join(", "),
            self.info.base_id,
            self.info.base_as_of
        ))
    }

    /// The files of the user's own, and which of them bills needed.
    fn looked_at(&self) -> BTreeMap<&str, File> {
        let mut files: BTreeMap<&str, File> = BTreeMap::new();
        self.look_at_instances(&mut files);
        self.look_at_rates(&mut files);
        self.look_at_discounts(&mut files);
        self.look_at_estimates(&mut files);
        // Types and rules are facts, which count where they are needed.
        let facts = self.overlay.own_types.iter().map(|(_, file, _)| file.as_str());
        for file in facts.chain(self.overlay.rules.iter().map(|own| own.file.as_str())) {
            files.entry(file).or_default().is_used = true;
        }
        files
    }

    fn look_at_instances<'b>(&'b self, files: &mut BTreeMap<&'b str, File>) {
        let Some(Ok(types)) = self.types.get() else { return };
        let known = self.known_regions();
        for (file, row) in self.overlay.ec2_rows().filter(|(_, row)| row.rate.provenance.is_own()) {
            let state = files.entry(file).or_default();
            if state.is_used {
                continue;
            }
            let Some(id) = types.find(&row.instance_type) else { continue };
            let Ec2Row { region, instance_type, purchase, line, .. } = row;
            let asked = self.slot_number(region).map(|place| &self.regions[place].asked);
            // What is estimated from a rate needs it as well.
            let needs = |option: Purchase| option == *purchase || matches!(option, Purchase::Committed(_));
            let is_used = asked.is_some_and(|asked| asked.of(id).any(needs));
            if is_used || (known.has(region) && region != GLOBAL) {
                state.row(*line, region, is_used, || format!("{instance_type} {purchase} in {region}"));
            }
        }
    }

    fn look_at_rates<'b>(&'b self, files: &mut BTreeMap<&'b str, File>) {
        let known = self.known_regions();
        for row in self.overlay.rates.iter().flatten().filter(|row| row.tier.provenance.is_own()) {
            let RateRow { region, meter: Some(meter), arch, purchase, place: (file, line), .. } = row else { continue };
            let state = files.entry(file).or_default();
            if state.is_used {
                continue;
            }
            let is_asked = |ladders: &RegionLadders| {
                let arches = Arch::ALL.into_iter().filter(|other| arch.is_none_or(|own| own == *other));
                arches.into_iter().any(|arch| ladders.asked(*meter, arch).all().any(|option| option == *purchase))
            };
            let is_used = self.read_ladders(region).is_some_and(is_asked);
            if is_used || (known.has(region) && meters::ALL[*meter].is_looked_for(region == GLOBAL)) {
                state.row(*line, region, is_used, || plausible::name(*meter, row));
            }
        }
    }

    /// An estimate counts as needed where a rate was asked for that may come from it; what is estimated from others' estimates is
    /// not followed up.
    fn look_at_estimates<'b>(&'b self, files: &mut BTreeMap<&'b str, File>) {
        let mut own = self.overlay.estimates.iter().filter_map(|one| Some((one, one.own()?))).peekable();
        let (Some(Ok(types)), Some(Ok(estimates))) = (self.types.get(), own.peek().map(|_| self.estimates())) else {
            return;
        };
        for (estimate, (file, line, purchase)) in own.filter(|(_, (.., purchase))| estimates.uses(*purchase)) {
            let state = files.entry(file).or_default();
            if state.is_used {
                continue;
            }
            let is_base = estimates.is_base(purchase);
            let needs = |option: Purchase| option == purchase || (is_base && matches!(option, Purchase::Committed(_)));
            let is_used = self.regions.iter().any(|slot| {
                let applies = |id| types.get(id).is_ok_and(|kind| estimate.applies(&slot.name, kind));
                slot.asked.all().any(|(id, option)| needs(option) && applies(id))
            });
            state.row(line, estimate.region(), is_used, || estimate.words());
        }
    }

    fn look_at_discounts<'b>(&'b self, files: &mut BTreeMap<&'b str, File>) {
        let discounts = &self.overlay.discounts;
        if discounts.rows().is_empty() {
            return;
        }
        let mut used = vec![false; discounts.rows().len()];
        let mut note = |priced: &Priced<'_>| {
            if let Some(used) = discounts.best(priced).and_then(|place| used.get_mut(place)) {
                *used = true;
            }
        };
        let everywhere = self.read_ladders(GLOBAL).map(|ladders| (GLOBAL, ladders));
        let read = self.regions.iter().filter_map(|slot| Some((slot.name.as_str(), slot.rates.get()?.as_ref().ok()?)));
        for (region, ladders) in read.chain(everywhere) {
            for (meter, info) in meters::ALL.iter().enumerate() {
                for purchase in Arch::ALL.into_iter().flat_map(|arch| ladders.asked(meter, arch).all()) {
                    note(&Priced { service: info.service, region, family: "", purchase });
                }
            }
        }
        if let Some(Ok(types)) = self.types.get() {
            for slot in &self.regions {
                for (id, purchase) in slot.asked.all() {
                    let Ok(kind) = types.get(id) else { continue };
                    note(&Priced { service: discount::EC2, region: &slot.name, family: &kind.family, purchase });
                }
            }
        }
        for (discount, is_used) in discounts.rows().iter().zip(used) {
            let (file, line) = discount.place();
            files.entry(file).or_default().row(line, discount.named().region, is_used, || Discount::words(discount));
        }
    }

    /// The ladders of a region, or of those that count everywhere, where they were read.
    fn read_ladders(&self, region: &str) -> Option<&RegionLadders> {
        let read = if region == GLOBAL { &self.global } else { &self.regions[self.slot_number(region)?].rates };
        read.get()?.as_ref().ok()
    }

    /// Whether prices of a region were asked for.
    fn has_bills(&self, region: &str) -> bool {
        region == GLOBAL || self.read_ladders(region).is_some()
    }

    fn regions_of_bills(&self) -> impl Iterator<Item = &str> {
        self.regions.iter().filter(|slot| slot.rates.get().is_some()).map(|slot| slot.name.as_str())
    }
}

/// Regions of bills that a sentence names.
const MOST_REGIONS: usize = 3;
