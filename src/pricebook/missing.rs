//! What the errors of missing prices say: what is missing, and what is known in its place.

use super::sold::Sold;
use super::{InstanceType, MissingPrice, PriceBook, PriceError, TypeId, meters};
use crate::terms::{Arch, Purchase, nearest};

/// What to do where a region has nothing of the kind.
const ELSEWHERE: &str = "take another region (`costcalc prices list regions` has those in which workloads can be compared) or add \
                         prices of your own with --pricing";

impl PriceBook {
    /// Whether the book has what every comparison in a region needs: Lambda's requests and durations, volumes to start instances
    /// from, and an instance on demand. Regions that AWS opened last lack some of it.
    ///
    /// # Errors
    /// [`PriceError`] for an unknown region, and when the book's data is damaged.
    pub fn can_compare_in(&self, region: &str) -> Result<bool, PriceError> {
        let rates = self.region(region)?;
        let needed =
            [meters::LAMBDA_REQUESTS.index(), meters::LAMBDA_DURATION.index(), self.root_volume_meter()?.index()];
        let of_any = |meter: &usize| {
            Arch::ALL.into_iter().any(|arch| rates.tiers_of(*meter, arch, Purchase::OnDemand).is_some())
        };
        if !needed.iter().all(of_any) {
            return Ok(false);
        }
        self.has_instances_in(region)
    }

    /// Why an instance has no rate: what the type does have in the region, or which types have one there.
    ///
    /// # Errors
    /// [`PriceError`] when the book's data is damaged.
    pub(super) fn no_hourly(&self, region: &str, id: TypeId, purchase: Purchase) -> Result<PriceError, PriceError> {
        let kind = self.instance_type_by_id(id)?;
        let sold = self.sold(region, purchase)?;
        sold.told(&kind.name, || self.no_rate(region, (id, kind), purchase, sold))
    }

    fn no_rate(
        &self,
        region: &str,
        (id, kind): (TypeId, &InstanceType),
        purchase: Purchase,
        sold: &Sold,
    ) -> Result<PriceError, PriceError> {
        let mut known = Vec::new();
        for other in Purchase::all() {
            if self.hourly(region, id, other)?.is_some() {
                known.push(other.to_string());
            }
        }
        let book = &self.info().id;
        if !known.is_empty() {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let what = format!("price book {book} has no {purchase} rate of {} in {region}", kind.name);
            return Ok(MissingPrice::new(what, &known).into());
        }
        let siblings = sold.of_family(&kind.family).iter().map(|id| Ok(&*self.instance_type_by_id(*id)?.name));
        let mut near = siblings.collect::<Result<Vec<&str>, PriceError>>()?;
        if near.is_empty() {
            near = nearest(&kind.name, sold.around(self, &kind.name)?.into_iter().map(|kind| &*kind.name));
        }
        if near.is_empty() && self.sold(region, Purchase::OnDemand)?.is_empty() {
            return Ok(self.no_instances(region));
        }
        let elsewhere = if near.is_empty() { format!("; {ELSEWHERE}") } else { String::new() };
        let what = format!("price book {book} has no price of {} in {region}{elsewhere}", kind.name);
        Ok(MissingPrice::new(what, &near).into())
    }

    /// Whether an instance has a price on demand in a region.
    fn has_instances_in(&self, region: &str) -> Result<bool, PriceError> {
        for (id, _) in self.instance_types()? {
            if self.hourly(region, id, Purchase::OnDemand)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Why nothing can be priced on EC2 in a region.
    fn no_instances(&self, region: &str) -> PriceError {
        let book = &self.info().id;
        let what = format!("price book {book} has no price of any instance in {region}; {ELSEWHERE}");
        MissingPrice::new(what, &[]).into()
    }

    /// Why a burstable type without a known baseline cannot be priced.
    pub(crate) fn no_baseline(&self, kind: &InstanceType) -> PriceError {
        let book = &self.info().id;
        let how = "describe the type in a table for --pricing, with its baseline_pct_per_vcpu";
        MissingPrice::new(format!("price book {book} has no CPU baseline of {}; {how}", kind.name), &[]).into()
    }

    /// Why surplus credits of a family cannot be priced.
    pub(crate) fn no_surplus_price(&self, family: &str) -> PriceError {
        let book = &self.info().id;
        MissingPrice::new(format!("price book {book} has no price of surplus CPU credits of {family}"), &[]).into()
    }

    /// Why a search without named types has nothing to look through.
    pub(crate) fn no_general_type(&self, region: &str, purchase: Purchase, arch: Arch) -> PriceError {
        // Data that is damaged is told of where it is read.
        if self.sold(region, Purchase::OnDemand).is_ok_and(Sold::is_empty) {
            return self.no_instances(region);
        }
        let (book, arch) = (&self.info().id, arch.name());
        let what = format!(
            "price book {book} has no {purchase} price of a general {arch} type in {region}; name instance_type, or {ELSEWHERE}"
        );
        MissingPrice::new(what, &[]).into()
    }

    /// Why no type of a family can be used in a region.
    pub(crate) fn family_not_sold(
        &self,
        region: &str,
        family: &str,
        purchase: Purchase,
    ) -> Result<PriceError, PriceError> {
        let sold = self.sold(region, purchase)?;
        sold.told(family, || {
            let mut families: Vec<&str> = sold.around(self, family)?.into_iter().map(|kind| &*kind.family).collect();
            families.dedup();
            let hints = nearest(family, families);
            let book = &self.info().id;
            let what = format!("price book {book} has no {purchase} price of family {family} in {region}");
            Ok(MissingPrice::new(what, &hints).into())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricebook::OverlayFile;

    /// For each row all types were looked through: minutes.
    #[test]
    fn very_many_types_and_rows_without_a_price_are_told_in_a_moment() {
        const TYPES: usize = 20_000;
        let mut types =
            "instance_type,family,arch,vcpu,memory_gib,burstable,baseline_pct_per_vcpu,current_generation,gpu,\
                         bare_metal,as_of,source\n"
                .to_owned();
        let mut rates = "region,instance_type,purchase,usd_per_hour,as_of,source\n".to_owned();
        for at in 0..TYPES {
            types.push_str(&format!("own.{at:05},own,x86_64,2,8,false,,true,0,false,2026-10-01,ours\n"));
            let region = if at < 6 { "eu-west-1" } else { "us-east-1" };
            rates.push_str(&format!("{region},own.{at:05},on-demand,0.1,2026-10-01,ours\n"));
        }
        types.push_str("alone.large,alone,x86_64,2,8,false,,true,0,false,2026-10-01,ours\n");
        rates.push_str("us-east-1,alone.large,on-demand,0.1,2026-10-01,ours\n");
        let own = [OverlayFile::new("types.csv", types), OverlayFile::new("rates.csv", rates)];
        let book = PriceBook::open("2026", &own).unwrap();
        let told = |name: &str| {
            let (id, _) = book.instance_type(name).unwrap();
            book.require_hourly("eu-west-1", id, Purchase::OnDemand).unwrap_err().to_string()
        };
        for at in 6..TYPES {
            let name = format!("own.{at:05}");
            let expected = format!(
                "price book 2026 has no price of {name} in eu-west-1; the nearest known: own.00000, own.00001, own.00002, own.00003"
            );
            assert_eq!(told(&name), expected);
        }
        let alone = told("alone.large");
        assert!(alone.starts_with("price book 2026 has no price of alone.large in eu-west-1"), "{alone}");
        assert!((0..100_000).all(|_| told("alone.large") == alone));
    }
}
