//! [`MarkedNames`]: names that begin as comments or the lines of a diff do, and count as workloads.

use super::lines::Lines;
use super::workload::Workload;

/// What stands before comments elsewhere.
const MARKS: [&str; 5] = ["//", "--", "/*", ";", "%"];

/// Rows with such names, and the mark of the first one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct MarkedNames {
    lines: Lines,
    mark: &'static str,
    /// Rows whose names begin with the marks of what a diff takes out and puts in.
    removed: Lines,
    added: Lines,
    /// Rows that a template came with.
    templates: Lines,
}

impl MarkedNames {
    /// Notes a row.
    #[inline]
    pub(super) fn note(&mut self, workload: &Workload) {
        // Names of very many rows are looked at: their first byte tells of nearly all.
        if workload.name.as_bytes().first().is_some_and(|first| b"/-;%+<TtEe".contains(first)) {
            self.note_mark(workload);
        }
    }

    fn note_mark(&mut self, workload: &Workload) {
        if let Some(mark) = MARKS.iter().find(|mark| workload.name.starts_with(**mark)) {
            if self.lines.rows == 0 {
                self.mark = mark;
            }
            self.lines.note(workload);
        } else if workload.name.starts_with('-') {
            self.removed.note(workload);
        } else if workload.name.starts_with('+') {
            self.added.note(workload);
        } else if is_of_template(&workload.name) {
            self.templates.note(workload);
        }
    }

    /// Takes over what a later part of the file has.
    pub(super) fn append(&mut self, later: MarkedNames) {
        if self.lines.rows == 0 {
            self.mark = later.mark;
        }
        self.lines.append(later.lines);
        self.removed.append(later.removed);
        self.added.append(later.added);
        self.templates.append(later.templates);
    }

    /// What is to be said of them.
    pub(super) fn sentences(self) -> impl Iterator<Item = String> {
        let mark = self.mark;
        let comments = match (self.lines.rows, self.lines.first) {
            (0, _) | (_, None) => None,
            (1, Some(line)) => {
                Some(format!("line {line} begins with {mark} and counts as a workload: a comment begins with #"))
            }
            (rows, Some(line)) => Some(format!(
                "{rows} names begin with {mark} or the like, the first of them in line {line}, and count as workloads: comments begin with #"
            )),
        };
        let diff = self.removed.first.zip(self.added.first).map(|(removed, added)| {
            format!("line {removed} begins with - and line {added} with +, as in a diff, and both count as workloads")
        });
        let template = self.templates.place().map(|place| {
            format!("the name is what a template begins with, and counts as a workload, in {place}: name the workload, or remove the row")
        });
        comments.into_iter().chain(diff).chain(template)
    }
}

/// Whether a name is one that stands for another: `<your workload>`, `TODO`, `Example: Checkout`.
fn is_of_template(name: &str) -> bool {
    const WORDS: [&str; 5] = ["your", "name", "workload", "service", "function"];
    let is = |known: &&str| name.eq_ignore_ascii_case(known);
    let is_blank = |inside: &str| {
        inside.split([' ', '-', '_']).any(|word| WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)))
    };
    ["todo", "tbd", "example"].iter().any(is)
        || name.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("example:"))
        || name.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).is_some_and(is_blank)
}

#[cfg(test)]
mod tests {
    use crate::scenario::told::sentences;

    #[test]
    fn names_that_begin_as_comments_are_told() {
        let told = |rows: &str| sentences(&format!("name,requests_per_month,duration_ms,memory_mb\n{rows}"));
        for mark in ["//", "--", ";", "%"] {
            assert_eq!(
                told(&format!("A,1M,120,512\n{mark}Search,2M,120,512\n")),
                [format!("line 3 begins with {mark} and counts as a workload: a comment begins with #")]
            );
        }
        assert_eq!(
            told("-A,1M,120,512\n+B,2M,120,512\n"),
            ["line 2 begins with - and line 3 with +, as in a diff, and both count as workloads"]
        );
        let template = |place: &str| {
            [format!(
                "the name is what a template begins with, and counts as a workload, in {place}: name the workload, or remove the row"
            )]
        };
        for name in ["<your workload>", "TODO", "tbd", "Example: Checkout"] {
            assert_eq!(told(&format!("A,1M,120,512\n{name},2M,120,512\n")), template("line 3"), "{name}");
        }
        assert_eq!(told("TODO,1M,120,512\n<name>,2M,120,512\n"), template("2 rows, the first of them line 2"));
        assert_eq!(told("todo-service,1M,120,512\nexamples,2M,120,512\n<default>,2M,120,512\n"), Vec::<String>::new());
        assert_eq!(told("A-B,1M,120,512\n/orders,2M,120,512\n-x,2M,120,512\n"), Vec::<String>::new());
    }
}
