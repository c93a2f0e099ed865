//! The page: head, policy, landmarks, the order of its parts.

use super::charts::Drawings;
use super::{foot, summary, table, words, workloads};
use crate::chart::{ChartError, Palette, Rgb, Role, Theme};
use crate::report::handout::Handout;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("sort.js");

/// The whole file. `chart_colors` are the rules that turn the charts dark.
pub(super) fn document(title: &str, body: &Markup, chart_colors: &str) -> String {
    let style = format!("{}{STYLE}{chart_colors}", colors());
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy(&style));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content=(GENERATOR);
                title { (words(title)) }
                link rel="icon" href="data:,";
                style { (PreEscaped(&style)) }
            }
            body { (body) }
        }
    };
    let mut text = page.into_string();
    text.push('\n');
    text
}

const GENERATOR: &str = concat!("costcalc ", env!("CARGO_PKG_VERSION"));

/// Nothing may be loaded, and only this style sheet and this script count.
fn policy(style: &str) -> String {
    format!(
        "default-src 'none'; style-src {}; script-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        hash(style),
        hash(SCRIPT)
    )
}

/// A text as a policy names it (Content Security Policy Level 3, section 2.3.1, "hash-source").
fn hash(text: &str) -> String {
    format!("'sha256-{}'", data_encoding::BASE64.encode(&Sha256::digest(text.as_bytes())))
}

/// The colors of the charts for the page around them, in both themes. Paper is always light.
fn colors() -> String {
    let of = |theme: Theme| {
        let palette: Palette = theme.palette();
        let all: [(&str, Rgb); 10] = [
            ("page", palette.background),
            ("ink", palette.ink),
            ("muted", palette.muted),
            ("line", palette.grid),
            ("soft", palette.grid_minor),
            ("lambda", palette.ink_of(Role::Lambda)),
            ("lambda-tint", palette.tint_of(Role::Lambda)),
            ("ec2", palette.ink_of(Role::Ec2)),
            ("ec2-tint", palette.tint_of(Role::Ec2)),
            ("neutral-tint", palette.tint_of(Role::Neutral)),
        ];
        let rules: Vec<String> = all.iter().map(|(name, color)| format!("--{name}:{}", color.hex())).collect();
        rules.join(";")
    };
    format!(
        ":root{{color-scheme:light;{}}}\n@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{}}}}}\n",
        of(Theme::Light),
        of(Theme::Dark)
    )
}

/// Everything that is to be seen.
pub(super) fn body(handout: &Handout<'_>, drawings: &mut Drawings<'_>) -> Result<Markup, ChartError> {
    let overview = drawings.figures(handout.charts)?;
    let workloads = workloads::section(handout, drawings)?;
    let several = handout.report.totals.workloads > 1;
    Ok(html! {
        a.skip href="#main" { "Skip to the result" }
        header {
            h1 { (words(handout.title)) }
            p.verdict { (words(&summary::verdict(&handout.report))) }
            p.terms { (words(&crate::report::wording::price_line(&handout.report))) }
        }
        nav aria-label="Contents" {
            ul {
                li { a href="#costs" { "Costs" } }
                li { a href="#workloads" { "Table" } }
                @if !handout.charts.is_empty() { li { a href="#charts" { "Charts" } } }
                li { a href="#bills" { "Bills" } }
                li { a href="#assumptions" { "Assumptions" } }
                li { a href="#prices" { "Prices" } }
                li { a href="#input" { "Input" } }
            }
        }
        main #main tabindex="-1" {
            (summary::section(&handout.report))
            section aria-labelledby="workloads" {
                h2 #workloads { @if several { "All workloads" } @else { "The workload" } }
                (table::overview(handout))
            }
            @if !handout.charts.is_empty() {
                section aria-labelledby="charts" {
                    h2 #charts { "Charts" }
                    (overview)
                }
            }
            (workloads)
            (foot::assumptions(handout))
            (foot::prices(handout))
            (foot::input(handout))
        }
        footer { p { "Made by " (GENERATOR) "." } }
        script { (PreEscaped(SCRIPT)) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_policy() {
        // From `printf %s "alert('Hello, world.');" | openssl dgst -sha256 -binary | openssl base64`; the example of
        // Content Security Policy Level 3, section 8.2.
        assert_eq!(hash("alert('Hello, world.');"), "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    }

    #[test]
    fn style_and_script_cannot_end_their_elements() {
        for text in [STYLE, SCRIPT, &colors()] {
            assert!(!text.contains("</") && !text.contains("<!--"), "{text}");
        }
    }
}
