//! An SVG as a tree of shapes, its text set in the run's fonts: what PNG and PDF are made from.

use super::ChartError;
use super::fonts::{Cut, EMBEDDED, Fonts};
use resvg::usvg::{FontFamily, FontResolver, Options, Tree};

/// Reads an SVG. Characters that its font lacks are taken from the font nearest in weight that has them.
pub(super) fn tree(svg: &str, fonts: &Fonts, format: &'static str) -> Result<Tree, ChartError> {
    let resolver = FontResolver {
        select_font: Box::new(move |font, database| {
            use resvg::usvg::fontdb::{Family, Query, Weight};
            let names = font.families().iter().filter_map(|family| match family {
                FontFamily::Named(name) => Some(Family::Name(name)),
                _ => None,
            });
            let families: Vec<Family<'_>> = names.chain([Family::Name(EMBEDDED)]).collect();
            database.query(&Query { families: &families, weight: Weight(font.weight()), ..Query::default() })
        }),
        select_fallback: Box::new(move |c, used, database| {
            let weight = used.first().and_then(|id| database.face(*id)).map_or(400, |face| face.weight.0);
            let cut = if weight > 550 { Cut::Bold } else { Cut::Regular };
            // The user's font may lack what the embedded one has.
            let found = fonts.carried(c, cut).or_else(|| fonts.stand_in(c, cut));
            // A character that no font has must not keep the others from theirs: the search ends at the first one that
            // finds nothing.
            let others = fonts.borrowed_fonts().iter().copied();
            found.into_iter().chain(others).find(|id| !used.contains(id))
        }),
    };
    let options = Options {
        fontdb: fonts.database(),
        font_family: EMBEDDED.to_owned(),
        font_resolver: resolver,
        ..Options::default()
    };
    Tree::from_str(svg, &options).map_err(|error| ChartError::convert(format, error))
}
