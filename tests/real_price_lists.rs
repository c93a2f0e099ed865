//! Real price lists of AWS's, as published over the years: prices read by hand from each file. The files are not part of
//! the project: `COSTCALC_PRICE_LISTS` names their folder, and `.ci/run` runs these tests where it is there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod import_support;

use costcalc::pricebook::import::Options;
use costcalc::pricebook::{PriceBook, meters};
use costcalc::terms::Arch;
use import_support::{book_of, flipped, import_with, imported, options, price, purchase, rate, swapped, tiers};
use proptest::prelude::*;

/// Every list that has prices of the book's, with all of them as read in the file: place, name, terms, tier, price.
const PRICED: [(&str, &[&str]); 8] = [
    (
        "AWSComputeSavingsPlan-eu-west-1-20200220-edited.json",
        &[
            "eu-west-1 lambda requests x86_64 compute-sp-3y-no-upfront 0 Inf request 0.0000002",
            "eu-west-1 lambda duration x86_64 compute-sp-1y-all-upfront 0 Inf GB-s 0.0000138",
            "eu-west-1 lambda duration x86_64 compute-sp-3y-no-upfront 0 Inf GB-s 0.0000147",
            "eu-west-1 lambda provisioned_concurrency x86_64 compute-sp-3y-no-upfront 0 Inf GB-s 0.00000409",
            "eu-west-1 lambda provisioned_duration x86_64 compute-sp-1y-all-upfront 0 Inf GB-s 0.000009",
            "eu-west-1 lambda provisioned_duration x86_64 compute-sp-3y-no-upfront 0 Inf GB-s 0.00000954",
        ],
    ),
    (
        "AWSLambda-20210304-relabelled.csv",
        &[
            "eu-west-1 lambda requests x86_64 on-demand 0 Inf request 0.0000002",
            "eu-west-1 lambda duration x86_64 on-demand 0 Inf GB-s 0.0000166667",
            "eu-west-1 lambda provisioned_concurrency x86_64 on-demand 0 Inf GB-s 0.0000044985",
            "eu-west-1 lambda provisioned_duration x86_64 on-demand 0 Inf GB-s 0.0000104966",
        ],
    ),
    (
        "AWSLambda-eu-west-1-20190424-query.json",
        &[
            "eu-west-1 lambda requests x86_64 on-demand 0 Inf request 0.0000002",
            "eu-west-1 lambda duration x86_64 on-demand 0 Inf GB-s 0.0000166667",
        ],
    ),
    (
        "AWSLambda-us-east-1-20260521-slice.json",
        &[
            "us-east-1 lambda requests x86_64 on-demand 0 Inf request 0.0000002",
            "us-east-1 lambda duration x86_64 on-demand 0 6000000000 GB-s 0.0000166667",
            "us-east-1 lambda duration x86_64 on-demand 6000000000 15000000000 GB-s 0.000015",
            "us-east-1 lambda duration x86_64 on-demand 15000000000 Inf GB-s 0.0000133334",
        ],
    ),
    (
        "AmazonEC2-bulk-20161213-slice.json",
        &[
            "us-east-1 c4.large on-demand 0.1 ",
            "us-east-1 c4.large ri-1y-no-upfront 0.063 ",
            "us-east-1 c4.large ri-1y-partial-upfront 0.03 263",
            "us-east-1 c4.large ri-3y-partial-upfront 0.021 539",
            "us-east-1 c4.large ri-convertible-3y-partial-upfront 0.027 710",
        ],
    ),
    ("AmazonEC2-eu-west-3-20201019.csv", &["eu-west-3 ebs gp2_storage any on-demand 0 Inf GB-month 0.116"]),
    (
        "AmazonEC2-us-east-1-m5.large-20210201-query.json",
        &[
            "us-east-1 m5.large on-demand 0.096 ",
            "us-east-1 m5.large ri-1y-no-upfront 0.06 ",
            "us-east-1 m5.large ri-1y-partial-upfront 0.029 252",
            "us-east-1 m5.large ri-1y-all-upfront 0 494",
            "us-east-1 m5.large ri-3y-no-upfront 0.041 ",
            "us-east-1 m5.large ri-3y-partial-upfront 0.019 505",
            "us-east-1 m5.large ri-3y-all-upfront 0 949",
            "us-east-1 m5.large ri-convertible-1y-no-upfront 0.071 ",
            "us-east-1 m5.large ri-convertible-1y-partial-upfront 0.034 294",
            "us-east-1 m5.large ri-convertible-1y-all-upfront 0 577",
            "us-east-1 m5.large ri-convertible-3y-no-upfront 0.049 ",
            "us-east-1 m5.large ri-convertible-3y-partial-upfront 0.023 592",
            "us-east-1 m5.large ri-convertible-3y-all-upfront 0 1161",
        ],
    ),
    ("AmazonEC2-us-east-2-20230322-slice.json", &["us-east-2 ebs gp3_storage any on-demand 0 Inf GB-month 0.08"]),
];

fn list(name: &str) -> Vec<u8> {
    let folder = std::env::var_os("COSTCALC_PRICE_LISTS").expect("COSTCALC_PRICE_LISTS names the folder of the lists");
    std::fs::read(std::path::Path::new(&folder).join(name)).unwrap()
}

fn book(name: &str) -> PriceBook {
    book_of(import_with(&list(name), options()).unwrap_or_else(|error| panic!("{name}: {error}")))
}

#[test]
#[ignore = "needs the real lists"]
fn lambda_of_2026_has_three_tiers() {
    let book = book("AWSLambda-us-east-1-20260521-slice.json");
    let region = book.region("us-east-1").unwrap();
    let found = tiers(region.price(meters::LAMBDA_DURATION, Arch::X86_64));
    let found: Vec<(&str, &str)> = found.iter().map(|(from, usd)| (from.as_str(), usd.as_str())).collect();
    assert_eq!(found, [("0", "0.0000166667"), ("6000000000", "0.000015"), ("15000000000", "0.0000133334")]);
    assert_eq!(rate(region.price(meters::LAMBDA_REQUESTS, Arch::X86_64)), "0.0000002");
    assert_eq!(book.info().as_of, "2026-05-21");
}

#[test]
#[ignore = "needs the real lists"]
fn lambda_of_2019_as_query_answers_without_region_codes() {
    let book = book("AWSLambda-eu-west-1-20190424-query.json");
    let region = book.region("eu-west-1").unwrap();
    assert_eq!(rate(region.price(meters::LAMBDA_REQUESTS, Arch::X86_64)), "0.0000002");
    assert_eq!(rate(region.price(meters::LAMBDA_DURATION, Arch::X86_64)), "0.0000166667");
    assert_eq!(book.info().as_of, "2019-04-24");
}

#[test]
#[ignore = "needs the real lists"]
fn lambda_of_2021_as_csv_whose_location_was_changed_by_hand() {
    let name = "AWSLambda-20210304-relabelled.csv";
    let book = book(name);
    let region = book.region("eu-west-1").unwrap();
    assert_eq!(rate(region.price(meters::LAMBDA_DURATION, Arch::X86_64)), "0.0000166667");
    assert_eq!(rate(region.price(meters::LAMBDA_PROVISIONED_CONCURRENCY, Arch::X86_64)), "0.0000044985");
    assert_eq!(rate(region.price(meters::LAMBDA_PROVISIONED_DURATION, Arch::X86_64)), "0.0000104966");
    // Its usage types are of ap-south-1: told, and refused when strict.
    let error = import_with(&list(name), Options { strict: true, ..options() }).unwrap_err();
    assert!(error.contains("line 7") && error.contains("ap-south-1"), "{error}");
}

#[test]
#[ignore = "needs the real lists"]
fn ec2_of_2016_with_four_reserved_terms() {
    let book = book("AmazonEC2-bulk-20161213-slice.json");
    let of = |option: &str| price(&book, "us-east-1", "c4.large", option);
    assert_eq!(of("on-demand"), "0.1");
    assert_eq!(of("ri-1y"), "0.063");
    // 0.03 + 263 / 8,760 = 0.06002283105..., 0.021 + 539 / 26,280 = 0.041509893455..., 0.027 + 710 / 26,280.
    assert_eq!(of("ri-1y-partial-upfront"), "0.06002283105");
    assert_eq!(of("ri-3y-partial-upfront"), "0.041509893455");
    assert_eq!(of("ri-convertible-3y-partial-upfront"), "0.05401674277");
}

#[test]
#[ignore = "needs the real lists"]
fn ec2_of_2020_as_csv_has_gp2_and_of_2023_gp3() {
    let paris = book("AmazonEC2-eu-west-3-20201019.csv");
    let region = paris.region("eu-west-3").unwrap();
    assert_eq!(rate(region.price(meters::EBS_GP2_STORAGE, Arch::X86_64)), "0.116");
    let name = "AmazonEC2-us-east-2-20230322-slice.json";
    let error = import_with(&list(name), options()).unwrap_err();
    assert!(error.contains("SKU 8D49XP354UEYTHGM: m5.large in us-east-2, on-demand has no price"), "{error}");
    let left_out = Options { leave_out_unpriced: true, ..options() };
    let ohio = book_of(import_with(&list(name), left_out).unwrap());
    let region = ohio.region("us-east-2").unwrap();
    assert_eq!(rate(region.price(meters::EBS_GP3_STORAGE, Arch::X86_64)), "0.08");
}

#[test]
#[ignore = "needs the real lists"]
fn savings_plan_rates_of_lambda_in_2020() {
    let book = book("AWSComputeSavingsPlan-eu-west-1-20200220-edited.json");
    let region = book.region("eu-west-1").unwrap();
    let (one, three, x86) = (purchase("compute-sp-1y-all-upfront"), purchase("compute-sp-3y"), Arch::X86_64);
    assert_eq!(rate(region.committed_price(meters::LAMBDA_DURATION, x86, one)), "0.0000138");
    assert_eq!(rate(region.committed_price(meters::LAMBDA_PROVISIONED_DURATION, x86, one)), "0.000009");
    assert_eq!(rate(region.committed_price(meters::LAMBDA_DURATION, x86, three)), "0.0000147");
    assert_eq!(rate(region.committed_price(meters::LAMBDA_PROVISIONED_CONCURRENCY, x86, three)), "0.00000409");
    assert_eq!(rate(region.committed_price(meters::LAMBDA_PROVISIONED_DURATION, x86, three)), "0.00000954");
}

/// The other files, and what is said of each.
const UNPRICED: [(&str, &str); 9] = [
    ("AWSDatabaseSavingsPlans-ap-south-2-20260422.csv", "no price that the book knows: 455 other plans"),
    ("comprehend-ap-south-1-20260116.csv", "no price that the book knows: 40 not priced by the book"),
    ("AWSDatabaseSavingsPlans-region_index-20260422.json", "index"),
    ("comprehend-region_index-20260116.json", "index"),
    ("offers-index-20260427.json", "index"),
    ("calculator-feed-ebs-20240718.json", "calculator"),
    ("calculator-feed-elb-20250605.json", "calculator"),
    ("calculator-feed-lambda-20251030.json", "calculator"),
    ("calculator-feed-natgateway-20251028.json", "calculator"),
];

#[test]
#[ignore = "needs the real lists"]
fn files_without_a_price_of_the_books_say_what_they_are() {
    for (name, wanted) in UNPRICED {
        let error = import_with(&list(name), options()).unwrap_err();
        assert!(error.contains(wanted), "{name}: {error}");
    }
}

/// The rows of a book without their dates and sources.
fn prices_of(files: &[(String, String)]) -> Vec<String> {
    let tables = files.iter().filter(|(name, _)| name == "rates.csv" || name.starts_with("ec2"));
    let rows = tables.flat_map(|(_, text)| text.lines().skip(1));
    // Date, source and the mark of estimates come last.
    rows.map(|row| row.split(',').rev().skip(3).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join(" "))
        .collect()
}

#[test]
#[ignore = "needs the real lists"]
fn each_list_gives_its_prices_and_no_other() {
    let left_out = Options { leave_out_unpriced: true, ..options() };
    for (name, wanted) in PRICED {
        let files = import_with(&list(name), left_out).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(prices_of(&files), wanted, "{name}");
    }
}

#[test]
#[ignore = "needs the real lists"]
fn every_list_of_the_folder_is_tested() {
    let folder = std::env::var_os("COSTCALC_PRICE_LISTS").unwrap();
    let known: Vec<&str> = PRICED.iter().map(|(name, _)| *name).chain(UNPRICED.iter().map(|(name, _)| *name)).collect();
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(name == "README.md" || known.contains(&name.as_str()), "{name}");
    }
}

#[test]
#[ignore = "needs the real lists"]
fn lists_cut_anywhere_never_give_a_price_that_the_whole_does_not_have() {
    let left_out = Options { leave_out_unpriced: true, ..options() };
    for (name, whole) in PRICED {
        let bytes = list(name);
        let step = if bytes.len() > 6_000 { 3 } else { 1 };
        for cut in (0..bytes.len()).step_by(step) {
            for row in prices_of(&import_with(&bytes[..cut], left_out).unwrap_or_default()) {
                assert!(whole.contains(&row.as_str()), "{name} cut at {cut}: {row}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    #[ignore = "needs the real lists"]
    fn flipped_bytes_never_invent_a_price(
        at in 0..PRICED.len(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        imported(&flipped(list(PRICED[at].0), &flips));
    }

    #[test]
    #[ignore = "needs the real lists"]
    fn swapped_fields_never_invent_a_price(
        at in 0..PRICED.len(),
        swaps in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..4),
    ) {
        imported(swapped(&String::from_utf8(list(PRICED[at].0)).unwrap(), &swaps).as_bytes());
    }
}
