//! The first slide: every workload in a table, the largest saving first.

use super::Look;
use super::slide::{Entry, Slide, Texts};
use crate::chart::draw::Area;
use crate::chart::wrap::Face;
use crate::chart::{Role, Summary};

const HEADINGS: [&str; 7] =
    ["Workload", "Lambda, USD a month", "EC2, USD a month", "Cheaper", "Saves a month", "", "Flips at"];

/// Figures stand right.
const ALIGN: [&str; 7] = ["l", "r", "r", "ctr", "r", "r", "r"];

pub(super) fn slide(look: &Look<'_>, summary: &Summary) -> Slide {
    let mut slide = Slide::new(
        look,
        &Texts { title: &summary.title, subtitle: &summary.subtitle, prices: &summary.prices, foot: &summary.foot },
    );
    let room = slide.room;
    let height = (room.height() / (summary.rows.len() + 1) as f64).min(84.0);
    let size = (height * 0.33).clamp(16.0, 25.0);
    let (regular, bold) = (Face::regular(size), Face::bold(size));
    let cells: Vec<[&str; 7]> = (summary.rows.iter())
        .map(|row| {
            let [lambda, ec2] = &row.costs;
            [&*row.name, lambda, ec2, &row.cheaper, &row.saving, &row.percent, &row.flips_at].map(|text| text)
        })
        .collect();
    let margins = 20.0;
    let widest = |column: usize| {
        let cells = cells.iter().map(|row| look.fonts_width(row[column], bold));
        cells.chain([look.fonts_width(HEADINGS[column], regular)]).fold(0.0, f64::max) * 1.05
            + margins
            + if column == 3 { 40.0 } else { 0.0 }
    };
    let mut widths: Vec<f64> = (0..HEADINGS.len()).map(widest).collect();
    let others: f64 = widths[1..].iter().sum();
    widths[0] = (room.width() - others).max(room.width() * 0.2);
    let name_room = (widths[0] - margins) * 0.96;
    let entry = |text: &str, bold: bool| Entry { text: text.to_owned(), size, bold, color: None };
    let mut rows: Vec<Vec<Entry>> = vec![HEADINGS.map(|text| entry(text, false)).into()];
    for (row, cells) in summary.rows.iter().zip(&cells) {
        let mut entries: Vec<Entry> = cells.iter().map(|text| entry(text, false)).collect();
        entries[0].text = look.shorten_name(cells[0], regular, name_room, 1);
        if let Some(winner) = row.winner {
            let cost = if winner == Role::Lambda { 1 } else { 2 };
            entries[cost].bold = true;
            entries[3].bold = true;
            entries[3].color = Some(look.palette.ink_of(winner));
        }
        rows.push(entries);
    }
    let area = Area::new(room.left, room.top + 6.0, room.right, room.top + 6.0 + height * rows.len() as f64);
    slide.table(look, &rows, &widths, &ALIGN, area);
    slide
}
