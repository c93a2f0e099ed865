//! What people call the columns, and what they bring that has none.

/// What people and AWS call columns that are named otherwise, and nearest to a third: letters and digits only.
pub(super) const OTHER_NAMES: [(&str, &str); 135] = [
    ("calls", "requests_per_month"),
    ("invocations", "requests_per_month"),
    ("volume", "requests_per_month"),
    ("monthlyrequests", "requests_per_month"),
    ("monthlyinvocations", "requests_per_month"),
    ("monthlycalls", "requests_per_month"),
    ("invocationsmonth", "requests_per_month"),
    ("requestsmonth", "requests_per_month"),
    ("requestcount", "requests_per_month"),
    ("requestscount", "requests_per_month"),
    ("numberofrequests", "requests_per_month"),
    ("numberofinvocations", "requests_per_month"),
    ("numrequests", "requests_per_month"),
    ("numofrequests", "requests_per_month"),
    ("noofrequests", "requests_per_month"),
    ("ofrequests", "requests_per_month"),
    ("numinvocations", "requests_per_month"),
    ("ofinvocations", "requests_per_month"),
    ("totalrequests", "requests_per_month"),
    ("invocationssum", "requests_per_month"),
    ("suminvocations", "requests_per_month"),
    ("sumofinvocations", "requests_per_month"),
    ("requestssum", "requests_per_month"),
    ("sumrequests", "requests_per_month"),
    ("sumofrequests", "requests_per_month"),
    ("totalinvocations", "requests_per_month"),
    ("httpreqs", "requests_per_month"),
    ("executions", "requests_per_month"),
    ("hits", "requests_per_month"),
    ("log", "name"),
    ("invocationcount", "requests_per_month"),
    ("dailyrequests", "requests_per_day"),
    ("dailyinvocations", "requests_per_day"),
    ("hourlyrequests", "requests_per_hour"),
    ("function", "name"),
    ("functionname", "name"),
    ("lambdaname", "name"),
    ("application", "name"),
    ("servicename", "name"),
    ("workloadname", "name"),
    ("awsregion", "region"),
    ("location", "region"),
    ("service", "name"),
    ("workload", "name"),
    ("averageduration", "duration_ms"),
    ("averagedurationms", "duration_ms"),
    ("avgduration", "duration_ms"),
    ("avgdurationms", "duration_ms"),
    ("avgms", "duration_ms"),
    ("durationavg", "duration_ms"),
    ("durationaverage", "duration_ms"),
    ("durationavgms", "duration_ms"),
    ("meandurationms", "duration_ms"),
    ("billedduration", "duration_ms"),
    ("meanduration", "duration_ms"),
    ("executiontime", "duration_ms"),
    ("responsetime", "duration_ms"),
    ("latency", "duration_ms"),
    ("averageresponsetime", "duration_ms"),
    ("avgresponsetime", "duration_ms"),
    ("meanresponsetime", "duration_ms"),
    ("responsetimeavg", "duration_ms"),
    ("responsetimems", "duration_ms"),
    ("avgresponsetimems", "duration_ms"),
    ("executiontimems", "duration_ms"),
    ("avgtimems", "duration_ms"),
    ("httpreqduration", "duration_ms"),
    ("runtimems", "duration_ms"),
    ("initduration", "init_ms"),
    ("configuredmemory", "memory_mb"),
    ("memoryallocated", "memory_mb"),
    ("memorysize", "memory_mb"),
    ("memoryconfigured", "memory_mb"),
    ("memorylimit", "memory_mb"),
    ("maxmemory", "memory_used_mb"),
    ("memorymax", "memory_used_mb"),
    ("memorypeak", "memory_used_mb"),
    ("peakmemory", "memory_used_mb"),
    ("provisionedmemory", "memory_mb"),
    ("ram", "memory_mb"),
    ("maxmemoryused", "memory_used_mb"),
    ("memoryused", "memory_used_mb"),
    ("architectures", "arch"),
    ("cpuarch", "arch"),
    ("cpuarchitecture", "arch"),
    ("processor", "arch"),
    ("ephemeralstorage", "ephemeral_mb"),
    ("instancetype", "instance_type"),
    ("instancesize", "instance_type"),
    ("instancefamily", "instance_type"),
    ("ec2type", "instance_type"),
    ("ec2instance", "instance_type"),
    ("coldstartms", "init_ms"),
    ("coldstartduration", "init_ms"),
    ("coldstarttime", "init_ms"),
    ("ramgb", "memory_mb"),
    ("rammb", "memory_mb"),
    ("savingsplan", "purchase"),
    ("plan", "purchase"),
    ("pricingmodel", "purchase"),
    ("savingsplanterm", "purchase"),
    ("commitment", "purchase"),
    ("term", "purchase"),
    ("purchaseoption", "purchase"),
    ("volumegb", "ebs_gb"),
    ("diskgb", "ebs_gb"),
    ("storagegb", "ebs_gb"),
    ("instances", "instance_count"),
    ("servers", "instance_count"),
    ("nodes", "instance_count"),
    ("replicas", "instance_count"),
    ("desiredcapacity", "instance_count"),
    ("minnodes", "min_instances"),
    ("minservers", "min_instances"),
    ("asgmin", "min_instances"),
    ("mincapacity", "min_instances"),
    ("minsize", "min_instances"),
    ("targetcpu", "target_utilization_pct"),
    ("cputarget", "target_utilization_pct"),
    ("trafficprofile", "traffic"),
    ("trafficpattern", "traffic"),
    ("trafficshape", "traffic"),
    ("loadprofile", "traffic"),
    ("profile", "traffic"),
    ("growthrate", "growth_pct_per_month"),
    ("migrationcost", "migration_usd"),
    ("hourlyrate", "ops_usd_per_hour"),
    ("engineerhourlyrate", "ops_usd_per_hour"),
    ("laborrate", "ops_usd_per_hour"),
    ("throughputperinstance", "requests_per_second_per_instance"),
    ("rpsperinstance", "requests_per_second_per_instance"),
    ("peak", "burst"),
    ("peakfactor", "burst"),
    ("burstfactor", "burst"),
    ("peaktomean", "burst"),
];

/// Discounts are no column.
const DISCOUNTS: &str =
    "discounts are a table of their own, for --pricing: `costcalc prices columns` shows how it is written";

/// Costs are no input.
const COSTS: &str = "remove it: costs are what is computed";

/// Failed invocations cost what others do.
const ERRORS: &str = "remove it: invocations that fail are charged as others are, and count in the demand";

/// Networks that both sides may need.
const NAT: &str = "remove it: NAT gateways are not priced; either side may need one, and --pricing has no place for it";

/// Volumes are priced by their size.
const IOPS: &str = "remove it: ebs_gb is priced with the 3,000 IOPS and 125 MiB/s that a gp3 volume has without charge";

/// What stands before a function is chosen from a few.
const DOOR: &str = "name the column front_door, and write none, function-url, http-api, rest-api or alb into the cells";

/// What leaves a workload in a month follows from its responses.
const TRANSFER: &str =
    "name it response_kb, with each value divided by the requests of the same time and converted to KB";

/// So do a month's logs.
const LOGS: &str = "name it log_kb, with each value divided by the requests of the same time and converted to KB";

/// Vcpus follow from what is chosen.
const VCPUS: &str = "remove it: on Lambda vCPUs follow from memory_mb, on EC2 from instance_type; cpu_ms is the CPU work of an invocation";

/// How loaded instances are says nothing of how loaded they may be.
const LOAD: &str = "remove it: a load that was measured is no target; target_utilization_pct is how far a fleet may be loaded at its peak, cpu_ms \
     the CPU work of an invocation";

/// Concurrency follows from the demand.
const CONCURRENCY: &str = "remove it: how many invocations run at a time follows from the demand; burst says how far it rises above its mean, \
     provisioned_concurrency how many environments are kept ready";

/// Work comes with either side.
const OPS: &str = "name it ops_hours_lambda or ops_hours_ec2, whichever side's work it is: hours a month";

/// Requests and instances are counted.
const COUNTED: &str =
    "name it requests_per_month (or _day, _hour, _second) if it counts requests, instance_count if it counts instances";

/// What there is no column for, letters and digits only, and what to do with it; in words with `_` where letters alone could
/// be another name, as those of `cold_start_s` are.
pub(super) const NO_COLUMNS: [(&str, &str); 56] = [
    (
        "runtime",
        "name it duration_ms if it is how long an invocation takes, in ms; a language has no column: remove it",
    ),
    ("timeout", "remove it: what an invocation may take changes no cost; duration_ms is what it does take"),
    ("opshours", OPS),
    ("operationshours", OPS),
    ("maintenancehours", OPS),
    ("count", COUNTED),
    ("cnt", COUNTED),
    ("min", EXTREME),
    ("max", EXTREME),
    ("utilization", LOAD),
    ("cpuutilization", LOAD),
    ("cpuload", LOAD),
    ("concurrentexecutions", CONCURRENCY),
    ("concurrency", CONCURRENCY),
    ("maxconcurrency", CONCURRENCY),
    ("os", "remove it: instances run Linux; os_memory_mb is the memory that it takes"),
    ("ebsiops", IOPS),
    ("iops", IOPS),
    ("spot", "name the column purchase, and write spot into the cells of what is bought so"),
    ("reserved", "name the column purchase, and write ri-1y or its like into the cells of what is bought so"),
    ("nat", NAT),
    ("natgb", NAT),
    ("natgateway", NAT),
    (
        "cold_starts",
        "name it cold_start_pct, with each value divided by the invocations of the same time, then times 100",
    ),
    ("requestid", "remove it: a row is a workload, not one of its requests"),
    ("availabilityzone", "name the column region, and write the region into the cells: us-east-1 for us-east-1a"),
    ("az", "name the column region, and write the region into the cells: us-east-1 for us-east-1a"),
    ("trigger", DOOR),
    ("loadbalancer", DOOR),
    ("alb", DOOR),
    ("apigateway", DOOR),
    ("datatransfergb", TRANSFER),
    ("datatransfer", TRANSFER),
    ("egressgb", TRANSFER),
    ("egress", TRANSFER),
    ("loggb", LOGS),
    ("logsgb", LOGS),
    ("logingestiongb", LOGS),
    ("vcpu", VCPUS),
    ("vcpus", VCPUS),
    ("cores", VCPUS),
    ("hourspermonth", "remove it: the option --hours-per-month sets the month of all rows"),
    ("freetier", "remove it: the option --free-tier takes free allowances off"),
    ("currency", "remove it: prices and results are in US dollars"),
    ("businesshours", "name the column traffic, and write office-hours or a profile of your own into the cells"),
    ("packagetype", "remove it: how code is packed changes no cost; package_mb is how large it is unpacked"),
    ("errorrate", ERRORS),
    ("errorpct", ERRORS),
    ("errors", ERRORS),
    ("cost", COSTS),
    ("costs", COSTS),
    ("discount", DISCOUNTS),
    ("discounts", DISCOUNTS),
    ("discountpct", DISCOUNTS),
    ("edp", DISCOUNTS),
    ("ppa", DISCOUNTS),
];

/// Each column has its unit.
pub(super) const UNIT: &str = "remove it, and convert each value to the unit of its column, which `costcalc columns` tells; 5 million are written \
     5M, 250 thousand 250k";

/// Demand is a mean.
pub(super) const PEAK: &str =
    "a demand column holds the mean, such as requests_per_second: write that; burst is the peak over the mean";

/// So is a duration.
pub(super) const EXTREME: &str = "duration_ms is the mean duration, and duration_cv how far durations spread: write those; sums, extremes and \
     percentiles have no column";
