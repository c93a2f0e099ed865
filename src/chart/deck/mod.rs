//! [`deck`]: charts as slides of PowerPoint (ECMA-376, Office Open XML), native and editable: each has its data in a
//! workbook of its own, from which it is drawn.
//!
//! The parts are written by hand: a few small ones that are the same in every deck ([`frame`], [`notes`]), a slide for
//! each chart ([`slide`]) and a part with its workbook for every picture on it, one file a form of chart. A chart and its
//! workbook are made of one [`table`].

mod areas;
mod bars;
mod codes;
mod frame;
mod map;
mod notes;
mod package;
mod panels;
mod part;
mod scatter;
mod slide;
mod spots;
mod stacks;
mod summary;
mod table;
mod tornado;
mod xml;

use super::draw::Area;
use super::fonts::Fonts;
use super::wrap::{Face, fitting_name, wrap};
use super::{Body, Chart, ChartError, Palette, Style, Summary};
use crate::units::Locale;
use areas::Backdrop;
use package::{Package, Relationships};
use slide::{Picture, Slide, Texts};

/// A rectangle on a slide, in pixels of 1,920 by 1,080.
type Room = Area;

/// How slides look, and what text is measured in.
struct Look<'f> {
    palette: Palette,
    locale: Locale,
    fonts: &'f Fonts,
}

impl Look<'_> {
    fn fonts_width(&self, text: &str, face: Face) -> f64 {
        face.width(self.fonts, text)
    }

    /// A name that fits in so many lines, cut in the middle where it is too long.
    fn shorten_name(&self, name: &str, face: Face, width: f64, lines: usize) -> String {
        fitting_name(self.fonts, name, face, width, lines).into_owned()
    }

    /// A text that fits in so many lines, with an ellipsis where something had to go, and how many lines it takes.
    fn shorten(&self, text: &str, face: Face, width: f64, lines: usize) -> (String, usize) {
        let found = wrap(self.fonts, text, face, width, lines);
        if !found.last().is_some_and(|last| last.ends_with('…') && !text.ends_with('…')) {
            return (text.to_owned(), found.len());
        }
        // The text up to the end of its last line, with the breaks that it had.
        let mut end = 0;
        for line in &found {
            let line = line.trim_end_matches('…');
            end = text[end..].find(line).map_or(end, |at| end + at + line.len());
        }
        (format!("{}…", text[..end].trim_end()), found.len())
    }
}

const SLIDE: &str = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml";
const NOTES: &str = "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml";
const CHART: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
const THEME: &str = "application/vnd.openxmlformats-officedocument.theme+xml";

/// A deck: the summary, where there is one, then a slide a chart.
///
/// # Errors
/// [`ChartError::Convert`] where a part cannot be written.
pub fn deck(
    summary: Option<&Summary>,
    charts: &[Chart],
    style: Style,
    fonts: &mut Fonts,
) -> Result<Vec<u8>, ChartError> {
    let texts = summary.into_iter().flat_map(|one| one.rows.iter().map(|row| row.name.as_str()));
    fonts.prepare(texts.chain(charts.iter().flat_map(Chart::texts)));
    let look = Look { palette: style.palette(), locale: style.locale, fonts };
    let mut deck = Deck::default();
    if let Some(one) = summary {
        let slide = summary::slide(&look, one);
        deck.add(slide, &[], &notes_of(&one.title, &one.subtitle, &one.notes, &one.prices), "")?;
    }
    for chart in charts {
        let (slide, pictures) = chart_slide(&look, chart)?;
        let notes = notes_of(&chart.title, &chart.subtitle, &chart.notes, &chart.prices);
        deck.add(slide, &pictures, &notes, &format!("{}. {}", chart.title, chart.subtitle))?;
    }
    let title = summary.map(|one| one.title.as_str()).or(charts.first().map(|chart| chart.title.as_str()));
    deck.finish(&look, title.unwrap_or_default())
}

fn notes_of(title: &str, subtitle: &str, notes: &[String], prices: &str) -> Vec<String> {
    let mut all = vec![format!("{title}."), subtitle.to_owned()];
    all.extend(notes.iter().cloned());
    all.push(prices.to_owned());
    all.retain(|text| !text.is_empty());
    all
}

fn chart_slide(look: &Look<'_>, chart: &Chart) -> Result<(Slide, Vec<Picture>), ChartError> {
    let left_out = match &chart.body {
        Body::Bars(bars) => bars.left_out.as_str(),
        Body::Stacks(stacks) => stacks.left_out.as_str(),
        Body::Tornado(tornado) => tornado.left_out.as_str(),
        Body::Panels(_) | Body::Map(_) => "",
    };
    let foot = [left_out, &chart.foot].into_iter().filter(|text| !text.is_empty()).collect::<Vec<&str>>().join(" ");
    let texts = Texts { title: &chart.title, subtitle: &chart.subtitle, prices: &chart.prices, foot: &foot };
    let mut slide = Slide::new(look, &texts);
    let room = slide.room;
    let pictures = match &chart.body {
        Body::Panels(panels) => panels::pictures(look, panels, room),
        Body::Bars(bars) => vec![bars::picture(look, bars, room)],
        Body::Stacks(stacks) => vec![stacks::picture(look, stacks, room)],
        Body::Map(map) => {
            let map::Drawn { picture, plot, unnamed } = map::picture(look, map, room);
            slide.backdrop = Some(areas::backdrop(look, map, plot)?);
            areas::legend(look, &mut slide, &unnamed, room);
            vec![picture]
        }
        Body::Tornado(tornado) => {
            let (picture, marks, words) = tornado::picture(look, tornado, room);
            marks.iter().for_each(|mark| slide.mark(mark));
            words.iter().for_each(|words| slide.text_box(words));
            vec![picture]
        }
    };
    Ok((slide, pictures))
}

/// A deck under construction.
#[derive(Default)]
struct Deck {
    package: Package,
    presentation: Relationships,
    slides: Vec<String>,
    charts: usize,
}

impl Deck {
    /// Adds a slide with its charts, their workbooks, and notes.
    fn add(&mut self, mut slide: Slide, pictures: &[Picture], notes: &[String], about: &str) -> Result<(), ChartError> {
        let number = self.slides.len() + 1;
        let mut links = Relationships::default();
        links.add("slideLayout", "../slideLayouts/slideLayout1.xml");
        links.add("notesSlide", &format!("../notesSlides/notesSlide{number}.xml"));
        if let Some(Backdrop { area, png, about }) = slide.backdrop.take() {
            let file = format!("media/image{number}.png");
            self.package.add(&format!("ppt/{file}"), "", png, &Relationships::default());
            let id = links.add("image", &format!("../{file}"));
            slide.image(area, &id, &about);
        }
        for picture in pictures {
            self.charts += 1;
            let chart = self.charts;
            let workbook = format!("embeddings/Microsoft_Excel_Sheet{chart}.xlsx");
            let mut data = Relationships::default();
            data.add("package", &format!("../{workbook}"));
            let none = Relationships::default();
            self.package.add(&format!("ppt/{workbook}"), "", picture.table.workbook()?, &none);
            self.package.add(&format!("ppt/charts/chart{chart}.xml"), CHART, picture.xml.as_str(), &data);
            let id = links.add("chart", &format!("../charts/chart{chart}.xml"));
            slide.chart(picture, &id, about);
        }
        self.package.add(&format!("ppt/slides/slide{number}.xml"), SLIDE, slide.part(), &links);
        let mut links = Relationships::default();
        links.add("notesMaster", "../notesMasters/notesMaster1.xml");
        links.add("slide", &format!("../slides/slide{number}.xml"));
        self.package.add(&format!("ppt/notesSlides/notesSlide{number}.xml"), NOTES, notes::part(notes), &links);
        self.slides.push(self.presentation.add("slide", &format!("slides/slide{number}.xml")));
        Ok(())
    }

    fn finish(mut self, look: &Look<'_>, title: &str) -> Result<Vec<u8>, ChartError> {
        let theme = frame::theme(&look.palette, look.fonts.family());
        let none = Relationships::default();
        let mut master = Relationships::default();
        master.add("slideLayout", "../slideLayouts/slideLayout1.xml");
        master.add("theme", "../theme/theme1.xml");
        self.package.add(
            "ppt/slideMasters/slideMaster1.xml",
            "application/vnd.openxmlformats-officedocument.presentationml.slideMaster+xml",
            frame::master(&look.palette),
            &master,
        );
        let mut layout = Relationships::default();
        layout.add("slideMaster", "../slideMasters/slideMaster1.xml");
        self.package.add(
            "ppt/slideLayouts/slideLayout1.xml",
            "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml",
            frame::layout(),
            &layout,
        );
        let mut notes = Relationships::default();
        notes.add("theme", "../theme/theme2.xml");
        self.package.add(
            "ppt/notesMasters/notesMaster1.xml",
            "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml",
            notes::master(),
            &notes,
        );
        self.package.add("ppt/theme/theme1.xml", THEME, theme, &none);
        // Notes are printed: dark on white, whatever the slides are.
        let printed = frame::theme(&super::Theme::Light.palette(), look.fonts.family());
        self.package.add("ppt/theme/theme2.xml", THEME, printed, &none);
        let master = self.presentation.add("slideMaster", "slideMasters/slideMaster1.xml");
        let notes = self.presentation.add("notesMaster", "notesMasters/notesMaster1.xml");
        self.presentation.add("theme", "theme/theme1.xml");
        self.package.add(
            "ppt/presentation.xml",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
            frame::presentation(&master, &notes, &self.slides),
            &self.presentation,
        );
        self.package.add(
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
            frame::core_properties(title),
            &none,
        );
        let mut root = Relationships::default();
        root.add("officeDocument", "ppt/presentation.xml");
        root.add_full(
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "docProps/core.xml",
        );
        self.package.finish(&root)
    }
}
