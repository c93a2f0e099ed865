//! [`Style`]: how a picture looks: its size, colors and numbers.

use super::theme::{Palette, Rgb, Theme};
use crate::units::Locale;

/// Width and height, in pixels of the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

impl Size {
    /// A wide slide: 16:9.
    pub const WIDE: Size = Size { width: 1920, height: 1080 };
    /// An old slide: 4:3.
    pub const CLASSIC: Size = Size { width: 1440, height: 1080 };
    /// A square.
    pub const SQUARE: Size = Size { width: 1080, height: 1080 };

    /// The size of that name, `16:9`, `4:3`, `1:1` or `square`, or `WIDTHxHEIGHT` with 400 to 8,000 pixels each.
    #[must_use]
    pub fn parse(text: &str) -> Option<Size> {
        match text.trim() {
            "16:9" => Some(Size::WIDE),
            "4:3" => Some(Size::CLASSIC),
            "1:1" | "square" => Some(Size::SQUARE),
            other => {
                let (width, height) = other.split_once(['x', 'X', '×'])?;
                let side = |text: &str| text.trim().parse::<u32>().ok().filter(|side| (400..=8_000).contains(side));
                Some(Size { width: side(width)?, height: side(height)? })
            }
        }
    }
}

/// How a picture looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Its size.
    pub size: Size,
    /// Its colors.
    pub theme: Theme,
    /// A color of the user's own for what the eye should see first.
    pub accent: Option<Rgb>,
    /// How numbers are written.
    pub locale: Locale,
}

impl Style {
    /// A wide, light slide in English.
    pub const DEFAULT: Style = Style { size: Size::WIDE, theme: Theme::Light, accent: None, locale: Locale::ENGLISH };

    pub(super) const fn palette(&self) -> Palette {
        let mut palette = self.theme.palette();
        if let Some(accent) = self.accent {
            palette.accent = accent;
        }
        palette
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_names_or_sides() {
        assert_eq!(Size::parse("4:3"), Some(Size::CLASSIC));
        assert_eq!(Size::parse("800x600"), Some(Size { width: 800, height: 600 }));
        assert_eq!([Size::parse("10x10"), Size::parse("9999x1"), Size::parse("big")], [None; 3]);
    }
}
