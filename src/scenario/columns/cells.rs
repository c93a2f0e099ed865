//! What cells can hold: numbers, counts, percentages, known values; and how values are shown again.

use super::{Fault, other_values};
use crate::scenario::misuse::ZERO;
use crate::scenario::number::parse_number;
use crate::scenario::reader::Context;
use crate::scenario::workload::{Demand, FrontDoor, Invocation, Scaling, SnapStart, Workload};
use crate::terms::{Arch, Purchase, as_percent, lookalike, nearest};
use crate::units::Dec;

/// A number that is not negative.
pub(super) fn number(cell: &str) -> Result<Dec, Box<Fault>> {
    Ok(parse_number(cell)?)
}

/// A number above 0.
pub(super) fn positive(cell: &str) -> Result<Dec, Box<Fault>> {
    match number(cell)? {
        value if value.is_zero() => Err(Fault::new(ZERO, "write a number above 0")),
        value => Ok(value),
    }
}

/// A number of 1 or more.
pub(super) fn at_least_one(cell: &str) -> Result<Dec, Box<Fault>> {
    match number(cell)? {
        value if value < Dec::ONE => Err(Fault::new("is below 1", "write 1 or more")),
        value => Ok(value),
    }
}

/// A whole number.
pub(super) fn count(cell: &str) -> Result<Dec, Box<Fault>> {
    match number(cell)? {
        value if !value.is_whole() => Err(Fault::new("is not a whole number", "write a whole number")),
        value if value > MOST_INSTANCES => Err(Fault::new("is too large", format!("write {MOST_INSTANCES} or less"))),
        value => Ok(value),
    }
}

/// More than any account has: what they cost, of the dearest type, stays exact.
const MOST_INSTANCES: Dec = Dec::from_int(100_000_000);

/// A whole number above 0.
pub(super) fn positive_count(cell: &str) -> Result<Dec, Box<Fault>> {
    positive(cell)?;
    count(cell)
}

/// A percentage from 0 to 100, with or without its sign.
pub(super) fn percent(cell: &str) -> Result<Dec, Box<Fault>> {
    percent_from(0, cell)
}

/// The same; `least` is what is told to begin with, and not held against the value.
fn percent_from(least: u8, cell: &str) -> Result<Dec, Box<Fault>> {
    let value = number(cell.trim().strip_suffix('%').unwrap_or(cell))?;
    if value > Dec::from_int(100) {
        return Err(Fault::new("is above 100 %", format!("write a percentage from {least} to 100")));
    }
    Ok(value)
}

/// A percentage of 1 or more: below, it was most likely meant as a fraction of 1.
pub(super) fn whole_percent(cell: &str) -> Result<Dec, Box<Fault>> {
    let value = percent_from(1, cell)?;
    if value.is_zero() {
        return Err(Fault::new(ZERO, "write a percentage above 0, such as 60"));
    }
    if value < Dec::ONE {
        let meant = value.ratio(100, 1).unwrap_or(value);
        // With its sign it is no fraction of 1.
        let help = match cell.contains('%') {
            true => "write a percentage of 1 or more, such as 60".to_owned(),
            false => format!("write {meant} for {meant} %"),
        };
        return Err(Fault::new("is below 1 %", help));
    }
    Ok(value)
}

/// As a value of `of`, but one of up to 1 without its sign is asked about: `1` may be 1 % or all of it.
pub(super) fn clear_percent(
    of: fn(&str) -> Result<Dec, Box<Fault>>,
    cell: &str,
    context: &Context<'_>,
) -> Result<Dec, Box<Fault>> {
    let value = of(cell)?;
    if context.is_written && value <= Dec::ONE && !value.is_zero() && !cell.contains('%') {
        let meant = value.ratio(100, 1).unwrap_or(value);
        return Err(Fault::new("may be a fraction of 1", as_percent(meant, value)));
    }
    Ok(value)
}

/// One of the known values, in capitals or not: spreadsheets and phones capitalize.
pub(super) fn choice<T: Copy>(cell: &str, known: &[(&str, T)]) -> Result<T, Box<Fault>> {
    if let Some((_, value)) = known.iter().find(|(name, _)| name.eq_ignore_ascii_case(cell)) {
        return Ok(*value);
    }
    let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
    Err(unknown(cell, other_values::meant(cell, &names), &names, &format!("use one of {}", names.join(", "))))
}

/// The fault of a value that is not known, with the name that it is `meant` for, where that is known, or the nearest one.
fn unknown(cell: &str, meant: Option<&str>, names: &[&str], otherwise: &str) -> Box<Fault> {
    let lower = cell.to_lowercase();
    let same = || names.iter().find(|name| **name == lower).copied();
    let near = || nearest(cell, names.iter().copied()).first().copied();
    let help = match (meant.or_else(same), disguised(cell, names)) {
        (None, Some(question)) => format!("{question}; otherwise {otherwise}"),
        (sure, _) => match sure.or_else(near) {
            Some(near) => format!("did you mean {near}? Otherwise {otherwise}"),
            None => otherwise.to_owned(),
        },
    };
    Fault::new("is not a known value", help)
}

/// The question for a name among these that differs only in letters that look like its own.
pub(super) fn disguised(cell: &str, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| Some(format!("did you mean {name}? {}", lookalike(cell, name)?)))
}

/// An instruction set.
pub(super) fn arch(cell: &str) -> Result<Arch, Box<Fault>> {
    Arch::from_name(&cell.to_ascii_lowercase()).ok_or_else(|| {
        let names = Arch::ALL.map(Arch::name);
        let each = other_values::parts(cell, Arch::meant);
        if each.len() > 1 || ["both", "any", "all"].contains(&cell.to_lowercase().as_str()) {
            return Fault::new("is not one of them", "write x86_64 or arm64; a row for each of them shows both");
        }
        // `linux/arm64` as images have it.
        let meant = Arch::meant(cell).or(each.first().copied());
        unknown(cell, meant.map(Arch::name), &names, &format!("use one of {}", names.join(", ")))
    })
}

/// What stands in front of a function.
pub(super) fn front_door(cell: &str) -> Result<FrontDoor, Box<Fault>> {
    let squeezed: String = cell.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    choice(cell, FRONT_DOORS).map_err(|fault| match squeezed.as_str() {
        "apigateway" | "apigw" | "gateway" | "gw" | "agw" | "api" | "amazonapigateway" | "awsapigateway" => {
            Fault::new(fault.message, "write http-api or rest-api, whichever API Gateway's is")
        }
        "lb" | "elb" | "nlb" | "loadbalancer" | "applicationloadbalancer" | "networkloadbalancer" => {
            Fault::new(fault.message, "write alb for an Application Load Balancer; others cannot invoke functions")
        }
        "ws" | "wss" | "wsapi" => no_websocket(),
        other if other.contains("websocket") => no_websocket(),
        _ => fault,
    })
}

/// SnapStart's runtime.
pub(super) fn snapstart(cell: &str) -> Result<SnapStart, Box<Fault>> {
    let is_on = ["true", "yes", "on", "enabled", "1", "publishedversions"].contains(&cell.to_lowercase().as_str());
    choice(cell, SNAPSTARTS).map_err(|fault| match is_on {
        true => Fault::new(
            fault.message,
            "write the function's runtime: java, python or dotnet; what it costs depends on it",
        ),
        false => fault,
    })
}

/// What is said of a front door that has no line on any bill.
fn no_websocket() -> Box<Fault> {
    Fault::new(
        "is not modeled: WebSocket APIs are charged by messages and connection minutes",
        "leave front_door empty and add their charges yourself, or write http-api where requests have answers of their own",
    )
}

/// The name of a known value.
pub(super) fn name_of<T: PartialEq + Copy>(value: T, known: &[(&'static str, T)]) -> Option<String> {
    known.iter().find(|(_, other)| *other == value).map(|(name, _)| (*name).to_owned())
}

pub(super) const SNAPSTARTS: &[(&str, SnapStart)] = &[
    ("none", SnapStart::None),
    ("java", SnapStart::Java),
    ("python", SnapStart::Python),
    ("dotnet", SnapStart::Dotnet),
];
pub(super) const INVOCATIONS: &[(&str, Invocation)] = &[("sync", Invocation::Sync), ("async", Invocation::Async)];
pub(super) const FRONT_DOORS: &[(&str, FrontDoor)] = &[
    ("none", FrontDoor::None),
    ("function-url", FrontDoor::FunctionUrl),
    ("http-api", FrontDoor::HttpApi),
    ("rest-api", FrontDoor::RestApi),
    ("alb", FrontDoor::Alb),
];
pub(super) const SCALINGS: &[(&str, Scaling)] = &[
    ("auto", Scaling::Auto),
    ("fixed", Scaling::Fixed),
    ("scheduled", Scaling::Scheduled),
    ("per-run", Scaling::PerRun),
];

/// The fault of several purchase options, or of a part that is bought in one way.
fn mixed(cell: &str) -> Option<Box<Fault>> {
    // What is paid upfront is a part of a price.
    let is_share = || cell.contains('%') && !cell.contains("100") && !cell.to_lowercase().contains("up");
    let is_one = || Purchase::meant(cell).is_some() && is_share();
    let help = "write a row for each purchase option, with its part of the demand";
    (other_values::parts(cell, Purchase::meant).len() > 1 || is_one())
        .then(|| Fault::new("is a mix, and a row is bought in one way", help))
}

/// A purchase option.
pub(super) fn purchase(cell: &str) -> Result<Purchase, Box<Fault>> {
    Purchase::from_name(&cell.to_ascii_lowercase()).ok_or_else(|| {
        if let Some(fault) = mixed(cell) {
            return fault;
        }
        let names: Vec<String> = Purchase::all().map(|option| option.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        unknown(cell, Purchase::meant(cell).as_deref(), &names, &format!("use {}", Purchase::NAMES))
    })
}

/// A purchase option that Lambda has.
pub(super) fn lambda_purchase(cell: &str) -> Result<Purchase, Box<Fault>> {
    match Purchase::from_name(&cell.to_ascii_lowercase()) {
        Some(option) if option.is_for_lambda() => Ok(option),
        Some(_) => Err(Fault::new(
            "is not a purchase option of Lambda",
            "use on-demand or a Compute Savings Plan such as compute-sp-1y",
        )),
        None => {
            if let Some(fault) = mixed(cell) {
                return Err(fault);
            }
            let names: Vec<String> =
                Purchase::all().filter(Purchase::is_for_lambda).map(|option| option.to_string()).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let is_lambdas = |name: &String| Purchase::from_name(name).is_some_and(|it| it.is_for_lambda());
            let meant = Purchase::meant(cell).filter(is_lambdas);
            Err(unknown(
                cell,
                meant.as_deref(),
                &names,
                "use on-demand or compute-sp-{1y|3y}, with -no-upfront or -all-upfront",
            ))
        }
    }
}

/// A number as a cell holds it.
pub(super) fn text_of(value: Dec) -> Option<String> {
    Some(value.to_string())
}

/// A number that may not be there, as a cell holds it.
pub(super) fn optional(value: Option<Dec>) -> Option<String> {
    value.map(|value| value.to_string())
}

/// The demand, where it is given in the wanted way.
pub(super) fn demand_of(workload: &Workload, wanted: fn(Demand) -> Option<Dec>) -> Option<String> {
    optional(wanted(workload.demand))
}

#[cfg(test)]
mod tests {
    use super::super::tests::help;
    use super::*;

    #[test]
    fn a_percentage_may_carry_its_sign() {
        assert_eq!(percent("12.5%").unwrap().to_string(), "12.5");
        assert!(percent("101").is_err());
    }

    #[test]
    fn reserved_instances_are_no_purchase_option_of_lambda() {
        assert!(lambda_purchase("ri-1y").is_err());
        assert!(lambda_purchase("compute-sp-3y").is_ok());
        assert!(purchase("on_demand").unwrap_err().help.contains("on-demand"));
        let help = choice("\u{430}lb", FRONT_DOORS).unwrap_err().help;
        assert!(help.starts_with("did you mean alb? The \u{430} in it is U+0430 and no a; otherwise"), "{help}");
    }

    #[test]
    fn mixes_are_told_to_stand_in_rows() {
        let mix = "write a row for each purchase option, with its part of the demand";
        for cell in ["50% spot / 50% on-demand", "spot 70%", "RI 1y / 60%", "ri-1y, spot", "SP + on demand"] {
            assert_eq!(help("purchase", cell), mix, "{cell}");
        }
        for (cell, meant) in
            [("RI 1y, 50% upfront", "ri-1y"), ("100% spot", "spot"), ("RI (1 year, all upfront)", "ri-1y-all")]
        {
            let found = help("purchase", cell);
            assert!(found.starts_with(&format!("did you mean {meant}")), "{cell}: {found}");
        }
        for cell in ["x86_64,arm64", "amd64/arm64", "both"] {
            assert_eq!(help("arch", cell), "write x86_64 or arm64; a row for each of them shows both", "{cell}");
        }
        assert!(help("arch", "linux/arm64").starts_with("did you mean arm64?"), "{}", help("arch", "linux/arm64"));
    }

    #[test]
    fn front_doors_are_known_by_their_other_names() {
        for name in ["API Gateway", "apigw", "gateway"] {
            assert!(help("front_door", name).starts_with("write http-api or rest-api"), "{name}");
        }
        for name in ["lb", "load balancer", "ELB"] {
            assert!(help("front_door", name).starts_with("write alb "), "{name}");
        }
        for name in ["websocket", "ws", "WebSocket API", "api-gateway-websocket"] {
            assert!(help("front_door", name).starts_with("leave front_door empty and add their charges"), "{name}");
        }
    }
}
