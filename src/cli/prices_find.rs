//! `costcalc prices find`: instance types by what they have, cheapest first.

use super::Streams;
use super::exit::{Exit, Failure};
use super::prices::{check_region, failure, heading, listing, unknown_name};
use super::prices_args::{FindArgs, FindOrder, Range};
use super::prices_show::{monthly, shares};
use crate::pricebook::{HourlyRate, InstanceType, PriceBook};
use crate::report::{FigureList, ListCell, ListColumn};
use crate::terms::{Arch, Purchase};
use crate::units::Dec;

/// Which types are wanted.
#[derive(Debug, Default)]
pub(crate) struct Wanted<'a> {
    pub(crate) vcpu: Option<Range>,
    /// In GiB.
    pub(crate) memory: Option<Range>,
    pub(crate) arch: Option<Arch>,
    pub(crate) family: Option<&'a str>,
    pub(crate) region: Option<&'a str>,
    pub(crate) purchase: Purchase,
}

pub(crate) fn run(book: &PriceBook, args: &FindArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    // Types and families are in small letters, and a scenario takes them in any.
    let family = args.family.as_deref().map(str::to_ascii_lowercase);
    let wanted = Wanted {
        vcpu: args.vcpu,
        memory: args.memory,
        arch: args.arch.map(Arch::from),
        family: family.as_deref(),
        region: args.region.as_deref(),
        purchase: args.purchase,
    };
    if let Some(family) = wanted.family {
        if let Ok((_, kind)) = book.instance_type(family) {
            let why = format!(
                "--family {family}: this is an instance type, of the family {}; `costcalc prices show {family}` shows it alone",
                kind.family
            );
            return Err(Failure::new(Exit::Usage, why));
        }
        book.family(family).map_err(|error| unknown_name(&error))?;
    }
    check_region(book, wanted.region)?;
    let mut found = search(book, &wanted, args.sort)?;
    if found.rows.is_empty() {
        let place = args.region.as_deref().unwrap_or("any region");
        let message = format!(
            "price book {} has no price of such a type in {place} under {}{}",
            book.info().id,
            args.purchase,
            advice(args)
        );
        return Err(Failure::new(Exit::PriceMissing, crate::report::clean(&message)));
    }
    let count = found.rows.len();
    found.rows.truncate(args.top.map_or(usize::MAX, |top| top as usize));
    let shown = if found.rows.len() < count { format!(", {} shown", found.rows.len()) } else { String::new() };
    let place = args.region.as_ref().map_or_else(String::new, |region| format!(" in {region}"));
    let arch = wanted.arch.map_or_else(String::new, |arch| format!(", {}", arch.name()));
    let title = format!("Instance types{place}{arch}, {}: {count} prices{shown}", args.purchase);
    listing(args.format, &found, &heading(book, &title), streams)
}

/// Which of the options that were given may be too narrow.
fn advice(args: &FindArgs) -> String {
    let given = [
        (args.vcpu.is_some(), "--vcpu"),
        (args.memory.is_some(), "--memory"),
        (args.arch.is_some(), "--arch"),
        (args.family.is_some(), "--family"),
        (args.region.is_some(), "--region"),
        (args.purchase != Purchase::default(), "--purchase"),
    ];
    let given: Vec<&str> = given.into_iter().filter(|(given, _)| *given).map(|(_, option)| option).collect();
    match given.as_slice() {
        [] => String::new(),
        [one] => format!(": change or leave out {one}"),
        [first @ .., last] => format!(": change or leave out {} or {last}", first.join(", ")),
    }
}

/// A type in a region with its rate.
struct Found<'a> {
    region: &'a str,
    kind: &'a InstanceType,
    gib: Dec,
    rate: HourlyRate,
}

/// More types than any family of AWS has.
const MOST_ONE_BY_ONE: usize = 64;

/// The wanted types with their rates, in this order; equal ones by name and region.
pub(crate) fn search(book: &PriceBook, wanted: &Wanted<'_>, order: FindOrder) -> Result<FigureList, Failure> {
    let regions: Vec<&str> = wanted.region.map_or_else(|| book.region_names().collect(), |region| vec![region]);
    // Rates of few types are read one by one, those of many with all of the region's.
    let family = wanted.family.map(|family| book.family(family)).transpose().map_err(|error| failure(&error))?;
    let family = family.filter(|types| types.len() <= MOST_ONE_BY_ONE);
    let mut found = Vec::new();
    for region in regions {
        let types = family.clone().map_or_else(|| book.types_in(region, wanted.purchase), Ok);
        for id in types.map_err(|error| failure(&error))? {
            let kind = book.instance_type_by_id(id).map_err(|error| failure(&error))?;
            let gib = kind.memory_mb.ratio(1, 1_024).unwrap_or(kind.memory_mb);
            let fits = wanted.vcpu.is_none_or(|range| range.holds(Dec::from(kind.vcpu)))
                && wanted.memory.is_none_or(|range| range.holds(gib))
                && wanted.arch.is_none_or(|arch| kind.arch == arch)
                && wanted.family.is_none_or(|family| kind.family == family);
            if fits && let Some(rate) = book.hourly(region, id, wanted.purchase).map_err(|error| failure(&error))? {
                found.push(Found { region, kind, gib, rate });
            }
        }
    }
    found.sort_by(|a, b| {
        let key = |found: &Found<'_>| {
            let usd = found.rate.price.usd();
            let (per_vcpu, per_gib) = shares(found.kind, usd);
            match order {
                FindOrder::Price => Some(usd),
                FindOrder::PricePerVcpu => per_vcpu,
                FindOrder::PricePerGib => per_gib,
                FindOrder::Vcpu => Some(Dec::from(found.kind.vcpu)),
                FindOrder::Memory => Some(found.gib),
                FindOrder::Name => None,
            }
        };
        key(a).cmp(&key(b)).then_with(|| (&a.kind.name, a.region).cmp(&(&b.kind.name, b.region)))
    });
    let columns = vec![
        ListColumn::words("Type", "instance_type"),
        ListColumn::words("Region", "region").hidden_if(wanted.region.is_some()),
        ListColumn::words("Arch", "arch").hidden_if(wanted.arch.is_some()),
        ListColumn::figure("vCPU", "vcpu"),
        ListColumn::figure("GiB", "memory_gib"),
        ListColumn::figure("USD/hour", "usd_per_hour"),
        ListColumn::figure("a month", "monthly_usd"),
        ListColumn::figure("per vCPU", "usd_per_vcpu_hour"),
        ListColumn::figure("per GiB", "usd_per_gib_hour"),
    ];
    let share = |cell: Option<Dec>| cell.map_or(ListCell::Empty, ListCell::Share);
    let rows = found.into_iter().map(|Found { region, kind, gib, rate }| {
        let usd = rate.price.usd();
        let (vcpu, per_gib) = shares(kind, usd);
        let cells = vec![
            ListCell::Text(kind.name.to_string()),
            ListCell::Text(region.to_owned()),
            ListCell::Text(kind.arch.name().to_owned()),
            ListCell::Number(Dec::from(kind.vcpu)),
            ListCell::Number(gib),
            ListCell::Price(usd),
            monthly(book, usd),
            share(vcpu),
            share(per_gib),
        ];
        (cells, Some(book.provenance(rate.provenance)))
    });
    Ok(FigureList { rows: rows.collect(), ..FigureList::of_book(columns, book) })
}
