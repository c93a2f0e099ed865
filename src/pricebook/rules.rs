//! Billing rules and limits as data: increments, ranges, chunks, capacities.

use super::error::TableFaults;
use super::keys::{Key, Met, Part};
use super::rows::Table;
use crate::terms::nearest;
use crate::units::Dec;

/// A rule of the book with its date and source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The service it belongs to, such as `lambda`.
    pub service: String,
    /// Its name, such as `billing_increment`.
    pub name: String,
    /// Its value as written.
    pub value: String,
    /// The value's unit.
    pub unit: String,
    /// What it means.
    pub note: String,
    /// The date of the figure.
    pub as_of: String,
    /// The code of its source.
    pub source: String,
}

impl Rule {
    /// Whether both are the same rule, whatever its value.
    pub(super) fn is_same_rule(&self, other: &Rule) -> bool {
        self.service == other.service && self.name == other.name
    }

    /// Its value and another rule's in the smaller one's unit; `None` where one is no number or the units do not go together.
    pub(super) fn both(&self, other: &Rule) -> Option<(Dec, Dec)> {
        let value =
            |rule: &Rule, wanted: &Rule| rule.value.parse::<Dec>().ok()?.ratio(factor(&rule.unit, &wanted.unit)?, 1);
        let plain = |rule: &Rule| value(rule, rule);
        let of_own = || Some((value(self, other)?, plain(other)?));
        of_own().or_else(|| Some((plain(self)?, value(other, self)?)))
    }

    /// Its name with that of its service.
    fn full_name(&self) -> String {
        format!("{}/{}", self.service, self.name)
    }
}

/// A rule of a user's file.
#[derive(Debug)]
pub(super) struct OwnRule {
    pub(super) rule: Rule,
    pub(super) file: String,
    pub(super) line: u64,
}

impl OwnRule {
    /// Why the rule cannot take the place of the book's own, with the column of the cell that says so; `book` has the name
    /// `id`.
    pub(super) fn fault(&self, id: &str, book: &[Rule]) -> Option<(&'static str, TableFaults)> {
        let fault = |message: String, help: String| TableFaults::of_row(&self.file, self.line, message, &help);
        let Some(known) = book.iter().find(|known| known.is_same_rule(&self.rule)) else {
            let (name, names) = (self.rule.full_name(), book.iter().map(Rule::full_name).collect::<Vec<_>>());
            // A rule of that name may be another service's.
            let same = book.iter().zip(&names).filter(|(known, _)| known.name == self.rule.name);
            let same: Vec<&str> = same.map(|(_, name)| name.as_str()).collect();
            let near = if same.is_empty() { nearest(&name, names.iter().map(String::as_str)) } else { same };
            let near = if near.is_empty() {
                "; `costcalc prices columns` lists them".to_owned()
            } else {
                format!("; the nearest known: {}", near.join(", "))
            };
            let message = format!("price book {id} has no rule {name}");
            return Some(("rule", fault(message, format!("write the name of a rule that it has{near}"))));
        };
        let message = Rules::resolve(&[book, std::slice::from_ref(&self.rule)].concat()).err()?;
        let help = format!("write it like that of price book {id}, which is {} {}", known.value, known.unit);
        Some(("value", fault(message, help)))
    }

    /// Whether a book has that rule.
    pub(super) fn is_of(&self, book: &[Rule]) -> bool {
        book.iter().any(|known| known.is_same_rule(&self.rule))
    }

    /// A fault of it as one of very many that are only counted.
    pub(super) fn counted(&self) -> TableFaults {
        TableFaults::counted(&self.file)
    }
}

/// The rules and limits that the engine uses, each in the unit of its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Hours of a month.
    pub hours_per_month: Dec,
    /// Step to which a Lambda invocation's duration is rounded up, ms.
    pub billing_increment_ms: Dec,
    /// Whether INIT is part of the billed duration of every runtime.
    pub init_billed: bool,
    /// The part of an asynchronous event that its first request covers, KB.
    pub async_first_chunk_kb: Dec,
    /// Each further started part counts as one request, KB.
    pub async_chunk_kb: Dec,
    /// Step to which the time of provisioned concurrency is rounded up, minutes.
    pub provisioned_rounding_min: Dec,
    /// Response size that is not charged as streamed, KB; `None` where streaming did not exist.
    pub streaming_free_kb: Option<Dec>,
    /// Smallest memory size of a function, MB.
    pub memory_min_mb: Dec,
    /// Largest memory size, MB.
    pub memory_max_mb: Dec,
    /// Step of memory sizes, MB.
    pub memory_step_mb: Dec,
    /// Memory that comes with one vCPU, MB.
    pub memory_per_vcpu_mb: Dec,
    /// Most vCPUs of a function.
    pub vcpu_max: Dec,
    /// Longest duration of an invocation, ms.
    pub timeout_max_ms: Dec,
    /// Longest INIT of an on-demand function, ms.
    pub init_phase_max_ms: Dec,
    /// Largest request of a synchronous invocation, KB.
    pub payload_sync_request_kb: Dec,
    /// Largest response that is not streamed, KB.
    pub payload_sync_response_kb: Dec,
    /// Largest streamed response, KB; `None` where streaming did not exist.
    pub payload_streamed_response_kb: Option<Dec>,
    /// Largest request and largest response of a function behind a load balancer, KB; `None` where no figure is known.
    pub payload_load_balancer_kb: Option<Dec>,
    /// Instances that an account's load balancer takes by default; `None` where no figure is known.
    pub load_balancer_targets: Option<Dec>,
    /// Largest asynchronous event, KB.
    pub payload_async_kb: Dec,
    /// Ephemeral storage that is free, MB.
    pub ephemeral_min_mb: Dec,
    /// Most ephemeral storage, MB.
    pub ephemeral_max_mb: Dec,
    /// Largest unzipped package, MB.
    pub package_unzipped_mb: Dec,
    /// An account's concurrency quota before it is raised.
    pub concurrency_default: Dec,
    /// Requests a second for each unit of concurrency; `None` where no figure is known.
    pub requests_per_concurrency: Option<Dec>,
    /// New connections a second in one LCU.
    pub lcu_new_connections: Dec,
    /// Active connections in one LCU.
    pub lcu_active_connections: Dec,
    /// GB an hour in one LCU with instances as targets.
    pub lcu_gb: Dec,
    /// GB an hour in one LCU with functions as targets.
    pub lcu_gb_lambda: Dec,
    /// Each started part of this size is one HTTP API request, KB.
    pub http_api_chunk_kb: Dec,
    /// Longest synchronous call of an HTTP API, ms.
    pub http_api_timeout_ms: Dec,
    /// Longest synchronous call of a REST API before the quota is raised, ms; `None` where no figure is known.
    pub rest_api_timeout_ms: Option<Dec>,
    /// The price dimension of root volumes.
    pub root_volume: String,
    /// Shortest billed run of an instance, s.
    pub minimum_billed_s: Dec,
}

pub(super) const COLUMNS: &[&str] = &["service", "rule", "value", "unit", "note", "as_of", "source"];

const KEY: Key = Key { table: "rules", parts: &[Part::Name(0), Part::Name(1)] };

/// Reads a table of rules.
pub(super) fn read(file: &str, text: &str, met: &Met) -> Result<Vec<OwnRule>, TableFaults> {
    let mut table = Table::open(file, text, COLUMNS)?.keyed(&KEY, met);
    let mut rules = Vec::new();
    while let Some(row) = table.next() {
        let (service, name, value) = (row.required(0), row.required(1), row.required(2));
        let (as_of, source) = (row.date(5), row.required(6));
        let (Some(service), Some(name), Some(value), Some(as_of), Some(source)) = (service, name, value, as_of, source)
        else {
            continue;
        };
        let rule = Rule {
            service: service.to_owned(),
            name: name.to_owned(),
            value: value.to_owned(),
            unit: row.text(3).to_owned(),
            note: row.text(4).to_owned(),
            as_of: as_of.to_owned(),
            source: source.to_owned(),
        };
        rules.push(OwnRule { rule, file: file.to_owned(), line: row.line() });
    }
    table.end(rules)
}

impl Rules {
    /// The engine's rules from a book's rows; a later row of the same name wins.
    ///
    /// # Errors
    /// A sentence on the first rule that is missing or cannot be used.
    pub(super) fn resolve(rows: &[Rule]) -> Result<Rules, String> {
        let source = Source { rows };
        Ok(Rules {
            hours_per_month: source.positive("aws", "hours_per_month", "h")?,
            billing_increment_ms: source.positive("lambda", "billing_increment", "ms")?,
            init_billed: !source.required("lambda", "init_billed", "bool")?.is_zero(),
            async_first_chunk_kb: source.required("lambda", "async_request_chunk_first", "KB")?,
            async_chunk_kb: source.positive("lambda", "async_request_chunk", "KB")?,
            provisioned_rounding_min: source.positive("lambda", "provisioned_rounding", "min")?,
            streaming_free_kb: source.number("lambda", "streaming_free_per_request", "KB")?,
            memory_min_mb: source.positive("lambda", "memory_min", "MB")?,
            memory_max_mb: source.required("lambda", "memory_max", "MB")?,
            memory_step_mb: source.positive("lambda", "memory_step", "MB")?,
            memory_per_vcpu_mb: source.positive("lambda", "memory_per_vcpu", "MB")?,
            vcpu_max: source.positive("lambda", "vcpu_max", "vCPU")?,
            timeout_max_ms: source.required("lambda", "timeout_max", "ms")?,
            init_phase_max_ms: source.required("lambda", "init_phase_max", "ms")?,
            payload_sync_request_kb: source.required("lambda", "payload_sync_request", "KB")?,
            payload_sync_response_kb: source.required("lambda", "payload_sync_response", "KB")?,
            payload_streamed_response_kb: source.number("lambda", "payload_streamed_response", "KB")?,
            payload_load_balancer_kb: source.number("alb", "lambda_target_payload", "KB")?,
            load_balancer_targets: source.number("alb", "targets", "targets")?,
            payload_async_kb: source.required("lambda", "payload_async", "KB")?,
            ephemeral_min_mb: source.required("lambda", "ephemeral_storage_min", "MB")?,
            ephemeral_max_mb: source.required("lambda", "ephemeral_storage_max", "MB")?,
            package_unzipped_mb: source.required("lambda", "package_unzipped", "MB")?,
            concurrency_default: source.required("lambda", "concurrent_executions_default", "executions")?,
            requests_per_concurrency: source.number("lambda", "sync_requests_per_environment", "1/s")?,
            lcu_new_connections: source.positive("alb", "lcu_new_connections", "1/s")?,
            lcu_active_connections: source.positive("alb", "lcu_active_connections", "connections")?,
            lcu_gb: source.positive("alb", "lcu_processed_bytes", "GB/h")?,
            lcu_gb_lambda: source.positive("alb", "lcu_processed_bytes_lambda_target", "GB/h")?,
            http_api_chunk_kb: source.positive("api_gateway_http", "metering_increment", "KB")?,
            http_api_timeout_ms: source.required("api_gateway_http", "integration_timeout_max", "ms")?,
            rest_api_timeout_ms: source.number("api_gateway_rest", "integration_timeout_default", "ms")?,
            root_volume: source.text("ebs", "root_volume")?.to_owned(),
            minimum_billed_s: source.required("ec2", "minimum_billed", "s")?,
        })
    }

    /// These rules, if the memory sizes of functions are some, and no more than can be looked through: Lambda has 10,113.
    ///
    /// # Errors
    /// A sentence on the rule that says otherwise.
    pub(super) fn with_few_memory_sizes(self) -> Result<Rules, String> {
        let (least, most, step) = (self.memory_min_mb, self.memory_max_mb, self.memory_step_mb);
        let Some(span) = most.sub(least).filter(|span| !span.is_negative()) else {
            return Err(fault("lambda", "memory_min", &format!("is {least} MB, above memory_max, {most} MB")));
        };
        if step.times(MOST_MEMORY_SIZES).is_some_and(|reach| reach < span) {
            let message = format!(
                "makes more than {MOST_MEMORY_SIZES} memory sizes, from {least} to {most} MB one each {step} MB: mend memory_min, \
                 memory_max or memory_step"
            );
            return Err(fault("lambda", "memory_step", &message));
        }
        Ok(self)
    }

    /// vCPUs that Lambda gives at a memory size (AWS Lambda developer guide, configuring memory).
    #[must_use]
    pub fn vcpu_share(&self, memory_mb: Dec) -> f64 {
        (memory_mb.to_f64() / self.memory_per_vcpu_mb.to_f64()).min(self.vcpu_max.to_f64())
    }
}

/// Memory sizes of functions that may be looked through for the best one.
const MOST_MEMORY_SIZES: u64 = 100_000;

/// How many of `wanted` are one `unit`.
fn factor(unit: &str, wanted: &str) -> Option<i128> {
    match (unit, wanted) {
        (unit, wanted) if unit == wanted => Some(1),
        ("MB", "KB") | ("GB", "MB") => Some(1_024),
        ("s", "ms") => Some(1_000),
        _ => None,
    }
}

fn fault(service: &str, name: &str, message: &str) -> String {
    format!("rule {service}/{name} {message}")
}

/// A book's rules while they are being resolved.
struct Source<'a> {
    rows: &'a [Rule],
}

impl Source<'_> {
    fn find(&self, service: &str, name: &str) -> Option<&Rule> {
        self.rows.iter().rev().find(|rule| rule.service == service && rule.name == name)
    }

    /// The rule's value in the unit `wanted`; `None` where the book has no such rule.
    fn number(&self, service: &str, name: &str, wanted: &str) -> Result<Option<Dec>, String> {
        let Some(rule) = self.find(service, name) else { return Ok(None) };
        let value: Dec =
            (rule.value.parse()).map_err(|error| fault(service, name, &format!("is {:?}: {error}", rule.value)))?;
        if value.is_negative() {
            return Err(fault(service, name, "must not be negative"));
        }
        let unit = rule.unit.as_str();
        let factor = (factor(unit, wanted))
            .ok_or_else(|| fault(service, name, &format!("has the unit {unit:?}, which is not read here")))?;
        let converted = value.ratio(factor, 1);
        converted.map(Some).ok_or_else(|| fault(service, name, "is too large"))
    }

    fn required(&self, service: &str, name: &str, wanted: &str) -> Result<Dec, String> {
        self.number(service, name, wanted)?.ok_or_else(|| fault(service, name, "is missing"))
    }

    fn positive(&self, service: &str, name: &str, wanted: &str) -> Result<Dec, String> {
        match self.required(service, name, wanted)? {
            value if value.is_zero() => Err(fault(service, name, "must be above 0")),
            value => Ok(value),
        }
    }

    fn text(&self, service: &str, name: &str) -> Result<&str, String> {
        let rule = self.find(service, name);
        rule.map(|rule| rule.value.as_str()).ok_or_else(|| fault(service, name, "is missing"))
    }
}
