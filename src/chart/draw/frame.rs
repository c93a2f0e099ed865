//! What every picture has around it: the finding on top, what it is about below that, prices and version at the foot.

use super::super::wrap::{Face, wrap};
use super::super::{Chart, ChartError};
use super::canvas::{Anchor, Area, Canvas};

/// Space around everything.
const MARGIN: f64 = 64.0;

/// Lines of a long finding; a picture that is as high as it is wide has room for more, and less of it in each.
const MOST_TITLE_LINES: usize = 3;
const MOST_TALL_TITLE_LINES: usize = 5;

/// Lines of what stands against the verdict.
const MOST_FOOT_LINES: usize = 3;

/// Draws the frame and gives the room that is left for the picture.
pub(super) fn frame(canvas: &mut Canvas<'_>, chart: &Chart) -> Result<Area, ChartError> {
    let (unit, whole, palette) = (canvas.unit, canvas.whole(), canvas.palette);
    if canvas.style.theme != super::super::Theme::Transparent {
        canvas.rect(whole, palette.background)?;
    }
    let margin = MARGIN * unit;
    let width = whole.width() - 2.0 * margin;
    let mut y = 44.0 * unit;
    if canvas.style.accent.is_some() {
        canvas.rect(Area::new(margin, y, margin + 72.0 * unit, y + 8.0 * unit), palette.accent)?;
        y += 18.0 * unit;
    }
    let mut title = Face::bold(42.0 * unit);
    let mut lines = wrap(canvas.fonts, &chart.title, title, width, 3);
    if lines.len() > 2 {
        title = Face::bold(34.0 * unit);
        let most = if whole.height() < whole.width() { MOST_TITLE_LINES } else { MOST_TALL_TITLE_LINES };
        lines = wrap(canvas.fonts, &chart.title, title, width, most);
    }
    for line in lines {
        y += title.size * 1.22;
        canvas.text(&line, title, palette.ink, (margin, y - title.size * 0.22), Anchor::Start);
    }
    y += 10.0 * unit;
    let subtitle = Face::regular(23.0 * unit);
    for line in wrap(canvas.fonts, &chart.subtitle, subtitle, width, 2) {
        y += subtitle.size * 1.35;
        canvas.text(&line, subtitle, palette.muted, (margin, y - subtitle.size * 0.3), Anchor::Start);
    }
    let foot = Face::regular(17.0 * unit);
    let version = concat!("costcalc ", env!("CARGO_PKG_VERSION"));
    let version_width = canvas.width(version, foot);
    let mut bottom = whole.bottom - 34.0 * unit;
    canvas.text(version, foot, palette.muted, (whole.right - margin, bottom), Anchor::End);
    let lines = wrap(canvas.fonts, &chart.prices, foot, width - version_width - 40.0 * unit, 2);
    bottom -= foot.size * 1.35 * lines.len().saturating_sub(1) as f64;
    for (at, line) in lines.iter().enumerate() {
        let y = bottom + foot.size * 1.35 * at as f64;
        canvas.text(line, foot, palette.muted, (margin, y), Anchor::Start);
    }
    let mut bottom = bottom - foot.size - 20.0 * unit;
    let note = Face::regular(20.0 * unit);
    for line in wrap(canvas.fonts, &chart.foot, note, width, MOST_FOOT_LINES).iter().rev() {
        canvas.text(line, note, palette.muted, (margin, bottom - note.size * 0.1), Anchor::Start);
        bottom -= note.size * 1.3;
    }
    if !chart.foot.is_empty() {
        bottom -= 8.0 * unit;
    }
    Ok(Area::new(margin, y + 22.0 * unit, whole.right - margin, bottom))
}
