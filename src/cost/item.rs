//! [`LineItem`]: one line of a bill, with names after FOCUS where it has a word.

use super::Why;
use crate::pricebook::{ProvenanceId, Tier, TypedLadder};
use crate::units::{Dec, Quantity, TooLarge, Unit, UnitPrice, Usd};
use std::hash::Hash;

macro_rules! items {
    ($($(#[$doc:meta])* $name:ident = $key:literal, $label:literal;)*) => {
        /// What a line is for. Keys are stable names for exports; Lambda's own are the dimensions of its price list.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum ItemKey { $($(#[$doc])* $name,)* }

        impl ItemKey {
            /// Every key.
            pub const ALL: &[ItemKey] = &[$(ItemKey::$name,)*];

            /// The name in exports.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(ItemKey::$name => $key,)* }
            }

            /// The name for people.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(ItemKey::$name => $label,)* }
            }
        }
    };
}

items! {
    /// Lambda requests.
    Requests = "requests", "Requests";
    /// On-demand duration.
    Duration = "duration", "Duration";
    /// What INIT adds to the billed duration of cold starts.
    Initialization = "initialization", "Initialization (billed INIT)";
    /// Configured provisioned concurrency.
    ProvisionedConcurrency = "provisioned_concurrency", "Provisioned concurrency";
    /// Duration under provisioned concurrency.
    ProvisionedDuration = "provisioned_duration", "Duration under provisioned concurrency";
    /// Ephemeral storage above the free part.
    EphemeralStorage = "ephemeral_storage", "Ephemeral storage";
    /// Cached SnapStart snapshots.
    SnapstartCache = "snapstart_cache", "SnapStart cache";
    /// Restored SnapStart snapshots.
    SnapstartRestore = "snapstart_restore", "SnapStart restores";
    /// Streamed response bytes.
    ResponseStreaming = "response_streaming", "Response streaming";
    /// HTTP API calls.
    HttpApiRequests = "http_api_requests", "HTTP API calls";
    /// REST API calls.
    RestApiRequests = "rest_api_requests", "REST API calls";
    /// EC2 instances.
    Instances = "instances", "EC2 instances";
    /// Surplus CPU credits of burstable instances.
    SurplusCpuCredits = "surplus_cpu_credits", "Surplus CPU credits";
    /// Root volumes.
    EbsStorage = "ebs_storage", "EBS storage";
    /// Load balancer hours.
    AlbHours = "alb_hours", "Load balancer";
    /// Load balancer capacity units.
    AlbLcu = "alb_lcu", "Load balancer capacity (LCU)";
    /// Public IPv4 addresses.
    PublicIpv4 = "public_ipv4", "Public IPv4 addresses";
    /// Requests of the function that starts and stops a scheduled fleet.
    SchedulerRequests = "scheduler_requests", "Scheduler function: requests";
    /// Data sent to the internet.
    DataTransferOut = "data_transfer_out", "Data transfer out";
    /// Ingested logs.
    Logs = "logs", "Logs";
    /// People's work.
    Operations = "operations", "Operations work";
}

/// The tier of a price that a line falls in: from, up to but not including.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TierRange {
    /// Where it begins, in the line's unit a month.
    pub from: Dec,
    /// Where it ends; `None` is open.
    pub to: Option<Dec>,
}

/// One line of a bill: what was used, what is billed, at which price, and where that price is from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LineItem {
    /// What it is for.
    pub key: ItemKey,
    /// What was used (FOCUS: Consumed Quantity); above the billed quantity where an allowance was taken off.
    pub consumed: Dec,
    /// What is billed (FOCUS: Pricing Quantity).
    pub quantity: Dec,
    /// The unit of both.
    pub unit: &'static str,
    /// Dollars for one unit (FOCUS: List Unit Price, or the plan's price).
    pub unit_price_usd: Dec,
    /// The tier, where the price has several.
    pub tier: Option<TierRange>,
    /// Quantity × unit price, exact.
    pub amount: Usd,
    /// Where the price is from.
    pub provenance: ProvenanceId,
    /// What the quantity is made of.
    pub why: Why,
}

/// A line that is about to be added to a bill: what is billed, at which price.
///
/// It becomes a [`LineItem`] only where a bill keeps its lines: of millions of workloads most lines are added up and
/// never looked at.
pub(super) struct Charge<'t, U: Unit> {
    pub(super) key: ItemKey,
    quantity: Quantity<U>,
    price: UnitPrice<U>,
    pub(super) provenance: ProvenanceId,
    consumed: Dec,
    tier: Option<&'t Tier>,
}

impl<'t, U: Unit> Charge<'t, U> {
    /// A quantity at one price.
    #[inline]
    pub(super) fn new(key: ItemKey, quantity: Quantity<U>, price: UnitPrice<U>, provenance: ProvenanceId) -> Self {
        Charge { key, quantity, price, provenance, consumed: quantity.amount(), tier: None }
    }

    /// An amount at a price with a single tier, in that price's unit.
    #[inline]
    pub(super) fn flat(key: ItemKey, amount: Dec, price: TypedLadder<'_, U>) -> Self {
        let tier = price.first();
        Charge::new(key, Quantity::new(amount), UnitPrice::new(tier.usd), tier.provenance)
    }

    /// The same of which an allowance took something off: so much was used. What an allowance of the user's own leaves is a
    /// figure of their own.
    #[inline]
    pub(super) fn of_consumed(self, consumed: Dec, by_own: bool) -> Self {
        let provenance = if by_own { self.provenance.as_own() } else { self.provenance };
        Charge { consumed, provenance, ..self }
    }

    /// The same, shown with the tier that it falls in; without one where the price has no other.
    #[inline]
    pub(super) fn in_tier(self, tier: Option<&'t Tier>) -> Self {
        Charge { tier, ..self }
    }

    /// What it costs.
    #[inline]
    pub(super) fn amount(&self) -> Result<Usd, TooLarge> {
        self.price.amount_for(self.quantity)
    }

    /// What makes it a straight line of the demand: its rate and tier, and whether an allowance is in use.
    pub(super) fn shape(&self) -> impl Hash + use<U> {
        let allowance = (self.quantity.amount().is_zero(), self.consumed > self.quantity.amount());
        (self.key, self.tier.map(|tier| tier.from), self.price.usd(), allowance)
    }

    /// The line of that amount.
    pub(super) fn line(self, amount: Usd, why: Why) -> LineItem {
        LineItem {
            key: self.key,
            consumed: self.consumed,
            quantity: self.quantity.amount(),
            unit: U::NAME,
            unit_price_usd: self.price.usd(),
            tier: self.tier.map(|tier| TierRange { from: tier.from, to: tier.to }),
            amount,
            provenance: self.provenance,
            why,
        }
    }
}
