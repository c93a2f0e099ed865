//! Charts into files: the look that was asked for, fonts, formats by extension.

use super::Streams;
use super::chart_args::LookArgs;
use super::exit::{Exit, Failure, Failures, words};
use crate::chart::{Chart, ChartError, Fonts, Rgb, Size, Style, Summary, deck, pdf, png, svg};
use crate::report;
use crate::units::Locale;
use std::path::Path;

/// A format of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PictureFormat {
    /// Shapes and text.
    Svg,
    /// Pixels.
    Png,
    /// A page.
    Pdf,
}

impl PictureFormat {
    pub(crate) const ALL: [PictureFormat; 3] = [PictureFormat::Svg, PictureFormat::Png, PictureFormat::Pdf];

    /// The extension of its files.
    pub(crate) const fn extension(self) -> &'static str {
        match self {
            PictureFormat::Svg => "svg",
            PictureFormat::Png => "png",
            PictureFormat::Pdf => "pdf",
        }
    }

    /// The format of that name.
    pub(crate) fn named(name: &str) -> Option<PictureFormat> {
        PictureFormat::ALL.into_iter().find(|format| name.trim().eq_ignore_ascii_case(format.extension()))
    }

    /// What `--all` writes where no formats are given.
    pub(crate) const OF_ALL: [PictureFormat; 2] = [PictureFormat::Svg, PictureFormat::Png];

    /// The format of a file by its extension.
    pub(crate) fn of(path: &Path) -> Option<PictureFormat> {
        path.extension().and_then(std::ffi::OsStr::to_str).and_then(PictureFormat::named)
    }
}

/// Whether a file is to hold slides, by its extension.
pub(crate) fn is_deck(path: &Path) -> bool {
    path.extension().and_then(std::ffi::OsStr::to_str).is_some_and(|extension| extension.eq_ignore_ascii_case("pptx"))
}

/// How pictures of a run look.
pub(crate) struct Look {
    pub(crate) style: Style,
    pub(crate) scale: u32,
    pub(crate) fonts: Fonts,
}

/// A font file larger than this is refused.
const MOST_FONT_BYTES: u64 = 64 << 20;

/// A picture of more pixels than this is refused: it takes half a gigabyte to draw.
const MOST_PIXELS: u64 = 64_000_000;

fn pixels(size: Size, scale: u32) -> u64 {
    u64::from(size.width * scale) * u64::from(size.height * scale)
}

impl Look {
    /// The look that options ask for.
    ///
    /// # Errors
    /// Wrong usage for a size, color or language that is none; bad input for a file that is no font.
    pub(crate) fn of(args: &LookArgs) -> Result<Look, Failure> {
        let usage = |option: &str, text: &str, why: &dyn std::fmt::Display| {
            Failure::new(Exit::Usage, format_args!("{option} {}: {why}", report::clean(text)))
        };
        let mut wrong = Failures::default();
        let size = args.size.as_deref().map(|text| {
            let how = "write 16:9, 4:3, 1:1, or WIDTHxHEIGHT with 400 to 8000 pixels each";
            Size::parse(text).ok_or_else(|| usage("--size", text, &how))
        });
        let accent =
            args.accent.as_deref().map(|text| text.parse::<Rgb>().map_err(|bad| usage("--accent", text, &bad)));
        let locale = Locale::of(&args.lang).ok_or_else(|| {
            let known: Vec<&str> = Locale::ALL.iter().map(|locale| locale.code).collect();
            usage("--lang", &args.lang, &format_args!("no number format is known; known are {}", known.join(", ")))
        });
        let (size, accent) = (wrong.take(size.transpose()), wrong.take(accent.transpose()));
        let (locale, fonts) = (wrong.take(locale), wrong.take(fonts(args.font.as_deref())));
        let (((size, accent), locale), fonts) = wrong.or(size.zip(accent).zip(locale).zip(fonts))?;
        let scale = args.scale.unwrap_or(1);
        let (size, theme) = (size.unwrap_or(Style::DEFAULT.size), args.theme.unwrap_or(Style::DEFAULT.theme));
        let most = (1..=scale).rev().find(|scale| pixels(size, *scale) <= MOST_PIXELS).unwrap_or(1);
        if most < scale {
            let why = format!(
                "a picture of {} x {} pixels is more than a program shows: use --scale {most}, or a smaller --size",
                size.width * scale,
                size.height * scale
            );
            return Err(usage("--scale", &scale.to_string(), &why));
        }
        Ok(Look { style: Style { size, theme, accent, locale }, scale, fonts })
    }

    /// A wide, light slide.
    pub(crate) fn plain() -> Result<Look, Failure> {
        Ok(Look { style: Style::DEFAULT, scale: 1, fonts: fonts(None)? })
    }

    /// A chart in a format.
    ///
    /// # Errors
    /// Bad input for a font that a PDF does not take; a fault where the picture cannot be made.
    pub(crate) fn render(&mut self, chart: &Chart, format: PictureFormat) -> Result<Vec<u8>, Failure> {
        let mut render = || -> Result<Vec<u8>, ChartError> {
            let drawing = svg(chart, self.style, &mut self.fonts)?;
            match format {
                PictureFormat::Svg => Ok(drawing.into_bytes()),
                PictureFormat::Png => png(&drawing, &self.fonts, self.scale),
                PictureFormat::Pdf => pdf(&[&drawing], &chart.title, &self.fonts),
            }
        };
        render().map_err(|error| match error {
            ChartError::Font => Failure::new(Exit::BadInput, format_args!("--font: {error}")),
            error => Failure::new(Exit::Fault, error),
        })
    }

    /// Charts as slides, a summary before them where there is one.
    ///
    /// # Errors
    /// A fault where the deck cannot be made.
    pub(crate) fn deck(&mut self, summary: Option<&Summary>, charts: &[Chart]) -> Result<Vec<u8>, Failure> {
        deck(summary, charts, self.style, &mut self.fonts).map_err(|error| Failure::new(Exit::Fault, error))
    }

    /// Says where a picture looks different on another machine, or has boxes in place of characters.
    pub(crate) fn warn(&self, streams: &mut Streams<'_>) {
        let list = |names: &mut dyn Iterator<Item = &'static str>| names.collect::<Vec<&str>>().join(", ");
        let borrowed = list(&mut self.fonts.borrowed());
        if !borrowed.is_empty() {
            let _ = writeln!(
                streams.err,
                "warning: {borrowed}: set in a font of this system; --font FILE makes pictures the same on every machine"
            );
        }
        let lacking = list(&mut self.fonts.lacking());
        if !lacking.is_empty() {
            let _ = writeln!(
                streams.err,
                "warning: {lacking}: no font here has these characters; give one with --font FILE"
            );
        }
    }
}

fn fonts(own: Option<&Path>) -> Result<Fonts, Failure> {
    use std::io::Read as _;
    let Some(path) = own else { return Fonts::new(None).map_err(|bad| Failure::new(Exit::Fault, bad)) };
    let name = path.display().to_string();
    let bad = |why: &dyn std::fmt::Display| {
        Failure::new(Exit::BadInput, format_args!("--font {}: {why}", report::clean(&name)))
    };
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(|error| bad(&words(&error)))?;
    let read = file.take(MOST_FONT_BYTES + 1).read_to_end(&mut bytes).map_err(|error| bad(&words(&error)))?;
    if read as u64 > MOST_FONT_BYTES {
        return Err(bad(&"it has more than 64 MiB"));
    }
    Fonts::new(Some(bytes)).map_err(|error| bad(&error))
}
