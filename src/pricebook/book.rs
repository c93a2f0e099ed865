//! [`PriceBook`]: one embedded book with a user's rows over it, read region by region as asked for.

use super::discount::{self, Priced};
use super::ec2::{self, Estimates, HourlyRate, RegionTypes};
use super::embedded::{self, EmbeddedBook};
use super::error::PriceError;
use super::overlay::{self, Layer, Overlay, OverlayFile, Saved};
use super::provenance::ProvenancePool;
use super::region::{self, RegionLadders, SourceNames};
use super::types::{self, InstanceType, TypeId, TypeTable};
use super::{
    BookError, BookInfo, General, Meter, MissingPrice, Provenance, ProvenanceId, RegionRates, Rule, Rules, meters,
    rules,
};
use crate::terms::{Arch, Purchase, nearest};
use crate::units::{UnitPrice, unit};
use std::collections::HashMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Prices and billing rules. See the [module](super).
#[derive(Debug)]
pub struct PriceBook {
    info: BookInfo,
    base: &'static EmbeddedBook,
    overlay: Overlay,
    rules: Rules,
    rule_rows: Vec<Rule>,
    pool: ProvenancePool,
    sources: OnceLock<Result<HashMap<String, String>, BookError>>,
    types: OnceLock<Result<TypeTable, BookError>>,
    estimates: OnceLock<Result<Estimates, BookError>>,
    /// By region code, sorted.
    regions: Vec<Slot>,
    /// Where a region was found last: a hint only.
    last_region: AtomicUsize,
    global: OnceLock<Result<RegionLadders, BookError>>,
}

/// One region of a book, read when it is first needed.
#[derive(Debug)]
struct Slot {
    name: String,
    rates: OnceLock<Result<RegionLadders, BookError>>,
    /// On-demand and Spot.
    listed: OnceLock<Result<RegionTypes, BookError>>,
    /// With commitments.
    committed: OnceLock<Result<RegionTypes, BookError>>,
    /// General types with a rate, by purchase option and architecture.
    general: Vec<OnceLock<General>>,
}

impl std::fmt::Debug for EmbeddedBook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "EmbeddedBook({})", self.id)
    }
}

impl PriceBook {
    /// The current book.
    ///
    /// # Errors
    /// [`BookError`] when the embedded data is damaged.
    pub fn current() -> Result<PriceBook, BookError> {
        PriceBook::open(embedded::DEFAULT_ID, &[])
    }

    /// Names of the embedded books.
    pub fn ids() -> impl Iterator<Item = &'static str> {
        embedded::BOOKS.iter().map(|book| book.id)
    }

    /// The files of the embedded book `id`, its rates cut by region; nothing for an unknown one.
    ///
    /// # Errors
    /// [`BookError`] where the program is damaged.
    pub fn embedded_files(id: &str) -> Result<Vec<OverlayFile>, BookError> {
        embedded::find(id).map_or_else(|| Ok(Vec::new()), EmbeddedBook::files)
    }

    /// The embedded book `id` with a user's files laid over it in order.
    ///
    /// # Errors
    /// [`BookError`] for an unknown book, naming the known ones, or a fault in a file.
    pub fn open(id: &str, files: &[OverlayFile]) -> Result<PriceBook, BookError> {
        let own = if files.is_empty() { Vec::new() } else { vec![Layer::Own(files.to_vec())] };
        PriceBook::open_layers(Some(id), &own)
    }

    /// An embedded book with layers over it in order. Where `id` names none, it is the one that the last saved book
    /// among them was made to lie over, or the current one.
    ///
    /// # Errors
    /// [`BookError`] for an unknown book, naming the known ones, or a fault in a file.
    pub fn open_layers(id: Option<&str>, layers: &[Layer]) -> Result<PriceBook, BookError> {
        let mut saved = Vec::new();
        for layer in layers {
            if let Layer::Book(files) = layer {
                saved.push(Saved::read(files)?);
            }
        }
        let id = id.or(saved.last().map(|book| book.base.as_str())).unwrap_or(embedded::DEFAULT_ID);
        let base = embedded::find(id).ok_or_else(|| BookError::File {
            file: format!("price book {id}"),
            message: format!(
                "there is no such book; the books are {}",
                PriceBook::ids().collect::<Vec<_>>().join(", ")
            ),
        })?;
        let pool = ProvenancePool::default();
        let overlay = Overlay::read(layers, &pool)?;
        let mut rule_rows = rules::read("rules.csv", base.rules)?;
        if let Some(unknown) = overlay.rules.iter().find(|own| !rule_rows.iter().any(|known| known.is_same_rule(own))) {
            return Err(unknown.unknown(&rule_rows));
        }
        rule_rows.extend(overlay.rules.iter().cloned());
        let rules = Rules::resolve(id, &rule_rows)?;
        let info = BookInfo::read(base, &saved, layers)?;
        let mut names: Vec<&str> = base.rates.iter().map(|(name, _)| *name).chain(base.ec2_regions()).collect();
        names.extend(overlay.rates.iter().flatten().map(|row| row.region.as_str()));
        names.extend(overlay.ec2.iter().map(|row| row.region.as_str()));
        names.sort_unstable();
        names.dedup();
        discount::check_regions(&overlay.discounts, &names)?;
        names.retain(|name| *name != GLOBAL);
        let regions = names.into_iter().map(Slot::new).collect();
        Ok(PriceBook {
            info,
            base,
            overlay,
            rules,
            rule_rows,
            pool,
            sources: OnceLock::new(),
            types: OnceLock::new(),
            estimates: OnceLock::new(),
            regions,
            last_region: AtomicUsize::new(0),
            global: OnceLock::new(),
        })
    }

    /// What book this is.
    #[must_use]
    pub fn info(&self) -> &BookInfo {
        &self.info
    }

    /// The billing rules.
    #[must_use]
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The billing rules as rows with dates and sources.
    #[must_use]
    pub fn rule_rows(&self) -> &[Rule] {
        &self.rule_rows
    }

    /// Codes of all regions, in alphabetical order.
    pub fn region_names(&self) -> impl Iterator<Item = &str> {
        self.regions.iter().map(|slot| slot.name.as_str())
    }

    /// The prices of a region except EC2 instances.
    ///
    /// # Errors
    /// [`PriceError`] for an unknown region, with the nearest known ones.
    pub fn region(&self, name: &str) -> Result<RegionRates<'_>, PriceError> {
        let slot = self.slot(name)?;
        let loaded = slot.rates.get_or_init(|| self.load_rates(&slot.name));
        match loaded {
            Ok(ladders) => Ok(RegionRates::new(&slot.name, ladders, self)),
            Err(error) => Err(error.clone().into()),
        }
    }

    /// The prices that count in every region, such as free allowances.
    ///
    /// # Errors
    /// [`PriceError`] when the book's data is damaged.
    pub fn global(&self) -> Result<RegionRates<'_>, PriceError> {
        let loaded = self.global.get_or_init(|| self.load_rates(GLOBAL));
        match loaded {
            Ok(ladders) => Ok(RegionRates::new(GLOBAL, ladders, self)),
            Err(error) => Err(error.clone().into()),
        }
    }

    /// The date and source of a rate.
    #[must_use]
    pub fn provenance(&self, id: ProvenanceId) -> Provenance {
        self.pool.get(id).unwrap_or_else(|| Provenance {
            as_of: String::new(),
            source: "another price book".to_owned(),
            estimated: false,
            own: false,
        })
    }

    /// A provenance for figures that the scenario itself gives, such as a person's hourly cost.
    pub(crate) fn own_provenance(&self, source: &str) -> ProvenanceId {
        self.pool.intern(Provenance {
            as_of: "the scenario".to_owned(),
            source: source.to_owned(),
            estimated: false,
            own: false,
        })
    }

    /// The instance type of that name.
    ///
    /// # Errors
    /// [`PriceError`] for an unknown name, with the nearest known ones.
    pub fn instance_type(&self, name: &str) -> Result<(TypeId, &InstanceType), PriceError> {
        let types = self.types()?;
        match types.find(name) {
            Some(id) => Ok((id, types.get(id))),
            None => Err(types.unknown(name, &self.info.id).into()),
        }
    }

    /// The instance type of that number.
    ///
    /// # Errors
    /// [`PriceError`] when the book's data is damaged.
    pub fn instance_type_by_id(&self, id: TypeId) -> Result<&InstanceType, PriceError> {
        Ok(self.types()?.get(id))
    }

    /// Every instance type, in alphabetical order.
    ///
    /// # Errors
    /// [`PriceError`] when the book's data is damaged.
    pub fn instance_types(&self) -> Result<impl Iterator<Item = (TypeId, &InstanceType)>, PriceError> {
        Ok(self.types()?.iter())
    }

    /// The types of a family, in alphabetical order.
    ///
    /// # Errors
    /// [`PriceError`] for an unknown family, with the nearest known ones.
    pub fn family(&self, family: &str) -> Result<Vec<TypeId>, PriceError> {
        let types = self.types()?;
        let ids: Vec<TypeId> = types.iter().filter(|(_, kind)| kind.family == family).map(|(id, _)| id).collect();
        if ids.is_empty() { Err(types.unknown(family, &self.info.id).into()) } else { Ok(ids) }
    }

    /// What an instance costs an hour, if the book has or can derive a rate.
    ///
    /// # Errors
    /// [`PriceError`] for an unknown region.
    pub fn hourly(&self, region: &str, id: TypeId, purchase: Purchase) -> Result<Option<HourlyRate>, PriceError> {
        let slot = self.slot(region)?;
        let types = self.types()?;
        let listed = self.rates_of(slot, purchase)?;
        let mut rate = listed.listed(id, purchase);
        if rate.is_none() && matches!(purchase, Purchase::Committed(_)) {
            rate = listed.rate(region, types.get(id), id, purchase, self.estimates()?);
        }
        Ok(rate.map(|rate| self.discounted(rate, region, types.get(id), purchase)))
    }

    /// What an instance costs an hour by the lists: nothing derived.
    ///
    /// # Errors
    /// [`PriceError`] for an unknown region.
    pub fn listed_hourly(
        &self,
        region: &str,
        id: TypeId,
        purchase: Purchase,
    ) -> Result<Option<HourlyRate>, PriceError> {
        let rate = self.rates_of(self.slot(region)?, purchase)?.listed(id, purchase);
        let types = self.types()?;
        Ok(rate.map(|rate| self.discounted(rate, region, types.get(id), purchase)))
    }

    /// An instance's published rate less the user's discount, if there is one for it.
    fn discounted(&self, rate: HourlyRate, region: &str, kind: &InstanceType, purchase: Purchase) -> HourlyRate {
        let discounts = &self.overlay.discounts;
        if discounts.is_empty() {
            return rate;
        }
        let priced = Priced { service: discount::EC2, region, family: &kind.family, purchase };
        let (usd, provenance) = discount::apply(discounts, &priced, rate.price.usd(), rate.provenance, &self.pool);
        HourlyRate { price: UnitPrice::new(usd), provenance }
    }

    /// As [`hourly`](PriceBook::hourly), where a missing rate is an error that names what the type does have.
    ///
    /// # Errors
    /// [`PriceError`] when the book neither has nor can derive the rate.
    pub fn require_hourly(&self, region: &str, id: TypeId, purchase: Purchase) -> Result<HourlyRate, PriceError> {
        if let Some(rate) = self.hourly(region, id, purchase)? {
            return Ok(rate);
        }
        Err(self.no_hourly(region, id, purchase)?)
    }

    /// The price dimension of root volumes in this book.
    ///
    /// # Errors
    /// [`PriceError`] where the book's rule names no dimension of volumes.
    pub fn root_volume_meter(&self) -> Result<Meter<unit::StorageGbMonth>, PriceError> {
        let known = [meters::EBS_GP3_STORAGE, meters::EBS_GP2_STORAGE];
        let wanted = self.rules.root_volume.as_str();
        known.into_iter().find(|meter| meter.info().dimension == wanted).ok_or_else(|| {
            let names: Vec<&str> = known.iter().map(|meter| meter.info().dimension).collect();
            MissingPrice::new(format!("rule ebs/root_volume is {wanted:?}"), &names).into()
        })
    }

    /// The general types of a region and architecture that have a rate under a purchase option.
    ///
    /// # Errors
    /// [`PriceError`] for an unknown region.
    pub fn general(&self, region: &str, purchase: Purchase, arch: Arch) -> Result<&General, PriceError> {
        let slot = self.slot(region)?;
        let cell = &slot.general[purchase.index() * Arch::ALL.len() + arch as usize];
        if let Some(known) = cell.get() {
            return Ok(known);
        }
        let types = self.types()?;
        let rates = self.rates_of(slot, purchase)?;
        let estimates = self.estimates()?;
        let rate_of = |kind: &InstanceType, id: TypeId| {
            let rate = match purchase {
                Purchase::Committed(_) => rates.rate(&slot.name, kind, id, purchase, estimates),
                _ => rates.listed(id, purchase),
            };
            rate.map(|rate| self.discounted(rate, &slot.name, kind, purchase))
        };
        let on_demand = |kind: &InstanceType, id: TypeId| {
            let listed = rates.listed(id, Purchase::OnDemand);
            listed.map(|rate| self.discounted(rate, &slot.name, kind, Purchase::OnDemand))
        };
        Ok(cell.get_or_init(|| General::of(types, rates, rate_of, on_demand, arch)))
    }

    fn slot(&self, name: &str) -> Result<&Slot, PriceError> {
        // Rows of the same region follow each other: look where the last one was found.
        if let Some(slot) = self.regions.get(self.last_region.load(Ordering::Relaxed))
            && slot.name == name
        {
            return Ok(slot);
        }
        match self.regions.binary_search_by(|slot| slot.name.as_str().cmp(name)) {
            Ok(place) => {
                self.last_region.store(place, Ordering::Relaxed);
                Ok(&self.regions[place])
            }
            Err(_) => {
                let hints = nearest(name, self.region_names());
                let book = &self.info.id;
                Err(MissingPrice::new(format!("price book {book} knows no region {name:?}"), &hints).into())
            }
        }
    }

    fn types(&self) -> Result<&TypeTable, PriceError> {
        let loaded = self.types.get_or_init(|| {
            let mut rows = types::read("types.csv", self.base.types)?;
            rows.extend(self.overlay.types.iter().cloned());
            if !self.overlay.discounts.is_empty() {
                let mut families: Vec<&str> = rows.iter().map(|kind| kind.family.as_str()).collect();
                families.dedup();
                discount::check_families(&self.overlay.discounts, &families)?;
            }
            Ok(TypeTable::new(rows))
        });
        loaded.as_ref().map_err(|error| error.clone().into())
    }

    fn estimates(&self) -> Result<&Estimates, PriceError> {
        let loaded = self.estimates.get_or_init(|| {
            // A user's own estimates are tried first.
            let mut all = self.overlay.estimates.clone();
            if !self.base.ec2_estimates.is_empty() {
                let names = SourceNames { titles: self.sources()?, own: false };
                let text = self.base.ec2_estimates;
                all.extend(ec2::read_estimates("ec2-estimates.csv", text, &names, &self.pool)?);
            }
            Ok(Estimates::new(all))
        });
        loaded.as_ref().map_err(|error| error.clone().into())
    }

    fn sources(&self) -> Result<&HashMap<String, String>, BookError> {
        let loaded = self.sources.get_or_init(|| overlay::read_sources("sources.csv", self.base.sources));
        loaded.as_ref().map_err(BookError::clone)
    }

    fn load_rates(&self, region: &str) -> Result<RegionLadders, BookError> {
        let names = SourceNames { titles: self.sources()?, own: false };
        let mut groups: Vec<Vec<region::RateRow>> = Vec::new();
        if let Some((_, text)) = self.base.rates.iter().find(|(name, _)| *name == region) {
            groups.push(region::read("rates.csv", text, &names, &self.pool)?);
        }
        for file in &self.overlay.rates {
            groups.push(file.iter().filter(|row| row.region == region).cloned().collect());
        }
        for row in groups.iter_mut().flatten() {
            let Some(meter) = row.meter else { continue };
            let priced =
                Priced { service: meters::ALL[meter].service, region: &row.region, family: "", purchase: row.purchase };
            let (usd, provenance) = (row.tier.usd, row.tier.provenance);
            (row.tier.usd, row.tier.provenance) =
                discount::apply(&self.overlay.discounts, &priced, usd, provenance, &self.pool);
        }
        RegionLadders::new(region, groups)
    }

    /// The table that has the rates of a purchase option.
    fn rates_of<'a>(&'a self, slot: &'a Slot, purchase: Purchase) -> Result<&'a RegionTypes, PriceError> {
        let with_commitments = matches!(purchase, Purchase::Committed(_));
        let cell = if with_commitments { &slot.committed } else { &slot.listed };
        let loaded = cell.get_or_init(|| {
            let names = SourceNames { titles: self.sources()?, own: false };
            let mut rows = Vec::new();
            let file = format!("ec2/{}.csv", slot.name);
            let commitments = if with_commitments { self.base.commitments(&slot.name)? } else { None };
            for text in self.base.ec2(&slot.name)?.into_iter().chain(commitments) {
                rows.extend(ec2::read(&file, &text, &names, &self.pool)?);
            }
            rows.extend(self.overlay.ec2.iter().filter(|row| row.region == slot.name).cloned());
            let types = self.types().map_err(PriceError::into_book_error)?;
            Ok(RegionTypes::new(types, rows))
        });
        loaded.as_ref().map_err(|error| error.clone().into())
    }
}

/// Rows of this region count everywhere.
const GLOBAL: &str = "global";

impl Slot {
    fn new(name: &str) -> Slot {
        Slot {
            name: name.to_owned(),
            rates: OnceLock::new(),
            listed: OnceLock::new(),
            committed: OnceLock::new(),
            general: (0..Purchase::COUNT * Arch::ALL.len()).map(|_| OnceLock::new()).collect(),
        }
    }
}
