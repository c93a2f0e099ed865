//! Quantities and prices that carry their unit in their type, so that only matching ones multiply.

use super::{Dec, TooLarge, Usd};
use std::marker::PhantomData;

/// A billing unit.
pub trait Unit: Copy + 'static {
    /// The unit as price lists and outputs name it, such as `GB-s`.
    const NAME: &'static str;
}

/// The billing units of the price book.
pub mod unit {
    use super::Unit;

    macro_rules! units {
        ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {$(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub enum $name {}
            impl Unit for $name {
                const NAME: &'static str = $text;
            }
        )*};
    }

    units! {
        /// One request: a Lambda invocation or an API call.
        Request = "request";
        /// One GB of a function's memory for one billed second.
        MemoryGbSecond = "GB-s";
        /// One GB of configured provisioned concurrency for one second.
        ProvisionedGbSecond = "GB-s";
        /// One GB of a function's memory for one billed second under provisioned concurrency.
        ProvisionedDurationGbSecond = "GB-s";
        /// One GB of ephemeral storage above the free part for one billed second.
        StorageGbSecond = "GB-s";
        /// One GB of a SnapStart snapshot cached for one second.
        SnapshotGbSecond = "GB-s";
        /// One GB of memory restored from a SnapStart snapshot.
        RestoredGb = "GB";
        /// One GB of streamed response above the free part.
        StreamedGb = "GB";
        /// One GB sent to the internet.
        TransferredGb = "GB";
        /// One GB of ingested logs.
        LogGb = "GB";
        /// One EC2 instance for one hour.
        InstanceHour = "instance-hour";
        /// One vCPU-hour of surplus CPU credits.
        VcpuHour = "vCPU-hour";
        /// One GB of block storage for a month.
        StorageGbMonth = "GB-month";
        /// One load balancer for one hour.
        LoadBalancerHour = "load-balancer-hour";
        /// One load balancer capacity unit for one hour.
        LcuHour = "LCU-hour";
        /// One public IPv4 address for one hour.
        AddressHour = "address-hour";
        /// One NAT gateway for one hour.
        GatewayHour = "gateway-hour";
        /// One GB processed by a NAT gateway.
        ProcessedGb = "GB";
        /// One provisioned I/O operation per second above the free ones, for a month.
        IopsMonth = "IOPS-month";
        /// One GiB/s of volume throughput above the free part, for a month.
        ThroughputMonth = "GiBps-month";
        /// One hour of a person's work.
        PersonHour = "person-hour";
    }
}

/// An amount of `U`, in steps of 10⁻¹².
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity<U: Unit> {
    amount: Dec,
    unit: PhantomData<U>,
}

impl<U: Unit> Quantity<U> {
    /// `amount` units.
    #[must_use]
    pub const fn new(amount: Dec) -> Quantity<U> {
        Quantity { amount, unit: PhantomData }
    }

    /// How many units.
    #[must_use]
    pub const fn amount(self) -> Dec {
        self.amount
    }
}

/// US dollars for one `U`, in steps of 10⁻¹².
///
/// Only a quantity of the same unit can be multiplied by it. Storage at the price of memory does not compile:
///
/// ```compile_fail
/// use costcalc::units::{Dec, Quantity, UnitPrice, unit};
/// let storage = Quantity::<unit::StorageGbSecond>::new(Dec::ONE);
/// let memory_price = UnitPrice::<unit::MemoryGbSecond>::new(Dec::ONE);
/// let amount = memory_price.amount_for(storage);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitPrice<U: Unit> {
    usd: Dec,
    unit: PhantomData<U>,
}

impl<U: Unit> UnitPrice<U> {
    /// `usd` dollars for one unit.
    #[must_use]
    pub const fn new(usd: Dec) -> UnitPrice<U> {
        UnitPrice { usd, unit: PhantomData }
    }

    /// Dollars for one unit.
    #[must_use]
    pub const fn usd(self) -> Dec {
        self.usd
    }

    /// Quantity × price, exact.
    ///
    /// # Errors
    /// [`TooLarge`] beyond the range of [`Usd`].
    pub fn amount_for(self, quantity: Quantity<U>) -> Result<Usd, TooLarge> {
        super::wide::product(quantity.amount.raw(), self.usd.raw())
            .map(Usd::from_raw)
            .ok_or(TooLarge { what: "the amount of a line item" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_million_arm_gb_seconds_are_400_dollars_and_0_2_cents() {
        // 30,000,000 x 0.0000133334 = 400.002, by hand; tools that round the rate first print 408.
        let price = UnitPrice::<unit::MemoryGbSecond>::new("0.0000133334".parse().unwrap());
        let amount = price.amount_for(Quantity::new(Dec::from_int(30_000_000))).unwrap();
        assert_eq!(amount.to_string(), "400.002");
    }

    #[test]
    fn an_amount_beyond_the_range_is_an_error() {
        let price = UnitPrice::<unit::Request>::new(Dec::MAX);
        assert!(price.amount_for(Quantity::new(Dec::MAX)).is_err());
    }
}
