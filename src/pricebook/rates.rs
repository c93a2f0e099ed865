//! [`RegionRates`]: look-ups among one region's prices of everything but EC2 instances.

use super::book::Slot;
use super::region::RegionLadders;
use super::{Ladder, Meter, MeterInfo, MissingPrice, PriceBook, PriceError, ProvenanceId, Tier, TypedLadder, meters};
use crate::terms::{Arch, Purchase};
use crate::units::{Dec, Unit};

/// The prices of one region, or those that count everywhere. What it lacks is an error that names what is known.
#[derive(Debug, Clone, Copy)]
pub struct RegionRates<'a> {
    region: &'a str,
    /// Where the book has the region's rates of instances; `None` for prices that count everywhere.
    pub(super) slot: Option<&'a Slot>,
    ladders: &'a RegionLadders,
    book: &'a PriceBook,
}

impl<'a> RegionRates<'a> {
    pub(super) fn new(
        region: &'a str,
        slot: Option<&'a Slot>,
        ladders: &'a RegionLadders,
        book: &'a PriceBook,
    ) -> RegionRates<'a> {
        RegionRates { region, slot, ladders, book }
    }

    /// The region's code.
    #[must_use]
    pub fn region(&self) -> &'a str {
        self.region
    }

    /// The on-demand price of a meter for an architecture.
    ///
    /// # Errors
    /// [`MissingPrice`] where the book has none for this region.
    pub fn price<U: Unit>(&self, meter: Meter<U>, arch: Arch) -> Result<TypedLadder<'a, U>, MissingPrice> {
        match self.ladders.on_demand(meter.index(), arch) {
            Some(ladder) => Ok(self.asked(ladder, meter, arch, Purchase::OnDemand)),
            None => Err(self.missing(meter.index(), arch, Purchase::OnDemand)),
        }
    }

    /// As [`price`](RegionRates::price), where a price that counts in every region stands in for one of this region's.
    ///
    /// # Errors
    /// [`PriceError`] where the book has neither.
    pub fn price_here_or_everywhere<U: Unit>(
        &self,
        meter: Meter<U>,
        arch: Arch,
    ) -> Result<TypedLadder<'a, U>, PriceError> {
        // Not by way of `price`: its error, which nobody would read, looks through every region for hints.
        match self.ladders.on_demand(meter.index(), arch) {
            Some(ladder) => Ok(self.asked(ladder, meter, arch, Purchase::OnDemand)),
            None => Ok(self.book.global()?.price(meter, arch)?),
        }
    }

    /// A price that is asked for: one of the user's own, or with a discount, is noted.
    fn asked<U: Unit>(
        &self,
        ladder: &'a Ladder,
        meter: Meter<U>,
        arch: Arch,
        purchase: Purchase,
    ) -> TypedLadder<'a, U> {
        if ladder.tiers().first().is_some_and(|tier| tier.provenance.is_own()) {
            self.ladders.asked(meter.index(), arch).note(purchase);
        }
        TypedLadder::new(ladder)
    }

    /// The price of a meter under a Savings Plan.
    ///
    /// # Errors
    /// [`MissingPrice`] where the book has none for this region.
    pub fn committed_price<U: Unit>(
        &self,
        meter: Meter<U>,
        arch: Arch,
        purchase: Purchase,
    ) -> Result<TypedLadder<'a, U>, MissingPrice> {
        match self.ladders.under(meter.index(), arch, purchase) {
            Some(ladder) => Ok(self.asked(ladder, meter, arch, purchase)),
            None => Err(self.missing(meter.index(), arch, purchase)),
        }
    }

    /// The size of a free allowance among the prices that count everywhere, in the meter's unit, and where that is known from.
    ///
    /// # Errors
    /// [`MissingPrice`] where the book has no such allowance.
    pub fn allowance<U: Unit>(&self, meter: Meter<U>) -> Result<(Dec, ProvenanceId), MissingPrice> {
        let ladder = self.price(meter, Arch::X86_64)?;
        let end = ladder.end().ok_or_else(|| self.missing(meter.index(), Arch::X86_64, Purchase::OnDemand))?;
        Ok((end, ladder.first().provenance))
    }

    /// The tiers of the meter of that number.
    pub(super) fn tiers_of(&self, meter: usize, arch: Arch, purchase: Purchase) -> Option<&'a [Tier]> {
        self.ladders.under(meter, arch, purchase).map(Ladder::tiers)
    }

    /// Every price of the region for listings: meter, architecture, purchase option, ladder.
    pub fn all(&self) -> Vec<(&'static MeterInfo, Option<Arch>, Purchase, &'a Ladder)> {
        (0..meters::ALL.len()).flat_map(|meter| self.of_meter(meter)).collect()
    }

    fn of_meter(
        &self,
        meter: usize,
    ) -> impl Iterator<Item = (&'static MeterInfo, Option<Arch>, Purchase, &'a Ladder)> + use<'a> {
        let (ladders, info) = (self.ladders, &meters::ALL[meter]);
        let arches = Arch::ALL.into_iter().filter(|arch| info.by_arch || *arch == Arch::X86_64);
        arches.flat_map(move |arch| {
            let shown = info.by_arch.then_some(arch);
            Purchase::all()
                .filter_map(move |purchase| Some((info, shown, purchase, ladders.under(meter, arch, purchase)?)))
        })
    }

    /// That a price is missing, and what is known of it: in this region under other terms, or in other regions.
    fn missing(&self, meter: usize, arch: Arch, purchase: Purchase) -> MissingPrice {
        let info = &meters::ALL[meter];
        let of_arch = if info.by_arch { format!(" for {}", arch.name()) } else { String::new() };
        let under = if purchase == Purchase::OnDemand { String::new() } else { format!(" under {purchase}") };
        let what = format!(
            "price book {} has no price of {} {} in {}{of_arch}{under}",
            self.book.info().id,
            info.service,
            info.dimension,
            self.region
        );
        let here: Vec<String> = self
            .of_meter(meter)
            .map(|(_, arch, purchase, _)| match arch {
                Some(arch) => format!("{} {purchase}", arch.name()),
                None => purchase.to_string(),
            })
            .collect();
        if here.is_empty() {
            let has = |other: &RegionRates<'_>| other.ladders.under(meter, arch, purchase).is_some();
            let help = self.help(meter, arch, purchase);
            let holders = self.book.holders((meter, arch, purchase), has);
            return MissingPrice::in_region(what, holders.count(), &holders.near(self.region), help);
        }
        MissingPrice::new(what, &here.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// What to do where a price is missing: the row of a table for it, and what else is known to help.
    fn help(&self, meter: usize, arch: Arch, purchase: Purchase) -> String {
        let (info, region) = (&meters::ALL[meter], self.region);
        let arch = if info.by_arch { arch.name() } else { "any" };
        let (service, dimension, unit) = (info.service, info.dimension, info.unit);
        let row = format!("{region},{service},{dimension},{arch},{purchase},0,Inf,{unit},USD,DATE,SOURCE");
        let volume = self.book.root_volume_meter().is_ok_and(|volume| volume.index() == meter);
        let without = if volume { "; or set ebs_gb to 0, and no storage is counted" } else { "" };
        format!(
            "add it with --pricing FILE: the heading of other prices in `costcalc prices columns`, and the row {row}{without}"
        )
    }
}
