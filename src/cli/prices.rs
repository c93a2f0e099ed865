//! `costcalc prices`: look-ups in the price book.

use super::Streams;
use super::args::{Listing, PricesArgs, PricesCommand};
use super::exit::{Exit, Failure};
use super::{prices_check, prices_import, source, terminal};
use crate::pricebook::{InstanceType, PriceBook, PriceError, TypeId};
use crate::report::{PriceRow, plain_table, price_table};
use crate::terms::{Arch, Purchase, nearest};
use crate::units::format;

pub(crate) fn run(args: &PricesArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let book = || source::price_book(&args.pricing);
    let text = match &args.command {
        PricesCommand::Import(import) => return prices_import::run(import, streams),
        PricesCommand::Check(check) => return prices_check::run(check, streams),
        PricesCommand::Show { what, region } => show(&book()?, what, region.as_deref())?,
        PricesCommand::List { what: Listing::Regions, .. } => regions(&book()?),
        PricesCommand::List { what: Listing::Types, region } => types(&book()?, region.as_deref())?,
        PricesCommand::Columns => COLUMNS.to_owned(),
    };
    streams.out.write_all(text.as_bytes())?;
    Ok(Exit::Done)
}

/// The tables that a user's own prices may have, with a row each as an example.
const COLUMNS: &str = "\
Prices of your own are CSV files in the columns of the price book; the same key wins over the book's row.
Use them with: costcalc compare scenario.csv --pricing FILE

EC2 rates (key: region, instance_type, purchase; upfront_usd is spread over the term):
  region,instance_type,purchase,usd_per_hour,upfront_usd,as_of,source
  us-east-1,m7g.large,on-demand,0.0735,,2026-11-01,our agreement of 2026

All other prices (key: region, service, dimension, arch, purchase; all tiers of a key together):
  region,service,dimension,arch,purchase,tier_from,tier_to,unit,usd,as_of,source
  us-east-1,lambda,duration,arm64,on-demand,0,Inf,GB-s,0.0000120001,2026-11-01,our agreement of 2026

Instance types (key: instance_type):
  instance_type,family,arch,vcpu,memory_gib,burstable,baseline_pct_per_vcpu,current_generation,gpu,bare_metal,as_of,source

Billing rules and limits (key: service, rule):
  service,rule,value,unit,note,as_of,source

`costcalc prices show REGION` shows the names of services and dimensions.
";

fn show(book: &PriceBook, what: &str, region: Option<&str>) -> Result<String, Failure> {
    if book.region_names().any(|name| name == what) {
        return region_prices(book, what);
    }
    match book.instance_type(what) {
        Ok((id, kind)) => type_prices(book, id, kind, region),
        Err(PriceError::Book(error)) => Err(source::book_failure(&error)),
        Err(PriceError::Missing(missing)) => {
            let near = nearest(what, book.region_names());
            let what = crate::report::clean(what);
            let message = match near.first() {
                Some(near) if !what.contains('.') => {
                    format!("price book {} knows no region or type {what:?}; did you mean {near}?", book.info().id)
                }
                _ => missing.message,
            };
            Err(Failure::new(Exit::PriceMissing, message))
        }
    }
}

fn region_prices(book: &PriceBook, region: &str) -> Result<String, Failure> {
    let rates = book.region(region).map_err(|error| failure(&error))?;
    let global = book.global().map_err(|error| failure(&error))?;
    let mut rows = Vec::new();
    for (info, arch, purchase, ladder) in rates.all().into_iter().chain(global.all()) {
        for tier in ladder.tiers() {
            let mut terms: Vec<String> = Vec::new();
            terms.extend(arch.map(|arch| arch.name().to_owned()));
            if purchase != Purchase::OnDemand {
                terms.push(purchase.to_string());
            }
            if ladder.tiers().len() > 1 || tier.to.is_some() {
                let from = format::tier_bound(tier.from);
                terms.push(match tier.to {
                    Some(to) => format!("{from} to {}", format::tier_bound(to)),
                    None => format!("from {from}"),
                });
            }
            rows.push(PriceRow {
                what: format!("{} {}", info.service, info.dimension),
                terms: terms.join(", "),
                usd: tier.usd,
                unit: info.unit.to_owned(),
                provenance: book.provenance(tier.provenance),
            });
        }
    }
    let table = price_table(terminal::table_style(), &rows);
    Ok(format!("{}\n\n{table}", heading(book, &format!("{region}, everything but EC2 instances"))))
}

fn type_prices(book: &PriceBook, id: TypeId, kind: &InstanceType, region: Option<&str>) -> Result<String, Failure> {
    let mut rows = Vec::new();
    let one_region = region.is_some();
    let mut add = |region: &str, purchase: Purchase| -> Result<(), PriceError> {
        if let Some(rate) = book.hourly(region, id, purchase)? {
            rows.push(PriceRow {
                what: if one_region { purchase.to_string() } else { region.to_owned() },
                terms: if one_region { String::new() } else { purchase.to_string() },
                usd: rate.price.usd(),
                unit: "hour".to_owned(),
                provenance: book.provenance(rate.provenance),
            });
        }
        Ok(())
    };
    match region {
        Some(region) => Purchase::all().try_for_each(|purchase| add(region, purchase)),
        None => book.region_names().try_for_each(|region| add(region, Purchase::OnDemand)),
    }
    .map_err(|error| failure(&error))?;
    if rows.is_empty() {
        let missing = book.require_hourly(region.unwrap_or("us-east-1"), id, Purchase::OnDemand);
        return Err(missing.err().map_or_else(
            || Failure::new(Exit::PriceMissing, format_args!("{} has no price", kind.name)),
            |error| failure(&error),
        ));
    }
    let baseline = match (kind.burstable, kind.baseline_pct) {
        (false, _) => String::new(),
        (true, Some(baseline)) => format!(", burstable with a baseline of {baseline} % of each vCPU"),
        (true, None) => ", burstable with an unknown baseline".to_owned(),
    };
    let attributes = format!(
        "{}{}: {}, {} vCPU, {} MB{baseline}",
        kind.name,
        region.map_or_else(String::new, |region| format!(" in {region}")),
        kind.arch.name(),
        kind.vcpu,
        format::quantity(kind.memory_mb)
    );
    let hint = if region.is_none() { "\n--region REGION shows every purchase option.\n" } else { "" };
    let table = price_table(terminal::table_style(), &rows);
    Ok(format!("{}\n\n{table}{hint}", heading(book, &attributes)))
}

fn regions(book: &PriceBook) -> String {
    let mut text = String::new();
    for name in book.region_names() {
        text.push_str(name);
        text.push('\n');
    }
    text
}

fn types(book: &PriceBook, region: Option<&str>) -> Result<String, Failure> {
    let mut rows = Vec::new();
    for (id, kind) in book.instance_types().map_err(|error| failure(&error))? {
        let price = match region {
            Some(region) => match book.hourly(region, id, Purchase::OnDemand).map_err(|error| failure(&error))? {
                Some(rate) => format::unit_price(rate.price.usd()),
                None => continue,
            },
            None => String::new(),
        };
        rows.push(vec![
            kind.name.to_string(),
            kind.arch.name().to_owned(),
            kind.vcpu.to_string(),
            format::quantity(kind.memory_mb),
            if kind.burstable { "burstable".to_owned() } else { String::new() },
            price,
        ]);
    }
    let (style, right) = (terminal::table_style(), [2, 3, 5]);
    let price = if Arch::ALL.len() > 1 && region.is_some() { "USD an hour, on-demand" } else { "" };
    Ok(plain_table(style, &["Type", "Architecture", "vCPU", "MB", "", price], &right, &rows))
}

fn heading(book: &PriceBook, what: &str) -> String {
    let info = book.info();
    let own = if info.own_files.is_empty() { "" } else { ", with prices of your own over it" };
    format!("{what}\n{}, as of {}{own}", info.title, info.as_of)
}

fn failure(error: &PriceError) -> Failure {
    match error {
        PriceError::Book(error) => source::book_failure(error),
        PriceError::Missing(missing) => Failure::new(Exit::PriceMissing, crate::report::clean(&missing.message)),
    }
}
