//! PDF: the SVG on a page of a slide's size, its text as text.

use super::ChartError;
use super::fonts::Fonts;
use super::vector::tree;
use krilla::Document;
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt as _, SvgSettings};

/// Points to a pixel: 1,920 pixels are the 13.33 inches of a slide.
const POINTS_PER_PIXEL: f32 = 0.5;

/// SVGs of [`svg`](super::svg) as PDF, each on a page of its own.
///
/// # Errors
/// [`ChartError::Convert`] where a page cannot be made, [`ChartError::Font`] where the user's own font cannot be put into it.
pub fn pdf(pages: &[&str], title: &str, fonts: &Fonts) -> Result<Vec<u8>, ChartError> {
    let failed = |why: &str| ChartError::convert("PDF", why);
    let mut document = Document::new();
    for svg in pages {
        let tree = tree(svg, fonts, "PDF")?;
        let (width, height) = (tree.size().width() * POINTS_PER_PIXEL, tree.size().height() * POINTS_PER_PIXEL);
        let settings = PageSettings::from_wh(width, height).ok_or_else(|| failed("the page has no size"))?;
        let size = Size::from_wh(width, height).ok_or_else(|| failed("the page has no size"))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        surface.draw_svg(&tree, size, SvgSettings::default()).ok_or_else(|| failed("the drawing has no size"))?;
        surface.finish();
        page.finish();
    }
    let creator = concat!("costcalc ", env!("CARGO_PKG_VERSION")).to_owned();
    document.set_metadata(Metadata::new().title(title.to_owned()).creator(creator));
    document.finish().map_err(|error| if fonts.has_own() { ChartError::Font } else { failed(&format!("{error:?}")) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A font without horizontal metrics: its glyphs can be drawn, but no part of it can be taken.
    #[test]
    fn a_damaged_font_of_the_users_is_named_as_the_cause() {
        let mut bytes = notosans::REGULAR_TTF.to_vec();
        let at = bytes.windows(4).position(|tag| tag == b"hhea").unwrap();
        let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        let (offset, length) = (number(at + 8), number(at + 12));
        bytes[offset..offset + length].fill(0);
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><text x="10" y="50" font-family="Noto Sans">A</text></svg>"#;
        let written = |own: Option<Vec<u8>>| pdf(&[svg], "A", &Fonts::new(own).unwrap());
        assert!(written(None).is_ok() && written(Some(notosans::REGULAR_TTF.to_vec())).is_ok());
        assert!(matches!(written(Some(bytes)), Err(ChartError::Font)));
    }
}
