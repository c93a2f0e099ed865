//! `costcalc report`: what a page and a decision record hold, what keeps them safe, and what happens to hostile text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use assert_cmd::Command;
use data_encoding::BASE64;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// Instance types are given, so that nothing is searched for.
const HEADING: &str = "name,requests_per_month,duration_ms,memory_mb,instance_type,instance_count\n";

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_costcalc"));
    command.current_dir(folder).env_remove("COLUMNS").env_remove("NO_COLOR");
    command
}

/// A folder with a scenario `s.csv` of these rows.
fn case(rows: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("s.csv"), format!("{HEADING}{rows}")).unwrap();
    folder
}

/// Runs `costcalc report s.csv` with further arguments, which must end with this code; gives standard error.
fn report(folder: &TempDir, args: &[&str], code: i32) -> String {
    let output = command(folder.path()).args(["report", "s.csv"]).args(args).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{said}");
    said
}

/// The page of these rows.
fn page(rows: &str, args: &[&str]) -> String {
    let folder = case(rows);
    report(&folder, &[&["-o", "r.html"], args].concat(), 0);
    fs::read_to_string(folder.path().join("r.html")).unwrap()
}

/// The decision record of these rows.
fn record(rows: &str, args: &[&str]) -> String {
    let folder = case(rows);
    report(&folder, &[&["-o", "r.md"], args].concat(), 0);
    fs::read_to_string(folder.path().join("r.md")).unwrap()
}

/// What stands between two texts, the first time.
fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let rest = &text[text.find(start).unwrap_or_else(|| panic!("no {start}")) + start.len()..];
    &rest[..rest.find(end).unwrap_or_else(|| panic!("no {end} after {start}"))]
}

/// Values of an attribute, everywhere.
fn values<'t>(page: &'t str, attribute: &str) -> Vec<&'t str> {
    page.split(&format!(" {attribute}=\"")).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

/// The text of a page without tags, entities resolved, spaces single.
fn text(page: &str) -> String {
    let bare: String = page.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    let bare = bare.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    bare.split_whitespace().collect::<Vec<&str>>().join(" ")
}

const TWO: &str = "Checkout,50M,120,1024,m7g.large,2\nSearch,400M,40,512,m7g.large,3\n";

#[test]
fn a_chart_that_figures_are_too_large_for_is_told_in_the_report() {
    // 10^18 requests of 100 ms can be counted; those of 2,000 ms, where a map ends, cannot.
    let folder = case("");
    fs::write(
        folder.path().join("s.csv"),
        "name,requests_per_month,duration_ms,memory_mb,traffic,instance_type\nHuge,1e18,100,512,weekly,t3.micro\n",
    )
    .unwrap();
    report(&folder, &["-o", "r.md", "-o", "r.html"], 0);
    let told = "The map chart of Huge is left out: the number of instances is too large to be computed exactly.";
    for name in ["r.md", "r.html"] {
        let written = fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(text(&written).contains(told), "{name}");
    }
}

#[test]
fn a_page_holds_everything_and_needs_nothing() {
    let page = page(TWO, &["--set", "arch=arm64", "--title", "Where to run it"]);
    let said = text(&page);
    for part in [
        "Where to run it",
        "Costs, USD a month",
        "All workloads",
        "Where the cheaper side changes",
        "Assumptions and warnings",
        "Prices and their dates",
        "Values put into every row on the command line:arch=arm64",
        "Checkout,50M,120,1024,m7g.large,2",
    ] {
        assert!(said.contains(part), "{part}");
    }
    // The verdict comes before anything else that is said.
    assert!(said.find("Lambda is the choice for both workloads").unwrap() < said.find("Costs, USD").unwrap());
    // Two charts of all workloads; break-even, map, memory, tornado and profile of each.
    let charts = page.matches("<svg ").count();
    assert_eq!(charts, 12);
    assert_eq!(page.matches("role=\"img\"").count(), charts);
    // Nothing is fetched: links lead to places of the page, and no rule or element names an address.
    for address in [values(&page, "href"), values(&page, "src")].concat() {
        assert!(address.starts_with('#') || address == "data:,", "{address}");
    }
    assert!(!page.contains("url(") && !page.contains("@import") && !page.contains(" style=\""));
    let ids = values(&page, "id");
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len(), "an id stands twice");
    for reference in [values(&page, "aria-labelledby")].concat() {
        assert!(known.contains(reference), "{reference}");
    }
    for place in values(&page, "href").iter().filter_map(|address| address.strip_prefix('#')) {
        assert!(known.contains(place), "{place}");
    }
}

#[test]
fn the_policy_names_the_only_style_and_script() {
    let page = page(TWO, &[]);
    let policy = between(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    let hash = |text: &str| format!("'sha256-{}'", BASE64.encode(&Sha256::digest(text.as_bytes())));
    let (style, script) = (between(&page, "<style>", "</style>"), between(&page, "<script>", "</script>"));
    let expected = format!(
        "default-src 'none'; style-src {}; script-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        hash(style),
        hash(script)
    );
    assert_eq!(policy, expected);
    assert_eq!((page.matches("<style").count(), page.matches("<script").count()), (1, 1));
}

#[test]
fn headings_descend_one_step_at_a_time() {
    let page = page(TWO, &[]);
    let levels: Vec<u32> = (page.split("<h").skip(1))
        .filter_map(|rest| rest.chars().next().and_then(|level| level.to_digit(10)))
        .collect();
    assert_eq!(levels[0], 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1 && pair[1] > 1), "{levels:?}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(page(TWO, &[]), page(TWO, &[]));
    assert_eq!(record(TWO, &[]), record(TWO, &[]));
}

#[test]
fn bills_say_what_explain_says() {
    let folder = case(TWO);
    let explained = command(folder.path()).args(["compare", "s.csv", "--explain"]).output().unwrap().stdout;
    let explained = String::from_utf8(explained).unwrap();
    let bills = explained.split("\n== ").skip(1).collect::<Vec<&str>>().join("\n");
    let flat = bills.split_whitespace().collect::<Vec<&str>>().join(" ");
    report(&folder, &["-o", "r.html"], 0);
    let said = text(&fs::read_to_string(folder.path().join("r.html")).unwrap()).replace(' ', "");
    // Both sides, instances and requests, free of where lines end: `Requests: 50,000,000 request × $0.0000002 = $10.00`.
    let mut sums = 0;
    for sentence in flat.split(" = $").collect::<Vec<&str>>().windows(2) {
        let product = sentence[0].rsplit_once(": ").unwrap().1;
        let amount = format!("${}", sentence[1].split(' ').next().unwrap());
        assert!(said.contains(&product.replace(' ', "")) && said.contains(&amount), "{product} = {amount}");
        sums += 1;
    }
    // Lambda: requests and duration; EC2: instances, storage, load balancer and its capacity. Twice.
    assert_eq!(sums, 12);
    // By hand: 50M × $0.20 a million = $10.00.
    assert!(said.contains("50,000,000request×$0.0000002") && said.contains("$10.00"));
}

const NAMES: [&str; 8] = [
    "<script>alert(1)</script>",
    "]]> --> <!-- </style></title></svg>",
    "\"\"' onload=alert(1) x=\"\"",
    "{{constructor}} ${x} `code` ```",
    "a\u{1b}[31mred\u{7}",
    "user\u{202e}gpj.exe",
    "&lt;b&gt; &#60;i&#62; | *bold* [link](javascript:alert(1))",
    "=cmd|'/c calc'!A1",
];

fn hostile_rows() -> String {
    let rows: Vec<String> = NAMES.iter().map(|name| format!("\"{name}\",1M,120,1024,m7g.large,2\n")).collect();
    format!("{}{},1M,120,1024,m7g.large,2\n", rows.concat(), "long".repeat(2_500))
}

#[test]
fn hostile_names_are_text_on_a_page() {
    let page = page(&hostile_rows(), &["--title", "<img src=x onerror=alert(1)> \u{202e}"]);
    let plain = self::page(TWO, &[]);
    let tags = |page: &str| -> BTreeSet<String> {
        let ends = |c: char| c.is_whitespace() || c == '>' || c == '/';
        page.split('<').skip(1).map(|rest| rest.split(ends).next().unwrap().to_owned()).collect()
    };
    // No element comes from a name: a harmless scenario has the same ones.
    let extra: Vec<String> = tags(&page).difference(&tags(&plain)).cloned().collect();
    assert!(extra.is_empty(), "{extra:?}");
    assert_eq!((page.matches("<script").count(), page.matches("<img").count()), (1, 0));
    assert!(!page.contains(" onload=alert(1) x=\"\"") && !page.contains("-->") && !page.contains("]]>"));
    let harmful = |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{202a}'..='\u{202e}');
    assert!(!page.contains(harmful));
    let said = text(&page);
    for name in ["<script>alert(1)</script>", "a\\u{1b}[31mred\\u{7}", "user\\u{202e}gpj.exe", "&lt;b&gt; &#60;i&#62;"]
    {
        assert!(said.contains(name), "{name}");
    }
    // A long name is cut in every heading, sentence and cell, and stands in full in the input.
    assert!(between(&page, "<pre", "</pre>").contains(&"long".repeat(2_500)));
    let before =
        page.split("<svg").map(|part| part.split_once("</svg>").map_or(part, |(_, rest)| rest)).collect::<String>();
    assert!(!before.split("<pre").next().unwrap().contains(&"long".repeat(100)));
}

#[test]
fn hostile_names_are_text_in_a_decision_record() {
    let record = record(&hostile_rows(), &[]);
    let (prose, input) = record.split_once("\n## Input\n").unwrap();
    // A comment keeps addresses from becoming links.
    assert!(!prose.replace("<!-- -->", "").contains('<') && !prose.contains("[link]("));
    assert!(prose.contains("&lt;script&gt;alert(1)") && prose.contains("\\[link\\](javascript"));
    assert!(!record.contains(['\u{1b}', '\u{7}', '\u{202e}']));
    // Three backticks in a name: the block has four.
    assert!(input.contains("\n````csv\n") && input.trim_end().ends_with("\n````"));
    // Every row of the table has its nine bars.
    let bars = |line: &str| line.replace("\\|", "").matches('|').count();
    let rows: Vec<usize> = between(&record, "## Options\n\n", "\n\n").lines().map(bars).collect();
    assert_eq!(rows, vec![9; NAMES.len() + 1 + 3]);
}

#[test]
fn a_decision_record_has_its_parts_in_order() {
    let record = record(TWO, &[]);
    let headings: Vec<&str> = record.lines().filter(|line| line.starts_with("## ")).collect();
    let expected = [
        "## Context",
        "## Options",
        "## Verdict",
        "## Consequences and assumptions",
        "## Break-evens",
        "## Prices and their dates",
        "## Input",
    ];
    assert_eq!(headings, expected);
    assert!(record.starts_with("# AWS Lambda or EC2: s.csv\n"));
    assert!(record.contains(" of s.csv are to run on AWS Lambda or on EC2 instances."), "{record}");
    let bold: Vec<&str> = record.lines().filter_map(|line| line.strip_prefix("**")).collect();
    assert!(bold.len() > 1 && bold.iter().all(|text| text.starts_with(char::is_uppercase)), "{bold:?}");
}

#[test]
fn a_large_scenario_shows_its_first_rows_and_counts_all() {
    let rows: String = (1..=60).map(|at| format!("Job {at},{at}M,120,1024,m7g.large,2\n")).collect();
    let page = page(&rows, &["--top", "30", "--portfolio"]);
    let body = between(&page, "<tbody>", "</tbody>");
    assert_eq!(body.matches("<tr>").count(), 30);
    let said = text(&page);
    assert!(said.contains("30 more workloads are not shown; the total counts all."));
    assert!(said.contains("The first 20 workloads of the table") && page.matches("<article").count() == 20);
    // One account for all: no workload has a break-even of its own.
    assert!(!said.contains("Where the cheaper side changes") && said.contains("all workloads share one account"));
    assert_eq!(page.matches("<svg ").count(), 2);
}

#[test]
fn options_that_are_not_possible_are_said() {
    let page = page("Long run,1000,1200000,1024,m7g.large,1\n", &[]);
    let said = text(&page);
    assert!(said.contains("Long run: only EC2 is possible"), "{said}");
    assert!(said.contains("Lambda: not possible:") && said.contains("Lambda not possible"));
}

#[test]
fn files_are_written_whole_or_not_at_all() {
    let folder = case(TWO);
    let said = report(&folder, &["-o", "r.html", "-o", "r.pdf"], 2);
    assert!(said.contains("-o r.pdf: unknown extension; use .html or .md"), "{said}");
    report(&folder, &["-o", "s.csv"], 2);
    report(&folder, &["-o", "./r.html", "-o", "none/r.md"], 1);
    fs::write(folder.path().join("s.csv"), format!("{HEADING}A,x,120,1024,m7g.large,2\n")).unwrap();
    report(&folder, &["-o", "r.html"], 3);
    fs::write(folder.path().join("s.csv"), format!("{HEADING}A,1M,120,1024,c4.2xlarge,2\n")).unwrap();
    report(&folder, &["-o", "r.html", "--region", "ap-east-2"], 4);
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["s.csv"]);
}

#[test]
fn a_scenario_may_come_from_standard_input_and_a_page_go_to_standard_output() {
    let folder = case(TWO);
    let rows = format!("{HEADING}A,1M,120,1024,m7g.large,2\n");
    let output = command(folder.path()).args(["report", "-", "-o", "-"]).write_stdin(rows).output().unwrap();
    let page = String::from_utf8(output.stdout).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    assert!(text(&page).contains("A,1M,120,1024,m7g.large,2"));
}
