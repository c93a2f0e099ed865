//! `costcalc prices`: look-ups in the price book.

use super::Streams;
use super::exit::{Exit, Failure};
use super::prices_args::{BookArgs, ListFormat, Listing, PricesArgs, PricesCommand};
use super::{
    prices_books, prices_check, prices_diff, prices_find, prices_import, prices_show, prices_update, source, terminal,
};
use crate::pricebook::{PriceBook, PriceError};
use crate::report::{FigureList, paragraphs, plain_table, write_json_text};
use crate::terms::{Arch, Purchase, wrapped};
use crate::units::format;

pub(crate) fn run(args: &PricesArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let text = match &args.command {
        PricesCommand::Import(import) => return prices_import::run(import, streams),
        PricesCommand::Update(update) => return prices_update::run(update, streams),
        PricesCommand::Check(check) => return prices_check::run(check, streams),
        PricesCommand::Show(show) => return prices_show::run(&book(&show.book, streams)?, show, streams),
        PricesCommand::Find(find) => return prices_find::run(&book(&find.book, streams)?, find, streams),
        PricesCommand::Books => return prices_books::run(streams),
        PricesCommand::Diff(diff) => return prices_diff::run(diff, streams),
        PricesCommand::List { what: Listing::Regions, region: Some(region), .. } => {
            let region = crate::report::clean(region);
            let why = format!(
                "--region {region}: the list of regions is of no region; `costcalc prices list types --region {region}` \
                 lists its types"
            );
            return Err(Failure::new(Exit::Usage, why));
        }
        PricesCommand::List { what: Listing::Regions, region: None, book: of } => {
            regions(&book(of, streams)?, streams)?
        }
        PricesCommand::List { what: Listing::Types, region, book: of } => {
            types(&book(of, streams)?, region.as_deref())?
        }
        PricesCommand::Columns => columns()?,
    };
    streams.out.write_all(text.as_bytes())?;
    Ok(Exit::Done)
}

/// The book to look into.
fn book(args: &BookArgs, streams: &mut Streams<'_>) -> Result<PriceBook, Failure> {
    let book = source::price_book(&args.pricing)?;
    prices_books::tell_chosen(&args.pricing, streams)?;
    prices_books::warn_of_own(&book, streams)?;
    Ok(book)
}

/// How tables of a user's own prices are written.
fn columns() -> Result<String, Failure> {
    let book = PriceBook::current().map_err(|error| source::book_failure(&error))?;
    let rules: Vec<String> = book.rule_rows().iter().map(|rule| format!("{}/{}", rule.service, rule.name)).collect();
    let rules = wrapped(&rules.join(", "), 80, "  ", "  ");
    Ok(format!("{COLUMNS}\nThe rules and limits of price book {}, by service and rule:\n{rules}\n", book.info().id))
}

/// The tables that a user's own prices may have, with a row each as an example.
const COLUMNS: &str = "\
Prices of your own are CSV files in the columns of the price book; the same key
wins over the book's row, and stands once in a file or folder.
Use them with: costcalc compare scenario.csv --pricing FILE

EC2 rates (key: region, instance_type, purchase; upfront_usd is spread over the
term, and stands with each ri of partial or all upfront, 0 where usd_per_hour
holds it):
  region,instance_type,purchase,usd_per_hour,upfront_usd,as_of,source
  us-east-1,m7g.large,on-demand,0.0735,,2026-11-01,our agreement of 2026

All other prices (key: region, service, dimension, arch, purchase; all tiers of
a key together):
  region,service,dimension,arch,purchase,tier_from,tier_to,unit,usd,as_of,source
  us-east-1,lambda,duration,arm64,on-demand,0,Inf,GB-s,0.0000120001,2026-11-01,our agreement of 2026

Instance types (key: instance_type):
  instance_type,family,arch,vcpu,memory_gib,burstable,baseline_pct_per_vcpu,current_generation,gpu,bare_metal,as_of,source

Estimates of rates that no list gives (region and family: any or one): ratio is
the share of the base's rate, and the first row whose base has a rate counts:
  region,family,purchase,base,ratio,as_of,source
  any,m7g,compute-sp-1y-partial-upfront,compute-sp-1y-no-upfront,0.97,2026-11-01,our agreement of 2026

Discounts off the published prices (service: any, ec2 or a service's name;
region, family and purchase: any or one; of several that fit, the one that names
most counts; two of one folder that name equally much are refused where no row
names what both fit, of several --pricing the last counts; they do not add up,
and prices of your own stay as they are):
  service,region,family,purchase,discount_pct,as_of,source
  ec2,any,m7g,any,12,2026-11-01,our agreement of 2026
  lambda,any,,,5,2026-11-01,our agreement of 2026

Billing rules and limits (key: service, rule):
  service,rule,value,unit,note,as_of,source

`costcalc prices show REGION` shows the names of services and dimensions.
";

/// The regions in which workloads can be compared; which others there are is told beside them.
fn regions(book: &PriceBook, streams: &mut Streams<'_>) -> Result<String, Failure> {
    let mut text = String::new();
    let mut others = Vec::new();
    for name in book.region_names() {
        if book.can_compare_in(name).map_err(|error| failure(&error))? {
            text.push_str(name);
            text.push('\n');
        } else {
            others.push(crate::report::clean(name));
        }
    }
    if !others.is_empty() {
        let (id, others) = (crate::report::clean(&book.info().id), others.join(", "));
        let note = format!(
            "note: price book {id} lacks prices that every comparison needs in {others}; prices of your own can add them"
        );
        streams.err.write_all(paragraphs(terminal::table_style(), &note).as_bytes())?;
    }
    Ok(text)
}

fn types(book: &PriceBook, region: Option<&str>) -> Result<String, Failure> {
    check_region(book, region)?;
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

pub(crate) fn heading(book: &PriceBook, what: &str) -> String {
    let info = book.info();
    let own = if info.own_files.is_empty() { "" } else { ", with prices of your own over it" };
    format!("{what}\n{}, as of {}{own}", info.title, info.as_of)
}

pub(crate) fn failure(error: &PriceError) -> Failure {
    match error {
        PriceError::Book(error) => source::book_failure(error),
        PriceError::Missing(missing) => Failure::new(Exit::PriceMissing, crate::report::clean(&missing.message)),
    }
}

/// That a region was named which the book does not have: bad input, as in a scenario, and no missing price.
pub(crate) fn check_region(book: &PriceBook, region: Option<&str>) -> Result<(), Failure> {
    region.map_or(Ok(()), |region| book.region(region).map(drop).map_err(|error| unknown_name(&error)))
}

/// A name that the book does not have, with the nearest ones.
pub(crate) fn unknown_name(error: &PriceError) -> Failure {
    match error {
        PriceError::Book(error) => source::book_failure(error),
        PriceError::Missing(missing) => Failure::new(Exit::BadInput, crate::report::clean(&missing.message)),
    }
}

/// Writes a listing in the format asked for; a table with its heading.
pub(crate) fn listing(
    format: ListFormat,
    list: &FigureList,
    heading: &str,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    match format {
        ListFormat::Table => {
            let style = terminal::table_style();
            write!(streams.out, "{}\n{}", paragraphs(style, heading), list.table(style))?;
        }
        ListFormat::Csv => streams.out.write_all(&list.csv())?,
        ListFormat::Json => write_json_text(&list.json(), streams.out)?,
    }
    Ok(Exit::Done)
}
