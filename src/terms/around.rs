//! What programs write around or between the lines of a table, and what is said of it.

/// What is wrong with a line, and how to mend it.
pub(crate) type Told = (&'static str, &'static str);

/// Of a line that a version control system writes between two versions.
pub(crate) const MERGE_MARK: Told =
    ("a merge left its mark here", "settle which rows are right, and remove the lines <<<<<<<, ======= and >>>>>>>");

/// Of the first line of a table in Markdown.
pub(crate) const MARKDOWN: Told = (
    "the first line is a row of a Markdown table",
    "put commas between the cells, without a | at the ends, and remove the line of dashes",
);

/// Of a line with which Markdown begins and ends what is shown as it stands.
pub(crate) const FENCE: Told = ("a line of ``` holds no values", "remove such lines");

/// Whether a line is one that a version control system writes between two versions.
pub(crate) fn is_merge_mark(line: &str) -> bool {
    let marks = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
    marks.iter().any(|mark| line.split(' ').next() == Some(mark))
}

/// Whether a line is one with which Markdown begins and ends what is shown as it stands.
pub(crate) fn is_fence(line: &str) -> bool {
    line.starts_with("```") || line == "~~~"
}

/// Whether the second line is what Markdown has below the heading of a table: `|---|--:|`.
pub(crate) fn is_markdown(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let second = lines.nth(1).unwrap_or_default();
    second.contains('|') && second.contains("--") && second.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}
