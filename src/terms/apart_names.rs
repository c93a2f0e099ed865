//! Cutting names of one list so that those which differ stay different.

use super::fit;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Longer names are cut in any case.
const MOST_WHOLE_BYTES: usize = 200;

/// The names, each as [`fit`] cuts it to `width` cells; where different ones would become the same text they are cut around the place
/// at which they begin to differ, and stay whole where that does not tell them from each other either.
pub(crate) fn fit_apart<'n>(names: &[&'n str], width: usize) -> Vec<Cow<'n, str>> {
    let mut shown: Vec<Cow<'n, str>> = names.iter().map(|name| fit(name, width)).collect();
    let mut alike: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, text) in shown.iter().enumerate() {
        alike.entry(text.as_ref()).or_default().push(at);
    }
    let mut taken: BTreeSet<String> = alike.keys().map(|text| (*text).to_owned()).collect();
    let groups: Vec<Vec<usize>> =
        alike.into_values().filter(|group| group.iter().any(|at| names[*at] != names[group[0]])).collect();
    for group in groups {
        // A grapheme of each at a time: names of a megabyte have as many.
        let first = names[group[0]];
        let same = |name: &str| name.graphemes(true).zip(first.graphemes(true)).take_while(|(a, b)| a == b).count();
        let others = group.iter().map(|at| names[*at]).filter(|name| *name != first);
        let from = others.map(same).min().unwrap_or(0);
        let cut: Vec<String> = group.iter().map(|at| around(names[*at], from, width)).collect();
        let own = shown[group[0]].clone().into_owned();
        let mut told: BTreeMap<&str, &str> = BTreeMap::new();
        let is_told = group.iter().zip(&cut).all(|(at, text)| {
            let name = *told.entry(text).or_insert(names[*at]);
            name == names[*at] && (*text == own || !taken.contains(text))
        });
        if is_told {
            taken.remove(&own);
            taken.extend(cut.iter().cloned());
        }
        for (at, text) in group.into_iter().zip(cut) {
            if is_told {
                shown[at] = Cow::Owned(text);
            } else if names[at].len() <= MOST_WHOLE_BYTES {
                shown[at] = Cow::Borrowed(names[at]);
            }
        }
    }
    shown
}

/// A quarter of the cells for the beginning, the others for what stands from that grapheme on.
fn around(name: &str, from: usize, width: usize) -> String {
    let mut text = String::new();
    let mut parts = name.graphemes(true).enumerate().peekable();
    while let Some((_, part)) = parts.next_if(|(at, part)| *at < from && text.width() + part.width() <= width / 4) {
        text.push_str(part);
    }
    if parts.peek().is_some_and(|(at, _)| *at < from) {
        text.push('…');
    }
    let mut rest = parts.skip_while(|(at, _)| *at < from).peekable();
    while let Some((_, part)) = rest.next() {
        // The last cell is for the mark that something was cut.
        if text.width() + part.width() + usize::from(rest.peek().is_some()) > width {
            text.push('…');
            break;
        }
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::fit_apart;

    #[test]
    fn names_of_a_family_keep_what_differs() {
        // Cut in their middle both would be "checkout…handler". Of 14 cells a quarter are 3.
        let names = ["checkout-orders-eu-handler", "checkout-return-eu-handler", "billing"];
        assert_eq!(fit_apart(&names, 14), ["che…orders-eu…", "che…return-eu…", "billing"]);
        // Those that differ as they are cut stay so, and the same name twice is one.
        assert_eq!(fit_apart(&["checkout-eu-1", "checkout-eu-2"], 8), ["check…-1", "check…-2"]);
        assert_eq!(fit_apart(&["checkout-eu-1", "checkout-eu-1"], 8), ["check…-1", "check…-1"]);
        // Wide letters take two cells each: 2 of 9 hold one of them.
        assert_eq!(fit_apart(&["결제서비스가나다", "결제서비스라나다", "결"], 9), ["결…가나다", "결…라나다", "결"]);
    }

    #[test]
    fn names_that_differ_in_several_places_stay_whole() {
        let names = ["a1-xxxxxxxxxxxxxxxxxxxx-1-end", "a1-xxxxxxxxxxxxxxxxxxxx-2-end", "a2-xxxxxxxxxxxxxxxxxxxx-1-end"];
        // 8 cells hold 5 of the beginning and 2 of the end: "a1-xx…nd" twice, "a2-xx…nd" once.
        assert_eq!(fit_apart(&names, 8), ["a1…1-end", "a1…2-end", "a2-xx…nd"]);
        let three = ["aa-1-bbbbbbbbbbbbbbb-1-cc", "aa-1-bbbbbbbbbbbbbbb-2-cc", "aa-2-bbbbbbbbbbbbbbb-1-cc"];
        // Of 5 cells "aa" and "c" remain of all: from "1" or "2" on there is room for two.
        assert_eq!(fit_apart(&three, 5), three);
    }
}
