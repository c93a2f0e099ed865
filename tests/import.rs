//! AWS's price lists to price books: prices read by hand from the small lists in `tests/data/price-lists/`, faults by
//! name, and lists that are cut or changed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod import_support;

use costcalc::pricebook::import::{BookTables, ListSource, Options, Place, read};
use costcalc::pricebook::meters;
use costcalc::terms::Arch;
use import_support::{book, book_of, fixture, import, import_with, options, price, purchase, rate, tiers};

#[test]
fn an_ec2_list_gives_plain_linux_with_its_reserved_terms_and_volumes() {
    for name in ["ec2.json", "ec2-terms-first.json"] {
        let book = book(&fixture(name));
        assert_eq!(price(&book, "eu-west-1", "m5.large", "on-demand"), "0.107");
        assert_eq!(price(&book, "eu-west-1", "m5.large", "ri-1y"), "0.067");
        // 0.032 + 279 / 8,760 h = 0.032 + 0.031849315068...
        assert_eq!(price(&book, "eu-west-1", "m5.large", "ri-1y-partial-upfront"), "0.063849315068");
        // 1,288.50 / (3 x 8,760 h = 26,280 h) = 0.049029680365...
        assert_eq!(price(&book, "eu-west-1", "m5.large", "ri-convertible-3y-all-upfront"), "0.049029680365");
        assert_eq!(price(&book, "eu-west-1", "m99g.large", "on-demand"), "0.0912");
        let (_, kind) = book.instance_type("m99g.large").unwrap();
        assert_eq!((kind.arch, kind.vcpu, kind.gpu, kind.bare_metal), (Arch::Arm64, 2, Some(0), false));
        let (_, metal) = book.instance_type("u99.metal-2xl").unwrap();
        // 1,952 GiB x 1,024.
        assert_eq!((metal.vcpu, metal.memory_mb.to_string(), metal.bare_metal), (448, "1998848".to_owned(), true));
        let region = book.region("eu-west-1").unwrap();
        assert_eq!(rate(region.price(meters::EBS_GP3_STORAGE, Arch::X86_64)), "0.088");
        assert_eq!(rate(region.price(meters::EBS_GP3_IOPS, Arch::X86_64)), "0.0055");
        assert_eq!(rate(region.price(meters::EBS_GP3_THROUGHPUT, Arch::X86_64)), "45.056");
        assert_eq!(rate(region.price(meters::NAT_GATEWAY_HOUR, Arch::X86_64)), "0.048");
        assert_eq!(rate(region.price(meters::NAT_GATEWAY_DATA, Arch::X86_64)), "0.0480000001");
        // Of CPU credits those of Linux: Windows has the same usage type.
        assert_eq!(rate(region.price(meters::T3_SURPLUS, Arch::X86_64)), "0.051");
        assert_eq!(rate(region.price(meters::T4G_SURPLUS, Arch::X86_64)), "0.041");
    }
}

#[test]
fn prices_carry_the_publication_date_and_the_checksum_and_are_not_the_users_own() {
    let book = book(&fixture("ec2.json"));
    let (id, _) = book.instance_type("m5.large").unwrap();
    let rate = book.require_hourly("eu-west-1", id, purchase("on-demand")).unwrap();
    let provenance = book.provenance(rate.provenance);
    assert_eq!(provenance.as_of, "2026-11-10");
    assert!(provenance.source.contains("AWS price list AmazonEC2 eu-west-1, version 20261110120000"));
    assert!(provenance.source.contains("SHA-256 00ff"), "{}", provenance.source);
    assert!(!provenance.own && !provenance.estimated);
    assert_eq!(book.info().as_of, "2026-11-10");
    assert!(book.info().title.contains("AmazonEC2") && book.info().title.contains("over AWS public prices"));
    assert!(book.info().own_files.is_empty());
    // What the list does not have comes from the embedded book, with its own date.
    let lambda = book.region("eu-west-1").unwrap().price(meters::LAMBDA_REQUESTS, Arch::X86_64).unwrap().first();
    assert!(book.provenance(lambda.provenance).as_of.as_str() < "2026-11-10");
}

#[test]
fn a_lambda_list_gives_every_dimension_with_its_tiers() {
    let book = book(&fixture("lambda.json"));
    let region = book.region("us-west-2").unwrap();
    let (x86, arm) = (Arch::X86_64, Arch::Arm64);
    let steps =
        |list: &[(&str, &str)]| list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>();
    assert_eq!(
        tiers(region.price(meters::LAMBDA_DURATION, x86)),
        steps(&[("0", "0.00001667"), ("6000000000", "0.00001501"), ("15000000000", "0.00001334")])
    );
    assert_eq!(
        tiers(region.price(meters::LAMBDA_DURATION, arm)),
        steps(&[("0", "0.00001335"), ("7500000000", "0.00001201"), ("18750000000", "0.00001068")])
    );
    assert_eq!(rate(region.price(meters::LAMBDA_REQUESTS, x86)), "0.0000002");
    assert_eq!(rate(region.price(meters::LAMBDA_REQUESTS, arm)), "0.00000021");
    assert_eq!(rate(region.price(meters::LAMBDA_PROVISIONED_CONCURRENCY, x86)), "0.00000417");
    assert_eq!(rate(region.price(meters::LAMBDA_PROVISIONED_CONCURRENCY, arm)), "0.00000334");
    assert_eq!(rate(region.price(meters::LAMBDA_PROVISIONED_DURATION, x86)), "0.00000973");
    assert_eq!(rate(region.price(meters::LAMBDA_PROVISIONED_DURATION, arm)), "0.00000779");
    assert_eq!(rate(region.price(meters::LAMBDA_EPHEMERAL_STORAGE, x86)), "0.000000031");
    assert_eq!(rate(region.price(meters::LAMBDA_EPHEMERAL_STORAGE, arm)), "0.0000000311");
    assert_eq!(rate(region.price(meters::LAMBDA_RESPONSE_STREAMING, x86)), "0.00801");
    assert_eq!(rate(region.price(meters::LAMBDA_RESPONSE_STREAMING, arm)), "0.00802");
    assert_eq!(rate(region.price(meters::LAMBDA_SNAPSTART_CACHE, x86)), "0.00000151");
    assert_eq!(rate(region.price(meters::LAMBDA_SNAPSTART_RESTORE, x86)), "0.0001398");
}

#[test]
fn the_smaller_services_come_from_csv() {
    let any = Arch::X86_64;
    let elb = book(&fixture("elb.csv"));
    let seoul = elb.region("ap-northeast-2").unwrap();
    assert_eq!(rate(seoul.price(meters::ALB_HOUR, any)), "0.02251");
    assert_eq!(rate(seoul.price(meters::ALB_LCU_HOUR, any)), "0.00801");
    let vpc = book(&fixture("vpc.csv"));
    let seoul = vpc.region("ap-northeast-2").unwrap();
    assert_eq!(rate(seoul.price(meters::PUBLIC_IPV4, any)), "0.00501");
    assert_eq!(rate(seoul.price(meters::NAT_GATEWAY_HOUR, any)), "0.05901");
    let logs = book(&fixture("cloudwatch.csv"));
    let virginia = logs.region("us-east-1").unwrap();
    assert_eq!(rate(virginia.price(meters::LOGS_CUSTOM, any)), "0.501");
    let vended = tiers(virginia.price(meters::LOGS_VENDED, any));
    let vended: Vec<(&str, &str)> = vended.iter().map(|(from, usd)| (from.as_str(), usd.as_str())).collect();
    assert_eq!(vended, [("0", "0.502"), ("10240", "0.251"), ("30720", "0.103")]);
    let gateway = book(&fixture("api-gateway.csv"));
    let virginia = gateway.region("us-east-1").unwrap();
    assert_eq!(rate(virginia.price(meters::HTTP_API_REQUESTS, any)), "0.00000101");
    assert_eq!(virginia.price(meters::HTTP_API_REQUESTS, any).unwrap().tiers().len(), 2);
    assert_eq!(rate(virginia.price(meters::REST_API_REQUESTS, any)), "0.00000351");
    let transfer = book(&fixture("transfer.csv"));
    let virginia = transfer.region("us-east-1").unwrap();
    assert_eq!(rate(virginia.price(meters::INTERNET_OUT, any)), "0.091");
    assert_eq!(virginia.price(meters::INTERNET_OUT, any).unwrap().tiers().len(), 2);
}

#[test]
fn an_old_csv_list_has_no_disclaimer_no_region_code_and_another_spelling_of_years() {
    let book = book(&fixture("ec2-2017.csv"));
    assert_eq!(price(&book, "us-east-1", "c4.large", "on-demand"), "0.1");
    // 0.03 + 263 / 8,760 h = 0.03 + 0.030022831050...
    assert_eq!(price(&book, "us-east-1", "c4.large", "ri-1y-partial-upfront"), "0.06002283105");
}

#[test]
fn savings_plans_come_from_both_formats() {
    for name in ["plans.json", "plans.csv"] {
        let book = book(&fixture(name));
        assert_eq!(price(&book, "eu-west-1", "m5.large", "compute-sp-1y"), "0.0781");
        assert_eq!(price(&book, "eu-west-1", "m5.large", "compute-sp-3y-all-upfront"), "0.0503");
        assert_eq!(price(&book, "eu-west-1", "m5.large", "ec2-sp-1y-partial-upfront"), "0.0642");
        let region = book.region("eu-west-1").unwrap();
        let plan = purchase("compute-sp-1y");
        assert_eq!(rate(region.committed_price(meters::LAMBDA_DURATION, Arch::X86_64, plan)), "0.00001467");
        assert_eq!(rate(region.committed_price(meters::LAMBDA_DURATION, Arch::Arm64, plan)), "0.00001174");
    }
}

#[test]
fn query_answers_come_as_strings_and_as_lines() {
    for name in ["query.json", "query-lines.json"] {
        let book = book(&fixture(name));
        let region = book.region("eu-west-1").unwrap();
        assert_eq!(rate(region.price(meters::LAMBDA_REQUESTS, Arch::X86_64)), "0.0000002", "{name}");
        assert_eq!(rate(region.price(meters::LAMBDA_DURATION, Arch::X86_64)), "0.00001666", "{name}");
    }
}

#[test]
fn a_page_of_an_answer_is_refused_unless_the_pages_behind_it_are_there() {
    let whole = fixture("query.json");
    // The answer has two prices: a page for each.
    let answer: serde_json::Value = serde_json::from_str(&whole).unwrap();
    let page = |at: usize, next: &str| format!("{{\"PriceList\": [{}]{next}}}", answer["PriceList"][at]);
    let (first, last) = (page(0, ", \"NextToken\": \"abc\""), page(1, ", \"NextToken\": null"));
    let refused = import(&first).unwrap_err();
    assert!(refused.starts_with("a page of an answer, whose NextToken says that more prices follow"), "{refused}");
    assert_eq!(refused.lines().count(), 1, "{refused}");
    for pages in [format!("{first}\n{last}"), format!("{last}{first}"), format!("[{first},{last}]")] {
        assert_eq!(import(&pages).unwrap(), import(&whole).unwrap());
    }
}

#[test]
fn what_is_left_out_is_counted_by_reason() {
    let list = read(fixture("ec2.json").as_bytes()).finish(options()).unwrap();
    let counts: Vec<(&str, u64)> = list.left_out.all().map(|(reason, count, _)| (reason, count)).collect();
    assert_eq!(
        counts,
        [
            ("not priced by the book", 2),
            ("Local Zones, Wavelength Zones and other locations than regions", 1),
            ("operating systems other than Linux", 1),
            ("dedicated tenancy and hosts", 1),
            ("with pre-installed software or a license", 1),
            ("capacity reservations and blocks", 2),
            ("terms that begin later", 1),
            ("terms that newer ones replace", 1),
        ]
    );
    // 3 on demand, 3 Reserved, 5 of volumes and gateways, 2 of CPU credits.
    assert_eq!(list.count(), 13);
    assert_eq!(list.regions(), ["eu-west-1"]);
}

/// A list with one change must be refused with these words.
fn refused(name: &str, from: &str, to: &str, wanted: &[&str]) {
    let text = fixture(name);
    assert!(text.contains(from), "{name} has no {from}");
    let error = import(&text.replacen(from, to, 1)).unwrap_err();
    for word in wanted {
        assert!(error.contains(word), "{name}, {from} -> {to}: {error}");
    }
}

#[test]
fn faults_are_named_with_sku_and_place() {
    let m5 = "SKU LNXM9LARGE000001";
    refused("ec2.json", "\"USD\" : \"0.1070000000\"", "\"CNY\" : \"0.1070000000\"", &[m5, "byte ", "CNY", "USD"]);
    refused(
        "vpc.csv",
        "\"0.0590100000\",\"USD\"",
        "\"0.0590100000\",\"\"",
        &["a price without a currency, expected USD"],
    );
    refused("vpc.csv", "\"0.0590100000\",\"USD\"", "\"\",\"\"", &["no price, expected USD"]);
    refused("ec2.json", "0.1070000000", "0.107O000000", &[m5, "0.107O000000"]);
    refused("ec2.json", "0.1070000000", "-0.107000000", &[m5, "negative"]);
    refused("ec2.json", "0.1070000000", "0.0000000000", &[m5, "m5.large", "no price"]);
    refused("ec2.json", "\"unit\" : \"GB-Mo\"", "\"unit\" : \"TB-Mo\"", &["GP3STORAGE000001", "TB-Mo", "GB-Mo"]);
    refused("ec2.json", "\"279\"", "\"0\"", &[m5, "no upfront fee"]);
    refused("ec2.json", "EU-BoxUsage:m5.large", "EU-BoxUsage:m5.xlarge", &[m5, "m5.xlarge"]);
    refused(
        "lambda.json",
        "\"beginRange\" : \"15000000000\"",
        "\"beginRange\" : \"16000000000\"",
        &["DURX86", "15000000000"],
    );
    refused("lambda.json", "\"endRange\" : \"6000000000\"", "\"endRange\" : \"7000000000\"", &["DURX86", "7000000000"]);
    refused(
        "lambda.json",
        "\"endRange\" : \"Inf\",\n              \"unit\" : \"Requests\"",
        "\"endRange\" : \"10\",\n              \"unit\" : \"Requests\"",
        &["REQX86", "10", "Inf"],
    );
    refused(
        "lambda.json",
        "\"Lambda-GB-Second\",\n              \"pricePerUnit\"",
        "\"Second-GB\",\n              \"pricePerUnit\"",
        &["DURX86", "Second-GB", "Lambda-GB-Second"],
    );
    refused(
        "cloudwatch.csv",
        "\"LOGSOLD000000001\",\"JRTCKXETXF\",\"LOGSOLD000000001.JRTCKXETXF.0\",\"OnDemand\",\"USD a unit, made up\",\"2026-11-01\",\"0\",\"Inf\",\"GB\",\"0.5010000000\"",
        "\"LOGSOLD000000001\",\"JRTCKXETXF\",\"LOGSOLD000000001.JRTCKXETXF.0\",\"OnDemand\",\"USD a unit, made up\",\"2026-11-01\",\"0\",\"Inf\",\"GB\",\"0.5020000000\"",
        &["two prices", "LOGSOLD000000001", "LOGSCUR000000001", "line 8"],
    );
    let day = "\"publicationDate\" : \"2026-11-10";
    let impossible = day.replace("11-10", "02-30");
    refused("ec2.json", day, &impossible, &["byte ", "publicationDate \"2026-02-30", "is no date of the calendar"]);
    let begins = "\"effectiveDate\" : \"2026-10-01";
    refused("ec2.json", begins, &begins.replace("10-01", "02-30"), &["SKU ", "byte ", "effective date \"2026-02-30"]);
    refused("ec2.json", "\"8 GiB\"", "\"8,5 GiB\"", &[m5, "byte ", "memory \"8,5 GiB\" is no amount"]);
    refused("ec2.json", "\"8 GiB\"", "\"8 GB\"", &[m5, "memory \"8 GB\""]);
    refused("ec2.json", "\"vcpu\" : \"2\"", "\"vcpu\" : \"two\"", &[m5, "vcpu \"two\" is no count of vCPUs"]);
    refused("ec2.json", "\"vcpu\" : \"2\"", "\"vcpu\" : \"0\"", &[m5, "vcpu \"0\""]);
    // The most that any type has are 55 GiB for a vCPU (pricing/2026/types.csv).
    refused(
        "ec2.json",
        "\"8 GiB\"",
        "\"8,192 GiB\"",
        &[m5, "byte ", "memory \"8,192 GiB\" is more than any type has for 2 vCPUs"],
    );
    let nul = "\"operatingSystem\" : \"Li\\u0000nux\"";
    refused("ec2.json", "\"operatingSystem\" : \"Linux\"", nul, &[m5, "byte ", "\"Li\\0nux\" has a NUL byte in it"]);
    refused(
        "elb.csv",
        "\"Asia Pacific (Seoul)\"",
        "\"Asia\0 Pacific (Seoul)\"",
        &["line ", "SKU ", "has a NUL byte in it"],
    );
    refused("elb.csv", "\"Currency\"", "\"Curency\"", &["line 7", "Currency"]);
    refused("elb.csv", "\"Location\"", "\"SKU\"", &["SKU", "twice"]);
    refused("plans.json", "\"price\" : \"0.0642\"", "\"price\" : \"0,0642\"", &["LNXM9LARGE000001", "0,0642"]);
    refused("plans.json", "\"instanceType\" : \"m5\"", "\"instanceType\" : \"m6\"", &["m6", "m5.large"]);
}

#[test]
fn lines_are_counted_alike_whatever_ends_them() {
    // The heading is line 5, the first price line 6; a separator's line on top is one more.
    let list = fixture("vpc.csv").replace("0.0590100000", "?");
    for (top, line) in [("", "line 8: "), ("sep=,\n", "line 9: ")] {
        let text = format!("{top}{list}");
        for text in [text.replace('\n', "\r\n"), text] {
            let error = import(&text).unwrap_err();
            assert!(error.starts_with(line) && error.contains("price \"?\""), "{error}");
        }
    }
}

#[test]
fn a_key_that_stands_twice_is_a_fault_wherever_it_counts() {
    let m5 = "SKU LNXM9LARGE000001: ";
    let twice = |key: &str| format!("the key {key:?} stands twice in one object, where each stands once");
    for (name, from, to, wanted) in [
        ("ec2.json", "\"vcpu\" : \"2\"", "\"vcpu\" : \"2\", \"vcpu\" : \"4\"", [m5, &twice("vcpu")]),
        (
            "ec2.json",
            "\"USD\" : \"0.1070000000\"",
            "\"USD\" : \"0.1070000000\", \"USD\" : \"0.107\"",
            [m5, &twice("USD")],
        ),
        ("ec2.json", "\"unit\" : \"Hrs\"", "\"unit\" : \"Hrs\", \"unit\" : \"Hrs\"", [m5, &twice("unit")]),
        ("ec2.json", "\"version\"", "\"version\" : \"20261110120000\", \"version\"", ["byte ", &twice("version")]),
        ("ec2.json", "\"OnDemand\" : {", "\"Reserved\" : {}, \"OnDemand\" : {", ["byte ", &twice("Reserved")]),
        (
            "ec2.json",
            "\"LNXM9LARGE000001\" : {\n        \"LNX",
            "\"LNXM9LARGE000001\" : {}, \"LNXM9LARGE000001\" : {\n        \"LNX",
            [m5, "the terms of \"LNXM9LARGE000001\" stand twice"],
        ),
        ("ec2.json", "\"LNXM9LARGE000001\" : {", "\"LNXM9LARGE000001\" : {}, \"LNXM9LARGE000001\" : {", ["", ""]),
        ("plans.json", "\"price\" : \"0.0642\"", "\"price\" : \"1\", \"price\" : \"0.0642\"", [m5, &twice("price")]),
        (
            "plans.json",
            "\"purchaseTerm\" : \"1yr\"",
            "\"purchaseTerm\" : \"3yr\", \"purchaseTerm\" : \"1yr\"",
            ["SKU COMPUTE1NO000001: ", &twice("purchaseTerm")],
        ),
    ] {
        if wanted[0].is_empty() {
            // An empty product before the whole one is none that the book knows: nothing of it counts.
            assert!(import(&fixture(name).replacen(from, to, 1)).is_ok());
        } else {
            refused(name, from, to, &wanted);
        }
    }
    // A whole product again, with more memory.
    let text = fixture("ec2.json");
    let from = text.find("\"LNXM9LARGE000001\" : {").unwrap();
    let to = from + text[from..].find("\n    },").unwrap() + 7;
    let again = text[from..to].replace("8 GiB", "16 GiB");
    let error = import(&format!("{}{again}{}", &text[..to], &text[to..])).unwrap_err();
    assert!(error.contains(m5) && error.contains("the product stands twice"), "{error}");
    assert_eq!(error.lines().count(), 1, "{error}");
}

#[test]
fn values_of_another_kind_are_told_with_sku_and_field_and_all_at_once() {
    let text = fixture("ec2.json")
        .replacen("\"vcpu\" : \"2\"", "\"vcpu\" : 1.5", 1)
        .replacen("\"unit\" : \"GB-Mo\"", "\"unit\" : [\"GB-Mo\"]", 1)
        .replacen("\"publicationDate\" : \"2026-11-10T12:00:00Z\"", "\"publicationDate\" : 20261110", 1);
    let error = import(&text).unwrap_err();
    for wanted in [
        "SKU LNXM9LARGE000001: \"vcpu\" is 1.5, expected a text in quotation marks",
        "SKU GP3STORAGE000001: price GP3STORAGE000001.JRTCKXETXF.6YS6EN2CT7: \"unit\" is an array, expected a text in quotation",
        "\"publicationDate\" is 20261110, expected a text in quotation marks",
    ] {
        assert!(error.lines().any(|line| line.starts_with("byte ") && line.contains(wanted)), "{wanted}: {error}");
    }
    assert_eq!(error.lines().count(), 3, "{error}");
    let m5 = "SKU LNXM9LARGE000001: ";
    refused(
        "ec2.json",
        "\"USD\" : \"0.1070000000\"",
        "\"USD\" : 0.107",
        &[m5, "price LNXM9", "\"USD\" is 0.107, expected a text"],
    );
    refused(
        "plans.json",
        "\"price\" : \"0.0642\"",
        "\"price\" : 0.0642",
        &[m5, "\"price\" is 0.0642, expected a text"],
    );
}

/// A fixture with other texts in place of these, each once.
fn changed(name: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(fixture(name), |text, (from, to)| {
        assert!(text.contains(from), "{name} has no {from}");
        text.replacen(from, to, 1)
    })
}

#[test]
fn a_price_of_0_is_refused_in_every_tier_and_under_every_purchase_option() {
    let free = "\"0.0000000000\"";
    let tiers = ["\"0.0000166700\"", "\"0.0000150100\"", "\"0.0000133400\""];
    for (tier, from) in tiers.into_iter().zip(["0", "6000000000", "15000000000"]) {
        let error = import(&changed("lambda.json", &[(tier, free)])).unwrap_err();
        let told = format!("lambda duration x86_64 in us-west-2, on-demand: 0 USD from {from} on is no price");
        assert!(error.contains("byte ") && error.contains("DURX86") && error.contains(&told), "{error}");
        assert_eq!(error.lines().count(), 1, "{error}");
    }
    // Each tier is told, of all of them too.
    for count in [2, 3] {
        let changes: Vec<(&str, &str)> = tiers[..count].iter().map(|tier| (*tier, free)).collect();
        let error = import(&changed("lambda.json", &changes)).unwrap_err();
        assert_eq!(error.matches("is no price").count(), count, "{error}");
        assert_eq!(error.lines().count(), count, "{error}");
    }
    let m5 = "m5.large in eu-west-1";
    // The first year of m5.large without anything upfront, under Reserved Instances and a Savings Plan.
    for (name, price, option) in [
        ("ec2.json", "\"0.0670000000\"", "ri-1y-no-upfront"),
        ("plans.json", "\"0.0781000000\"", "compute-sp-1y-no-upfront"),
    ] {
        let text = changed(name, &[(price, free)]);
        let error = import(&text).unwrap_err();
        let told = format!("SKU LNXM9LARGE000001: {m5}, {option}: 0 USD an hour is no price (--leave-out-unpriced ");
        assert!(error.contains("byte ") && error.contains(&told), "{error}");
        assert_eq!(error.lines().count(), 1, "{error}");
        // Where it is to be left out, it is counted by its name.
        let list = read(text.as_bytes()).finish(Options { leave_out_unpriced: true, ..options() }).unwrap();
        let (_, count, names) = list.left_out.all().find(|(reason, ..)| reason.contains("without a price")).unwrap();
        assert_eq!((count, names), (1, vec![(format!("{m5}, {option} (SKU LNXM9LARGE000001)").as_str(), 1)]));
    }
}

#[test]
fn the_first_gigabytes_to_the_internet_may_be_free_and_no_later_ones() {
    // As AWS listed them until 2021, the first GB at 0 and the others at a price.
    let book = book(&changed("transfer.csv", &[("\"0.0910000000\"", "\"0.0000000000\"")]));
    let region = book.region("us-east-1").unwrap();
    let out = tiers(region.price(meters::INTERNET_OUT, Arch::X86_64));
    assert_eq!(out, [("0", "0"), ("10240", "0.052")].map(|(from, usd)| (from.to_owned(), usd.to_owned())));
    refused(
        "transfer.csv",
        "\"0.0520000000\"",
        "\"0\"",
        &["line 8", "OUT0000000000001", "0 USD from 10240 on is no price"],
    );
}

#[test]
fn a_savings_plan_without_a_rate_is_refused() {
    let text = fixture("plans.json");
    let (from, to) = (text.find("\"rates\" : [").unwrap(), text.find("\n        ]\n").unwrap());
    for rates in ["\"rates\" : []", "\"others\" : []"] {
        let error = import(&format!("{}{rates}{}", &text[..from], &text[to + "\n        ]".len()..])).unwrap_err();
        assert!(error.contains("byte ") && error.contains("SKU COMPUTE1NO000001: a plan without a rate"), "{error}");
    }
}

#[test]
fn a_tier_that_cannot_be_read_is_one_fault_and_not_a_gap_as_well() {
    let error = import(&fixture("lambda.json").replacen("0.0000166700", "0,0000166700", 1)).unwrap_err();
    assert!(error.contains("0,0000166700") && !error.contains("a tier of"), "{error}");
    assert_eq!(error.lines().count(), 1, "{error}");
}

#[test]
fn what_a_term_says_of_its_payments_and_its_length_must_agree() {
    let m5 = "SKU LNXM9LARGE000001: ";
    // All Upfront, with an hour of 0.0321 USD besides.
    refused(
        "ec2.json",
        "\"USD\" : \"0.0000000000\"",
        "\"USD\" : \"0.0321000000\"",
        &[m5, "byte ", "costs 0.0321 USD an hour as well"],
    );
    // Partial Upfront, with nothing to pay by the hour.
    let text = fixture("ec2.json");
    let (to, hour) = (text.find("\"Partial Upfront\"").unwrap(), "\"USD\" : \"0.0");
    let at = text[..to].rfind(hour).unwrap();
    let free =
        format!("{}{}{}", &text[..at], "\"USD\" : \"0.0000000000\"", &text[at + text[at..].find('\n').unwrap()..]);
    let error = import(&free).unwrap_err();
    assert!(error.contains(m5) && error.contains("costs nothing an hour"), "{error}");
    let unlike = "leaseContractLength is \"3yr\", and the plan's purchaseTerm is \"1yr\"";
    refused("plans.json", "\"duration\" : 1,", "\"duration\" : 3,", &["SKU COMPUTE1NO000001: ", "byte ", unlike]);
    // A count as a text is one too.
    assert!(import(&fixture("plans.json").replacen("\"duration\" : 1,", "\"duration\" : \"1\",", 1)).is_ok());
    refused("plans.json", "\"unit\" : \"year\"", "\"unit\" : \"month\"", &["leaseContractLength is \"1month\""]);
    refused("plans.json", "\"duration\" : 1,", "\"duration\" : 1.5,", &["\"duration\" is 1.5, expected"]);
}

#[test]
fn a_price_of_a_day_to_come_is_not_in_force_whatever_the_list_says_of_its_own_day() {
    // A term of 2031 stands there; today is 2026-11-24.
    let text = fixture("ec2.json").replace("\"publicationDate\" : \"2026", "\"publicationDate\" : \"2031");
    let list = read(text.as_bytes()).finish(options()).unwrap();
    let told = list.contradictions.first.first().unwrap().to_string();
    assert_eq!(told, "published on 2031-11-10, which is still to come: today is 2026-11-24");
    assert!(list.left_out.all().any(|(reason, count, _)| reason == "terms that begin later" && count == 1));
    assert_eq!(price(&book(&text), "eu-west-1", "m5.large", "on-demand"), "0.107");
    let strict = Options { strict: true, ..options() };
    assert!(import_with(text.as_bytes(), strict).unwrap_err().contains("is still to come"));
    // Rates of a Savings Plan that has not begun are left out, in both formats.
    for (name, begins) in [("plans.json", "\"effectiveDate\" : \"2026-11-01"), ("plans.csv", ",2026-11-01T")] {
        let whole = read(fixture(name).as_bytes()).finish(options()).unwrap();
        let later = fixture(name).replacen(begins, &begins.replace("2026", "2031"), 1);
        // Of some the list has no other price.
        let refused = import(&later).map(drop).err().unwrap_or_default();
        assert!(
            refused.lines().all(|line| line.contains("no price in force: its first begins on 2031-11-01")),
            "{refused}"
        );
        let left_out = Options { leave_out_unpriced: true, ..options() };
        assert!(read(later.as_bytes()).finish(left_out).unwrap().count() < whole.count(), "{name}");
        let error =
            import(&fixture(name).replacen(begins, &begins.replace("2026-11-01", "2026-02-30"), 1)).unwrap_err();
        assert!(error.contains("2026-02-30") && error.contains("is no date"), "{error}");
    }
}

#[test]
fn a_type_that_is_described_in_two_ways_is_told() {
    // The type in another SKU: another product of the same key, with more memory.
    let text = fixture("ec2.json");
    let from = text.find("\"LNXM9LARGE000001\" : {").unwrap();
    let to = from + text[from..].find("\n    },").unwrap() + 7;
    let again = text[from..to].replace("8 GiB", "16 GiB").replace("LNXM9LARGE000001", "LNXM9LARGE000009");
    let both = format!("{}{again}{}", &text[..to], &text[to..]);
    let options = Options { leave_out_unpriced: true, ..options() };
    let list = read(both.as_bytes()).finish(options).unwrap();
    let told = list.contradictions.first.first().unwrap().to_string();
    assert!(
        told.ends_with(
            "SKU LNXM9LARGE000009: m5.large is 2 vCPUs, 16 GiB, x86_64 here and 2 vCPUs, 8 GiB, x86_64 above"
        ),
        "{told}"
    );
    assert!(import_with(both.as_bytes(), Options { strict: true, ..options }).unwrap_err().contains("16 GiB"));
}

#[test]
fn a_list_needs_a_date() {
    // The version is one too.
    let text = fixture("ec2.json").replace("\"publicationDate\"", "\"otherDate\"");
    assert_eq!(book(&text).info().as_of, "2026-11-10");
    let error = import(&text.replace("20261110120000", "newest")).unwrap_err();
    assert!(error.contains("neither a publication date nor a version"), "{error}");
    assert!(error.contains("give it with the lines that AWS writes above the prices"), "{error}");
}

#[test]
fn a_list_that_is_cut_is_one_fault_and_not_one_for_each_price_that_is_gone() {
    let text = fixture("ec2.json");
    let error = import(&text[..3_000]).unwrap_err();
    assert!(error.contains("the file is cut") && !error.contains("no price"), "{error}");
    assert_eq!(error.lines().count(), 1, "{error}");
}

#[test]
fn what_would_fill_the_memory_is_refused() {
    // A text, a row and brackets that do not end.
    let (text, cells) = ("a".repeat(5 << 20), "a,".repeat(3 << 20));
    let csv = fixture("elb.csv");
    let heading = &csv[..csv.find("\"ALBHOUR").unwrap()];
    for (list, wanted) in [
        (format!("{{\"offerCode\": \"{text}\"}}"), "a text of more than 4 MiB"),
        (format!("{{\"{text}\": 1}}"), "a text of more than 4 MiB"),
        (format!("{heading}{cells}\n"), "a row of more than 4 MiB"),
        // Lines within a mark that does not end are one row.
        (format!("{heading}\"A,{}", "a,\n".repeat(2 << 20)), "a row of more than 4 MiB"),
        (format!("{{\"products\": {{}}, \"terms\": {{\"Other\": {}", "[".repeat(1 << 20)), "nested too deep"),
    ] {
        let error = import(&list).unwrap_err();
        assert!(error.contains(wanted), "{wanted}: {error}");
    }
}

#[test]
fn texts_of_megabytes_are_not_kept() {
    // Each product is a fault of its own, and each would name a region of a megabyte.
    let long = "x".repeat(1 << 20);
    let products: Vec<String> = (0..60)
        .map(|at| {
            format!(
                "\"S{at}{long}\": {{\"sku\": \"S{at}{long}\", \"productFamily\": \"Compute Instance\", \"attributes\": \
                 {{\"location\": \"EU (Ireland)\", \"locationType\": \"AWS Region\", \"instanceType\": \"m5.large\", \"tenancy\": \
                 \"Shared\", \"operatingSystem\": \"Linux\", \"operation\": \"RunInstances\", \"usagetype\": \
                 \"EU-BoxUsage:m5.large\", \"preInstalledSw\": \"NA\", \"capacitystatus\": \"Used\", \"regionCode\": \"{long}\"}}}}"
            )
        })
        .collect();
    let text = format!(
        "{{\"offerCode\": \"AmazonEC2\", \"publicationDate\": \"2026-11-10T00:00:00Z\", \"products\": {{{}}}, \"terms\": {{}}}}",
        products.join(",")
    );
    let faults = read(text.as_bytes()).finish(options()).unwrap_err();
    let told: usize = faults.first.iter().map(|fault| fault.message.len() + fault.sku.len()).sum();
    assert!(!faults.is_empty() && told < 60_000, "{told} bytes");
}

#[test]
fn a_price_of_thousands_of_digits_is_no_other_price() {
    // Thousands of zeros before or behind the point: what is kept of the text would be a price of 0.
    let text = fixture("ec2.json");
    let at = text.find("\"USD\" : \"").unwrap_or_else(|| text.find("\"USD\": \"").unwrap());
    let from = at + text[at..].find(": \"").unwrap() + 3;
    let to = from + text[from..].find('"').unwrap();
    for price in [format!("{}1", "0".repeat(5_000)), format!("0.{}5", "0".repeat(5_000))] {
        let changed = format!("{}{price}{}", &text[..from], &text[to..]);
        let faults = read(changed.as_bytes()).finish(options()).unwrap_err().to_string();
        assert!(faults.contains("price \"0"), "{faults}");
    }
}

#[test]
fn damage_behind_values_that_are_passed_over_is_told_by_its_byte() {
    let list =
        |other: &str| format!("{{\"offerCode\": \"AmazonEC2\",\n \"terms\": {{\"Other\": {other}, \"OnDemand\": !}}}}");
    // The mark stands behind a value that was passed over, whose line breaks a parser does not count.
    let text = list("{\n\n\"a\": [1,\n2]}");
    let faults = read(text.as_bytes()).finish(options()).unwrap_err();
    let byte = text.find('!').unwrap() as u64;
    let near = faults.first.iter().any(|fault| matches!(fault.place, Place::Damage(at) if at.abs_diff(byte) <= 1));
    assert!(near, "{faults}");
    // And within it: at the bracket that does not match.
    let text = list("{\"a\": [1, 2}");
    let faults = read(text.as_bytes()).finish(options()).unwrap_err();
    let byte = text.find("2}").unwrap() as u64 + 1;
    assert!(faults.first.iter().any(|fault| fault.place == Place::Damage(byte)), "{faults}: not {byte}");
}

#[test]
fn all_faults_are_told_at_once() {
    let text = fixture("ec2.json").replace("\"unit\" : \"Hrs\"", "\"unit\" : \"Hours\"");
    let error = import(&text).unwrap_err();
    for sku in ["LNXM9LARGE000001", "LNXM99LARGE00001", "LNXU99METAL00001", "NATHOURS00000001"] {
        assert!(error.contains(sku), "{error}");
    }
    // Windows is not the book's: its unit does not matter.
    assert!(!error.contains("WINM5LARGE000001"), "{error}");
}

#[test]
fn products_without_a_price_are_refused_or_left_out_as_asked() {
    // The term of m99g.large goes to a SKU that the list does not have.
    let text = fixture("ec2.json");
    let (before, terms) = text.split_once("\"terms\"").unwrap();
    let text = format!("{before}\"terms\"{}", terms.replace("LNXM99LARGE00001", "NOSUCHSKU0000001"));
    let error = import(&text).unwrap_err();
    assert!(error.contains("byte ") && error.contains("SKU LNXM99LARGE00001: m99g.large in eu-west-1"), "{error}");
    let left_out = Options { leave_out_unpriced: true, ..options() };
    let book = book_of(import_with(text.as_bytes(), left_out).unwrap());
    assert_eq!(price(&book, "eu-west-1", "m5.large", "on-demand"), "0.107");
    let (id, _) = book.instance_type("m99g.large").unwrap();
    assert!(book.require_hourly("eu-west-1", id, purchase("on-demand")).is_err());
}

#[test]
fn a_region_that_its_usage_type_contradicts_is_told_and_refused_when_strict() {
    let text = fixture("elb.csv").replace("APN2-LCUUsage", "EU-LCUUsage");
    let list = read(text.as_bytes()).finish(options()).unwrap();
    let doubt = list.contradictions.first.first().unwrap().to_string();
    assert!(doubt.contains("ALBLCU0000000001") && doubt.contains("ap-northeast-2") && doubt.contains("eu-west-1"));
    let strict = Options { strict: true, ..options() };
    assert!(import_with(text.as_bytes(), strict).unwrap_err().contains("ALBLCU0000000001"));
}

#[test]
fn other_files_are_told_apart() {
    for (text, wanted) in [
        ("", "empty"),
        ("  \n ", "empty"),
        ("{}", "no price that the book knows"),
        ("[]", "no price that the book knows"),
        ("{\"offers\": {}}", "index"),
        ("{\"regions\": [], \"publicationDate\": \"2026-01-01T00:00:00Z\"}", "index"),
        ("{\"manifest\": {}, \"regions\": {}}", "calculator"),
        ("name,requests_per_month\nA,1\n", "no row begins with SKU; give the list as AWS publishes it"),
        (
            "Version;1\nSKU;OfferTermCode\nA;B\n",
            "its cells stand between semicolons, where a CSV price list has commas; give the list",
        ),
        ("\"Version\";\"1\"\n\"SKU\";\"OfferTermCode\"\n", "between semicolons"),
        ("Version\t1\nSKU\tOfferTermCode\n", "between tabs"),
        ("<html><body>403 Forbidden, no more</body></html>", "a page of HTML; give the list as AWS publishes it"),
        ("{\"products\": 7}", "byte 15: 7, expected products by SKU, or an array of Savings Plans"),
        ("{\"PriceList\": [\"\\\"{}\\\"\"]}", "string"),
    ] {
        let error = import(text).unwrap_err();
        assert!(error.contains(wanted), "{text}: {error}");
    }
    let two = fixture("query-lines.json").replacen("20261114000000", "20261115000000", 1);
    assert!(import(&two).unwrap_err().contains("versions"));
}

#[test]
fn a_list_that_is_minified_or_reordered_means_the_same() {
    let text = fixture("ec2.json");
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let minified = import(&serde_json::to_string(&value).unwrap());
    assert_eq!(minified, import(&text));
}

#[test]
fn two_lists_make_one_book_unless_they_disagree() {
    let (ec2, plans) = (fixture("ec2.json"), fixture("plans.json"));
    let source = |name: &str| ListSource { name: name.to_owned(), sha256: format!("{name:0<64}") };
    let mut tables = BookTables::default();
    tables.add(read(ec2.as_bytes()).finish(options()).unwrap(), &source("a")).unwrap();
    tables.add(read(plans.as_bytes()).finish(options()).unwrap(), &source("b")).unwrap();
    // The same list again changes nothing.
    tables.add(read(ec2.as_bytes()).finish(options()).unwrap(), &source("c")).unwrap();
    assert_eq!(tables.as_of(), "2026-11-13");
    let book = book_of(tables.files("both", "2026", |_| true));
    assert_eq!(price(&book, "eu-west-1", "m5.large", "on-demand"), "0.107");
    assert_eq!(price(&book, "eu-west-1", "m5.large", "compute-sp-1y"), "0.0781");
    let other = ec2.replace("0.1070000000", "0.1080000000");
    let error = tables.add(read(other.as_bytes()).finish(options()).unwrap(), &source("d")).unwrap_err();
    // Both have it at the same place, whatever byte that is.
    let place = &error.first[0].place;
    assert!(matches!(place, Place::Byte(_)), "{error}");
    assert_eq!(
        error.to_string(),
        format!(
            "{place}: SKU LNXM9LARGE000001: m5.large in eu-west-1, on-demand: 0.108 USD per hour here, 0.107 USD per hour in a, \
             {place}, SKU LNXM9LARGE000001"
        )
    );
}

#[test]
fn lists_that_disagree_in_tiers_name_those_with_their_architecture() {
    let source = |name: &str| ListSource { name: name.to_owned(), sha256: format!("{name:0<64}") };
    let mut tables = BookTables::default();
    tables.add(read(fixture("lambda.json").as_bytes()).finish(options()).unwrap(), &source("a")).unwrap();
    let other = changed("lambda.json", &[("\"0.0000133400\"", "\"0.0000133500\"")]);
    let error = tables.add(read(other.as_bytes()).finish(options()).unwrap(), &source("b")).unwrap_err().to_string();
    let told = "lambda duration x86_64 in us-west-2, on-demand: 0.00001335 USD per GB-s from 15000000000 to Inf here, \
                0.00001334 USD per GB-s from 15000000000 to Inf in a, byte ";
    assert!(error.contains("DURX86") && error.contains(told) && error.lines().count() == 1, "{error}");
    // Two lists of lines, of the Application Load Balancer's hour in line 8.
    let mut tables = BookTables::default();
    tables.add(read(fixture("elb.csv").as_bytes()).finish(options()).unwrap(), &source("a")).unwrap();
    let other = changed("elb.csv", &[("\"0.0225100000\"", "\"0.0235100000\"")]);
    let error = tables.add(read(other.as_bytes()).finish(options()).unwrap(), &source("b")).unwrap_err().to_string();
    let told = "alb hour in ap-northeast-2, on-demand: 0.02351 USD per load-balancer-hour here, 0.02251 USD per load-balancer-hour in a, \
                line 8, SKU ALBHOUR000000001";
    assert_eq!(error, format!("line 8: SKU ALBHOUR000000001: {told}"));
}
