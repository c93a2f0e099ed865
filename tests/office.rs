//! Slides and workbooks: well-formed, the same on every run, their data what the CSV says, and hostile names as text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use assert_cmd::Command;
use roxmltree::{Document, Node};
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::Output;
use tempfile::TempDir;

const CHECKOUT: &str =
    "name,requests_per_month,duration_ms,memory_mb,instance_type\nCheckout API,50M,120,1024,m7g.large\n";

/// Names that mean something to a spreadsheet, to XML, to a terminal or to a reader's eye.
const HOSTILE: [&str; 9] = [
    "<script>alert(1)</script>",
    "]]> & 'single' and ampersand",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "https://example.com/?a=1&b=2",
    "a\u{202e}b\u{7}c\u{1b}[31md",
    "결제 서비스 🛒",
    "خدمة الدفع",
    "_x0041_ \u{fffe}end",
];

fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_costcalc")).current_dir(folder).args(args).output().unwrap()
}

fn done(folder: &Path, args: &[&str]) {
    let output = run(folder, args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A folder with a scenario of hostile names, one of them of ten thousand characters.
fn hostile() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = csv::Writer::from_path(folder.path().join("scenario.csv")).unwrap();
    writer.write_record(["name", "requests_per_month", "duration_ms", "memory_mb", "instance_type"]).unwrap();
    let long = "long ".repeat(2_000);
    for (at, name) in HOSTILE.iter().copied().chain([long.trim_end()]).enumerate() {
        writer.write_record([name, &format!("{}M", (at + 1) * 9), "120", "1024", "m7g.large"]).unwrap();
    }
    writer.flush().unwrap();
    folder
}

/// The parts of an archive by their paths; a workbook within it is one of them.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        parts.insert(file.name().unwrap().into_owned(), content);
    }
    parts
}

fn file(folder: &Path, name: &str) -> BTreeMap<String, Vec<u8>> {
    parts(&std::fs::read(folder.join(name)).unwrap())
}

/// Parses every part, those of workbooks within it too.
fn check_well_formed(parts: &BTreeMap<String, Vec<u8>>) {
    for (path, bytes) in parts {
        if path.ends_with(".xlsx") {
            check_well_formed(&self::parts(bytes));
        } else if path.ends_with(".png") {
            assert!(bytes.starts_with(b"\x89PNG\r\n"), "{path}");
        } else {
            let text = std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
            Document::parse(text).unwrap_or_else(|error| panic!("{path}: {error}"));
            let forbidden =
                |c: char| (c.is_control() && !"\t\n\r".contains(c)) || ('\u{202a}'..='\u{202e}').contains(&c);
            assert!(!text.contains(forbidden), "{path} has a raw control character");
        }
    }
}

fn text_of(node: Node<'_, '_>, tag: &str) -> String {
    let texts = node.descendants().filter(|node| node.has_tag_name_of(tag));
    texts.filter_map(|node| node.text().map(str::to_owned)).collect::<Vec<String>>().join(" ")
}

trait Tag {
    fn has_tag_name_of(&self, name: &str) -> bool;
}

impl Tag for Node<'_, '_> {
    /// Whether the element has that name in whichever namespace.
    fn has_tag_name_of(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

/// The cells of a workbook's sheet by their names; numbers and texts as they are written.
fn cells(workbook: &BTreeMap<String, Vec<u8>>, sheet: usize) -> BTreeMap<String, String> {
    let read = |path: &str| workbook.get(path).map(|bytes| String::from_utf8(bytes.clone()).unwrap());
    let strings = read("xl/sharedStrings.xml").unwrap_or_else(|| "<sst/>".to_owned());
    let strings = Document::parse(&strings).unwrap();
    let strings: Vec<String> =
        strings.descendants().filter(|node| node.has_tag_name_of("si")).map(|node| text_of(node, "t")).collect();
    let xml = read(&format!("xl/worksheets/sheet{sheet}.xml")).unwrap();
    let xml = Document::parse(&xml).unwrap();
    let cells = xml.descendants().filter(|node| node.has_tag_name_of("c"));
    let cell = |node: Node<'_, '_>| {
        let value = text_of(node, "v");
        let shared = node.attribute("t") == Some("s");
        let value = if shared { strings[value.parse::<usize>().unwrap()].clone() } else { value };
        (node.attribute("r").unwrap().to_owned(), value)
    };
    cells.map(cell).collect()
}

#[test]
fn a_deck_says_what_the_charts_say() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("scenario.csv"), CHECKOUT).unwrap();
    done(folder.path(), &["chart", "scenario.csv", "-o", "deck.pptx"]);
    done(folder.path(), &["chart", "breakeven", "scenario.csv", "-o", "-", "-o", "one.pptx"]);
    let deck = file(folder.path(), "deck.pptx");
    check_well_formed(&deck);
    let slide = |number: usize| String::from_utf8(deck[&format!("ppt/slides/slide{number}.xml")].clone()).unwrap();
    // All workloads first: the summary, bars, components; then break-even, map, tornado, memory, profile. Demand does
    // not grow: there is no slide of it.
    assert_eq!(deck.keys().filter(|path| path.starts_with("ppt/slides/slide")).count(), 8);
    assert!(slide(1).contains("<a:tbl>") && slide(1).contains("Checkout API"));
    assert!(slide(4).contains("Lambda is cheaper below"), "{}", slide(4));
    assert!((2..=8).all(|number| slide(number).contains("drawingml/2006/chart\" r:id")));
    // Charts are no pictures; a map's areas lie in one below it.
    let pictures: Vec<&String> = deck.keys().filter(|path| path.contains("media")).collect();
    assert_eq!(pictures, ["ppt/media/image5.png"]);
    let (areas, chart) = (slide(5).find("<p:pic>").unwrap(), slide(5).find("drawingml/2006/chart\" r:id").unwrap());
    assert!(areas < chart && slide(5).contains("descr=\"Areas: Lambda is cheaper, EC2 is cheaper\""), "{}", slide(5));
    let notes = String::from_utf8(deck["ppt/notesSlides/notesSlide4.xml"].clone()).unwrap();
    assert!(notes.contains("cpu_ms not given: the whole duration counts as CPU work") && notes.contains("2026-10-01"));
    let one = file(folder.path(), "one.pptx");
    assert_eq!(one.keys().filter(|path| path.starts_with("ppt/slides/slide")).count(), 1);
}

#[test]
fn the_summary_says_what_choosing_saves() {
    // Frozen prices: 10M requests of 0.1 GB-s at 0.00002 + 0.0000002 are $22.00 on Lambda, 50M are $110.00; an m1t.large is
    // $75.00: $22 + $75 where all are $132.00 or $150.00.
    let folder = tempfile::tempdir().unwrap();
    let head = "name,region,requests_per_month,duration_ms,memory_mb,instance_type,instance_count,invocation";
    let row = |name: &str, volume: &str| format!("{name},test-region-1,{volume},100,1024,m1t.large,1,async\n");
    let rows = row("Checkout", "10M") + &row("Search", "50M");
    std::fs::write(folder.path().join("scenario.csv"), format!("{head}\n{rows}")).unwrap();
    let frozen = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pricing/frozen");
    done(folder.path(), &["chart", "scenario.csv", "-o", "deck.pptx", "--pricing", frozen]);
    let slide = String::from_utf8(file(folder.path(), "deck.pptx")["ppt/slides/slide1.xml"].clone()).unwrap();
    let title = "Both workloads cost $97.00 a month, each on its cheaper side, $35.00 less than all on Lambda and $53.00 less than \
                 all on EC2";
    assert!(slide.contains(title), "{slide}");
}

#[test]
fn the_summary_marks_workloads_whose_choice_is_open() {
    // As in tests/reservations.rs: of the triangle up to 10,000M nearly all is cheaper on EC2, of 1M nothing.
    let folder = tempfile::tempdir().unwrap();
    let rows = "name,requests_per_month,duration_ms,memory_mb\nA,1M..1M..10B,100,512\nB,1M,100,512\n";
    std::fs::write(folder.path().join("scenario.csv"), rows).unwrap();
    done(folder.path(), &["chart", "scenario.csv", "-o", "deck.pptx"]);
    let slide = String::from_utf8(file(folder.path(), "deck.pptx")["ppt/slides/slide1.xml"].clone()).unwrap();
    let document = Document::parse(&slide).unwrap();
    let texts = document.descendants().filter(|node| node.has_tag_name_of("t")).filter_map(|node| node.text());
    let choices: Vec<&str> = texts.filter(|text| ["Lambda", "Lambda; open"].contains(text)).collect();
    // Both save the same: they stand in the order of the file.
    assert_eq!(choices, ["Lambda; open", "Lambda"]);
}

#[test]
fn slides_of_one_workload_name_the_one_that_costs_most() {
    let folder = tempfile::tempdir().unwrap();
    // Each request costs the same on Lambda: of the two workloads that cost most the first counts.
    let rows =
        "name,requests_per_month,duration_ms,memory_mb\nSmall,1M,120,1024\nLarge,5M,120,1024\nAlike,5M,120,1024\n";
    std::fs::write(folder.path().join("scenario.csv"), rows).unwrap();
    done(folder.path(), &["chart", "scenario.csv", "-o", "deck.pptx"]);
    done(folder.path(), &["chart", "scenario.csv", "--workload", "Small", "-o", "small.pptx"]);
    done(folder.path(), &["chart", "tornado", "scenario.csv", "-o", "one.pptx"]);
    let part = |deck: &str, part: &str| String::from_utf8(file(folder.path(), deck)[part].clone()).unwrap();
    for number in 4..=8 {
        let slide = |deck: &str| part(deck, &format!("ppt/slides/slide{number}.xml"));
        assert!(slide("deck.pptx").contains("<a:t>Large: "), "{number}");
        assert!(slide("small.pptx").contains("<a:t>Small: "), "{number}");
        // The subtitle does not say it again; a chart is described by its title.
        let names = slide("deck.pptx").matches("Large").count();
        assert_eq!(names, 1 + slide("deck.pptx").matches("descr=\"Large: ").count(), "{number}");
    }
    let notes = part("deck.pptx", "ppt/notesSlides/notesSlide1.xml");
    assert!(notes.contains("Slides of one workload show Large, which costs most where each is on its cheaper side."));
    assert!(part("small.pptx", "ppt/notesSlides/notesSlide1.xml").contains("Slides of one workload show Small."));
    // A single kind shows the first one, as pictures do.
    assert!(part("one.pptx", "ppt/slides/slide1.xml").contains("<a:t>Small: "));
}

#[test]
fn a_long_title_is_whole_on_its_slide() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "name,requests_per_month,duration_ms,memory_mb,memory_used_mb\nA,5M..12M..60M,80..200,1024,300\n\
                B,20M..40M,30..50,512,200\n";
    std::fs::write(folder.path().join("scenario.csv"), rows).unwrap();
    done(folder.path(), &["compare", "scenario.csv", "--export", "deck.pptx"]);
    let slide = String::from_utf8(file(folder.path(), "deck.pptx")["ppt/slides/slide1.xml"].clone()).unwrap();
    assert!(slide.contains(" less than all on EC2; over all of the ranges the choice for 1 of 2 is open<"), "{slide}");
}

#[test]
fn every_chart_has_the_data_of_its_workbook() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("scenario.csv"), CHECKOUT).unwrap();
    done(folder.path(), &["chart", "scenario.csv", "-o", "deck.pptx"]);
    let deck = file(folder.path(), "deck.pptx");
    let mut compared = 0;
    for (path, bytes) in deck.iter().filter(|(path, _)| path.starts_with("ppt/charts/chart")) {
        assert!(!String::from_utf8_lossy(bytes).contains("<c:v>-0</c:v>"), "{path}");
        let number: String = path.chars().filter(char::is_ascii_digit).collect();
        let data = cells(&parts(&deck[&format!("ppt/embeddings/Microsoft_Excel_Sheet{number}.xlsx")]), 1);
        let text = String::from_utf8(bytes.clone()).unwrap();
        let chart = Document::parse(&text).unwrap();
        for reference in chart.descendants().filter(|node| node.has_tag_name_of("numRef")) {
            let range = text_of(reference, "f");
            let (column, first) = range.trim_start_matches("Data!$").split_once("$2:").map(|(c, _)| (c, 2)).unwrap();
            for point in reference.descendants().filter(|node| node.has_tag_name_of("pt")) {
                let row = first + point.attribute("idx").unwrap().parse::<usize>().unwrap();
                let cached: f64 = text_of(point, "v").parse().unwrap();
                let cell: f64 = data[&format!("{column}{row}")].parse().unwrap();
                assert_eq!(cached, cell, "{path} {range} {row}");
                compared += 1;
            }
        }
    }
    assert!(compared > 1_000, "{compared}");
}

#[test]
fn the_same_scenario_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("scenario.csv"), CHECKOUT).unwrap();
    for name in ["one", "two"] {
        let (deck, book) = (format!("{name}.pptx"), format!("{name}.xlsx"));
        done(folder.path(), &["compare", "scenario.csv", "--export", &deck, "--export", &book]);
    }
    let read = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    assert_eq!(read("one.pptx"), read("two.pptx"));
    assert_eq!(read("one.xlsx"), read("two.xlsx"));
}

#[test]
fn a_workbook_holds_the_numbers_of_the_csv() {
    let folder = hostile();
    done(folder.path(), &["compare", "scenario.csv", "--export", "out.xlsx", "--export", "out.csv"]);
    let workbook = file(folder.path(), "out.xlsx");
    check_well_formed(&workbook);
    let sheet = cells(&workbook, 1);
    let mut reader = csv::Reader::from_path(folder.path().join("out.csv")).unwrap();
    let headings = reader.headers().unwrap().clone();
    let letters = ["A", "B", "C", "D", "E", "F", "G", "H"];
    for (at, letter) in letters.iter().enumerate() {
        assert_eq!(sheet[&format!("{letter}1")], headings[at]);
    }
    let mut rows = 0;
    for (row, record) in reader.records().map(Result::unwrap).enumerate() {
        for (at, letter) in letters.iter().enumerate().filter(|(at, _)| matches!(at, 2 | 3 | 4 | 6 | 7)) {
            let cell: f64 = sheet[&format!("{letter}{}", row + 2)].parse().unwrap();
            assert_eq!(cell, record[at].parse::<f64>().unwrap(), "{letter}{row}");
        }
        rows += 1;
    }
    assert_eq!(rows, HOSTILE.len() + 1);
    // By hand: 9 million requests at $0.20 a million are $1.80 (AWS Lambda pricing, us-east-1, 2026-10).
    let items = cells(&workbook, 2);
    let requests = (2..).find(|row| items[&format!("C{row}")] == "requests").unwrap();
    assert_eq!((items[&format!("A{requests}")].as_str(), items[&format!("K{requests}")].as_str()), (HOSTILE[0], "1.8"));
}

#[test]
fn hostile_names_are_text_in_workbooks() {
    let folder = hostile();
    done(folder.path(), &["compare", "scenario.csv", "--export", "compare.xlsx"]);
    done(folder.path(), &["breakeven", "scenario.csv", "--export", "breakeven.xlsx"]);
    for name in ["compare.xlsx", "breakeven.xlsx"] {
        let workbook = file(folder.path(), name);
        check_well_formed(&workbook);
        for (path, bytes) in workbook.iter().filter(|(path, _)| path.starts_with("xl/worksheets/")) {
            let text = String::from_utf8(bytes.clone()).unwrap();
            let sheet = Document::parse(&text).unwrap();
            let none = |tag: &str| !sheet.descendants().any(|node| node.has_tag_name_of(tag));
            assert!(none("f") && none("hyperlink"), "{name} {path} has a formula or a link");
        }
        let sheet = cells(&workbook, 1);
        let names: Vec<&str> = sheet.values().map(String::as_str).collect();
        for name in HOSTILE.iter().filter(|name| !name.contains(['\u{202e}', '\u{fffe}', '_'])) {
            assert!(names.contains(name), "{name:?} is not a cell as it is");
        }
        assert!(names.contains(&"a\\u{202e}b\\u{7}c\\u{1b}[31md"), "controls are made visible");
    }
}

#[test]
fn hostile_names_are_text_on_slides() {
    let folder = hostile();
    done(folder.path(), &["chart", "scenario.csv", "-o", "deck.pptx"]);
    let deck = file(folder.path(), "deck.pptx");
    check_well_formed(&deck);
    let summary = String::from_utf8(deck["ppt/slides/slide1.xml"].clone()).unwrap();
    let document = Document::parse(&summary).unwrap();
    let texts: Vec<&str> =
        document.descendants().filter(|node| node.has_tag_name_of("t")).filter_map(|node| node.text()).collect();
    for name in [
        HOSTILE[0],
        HOSTILE[1],
        HOSTILE[2],
        HOSTILE[6],
        HOSTILE[7],
        "a\\u{202e}b\\u{7}c\\u{1b}[31md",
        "_x0041_ \\u{fffe}end",
    ] {
        assert!(texts.contains(&name), "{name:?} is not in {texts:?}");
    }
    assert!(texts.iter().all(|text| text.chars().count() < 400), "a long name is cut");
    for (path, bytes) in deck.iter().filter(|(path, _)| path.ends_with(".xlsx")) {
        // Formulas there are, of ours: sums and the lengths of a tornado's bars, never of a name.
        let workbook = parts(bytes);
        let text = String::from_utf8(workbook["xl/worksheets/sheet1.xml"].clone()).unwrap();
        let sheet = Document::parse(&text).unwrap();
        for formula in sheet.descendants().filter(|node| node.has_tag_name_of("f")).filter_map(|node| node.text()) {
            assert!(
                ["SUM(", "MIN(", "MAX(", "IF("].iter().any(|known| formula.starts_with(known)),
                "{path}: {formula}"
            );
        }
    }
}

#[test]
fn wrong_usage_is_said() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("scenario.csv"), CHECKOUT).unwrap();
    for (args, part) in [
        (&["chart", "scenario.csv", "-o", "a.svg"][..], "which kind of chart"),
        (&["chart", "scenario.csv", "-o", "a.pptx", "--size", "4:3"], "slides are 16:9"),
        (&["breakeven", "scenario.csv", "--export", "a.pptx"], "pictures and slides: costcalc chart"),
        (&["compare", "scenario.csv", "--export", "a.docx"], ".pdf or .pptx"),
    ] {
        let output = run(folder.path(), args);
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {err}");
        assert!(err.contains(part), "{args:?}: {err}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing was written");
}
