//! [`Fonts`]: what text is set in and how wide it is. The embedded Noto Sans comes first on every machine, so that the
//! same chart has the same bytes anywhere; a font of the user's own comes before it, and the system's fonts are looked
//! at only for characters that neither has.

use resvg::usvg::fontdb::{Database, Family, ID, Query, Source, Weight};
use rustybuzz::{Face, UnicodeBuffer};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, LazyLock};
use unicode_script::{Script, UnicodeScript};

/// The family that is embedded.
pub(super) const EMBEDDED: &str = "Noto Sans";

/// A font file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is no TrueType or OpenType font")]
pub struct BadFont;

/// Two weights are enough for a slide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Cut {
    /// For most text.
    Regular,
    /// For titles and labels.
    Bold,
}

impl Cut {
    pub(super) const fn weight(self) -> u16 {
        match self {
            Cut::Regular => 400,
            Cut::Bold => 700,
        }
    }
}

static REGULAR: LazyLock<Option<Face<'static>>> = LazyLock::new(|| Face::from_slice(notosans::REGULAR_TTF, 0));
static BOLD: LazyLock<Option<Face<'static>>> = LazyLock::new(|| Face::from_slice(notosans::BOLD_TTF, 0));

fn embedded(cut: Cut) -> Option<&'static Face<'static>> {
    match cut {
        Cut::Regular => REGULAR.as_ref(),
        Cut::Bold => BOLD.as_ref(),
    }
}

/// Fonts of a run.
#[derive(Debug, Clone)]
pub struct Fonts {
    database: Arc<Database>,
    /// The user's own family, which comes first.
    own: Option<String>,
    /// The embedded fonts, regular and bold.
    carried: [Option<ID>; 2],
    /// Whether the system's fonts are in the database.
    system: bool,
    /// Which font stands in for a character that neither the user's nor the embedded one has. Looking for one opens every
    /// font of the system.
    stand_ins: HashMap<(char, Cut), Option<ID>>,
    /// All of those fonts, each once.
    borrowed_fonts: Vec<ID>,
    /// Scripts that no font at all has.
    lacking: BTreeSet<&'static str>,
    /// Scripts that only the system's fonts have.
    borrowed: BTreeSet<&'static str>,
}

/// Whether a collection is long enough for the places of as many fonts as it says to have; true for anything else. Its reader
/// makes room for all of them (OpenType specification 1.9.1, font collections: a head of 12 bytes, then four for each).
fn holds_its_fonts(bytes: &[u8]) -> bool {
    let Some(head) = bytes.first_chunk::<12>().filter(|head| head.starts_with(b"ttcf")) else { return true };
    let [.., a, b, c, d] = *head;
    u64::from(u32::from_be_bytes([a, b, c, d])) * 4 + 12 <= bytes.len() as u64
}

impl Fonts {
    /// The embedded fonts, and before them one of the user's own.
    ///
    /// # Errors
    /// [`BadFont`] for bytes that are no font.
    pub fn new(own: Option<Vec<u8>>) -> Result<Fonts, BadFont> {
        let mut database = Database::new();
        let mut name = None;
        if let Some(bytes) = own {
            if !holds_its_fonts(&bytes) {
                return Err(BadFont);
            }
            let ids = database.load_font_source(Source::Binary(Arc::new(bytes)));
            let face = ids.first().and_then(|id| database.face(*id)).ok_or(BadFont)?;
            name = face.families.first().map(|(family, _)| family.clone());
        }
        let carried = [notosans::REGULAR_TTF, notosans::BOLD_TTF]
            .map(|bytes| database.load_font_source(Source::Binary(Arc::new(bytes))).first().copied());
        Ok(Fonts {
            database: Arc::new(database),
            own: name,
            carried,
            system: false,
            stand_ins: HashMap::new(),
            borrowed_fonts: Vec::new(),
            lacking: BTreeSet::new(),
            borrowed: BTreeSet::new(),
        })
    }

    /// Whether the user's own font is among them.
    pub(super) fn has_own(&self) -> bool {
        self.own.is_some()
    }

    /// Makes sure that there are glyphs for a text: characters that the embedded and the user's fonts lack are looked
    /// for in the system's.
    pub fn prepare<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) {
        let known = [Cut::Regular, Cut::Bold].map(embedded);
        let mut missing: BTreeSet<char> = BTreeSet::new();
        for text in texts {
            let unknown =
                |c: &char| !is_silent(*c) && !known.iter().flatten().all(|face| face.glyph_index(*c).is_some());
            missing.extend(text.chars().filter(unknown));
        }
        missing.retain(|c| !self.stand_ins.contains_key(&(*c, Cut::Regular)) && !self.own_has(*c));
        if missing.is_empty() {
            return;
        }
        if !self.system {
            Arc::make_mut(&mut self.database).load_system_fonts();
            self.system = true;
        }
        for c in missing {
            for cut in [Cut::Regular, Cut::Bold] {
                let found = nearest(&self.database, c, cut.weight());
                self.stand_ins.insert((c, cut), found);
                self.borrowed_fonts.extend(found.filter(|id| !self.borrowed_fonts.contains(id)));
            }
            let name = script_name(c);
            if self.stand_in(c, Cut::Regular).is_some() { &mut self.borrowed } else { &mut self.lacking }.insert(name);
        }
    }

    /// Scripts for which the system's fonts stood in: pictures look different on another machine.
    pub fn borrowed(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.borrowed.iter().copied()
    }

    /// Scripts that no font has: their characters are drawn as boxes.
    pub fn lacking(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.lacking.iter().copied()
    }

    /// The families to name in an SVG, the first one that is there counting.
    #[must_use]
    pub fn families(&self) -> String {
        match &self.own {
            Some(own) => format!("'{}', '{EMBEDDED}', sans-serif", own.replace(['\'', '\\'], "")),
            None => format!("'{EMBEDDED}', sans-serif"),
        }
    }

    /// The name of the family that comes first.
    #[must_use]
    pub fn family(&self) -> &str {
        self.own.as_deref().unwrap_or(EMBEDDED)
    }

    pub(super) fn database(&self) -> Arc<Database> {
        Arc::clone(&self.database)
    }

    fn own_id(&self, cut: Cut) -> Option<ID> {
        let own = self.own.as_deref()?;
        self.database.query(&Query { families: &[Family::Name(own)], weight: Weight(cut.weight()), ..Query::default() })
    }

    fn own_has(&self, c: char) -> bool {
        self.own_id(Cut::Regular).is_some_and(|id| has(&self.database, id, c))
    }

    /// The embedded font, where it has a character.
    pub(super) fn carried(&self, c: char, cut: Cut) -> Option<ID> {
        embedded(cut)?.glyph_index(c)?;
        self.carried[usize::from(cut == Cut::Bold)]
    }

    /// Every font that stands in for some character.
    pub(super) fn borrowed_fonts(&self) -> &[ID] {
        &self.borrowed_fonts
    }

    /// The font that was found for a character that the others lack, the nearest in weight.
    pub(super) fn stand_in(&self, c: char, cut: Cut) -> Option<ID> {
        self.stand_ins.get(&(c, cut)).copied().flatten()
    }

    /// How wide a text is at a size, in the size's unit.
    pub(super) fn width(&self, text: &str, size: f64, cut: Cut) -> f64 {
        let own = self.own_id(cut);
        let embedded = embedded(cut);
        let mut width = 0.0;
        let mut run = String::new();
        let mut run_of: Option<ID> = None;
        let mut flush = |run: &mut String, of: Option<ID>| {
            if !run.is_empty() {
                width += match of {
                    None => embedded.map_or(0.0, |face| advance(face, run)),
                    Some(id) => self.advance_in(id, run),
                };
                run.clear();
            }
        };
        for c in text.chars() {
            let of = if own.is_some_and(|id| has(&self.database, id, c)) {
                own
            } else if is_silent(c) || embedded.is_some_and(|face| face.glyph_index(c).is_some()) {
                None
            } else {
                self.stand_in(c, cut)
            };
            if of != run_of {
                flush(&mut run, run_of);
                run_of = of;
            }
            run.push(c);
        }
        flush(&mut run, run_of);
        width * size
    }

    fn advance_in(&self, id: ID, text: &str) -> f64 {
        let measured = self
            .database
            .with_face_data(id, |bytes, index| Face::from_slice(bytes, index).map_or(0.0, |face| advance(&face, text)));
        measured.unwrap_or(0.0)
    }
}

/// The width of a text in one font, in em.
fn advance(face: &Face<'_>, text: &str) -> f64 {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    let shaped = rustybuzz::shape(face, &[], buffer);
    let units: i64 = shaped.glyph_positions().iter().map(|glyph| i64::from(glyph.x_advance)).sum();
    units as f64 / f64::from(face.units_per_em().max(1))
}

fn has(database: &Database, id: ID, c: char) -> bool {
    let found = database.with_face_data(id, |bytes, index| {
        // Some fonts have an empty glyph, or a picture, where others have an outline: nothing could be drawn of those.
        Face::from_slice(bytes, index)
            .and_then(|face| face.glyph_bounding_box(face.glyph_index(c)?))
            .is_some_and(|outline| outline.width() > 0)
    });
    found.unwrap_or(false)
}

/// The upright face that has a character, the nearest in weight; by order of the database where several are equally
/// near.
fn nearest(database: &Database, c: char, weight: u16) -> Option<ID> {
    let upright = |face: &&resvg::usvg::fontdb::FaceInfo| face.style == resvg::usvg::fontdb::Style::Normal;
    let mut faces: Vec<_> = database.faces().filter(upright).collect();
    faces.sort_by_key(|face| face.weight.0.abs_diff(weight));
    faces.into_iter().find(|face| has(database, face.id, c)).map(|face| face.id)
}

/// Characters that need no glyph.
fn is_silent(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{2060}' | '\u{e0100}'..='\u{e01ef}')
}

fn script_name(c: char) -> &'static str {
    match c.script() {
        Script::Common | Script::Inherited | Script::Unknown => "symbols and emoji",
        script => script.full_name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Room for four thousand million fonts was made, which ends a program.
    #[test]
    fn a_collection_that_is_shorter_than_its_fonts_is_none() {
        for fonts in [[0xff; 4], [0, 0, 0, 1]] {
            let head = [&b"ttcf\x00\x01\x00\x00"[..], &fonts].concat();
            assert!(Fonts::new(Some(head)).is_err());
        }
        assert!(holds_its_fonts(&[&b"ttcf\x00\x01\x00\x00\x00\x00\x00\x01"[..], &[0; 4]].concat()));
        assert!(holds_its_fonts(notosans::REGULAR_TTF) && holds_its_fonts(b""));
    }
}
