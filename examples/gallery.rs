//! Every kind of chart with every theme and with inputs that are hard to draw, as pictures and as contact sheets to be
//! looked at:
//!
//!     cargo run --example gallery -- FOLDER
//!
//! The folder defaults to `target/gallery`. `sheet-*.png` hold up to twelve pictures each.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use costcalc::analysis::{Comparison, compare};
use costcalc::chart::kinds::{Line, Plane};
use costcalc::chart::{Chart, ChartError, Fonts, Kind, Size, Style, Subject, Theme, kinds, png, svg};
use costcalc::cost::Settings;
use costcalc::pricebook::PriceBook;
use costcalc::scenario::{self, Context};
use costcalc::units::Locale;
use std::fs;
use std::path::{Path, PathBuf};

/// A name and the rows of a scenario.
fn scenarios() -> Vec<(&'static str, String)> {
    let long =
        "customer-notification-fanout-eu-central-1-production-v2-with-a-name-of-two-hundred-characters-".repeat(2);
    let head = "name,requests_per_month,duration_ms,memory_mb,traffic\n";
    let mut sixty = String::from(head);
    for at in 0..60_u64 {
        let volume = 10_u64.pow((at % 7 + 3) as u32) * (at % 3 + 1);
        sixty.push_str(&format!("Service {at:02},{volume},{},{},daily\n", 20 + at * 7 % 900, 128 << (at % 5)));
    }
    vec![
        ("plain", format!("{head}Checkout API,50M,120,1024,\nProduct search,400M,40,512,\n")),
        (
            "scripts",
            format!(
                "{head}결제 알림 서비스 (서울),30M,110,1024,daily\nخدمة الدفع,80M,60,512,daily\n在庫チェック,5M,400,2048,daily\n\
                 🛵 delivery 🍜,200M,15,256,weekly\nПоиск товаров,90M,80,1024,office-hours\n"
            ),
        ),
        (
            "hostile",
            format!(
                "{head}\"<script>alert('x')</script> & ]]> \"\"quoted\"\"\",50M,120,1024,\n{long},60M,90,512,\n\
                 a\u{202e}b right-to-left override,1M,100,512,\n=cmd|'/c calc'!A1,2M,100,512,\n"
            ),
        ),
        ("sixty", sixty),
        (
            "extremes",
            "name,requests_per_month,duration_ms,memory_mb,instance_type,instance_count,invocation\n\
             One request,1,1,128,t4g.nano,1,async\nNothing at all,0,100,512,m5.large,1,async\n\
             A billion dollars,20000000000000,500,1024,,,\nTwenty minutes,100k,1200000,1024,,,\n"
                .to_owned(),
        ),
        ("many-flips", format!("{head}Steps,40M,120,1024,\n")),
        (
            "growth",
            "name,requests_per_month,duration_ms,memory_mb,memory_used_mb,growth_pct_per_month,migration_usd\n\
             Start-up API,4M,90,1024,250,8,3000\nDoubling,100k,90,1024,250,60,500\n"
                .to_owned(),
        ),
        (
            "one-side",
            "name,requests_per_month,duration_ms,memory_mb,traffic\nA long run,200,1200000,2048,nightly\n".to_owned(),
        ),
        (
            "week",
            "name,requests_per_month,duration_ms,memory_mb,traffic,front_door,response_kb,purchase\n\
             Portal,300M,60,512,office-hours,http-api,12,compute-sp-1y\n"
                .to_owned(),
        ),
    ]
}

struct Gallery {
    book: PriceBook,
    settings: Settings,
    fonts: Fonts,
    folder: PathBuf,
    drawings: Vec<String>,
}

impl Gallery {
    fn charts(&self, comparisons: &[Comparison], locale: Locale) -> Vec<Result<Chart, ChartError>> {
        let subject = Subject { locale, ..Subject::new(&self.book, &self.settings, 1) };
        let context = Context::new(self.book.rules());
        let one = &comparisons[0];
        Kind::ALL
            .into_iter()
            .map(|kind| match kind {
                Kind::Breakeven => kinds::breakeven(&subject, one, Line::VOLUME),
                Kind::Compare => kinds::compare(&subject, comparisons),
                Kind::Components => kinds::components(&subject, comparisons),
                Kind::Map => kinds::map(&subject, one, Plane::DEFAULT),
                Kind::Memory => kinds::memory(&subject, one, &[], &context),
                Kind::Tornado => kinds::tornado(&subject, one),
                Kind::Profile => kinds::profile(&subject, one),
                Kind::Growth => kinds::growth(&subject, one, 36),
            })
            .collect()
    }

    fn draw(&mut self, chart: &Chart, style: Style, name: &str) {
        let drawing = svg(chart, style, &mut self.fonts).expect("every chart can be drawn");
        let picture = png(&drawing, &self.fonts, 1).expect("every drawing has pixels");
        fs::write(self.folder.join(format!("{name}.png")), picture).expect("the folder can be written to");
        fs::write(self.folder.join(format!("{name}.svg")), &drawing).expect("the folder can be written to");
        self.drawings.push(drawing);
    }

    /// Twelve pictures on a sheet, three by four.
    fn sheets(&self) {
        for (at, page) in self.drawings.chunks(12).enumerate() {
            let mut sheet = String::from(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1980\" height=\"1520\" viewBox=\"0 0 1980 1520\">\
                 <rect width=\"1980\" height=\"1520\" fill=\"#8a9bb0\"/>",
            );
            for (place, drawing) in page.iter().enumerate() {
                let (x, y) = (10 + place % 3 * 658, 10 + place / 3 * 377);
                let inner = drawing.split_once("viewBox").expect("it has a view box").1;
                sheet.push_str(&format!("<svg x=\"{x}\" y=\"{y}\" width=\"648\" height=\"367\" viewBox{inner}"));
            }
            sheet.push_str("</svg>");
            let picture = png(&sheet, &self.fonts, 1).expect("a sheet has pixels");
            fs::write(self.folder.join(format!("sheet-{:02}.png", at + 1)), picture)
                .expect("the folder can be written to");
        }
    }
}

fn main() {
    let folder = std::env::args().nth(1).map_or_else(|| Path::new("target").join("gallery"), PathBuf::from);
    fs::create_dir_all(&folder).expect("the folder can be made");
    let book = PriceBook::current().expect("the book is readable");
    let settings = Settings::new(book.rules());
    let fonts = Fonts::new(None).expect("the embedded fonts are fonts");
    let mut gallery = Gallery { book, settings, fonts, folder, drawings: Vec::new() };
    for (name, rows) in scenarios() {
        let workloads = scenario::read_str(&rows, gallery.book.rules()).expect("the scenario is sound").workloads;
        let priced = workloads.into_iter().map(|workload| compare(&gallery.book, workload, &gallery.settings));
        let comparisons: Vec<Comparison> = priced.collect::<Result<_, _>>().expect("every price is there");
        let styles: Vec<(&str, Style)> = match name {
            "plain" => {
                let themes = Theme::ALL.map(|theme| (theme.name(), Style { theme, ..Style::DEFAULT }));
                let sizes = [("classic", Size::CLASSIC), ("square", Size::SQUARE)];
                let sizes = sizes.map(|(name, size)| (name, Style { size, ..Style::DEFAULT }));
                let accent = Style { accent: "#d81b60".parse().ok(), theme: Theme::Dark, ..Style::DEFAULT };
                let german = Style { locale: Locale::of("de").unwrap_or(Locale::ENGLISH), ..Style::DEFAULT };
                themes.into_iter().chain(sizes).chain([("accent", accent), ("german", german)]).collect()
            }
            "hostile" => vec![("light", Style::DEFAULT), ("square", Style { size: Size::SQUARE, ..Style::DEFAULT })],
            _ => vec![("light", Style::DEFAULT)],
        };
        for (look, style) in styles {
            for (kind, chart) in Kind::ALL.into_iter().zip(gallery.charts(&comparisons, style.locale)) {
                match chart {
                    Ok(chart) => gallery.draw(&chart, style, &format!("{name}-{look}-{}", kind.key())),
                    Err(ChartError::Unusable(why)) => println!("{name}: no {} chart: {why}", kind.key()),
                    Err(error) => panic!("{name}: {}: {error}", kind.key()),
                }
            }
        }
    }
    gallery.sheets();
    println!("{} pictures in {}", gallery.drawings.len(), gallery.folder.display());
}
