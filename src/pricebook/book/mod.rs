//! [`PriceBook`]: one embedded book with a user's rows over it, read region by region as asked for.

mod asked;
mod few;
mod instances;
mod loading;
mod unused;

use self::asked::Asked;
pub(in crate::pricebook) use self::asked::Options;
use self::few::FewRates;
use crate::pricebook::discount::{self, Discount};
use crate::pricebook::ec2::RegionTypes;
use crate::pricebook::embedded::{self, EmbeddedBook};
use crate::pricebook::error::PriceError;
use crate::pricebook::estimates::{Estimate, Estimates};
use crate::pricebook::holders::AllHolders;
use crate::pricebook::keys::Met;
use crate::pricebook::named::{Known, Named};
use crate::pricebook::overlay::{Layer, Overlay, OverlayFile};
use crate::pricebook::provenance::ProvenancePool;
use crate::pricebook::region::RegionLadders;
use crate::pricebook::regions;
use crate::pricebook::saved::Saved;
use crate::pricebook::sold::Sold;
use crate::pricebook::type_table::TypeTable;
use crate::pricebook::{
    BookError, BookInfo, General, Meter, MissingPrice, Provenance, ProvenanceId, RegionRates, Rule, Rules,
    foreign_region, meters, rules,
};
use crate::terms::{MOST_PROBLEMS, Purchase, nearest};
use crate::units::unit;
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
    types: OnceLock<Result<TypeTable, BookError>>,
    estimates: OnceLock<Result<Estimates, BookError>>,
    /// By region code, sorted.
    regions: Vec<Slot>,
    /// Where a region was found last: a hint only.
    last_region: AtomicUsize,
    global: OnceLock<Result<RegionLadders, BookError>>,
    /// Which regions have a price, where errors asked for it.
    pub(in crate::pricebook) holders: AllHolders,
    /// Which rows laid over the book count everywhere, as those of a [`Slot`].
    global_tiers: Vec<(usize, usize)>,
}

/// One region of a book, read when it is first needed.
#[derive(Debug)]
pub(in crate::pricebook) struct Slot {
    name: String,
    rates: OnceLock<Result<RegionLadders, BookError>>,
    /// On-demand rates that were read one by one; unused where the user has rates of instances of their own here.
    few: FewRates,
    /// Which rows of instances laid over the book are of this region.
    own_types: Vec<usize>,
    /// Which rows of everything else are: file and row.
    own_tiers: Vec<(usize, usize)>,
    asked: Asked,
    /// Rates of instances, by how much of them was read.
    ec2: [OnceLock<Result<RegionTypes, BookError>>; Reach::COUNT],
    /// General types with a rate, by purchase option and architecture.
    general: OnceLock<Vec<OnceLock<General>>>,
    /// Types with a rate, by purchase option, where errors asked for them.
    sold: OnceLock<Vec<OnceLock<Sold>>>,
}

/// How many of a region's rates of instances are read: most runs need few of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    OnDemand,
    /// On-demand and Spot.
    Listed,
    /// Commitments too.
    All,
}

impl Reach {
    const COUNT: usize = Reach::All as usize + 1;

    /// What a purchase option needs.
    fn of(purchase: Purchase) -> Reach {
        match purchase {
            Purchase::OnDemand => Reach::OnDemand,
            Purchase::Spot => Reach::Listed,
            Purchase::Committed(_) => Reach::All,
        }
    }
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
        let (mut saved, mut faults) = (Vec::new(), Vec::new());
        for layer in layers {
            let Layer::Book(files) = layer else { continue };
            match Saved::read(files) {
                Ok(book) => saved.extend(book),
                Err(found) => faults.push(found),
            }
        }
        let pool = ProvenancePool::default();
        let overlay = Overlay::read(layers, &pool, &mut faults);
        // Of what cannot be read nobody knows over which book it lies.
        let books = layers.iter().filter(|layer| matches!(layer, Layer::Book(_))).count();
        if id.is_none() && saved.len() < books {
            BookError::check(std::mem::take(&mut faults))?;
        }
        let id = id.or(saved.last().map(|book| book.base.as_str())).unwrap_or(embedded::DEFAULT_ID);
        let base = embedded::find(id).ok_or_else(|| BookError::File {
            file: format!("price book {id}"),
            message: format!(
                "there is no such book; the books are {}",
                PriceBook::ids().collect::<Vec<_>>().join(", ")
            ),
        })?;
        if let Some(other) = saved.iter().find(|book| book.base != id) {
            return Err(BookError::File {
                file: format!("price book {}", other.id),
                message: format!(
                    "it lies over price book {}, and not over {id}, whose rules and other prices would count: name one of the two alone",
                    other.base
                ),
            });
        }
        let published = rules::read("rules.csv", base.rules, &Met::default())?;
        let mut rule_rows: Vec<Rule> = published.into_iter().map(|own| own.rule).collect();
        let text_of = |name: &str| {
            let mut files = layers.iter().flat_map(Layer::files);
            files.find(|file| file.name == name).map_or("", |file| file.text.as_str())
        };
        for own in &overlay.rules {
            // Of very many the nearest names and the places would take minutes to find.
            if faults.len() >= MOST_PROBLEMS && !own.is_of(&rule_rows) {
                faults.push(own.counted());
            } else if let Some((column, fault)) = own.fault(id, &rule_rows) {
                let is_told = faults.len() < MOST_PROBLEMS;
                faults.push(if is_told { fault.at_cell(text_of(&own.file), column) } else { own.counted() });
            }
        }
        rule_rows.extend(overlay.rules.iter().map(|own| own.rule.clone()));
        let info = BookInfo::read(base, &saved, layers)?;
        let mut names: Vec<&str> = base.rates.iter().map(|(name, _)| *name).chain(base.ec2_regions()).collect();
        names.extend(overlay.rates.iter().flatten().map(|row| row.region.as_str()));
        names.extend(overlay.ec2.iter().map(|row| row.region.as_str()));
        names.sort_unstable();
        names.dedup();
        let types = OnceLock::new();
        let discounts = overlay.discounts.rows().iter().map(Discount::named);
        let named: Vec<Named<'_>> = discounts.chain(overlay.estimates.iter().map(Estimate::named)).collect();
        if !named.is_empty() {
            let table = TypeTable::new(base.types, base.type_rows, &overlay.types)?;
            let families = table.families()?;
            let known = Known {
                regions: (!overlay.gaps.regions).then_some(names.as_slice()),
                families: (!overlay.gaps.families).then_some(families.as_slice()),
            };
            for unknown in named.into_iter().flat_map(|named| named.unknown(known)) {
                let is_told = faults.len() < MOST_PROBLEMS;
                faults.push(if is_told { unknown.fault(text_of(unknown.file())) } else { unknown.counted() });
            }
            // Of names that no price has nothing is to be decided.
            if faults.is_empty() {
                for layer in &overlay.discount_layers {
                    faults.extend(discount::rival_faults(&overlay.discounts.rows()[layer.clone()], text_of));
                }
            }
            types.get_or_init(|| Ok(table));
        }
        BookError::check(faults)?;
        let rules = Rules::resolve(&rule_rows)
            .and_then(Rules::with_few_memory_sizes)
            .map_err(|message| BookError::File { file: format!("price book {id}"), message })?;
        names.retain(|name| *name != GLOBAL);
        let mut regions: Vec<Slot> = names.into_iter().map(Slot::new).collect();
        let global_tiers = loading::assign(&overlay, &mut regions);
        Ok(PriceBook {
            info,
            base,
            overlay,
            rules,
            rule_rows,
            pool,
            types,
            estimates: OnceLock::new(),
            regions,
            last_region: AtomicUsize::new(0),
            global: OnceLock::new(),
            holders: AllHolders::default(),
            global_tiers,
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

    /// The billing rules of the user's own that say something else than the book that they lie over.
    pub fn own_rules(&self) -> impl Iterator<Item = &Rule> {
        let is_own = |file: &str| self.info.own_files.iter().any(|own| own == file);
        // The book's rows come first, in which a later row of the same name wins.
        let below = self.rule_rows.len() - self.overlay.rules.len();
        let known = move |rule: &Rule| {
            let same = self.rule_rows[..below].iter().rev().find(|known| known.is_same_rule(rule));
            same.is_some_and(|same| (&same.value, &same.unit) == (&rule.value, &rule.unit))
        };
        let own = self.overlay.rules.iter().filter(move |own| is_own(&own.file)).map(|own| &own.rule);
        own.filter(move |rule| !known(rule))
    }

    /// Codes of all regions, in alphabetical order.
    pub fn region_names(&self) -> impl Iterator<Item = &str> {
        self.regions.iter().map(|slot| slot.name.as_str())
    }

    /// Codes of the regions that the files laid over the embedded book have prices of, in alphabetical order.
    #[must_use]
    pub fn overlaid_regions(&self) -> Vec<String> {
        let rates = self.overlay.rates.iter().flatten().map(|row| &row.region);
        let mut regions: Vec<String> = rates.chain(self.overlay.ec2.iter().map(|row| &row.region)).cloned().collect();
        regions.sort_unstable();
        regions.dedup();
        regions.retain(|name| name != GLOBAL);
        regions
    }

    /// The prices of a region except EC2 instances.
    ///
    /// # Errors
    /// [`PriceError`] for an unknown region, with the nearest known ones.
    pub fn region(&self, name: &str) -> Result<RegionRates<'_>, PriceError> {
        let slot = self.slot(name)?;
        let loaded = slot.rates.get_or_init(|| self.load_rates(&slot.name, &slot.own_tiers));
        match loaded {
            Ok(ladders) => Ok(RegionRates::new(&slot.name, Some(slot), ladders, self)),
            Err(error) => Err(error.clone().into()),
        }
    }

    /// Whether the book has this region.
    #[must_use]
    pub fn has_region(&self, name: &str) -> bool {
        self.slot_number(name).is_some()
    }

    /// The regions that a text stands for, as locations and zones do; else those whose names are nearest to it, or begin
    /// with it.
    #[must_use]
    pub fn regions_like(&self, name: &str) -> Vec<&str> {
        let meant: Vec<&str> = regions::meant(name).into_iter().filter(|code| self.has_region(code)).collect();
        if !meant.is_empty() {
            return meant;
        }
        // By its letters it would be one elsewhere.
        if foreign_region(name).is_some() {
            return Vec::new();
        }
        // AWS in China is another partition, with prices of its own: no region elsewhere is meant by its names.
        if name.starts_with("cn-") {
            return self.region_names().filter(|known| known.starts_with("cn-")).collect();
        }
        let hints = nearest(name, self.region_names());
        if !hints.is_empty() || name.is_empty() {
            return hints;
        }
        self.region_names().filter(|known| known.starts_with(name)).collect()
    }

    /// The prices that count in every region, such as free allowances.
    ///
    /// # Errors
    /// [`PriceError`] when the book's data is damaged.
    pub fn global(&self) -> Result<RegionRates<'_>, PriceError> {
        let loaded = self.global.get_or_init(|| self.load_rates(GLOBAL, &self.global_tiers));
        match loaded {
            Ok(ladders) => Ok(RegionRates::new(GLOBAL, None, ladders, self)),
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

    fn slot_number(&self, name: &str) -> Option<usize> {
        // Rows of the same region follow each other: look where the last one was found.
        let last = self.last_region.load(Ordering::Relaxed);
        if self.regions.get(last).is_some_and(|slot| slot.name == name) {
            return Some(last);
        }
        let place = self.regions.binary_search_by(|slot| slot.name.as_str().cmp(name)).ok()?;
        self.last_region.store(place, Ordering::Relaxed);
        Some(place)
    }

    fn slot(&self, name: &str) -> Result<&Slot, PriceError> {
        match self.slot_number(name) {
            Some(place) => Ok(&self.regions[place]),
            None => {
                let hints = self.regions_like(name);
                let list = if hints.is_empty() { " (`costcalc prices list regions` lists them)" } else { "" };
                let book = &self.info.id;
                Err(MissingPrice::new(format!("price book {book} knows no region {name:?}{list}"), &hints).into())
            }
        }
    }
}

/// Rows of this region count everywhere.
pub(in crate::pricebook) const GLOBAL: &str = "global";

impl Slot {
    fn new(name: &str) -> Slot {
        Slot {
            name: name.to_owned(),
            rates: OnceLock::new(),
            few: FewRates::default(),
            own_types: Vec::new(),
            own_tiers: Vec::new(),
            asked: Asked::default(),
            ec2: Default::default(),
            general: OnceLock::new(),
            sold: OnceLock::new(),
        }
    }
}
