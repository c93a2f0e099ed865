//! Names of any kind stay text: in charts of every kind, in the HTML report and in slides nothing of them is markup.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use costcalc::analysis::{Comparison, Totals, compare};
use costcalc::chart::kinds::{self, Line, Plane};
use costcalc::chart::{Chart, Fonts, Kind, Style, Subject, deck, svg};
use costcalc::cost::Settings;
use costcalc::pricebook::PriceBook;
use costcalc::report::{Detail, Handout, InputFile, Report, write_html};
use costcalc::scenario::{Context, read_str};
use proptest::prelude::*;
use roxmltree::Document;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

/// A workload that allows every kind of chart.
const SCENARIO: &str = "name,requests_per_month,duration_ms,memory_mb,instance_type,instance_count,growth_pct_per_month\n\
                        x,10M,100,1024,m7g.large,1,5\n";

/// Parts of names that mean something to a page, a picture, a terminal or a spreadsheet.
const PIECES: [&str; 16] = [
    "<script>alert(1)</script>",
    "]]>",
    "--><!--",
    "</style></title></text></svg>",
    "\" onload=\"alert(1)",
    "' x='",
    "&lt;&#60;&amp;&nbsp;",
    "\u{1b}[31m",
    "\u{202e}gpj",
    "\u{2067}",
    "\0\u{7}\u{b}\u{ffff}",
    "=cmd|'/c calc'!A1",
    "a\n\r\tb",
    "{{x}} ${y} `z`",
    "é",
    " ",
];

fn name() -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => "[ -~]{1,12}"];
    prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

/// A workload of that name, priced, with a chart of every kind.
struct Drawn {
    book: PriceBook,
    settings: Settings,
    comparison: Comparison,
    charts: Vec<Chart>,
}

impl Drawn {
    fn new(name: &str) -> Drawn {
        let book = PriceBook::current().unwrap();
        let settings = Settings::new(book.rules());
        let mut workload = read_str(SCENARIO, book.rules()).unwrap().workloads.remove(0);
        workload.name = name.to_owned();
        let comparison = compare(&book, workload, &settings).unwrap();
        let all = std::slice::from_ref(&comparison);
        let subject = Subject::new(&book, &settings, 1);
        let drawn = [
            kinds::compare(&subject, all),
            kinds::components(&subject, all),
            kinds::breakeven(&subject, &comparison, Line::VOLUME),
            kinds::map(&subject, &comparison, Plane::DEFAULT),
            kinds::memory(&subject, &comparison, &[], &Context::new(book.rules())),
            kinds::tornado(&subject, &comparison),
            kinds::profile(&subject, &comparison),
            kinds::growth(&subject, &comparison, 12),
        ];
        let charts: Vec<Chart> = drawn.into_iter().map(Result::unwrap).collect();
        assert!(Kind::ALL.iter().all(|kind| charts.iter().any(|chart| chart.kind == *kind)));
        Drawn { book, settings, comparison, charts }
    }

    /// The report, in which the name stands as the title, in the input and in a remark, too.
    fn page(&self) -> String {
        let Drawn { book, comparison, charts, .. } = self;
        let name = comparison.workload.name.as_str();
        let mut totals = Totals::default();
        totals.add(comparison).unwrap();
        let comparisons = std::slice::from_ref(comparison);
        let report = Report { book, settings: self.settings, portfolio: false, comparisons, totals: &totals };
        // Its lines are numbered, each with tags of its own.
        let line = name.replace(['\n', '\r'], "");
        let input = InputFile::new(name, line.as_bytes(), vec![format!("name={name}")]);
        let details = [Detail { comparison, runners: Vec::new(), charts: charts[2..].to_vec() }];
        let (charts, remarks) = (&charts[..2], &[name.to_owned()]);
        let handout = Handout { title: name, report, charts, details: &details, input: &input, remarks };
        write_html(&handout, &mut Fonts::new(None).unwrap()).unwrap()
    }

    /// Slides with a summary and two charts.
    fn slides(&self) -> Vec<u8> {
        let subject = Subject::new(&self.book, &self.settings, 1);
        let summary = kinds::summary(&subject, std::slice::from_ref(&self.comparison)).unwrap();
        deck(Some(&summary), &self.charts[..2], Style::DEFAULT, &mut Fonts::new(None).unwrap()).unwrap()
    }
}

/// That a text shows no control character and does not change the direction of what follows.
#[track_caller]
fn assert_harmless(what: &str, text: &str) {
    let harmful = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!text.contains(harmful), "{what}");
}

/// A well-formed picture of shapes and texts alone, without anything that runs or loads.
#[track_caller]
fn assert_picture(what: &str, picture: &str) {
    let document = Document::parse(picture).unwrap_or_else(|error| panic!("{what}: {error}\n{picture}"));
    let known = ["svg", "title", "desc", "text", "rect", "line", "polyline", "polygon", "circle"];
    for node in document.descendants().filter(|node| node.is_element()) {
        assert!(known.contains(&node.tag_name().name()), "{what}: {node:?}");
        let runs = |name: &str| name.starts_with("on") || name == "href" || name == "style";
        assert!(!node.attributes().any(|attribute| runs(attribute.name())), "{what}: {node:?}");
    }
    assert_harmless(what, picture);
}

/// A page without its pictures, each of which is one of its own.
fn without_pictures(page: &str) -> String {
    let mut rest = page.split("<svg");
    let mut text = rest.next().unwrap().to_owned();
    for part in rest {
        let (picture, after) = part.split_once("</svg>").unwrap();
        assert_picture("picture of the page", &format!("<svg{picture}</svg>"));
        text.push_str(after);
    }
    text
}

/// How often each tag stands in a page, its attributes' names included: what a name adds would be counted.
fn tags(page: &str) -> BTreeMap<String, usize> {
    let mut tags = BTreeMap::new();
    for tag in page.split('<').skip(1).map(|tag| tag.split_once('>').unwrap().0) {
        // Of what stands in quotes nothing counts.
        let bare: String = tag.split('"').step_by(2).collect();
        *tags.entry(bare).or_default() += 1;
    }
    tags
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn names_are_text_in_pictures_and_on_the_page(name in name()) {
        let (drawn, plain) = (Drawn::new(&name), Drawn::new("x"));
        let mut fonts = Fonts::new(None).unwrap();
        for chart in &drawn.charts {
            assert_picture(chart.kind.key(), &svg(chart, Style::DEFAULT, &mut fonts).unwrap());
        }
        let (page, plain) = (without_pictures(&drawn.page()), without_pictures(&plain.page()));
        assert_harmless("page", &page);
        prop_assert_eq!(tags(&page), tags(&plain));
    }
}

#[test]
fn names_are_text_on_slides() {
    let mut slides = zip::ZipArchive::new(Cursor::new(Drawn::new(&PIECES.concat()).slides())).unwrap();
    let mut parts = 0;
    for at in 0..slides.len() {
        let mut part = slides.by_index(at).unwrap();
        let file = part.name().unwrap().into_owned();
        if !file.ends_with(".xml") && !file.ends_with(".rels") {
            continue;
        }
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        assert_harmless(&file, &text);
        let document = Document::parse(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(!document.descendants().any(|node| node.tag_name().name() == "script"), "{file}");
        parts += usize::from(text.contains("alert(1)"));
    }
    assert!(parts > 1, "the name stands in {parts} parts");
}
