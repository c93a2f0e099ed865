//! The meters: every kind of usage that the book prices per region, each with its own unit.

use crate::terms::{Commitment, Plan, Purchase};
use crate::units::{Unit, unit};
use std::marker::PhantomData;

/// A price dimension of the book whose quantities have unit `U`.
#[derive(Debug, Clone, Copy)]
pub struct Meter<U: Unit> {
    index: usize,
    unit: PhantomData<U>,
}

impl<U: Unit> Meter<U> {
    /// The meter's row in [`meters::ALL`].
    pub(super) const fn index(self) -> usize {
        self.index
    }

    /// The meter's names.
    #[must_use]
    pub fn info(self) -> &'static MeterInfo {
        &meters::ALL[self.index]
    }
}

/// A meter's names in the book's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeterInfo {
    /// The column `service`.
    pub service: &'static str,
    /// The column `dimension`.
    pub dimension: &'static str,
    /// The column `unit`.
    pub unit: &'static str,
    /// Whether the price depends on the architecture.
    pub by_arch: bool,
}

impl MeterInfo {
    /// Whether it is what an account has free each month, wherever it is used.
    pub(super) fn is_allowance(&self) -> bool {
        self.dimension.contains("free")
    }

    /// Whether a price without a region may count: an allowance has none, and CPU credits cost the same in each region that
    /// has no price of its own for them.
    pub(super) fn may_lack_region(&self) -> bool {
        self.is_allowance() || self.is_used_by_region()
    }

    /// Whether a price of a region, or of all regions, is looked for at all: an allowance is an account's.
    pub(super) fn is_looked_for(&self, is_global: bool) -> bool {
        if is_global { self.may_lack_region() } else { !self.is_allowance() }
    }

    /// Whether its price counts everywhere, and its use is a region's.
    pub(super) fn is_used_by_region(&self) -> bool {
        self.service == "ec2_cpu_credits"
    }

    /// Whether a price may have several tiers: those of AWS that have some are charged tier by tier, and all others alike whatever
    /// their amount.
    pub(super) fn has_tiers(&self, purchase: Purchase) -> bool {
        purchase == Purchase::OnDemand && TIERED.contains(&(self.service, self.dimension))
    }

    /// Whether a purchase option can have a price of its own: a Compute Savings Plan covers time of Lambda functions, and
    /// all else is bought on demand.
    pub(super) fn is_bought_under(&self, purchase: Purchase) -> bool {
        let is_covered = matches!(self.dimension, "duration" | "provisioned_concurrency" | "provisioned_duration");
        match purchase {
            Purchase::OnDemand => true,
            Purchase::Committed(Commitment { plan: Plan::ComputeSavingsPlan, .. }) => {
                self.service == "lambda" && is_covered
            }
            _ => false,
        }
    }
}

/// Services and dimensions whose prices on demand have tiers with AWS; [`MeterInfo::has_tiers`].
const TIERED: [(&str, &str); 5] = [
    ("lambda", "duration"),
    ("data_transfer", "internet_out"),
    ("cloudwatch", "logs_ingest_vended_incl_lambda"),
    ("api_gateway_http", "requests"),
    ("api_gateway_rest", "requests"),
];

/// Every meter.
pub mod meters {
    use super::{Meter, MeterInfo, PhantomData, Unit, unit};

    macro_rules! meters {
        ($($(#[$doc:meta])* $name:ident: $unit:ident = $service:literal, $dimension:literal, $by_arch:literal;)*) => {
            meters!(@index 0usize; $($(#[$doc])* $name: $unit;)*);
            /// Every meter, in the order of their indices.
            pub const ALL: &[MeterInfo] = &[$(MeterInfo {
                service: $service,
                dimension: $dimension,
                unit: unit::$unit::NAME,
                by_arch: $by_arch,
            },)*];
        };
        (@index $index:expr; $(#[$doc:meta])* $name:ident: $unit:ident; $($rest:tt)*) => {
            $(#[$doc])*
            pub const $name: Meter<unit::$unit> = Meter { index: $index, unit: PhantomData };
            meters!(@index $index + 1usize; $($rest)*);
        };
        (@index $index:expr;) => {};
    }

    meters! {
        /// Lambda invocations.
        LAMBDA_REQUESTS: Request = "lambda", "requests", true;
        /// On-demand duration of Lambda functions.
        LAMBDA_DURATION: MemoryGbSecond = "lambda", "duration", true;
        /// Configured provisioned concurrency.
        LAMBDA_PROVISIONED_CONCURRENCY: ProvisionedGbSecond = "lambda", "provisioned_concurrency", true;
        /// Duration under provisioned concurrency.
        LAMBDA_PROVISIONED_DURATION: ProvisionedDurationGbSecond = "lambda", "provisioned_duration", true;
        /// Ephemeral storage above the free part.
        LAMBDA_EPHEMERAL_STORAGE: StorageGbSecond = "lambda", "ephemeral_storage", true;
        /// Streamed response bytes above the free part of a request.
        LAMBDA_RESPONSE_STREAMING: StreamedGb = "lambda", "response_streaming", true;
        /// Cached SnapStart snapshots.
        LAMBDA_SNAPSTART_CACHE: SnapshotGbSecond = "lambda", "snapstart_cache", false;
        /// Restored SnapStart snapshots.
        LAMBDA_SNAPSTART_RESTORE: RestoredGb = "lambda", "snapstart_restore", false;
        /// Invocations that are free each month.
        FREE_REQUESTS: Request = "lambda", "free_requests", false;
        /// On-demand duration that is free each month.
        FREE_DURATION: MemoryGbSecond = "lambda", "free_duration", false;
        /// Streamed bytes that are free each month.
        FREE_RESPONSE_STREAMING: StreamedGb = "lambda", "free_response_streaming", false;
        /// Application Load Balancers.
        ALB_HOUR: LoadBalancerHour = "alb", "hour", false;
        /// Load balancer capacity units.
        ALB_LCU_HOUR: LcuHour = "alb", "lcu_hour", false;
        /// General Purpose SSD volumes of the third generation.
        EBS_GP3_STORAGE: StorageGbMonth = "ebs", "gp3_storage", false;
        /// General Purpose SSD volumes of the second generation.
        EBS_GP2_STORAGE: StorageGbMonth = "ebs", "gp2_storage", false;
        /// I/O operations of a gp3 volume above the free ones.
        EBS_GP3_IOPS: IopsMonth = "ebs", "gp3_iops_above_3000", false;
        /// Throughput of a gp3 volume above the free part.
        EBS_GP3_THROUGHPUT: ThroughputMonth = "ebs", "gp3_throughput_above_125_mibps", false;
        /// Public IPv4 addresses in use.
        PUBLIC_IPV4: AddressHour = "public_ipv4", "in_use", false;
        /// NAT gateways.
        NAT_GATEWAY_HOUR: GatewayHour = "nat_gateway", "hour", false;
        /// Data processed by NAT gateways.
        NAT_GATEWAY_DATA: ProcessedGb = "nat_gateway", "data_processed", false;
        /// Data sent to the internet.
        INTERNET_OUT: TransferredGb = "data_transfer", "internet_out", false;
        /// Data to the internet that is free each month.
        FREE_INTERNET_OUT: TransferredGb = "data_transfer", "internet_out_free", false;
        /// Logs that an agent sends.
        LOGS_CUSTOM: LogGb = "cloudwatch", "logs_ingest_custom", false;
        /// Logs that AWS services, Lambda among them, send.
        LOGS_VENDED: LogGb = "cloudwatch", "logs_ingest_vended_incl_lambda", false;
        /// Logs that are free each month.
        FREE_LOGS: LogGb = "cloudwatch", "logs_ingest_free", false;
        /// Calls of HTTP APIs.
        HTTP_API_REQUESTS: Request = "api_gateway_http", "requests", false;
        /// Calls of REST APIs.
        REST_API_REQUESTS: Request = "api_gateway_rest", "requests", false;
        /// Surplus CPU credits of T2, T3 and T3a instances with Linux.
        T3_SURPLUS: VcpuHour = "ec2_cpu_credits", "t2_t3_linux_surplus", false;
        /// Surplus CPU credits of T4g instances with Linux.
        T4G_SURPLUS: VcpuHour = "ec2_cpu_credits", "t4g_linux_surplus", false;
    }

    /// The prices that have tiers, for a message.
    pub(in crate::pricebook) fn tiered() -> String {
        super::TIERED.map(|(service, dimension)| format!("{service} {dimension}")).join(", ")
    }

    /// The number of the meter with these names.
    pub(in crate::pricebook) fn find(service: &str, dimension: &str) -> Option<usize> {
        ALL.iter().position(|meter| meter.service == service && meter.dimension == dimension)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meter_finds_its_own_names() {
        assert_eq!(meters::LAMBDA_REQUESTS.info().dimension, "requests");
        assert_eq!(meters::T4G_SURPLUS.info().dimension, "t4g_linux_surplus");
        assert_eq!(meters::find("lambda", "duration"), Some(meters::LAMBDA_DURATION.index()));
        assert_eq!(meters::find("lambda", "warmth"), None);
        assert!(TIERED.iter().all(|(service, dimension)| meters::find(service, dimension).is_some()));
    }
}
