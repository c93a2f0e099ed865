//! [`Servers`]: how many keep a waiting time, searched once for all types.

use crate::cost::queueing::fewest_servers;
use crate::units::{OrTooLarge, TooLarge};
use foldhash::fast::FixedState;
use std::cell::RefCell;
use std::collections::HashMap;

/// The fewest servers that a workload's hours were found to need: the same for every type on which a request takes as long,
/// however many of them an instance has.
#[derive(Debug, Default)]
pub(super) struct Servers {
    /// By the bits of the rate and of the service time.
    known: RefCell<HashMap<(u64, u64), Enough, FixedState>>,
}

/// Servers that were found to be enough.
#[derive(Debug, Clone, Copy)]
struct Enough {
    servers: u64,
    /// None fewer are.
    is_fewest: bool,
}

/// What a workload asks of its queue.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wait {
    pub(super) wait_s: f64,
    /// Share of requests that may wait longer.
    pub(super) share: f64,
}

impl Servers {
    /// The fewest, but no fewer than `at_least`, for `rate` requests a second that take `service_s` each. The wait is that of
    /// the workload: always the same.
    pub(super) fn fewest(&self, rate: f64, service_s: f64, wait: Wait, at_least: u64) -> Result<u64, TooLarge> {
        let key = (rate.to_bits(), service_s.to_bits());
        if let Some(known) = self.known.borrow().get(&key)
            && (known.is_fewest || known.servers <= at_least)
        {
            return Ok(at_least.max(known.servers));
        }
        let servers = fewest_servers(rate, service_s, wait.wait_s, wait.share, at_least)
            .or_too_large("the fleet for this waiting time")?;
        self.known.borrow_mut().insert(key, Enough { servers, is_fewest: servers > at_least });
        Ok(servers)
    }
}
