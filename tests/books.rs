//! The shipped price books: every table loads, and prices read by hand from their sources come out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use costcalc::pricebook::check::{Finding, Gravity, check};
use costcalc::pricebook::{Layer, OverlayFile, PriceBook, PriceError, ProvenanceId, meters};
use costcalc::terms::Stamp;
use costcalc::terms::{Arch, Purchase};
use costcalc::units::Dec;

fn dec(text: &str) -> Dec {
    text.parse().unwrap()
}

fn purchase(name: &str) -> Purchase {
    Purchase::from_name(name).unwrap()
}

fn hourly(book: &PriceBook, region: &str, kind: &str, option: &str) -> (String, bool) {
    let (id, _) = book.instance_type(kind).unwrap();
    let rate = book.require_hourly(region, id, purchase(option)).unwrap();
    (rate.price.usd().to_string(), rate.provenance.is_estimated())
}

#[test]
fn every_region_of_every_book_loads_with_a_source_for_each_price() {
    for id in PriceBook::ids() {
        let book = PriceBook::open(id, &[]).unwrap();
        book.global().unwrap();
        for region in book.region_names() {
            for (info, _, _, ladder) in book.region(region).unwrap().all() {
                for tier in ladder.tiers() {
                    let provenance = book.provenance(tier.provenance);
                    assert!(!provenance.source.is_empty() && !provenance.as_of.is_empty(), "{region} {info:?}");
                }
            }
            for option in Purchase::all() {
                for arch in Arch::ALL {
                    book.general(region, option, arch).unwrap();
                }
            }
        }
    }
}

#[test]
fn a_commitment_without_upfront_money_is_never_above_on_demand() {
    let book = PriceBook::current().unwrap();
    for region in book.region_names() {
        for (id, kind) in book.instance_types().unwrap() {
            let Some(listed) = book.hourly(region, id, Purchase::OnDemand).unwrap() else { continue };
            for name in ["ri-1y", "ri-3y", "ri-convertible-1y", "compute-sp-1y", "compute-sp-3y"] {
                if let Some(rate) = book.hourly(region, id, purchase(name)).unwrap() {
                    assert!(rate.price.usd() <= listed.price.usd(), "{region} {} {name}", kind.name);
                }
            }
        }
    }
}

#[test]
fn prices_are_those_of_their_sources() {
    let book = PriceBook::current().unwrap();
    // AWS price lists and pages as dated in the rows.
    assert_eq!(hourly(&book, "us-east-1", "m7g.large", "on-demand"), ("0.0816".to_owned(), false));
    assert_eq!(hourly(&book, "ap-northeast-2", "m5.large", "on-demand"), ("0.118".to_owned(), false));
    assert_eq!(hourly(&book, "us-east-1", "m5.large", "ri-1y"), ("0.06".to_owned(), false));
    // 948.99 upfront over 3 x 8,760 h = 0.036111111111 (26,280 h; 948.99 / 26,280 = 0.0361107305936...).
    assert_eq!(hourly(&book, "us-east-1", "m5.large", "ri-3y-all-upfront"), ("0.036110730594".to_owned(), false));
    // Derived: the convertible rate of the same term, 0.0718, and the family's payment ratio; never shown as read.
    assert_eq!(hourly(&book, "ap-northeast-2", "m7g.large", "compute-sp-1y"), ("0.0718".to_owned(), true));
    assert!(hourly(&book, "ap-northeast-2", "m7g.large", "compute-sp-1y-all-upfront").1);
    let seoul = book.region("us-east-1").unwrap();
    let duration = seoul.price(meters::LAMBDA_DURATION, Arch::X86_64).unwrap();
    let tiers: Vec<(String, String)> =
        duration.tiers().iter().map(|tier| (tier.from.to_string(), tier.usd.to_string())).collect();
    let expected = [("0", "0.0000166667"), ("6000000000", "0.000015"), ("15000000000", "0.0000133334")];
    let expected: Vec<(String, String)> = expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    assert_eq!(tiers, expected);
    let plan = seoul.committed_price(meters::LAMBDA_DURATION, Arch::Arm64, purchase("compute-sp-3y")).unwrap();
    assert_eq!(plan.first().usd, dec("0.0000117"));
}

#[test]
fn rules_are_data() {
    let (now, then) = (PriceBook::current().unwrap(), PriceBook::open("2019", &[]).unwrap());
    assert_eq!(now.rules().billing_increment_ms, dec("1"));
    assert_eq!(then.rules().billing_increment_ms, dec("100"));
    assert_eq!((then.rules().memory_max_mb, then.rules().memory_step_mb), (dec("3008"), dec("64")));
    assert!(now.rules().init_billed && !then.rules().init_billed);
    let ireland = then.region("eu-west-1").unwrap();
    assert_eq!(ireland.price(meters::LAMBDA_DURATION, Arch::X86_64).unwrap().first().usd, dec("0.0000166667"));
    // Arm functions came in 2021: no price, and certainly not that of x86.
    assert!(ireland.price(meters::LAMBDA_DURATION, Arch::Arm64).is_err());
}

#[test]
fn what_a_book_does_not_have_is_an_error_with_the_nearest_names() {
    let book = PriceBook::current().unwrap();
    let message = |error: PriceError| error.to_string();
    assert!(message(book.region("us-est-1").unwrap_err()).contains("us-east-1"));
    assert!(message(book.instance_type("m7g.lrge").unwrap_err()).contains("m7g.large"));
    let (id, _) = book.instance_type("m9g.large").unwrap();
    let error = message(book.require_hourly("ap-northeast-2", id, Purchase::OnDemand).unwrap_err());
    assert!(error.contains("no price of m9g.large in ap-northeast-2") && error.contains("nearest"), "{error}");
    assert!(PriceBook::open("2018", &[]).unwrap_err().to_string().contains("2019"));
}

fn overlay(text: &str) -> Result<PriceBook, String> {
    let file = OverlayFile::new("own.csv", text);
    PriceBook::open("2026", &[file]).map_err(|error| error.to_string())
}

#[test]
fn own_rows_win_by_key_and_are_marked() {
    let own = overlay(
        "region,instance_type,purchase,usd_per_hour,upfront_usd,as_of,source\n\
         us-east-1,m7g.large,on-demand,0.07,,2026-11-01,agreement\n",
    )
    .unwrap();
    let (id, _) = own.instance_type("m7g.large").unwrap();
    let rate = own.require_hourly("us-east-1", id, Purchase::OnDemand).unwrap();
    assert_eq!(rate.price.usd(), dec("0.07"));
    assert!(own.provenance(rate.provenance).own);
    // Neither another type nor another region changed.
    assert_eq!(hourly(&own, "us-east-1", "m7g.xlarge", "on-demand").0, "0.1632");
    assert_eq!(
        hourly(&own, "eu-west-1", "m7g.large", "on-demand").0,
        hourly(&PriceBook::current().unwrap(), "eu-west-1", "m7g.large", "on-demand").0
    );
    assert_ne!(own.info().sha256, PriceBook::current().unwrap().info().sha256);
}

/// As spreadsheets of other countries save them, with empty columns behind the last one.
#[test]
fn own_rows_may_stand_between_semicolons_or_tabs() {
    let rows = "region,instance_type,purchase,usd_per_hour,upfront_usd,as_of,source,,\r\n\
                us-east-1,m7g.large,on-demand,0.07,,2026-11-01,agreement\r\n\
                us-east-1,m7g.xlarge,on-demand,0.14,,2026-11-01,agreement,,\r\n";
    for delimiter in [",", ";", "\t"] {
        let own = overlay(&rows.replace(',', delimiter)).unwrap();
        assert_eq!(hourly(&own, "us-east-1", "m7g.large", "on-demand").0, "0.07");
        assert_eq!(hourly(&own, "us-east-1", "m7g.xlarge", "on-demand").0, "0.14");
    }
}

#[test]
fn an_own_tier_replaces_the_whole_ladder() {
    let own = overlay(
        "region,service,dimension,arch,purchase,tier_from,tier_to,unit,usd,as_of,source\n\
         us-east-1,lambda,duration,x86_64,on-demand,0,Inf,GB-s,0.00001,2026-11-01,agreement\n",
    )
    .unwrap();
    let region = own.region("us-east-1").unwrap();
    assert_eq!(region.price(meters::LAMBDA_DURATION, Arch::X86_64).unwrap().tiers().len(), 1);
    assert_eq!(region.price(meters::LAMBDA_DURATION, Arch::Arm64).unwrap().tiers().len(), 3);
}

/// Prices that AWS charges alike have one tier: the second one would not count.
#[test]
fn tiers_that_would_not_count_are_refused() {
    let rates = "region,service,dimension,arch,purchase,tier_from,tier_to,unit,usd,as_of,source\n";
    let two = |service: &str, dimension: &str, purchase: &str, unit: &str| {
        let row =
            |bounds: &str| format!("us-east-1,{service},{dimension},any,{purchase},{bounds},{unit},0.1,2026-11-01,x\n");
        overlay(&format!("{rates}{}{}", row("0,100"), row("100,Inf")))
    };
    for (service, dimension, purchase, unit) in [
        ("lambda", "requests", "", "request"),
        ("lambda", "duration", "compute-sp-1y-no-upfront", "GB-s"),
        ("ebs", "gp3_storage", "", "GB-month"),
        ("alb", "lcu_hour", "", "LCU-h"),
    ] {
        let error = two(service, dimension, purchase, unit).unwrap_err();
        let told = "own.csv:3:";
        assert!(error.contains(told) && error.contains("it has one tier"), "{service} {dimension}: {error}");
    }
    for (service, dimension, unit) in [
        ("lambda", "duration", "GB-s"),
        ("data_transfer", "internet_out", "GB"),
        ("cloudwatch", "logs_ingest_vended_incl_lambda", "GB"),
        ("api_gateway_http", "requests", "request"),
    ] {
        assert!(two(service, dimension, "", unit).is_ok(), "{service} {dimension}");
    }
}

#[test]
fn faults_in_own_rows_name_file_line_and_remedy() {
    let ec2 = "region,instance_type,purchase,usd_per_hour,upfront_usd,as_of,source\n";
    let rates = "region,service,dimension,arch,purchase,tier_from,tier_to,unit,usd,as_of,source\n";
    for (text, wanted) in [
        (format!("{ec2}us-east-1,m7g.large,on-demand,free,,2026-11-01,x\n"), "own.csv:2"),
        (format!("{ec2}us-east-1,m7g.large,on-demand,-1,,2026-11-01,x\n"), "negative"),
        (format!("{ec2}us-east-1,m7g.large,monthly,1,,2026-11-01,x\n"), "purchase"),
        (format!("{ec2}us-east-1,m7g.large,on-demand,1,,yesterday,x\n"), "date"),
        (format!("{ec2}us-east-1,m7g.large,on-demand,1,,2026-11-01,\n"), "source"),
        (format!("{rates}us-east-1,lambda,durations,any,,0,Inf,GB-s,1,2026-11-01,x\n"), "lambda/duration"),
        (format!("{rates}us-east-1,lambda,duration,any,,0,Inf,hours,1,2026-11-01,x\n"), "GB-s"),
        ("a,b\n1,2\n".to_owned(), "heading"),
        ("service,rule,value,unit,note,as_of,source\nlambda,billing_increment,0,ms,,2026,x\n".to_owned(), "above 0"),
    ] {
        let error = overlay(&text).unwrap_err();
        assert!(error.contains(wanted), "{text}: {error}");
    }
    // A gap between tiers is found before the region is used.
    let gap = overlay(&format!(
        "{rates}us-east-1,lambda,duration,any,,0,10,GB-s,1,2026-11-01,x\n\
         us-east-1,lambda,duration,any,,20,Inf,GB-s,1,2026-11-01,x\n"
    ));
    assert!(gap.unwrap_err().contains("20"));
}

fn findings(files: &[OverlayFile]) -> Vec<(Gravity, String)> {
    let today = Stamp::parse("2026-11-24").unwrap();
    let found = check(files, &PriceBook::current().unwrap(), today);
    let told = |finding: &Finding| format!("{}; {}", finding.problem.title(&finding.file), finding.problem.help);
    found.iter().map(|finding| (finding.gravity, told(finding))).collect()
}

#[test]
fn the_shipped_books_pass_the_checks() {
    // Prices that AWS itself lists out of proportion: in London t2.micro costs 0.0132 and t2.small 0.026, not 0.0264;
    // x8i.96xlarge costs 16 % more a vCPU than the smaller sizes, in each region that has it.
    let known = |message: &str| {
        message.contains("x8i.96xlarge in ")
            || message.contains("t2.small in eu-west-2")
            || message.contains("t2.medium in eu-west-2")
    };
    for id in PriceBook::ids() {
        let files = PriceBook::embedded_files(id).unwrap();
        assert!(files.len() > 5, "{id}");
        let wrong: Vec<_> = findings(&files)
            .into_iter()
            .filter(|(gravity, message)| *gravity == Gravity::Fault || !known(message))
            .collect();
        assert!(wrong.is_empty(), "{id}: {wrong:#?}");
    }
}

#[test]
fn each_check_finds_what_it_is_for() {
    let ec2 = "region,instance_type,purchase,usd_per_hour,upfront_usd,as_of,source\n";
    let rates = "region,service,dimension,arch,purchase,tier_from,tier_to,unit,usd,as_of,source\n";
    let (fault, doubt) = (Gravity::Fault, Gravity::Doubt);
    for (text, gravity, wanted) in [
        (
            format!(
                "{ec2}us-east-1,m5.large,on-demand,1,,2026-01-01,x\nus-east-1,m5.large,on-demand,1,,2026-01-01,x\n"
            ),
            fault,
            "own.csv:3:1: region: a row of \"us-east-1, m5.large, on-demand\" already stands in line 2",
        ),
        (
            format!("{ec2}us-east-1,m5.large,on-demand,1,,2026-02-30,x\n"),
            fault,
            "own.csv:2:33: as_of: \"2026-02-30\" is no date",
        ),
        (format!("{ec2}us-east-1,m5.large,on-demand,0.1,,2027-01-01,x\n"), fault, "still to come"),
        (format!("{ec2}us-east-1,m5x.large,on-demand,1,,2026-01-01,x\n"), fault, "m5x.large has a price and no row"),
        // 0.1 an hour is 8,760 x 0.1 = 876 a year: a fee of 877 is above on demand.
        (
            format!(
                "{ec2}us-east-1,m5.large,on-demand,0.1,,2026-01-01,x\nus-east-1,m5.large,ri-1y-all-upfront,0,877,2026-01-01,x\n"
            ),
            fault,
            "own.csv:3: m5.large in us-east-1: ri-1y-all-upfront costs more",
        ),
        // 0.05 an hour and 400 / 8,760 = 0.045662100457 of the fee; the book's on-demand price is 0.0816.
        (
            format!("{ec2}us-east-1,m7g.large,ri-1y-partial-upfront,0.05,400,2026-01-01,x\n"),
            doubt,
            "costs $0.095662100457 an hour, more than $0.0816 on demand: the commitment will not be used",
        ),
        (
            format!(
                "{ec2}us-east-1,m5.large,on-demand,0.1,,2026-01-01,x\nus-east-1,m5.large,compute-sp-1y,0.11,,2026-01-01,x\n"
            ),
            doubt,
            "compute-sp-1y-no-upfront costs more",
        ),
        (
            format!(
                "{ec2}us-east-1,m5.large,on-demand,0.1,,2026-01-01,x\nus-east-1,m5.xlarge,on-demand,0.2,,2026-01-01,x\n\
                  us-east-1,m5.2xlarge,on-demand,0.405,,2026-01-01,x\n"
            ),
            doubt,
            "m5.2xlarge in us-east-1 is more than 1 % off",
        ),
        (
            format!(
                "{rates}us-east-1,alb,hour,any,,0,Inf,load-balancer-hour,1,2026-01-01,x\n\
                  us-east-1,alb,hour,any,,0,Inf,load-balancer-hour,1,2026-01-01,x\n"
            ),
            fault,
            "own.csv:3:1: region: a row of \"us-east-1, alb, hour, any, on-demand, 0\" already stands in line 2",
        ),
        (format!("{rates}us-east-1,alb,hour,any,,5,Inf,load-balancer-hour,1,2026-01-01,x\n"), fault, "begins at 5"),
        (format!("{rates}us-east-1,alb,hour,any,,0,Inf,hour,1,2026-01-01,x\n"), fault, "must be load-balancer-hour"),
        (
            format!("{rates}us-east-1,alb,hour,any,,0,Inf,load-balancer-hour,1,2026-01-01,\n"),
            fault,
            "source: \"\" must not be empty",
        ),
        ("a,b\n1,2\n".to_owned(), fault, "none of the price book's"),
    ] {
        let file = OverlayFile::new("own.csv", text.clone());
        let found = findings(&[file]);
        assert!(found.len() == 1 && found[0].0 == gravity && found[0].1.contains(wanted), "{text}: {found:?}");
    }
    // 0.4 + 1 % is 0.404: just as proportional as it must be.
    let near = format!(
        "{ec2}us-east-1,m5.large,on-demand,0.1,,2026-01-01,x\nus-east-1,m5.xlarge,on-demand,0.2,,2026-01-01,x\n\
                        us-east-1,m5.2xlarge,on-demand,0.404,,2026-01-01,x\n"
    );
    assert_eq!(findings(&[OverlayFile::new("own.csv", near)]), []);
    // A source that the book's own table does not have.
    let sources = "source,title,published,where\nknown,A list,2026-01-01,here\n";
    let row = format!("{ec2}us-east-1,m5.large,on-demand,1,,2026-01-01,unknown\n");
    let files = [("sources.csv", sources.to_owned()), ("own.csv", row)];
    let files = files.map(|(name, text)| OverlayFile::new(name, text));
    assert!(findings(&files)[0].1.contains("own.csv:2:44: source: \"unknown\" is not in sources.csv"));
}

/// A figure with whether it is marked as the user's own.
fn marked(book: &PriceBook, region: &str, kind: &str, option: &str) -> (String, bool) {
    let (id, _) = book.instance_type(kind).unwrap();
    let rate = book.require_hourly(region, id, purchase(option)).unwrap();
    assert_eq!(book.provenance(rate.provenance).own, rate.provenance.is_own());
    (rate.price.usd().to_string(), rate.provenance.is_own())
}

const DISCOUNTS: &str = "service,region,family,purchase,discount_pct,as_of,source\n";

#[test]
fn discounts_move_published_prices_and_mark_them() {
    let book = overlay(&format!(
        "{DISCOUNTS}ec2,any,,,10,2026-11-01,agreement\n\
         ec2,us-east-1,m7g,,25,2026-11-01,agreement of the family\n\
         lambda,any,,,5,2026-11-01,agreement\n"
    ))
    .unwrap();
    // 0.0816 less 25 % is 0.0612, the row that names most; 0.118 less 10 % is 0.1062.
    assert_eq!(marked(&book, "us-east-1", "m7g.large", "on-demand"), ("0.0612".to_owned(), true));
    assert_eq!(marked(&book, "ap-northeast-2", "m5.large", "on-demand"), ("0.1062".to_owned(), true));
    // Derived from 0.0718 published, then 10 % off: 0.06462.
    assert_eq!(marked(&book, "ap-northeast-2", "m7g.large", "compute-sp-1y"), ("0.06462".to_owned(), true));
    let (id, _) = book.instance_type("m7g.large").unwrap();
    let source = |rate: ProvenanceId| book.provenance(rate).source;
    let rate = book.require_hourly("us-east-1", id, Purchase::OnDemand).unwrap();
    assert!(source(rate.provenance).starts_with("25 % off (agreement of the family, as of 2026-11-01): "));
    let region = book.region("us-east-1").unwrap();
    let tiers = region.price(meters::LAMBDA_DURATION, Arch::X86_64).unwrap().tiers();
    // 0.0000166667 x 0.95 = 0.000015833365, cut to 12 digits half up: 0.000015833365.
    assert_eq!(tiers[0].usd, dec("0.000015833365"));
    assert!(tiers.iter().all(|tier| tier.provenance.is_own()));
    let balancer = region.price(meters::ALB_HOUR, Arch::X86_64).unwrap().first();
    let plain = PriceBook::current().unwrap();
    assert_eq!(
        balancer.usd,
        plain.region("us-east-1").unwrap().price(meters::ALB_HOUR, Arch::X86_64).unwrap().first().usd
    );
    assert!(!balancer.provenance.is_own());
    // Types to choose from are moved too.
    let general = book.general("us-east-1", Purchase::OnDemand, Arch::Arm64).unwrap();
    assert!(general.types.iter().all(|(_, rate)| rate.provenance.is_own()));
}

#[test]
fn of_discounts_that_name_equally_much_the_later_layer_counts() {
    let region = OverlayFile::new("a.csv", format!("{DISCOUNTS}ec2,us-east-1,,,10,2026-11-01,x\n"));
    let family = OverlayFile::new("b.csv", format!("{DISCOUNTS}ec2,any,m7g,,20,2026-11-01,x\n"));
    // 0.0816 less 20 % is 0.06528, less 10 % 0.07344.
    for (first, last, usd) in [(&region, &family, "0.06528"), (&family, &region, "0.07344")] {
        let layers = [first, last].map(|file| Layer::Own(vec![file.clone()]));
        let book = PriceBook::open_layers(None, &layers).unwrap();
        assert_eq!(marked(&book, "us-east-1", "m7g.large", "on-demand"), (usd.to_owned(), true));
    }
    let error = PriceBook::open("2026", &[region, family]).unwrap_err().to_string();
    assert!(error.contains("b.csv:2:14") && error.contains("(line 2 of a.csv) name equally much"), "{error}");
}

#[test]
fn discounts_leave_own_rows_alone_and_keep_to_their_purchase_option() {
    let rows = "region,instance_type,purchase,usd_per_hour,upfront_usd,as_of,source\n\
                us-east-1,m5.large,on-demand,0.08,,2026-11-01,agreement\n";
    let rows = OverlayFile::new("own.csv", rows);
    let text = format!("{DISCOUNTS}any,any,,on-demand,50,2026-11-01,agreement\n");
    let book = PriceBook::open("2026", &[rows, OverlayFile::new("off.csv", text)]).unwrap();
    assert_eq!(marked(&book, "us-east-1", "m5.large", "on-demand"), ("0.08".to_owned(), true));
    // 0.0816 / 2.
    assert_eq!(marked(&book, "us-east-1", "m7g.large", "on-demand"), ("0.0408".to_owned(), true));
    assert_eq!(marked(&book, "us-east-1", "m5.large", "ri-1y"), ("0.06".to_owned(), false));
}

#[test]
fn what_is_derived_from_an_own_price_is_marked_own() {
    let own = overlay(
        "region,instance_type,purchase,usd_per_hour,upfront_usd,as_of,source\n\
         ap-northeast-2,m9g.large,ri-convertible-1y,0.05,,2026-11-01,agreement\n\
         ap-northeast-2,m7g.large,ri-convertible-1y,0.05,,2026-11-01,agreement\n",
    )
    .unwrap();
    // A Compute Savings Plan is derived as equal to the convertible Reserved rate, of which the book has none for m9g.large.
    assert_eq!(marked(&own, "ap-northeast-2", "m9g.large", "compute-sp-1y"), ("0.05".to_owned(), true));
    // What it has for m7g.large, 0.0718, is the plan's as before.
    assert_eq!(marked(&own, "ap-northeast-2", "m7g.large", "compute-sp-1y"), ("0.0718".to_owned(), false));
}

#[test]
fn an_own_price_moves_no_plan_of_the_lists() {
    let rows = "region,instance_type,purchase,usd_per_hour,upfront_usd,as_of,source\n\
                us-east-1,m7g.large,on-demand,0.06,,2026-11-01,agreement\n";
    let (own, book) = (overlay(rows).unwrap(), PriceBook::current().unwrap());
    assert_eq!(marked(&own, "us-east-1", "m7g.large", "on-demand"), ("0.06".to_owned(), true));
    // Without upfront money from a list, all paid upfront estimated from the price on demand.
    for purchase in ["ri-1y-no-upfront", "ri-1y-all-upfront", "compute-sp-3y-partial-upfront"] {
        assert_eq!(marked(&own, "us-east-1", "m7g.large", purchase), marked(&book, "us-east-1", "m7g.large", purchase));
    }
    // 0.06 x 0.5: an estimate of the user's own goes on from the user's price.
    let estimate =
        "region,family,purchase,base,ratio,as_of,source\nany,m7g,ri-1y-all-upfront,on-demand,0.5,2026-11-01,ours\n";
    let files = [OverlayFile::new("own.csv", rows), OverlayFile::new("estimates.csv", estimate)];
    let both = PriceBook::open("2026", &files).unwrap();
    assert_eq!(marked(&both, "us-east-1", "m7g.large", "ri-1y-all-upfront"), ("0.03".to_owned(), true));
}

#[test]
fn estimates_do_not_go_round_in_a_circle() {
    let estimates = "region,family,purchase,base,ratio,as_of,source\n\
                     any,m7g,ri-1y-all-upfront,ri-1y-partial-upfront,0.9,2026-11-01,ours\n\
                     any,m7g,ri-1y-partial-upfront,ri-1y-all-upfront,1.1,2026-11-01,ours\n";
    let (own, book) = (overlay(estimates).unwrap(), PriceBook::current().unwrap());
    // Each goes on from what the book has for the other: on demand $0.0816 x 0.6297 and x 0.6176 (ec2-estimates.csv, 2026-09-24).
    let rate =
        |book: &PriceBook, option: &str| marked(book, "us-east-1", "m7g.large", option).0.parse::<Dec>().unwrap();
    assert_eq!(rate(&book, "ri-1y-partial-upfront"), dec("0.05138352"));
    assert_eq!(rate(&book, "ri-1y-all-upfront"), dec("0.05039616"));
    assert_eq!(rate(&own, "ri-1y-all-upfront"), dec("0.046245168"));
    assert_eq!(rate(&own, "ri-1y-partial-upfront"), dec("0.055435776"));
}

#[test]
fn faults_in_discounts_are_named() {
    for (row, wanted) in [
        ("ec2,any,,,101,2026-11-01,x", "at most 100"),
        ("ec2,any,,,-1,2026-11-01,x", "negative"),
        ("ec3,any,,,5,2026-11-01,x", "is no service; did you mean ec2? Otherwise use any, ec2, lambda"),
        ("lambda,any,m7g,,5,2026-11-01,x", "goes with the service ec2 only"),
        ("ec2,any,,weekly,5,2026-11-01,x", "is no purchase option"),
        ("ec2,any,,,5,2026-11-01,", "source"),
        ("ec2,,,,5,2026-11-01,x", "region"),
        ("ec2,us-est-1,,,5,2026-11-01,x", "us-east-1"),
        ("ec2,any,m7h,,5,2026-11-01,x", "family \"m7h\", which the book does not have; the nearest known: m7"),
    ] {
        let error = overlay(&format!("{DISCOUNTS}{row}\n")).unwrap_err();
        assert!(error.contains("own.csv:2") && error.contains(wanted), "{row}: {error}");
    }
}

/// Whoever describes a type knows its baseline; a book that AWS's lists made does not.
#[test]
fn own_prices_of_a_burstable_type_without_baseline_are_doubted() {
    let types = "instance_type,family,arch,vcpu,memory_gib,burstable,baseline_pct_per_vcpu,current_generation,gpu,bare_metal,\
                 as_of,source\nt9.large,t9,x86_64,2,8,true,,true,,false,2026-10-01,ours\n";
    let hours = "region,instance_type,purchase,usd_per_hour,upfront_usd,as_of,source\n\
                 us-east-1,t9.large,on-demand,0.08,,2026-10-01,ours\n";
    let files = [OverlayFile::new("types.csv", types.to_owned()), OverlayFile::new("ec2.csv", hours.to_owned())];
    let told = "ec2.csv:2: t9.large is burstable and has no CPU baseline: its prices cannot be used; write its \
                baseline_pct_per_vcpu in the table of types";
    assert_eq!(findings(&files), [(Gravity::Doubt, told.to_owned())]);
}
