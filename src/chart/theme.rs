//! [`Theme`]: the colors of a picture. Lambda is blue and EC2 orange in all of them: safe for the color-blind (after
//! Okabe and Ito, 2008), and the blue is the darker one on white, the orange the lighter one on black, so that they
//! stay apart in gray.

use super::Role;
use std::str::FromStr;

/// A color.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(
    /// Red.
    pub u8,
    /// Green.
    pub u8,
    /// Blue.
    pub u8,
);

impl Rgb {
    /// As `#rrggbb`.
    #[must_use]
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// A text that is no color.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("write a color as #rrggbb, such as #1f5fbf")]
pub struct BadColor;

impl FromStr for Rgb {
    type Err = BadColor;

    fn from_str(text: &str) -> Result<Rgb, BadColor> {
        let digits = text.trim().trim_start_matches('#');
        if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(BadColor);
        }
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| BadColor);
        Ok(Rgb(part(0)?, part(2)?, part(4)?))
    }
}

/// What a picture stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Dark on white.
    Light,
    /// Light on near black.
    Dark,
    /// Dark on nothing, for slides with a light background of their own.
    Transparent,
}

impl Theme {
    /// Every theme.
    pub const ALL: [Theme; 3] = [Theme::Light, Theme::Dark, Theme::Transparent];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::Transparent => "transparent",
        }
    }

    /// The colors.
    #[must_use]
    pub const fn palette(self) -> Palette {
        match self {
            Theme::Light | Theme::Transparent => LIGHT,
            Theme::Dark => DARK,
        }
    }
}

/// Colors by what they are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Behind everything.
    pub background: Rgb,
    /// Titles and labels.
    pub ink: Rgb,
    /// Subtitles, axes and the footer.
    pub muted: Rgb,
    /// Lines at labeled values.
    pub grid: Rgb,
    /// Lines between them.
    pub grid_minor: Rgb,
    /// What the eye should see first, unless the user chose otherwise.
    pub accent: Rgb,
    lambda: Shades,
    ec2: Shades,
    neutral: Shades,
}

/// Shades of one hue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shades {
    /// For text and lines.
    ink: Rgb,
    /// For areas, the strongest one first; neighbors differ in lightness.
    fills: [Rgb; 5],
    /// For wide areas behind other things.
    tint: Rgb,
    /// For wide areas of which one is to be told from the other in gray.
    area: Rgb,
}

const LIGHT: Palette = Palette {
    background: Rgb(255, 255, 255),
    ink: Rgb(22, 27, 38),
    muted: Rgb(84, 94, 112),
    grid: Rgb(222, 226, 233),
    grid_minor: Rgb(240, 242, 246),
    accent: Rgb(22, 27, 38),
    lambda: Shades {
        ink: Rgb(29, 87, 176),
        fills: [Rgb(29, 87, 176), Rgb(122, 170, 235), Rgb(66, 124, 212), Rgb(178, 207, 246), Rgb(210, 227, 251)],
        tint: Rgb(214, 228, 249),
        area: Rgb(176, 203, 243),
    },
    ec2: Shades {
        ink: Rgb(190, 84, 0),
        fills: [Rgb(232, 121, 22), Rgb(250, 196, 145), Rgb(181, 84, 6), Rgb(243, 158, 83), Rgb(252, 222, 194)],
        tint: Rgb(253, 230, 208),
        area: Rgb(254, 237, 220),
    },
    neutral: Shades {
        ink: Rgb(64, 72, 88),
        fills: [Rgb(43, 50, 64), Rgb(186, 192, 203), Rgb(104, 113, 129), Rgb(213, 217, 225), Rgb(158, 166, 179)],
        tint: Rgb(232, 235, 240),
        area: Rgb(232, 235, 240),
    },
};

const DARK: Palette = Palette {
    background: Rgb(17, 21, 30),
    ink: Rgb(242, 244, 248),
    muted: Rgb(166, 175, 190),
    grid: Rgb(50, 58, 74),
    grid_minor: Rgb(30, 36, 48),
    accent: Rgb(242, 244, 248),
    lambda: Shades {
        ink: Rgb(124, 176, 255),
        fills: [Rgb(70, 129, 226), Rgb(36, 76, 145), Rgb(140, 186, 255), Rgb(56, 104, 188), Rgb(25, 52, 102)],
        tint: Rgb(26, 46, 84),
        area: Rgb(20, 36, 68),
    },
    ec2: Shades {
        ink: Rgb(255, 178, 102),
        fills: [Rgb(255, 168, 84), Rgb(168, 90, 24), Rgb(255, 207, 158), Rgb(214, 125, 46), Rgb(112, 60, 16)],
        tint: Rgb(84, 52, 22),
        area: Rgb(108, 66, 26),
    },
    neutral: Shades {
        ink: Rgb(200, 207, 219),
        fills: [Rgb(222, 228, 236), Rgb(82, 91, 108), Rgb(150, 159, 175), Rgb(96, 104, 121), Rgb(58, 66, 82)],
        tint: Rgb(40, 47, 61),
        area: Rgb(40, 47, 61),
    },
};

impl Palette {
    const fn shades(&self, role: Role) -> &Shades {
        match role {
            Role::Lambda => &self.lambda,
            Role::Ec2 => &self.ec2,
            Role::Neutral => &self.neutral,
        }
    }

    /// For lines and text of a role.
    #[must_use]
    pub const fn ink_of(&self, role: Role) -> Rgb {
        self.shades(role).ink
    }

    /// For areas of a role, shade 0 being the strongest.
    #[must_use]
    pub const fn fill_of(&self, role: Role, shade: usize) -> Rgb {
        let fills = &self.shades(role).fills;
        fills[shade % fills.len()]
    }

    /// For words on a color: what stands out from it more, the background or the ink.
    #[must_use]
    pub fn on(&self, color: Rgb) -> Rgb {
        let [ink, background] = [self.ink, self.background].map(|one| contrast(one, color));
        if ink >= background { self.ink } else { self.background }
    }

    /// For wide areas of a role beside those of another one.
    #[must_use]
    pub const fn area_of(&self, role: Role) -> Rgb {
        self.shades(role).area
    }

    /// For wide areas of a role.
    #[must_use]
    pub const fn tint_of(&self, role: Role) -> Rgb {
        self.shades(role).tint
    }
}

/// Relative luminance and contrast after WCAG 2.2 (2023-10-05), "contrast ratio".
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let channel = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) }
    };
    let luminance = |c: Rgb| 0.2126 * channel(c.0) + 0.7152 * channel(c.1) + 0.0722 * channel(c.2);
    let (high, low) = (luminance(a).max(luminance(b)), luminance(a).min(luminance(b)));
    (high + 0.05) / (low + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_can_be_read_on_its_background() {
        // WCAG 2.2 AA: 4.5 for text, 3 for large text and for graphics that carry meaning.
        for theme in Theme::ALL {
            let palette = theme.palette();
            for color in [palette.ink, palette.muted, palette.ink_of(Role::Lambda), palette.ink_of(Role::Ec2)] {
                assert!(contrast(color, palette.background) >= 4.5, "{theme:?} {color:?}");
            }
            let fills = [Role::Lambda, Role::Ec2].map(|role| palette.fill_of(role, 0));
            // In gray the two sides still differ.
            assert!(contrast(fills[0], fills[1]) >= 1.8, "{theme:?}: {}", contrast(fills[0], fills[1]));
            // So do the segments that are large in most bills: what a side runs, what stands before it, what it logs.
            for side in fills {
                for shade in [0, 2] {
                    let other = palette.fill_of(Role::Neutral, shade);
                    assert!(contrast(side, other) >= 1.3, "{theme:?} {shade}: {}", contrast(side, other));
                }
            }
            let areas = [Role::Lambda, Role::Ec2].map(|role| palette.area_of(role));
            assert!(contrast(areas[0], areas[1]) >= 1.4, "{theme:?}: {}", contrast(areas[0], areas[1]));
            // Names of areas are large and bold.
            for role in [Role::Lambda, Role::Ec2, Role::Neutral] {
                assert!(contrast(palette.ink_of(role), palette.area_of(role)) >= 3.0, "{theme:?} {role:?}");
            }
        }
    }

    #[test]
    fn colors_are_read_as_people_write_them() {
        assert_eq!("#1F5fbf".parse(), Ok(Rgb(31, 95, 191)));
        assert_eq!("1f5fbf".parse(), Ok(Rgb(31, 95, 191)));
        assert!("red".parse::<Rgb>().is_err() && "#12345€".parse::<Rgb>().is_err());
    }
}
