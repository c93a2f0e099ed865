//! Charts as inline SVG that follow the page's theme: drawn light and dark, then put together. An element whose color
//! differs keeps the light one and gets a class; a rule for that class holds the dark one, on screens only.

use crate::chart::{Chart, ChartError, Fonts, Size, Style, Theme, svg};
use crate::terms::capitalized;
use maud::{Markup, PreEscaped, html};

/// Wider pictures have labels that are too small beside the page's text.
const SIZE: Size = Size::CLASSIC;

/// The charts of a page, and the colors that they turn to.
pub(super) struct Drawings<'f> {
    fonts: &'f mut Fonts,
    dark: DarkColors,
}

impl Drawings<'_> {
    pub(super) fn new(fonts: &mut Fonts) -> Drawings<'_> {
        Drawings { fonts, dark: DarkColors::default() }
    }

    /// Charts, each a figure of its own.
    ///
    /// # Errors
    /// [`ChartError`] where one cannot be drawn.
    pub(super) fn figures(&mut self, charts: &[Chart]) -> Result<Markup, ChartError> {
        let mut figures = Vec::with_capacity(charts.len());
        for chart in charts {
            let mut draw = |theme: Theme| svg(chart, Style { size: SIZE, theme, ..Style::DEFAULT }, self.fonts);
            let (light, dark) = (draw(Theme::Light)?, draw(Theme::Dark)?);
            let drawing = match self.dark.merged(&light, &dark) {
                Some(both) => html! { (PreEscaped(both)) },
                None => html! { div.light { (PreEscaped(light)) } div.dark { (PreEscaped(dark)) } },
            };
            figures.push(html! { figure { (drawing) figcaption { (capitalized(chart.kind.about())) } } });
        }
        Ok(html! { div.charts { @for figure in &figures { (figure) } } })
    }

    /// The rules for dark screens.
    pub(super) fn colors(&self) -> String {
        self.dark.rules()
    }
}

/// Colors of dark pictures by what they take the place of.
#[derive(Debug, Default)]
struct DarkColors {
    /// Property and color; a class is named after the place in this list.
    known: Vec<(&'static str, String)>,
}

impl DarkColors {
    /// Two drawings of one chart as one; `None` where they differ in more than colors.
    fn merged(&mut self, light: &str, dark: &str) -> Option<String> {
        let mut out = String::with_capacity(light.len() + light.len() / 8);
        let (mut lights, mut darks) = (light.split('<'), dark.split('<'));
        loop {
            match (lights.next(), darks.next()) {
                (None, None) => break,
                (Some(one), Some(other)) => {
                    if one == other {
                        out.push_str(one);
                    } else {
                        self.merge_tag(one, other, &mut out)?;
                    }
                    out.push('<');
                }
                _ => return None,
            }
        }
        out.pop();
        Some(out)
    }

    /// A tag from its name on, and the text after it.
    fn merge_tag(&mut self, light: &str, dark: &str, out: &mut String) -> Option<()> {
        let (ours, theirs): (Vec<&str>, Vec<&str>) = (light.split('"').collect(), dark.split('"').collect());
        if ours.len() != theirs.len() {
            return None;
        }
        let mut classes: Vec<String> = Vec::new();
        for (at, (one, other)) in ours.iter().zip(&theirs).enumerate() {
            if one == other {
                continue;
            }
            // The first one stands behind the tag's name.
            let attribute = if at % 2 == 1 { ours[at - 1].rsplit(' ').next().unwrap_or_default() } else { "" };
            let property = ["fill", "stroke"].into_iter().find(|name| attribute.strip_suffix('=') == Some(name))?;
            if !(is_color(one) && is_color(other)) {
                return None;
            }
            classes.push(self.class(property, other));
        }
        let (name, rest) = light.split_once(' ')?;
        out.push_str(&format!("{name} class=\"{}\" {rest}", classes.join(" ")));
        Some(())
    }

    fn class(&mut self, property: &'static str, color: &str) -> String {
        let color = color.to_ascii_lowercase();
        let at = self.known.iter().position(|known| known.0 == property && known.1 == color).unwrap_or_else(|| {
            self.known.push((property, color));
            self.known.len() - 1
        });
        format!("c{at}")
    }

    fn rules(&self) -> String {
        let rules: Vec<String> = (self.known.iter().enumerate())
            .map(|(at, (property, color))| format!(".c{at}{{{property}:{color}}}"))
            .collect();
        format!("@media screen and (prefers-color-scheme:dark){{{}}}\n", rules.join(""))
    }
}

fn is_color(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|c| c.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_that_differ_in_colors_become_one() {
        let mut colors = DarkColors::default();
        let light = "<svg w=\"1\">\n<rect x=\"1\" fill=\"#ffffff\" stroke=\"#111111\"/>\n<text fill=\"#222222\">a</text></svg>\n";
        let dark = "<svg w=\"1\">\n<rect x=\"1\" fill=\"#000000\" stroke=\"#EEEEEE\"/>\n<text fill=\"#222222\">a</text></svg>\n";
        let both = "<svg w=\"1\">\n<rect class=\"c0 c1\" x=\"1\" fill=\"#ffffff\" stroke=\"#111111\"/>\n\
                    <text fill=\"#222222\">a</text></svg>\n";
        assert_eq!(colors.merged(light, dark).as_deref(), Some(both));
        assert_eq!(
            colors.rules(),
            "@media screen and (prefers-color-scheme:dark){.c0{fill:#000000}.c1{stroke:#eeeeee}}\n"
        );
    }

    #[test]
    fn drawings_that_differ_in_more_stay_two() {
        let mut colors = DarkColors::default();
        for (light, dark) in [
            ("<a x=\"1\"/>", "<a x=\"2\"/>"),
            ("<a fill=\"#ffffff\"/>", "<a fill=\"none\"/>"),
            ("<a fill=\"#ffffff\"/>", "<b fill=\"#000000\"/>"),
            ("<a/>", "<a/><b/>"),
            ("<a>one</a>", "<a>two</a>"),
        ] {
            assert_eq!(colors.merged(light, dark), None, "{light} {dark}");
        }
    }
}
