//! Prices of one's own, and of books changed by hand, that were most likely meant otherwise: `compare` warns of them, `prices
//! check` doubts them.

use super::*;

const RATES: &str = "region,service,dimension,arch,purchase,tier_from,tier_to,unit,usd,as_of,source\n";
const HOURS: &str = "region,instance_type,purchase,usd_per_hour,as_of,source\n";

/// What is told of rows without their last two columns, by `compare` and by `prices check` alike.
fn told(case: &Case, heading: &str, rows: &[&str]) -> Vec<String> {
    let rows: String = rows.iter().map(|row| format!("{row},2026-10-01,mine\n")).collect();
    case.write("own.csv", format!("{heading}{rows}"));
    let compared = case.compare(&["--pricing", "own.csv"]).ends(0).err;
    let checked = case.run(&["prices", "check", "own.csv"]).ends(0).out;
    let lines: Vec<String> =
        compared.lines().filter_map(|line| Some(line.strip_prefix("warning: own.csv:")?.to_owned())).collect();
    for line in &lines {
        assert!(checked.contains(&format!("doubt: own.csv:{line}; ")), "{checked}");
    }
    lines
}

#[test]
fn tiers_that_end_in_other_units_are_told_with_what_to_write() {
    let case = Case::new(TWO);
    let out = "us-east-1,data_transfer,internet_out,any,on-demand";
    // 10 x 1024, 50 x 1024 and 150 x 1024 GB.
    let tb = [
        &format!("{out},0,10,GB,0.09") as &str,
        &format!("{out},10,50,GB,0.085"),
        &format!("{out},50,150,GB,0.07"),
        &format!("{out},150,Inf,GB,0.05"),
    ];
    assert_eq!(
        told(&case, RATES, &tb),
        [
            "2: the tiers of data_transfer internet_out in us-east-1 end at 10, 50, 150 GB here and at 10240, 51200, 153600 in price \
          book 2026: are these TB? write 10240, 51200, 153600"
        ]
    );
    // What it says to write is not doubted.
    let gb = tb.map(|row| row.replace(",10,", ",10240,").replace(",50,", ",51200,").replace("150,", "153600,"));
    assert_eq!(told(&case, RATES, &gb.each_ref().map(String::as_str)), [""; 0]);
    // One end among right ones.
    let one = [&gb[0].replace("10240", "10") as &str, &gb[1].replace("10240", "10"), &gb[2], &gb[3]];
    let said = told(&case, RATES, &one);
    assert!(said.len() == 1 && said[0].ends_with("are these TB? write 10240, 51200, 153600"), "{said:?}");
    for (service, ends, meant) in [
        ("lambda,duration,x86_64,on-demand,0,6,GB-s,0.0000166667", "6", "billions? write 6000000000"),
        ("api_gateway_http,requests,any,on-demand,0,300,request,0.000001", "300", "millions? write 300000000"),
        ("api_gateway_http,requests,any,on-demand,0,0.3,request,0.000001", "0.3", "billions? write 300000000"),
        // 153,600 x 1024.
        ("data_transfer,internet_out,any,on-demand,0,157286400,GB,0.09", "157286400", "are these MB? write 153600"),
    ] {
        let first = format!("us-east-1,{service}");
        let rest = first.replace(&format!(",0,{ends},"), &format!(",{ends},Inf,"));
        let said = told(&case, RATES, &[&first, &rest]);
        assert!(said.len() == 1 && said[0].ends_with(meant), "{said:?}");
    }
    // Whether thousands or GB-hours: what is an end of the book's exactly counts first.
    let first = "us-east-1,lambda,duration,x86_64,on-demand,0,6000000,GB-s,0.0000166667";
    let said = told(&case, RATES, &[first, &first.replace(",0,6000000,", ",6000000,Inf,")]);
    assert!(said.len() == 1 && said[0].ends_with("are these thousands? write 6000000000"), "{said:?}");
    // 150 TB below 10240 GB would be no tiers.
    let mixed = [
        &format!("{out},0,150,GB,0.09") as &str,
        &format!("{out},150,10240,GB,0.085"),
        &format!("{out},10240,Inf,GB,0.07"),
    ];
    assert_eq!(told(&case, RATES, &mixed), [""; 0]);
    // Of very many ends the first are told: those at 1 to 200 TB.
    let ends = |n: u32| if n == 200 { "Inf".to_owned() } else { (n + 1).to_string() };
    let many: Vec<String> = (0..=200).map(|n| format!("{out},{n},{},GB,0.05", ends(n))).collect();
    let said = told(&case, RATES, &many.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(
        said.len() == 1 && said[0].ends_with("are these TB? write 1024, 2048, 3072, 4096, 5120 and 195 more"),
        "{said:?}"
    );
    // Tiers of one's own may end elsewhere.
    let own = [
        &format!("{out},0,500,GB,0.09") as &str,
        &format!("{out},500,20000,GB,0.05"),
        &format!("{out},20000,Inf,GB,0.04"),
    ];
    assert_eq!(told(&case, RATES, &own), [""; 0]);
}

#[test]
fn a_price_that_rises_with_the_amount_is_told() {
    let case = Case::new(TWO);
    let out = "us-east-1,data_transfer,internet_out,any,on-demand";
    let rows = [&format!("{out},0,10240,GB,0.05") as &str, &format!("{out},10240,Inf,GB,0.09")];
    assert_eq!(
        told(&case, RATES, &rows),
        [
            "3: data_transfer internet_out in us-east-1 costs $0.09 a GB from 10240 on, more than $0.05 below: AWS's prices fall with \
          the amount; are cells exchanged?"
        ]
    );
}

#[test]
fn what_the_book_has_elsewhere_measures_a_price_too() {
    let case = Case::new(TWO);
    for (row, said) in [
        (
            "us-east-1,ec2_cpu_credits,t4g_linux_surplus,any,on-demand,0,Inf,vCPU-hour,4",
            "costs 4 USD per vCPU-hour here and 0.04 in price book 2026, 100 times as much: are these cents?",
        ),
        (
            "mx-central-1,ebs,gp3_storage,any,on-demand,0,Inf,GB-month,8.8",
            "costs 8.8 USD per GB-month here and 0.08 to 0.152 in the regions of price book 2026, 58 times as much: are these cents?",
        ),
        (
            // 0.0000166667 / 0.000000014 = 1190.5.
            "us-east-1,lambda,duration,x86_64,compute-sp-1y-partial-upfront,0,Inf,GB-s,0.000000014",
            "costs 0.000000014 USD per GB-s here and 0.0000166667 on demand in price book 2026, 1,190 times less",
        ),
    ] {
        let told = told(&case, RATES, &[row]);
        assert!(told.len() == 1 && told[0].ends_with(said), "{told:?}");
    }
    let told = told(&case, HOURS, &["us-east-1,m7g.large,spot,0.2"]);
    assert_eq!(
        told,
        ["2: m7g.large spot in us-east-1 costs $0.20 an hour, more than $0.0816 on demand: are the two exchanged?"]
    );
}

#[test]
fn a_slipped_decimal_is_told_either_way() {
    let case = Case::new(TWO);
    for (row, said) in [
        (
            "us-east-1,lambda,requests,any,on-demand,0,Inf,request,0.000002",
            "0.0000002 in price book 2026, 10 times as much: is its decimal point one place off?",
        ),
        (
            "us-east-1,lambda,duration,x86_64,on-demand,0,Inf,GB-s,0.00000166667",
            "0.0000166667 in price book 2026, 10 times less: is it per 100 ms?",
        ),
    ] {
        let told = told(&case, RATES, &[row]);
        assert!(told.len() == 1 && told[0].ends_with(said), "{told:?}");
    }
    // 0.0816 x 10 and / 10.
    for (usd, said) in [("0.816", "10 times as much"), ("0.00816", "10 times less")] {
        let told = told(&case, HOURS, &[&format!("us-east-1,m7g.large,on-demand,{usd}")]);
        assert!(told.len() == 1 && told[0].contains(&format!("0.0816 in price book 2026, {said}")), "{told:?}");
    }
    // 85 percent off; and what the book has for the last tier, a tenth of the first, agreed on for all.
    assert_eq!(told(&case, HOURS, &["us-east-1,m7g.large,on-demand,0.01224"]), [""; 0]);
    let flat = "us-east-1,cloudwatch,logs_ingest_vended_incl_lambda,any,on-demand,0,Inf,GB,0.05";
    assert_eq!(told(&case, RATES, &[flat]), [""; 0]);
}

#[test]
fn upfront_money_that_does_not_fit_to_its_term_is_told() {
    let case = Case::new(TWO);
    let hours = "region,instance_type,purchase,usd_per_hour,upfront_usd,as_of,source\n";
    let row = |cells: &str| format!("us-east-1,m7g.large,ri-{cells}");
    let question = "is upfront_usd what one instance costs for the whole term?";
    for (cells, said) in [
        // 18 / 8,760 = 0.00205479, and 0.025 x 8,760 = 219.
        (
            "1y-partial-upfront,0.025,18",
            format!(
                "costs $0.002055 an hour upfront and $0.025 beside it, where half is paid upfront: {question} Half is $219"
            ),
        ),
        // 0.02 x 26,280 = 525.60.
        ("3y-partial-upfront,0.02,0.02", format!("{question} Half is $525.6")),
        ("1y-partial-upfront,0,216", "upfront and 0 beside it: is usd_per_hour missing?".to_owned()),
        // 133 / 26,280 = 0.00506, a sixteenth of 0.0816; 900 / 8,760 = 0.1027, a quarter more.
        ("3y-all-upfront,0,133", format!("an hour, and on demand $0.0816: {question}")),
        ("1y-all-upfront,0,900", format!("an hour, and on demand $0.0816: {question}")),
    ] {
        let told = told(&case, hours, &[&row(cells)]);
        assert!(told.len() == 1 && told[0].contains(&said), "{cells}: {told:?}");
    }
    // Half and half, as AWS has it, more or less, and what stands in usd_per_hour.
    for cells in [
        "1y-partial-upfront,0.025,219",
        "1y-partial-upfront,0.025,57",
        "3y-partial-upfront,0.02,525.6",
        "3y-all-upfront,0,700",
        "1y-all-upfront,0,450",
        "1y-partial-upfront,0.05,0",
        "1y-no-upfront,0.05,",
    ] {
        assert_eq!(told(&case, hours, &[&row(cells)]), [""; 0], "{cells}");
    }
}

#[test]
fn allowances_far_off_the_books_are_told() {
    let case = Case::new(TWO);
    for (row, said) in [
        (
            "free_duration,any,on-demand,0,400000000000,GB-s,0",
            "is 400000000000 GB-s here and 400000 in price book 2026: ",
        ),
        (
            "free_requests,any,on-demand,0,1,request,0",
            "is 1 request here and 1000000 in price book 2026: are these millions? write 1000000",
        ),
        // 111 x 3600 = 399,600.
        (
            "free_duration,any,on-demand,0,111,GB-s,0",
            "is 111 GB-s here and 400000 in price book 2026: are these GB-hours? write 399600",
        ),
    ] {
        let told = told(&case, RATES, &[&format!("global,lambda,{row}")]);
        assert!(told.len() == 1 && told[0].contains(said), "{told:?}");
    }
    assert_eq!(told(&case, RATES, &["global,lambda,free_requests,any,on-demand,0,2000000,request,0"]), [""; 0]);
}

#[test]
fn a_book_that_was_changed_by_hand_is_looked_at_like_prices_of_ones_own() {
    let case = Case::new(TWO);
    std::fs::create_dir(case.path().join("bk")).unwrap();
    case.write("bk/book.csv", "key,value\nid,mine\ntitle,Mine\nas_of,2026-10-01\nbase,2026\n");
    case.write("bk/sources.csv", "source,title,published,where\nx,List,2026-10-01,here\n");
    let duration =
        |region: &str, usd: &str| format!("{region},lambda,duration,x86_64,on-demand,0,Inf,GB-s,{usd},2026-10-01,x\n");
    let sound = format!("{RATES}{}{}", duration("us-west-3", "0.0000166667"), duration("us-east-1", "0.0000166667"));
    case.write("bk/rates.csv", &sound);
    // us-west-3 may be AWS's newest region.
    assert_eq!(case.compare(&["--pricing", "./bk"]).ends(0).err, "");
    let wrong = ["us-east-2,0.0166667", "us-west-2,0", "us-est-1,0.0000166667"]
        .map(|row| row.split_once(',').map(|(region, usd)| duration(region, usd)).unwrap());
    case.write("bk/rates.csv", sound + &wrong.concat());
    let hour = "region,instance_type,purchase,usd_per_hour,upfront_usd,as_of,source,estimated\n";
    case.write("bk/ec2.csv", format!("{hour}us-east-1,m7i.large,on-demand,73.58,,2026-10-01,x,false\n"));
    let compared = case.compare(&["--pricing", "./bk"]).ends(0);
    assert_eq!(compared.err.lines().count(), 4, "{}", compared.err);
    // 0.1008 x 730 = 73.58.
    compared.says(&[
        "rates.csv:6: us-est-1 is no region of price book 2026; did you mean us-east-1?",
        "rates.csv:4: lambda duration x86_64 in us-east-2 costs 0.0166667 USD per GB-s here and 0.0000166667 in price book 2026, 1,000 \
         times as much",
        "rates.csv:5: lambda duration x86_64 in us-west-2 costs 0 USD per GB-s here and 0.0000166667 in price book 2026: is its price missing?",
        "ec2.csv:2: m7i.large on-demand in us-east-1 costs 73.58 USD per instance-hour here and 0.1008 in price book 2026, 730 times as \
         much: is it what a month costs?",
    ]);
}

#[test]
fn files_of_which_no_bill_has_a_row_are_told() {
    let case = Case::new("name,requests_per_month,duration_ms,memory_mb,instance_type\nA,5M,120,1024,m7i.large\n");
    let discounts = "service,region,family,purchase,discount_pct,as_of,source\n";
    let estimates = "region,family,purchase,base,ratio,as_of,source\n";
    let none = "no row of this file is in any bill; the first is";
    for (heading, row, further, said) in [
        (
            HOURS,
            "us-east-2,m7i.large,on-demand,0.08",
            "",
            "m7i.large on-demand in us-east-2, and the bills are of us-east-1",
        ),
        (HOURS, "us-east-1,m7i.large,on-demand,0.08", "", ""),
        (HOURS, "us-east-1,m6i.large,on-demand,0.08", "", "m6i.large on-demand in us-east-1, which none asks for"),
        (
            HOURS,
            "us-east-1,m7i.large,ri-1y-no-upfront,0.05",
            "",
            "m7i.large ri-1y-no-upfront in us-east-1, which none asks for",
        ),
        (HOURS, "us-east-1,m7i.large,ri-1y-no-upfront,0.05", "purchase=ri-1y-no-upfront", ""),
        (
            discounts,
            "lambda,eu-west-1,,,50",
            "",
            "50 % off \"lambda, eu-west-1, any, any\", and the bills are of us-east-1",
        ),
        (discounts, "lambda,eu-west-1,,,50", "region=eu-west-1", ""),
        (discounts, "lambda,any,,,50", "", ""),
        (discounts, "ec2,any,m6i,,10", "", "10 % off \"ec2, any, m6i, any\", which none asks for"),
        (discounts, "ec2,any,m7i,,10", "", ""),
        (
            discounts,
            "ec2,any,any,ri-1y,10",
            "purchase=ri-1y-all-upfront",
            "10 % off \"ec2, any, any, ri-1y-no-upfront\", which none asks for",
        ),
        (
            estimates,
            "any,m7i,ri-1y-all-upfront,on-demand,0.5",
            "",
            "the estimate of \"any, m7i, ri-1y-all-upfront\" from on-demand, which none asks for",
        ),
        (estimates, "any,m7i,ri-1y-all-upfront,on-demand,0.5", "purchase=ri-1y-all-upfront", ""),
        (
            estimates,
            "any,m5,ri-1y-all-upfront,on-demand,0.5",
            "purchase=ri-1y-all-upfront",
            "the estimate of \"any, m5, ri-1y-all-upfront\" from on-demand, which none asks for",
        ),
        (
            estimates,
            "eu-west-1,any,ri-1y-all-upfront,on-demand,0.5",
            "purchase=ri-1y-all-upfront",
            "the estimate of \"eu-west-1, any, ri-1y-all-upfront\" from on-demand, and the bills are of us-east-1",
        ),
        (
            RATES,
            "us-east-1,ebs,gp2_storage,any,on-demand,0,Inf,GB-month,0.1",
            "",
            "ebs gp2_storage in us-east-1, which none asks for",
        ),
        (RATES, "us-east-1,ebs,gp3_storage,any,on-demand,0,Inf,GB-month,0.07", "", ""),
        (
            RATES,
            "global,lambda,free_requests,any,on-demand,0,2000000,request,0",
            "",
            "lambda free_requests in global, which none asks for",
        ),
    ] {
        case.write("own.csv", format!("{heading}{row},2026-10-01,mine\n"));
        for format in ["table", "csv", "json"] {
            let mut args = vec!["--pricing", "own.csv", "--format", format];
            args.extend(Some(["--set", further]).filter(|_| !further.is_empty()).into_iter().flatten());
            let expected = if said.is_empty() { String::new() } else { format!("note: own.csv:2: {none} {said}\n") };
            assert_eq!(case.compare(&args).ends(0).err, expected, "{row}");
        }
    }
    // One row that counts is enough.
    let rows = ["eu-west-1", "us-east-1"].map(|region| format!("{region},m7i.large,on-demand,0.08,2026-10-01,mine\n"));
    case.write("own.csv", format!("{HOURS}{}", rows.concat()));
    assert_eq!(case.compare(&["--pricing", "own.csv"]).ends(0).err, "");
    // A place of one's own, which is nobody's; beside a row that counts it may be another scenario's, but for what is no code.
    let row = |region: &str| format!("{region},m7i.large,on-demand,0.08,2026-10-01,mine\n");
    let unknown = |region: &str| {
        format!(
            "own.csv:2: a price of your own is not used: {region} is no region of price book 2026, and no workload is in it\n"
        )
    };
    for (region, beside, is_told) in [
        ("xx-test-1", "", true),
        ("xx-test-1", "us-east-1", false),
        ("バージニア", "", true),
        ("バージニア", "us-east-1", true),
    ] {
        let beside = if beside.is_empty() { String::new() } else { row(beside) };
        case.write("own.csv", format!("{HOURS}{}{beside}", row(region)));
        let expected = if is_told { format!("warning: {}", unknown(region)) } else { String::new() };
        assert_eq!(case.compare(&["--pricing", "own.csv"]).ends(0).err, expected);
        let doubt = format!("doubt: own.csv:2: {region} is no region of price book 2026; ");
        case.run(&["prices", "check", "own.csv"]).ends(0).shows(&[&doubt]);
    }
}
