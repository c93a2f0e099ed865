//! How far each input moves the difference: bars around the difference as it is, stacked of what is on either side of
//! zero, so that each part has the color of the option that is cheaper there.
//!
//! The workbook holds the two ends of every bar; the lengths that are drawn are formulas over them.

use super::part::{CategoryAxis, NO_HEADING, ValueAxis, aligned, area_look, chart_space, layout, run};
use super::scatter::{own_words, shows};
use super::slide::{Mark, Picture, TextBox};
use super::table::{Cell, Table, letters};
use super::{Look, Room};
use crate::chart::draw::Area;
use crate::chart::wrap::Face;
use crate::chart::{Role, Tornado, TornadoBar};
use std::fmt::Write as _;

const IDS: (u32, u32) = (1001, 1002);

/// One of the stacked lengths: what is drawn of it.
struct Length {
    name: &'static str,
    /// Over the columns of the lower end (`L`), the upper one (`U`) and the width of a label (`W`).
    formula: &'static str,
    value: fn(f64, f64, f64) -> f64,
    fill: Option<Role>,
    /// Whose words stand in it: of the lower end or the upper one.
    words: Option<End>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Lower,
    Upper,
}

/// From zero to the left, then from zero to the right. Words stand beyond the ends of a bar.
const LENGTHS: [Length; 8] = [
    Length {
        name: "left: gap",
        formula: "=IF(U<0,MIN(U+W,0),0)",
        value: |_, u, w| if u < 0.0 { (u + w).min(0.0) } else { 0.0 },
        fill: None,
        words: None,
    },
    Length {
        name: "left: upper end's words",
        formula: "=IF(U<0,MAX(U,-W),0)",
        value: |_, u, w| if u < 0.0 { u.max(-w) } else { 0.0 },
        fill: None,
        words: Some(End::Upper),
    },
    Length {
        name: "EC2 is cheaper",
        formula: "=MIN(L,0)-MIN(U,0)",
        value: |l, u, _| l.min(0.0) - u.min(0.0),
        fill: Some(Role::Ec2),
        words: None,
    },
    Length {
        name: "left: lower end's words",
        formula: "=IF(L<=0,-W,0)",
        value: |l, _, w| if l <= 0.0 { -w } else { 0.0 },
        fill: None,
        words: Some(End::Lower),
    },
    Length {
        name: "right: gap",
        formula: "=IF(L>0,MAX(L-W,0),0)",
        value: |l, _, w| if l > 0.0 { (l - w).max(0.0) } else { 0.0 },
        fill: None,
        words: None,
    },
    Length {
        name: "right: lower end's words",
        formula: "=IF(L>0,MIN(L,W),0)",
        value: |l, _, w| if l > 0.0 { l.min(w) } else { 0.0 },
        fill: None,
        words: Some(End::Lower),
    },
    Length {
        name: "Lambda is cheaper",
        formula: "=MAX(U,0)-MAX(L,0)",
        value: |l, u, _| u.max(0.0) - l.max(0.0),
        fill: Some(Role::Lambda),
        words: None,
    },
    Length {
        name: "right: upper end's words",
        formula: "=IF(U>=0,W,0)",
        value: |_, u, w| if u >= 0.0 { w } else { 0.0 },
        fill: None,
        words: Some(End::Upper),
    },
];

/// The ends of a bar: the lower one, the upper one, and what to say of each.
fn ends(bar: &TornadoBar, base: f64) -> (f64, f64, String, String) {
    let known = || bar.ends.iter().flatten();
    let lower = known().map(|(value, _)| *value).fold(base, f64::min);
    let upper = known().map(|(value, _)| *value).fold(base, f64::max);
    // A value between the ends of the bar is told at the one that is nearer.
    let is_lower = |value: f64| value - lower < upper - value;
    let words = |low: bool| {
        let all: Vec<&str> =
            known().filter(|(value, _)| is_lower(*value) == low).map(|(_, words)| words.as_str()).collect();
        all.join(", ")
    };
    (lower, upper, words(true), words(false))
}

pub(super) fn picture(look: &Look<'_>, tornado: &Tornado, room: Room) -> (Picture, Vec<Mark>, Vec<TextBox>) {
    let palette = look.palette;
    let count = tornado.bars.len().max(1) as f64;
    let step = ((room.height() - 176.0) / count).min(96.0);
    let size = (step * 0.3).clamp(14.0, 21.0);
    let face = Face::regular(size);
    let most = room.width() * 0.3;
    let categories: Vec<String> = (tornado.bars.iter())
        .map(|bar| {
            let (name, note) = (look.shorten_name(&bar.name, face, most, 1), look.shorten(&bar.note, face, most, 1).0);
            format!("{name}\n{note}")
        })
        .collect();
    let widest = categories.iter().flat_map(|text| text.split('\n')).map(|text| look.fonts_width(text, face));
    let names = widest.fold(0.0, f64::max) + 34.0;
    let plot = Area::new(room.left + names, room.top + 80.0, room.right - 30.0, room.top + 80.0 + step * count);
    let frame = Area::new(room.left, room.top, room.right, (plot.bottom + 84.0).min(room.bottom));
    let axis = aligned(&tornado.axis, 8, look.locale);
    let span = axis.to - axis.from;
    let width = span * 62.0 / plot.width();

    let mut table = Table::default();
    let names = table.texts("Input", categories);
    let all: Vec<_> = tornado.bars.iter().map(|bar| ends(bar, tornado.base)).collect();
    let end = |at: usize| tornado.bars.iter().map(move |bar| bar.ends[at].as_ref().map(|(value, _)| *value));
    table.numbers("EC2 over Lambda at the lower value, USD a month", end(0));
    table.numbers("at the higher value", end(1));
    table.numbers("as it is", tornado.bars.iter().map(|_| Some(tornado.base)));
    let over_ends = |name: &'static str| move |row: usize| format!("={name}({}{row}:{}{row})", letters(1), letters(3));
    let computed = |table: &mut Table, heading: &str, formula: &dyn Fn(usize) -> String, values: Vec<f64>| {
        let cells = values.into_iter().enumerate().map(|(at, value)| Cell::Formula(formula(at + 2), value)).collect();
        table.push(heading, cells)
    };
    computed(&mut table, "Lower end", &over_ends("MIN"), all.iter().map(|one| one.0).collect());
    computed(&mut table, "Upper end", &over_ends("MAX"), all.iter().map(|one| one.1).collect());
    table.numbers("Width of words", all.iter().map(|_| Some(width)));
    let mut series = String::new();
    for (at, length) in LENGTHS.iter().enumerate() {
        let formula = |row: usize| {
            let cell = |column: usize| format!("{}{row}", letters(column));
            // Names of functions hold the letters too: only whole words of one letter are columns.
            replace_words(length.formula, &[('L', cell(4)), ('U', cell(5)), ('W', cell(6))])
        };
        let values: Vec<f64> = all.iter().map(|(lower, upper, ..)| (length.value)(*lower, *upper, width)).collect();
        let mut labels = String::new();
        if let Some(end) = length.words {
            for (row, (one, value)) in all.iter().zip(&values).enumerate() {
                let words = if end == End::Lower { &one.2 } else { &one.3 };
                if *value != 0.0 && !words.is_empty() {
                    let text = run(words, (size * 0.95).max(14.0), true, palette.ink);
                    labels.push_str(&own_words(row, &format!("<a:p>{text}</a:p>"), "ctr", (0.0, 0.0)));
                }
            }
        }
        if !labels.is_empty() {
            labels = format!("<c:dLbls>{labels}{}</c:dLbls>", shows(false, false));
        }
        let column = computed(&mut table, length.name, &formula, values);
        let look_of = length.fill.map_or_else(
            || "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>".to_owned(),
            |role| area_look(palette.fill_of(role, 1)),
        );
        let _ = write!(
            series,
            "<c:ser><c:idx val=\"{at}\"/><c:order val=\"{at}\"/>{}{look_of}<c:invertIfNegative val=\"0\"/>{labels}\
             <c:cat>{}</c:cat><c:val>{}</c:val></c:ser>",
            table.name_ref(column),
            table.text_ref(names),
            table.number_ref(column)
        );
    }
    let title_x =
        f64::midpoint(plot.left, plot.right) - look.fonts_width(&tornado.axis.title, Face::regular(20.0)) / 2.0;
    let value = ValueAxis {
        axis: &axis,
        ids: (IDS.1, IDS.0),
        side: "b",
        crosses: "max",
        grid: true,
        labels: true,
        title_at: Some((title_x, frame.bottom - 40.0)),
        most: 8,
        between: "between",
    };
    let plots = format!(
        "<c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"stacked\"/><c:varyColors val=\"0\"/>{series}\
         <c:gapWidth val=\"60\"/><c:overlap val=\"100\"/><c:axId val=\"{}\"/><c:axId val=\"{}\"/></c:barChart>{}{}",
        IDS.0,
        IDS.1,
        CategoryAxis { ids: IDS, side: "l", reversed: true, size }.xml(&palette),
        value.xml(frame, &palette, look.locale)
    );
    let place = |value: f64| plot.left + (value - axis.from) / span.max(f64::MIN_POSITIVE) * plot.width();
    let picture = Picture {
        frame,
        xml: chart_space(NO_HEADING, &layout(frame, plot, true), &plots, ""),
        table,
        name: "What each input does to the difference".to_owned(),
    };
    let base = place(tornado.base);
    let mark = Mark { from: (base, plot.top - 12.0), to: (base, plot.bottom), color: palette.accent };
    (picture, vec![mark], words(look, tornado, plot, place(0.0), base))
}

/// Which option is cheaper on which side of zero, and what the difference is as things are.
fn words(look: &Look<'_>, tornado: &Tornado, plot: Area, zero: f64, base: f64) -> Vec<TextBox> {
    let palette = look.palette;
    let mut boxes = Vec::new();
    let (face, top) = (Face::bold(22.0), plot.top - 80.0);
    let width = |text: &str| look.fonts_width(text, face) + 40.0;
    for (role, text) in Tornado::side_words(zero - plot.left, plot.right - zero, width) {
        let Some(text) = text else { continue };
        let (area, align) = match role {
            Role::Ec2 => (Area::new(zero - width(text), top, zero - 8.0, top + 36.0), "r"),
            _ => (Area::new(zero + 8.0, top, zero + width(text), top + 36.0), "l"),
        };
        boxes.push(TextBox { area, text: text.to_owned(), face, color: palette.ink_of(role), align });
    }
    let face = Face::bold(20.0);
    let half = look.fonts_width(&tornado.base_label, face) / 2.0 + 16.0;
    let middle = base.clamp(plot.left + half, (plot.right - half).max(plot.left + half));
    let area = Area::new(middle - half, plot.top - 46.0, middle + half, plot.top - 12.0);
    boxes.push(TextBox { area, text: tornado.base_label.clone(), face, color: palette.ink, align: "ctr" });
    boxes
}

/// Puts texts in the place of words of one letter.
fn replace_words(text: &str, words: &[(char, String)]) -> String {
    let all: Vec<char> = text.chars().collect();
    let letter = |at: Option<usize>| at.and_then(|at| all.get(at)).is_some_and(char::is_ascii_alphabetic);
    let mut out = String::new();
    for (at, c) in all.iter().enumerate() {
        let alone = !letter(at.checked_sub(1)) && !letter(Some(at + 1));
        match words.iter().find(|(word, _)| word == c).filter(|_| alone) {
            Some((_, other)) => out.push_str(other),
            None => out.push(*c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_add_up_to_the_ends() {
        // Stacked, negative lengths go left from zero and positive ones right: the part that is drawn must end where the
        // bar ends. By hand, for bars left of zero, across it and right of it, with words of width 2.
        for (lower, upper) in [(-9.0, -3.0), (-4.0, 5.0), (1.0, 7.0), (6.0, 6.0), (-1.0, 0.0)] {
            let drawn: Vec<f64> = LENGTHS.iter().map(|length| (length.value)(lower, upper, 2.0)).collect();
            let left: f64 = drawn[..3].iter().sum();
            let right: f64 = drawn[4..7].iter().sum();
            assert_eq!(left, f64::min(lower, 0.0), "{lower} {upper}: {drawn:?}");
            assert_eq!(right, f64::max(upper, 0.0), "{lower} {upper}: {drawn:?}");
            assert!(drawn[..4].iter().all(|one| *one <= 0.0) && drawn[4..].iter().all(|one| *one >= 0.0));
        }
    }

    #[test]
    fn every_end_is_told_at_the_nearer_end_of_its_bar() {
        let bar = |half: f64, double: f64| TornadoBar {
            name: String::new(),
            ends: [Some((half, "½×".to_owned())), Some((double, "2×".to_owned()))],
            note: String::new(),
        };
        let told = |half, double| {
            let (lower, upper, low, high) = ends(&bar(half, double), 108.0);
            (lower, upper, [low, high].join("|"))
        };
        assert_eq!(told(75.0, 173.0), (75.0, 173.0, "½×|2×".to_owned()));
        // Both lie below the difference as it is: twice is nearer to that, half at the other end.
        assert_eq!(told(-51.0, 102.0), (-51.0, 108.0, "½×|2×".to_owned()));
        // Half changes nothing: its place is the difference as it is.
        assert_eq!(told(108.0, 111.0), (108.0, 111.0, "½×|2×".to_owned()));
        assert_eq!(told(108.0, 108.0), (108.0, 108.0, "|½×, 2×".to_owned()));
    }

    #[test]
    fn formulas_name_cells() {
        let cells = [('L', "E2".to_owned()), ('U', "F2".to_owned()), ('W', "G2".to_owned())];
        assert_eq!(replace_words("=IF(U<0,MAX(U,-W),0)", &cells), "=IF(F2<0,MAX(F2,-G2),0)");
        assert_eq!(replace_words("=MIN(L,0)-MIN(U,0)", &cells), "=MIN(E2,0)-MIN(F2,0)");
    }
}
