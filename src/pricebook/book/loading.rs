//! Reading the prices of one region, layer by layer, less the discounts on them.

use super::{GLOBAL, PriceBook, Slot};
use crate::pricebook::discount::{self, Priced};
use crate::pricebook::keys::Met;
use crate::pricebook::overlay::Overlay;
use crate::pricebook::region::{self, RegionLadders, SourceNames, Titles};
use crate::pricebook::{BookError, meters};

/// Notes at each region which rows laid over the book are its own, and gives those that count everywhere: of very many regions
/// each would look through all rows.
pub(super) fn assign(overlay: &Overlay, regions: &mut [Slot]) -> Vec<(usize, usize)> {
    let place = |regions: &[Slot], region: &str| regions.binary_search_by(|slot| slot.name.as_str().cmp(region)).ok();
    for (at, row) in overlay.ec2.iter().enumerate() {
        if let Some(place) = place(regions, &row.region) {
            regions[place].own_types.push(at);
        }
    }
    let mut everywhere = Vec::new();
    for (file, rows) in overlay.rates.iter().enumerate() {
        for (at, row) in rows.iter().enumerate() {
            match place(regions, &row.region) {
                Some(place) => regions[place].own_tiers.push((file, at)),
                // Every other region has a place.
                None => everywhere.push((file, at)),
            }
        }
    }
    everywhere
}

impl PriceBook {
    /// The words for sources of the embedded book's rows.
    pub(super) fn source_names(&self) -> SourceNames<'static> {
        SourceNames { titles: Titles::Embedded(self.base.source_rows), own: false, complete: true }
    }

    /// The rows of a region, or of those that count everywhere, layer by layer; `own` says which of the rows laid over the book
    /// these are.
    fn rate_rows(&self, region: &str, own: &[(usize, usize)]) -> Result<Vec<Vec<region::RateRow>>, BookError> {
        let mut groups = Vec::new();
        if let Some((_, text)) = self.base.rates.iter().find(|(name, _)| *name == region) {
            groups.push(region::read("rates.csv", text, &self.source_names(), &self.pool, &Met::default())?);
        }
        for of_file in own.chunk_by(|(one, _), (other, _)| one == other) {
            groups.push(of_file.iter().map(|(file, row)| self.overlay.rates[*file][*row].clone()).collect());
        }
        Ok(groups)
    }

    /// The prices of a region, or those that count everywhere.
    pub(super) fn load_rates(&self, region: &str, own: &[(usize, usize)]) -> Result<RegionLadders, BookError> {
        let mut groups = self.rate_rows(region, own)?;
        if region != GLOBAL && self.overlay.discounts.name_region(region) {
            // A region's discount is on what counts everywhere, too, as far as it is used there.
            let mut everywhere = self.rate_rows(GLOBAL, &self.global_tiers)?;
            let is_priced = |meter: usize| groups.iter().flatten().any(|row| row.meter == Some(meter));
            for rows in &mut everywhere {
                rows.retain(|row| {
                    row.meter.is_some_and(|meter| meters::ALL[meter].is_used_by_region() && !is_priced(meter))
                });
                rows.iter_mut().for_each(|row| region.clone_into(&mut row.region));
            }
            everywhere.append(&mut groups);
            groups = everywhere;
        }
        for row in groups.iter_mut().flatten() {
            let Some(meter) = row.meter else { continue };
            let priced =
                Priced { service: meters::ALL[meter].service, region: &row.region, family: "", purchase: row.purchase };
            let (usd, provenance) = (row.tier.usd, row.tier.provenance);
            (row.tier.usd, row.tier.provenance) =
                discount::apply(&self.overlay.discounts, &priced, usd, provenance, &self.pool);
        }
        Ok(RegionLadders::new(groups))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricebook::OverlayFile;
    use crate::pricebook::diff::diff;
    use crate::terms::Purchase;

    /// Hundreds of own regions, each of which held a table of all types.
    #[test]
    fn regions_know_their_own_rows_and_comparing_books_keeps_none() {
        let regions: Vec<String> = (0..300).map(|at| format!("r-east-{at}")).collect();
        let mut hours = "region,instance_type,purchase,usd_per_hour,upfront_usd,as_of,source\n".to_owned();
        let mut rates = "region,service,dimension,arch,purchase,tier_from,tier_to,unit,usd,as_of,source\n".to_owned();
        for region in &regions {
            hours.push_str(&format!("{region},m7g.large,on-demand,0.5,,2026-11-01,mine\n"));
            rates.push_str(&format!("{region},lambda,duration,arm64,on-demand,0,Inf,GB-s,0.5,2026-11-01,mine\n"));
        }
        let files = [OverlayFile::new("h.csv", &hours), OverlayFile::new("r.csv", &rates)];
        let (before, after) = (PriceBook::current().unwrap(), PriceBook::open("2026", &files).unwrap());
        let changes = diff(&before, &after).unwrap();
        assert_eq!(changes.len(), 2 * regions.len());
        assert!(changes.iter().all(|change| change.kind() == "added" && regions.contains(&change.region)));
        for slot in before.regions.iter().chain(&after.regions) {
            let is_own = regions.contains(&slot.name);
            assert_eq!((slot.own_types.len(), slot.own_tiers.len()), (usize::from(is_own), usize::from(is_own)));
            assert!(slot.rates.get().is_none() && slot.ec2.iter().all(|read| read.get().is_none()), "{}", slot.name);
        }
        let (id, _) = after.instance_type("m7g.large").unwrap();
        assert_eq!(after.types_in("r-east-7", Purchase::OnDemand), Ok(vec![id]));
    }
}
