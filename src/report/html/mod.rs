//! A handout as one HTML file that needs nothing else: no network, no script to read it. Charts stand in it as SVG.
//!
//! Every text passes [`words`] (or `maud`'s escaping of text that is ours), and a content-security policy names the
//! style sheet and the script by their hashes: nothing that input brings along could run.

mod bills;
mod charts;
mod foot;
mod page;
mod summary;
mod table;
mod workloads;

use super::clean;
use super::handout::Handout;
use crate::chart::{ChartError, Fonts};
use crate::terms::fit;
use maud::{Markup, html as markup};

/// Writes a handout as HTML.
///
/// # Errors
/// [`ChartError`] where a chart cannot be drawn.
pub fn write_html(handout: &Handout<'_>, fonts: &mut Fonts) -> Result<String, ChartError> {
    let mut drawings = charts::Drawings::new(fonts);
    let body = page::body(handout, &mut drawings)?;
    Ok(page::document(handout.title, &body, &drawings.colors()))
}

/// A text from anywhere, harmless: control characters and changes of direction are visible.
fn words(text: &str) -> Markup {
    markup! { (clean(text)) }
}

/// Names longer than this are cut in the middle; the input at the end has them in full.
const NAME_WIDTH: usize = 100;

/// A workload's name, in the direction of its own script.
fn name(text: &str) -> Markup {
    markup! { bdi { (short_name(text)) } }
}

/// The same as text.
fn short_name(text: &str) -> String {
    fit(&clean(text), NAME_WIDTH).into_owned()
}

/// A box that scrolls where its table is wider than the page; the keyboard reaches it.
fn scrolling(caption_id: &str, table: &Markup) -> Markup {
    markup! { div.scroll role="group" tabindex="0" aria-labelledby=(caption_id) { (table) } }
}
