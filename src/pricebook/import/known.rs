//! What of AWS's lists the book knows: which product is which price, and why the others are left out.

use super::attributes::{Attribute, Product, is_or_absent};
use super::left_out::Reason;
use crate::pricebook::Meter;
use crate::pricebook::meter::meters;
use crate::pricebook::regions;
use crate::terms::Arch;
use crate::units::Unit;
use std::rc::Rc;

/// What a product is the price of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum What {
    /// One of the book's meters, of one architecture or of any.
    Meter {
        /// Its row in [`RULES`].
        rule: usize,
    },
    /// An EC2 instance with Linux, by the hour.
    Instance(Rc<str>),
}

/// A price's place in the book.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Item {
    /// The region's code.
    pub(super) region: Rc<str>,
    pub(super) what: What,
}

/// What is to be done with a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The book knows it. The text says what contradicts its region, where something does.
    Take(Item, Option<String>),
    /// Left out, for this reason; the second text is counted apart where it is not empty.
    Leave(Reason, String),
    /// It contradicts itself.
    Wrong(String),
}

/// How a meter's product is recognized.
#[derive(Debug)]
pub(super) struct Rule {
    /// Offers that list it.
    offers: &'static [&'static str],
    /// Its usage type without the region's prefix.
    usage: &'static [&'static str],
    /// Its group, which tells apart what shares a usage type.
    group: Option<&'static str>,
    /// Its operation, likewise.
    operation: Option<&'static str>,
    /// Its operating system, likewise.
    system: Option<&'static str>,
    /// The meter's row in [`meters::ALL`].
    pub(super) meter: usize,
    /// Its architecture; `None` is any.
    pub(super) arch: Option<Arch>,
    /// What AWS calls the meter's unit.
    pub(super) units: &'static [&'static str],
    /// Its first tier may cost nothing.
    pub(super) free_first: bool,
}

const X86: Option<Arch> = Some(Arch::X86_64);
const ARM: Option<Arch> = Some(Arch::Arm64);
const GB_SECONDS: &[&str] = &["Lambda-GB-Second", "Second"];
const REQUESTS: &[&str] = &["Requests", "Request"];

/// A price of Lambda: its group and its usage types.
const fn lambda<U: Unit>(
    meter: Meter<U>,
    arch: Option<Arch>,
    group: &'static str,
    usage: &'static [&'static str],
    units: &'static [&'static str],
) -> Rule {
    let usual = plain(meter, &["AWSLambda"], usage, units);
    Rule { group: Some(group), arch, ..usual }
}

/// A price that its usage type names.
const fn plain<U: Unit>(
    meter: Meter<U>,
    offers: &'static [&'static str],
    usage: &'static [&'static str],
    units: &'static [&'static str],
) -> Rule {
    let (group, operation, system) = (None, None, None);
    Rule { offers, usage, group, operation, system, meter: meter.index(), arch: None, units, free_first: false }
}

/// A price that its usage type names together with its operation.
const fn operated<U: Unit>(
    meter: Meter<U>,
    offers: &'static [&'static str],
    usage: &'static [&'static str],
    operation: &'static str,
    units: &'static [&'static str],
) -> Rule {
    Rule { operation: Some(operation), ..plain(meter, offers, usage, units) }
}

/// CPU credits of instances with Linux: other systems' have the same usage types.
const fn credits<U: Unit>(meter: Meter<U>, usage: &'static [&'static str]) -> Rule {
    Rule { system: Some("Linux"), ..plain(meter, EC2, usage, &["vCPU-Hours"]) }
}

const STREAMED: &str = "Lambda-Streaming-Response-Processed-Bytes";
const EC2: &[&str] = &["AmazonEC2"];
const NAT: &[&str] = &["AmazonEC2", "AmazonVPC"];
const ELB: &[&str] = &["AWSELB"];
const GATEWAY: &[&str] = &["AmazonApiGateway"];
const ALB: &str = "LoadBalancing:Application";

/// Every meter that AWS lists by region.
pub(super) const RULES: &[Rule] = &[
    lambda(meters::LAMBDA_REQUESTS, X86, "AWS-Lambda-Requests", &["Request"], REQUESTS),
    lambda(meters::LAMBDA_REQUESTS, ARM, "AWS-Lambda-Requests-ARM", &["Request-ARM"], REQUESTS),
    lambda(meters::LAMBDA_DURATION, X86, "AWS-Lambda-Duration", &["Lambda-GB-Second"], GB_SECONDS),
    lambda(meters::LAMBDA_DURATION, ARM, "AWS-Lambda-Duration-ARM", &["Lambda-GB-Second-ARM"], GB_SECONDS),
    lambda(
        meters::LAMBDA_PROVISIONED_CONCURRENCY,
        X86,
        "AWS-Lambda-Provisioned-Concurrency",
        &["Lambda-Provisioned-Concurrency"],
        GB_SECONDS,
    ),
    lambda(
        meters::LAMBDA_PROVISIONED_CONCURRENCY,
        ARM,
        "AWS-Lambda-Provisioned-Concurrency-ARM",
        &["Lambda-Provisioned-Concurrency-ARM"],
        GB_SECONDS,
    ),
    lambda(
        meters::LAMBDA_PROVISIONED_DURATION,
        X86,
        "AWS-Lambda-Duration-Provisioned",
        &["Lambda-Provisioned-GB-Second"],
        GB_SECONDS,
    ),
    lambda(
        meters::LAMBDA_PROVISIONED_DURATION,
        ARM,
        "AWS-Lambda-Duration-Provisioned-ARM",
        &["Lambda-Provisioned-GB-Second-ARM"],
        GB_SECONDS,
    ),
    lambda(
        meters::LAMBDA_EPHEMERAL_STORAGE,
        X86,
        "AWS-Lambda-Storage-Duration",
        &["Lambda-Storage-GB-Second"],
        &["GB-Seconds"],
    ),
    lambda(
        meters::LAMBDA_EPHEMERAL_STORAGE,
        ARM,
        "AWS-Lambda-Storage-Duration-ARM",
        &["Lambda-Storage-GB-Second-ARM"],
        &["GB-Seconds"],
    ),
    lambda(meters::LAMBDA_RESPONSE_STREAMING, X86, "AWS-Lambda-Processed-Bytes", &[STREAMED], &["Processed-Gigabytes"]),
    lambda(
        meters::LAMBDA_RESPONSE_STREAMING,
        ARM,
        "AWS-Lambda-Processed-Bytes-ARM",
        // AWS's lists tell the architecture of this one by the group.
        &[STREAMED, "Lambda-Streaming-Response-Processed-Bytes-ARM"],
        &["Processed-Gigabytes"],
    ),
    plain(meters::LAMBDA_SNAPSTART_CACHE, &["AWSLambda"], &["Lambda-SnapStart-Cached-GB-S"], &["GB-Seconds"]),
    plain(meters::LAMBDA_SNAPSTART_RESTORE, &["AWSLambda"], &["Lambda-SnapStart-Restored-GB"], &["GB"]),
    operated(meters::ALB_HOUR, ELB, &["LoadBalancerUsage"], ALB, &["Hrs"]),
    operated(meters::ALB_LCU_HOUR, ELB, &["LCUUsage"], ALB, &["LCU-Hrs"]),
    plain(meters::EBS_GP3_STORAGE, EC2, &["EBS:VolumeUsage.gp3"], &["GB-Mo"]),
    plain(meters::EBS_GP2_STORAGE, EC2, &["EBS:VolumeUsage.gp2"], &["GB-Mo"]),
    plain(meters::EBS_GP3_IOPS, EC2, &["EBS:VolumeP-IOPS.gp3"], &["IOPS-Mo"]),
    plain(meters::EBS_GP3_THROUGHPUT, EC2, &["EBS:VolumeP-Throughput.gp3"], &["GiBps-mo"]),
    credits(meters::T3_SURPLUS, &["CPUCredits:t2", "CPUCredits:t3", "CPUCredits:t3a"]),
    credits(meters::T4G_SURPLUS, &["CPUCredits:t4g"]),
    plain(meters::PUBLIC_IPV4, &["AmazonVPC"], &["PublicIPv4:InUseAddress"], &["Hrs"]),
    plain(meters::NAT_GATEWAY_HOUR, NAT, &["NatGateway-Hours"], &["Hrs"]),
    plain(meters::NAT_GATEWAY_DATA, NAT, &["NatGateway-Bytes"], &["GB"]),
    // Lists of the years before December 2021 have the first GB a month at 0.
    Rule {
        free_first: true,
        ..plain(meters::INTERNET_OUT, &["AWSDataTransfer"], &["DataTransfer-Out-Bytes"], &["GB"])
    },
    operated(meters::LOGS_CUSTOM, &["AmazonCloudWatch"], &["DataProcessing-Bytes"], "PutLogEvents", &["GB"]),
    plain(meters::LOGS_VENDED, &["AmazonCloudWatch"], &["VendedLog-Bytes"], &["GB"]),
    plain(meters::HTTP_API_REQUESTS, GATEWAY, &["ApiGatewayHttpRequest"], &["Requests"]),
    plain(meters::REST_API_REQUESTS, GATEWAY, &["ApiGatewayRequest"], &["Requests"]),
];

/// The unit of instances; the unit of a Reserved Instance's upfront fee.
pub(super) const HOURS: &str = "Hrs";
pub(super) const FEE: &str = "Quantity";

/// What a product is. `offer` is the list's own code where the list has said it already.
pub(super) fn classify(offer: &str, product: &impl Product) -> Verdict {
    let service = if offer.is_empty() { product.get(Attribute::Service) } else { offer.as_bytes() };
    let is_transfer = service == b"AWSDataTransfer";
    let (location, kind, code) = if is_transfer {
        (Attribute::FromLocation, Attribute::FromLocationType, Attribute::FromRegionCode)
    } else {
        (Attribute::Location, Attribute::LocationType, Attribute::RegionCode)
    };
    if product.get(location) == b"Any" {
        return Verdict::Leave(Reason::FreeTier, String::new());
    }
    if !is_or_absent(product, kind, "AWS Region") {
        return Verdict::Leave(Reason::Location, String::new());
    }
    let family = product.get(Attribute::Family);
    let is_instance = family == b"Compute Instance" || family == b"Compute Instance (bare metal)";
    let is_instance = is_instance && service == b"AmazonEC2";
    // Most products of EC2 are left out here: before anything that takes time.
    if is_instance && let Some(reason) = not_plain(product) {
        return Verdict::Leave(reason, String::new());
    }
    let (base, usage_region) = regions::split_usage(product.get(Attribute::UsageType));
    let what = if is_instance {
        match instance(product, base) {
            Ok(what) => what,
            Err(verdict) => return verdict,
        }
    } else {
        match meter(service, product, base, is_transfer) {
            Some(rule) => What::Meter { rule },
            None => return Verdict::Leave(Reason::NotPriced, label(product)),
        }
    };
    let named = regions::of_location(product.get(location));
    let given = product.get(code);
    let region: Rc<str> = match (std::str::from_utf8(given), named) {
        (Ok("" | "NA"), Some(region)) => region.into(),
        (Ok("" | "NA"), None) => return Verdict::Leave(Reason::Location, product.text(location)),
        (Ok(code), _) if regions::is_code(given) => code.into(),
        _ => return Verdict::Wrong(format!("the region code {:?} is none", product.text(code))),
    };
    let contradiction = [(location, named), (Attribute::UsageType, usage_region)]
        .into_iter()
        .find_map(|(attribute, other)| Some((attribute, other.filter(|other| **other != *region)?)))
        .map(|(attribute, other)| format!("taken as {region}, but {:?} is of {other}", product.text(attribute)));
    Verdict::Take(Item { region, what }, contradiction)
}

/// The rule of a product that is no instance.
fn meter(service: &[u8], product: &impl Product, base: &[u8], is_transfer: bool) -> Option<usize> {
    if is_transfer {
        let outbound = product.get(Attribute::TransferType) == b"AWS Outbound";
        if !outbound || product.get(Attribute::ToLocation) != b"External" {
            return None;
        }
    }
    RULES.iter().position(|rule| {
        rule.usage.iter().any(|usage| usage.as_bytes() == base)
            && rule.offers.iter().any(|offer| offer.as_bytes() == service)
            && rule.group.is_none_or(|group| product.get(Attribute::Group) == group.as_bytes())
            && rule.operation.is_none_or(|operation| product.get(Attribute::Operation) == operation.as_bytes())
            && rule.system.is_none_or(|system| product.get(Attribute::OperatingSystem) == system.as_bytes())
    })
}

/// Why an instance is not one that the book prices: Linux, shared tenancy, no software, used capacity.
fn not_plain(product: &impl Product) -> Option<Reason> {
    if product.get(Attribute::OperatingSystem) != b"Linux" {
        return Some(Reason::System);
    }
    if product.get(Attribute::Tenancy) != b"Shared" {
        return Some(Reason::Tenancy);
    }
    let plain = is_or_absent(product, Attribute::Software, "NA")
        && is_or_absent(product, Attribute::License, "No License required")
        && product.get(Attribute::Operation) == b"RunInstances";
    if !plain {
        return Some(Reason::Software);
    }
    let used =
        is_or_absent(product, Attribute::Capacity, "Used") && is_or_absent(product, Attribute::Market, "OnDemand");
    (!used).then_some(Reason::Capacity)
}

/// The instance type of a plain instance.
fn instance(product: &impl Product, base: &[u8]) -> Result<What, Verdict> {
    let name = product.get(Attribute::InstanceType);
    match usage_instance(base) {
        // The oldest type's usage type has no name.
        None if base == b"BoxUsage" && name == b"m1.small" => {}
        None => return Err(Verdict::Leave(Reason::Usage, String::new())),
        Some(used) if used == name => {}
        Some(used) => {
            let used = String::from_utf8_lossy(used);
            let message = format!("instance type {:?}, usage type of {used:?}", product.text(Attribute::InstanceType));
            return Err(Verdict::Wrong(message));
        }
    }
    instance_type(name)
        .ok_or_else(|| Verdict::Wrong(format!("instance type {:?} is no name", product.text(Attribute::InstanceType))))
}

/// The name in a usage type of running instances.
fn usage_instance(base: &[u8]) -> Option<&[u8]> {
    base.strip_prefix(b"BoxUsage:")
}

/// An instance type, if the text has the form of one.
fn instance_type(name: &[u8]) -> Option<What> {
    let plain = |part: &[u8]| {
        let known = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-';
        !part.is_empty() && part.len() <= 32 && part.iter().all(known)
    };
    let text = std::str::from_utf8(name).ok()?;
    let (family, size) = text.split_once('.')?;
    (plain(family.as_bytes()) && plain(size.as_bytes())).then(|| What::Instance(text.into()))
}

/// What a Savings Plan's rate is for: `region` is what the rate or its file says.
pub(super) fn classify_rate(service: &str, operation: &str, usage: &str, region: &str) -> Verdict {
    let (base, usage_region) = regions::split_usage(usage.as_bytes());
    let what = match service {
        "AmazonEC2" => match usage_instance(base) {
            Some(_) if operation != "RunInstances" => return Verdict::Leave(Reason::System, String::new()),
            Some(name) => instance_type(name),
            None => return Verdict::Leave(Reason::Usage, String::new()),
        },
        "AWSLambda" => {
            let rule = RULES.iter().position(|rule| {
                rule.offers.contains(&service) && rule.usage.iter().any(|usage| usage.as_bytes() == base)
            });
            match rule {
                Some(rule) => Some(What::Meter { rule }),
                None => return Verdict::Leave(Reason::NotPriced, usage.to_owned()),
            }
        }
        _ => return Verdict::Leave(Reason::NotPriced, service.to_owned()),
    };
    let Some(what) = what else { return Verdict::Wrong(format!("usage type {usage:?} names no instance type")) };
    let region: Rc<str> = match (region, usage_region) {
        ("", Some(region)) => region.into(),
        ("", None) => return Verdict::Leave(Reason::Location, usage.to_owned()),
        (region, _) if regions::is_code(region.as_bytes()) => region.into(),
        _ => return Verdict::Wrong(format!("the region code {region:?} is none")),
    };
    let contradiction = usage_region
        .filter(|other| **other != *region)
        .map(|other| format!("taken as {region}, but {usage:?} is of {other}"));
    Verdict::Take(Item { region, what }, contradiction)
}

/// What a product that the book does not know is counted as.
fn label(product: &impl Product) -> String {
    let group = product.get(Attribute::Group);
    if group.is_empty() { product.text(Attribute::Family) } else { product.text(Attribute::Group) }
}
