//! What people bring that has no column.

/// Discounts are no column.
const DISCOUNTS: &str =
    "discounts are a table of their own, for --pricing: `costcalc prices columns` shows how it is written";

/// Costs are no input.
const COSTS: &str = "remove it: costs are what is computed";

/// Failed invocations cost what others do.
const ERRORS: &str = "remove it: invocations that fail are charged as others are, and count in the demand";
const THROTTLES: &str = "remove it: requests that are throttled do not run, and nothing is charged for them";

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

/// The same for names that mean something else with a unit, as `cpu_s` does.
pub(super) const ALONE: [(&str, &str); 1] = [("cpu", CPU)];

/// A CPU is a load, a number or work.
const CPU: &str = "name it cpu_ms if it is the CPU work of an invocation, in vCPU-ms; a load in % and a number of vCPUs have no column: remove it";

/// Concurrency follows from the demand.
const CONCURRENCY: &str = "remove it: how many invocations run at a time follows from the demand; burst says how far it rises above its mean, \
     provisioned_concurrency how many environments are kept ready";

/// Work comes with either side.
const OPS: &str = "name it ops_hours_lambda or ops_hours_ec2, whichever side's work it is: hours a month";

/// Hours in which instances run.
const HOURS: &str = "name the column schedule if it says when instances run, and write days and hours into the cells, such as Mon-Fri 08:00-20:00, and scheduled into scaling; when \
                     requests come is a profile in traffic, such as office-hours";

/// How a commitment is paid stands with it.
const PAYMENT: &str = "remove it: how a commitment is paid stands in purchase, as in compute-sp-1y-all-upfront";

/// Instances that may fail.
const SPARE: &str =
    "name it spare_instances if it is how many instances may fail, min_instances if it is the least that run";

/// What is left free.
const HEADROOM: &str = "name it target_utilization_pct, with each value the percent that may be used at the peak: 70 where the headroom is 30 %";

/// What is sent either way.
const PAYLOAD: &str = "name it request_kb for what comes in, response_kb for what goes out: KB of one request";

/// Types are of several things.
const TYPE: &str = "name it instance_type if it is EC2's, such as m7g.large, invocation if it is sync or async";

/// How a function is called.
const CALLED: &str = "name the column invocation, and write sync or async into the cells";

/// What is asked of an API has two columns.
const API: &str = "name it name if it is what the row is called; front_door is what stands before the function, such as http-api or alb";

/// What runs has no price of its own here.
const SYSTEM: &str = "remove it: instances run Linux; os_memory_mb is the memory that it takes";

/// Volumes are of one kind.
const VOLUME: &str = "remove it: ebs_gb is priced as gp3 volumes";

/// Languages change no price.
const LANGUAGE: &str = "remove it: a language changes no price; snapstart takes java, python or dotnet";

/// Work is priced by its hours.
const OPS_COST: &str = "name it ops_hours_lambda or ops_hours_ec2, whichever side's work it is, with hours a month in its cells; \
                        ops_usd_per_hour is what an hour costs";

/// Either side has disks.
const STORAGE: &str =
    "name it ebs_gb if it is the volume of an instance, in GB, ephemeral_mb if it is a function's /tmp, in MB";

/// A peak is told by how far it is above the mean.
const BURST: &str = "did you mean burst? It is the peak over the mean: 3 where the peak is three times as high";

/// Requests and instances are counted.
const COUNTED: &str =
    "name it requests_per_month (or _day, _hour, _second) if it counts requests, instance_count if it counts instances";

/// Batches are what is invoked.
const BATCH: &str = "remove it: a batch is one invocation, so divide a demand that counts messages by how many are in a batch; duration_ms is that of \
                     a whole batch";

/// So are retries.
const RETRIES: &str = "remove it: a retry is charged as an invocation of its own, and counts in the demand";

/// What a cache answers asks neither side.
const CACHE: &str = "remove it: requests that a cache answers reach neither side; leave them out of the demand";

/// What containers are planned in.
const REPLICAS: &str = "remove it: pods and containers are no instances, whose number follows from the demand; instance_count and min_instances count \
                        EC2 instances";

/// A fleet has no upper bound.
const MOST: &str = "remove it: a fleet grows as far as its demand asks; min_instances is the fewest that run";

/// A row is bought in one way.
const MIX: &str = "remove it: a row is bought in one way; write a row for each, with its part of the demand, and spot or another option into a column \
                   purchase";

/// What there is no column for, letters and digits only, and what to do with it; in words with `_` where letters alone could
/// be another name, as those of `cold_start_s` are.
pub(super) const NO_COLUMNS: [(&str, &str); 167] = [
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
    ("os", SYSTEM),
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
    ("throttles", THROTTLES),
    ("cost", COSTS),
    ("costs", COSTS),
    ("discount", DISCOUNTS),
    ("discounts", DISCOUNTS),
    ("discountpct", DISCOUNTS),
    ("edp", DISCOUNTS),
    ("ppa", DISCOUNTS),
    ("hours", HOURS),
    ("hoursperday", HOURS),
    ("hoursaday", HOURS),
    ("dailyhours", HOURS),
    ("schedulehours", HOURS),
    ("schedulehoursperday", HOURS),
    ("ec2hours", HOURS),
    ("ec2hoursperday", HOURS),
    ("runninghours", HOURS),
    ("operatinghours", HOURS),
    ("workinghours", HOURS),
    ("workhours", HOURS),
    ("officehours", HOURS),
    ("uptime", HOURS),
    ("uptimehours", HOURS),
    ("ec2hourspermonth", HOURS),
    ("instancehours", HOURS),
    ("daysperweek", HOURS),
    ("payment", PAYMENT),
    ("paymentoption", PAYMENT),
    ("upfront", PAYMENT),
    ("redundancy", SPARE),
    ("ha", SPARE),
    ("availability", SPARE),
    ("highavailability", SPARE),
    ("headroom", HEADROOM),
    ("headroompct", HEADROOM),
    ("payload", PAYLOAD),
    ("payloadkb", PAYLOAD),
    ("payloadsize", PAYLOAD),
    ("payloadsizekb", PAYLOAD),
    ("type", TYPE),
    ("kind", TYPE),
    ("mode", CALLED),
    ("sync", CALLED),
    ("async", CALLED),
    ("invocationmode", CALLED),
    ("api", API),
    ("endpoint", API),
    ("gateway", DOOR),
    ("elb", DOOR),
    ("nlb", DOOR),
    ("operatingsystem", SYSTEM),
    ("platform", SYSTEM),
    ("volumetype", VOLUME),
    ("ebstype", VOLUME),
    ("ebsvolumetype", VOLUME),
    ("disktype", VOLUME),
    ("language", LANGUAGE),
    ("dataout", TRANSFER),
    ("dataoutgb", TRANSFER),
    ("transfergb", TRANSFER),
    ("transfer", TRANSFER),
    ("bandwidth", TRANSFER),
    ("bandwidthgb", TRANSFER),
    ("networkout", TRANSFER),
    ("networkoutgb", TRANSFER),
    ("datatransferout", TRANSFER),
    ("outboundgb", TRANSFER),
    ("reservedconcurrency", CONCURRENCY),
    ("peakconcurrency", CONCURRENCY),
    ("avgconcurrency", CONCURRENCY),
    ("cpupct", LOAD),
    ("cpuusage", LOAD),
    ("cpuusagepct", LOAD),
    ("avgcpu", LOAD),
    ("opscost", OPS_COST),
    ("engineerhours", OPS),
    ("devopshours", OPS),
    ("adminhours", OPS),
    ("price", COSTS),
    ("monthlycost", COSTS),
    ("budget", COSTS),
    ("spend", COSTS),
    ("storage", STORAGE),
    ("disk", STORAGE),
    ("disksize", STORAGE),
    ("storagesize", STORAGE),
    ("peaktoaverage", BURST),
    ("peaktoavg", BURST),
    ("p50ms", EXTREME),
    ("p90ms", EXTREME),
    ("p95ms", EXTREME),
    ("p99ms", EXTREME),
    ("p95", EXTREME),
    ("p99", EXTREME),
    ("batchsize", BATCH),
    ("messagesperbatch", BATCH),
    ("retries", RETRIES),
    ("retrypct", RETRIES),
    ("retryrate", RETRIES),
    ("maxretries", RETRIES),
    ("cachehitpct", CACHE),
    ("cachehitrate", CACHE),
    ("cachehitratio", CACHE),
    ("replicas", REPLICAS),
    ("replicacount", REPLICAS),
    ("pods", REPLICAS),
    ("desiredcount", REPLICAS),
    ("maxsize", MOST),
    ("maxinstances", MOST),
    ("maxcapacity", MOST),
    ("spotpct", MIX),
    ("spotshare", MIX),
    ("tenancy", "remove it: instances are priced as shared ones; --pricing takes prices of others"),
    (
        "threads",
        "name it parallelism if it is how many threads the code keeps busy; those that only wait have no column: remove it",
    ),
    ("codesize", "remove it: the size of packed code changes no cost; package_mb is how large it is unpacked"),
    ("ingressgb", "remove it: what comes in over the internet is not charged; request_kb is the size of a request"),
    ("logmbperday", LOGS),
    ("saving", COSTS),
];

/// Each column has its unit.
pub(super) const UNIT: &str = "remove it, and convert each value to the unit of its column, which `costcalc columns` tells; 5 million are written \
     5M, 250 thousand 250k";

/// Demand is a mean.
pub(super) const PEAK: &str = "a demand column holds the mean, such as requests_per_second: write that; burst is the peak over the mean of its hour";

/// So is a duration.
pub(super) const EXTREME: &str = "duration_ms is the mean duration, and duration_cv how far durations spread: write those; sums, extremes and \
     percentiles have no column";
