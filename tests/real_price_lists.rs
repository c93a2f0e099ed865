//! Real price lists of AWS's, as published over the years: prices read by hand from each file. The files are not part of
//! the project: `COSTCALC_PRICE_LISTS` names their folder, and `.ci/run` runs these tests where it is there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod import_support;

use costcalc::pricebook::import::Options;
use costcalc::pricebook::{PriceBook, meters};
use costcalc::terms::Arch;
use import_support::{book_of, import_with, options, price, purchase, rate, tiers};

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
fn ec2_of_2021_with_all_twelve_reserved_terms() {
    let files = import_with(&list("AmazonEC2-us-east-1-m5.large-20210201-query.json"), options()).unwrap();
    let commitments = &files.iter().find(|(name, _)| name == "ec2-commitments/us-east-1.csv").unwrap().1;
    let found: Vec<String> =
        commitments.lines().skip(1).map(|line| line.split(',').skip(2).take(3).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(
        found,
        [
            "ri-1y-no-upfront 0.06 ",
            "ri-1y-partial-upfront 0.029 252",
            "ri-1y-all-upfront 0 494",
            "ri-3y-no-upfront 0.041 ",
            "ri-3y-partial-upfront 0.019 505",
            "ri-3y-all-upfront 0 949",
            "ri-convertible-1y-no-upfront 0.071 ",
            "ri-convertible-1y-partial-upfront 0.034 294",
            "ri-convertible-1y-all-upfront 0 577",
            "ri-convertible-3y-no-upfront 0.049 ",
            "ri-convertible-3y-partial-upfront 0.023 592",
            "ri-convertible-3y-all-upfront 0 1161",
        ]
    );
    assert_eq!(price(&book_of(files), "us-east-1", "m5.large", "on-demand"), "0.096");
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

#[test]
#[ignore = "needs the real lists"]
fn files_without_a_price_of_the_books_say_what_they_are() {
    for (name, wanted) in [
        ("AWSDatabaseSavingsPlans-ap-south-2-20260422.csv", "no price that the book knows: 455 other plans"),
        ("comprehend-ap-south-1-20260116.csv", "no price that the book knows: 40 not priced by the book"),
        ("AWSDatabaseSavingsPlans-region_index-20260422.json", "index"),
        ("comprehend-region_index-20260116.json", "index"),
        ("offers-index-20260427.json", "index"),
        ("calculator-feed-ebs-20240718.json", "calculator"),
        ("calculator-feed-elb-20250605.json", "calculator"),
        ("calculator-feed-lambda-20251030.json", "calculator"),
        ("calculator-feed-natgateway-20251028.json", "calculator"),
    ] {
        let error = import_with(&list(name), options()).unwrap_err();
        assert!(error.contains(wanted), "{name}: {error}");
    }
}

#[test]
#[ignore = "needs the real lists"]
fn lists_cut_anywhere_never_give_a_price_that_the_whole_does_not_have() {
    for name in ["AmazonEC2-us-east-1-m5.large-20210201-query.json", "AWSLambda-20210304-relabelled.csv"] {
        let bytes = list(name);
        let rows = |bytes: &[u8]| -> Vec<String> {
            let files = import_with(bytes, options()).unwrap_or_default();
            files.iter().skip(2).flat_map(|(_, text)| text.lines().map(str::to_owned)).collect()
        };
        let whole = rows(&bytes);
        assert!(!whole.is_empty());
        for cut in 0..bytes.len() {
            for row in rows(&bytes[..cut]) {
                assert!(whole.contains(&row), "{name} cut at {cut}: {row}");
            }
        }
    }
}
