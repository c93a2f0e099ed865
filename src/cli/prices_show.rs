//! `costcalc prices show`: a region's, a type's, a family's or a service's prices.

use super::exit::{Exit, Failure};
use super::prices::{check_region, failure, heading, listing};
use super::prices_args::{FindOrder, ShowArgs};
use super::prices_find::{self, Wanted};
use super::{Streams, source};
use crate::pricebook::{InstanceType, MeterInfo, PriceBook, PriceError, RegionRates, TypeId, meters};
use crate::report::{FigureList, ListCell, ListColumn};
use crate::terms::{Arch, Purchase, nearest, quoted};
use crate::units::{Dec, Usd, format};

pub(crate) fn run(book: &PriceBook, args: &ShowArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    // Types and families are in small letters, and a scenario takes them in any.
    let small = args.what.to_ascii_lowercase();
    let what = if book.may_have_type(&small) { &small } else { args.what.as_str() };
    let arch = args.arch.map(Arch::from);
    if let Some(other) = contradiction(book, what, args.region.as_deref(), arch) {
        return Err(Failure::new(Exit::Usage, other));
    }
    check_region(book, args.region.as_deref())?;
    let (title, rows) = if book.region_names().any(|name| name == what) {
        (format!("{what}, everything but EC2 instances"), region_prices(book, what, None, arch)?)
    } else if meters::ALL.iter().any(|info| info.service == what) {
        service_prices(book, what, args.region.as_deref(), arch)?
    } else if let Ok((id, kind)) = book.instance_type(what) {
        type_prices(book, id, kind, args.region.as_deref())?
    } else if !what.contains('.') && book.family(what).is_ok() {
        let wanted = Wanted { family: Some(what), region: args.region.as_deref(), arch, ..Wanted::default() };
        (what.to_owned(), prices_find::search(book, &wanted, FindOrder::Vcpu)?)
    } else {
        return Err(unknown(book, what));
    };
    if rows.rows.is_empty() {
        let place = args.region.as_deref().unwrap_or("any region");
        let arch = arch.map_or_else(String::new, |arch| format!(" for {}", arch.name()));
        let message = format!("price book {} has no price of {what}{arch} in {place}", book.info().id);
        return Err(Failure::new(Exit::PriceMissing, crate::report::clean(&message)));
    }
    listing(args.format, &rows, &heading(book, &title), streams)
}

/// What an option asks for that the thing to show is not.
fn contradiction(book: &PriceBook, what: &str, region: Option<&str>, arch: Option<Arch>) -> Option<String> {
    if let Some(region) = region.filter(|region| book.has_region(what) && *region != what) {
        return Some(format!("--region {}: {what} is a region itself", crate::report::clean(region)));
    }
    let arch = arch?;
    let mut of_service = meters::ALL.iter().filter(|info| info.service == what).peekable();
    if of_service.peek().is_some() {
        let depends = of_service.any(|info| info.by_arch);
        return (!depends).then(|| format!("--arch {}: no price of {what} depends on the architecture", arch.name()));
    }
    let mut others =
        book.instance_types().ok()?.filter(|(_, kind)| &*kind.name == what || kind.family == what).peekable();
    let other = others.peek()?.1.arch;
    let is_none = others.all(|(_, kind)| kind.arch != arch);
    is_none.then(|| format!("--arch {}: {what} is {}", arch.name(), other.name()))
}

/// What the name comes near to.
fn unknown(book: &PriceBook, what: &str) -> Failure {
    let missing = match book.instance_type(what) {
        Err(PriceError::Book(error)) => return source::book_failure(&error),
        Err(PriceError::Missing(missing)) => missing.message,
        Ok(_) => String::new(),
    };
    let mut names: Vec<&str> = meters::ALL.iter().map(|info| info.service).chain(book.region_names()).collect();
    names.dedup();
    // What it rents is priced by type, which the name of its burstable ones' credits is not.
    if what.eq_ignore_ascii_case("ec2") {
        let how = "instances are shown by type or by family, such as m7g.large or m7g, and `costcalc prices list types` names all of them";
        let message = format!("price book {} has no price of EC2 as a whole: {how}", book.info().id);
        return Failure::new(Exit::BadInput, message);
    }
    let near = nearest(what, names).first().map(|near| vec![*near]);
    // A place is none of these names, and stands for a region.
    let near = near.unwrap_or_else(|| book.regions_like(what));
    let message = match near.as_slice() {
        [_, ..] if !what.contains('.') => {
            let near = near.join(" or ");
            format!(
                "price book {} knows no region, type or service {}; did you mean {near}?",
                book.info().id,
                quoted(what)
            )
        }
        _ => missing,
    };
    Failure::new(Exit::BadInput, message)
}

/// The columns of prices of everything but instances.
fn price_columns() -> Vec<ListColumn> {
    vec![
        ListColumn::above(),
        ListColumn::phrase("Terms"),
        ListColumn::data("region"),
        ListColumn::data("service"),
        ListColumn::data("dimension"),
        ListColumn::data("arch"),
        ListColumn::data("purchase"),
        ListColumn::data("tier_from"),
        ListColumn::data("tier_to"),
        ListColumn::figure("USD", "usd"),
        ListColumn::data("unit"),
        ListColumn::figure("a month", "monthly_usd"),
    ]
}

fn region_prices(
    book: &PriceBook,
    region: &str,
    service: Option<&str>,
    arch: Option<Arch>,
) -> Result<FigureList, Failure> {
    let rates = book.region(region).map_err(|error| failure(&error))?;
    let global = book.global().map_err(|error| failure(&error))?;
    let mut list = FigureList::of_book(price_columns(), book);
    let wanted = |info: &MeterInfo| service.is_none_or(|service| service == info.service);
    meter_rows(book, rates, "", wanted, arch, &mut list);
    // A price of the region's own stands before one that counts everywhere.
    let own = rates.all();
    let rest = |info: &MeterInfo| wanted(info) && !own.iter().any(|(known, ..)| *known == info);
    meter_rows(book, global, EVERY_REGION, rest, arch, &mut list);
    Ok(list)
}

/// How the prices that count everywhere are named among terms.
const EVERY_REGION: &str = "every region";

/// Adds the prices of a region that are wanted; `place` is named among their terms where it is not empty.
fn meter_rows(
    book: &PriceBook,
    rates: RegionRates<'_>,
    place: &str,
    wanted: impl Fn(&MeterInfo) -> bool,
    wanted_arch: Option<Arch>,
    list: &mut FigureList,
) {
    for (info, arch, purchase, ladder) in rates.all() {
        let other_arch = wanted_arch.is_some() && arch.is_some() && arch != wanted_arch;
        if other_arch || !wanted(info) {
            continue;
        }
        for tier in ladder.tiers() {
            let mut terms: Vec<String> = Vec::new();
            if !place.is_empty() {
                terms.push(place.to_owned());
            }
            terms.extend(arch.map(|arch| arch.name().to_owned()));
            terms.push(purchase.to_string());
            if ladder.tiers().len() > 1 || tier.to.is_some() {
                let from = format::tier_bound(tier.from);
                terms.push(match tier.to {
                    Some(to) => format!("{from} to {}", format::tier_bound(to)),
                    None => format!("from {from}"),
                });
            }
            let monthly = if info.unit.ends_with("-hour") { monthly(book, tier.usd) } else { ListCell::Empty };
            let text = |text: &str| ListCell::Text(text.to_owned());
            let cells = vec![
                ListCell::Text(format!("{} {}, a {}:", info.service, info.dimension, info.unit)),
                ListCell::Text(terms.join(", ")),
                text(rates.region()),
                text(info.service),
                text(info.dimension),
                text(arch.map_or("any", Arch::name)),
                ListCell::Text(purchase.to_string()),
                ListCell::Number(tier.from),
                tier.to.map_or_else(|| text("Inf"), ListCell::Number),
                ListCell::Price(tier.usd),
                text(info.unit),
                monthly,
            ];
            list.rows.push((cells, Some(book.provenance(tier.provenance))));
        }
    }
}

fn service_prices(
    book: &PriceBook,
    service: &str,
    region: Option<&str>,
    arch: Option<Arch>,
) -> Result<(String, FigureList), Failure> {
    if let Some(region) = region {
        return Ok((format!("{service} in {region}"), region_prices(book, region, Some(service), arch)?));
    }
    let mut list = FigureList::of_book(price_columns(), book);
    let wanted = |info: &MeterInfo| service == info.service;
    for name in book.region_names() {
        let rates = book.region(name).map_err(|error| failure(&error))?;
        meter_rows(book, rates, name, wanted, arch, &mut list);
    }
    let global = book.global().map_err(|error| failure(&error))?;
    meter_rows(book, global, EVERY_REGION, wanted, arch, &mut list);
    Ok((format!("{service} in every region"), list))
}

/// Dollars a month for dollars an hour.
pub(crate) fn monthly(book: &PriceBook, hourly: Dec) -> ListCell {
    let monthly = hourly.mul(book.rules().hours_per_month).and_then(Usd::from_dollars);
    monthly.map_or(ListCell::Empty, ListCell::Amount)
}

/// Dollars an hour for each vCPU and each GiB.
pub(crate) fn shares(kind: &InstanceType, hourly: Dec) -> (Option<Dec>, Option<Dec>) {
    (hourly.div(Dec::from(kind.vcpu)), hourly.mul_div(Dec::from_int(1_024), kind.memory_mb))
}

fn type_prices(
    book: &PriceBook,
    id: TypeId,
    kind: &InstanceType,
    region: Option<&str>,
) -> Result<(String, FigureList), Failure> {
    let first =
        if region.is_some() { ListColumn::words("Terms", "terms") } else { ListColumn::words("Region", "region") };
    let columns = vec![
        first,
        ListColumn::figure("USD/hour", "usd_per_hour"),
        ListColumn::figure("a month", "monthly_usd"),
        ListColumn::figure("per vCPU", "usd_per_vcpu_hour"),
        ListColumn::figure("per GiB", "usd_per_gib_hour"),
    ];
    let mut list = FigureList::of_book(columns, book);
    let share = |cell: Option<Dec>| cell.map_or(ListCell::Empty, ListCell::Share);
    let mut add = |place: &str, purchase: Purchase| -> Result<(), PriceError> {
        if let Some(rate) = book.hourly(place, id, purchase)? {
            let usd = rate.price.usd();
            let name = if region.is_some() { purchase.to_string() } else { place.to_owned() };
            let (vcpu, gib) = shares(kind, usd);
            let cells = vec![ListCell::Text(name), ListCell::Price(usd), monthly(book, usd), share(vcpu), share(gib)];
            list.rows.push((cells, Some(book.provenance(rate.provenance))));
        }
        Ok(())
    };
    match region {
        Some(region) => Purchase::all().try_for_each(|purchase| add(region, purchase)),
        None => book.region_names().try_for_each(|region| add(region, Purchase::OnDemand)),
    }
    .map_err(|error| failure(&error))?;
    if let (Some(region), true) = (region, list.rows.is_empty()) {
        book.require_hourly(region, id, Purchase::OnDemand).map_err(|error| failure(&error))?;
    }
    let baseline = match (kind.burstable, kind.baseline_pct) {
        (false, _) => String::new(),
        (true, Some(baseline)) => format!(", burstable with a baseline of {baseline} % of each vCPU"),
        (true, None) => ", burstable with an unknown baseline".to_owned(),
    };
    let place = region.map_or_else(
        || "on demand in every region (--region REGION shows every purchase option)".to_owned(),
        |region| format!("in {region}"),
    );
    let (arch, memory) = (kind.arch.name(), format::quantity(kind.memory_mb));
    Ok((format!("{}: {arch}, {} vCPU, {memory} MB{baseline}; {place}", kind.name, kind.vcpu), list))
}
