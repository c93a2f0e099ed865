//! Reading the prices of one region, layer by layer, less the discounts on them.

use super::{GLOBAL, PriceBook};
use crate::pricebook::discount::{self, Priced};
use crate::pricebook::keys::Met;
use crate::pricebook::region::{self, RegionLadders, SourceNames, Titles};
use crate::pricebook::{BookError, meters};

impl PriceBook {
    /// The words for sources of the embedded book's rows.
    pub(super) fn source_names(&self) -> SourceNames<'static> {
        SourceNames { titles: Titles::Embedded(self.base.source_rows), own: false, complete: true }
    }

    /// The rows of a region, or of those that count everywhere, layer by layer.
    fn rate_rows(&self, region: &str) -> Result<Vec<Vec<region::RateRow>>, BookError> {
        let mut groups = Vec::new();
        if let Some((_, text)) = self.base.rates.iter().find(|(name, _)| *name == region) {
            groups.push(region::read("rates.csv", text, &self.source_names(), &self.pool, &Met::default())?);
        }
        for file in &self.overlay.rates {
            groups.push(file.iter().filter(|row| row.region == region).cloned().collect());
        }
        Ok(groups)
    }

    /// The prices of a region, or those that count everywhere.
    pub(super) fn load_rates(&self, region: &str) -> Result<RegionLadders, BookError> {
        let mut groups = self.rate_rows(region)?;
        if region != GLOBAL && self.overlay.discounts.iter().any(|discount| discount.is_of_region(region)) {
            // A region's discount is on what counts everywhere, too, as far as it is used there.
            let mut everywhere = self.rate_rows(GLOBAL)?;
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
