//! What a book says of EC2 instances: types, hourly rates with estimates and discounts, general types.

use super::{PriceBook, Reach, Slot};
use crate::pricebook::discount::{self, Priced};
use crate::pricebook::ec2::{self, HourlyRate, RegionTypes};
use crate::pricebook::estimates::{self, Estimates};
use crate::pricebook::keys::Met;
use crate::pricebook::sold::Sold;
use crate::pricebook::type_table::TypeTable;
use crate::pricebook::types::{InstanceType, TypeId};
use crate::pricebook::{BookError, General, PriceError, RegionRates};
use crate::terms::{Arch, Purchase};
use crate::units::UnitPrice;
use std::sync::OnceLock;

impl PriceBook {
    /// The instance type of that name.
    ///
    /// # Errors
    /// [`PriceError`] for an unknown name, with the nearest known ones.
    pub fn instance_type(&self, name: &str) -> Result<(TypeId, &InstanceType), PriceError> {
        let types = self.types()?;
        match types.find(name) {
            Some(id) => Ok((id, types.get(id)?)),
            None => Err(types.unknown(name, &self.info.id).into()),
        }
    }

    /// Whether the book has an instance type of that name, or a family where it has no point. Also where its data is
    /// damaged, which pricing tells.
    #[must_use]
    pub fn may_have_type(&self, name: &str) -> bool {
        let Ok(types) = self.types() else { return true };
        if name.contains('.') { types.find(name).is_some() } else { types.has_family(name).unwrap_or(true) }
    }

    /// Whether prices of that name can be used: of a type, which a family is not.
    pub(in crate::pricebook) fn may_price(&self, name: &str) -> bool {
        name.contains('.') && self.may_have_type(name)
    }

    /// The instance types whose names are nearest to one, or families where it has no point; none where the book's data
    /// is damaged.
    #[must_use]
    pub fn types_like(&self, name: &str) -> Vec<&str> {
        self.types().map_or_else(|_| Vec::new(), |types| types.near(name))
    }

    /// The instance type of that number.
    ///
    /// # Errors
    /// [`PriceError`] when the book's data is damaged.
    pub fn instance_type_by_id(&self, id: TypeId) -> Result<&InstanceType, PriceError> {
        Ok(self.types()?.get(id)?)
    }

    /// Every instance type, in alphabetical order.
    ///
    /// # Errors
    /// [`PriceError`] when the book's data is damaged.
    pub fn instance_types(&self) -> Result<impl Iterator<Item = (TypeId, &InstanceType)>, PriceError> {
        Ok(self.types()?.iter()?)
    }

    /// The types of a family, in alphabetical order.
    ///
    /// # Errors
    /// [`PriceError`] for an unknown family, with the nearest known ones.
    pub fn family(&self, family: &str) -> Result<Vec<TypeId>, PriceError> {
        let types = self.types()?;
        match types.of_family(family)? {
            [] => Err(types.unknown(family, &self.info.id).into()),
            ids => Ok(ids.to_vec()),
        }
    }

    /// What an instance costs an hour, if the book has or can derive a rate.
    ///
    /// # Errors
    /// [`PriceError`] for an unknown region.
    pub fn hourly(&self, region: &str, id: TypeId, purchase: Purchase) -> Result<Option<HourlyRate>, PriceError> {
        let slot = self.slot(region)?;
        let types = self.types()?;
        let mut rate = self.listed(slot, id, purchase)?;
        if rate.is_none() && matches!(purchase, Purchase::Committed(_)) {
            let rates = self.rates_of(slot, purchase)?;
            rate = rates.rate(region, types.get(id)?, id, purchase, self.estimates()?);
        }
        let of = |rate| Ok(self.asked(slot, id, purchase, self.discounted(rate, region, types.get(id)?, purchase)));
        rate.map(of).transpose()
    }

    /// The types that a region has any rate of, in no order: those that it may have or derive one of under a purchase option.
    /// Very many regions and types have few of each other.
    ///
    /// # Errors
    /// [`PriceError`] for an unknown region.
    pub fn types_in(&self, region: &str, purchase: Purchase) -> Result<Vec<TypeId>, PriceError> {
        Ok(self.rates_of(self.slot(region)?, purchase)?.all().map(|(id, _)| id).collect())
    }

    /// Every price of a region that the lists give: nothing derived, and nothing kept, as a book may have very many regions.
    ///
    /// # Errors
    /// [`PriceError`] for an unknown region.
    pub(in crate::pricebook) fn listed_prices(
        &self,
        region: &str,
        of_rates: impl FnOnce(RegionRates<'_>),
        mut of_type: impl FnMut(&InstanceType, Purchase, HourlyRate),
    ) -> Result<(), PriceError> {
        let slot = self.slot(region)?;
        of_rates(RegionRates::new(region, Some(slot), &self.load_rates(region, &slot.own_tiers)?, self));
        for (id, rates) in self.read_rates(slot, Reach::All)?.all() {
            let kind = self.instance_type_by_id(id)?;
            for (purchase, rate) in rates {
                of_type(kind, *purchase, self.discounted(*rate, region, kind, *purchase));
            }
        }
        Ok(())
    }

    /// An instance's published rate less the user's discount, if there is one for it.
    fn discounted(&self, rate: HourlyRate, region: &str, kind: &InstanceType, purchase: Purchase) -> HourlyRate {
        let discounts = &self.overlay.discounts;
        if discounts.rows().is_empty() {
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

    /// The type of that name and its rate in a region: [`instance_type`](PriceBook::instance_type) and
    /// [`require_hourly`](PriceBook::require_hourly) at once, for scenarios of millions of rows that name their types.
    ///
    /// # Errors
    /// [`PriceError`] for an unknown region or name, and where the book neither has nor can derive the rate.
    pub fn priced_type(
        &self,
        rates: &RegionRates<'_>,
        name: &str,
        purchase: Purchase,
    ) -> Result<(TypeId, &InstanceType, HourlyRate), PriceError> {
        let region = rates.region();
        let slot = rates.slot.map_or_else(|| self.slot(region), Ok)?;
        let (id, kind) = self.instance_type(name)?;
        let rate = match self.listed(slot, id, purchase)? {
            Some(listed) => self.asked(slot, id, purchase, self.discounted(listed, region, kind, purchase)),
            None => self.require_hourly(region, id, purchase)?,
        };
        Ok((id, kind, rate))
    }

    /// The types that have a rate in a region under a purchase option, for errors.
    ///
    /// # Errors
    /// [`PriceError`] for an unknown region.
    pub(in crate::pricebook) fn sold(&self, region: &str, purchase: Purchase) -> Result<&Sold, PriceError> {
        let slot = self.slot(region)?;
        let cells = slot.sold.get_or_init(|| (0..Purchase::COUNT).map(|_| OnceLock::new()).collect());
        let cell = &cells[purchase.index()];
        if let Some(known) = cell.get() {
            return Ok(known);
        }
        let mut sold = Sold::default();
        for (id, kind) in self.instance_types()? {
            if self.hourly(region, id, purchase)?.is_some() {
                sold.add(id, kind);
            }
        }
        Ok(cell.get_or_init(|| sold))
    }

    /// The general types of a region and architecture that have a rate under a purchase option.
    ///
    /// # Errors
    /// [`PriceError`] for an unknown region.
    pub fn general(&self, region: &str, purchase: Purchase, arch: Arch) -> Result<&General, PriceError> {
        let slot = self.slot(region)?;
        let cells =
            slot.general.get_or_init(|| (0..Purchase::COUNT * Arch::ALL.len()).map(|_| OnceLock::new()).collect());
        let cell = &cells[purchase.index() * Arch::ALL.len() + arch as usize];
        if let Some(known) = cell.get() {
            return Ok(known);
        }
        let types = self.types()?;
        let rates = self.rates_of(slot, purchase)?;
        let estimates = if let Purchase::Committed(_) = purchase { Some(self.estimates()?) } else { None };
        let rate_of = |kind: &InstanceType, id: TypeId| {
            let rate = match estimates {
                Some(estimates) => rates.rate(&slot.name, kind, id, purchase, estimates),
                None => rates.listed(id, purchase),
            };
            rate.map(|rate| self.discounted(rate, &slot.name, kind, purchase))
        };
        let on_demand = |kind: &InstanceType, id: TypeId| {
            let listed = rates.listed(id, Purchase::OnDemand);
            listed.map(|rate| self.discounted(rate, &slot.name, kind, Purchase::OnDemand))
        };
        let types: Vec<(TypeId, &InstanceType)> = types.iter()?.collect();
        let general = cell.get_or_init(|| General::of(&types, rates, rate_of, on_demand, arch));
        for (id, rate) in &general.types {
            self.asked(slot, *id, purchase, *rate);
        }
        Ok(general)
    }

    fn types(&self) -> Result<&TypeTable, PriceError> {
        let loaded =
            self.types.get_or_init(|| Ok(TypeTable::new(self.base.types, self.base.type_rows, &self.overlay.types)?));
        loaded.as_ref().map_err(|error| error.clone().into())
    }

    pub(super) fn estimates(&self) -> Result<&Estimates, PriceError> {
        let loaded = self.estimates.get_or_init(|| {
            // A user's own estimates are tried first.
            let mut all = self.overlay.estimates.clone();
            let text = self.base.ec2_estimates()?;
            if !text.is_empty() {
                let names = self.source_names();
                let (rows, wrong) = estimates::read("ec2-estimates.csv", &text, &names, &self.pool, &Met::default());
                wrong.map_or(Ok(()), Err)?;
                all.extend(rows);
            }
            Ok(Estimates::new(all))
        });
        loaded.as_ref().map_err(|error| error.clone().into())
    }

    /// The rate that the lists give, no discount taken off.
    fn listed(&self, slot: &Slot, id: TypeId, purchase: Purchase) -> Result<Option<HourlyRate>, PriceError> {
        let is_read = || slot.ec2[Reach::OnDemand as usize].get().is_some();
        if purchase == Purchase::OnDemand
            && slot.own_types.is_empty()
            && !is_read()
            && let Some(rate) = slot.few.get(id, || self.read_on_demand(slot, id))
        {
            return rate;
        }
        Ok(self.rates_of(slot, purchase)?.listed(id, purchase))
    }

    /// The embedded book's on-demand rate of one type.
    fn read_on_demand(&self, slot: &Slot, id: TypeId) -> Result<Option<HourlyRate>, PriceError> {
        let name = &self.types()?.get(id)?.name;
        let mut rate = None;
        if let Some(text) = self.base.ec2_row(&slot.name, name) {
            let file = file_of(slot);
            ec2::for_each(&file, &text, &self.source_names(), &self.pool, |row| rate = Some(row.rate))
                .map_err(BookError::from)?;
        }
        Ok(rate)
    }

    /// The table that has the rates of a purchase option.
    fn rates_of<'a>(&'a self, slot: &'a Slot, purchase: Purchase) -> Result<&'a RegionTypes, PriceError> {
        let reach = Reach::of(purchase);
        let loaded = slot.ec2[reach as usize].get_or_init(|| self.read_rates(slot, reach));
        loaded.as_ref().map_err(|error| error.clone().into())
    }

    /// Reads a region's rates as far as is asked for.
    fn read_rates(&self, slot: &Slot, reach: Reach) -> Result<RegionTypes, BookError> {
        let names = self.source_names();
        let types = self.types().map_err(PriceError::into_book_error)?;
        let mut rates = RegionTypes::new();
        let file = file_of(slot);
        let on_demand = self.base.ec2(&slot.name);
        let spot = if reach >= Reach::Listed { self.base.spot(&slot.name)? } else { None };
        let commitments = if reach == Reach::All { self.base.commitments(&slot.name)? } else { None };
        for text in [on_demand, spot, commitments].into_iter().flatten() {
            ec2::for_each(&file, &text, &names, &self.pool, |row| rates.add(types, &row))?;
        }
        slot.own_types.iter().for_each(|at| rates.add(types, &self.overlay.ec2[*at]));
        Ok(rates)
    }
}

/// The embedded book's file of a region's rates, as faults name it.
fn file_of(slot: &Slot) -> String {
    format!("ec2/{}.csv", slot.name)
}
