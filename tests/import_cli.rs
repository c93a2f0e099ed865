//! `costcalc prices import` as a program: what it reads, writes and refuses to write.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod import_support;

use flate2::Compression;
use flate2::write::GzEncoder;
use import_support::{fixture, fixture_path};
use std::fs;
use std::io::Write as _;
use std::path::Path;
use tempfile::TempDir;

struct Run {
    code: i32,
    out: String,
    err: String,
}

fn run(folder: &Path, args: &[&str], input: &[u8]) -> Run {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_costcalc"));
    let output = command.current_dir(folder).args(args).write_stdin(input).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

fn folder_with(names: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in names {
        fs::copy(fixture_path(name), folder.path().join(name)).unwrap();
    }
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn several_lists_become_a_book_that_compare_uses_and_names() {
    let folder = folder_with(&["ec2.json", "plans.csv"]);
    let done = run(folder.path(), &["prices", "import", "ec2.json", "plans.csv", "-o", "mine"], b"");
    assert_eq!((done.code, done.err.as_str()), (0, "Wrote mine. Next: costcalc compare scenario.csv --pricing mine\n"));
    assert!(done.out.contains("ec2.json: AmazonEC2, published 2026-11-10\n  taken: 13 prices of eu-west-1\n"));
    assert!(done.out.contains("  left out: 1 operating systems other than Linux\n"));
    let written = ["book.csv", "ec2", "ec2-commitments", "rates.csv", "sources.csv", "types.csv"];
    assert_eq!(names(&folder.path().join("mine")), written);
    // sha256sum tests/data/price-lists/ec2.json begins with these digits.
    let sources = fs::read_to_string(folder.path().join("mine/sources.csv")).unwrap();
    assert!(sources.contains("SHA-256 9cb3a8aed86c5bf356a5269c7a1081ac4376522e42426aa95d7216ef817fe306"), "{sources}");
    let scenario =
        "name,requests_per_month,duration_ms,memory_mb,region,instance_type\nA,1M,100,512,eu-west-1,m5.large\n";
    fs::write(folder.path().join("s.csv"), scenario).unwrap();
    let compared = run(folder.path(), &["compare", "s.csv", "--pricing", "mine", "--format", "csv", "--detail"], b"");
    assert_eq!(compared.code, 0, "{}", compared.err);
    let instances = compared.out.lines().find(|line| line.contains(",0.107,")).unwrap();
    assert!(instances.contains("2026-11-10") && instances.contains("AWS price list AmazonEC2"), "{instances}");
    let table = run(folder.path(), &["compare", "s.csv", "--pricing", "mine"], b"");
    assert!(table.out.contains("2 AWS price lists, over AWS public prices"), "{}", table.out);
    let shown = run(folder.path(), &["prices", "show", "m5.large", "--region", "eu-west-1", "--pricing", "mine"], b"");
    assert!(shown.out.contains("$0.0781 ") && shown.out.contains("$0.067 "), "{}", shown.out);
}

#[test]
fn a_type_that_is_not_what_the_embedded_book_has_is_warned_of() {
    // m5.large has 2 vCPUs and 8 GiB (AWS, 2026-10-01).
    let folder = tempfile::tempdir().unwrap();
    let list = fixture("ec2.json").replace("\"vcpu\" : \"2\"", "\"vcpu\" : \"4\"").replace("\"8 GiB\"", "\"16 GiB\"");
    fs::write(folder.path().join("ec2.json"), list).unwrap();
    let done = run(folder.path(), &["prices", "import", "ec2.json", "-o", "mine"], b"");
    assert_eq!(done.code, 0, "{}", done.err);
    let told = "warning: m5.large is 4 vCPUs, 16 GiB here and 2 vCPUs, 8 GiB in price book 2026, which counts\n";
    assert!(done.err.contains(told), "{}", done.err);
}

#[test]
fn packed_files_and_standard_input_mean_the_same() {
    let folder = folder_with(&["elb.csv"]);
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(fixture("elb.csv").as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    // A name says nothing about the content.
    fs::write(folder.path().join("packed.csv"), &packed).unwrap();
    let rates = |from: &str, input: &[u8]| {
        let done = run(folder.path(), &["prices", "import", from, "-o", "book", "--replace"], input);
        assert_eq!(done.code, 0, "{}", done.err);
        let text = fs::read_to_string(folder.path().join("book/rates.csv")).unwrap();
        text.lines().map(|line| line.split(',').take(9).collect::<Vec<_>>().join(",") + "\n").collect::<String>()
    };
    let plain = rates("elb.csv", b"");
    assert!(plain.contains("ap-northeast-2,alb,hour,any,on-demand,0,Inf,load-balancer-hour,0.02251\n"), "{plain}");
    assert_eq!(rates("packed.csv", b""), plain);
    assert_eq!(rates("-", fixture("elb.csv").as_bytes()), plain);
    assert_eq!(rates("-", &packed), plain);
}

#[test]
fn nothing_is_written_on_a_fault_and_all_faults_are_told() {
    let folder = folder_with(&["ec2.json", "elb.csv"]);
    let text = fixture("ec2.json");
    fs::write(folder.path().join("cut.json"), &text[..text.len() / 2]).unwrap();
    fs::write(folder.path().join("unit.csv"), fixture("elb.csv").replace("LCU-Hrs", "LCU-Mins")).unwrap();
    let done = run(folder.path(), &["prices", "import", "cut.json", "elb.csv", "unit.csv", "-o", "mine"], b"");
    assert_eq!((done.code, done.out.as_str()), (3, ""));
    let cut = format!("error: cut.json: byte {}: the file is cut", text.len() / 2);
    assert!(done.err.contains(&cut), "{}", done.err);
    assert!(done.err.contains("the file is cut"), "{}", done.err);
    assert!(done.err.contains("error: unit.csv: line 9: SKU ALBLCU0000000001: unit \"LCU-Mins\""), "{}", done.err);
    let help = "help: fetch each of these lists anew, as AWS publishes it (`costcalc prices update` does so); of a list that was edited, \
                mend what stands there\nNothing was written.\n";
    assert!(done.err.ends_with(help), "{}", done.err);
    assert_eq!(names(folder.path()), ["cut.json", "ec2.json", "elb.csv", "unit.csv"]);
}

#[test]
fn lists_that_disagree_are_told_to_be_taken_apart_and_not_fetched_anew() {
    let folder = folder_with(&["elb.csv"]);
    fs::write(folder.path().join("other.csv"), fixture("elb.csv").replace("0.0225100000", "0.0235100000")).unwrap();
    let done = run(folder.path(), &["prices", "import", "elb.csv", "other.csv", "-o", "mine"], b"");
    assert_eq!((done.code, done.out.as_str()), (3, ""));
    assert_eq!(
        done.err,
        "error: other.csv: line 8: SKU ALBHOUR000000001: alb hour in ap-northeast-2, on-demand: 0.02351 USD per load-balancer-hour \
         here, 0.02251 USD per load-balancer-hour in elb.csv, line 8, SKU ALBHOUR000000001\n\
         help: of lists that differ in a price take one; each can become a book of its own\nNothing was written.\n"
    );
}

#[test]
fn only_a_book_is_replaced_and_the_old_one_stays_until_the_new_one_is_whole() {
    let folder = folder_with(&["elb.csv", "vpc.csv"]);
    let import = |args: &[&str]| run(folder.path(), &[&["prices", "import"], args].concat(), b"");
    assert_eq!(import(&["elb.csv", "-o", "deep/er/book"]).code, 0);
    let refused = import(&["vpc.csv", "-o", "deep/er/book"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("--replace"), "{}", refused.err);
    let faulty = fixture("vpc.csv").replace("\"Hrs\"", "\"Days\"");
    fs::write(folder.path().join("faulty.csv"), faulty).unwrap();
    assert_eq!(import(&["faulty.csv", "-o", "deep/er/book", "--replace"]).code, 3);
    let rates = || fs::read_to_string(folder.path().join("deep/er/book/rates.csv")).unwrap();
    assert!(rates().contains("alb,hour"));
    assert_eq!(import(&["vpc.csv", "-o", "deep/er/book", "--replace"]).code, 0);
    assert!(rates().contains("public_ipv4") && !rates().contains("alb,hour"));
    assert_eq!(names(&folder.path().join("deep/er")), ["book"]);
    // A folder of other things, and a file, are never replaced.
    fs::create_dir(folder.path().join("thesis")).unwrap();
    fs::write(folder.path().join("thesis/chapter-1.txt"), "It was").unwrap();
    for other in ["thesis", "elb.csv"] {
        let refused = import(&["vpc.csv", "-o", other, "--replace"]);
        assert_eq!(refused.code, 2, "{}", refused.err);
    }
    assert_eq!(names(&folder.path().join("thesis")), ["chapter-1.txt"]);
}

#[cfg(unix)]
#[test]
fn a_link_is_told_as_one_and_stays_whatever_it_leads_to() {
    let folder = folder_with(&["elb.csv"]);
    let import = |args: &[&str]| run(folder.path(), &[&["prices", "import", "elb.csv", "-o"], args].concat(), b"");
    assert_eq!(import(&["book"]).code, 0);
    for (link, to) in [("ln", "book"), ("file", "elb.csv"), ("nowhere", "gone")] {
        std::os::unix::fs::symlink(to, folder.path().join(link)).unwrap();
        let refused = import(&[link, "--replace"]);
        let told = format!(
            "error: {link} is a link to {to}, which a book does not replace: name the folder itself, or another one\n"
        );
        assert_eq!((refused.code, refused.err), (2, told));
        assert!(folder.path().join(link).is_symlink());
    }
    assert_eq!(import(&["book", "--replace"]).code, 0);
}

#[test]
fn what_is_no_table_of_a_book_is_never_removed_with_it() {
    let folder = folder_with(&["elb.csv", "ec2.json"]);
    let import = |args: &[&str]| run(folder.path(), &[&["prices", "import"], args].concat(), b"");
    assert_eq!(import(&["ec2.json", "elb.csv", "-o", "bk"]).code, 0);
    // Every table that an import writes may go.
    assert_eq!(import(&["elb.csv", "-o", "bk", "--replace"]).code, 0);
    let at = |name: &str| folder.path().join("bk").join(name);
    fs::write(at("notes.txt"), "mine").unwrap();
    fs::create_dir(at("lists")).unwrap();
    fs::copy(folder.path().join("elb.csv"), at("lists/elb.csv")).unwrap();
    fs::create_dir(at("ec2")).unwrap();
    fs::write(at("ec2/discounts.csv"), "mine").unwrap();
    let before = fs::read_to_string(at("book.csv")).unwrap();
    let refused = import(&["elb.csv", "-o", "bk", "--replace"]);
    let told = "error: bk has more in it than a book, which would be lost: ec2/discounts.csv, lists/elb.csv, notes.txt; \
                move that out of the folder, or write the book to another one\n";
    assert_eq!((refused.code, refused.out.as_str(), refused.err.as_str()), (2, "", told));
    // A list that lies in the folder is named before anything else.
    let inside = import(&["bk/lists/elb.csv", "-o", "bk", "--replace"]);
    assert_eq!(inside.code, 2);
    assert!(inside.err.contains("-o bk: in this folder lies what is to be read (bk/lists/elb.csv)"), "{}", inside.err);
    assert_eq!(names(&folder.path().join("bk")), ["book.csv", "ec2", "lists", "notes.txt", "rates.csv", "sources.csv"]);
    assert_eq!(fs::read_to_string(at("book.csv")).unwrap(), before);
    assert_eq!(fs::read_to_string(at("notes.txt")).unwrap(), "mine");
}

#[test]
fn what_is_no_price_list_is_told_by_what_it_is() {
    let folder = folder_with(&[]);
    let wide: Vec<u8> = fixture("elb.csv").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let twice = (0..2).fold(fixture("elb.csv").into_bytes(), |bytes, _| {
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(&bytes).unwrap();
        packed.finish().unwrap()
    });
    let kinds: [(&[u8], &str); 4] = [
        (&[b"\xff\xfe".as_slice(), &wide].concat(), "the file is in UTF-16 (little-endian)"),
        (&wide, "the file is in UTF-16 (little-endian, without a mark)"),
        (b"PK\x03\x04rest", "the file is a workbook or another ZIP archive"),
        (&twice, "the file is packed with gzip"),
    ];
    for (bytes, what) in kinds {
        let refused = run(folder.path(), &["prices", "import", "-", "-o", "bk"], bytes);
        let told = format!(
            "error: standard input: {what}; give the list as AWS publishes it: JSON or CSV in UTF-8, plain or packed once \
             with gzip\nNothing was written.\n"
        );
        assert_eq!((refused.code, refused.err), (3, told));
    }
    let refused = run(folder.path(), &["prices", "import", "-", "-", "-o", "bk"], fixture("elb.csv").as_bytes());
    assert_eq!(refused.code, 2);
    assert!(refused.err.starts_with("error: - stands more than once, "), "{}", refused.err);
    assert!(names(folder.path()).is_empty());
}

#[test]
fn files_that_cannot_be_read_are_bad_input() {
    let folder = folder_with(&["elb.csv"]);
    for file in ["missing.json", "."] {
        let done = run(folder.path(), &["prices", "import", file, "-o", "mine"], b"");
        assert_eq!(done.code, 3, "{}", done.err);
    }
    let done = run(folder.path(), &["prices", "import", "-", "-o", "mine"], b"\x1f\x8b\x08\0cut");
    assert_eq!(done.code, 3);
    assert!(done.err.starts_with("error: standard input: "), "{}", done.err);
}

#[test]
fn an_imported_book_passes_the_checks_and_a_damaged_one_does_not() {
    let folder = folder_with(&["ec2.json"]);
    assert_eq!(run(folder.path(), &["prices", "import", "ec2.json", "-o", "mine"], b"").code, 0);
    let checked = run(folder.path(), &["prices", "check", "mine"], b"");
    assert_eq!((checked.code, checked.out.as_str()), (0, "mine: 6 tables; faults: 0; doubts: 0\n"));
    let table = folder.path().join("mine/ec2/eu-west-1.csv");
    let text = fs::read_to_string(&table).unwrap();
    let twice = text.lines().nth(1).unwrap();
    fs::write(&table, format!("{text}{twice}\n")).unwrap();
    let checked = run(folder.path(), &["prices", "check", "mine"], b"");
    assert_eq!(checked.code, 3);
    let told =
        "eu-west-1.csv:5:1: region: a row of \"eu-west-1, m5.large, on-demand\" already stands in line 2; keep one";
    assert!(checked.out.contains(told), "{}", checked.out);
    assert!(checked.out.ends_with("mine: 6 tables; faults: 1; doubts: 0\n"), "{}", checked.out);
    let shipped = run(folder.path(), &["prices", "check"], b"");
    assert_eq!(shipped.code, 0, "{}", shipped.out);
    assert_eq!(run(folder.path(), &["prices", "check", "2026", "--strict"], b"").code, 3);
}

/// A list with other text in one place.
fn changed(name: &str, from: &str, to: &str) -> String {
    let list = fixture(name);
    assert!(list.contains(from), "{from}");
    list.replacen(from, to, 1)
}

#[test]
fn a_price_far_off_the_embedded_books_is_warned_of_and_doubted() {
    let folder = folder_with(&["ec2.json"]);
    let sound = run(folder.path(), &["prices", "import", "ec2.json", "-o", "sound"], b"");
    assert!(!sound.err.contains("warning"), "{}", sound.err);
    fs::write(folder.path().join("dear.json"), changed("ec2.json", "\"0.1070000000\"", "\"78.11\"")).unwrap();
    // 0.107 x 730 = 78.11.
    let far = "ec2/eu-west-1.csv:2: m5.large on-demand in eu-west-1 costs 78.11 USD per instance-hour here and 0.107 in price \
               book 2026, 730 times as much: is it what a month costs?";
    let done = run(folder.path(), &["prices", "import", "dear.json", "-o", "dear"], b"");
    assert!(done.code == 0 && done.err.starts_with(&format!("warning: {far}\nWrote dear.")), "{}", done.err);
    let checked = run(folder.path(), &["prices", "check", "dear"], b"");
    assert!(checked.code == 0 && checked.out.starts_with(&format!("doubt: dear/{far}; mend")), "{}", checked.out);
}

#[test]
fn a_book_called_as_an_embedded_one_is_named_by_its_path() {
    let folder = folder_with(&["ec2.json"]);
    let done = run(folder.path(), &["prices", "import", "ec2.json", "-o", "2026"], b"");
    assert!(done.err.ends_with("--pricing ./2026\n"), "{}", done.err);
}

#[test]
fn a_day_of_publication_that_is_none_is_told() {
    let folder = folder_with(&["ec2.json"]);
    let day = "\"publicationDate\" : \"2026-11-10T12:00:00Z\"";
    for (to, told) in [
        ("\"publicationDate\" : \"yesterday\"", "its publication date \"yesterday\" is no date"),
        ("\"other\" : \"\"", "it has no publication date"),
    ] {
        fs::write(folder.path().join("list.json"), changed("ec2.json", day, to)).unwrap();
        let done = run(folder.path(), &["prices", "import", "list.json", "-o", "book", "--replace"], b"");
        // The list's version is 20261110120000.
        let note = format!("published 2026-11-10\n  note: {told}; that of its version counts, 2026-11-10\n");
        assert!(done.code == 0 && done.out.contains(&note), "{}{}", done.out, done.err);
    }
}

#[test]
fn a_price_that_is_not_yet_in_force_is_told_with_its_day() {
    let folder = folder_with(&["lambda.json"]);
    let list = fixture("lambda.json");
    let begins = list.find("\"effectiveDate\"").unwrap();
    let year = begins + list[begins..].find("20").unwrap();
    let later = format!("{}2036{}", &list[..year], &list[year + 4..]);
    fs::write(folder.path().join("later.json"), &later).unwrap();
    let day = &later[year..year + 10];
    let refused = run(folder.path(), &["prices", "import", "later.json", "-o", "book"], b"");
    let told =
        format!("has no price in force: its first begins on {day} (--leave-out-unpriced leaves such products out)");
    assert!(refused.code == 3 && refused.err.contains(&told), "{}", refused.err);
}

/// Each region looked through all rates of the list, and all of its names were told.
#[test]
fn very_many_regions_have_a_table_each_and_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = "\"Publication Date\",\"2026-11-01T00:00:00Z\"\n\"Version\",\"1\"\n\"OfferCode\",\"AmazonEC2\"\n\
        SKU,OfferTermCode,TermType,EffectiveDate,StartingRange,EndingRange,Unit,PricePerUnit,Currency,LeaseContractLength,\
        PurchaseOption,OfferingClass,Product Family,serviceCode,Location,Location Type,Instance Type,vCPU,Memory,Tenancy,\
        Operating System,License Model,usageType,operation,CapacityStatus,Pre Installed S/W,Region Code\n"
        .to_owned();
    for at in 0..30 {
        text.push_str(&format!(
            "S{at},J,OnDemand,2026-11-01,0,Inf,Hrs,0.1,USD,,,,Compute Instance,AmazonEC2,,,m5.large,2,8 GiB,Shared,Linux,,\
             BoxUsage:m5.large,RunInstances,Used,NA,r-{at:02}\n"
        ));
    }
    fs::write(folder.path().join("many.csv"), text).unwrap();
    let done = run(folder.path(), &["prices", "import", "many.csv", "-o", "mine"], b"");
    assert_eq!(done.code, 0, "{}", done.err);
    let told = "  taken: 30 prices of r-00, r-01, r-02, r-03, r-04, r-05, r-06, r-07 and 22 more\n";
    assert!(done.out.contains(told), "{}", done.out);
    let tables = names(&folder.path().join("mine/ec2"));
    assert_eq!(tables, (0..30).map(|at| format!("r-{at:02}.csv")).collect::<Vec<_>>());
    for name in tables {
        let table = fs::read_to_string(folder.path().join("mine/ec2").join(&name)).unwrap();
        let region = name.trim_end_matches(".csv");
        assert_eq!(table.lines().count(), 2, "{table}");
        assert!(table.lines().nth(1).unwrap().starts_with(&format!("{region},m5.large,on-demand,0.1,")), "{table}");
    }
}
