//! What counts for every workload of a run.

use crate::pricebook::Rules;
use crate::units::Dec;

/// Which free allowances are taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FreeTier {
    /// Lambda's free requests and on-demand GB-seconds of each month.
    pub compute: bool,
    /// Lambda's free streamed bytes.
    pub streaming: bool,
    /// The free data transfer to the internet.
    pub transfer: bool,
}

/// What counts for every workload of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Hours of a month.
    pub hours_per_month: Dec,
    /// Free allowances.
    pub free_tier: FreeTier,
    /// Minutes that an instance runs before it serves.
    pub launch_lead_min: u32,
    /// What EC2's hourly rates are multiplied by: 1 for prices as they are, less for "what if EC2 were cheaper".
    pub ec2_price_factor: Dec,
    /// Bills keep their lines. Without, a bill says its total only, which takes less time where workloads come by the
    /// million and nobody looks at lines.
    pub keep_lines: bool,
}

impl Settings {
    /// The book's month, no free tier, five minutes of launch lead, and lines kept.
    #[must_use]
    pub fn new(rules: &Rules) -> Settings {
        Settings {
            hours_per_month: rules.hours_per_month,
            free_tier: FreeTier::default(),
            launch_lead_min: 5,
            ec2_price_factor: Dec::ONE,
            keep_lines: true,
        }
    }
}
