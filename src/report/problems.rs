//! Problems in a user's input as messages with the place, an excerpt and the remedy.

use super::clean;
use crate::terms::{HiddenLines, Place, Problem, number_of};
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

/// One problem as text. `source` is the file's name for people.
#[must_use]
pub fn render_problem(problem: &Problem, source: &str, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let line = match problem.place {
        Place::Cell { line, .. } | Place::Line { line } => line,
        Place::Option { .. } | Place::File => 1,
    };
    let title = problem.title(source);
    let mut group = Level::ERROR.primary_title(title).elements(Vec::<annotate_snippets::Element<'_>>::new());
    if let Some(excerpt) = &problem.excerpt {
        let before = clean(&excerpt.text[..excerpt.span.start]);
        let cell = clean(&excerpt.text[excerpt.span.clone()]);
        let after = clean(&excerpt.text[excerpt.span.end..]);
        let span = before.len()..before.len() + cell.len();
        let line = usize::try_from(line).unwrap_or(usize::MAX);
        let snippet = Snippet::source(format!("{before}{cell}{after}"))
            .line_start(line)
            .annotation(AnnotationKind::Primary.span(span));
        group = group.element(snippet);
    }
    let group = group.element(Level::HELP.message(clean(&problem.help)));
    renderer.render(&[group]) + "\n"
}

/// The first problems in full, of how many, and where the rest is.
#[must_use]
pub fn render_problems(first: &[Problem], (count, hidden): (u64, &HiddenLines), source: &str, color: bool) -> String {
    let mut text = String::new();
    for problem in first {
        text.push_str(&render_problem(problem, source, color));
        text.push('\n');
    }
    let more = count.saturating_sub(first.len() as u64);
    let problems = number_of(count, "problem", "problems");
    let not_shown = match more {
        0 => String::new(),
        more => format!("; {more} of them {} not shown{}", number_of(more, "is", "are"), hidden.words(more)),
    };
    text.push_str(&format!("{count} {problems} in {}{not_shown}. Nothing was computed or written.\n", clean(source)));
    text
}
